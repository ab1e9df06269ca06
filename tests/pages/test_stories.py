"""What a story shows, and that it goes when a portrayed person no longer agrees."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from pages import actions, tasks
from pages.models import Consent, StoryPage
from tests.factories import make_member

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.now().date()


def consent(**fields: Any) -> Consent:
    facts = {"name": "Anna", "given_on": today() - 400 * DAY, "stays_until": today() + 30 * DAY}
    return Consent(**facts | fields)


def test_every_kind_of_block_is_shown(make_story: Any, make_picture: Any, stranger_client: Client) -> None:
    def shown(alt: str, decorative: bool = False) -> dict[str, Any]:
        return {"image": make_picture(), "alt_text": alt, "decorative": decorative}

    body = [
        ("text", "<h2>Koło</h2><p>Ruszyło <b>wczoraj</b>.</p>"),
        ("quote", {"text": "Wróciłam.", "who": "Anna"}),
        ("picture", {"picture": shown("Młyn nad rzeką"), "caption": "Lato", "credit": "Jan"}),
        ("picture", {"picture": shown("", decorative=True), "caption": "", "credit": ""}),
        ("before_after", {"before": shown("Przed"), "after": shown("Po"), "caption": "Plac", "credit": ""}),
        ("numbers", [{"value": "312", "label": "bochenków"}, {"value": "4 dni", "label": "czekania"}]),
        ("video", {"title": "Film", "url": "https://films.example/1", "poster": None, "transcript": "Słychać wodę."}),
        ("myth_fact", {"myth": "Kolejka.", "fact": "Lista.", "source": "Rejestr", "source_url": ""}),
    ]
    make_story(slug="all", body=body)
    page = stranger_client.get("/en/lipka/stories/all/").content.decode()
    for words in (
        "<h2>Koło</h2>",
        "Wróciłam.",
        'alt="Młyn nad rzeką"',
        'alt=""',
        "© Jan",
        'alt="Przed"',
        "312",
        "Słychać wodę.",
        'href="https://films.example/1"',
        "films.example",
        "Kolejka.",
        "Rejestr",
    ):
        assert words in page
    assert "<iframe" not in page
    assert "<video" not in page


def test_what_an_editor_pastes_cannot_run(make_story: Any, stranger_client: Client) -> None:
    make_story(
        slug="evil", body=[("quote", {"text": "<script>alert(1)</script>", "who": "<img src=x onerror=alert(2)>"})]
    )
    page = stranger_client.get("/pl/lipka/stories/evil/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_staff_alone_see_whose_consent_it_was(make_story: Any, stranger_client: Client) -> None:
    story = make_story(slug="anna")
    story.consents.add(consent(name="Anna Wyjątkowa"))
    story.person = "Anna Wyjątkowa"
    story.save()
    for address in ("/pl/lipka/stories/anna/", "/pl/lipka/search/?q=wyjatkowa", "/pl/lipka/feeds/stories.xml"):
        assert "Wyjątkowa" not in stranger_client.get(address).content.decode()


@pytest.mark.parametrize(
    ("fields", "stays"),
    [
        ({"stays_until": 0}, True),
        ({"stays_until": -1}, False),
        ({"stays_until": 300, "withdrawn_on": 0}, False),
        ({"stays_until": 300, "withdrawn_on": 1}, True),
    ],
)
def test_a_story_stays_as_long_as_every_consent_stands(make_story: Any, fields: dict[str, int], stays: bool) -> None:
    story = make_story("Anna", slug="anna", person="")
    twin = make_story("Anna", language="en", twin_of=story)
    other = make_story("Inna")
    days = {name: today() + days * DAY for name, days in fields.items()}
    story.consents.add(consent(**days), consent(name="Jan"))
    story.save()
    tasks.unpublish_lapsed_consents.func()
    assert [StoryPage.objects.get(pk=page.pk).live for page in (story, twin)] == [stays, stays]
    assert StoryPage.objects.get(pk=other.pk).live


def test_a_story_taken_down_is_gone_from_its_address(make_story: Any, stranger_client: Client) -> None:
    story = make_story(slug="anna")
    story.consents.add(consent(stays_until=today() - DAY))
    story.save()
    assert stranger_client.get("/pl/lipka/stories/anna/").status_code == 200
    tasks.unpublish_lapsed_consents.func()
    assert stranger_client.get("/pl/lipka/stories/anna/").status_code == 404
    assert tasks.unpublish_lapsed_consents.func() == 0


def test_a_portrait_without_consent_is_never_published(make_story: Any) -> None:
    with pytest.raises(ValidationError):
        make_story(person="Anna")


def test_a_picture_without_a_decision_is_never_published(make_story: Any, make_picture: Any) -> None:
    undecided = {"image": make_picture(), "alt_text": "", "decorative": False}
    with pytest.raises(ValidationError):
        make_story(cover=make_picture())
    with pytest.raises(ValidationError):
        make_story(body=[("picture", {"picture": undecided, "caption": "", "credit": ""})])


def test_a_story_planned_for_a_day_appears_on_it(make_story: Any, stranger_client: Client) -> None:
    story = make_story(slug="later", live=False)
    story.go_live_at = timezone.now() + DAY
    story.save_revision().publish()
    tasks.publish_scheduled.func()
    assert stranger_client.get("/pl/lipka/stories/later/").status_code == 404
    revision = story.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - DAY
    revision.content["go_live_at"] = (timezone.now() - DAY).isoformat()
    revision.save()
    tasks.publish_scheduled.func()
    assert stranger_client.get("/pl/lipka/stories/later/").status_code == 200


def test_the_dashboard_names_what_waits(
    make_story: Any, make_event: Any, writer: Any, client_of: Any, gathering_of: Any, centre: Any
) -> None:
    lapsing = make_story("Opowieść Anny")
    lapsing.consents.add(consent(name="Anna Bliska", stays_until=today() + 5 * DAY))
    lapsing.save()
    make_story("The mill", language="en", twin_of=lapsing)
    make_story("Tylko po polsku")
    event = make_event("Pełny chór", capacity=1)
    for _n in range(2):
        actions.seat_member(gathering=gathering_of(event), member=make_member(centre), at=timezone.now())
    page = client_of(writer).get("/admin/").content.decode()
    panel = page[page.index("What waits for you") :]
    for words in ("Anna Bliska", "Tylko po polsku", "Pełny chór"):
        assert words in panel
