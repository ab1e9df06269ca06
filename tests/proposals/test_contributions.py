"""What this room adds to search, map, "waiting for you", a member's own data and the demonstration."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from community.members.actions import erase_member
from community.members.waiting import waiting_for
from community.operations.demo import DemoContent
from initiatives.proposals import actions
from initiatives.proposals.demo import contribute as fill
from initiatives.proposals.layers import initiatives as on_the_map
from initiatives.proposals.models import Initiative, Picture, StateChange, Support
from initiatives.proposals.personal import contribute as personal
from initiatives.proposals.search import initiatives as search
from initiatives.proposals.waiting import contribute as waiting
from tests.factories import make_member
from tests.proposals.making import lead, make_backed, make_draft, make_published, photo, sheet

pytestmark = pytest.mark.django_db


def titles(query, centre=None, member=None):
    return [hit.title for hit in search(query, centre=centre, member=member, language="en", limit=20)]


@pytest.mark.engine
@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Kładka w Łodzi", "lodzi KLADKA"),
        ("Ďatelinový chodník", "datelinovy"),
        ("Megőrzött fűrész", "megorzott furesz"),
        ("Міст через Їжачку", "їжачку"),
        ("Straße 7", "strasse"),
        ("50% more light", "50%"),
        ("Lamp_post", "lamp_post"),
    ],
)
def test_search_finds_words_whatever_their_accents(centre, author, written, asked):
    make_published(centre, author, title=written)
    make_published(centre, author, title="Another thing")
    assert titles(asked) == [written]


def test_search_stays_in_its_centre_and_shows_drafts_to_their_author(centre, other_centre, author, member):
    make_draft(centre, author, title="Ferry draft")
    make_published(centre, author, title="Ferry")
    assert titles("ferry") == ["Ferry"]
    assert titles("ferry", member=member) == ["Ferry"]
    assert sorted(titles("ferry", member=author)) == ["Ferry", "Ferry draft"]
    assert titles("ferry", centre=other_centre) == []
    assert titles("   ") == []


def test_the_map_holds_what_has_a_place(centre, author, django_assert_num_queries):
    make_published(centre, author, latitude=49.6, longitude=20.7)
    make_published(centre, author, title="Nowhere")
    make_draft(centre, author, latitude=1, longitude=1)
    with django_assert_num_queries(1):
        [spot] = on_the_map(centre, None, "en")
    assert (spot.latitude, spot.longitude, spot.kind, spot.language) == (49.6, 20.7, "initiative", "pl")


def test_drafts_wait_for_their_author_and_backed_ones_for_the_coordinator(
    centre, author, coordinator, django_assert_max_num_queries
):
    make_draft(centre, author, title="Half a thought")
    make_backed(centre, author)
    with django_assert_max_num_queries(4):
        assert [line.text for line in waiting(author, centre)] == ["Your draft “Half a thought”"]
    with django_assert_max_num_queries(6):
        assert [line.text for line in waiting(coordinator, centre)] == [
            "1 initiative has enough support and waits for an answer"
        ]
    assert waiting(make_member(centre), centre) == []
    assert any("Half a thought" in line.text for line in waiting_for(author, centre))


def test_a_member_takes_everything_along(centre, author, member, client_of):
    client_of(author).post(
        "/en/lipka/initiatives/new/",
        sheet(
            publish="1",
            **{"items-0-label": "Oak", "items-0-amount": "1200", "pictures-0-file": photo(), "pictures-0-alt": "Old"},
        ),
    )
    mine = personal().export(author)
    assert [row["title"] for row in mine["initiatives"]] == ["A bench by the river"]
    assert mine["initiatives"][0]["cost_items"] == [{"label": "Oak", "amount": 120_000}]
    [picture] = mine["initiatives"][0]["pictures"]
    assert (picture["shows"], picture["file"].name) == ("Old", Picture.objects.get().large_jpg.name)
    assert [row["verb"] for row in mine["steps_taken"]] == ["publish"]
    actions.support(initiative=Initiative.objects.get(), member=member, at=timezone.now())
    signed = personal().export(member)
    assert signed["initiatives"] == []
    assert [row["initiative__title"] for row in signed["signatures"]] == ["A bench by the river"]
    json.dumps([mine, signed], default=str)


def test_erasing_keeps_what_is_public_without_the_name(centre, author, member, coordinator, stranger_client):
    make_draft(centre, author, title="Draft")
    published = make_published(centre, author)
    actions.support(initiative=published, member=member, shows_name=True, at=timezone.now())
    erase_member(member=author, keep_public=True, at=timezone.now())
    erase_member(member=member, keep_public=True, at=timezone.now())
    assert list(Initiative.objects.values_list("title", flat=True)) == ["A bench by the river"]
    page = stranger_client.get(f"/en/lipka/initiatives/{published.pk}/").content.decode()
    assert "Adam Author" not in page
    assert "Maria Resident" not in page
    assert "former member" in page
    assert "1 supporter" in page


def test_erasing_everything_takes_texts_pictures_and_signatures_away(
    centre, author, member, client_of, django_capture_on_commit_callbacks
):
    client_of(author).post(
        "/en/lipka/initiatives/new/", sheet(publish="1", **{"pictures-0-file": photo(), "pictures-0-alt": "Old"})
    )
    other = make_published(centre, make_member(centre))
    actions.support(initiative=other, member=author, at=timezone.now())
    file = Initiative.objects.get(author=author).pictures.get().large_jpg.name
    assert default_storage.exists(file)
    with django_capture_on_commit_callbacks(execute=True):
        erase_member(member=author, keep_public=False, at=timezone.now())
    assert list(Initiative.objects.values_list("pk", "support_count")) == [(other.pk, 0)]
    assert not default_storage.exists(file)


def test_an_answered_initiative_keeps_its_number_when_a_supporter_leaves(centre, author, coordinator):
    initiative = make_backed(centre, author)
    lead(initiative, "admit", by=coordinator)
    supporter = Support.objects.first().member
    erase_member(member=supporter, keep_public=False, at=timezone.now())
    initiative.refresh_from_db()
    assert (initiative.support_count, Support.objects.count()) == (15, 14)


@pytest.fixture
def content(centre, author, coordinator) -> DemoContent:
    facts = {
        "author": "adam",
        "category": "public_space",
        "cost": 300,
        "latitude": 49.6,
        "longitude": 20.7,
        "place": "Rynek",
        "supporters": 18,
        "days": -40,
        "tags": ["Ławka"],
        "summary": "Short.",
        "description": "<p>Long &amp; good.</p>",
        "reason": "Because of the road.",
        "items": [{"label": "Oak", "amount": 300}],
    }
    rows = [facts | {"key": state, "state": state, "title": f"In {state}"} for state in Initiative.State.values]
    rows[-1]["into"] = "In published"
    data = {
        "centre": {"slug": "lipka", "languages": ["pl", "en"]},
        "villages": [{"name": "Dolna", "latitude": 49.61, "longitude": 20.71}],
        "stories": [],
        "events": [],
        "initiatives": rows,
    }
    made = DemoContent(folder=Path("demo"), now=timezone.now())
    made.__dict__["centres"] = [data]
    made.places["lipka"] = centre
    made.people |= {("lipka", "adam"): author, ("lipka", "klara"): coordinator}
    made.people[("lipka", "edyta")] = make_member(centre, "editor")
    made.people[("lipka", "zofia")] = make_member(centre)
    rows[1] |= {
        "coauthors": ["zofia"],
        "sheets": [{"valid": 7, "invalid": 1, "reason": "1 elsewhere"}, {"valid": 3, "confirmed": False}],
        "helpers": [{"by": "edyta", "text": "A tractor", "hours": 4}],
        "amendments": [{"by": "edyta", "summary": "Shorter.", "note": "Better.", "accepted": True}],
    }
    work = {"title": "Foundations", "planned": -20, "cost": 100, "picture": "playground", "alt": "A hole"}
    for row in rows:
        row["milestones"] = [work | {"moved": -10, "reason": "Frost.", "done": -9, "spent": 90}]
    made.crowd["lipka"] = [make_member(centre) for _number in range(20)]
    return made


def test_the_demonstration_leads_each_initiative_to_its_state_and_does_it_once(content, centre):
    for _time in range(2):
        fill(content)
    assert Initiative.objects.for_centre(centre).count() == 16
    for one in Initiative.objects.all():
        assert one.title == f"In {one.state}"
        assert one.support_count == (0 if one.is_draft else 27 if one.state == "published" else 18)
        assert one.description == "Long & good."
    changes = StateChange.objects.filter(initiative__state="done").values_list("changed_at", flat=True)
    assert list(changes) == sorted(changes)
    assert changes[0] < content.now - dt.timedelta(days=39)
    assert StateChange.objects.get(after="refused", initiative__state="refused").reason == "Because of the road."


def test_a_larger_demonstration_has_as_many_times_the_initiatives(content, centre):
    content.scale = 3
    fill(content)
    assert Initiative.objects.count() == 48 == Initiative.objects.values("title").distinct().count()
