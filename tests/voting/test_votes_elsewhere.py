"""What this room contributes to others: the centre's home, "waiting for you", my data, the demonstration."""

import datetime as dt
from collections import Counter
from itertools import accumulate
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, User
from community.operations.demo import DemoContent
from initiatives.proposals.models import Initiative
from initiatives.voting import actions, deciding, demo, keys, personal, waiting
from initiatives.voting.models import Ballot, Meeting, Round
from initiatives.voting.own import own_ballot
from tests.factories import make_centre, make_member
from tests.voting.conftest import DAY, finished, make_round, start
from tests.voting.looking import dump


def test_the_home_of_a_centre_shows_what_can_be_decided_now(
    opened: Round, centre: Centre, other_centre: Centre
) -> None:
    make_round(centre)
    now = timezone.now()
    cards = deciding.contribute(centre, now)
    assert [(card.title, card.url, card.badge) for card in cards] == [
        ("Budget of the riverbank", opened.get_absolute_url(), "Open")
    ]
    assert cards[0].when.startswith("until ")
    assert cards[0].text == "PLN10,000 to spend. Choose up to 2 projects."
    assert deciding.contribute(centre, now + 2 * DAY) == []
    assert deciding.contribute(other_centre, now) == []


def test_the_home_of_a_centre_says_where_ideas_are_collected_and_which_meeting_is_called(
    centre: Centre, other_centre: Centre
) -> None:
    now = timezone.now()
    dates = {"collects_from": now - DAY, "collects_until": now + DAY, "opens_at": now + 9 * DAY}
    round = make_round(centre, closes_at=now + 20 * DAY, results_at=None, **dates)
    Round.objects.filter(pk=round.pk).update(announced_at=now)
    meeting = Meeting.objects.create(
        centre=centre,
        language="pl",
        title="Fundusz na rok przyszły",
        area="Lipka Górna",
        place="Remiza",
        first_term_at=now + 3 * DAY,
        entitled=50,
        agenda="1",
        currency="PLN",
        announced_at=now,
    )
    Meeting.objects.create(**facts_of(meeting) | {"title": "Far", "first_term_at": now + 40 * DAY})
    Meeting.objects.create(**facts_of(meeting) | {"title": "Draft", "announced_at": None})
    cards = deciding.contribute(centre, now)
    assert [(card.url, card.badge) for card in cards] == [
        (round.get_absolute_url(), "Collecting ideas"),
        (meeting.get_absolute_url(), "In the hall"),
    ]
    assert cards[1].text == "Village meeting of Lipka Górna: Remiza"
    assert deciding.contribute(other_centre, now) == []
    assert [card.badge for card in deciding.contribute(centre, now + 2 * DAY)] == ["In the hall"]


def facts_of(meeting: Meeting) -> dict[str, Any]:
    fields = [field.attname for field in Meeting._meta.concrete_fields if not field.primary_key]
    return {name: getattr(meeting, name) for name in fields}


def test_a_vote_waits_for_a_member_until_they_have_voted(opened: Round, member: User, centre: Centre) -> None:
    lines = waiting.contribute(member, centre)
    assert [line.url for line in lines] == [f"/en/lipka/votes/{opened.pk}/ballot/"]
    assert lines[0].text.startswith("You have not voted yet: “Budget of the riverbank” closes on ")
    actions.cast(round=opened, member=member, choices=["1"])
    assert waiting.contribute(member, centre) == []


def test_a_vote_waits_for_nobody_who_may_not_vote(centre: Centre, newcomer: User, outsider: User) -> None:
    start(make_round(centre, eligibility="verified"))
    unverified = make_member(centre, verified=False)
    assert [waiting.contribute(person, centre) for person in (newcomer, outsider, unverified)] == [[], [], []]


def test_waiting_asks_as_much_for_three_votes_as_for_one(centre: Centre, member: User) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            start(make_round(centre))
        member.forget_standing()
        with CaptureQueriesContext(connection) as captured:
            waiting.contribute(member, centre)
        counts.append(len(captured))
    assert counts[0] == counts[1] == 4  # the member's roles among them


def test_my_data_say_that_i_took_part_and_never_how(opened: Round, member: User, centre: Centre) -> None:
    actions.cast(round=opened, member=member, choices=["2"])
    told = {"vote": "Budget of the riverbank", "centre": "Lipka", "closes_at": opened.closes_at}
    mine = personal.contribute()
    nothing: dict[str, list[Any]] = {
        "took_part_in": [],
        "ballots_in_open_votes": [],
        "paper_taken_in_open_votes": [],
        "invited_to_trials": [],
        "meetings_attended": [],
        "meetings_chaired": [],
    }
    assert mine.export(member) == nothing | {"ballots_in_open_votes": [told]}
    over = finished(opened)
    actions.close(round=over)
    assert mine.export(member) == nothing | {"took_part_in": [told | {"closes_at": over.closes_at}]}
    assert mine.export(make_member(centre)) == nothing


def test_who_erases_their_account_leaves_no_ballot_in_an_open_box_and_keeps_a_counted_one(
    centre: Centre, member: User
) -> None:
    opened, over = start(make_round(centre)), start(make_round(centre))
    for round in (opened, over):
        actions.cast(round=round, member=member, choices=["1"])
    actions.close(round=finished(over))
    personal.contribute().erase(member, keep_public=False)
    assert Ballot.objects.count() == 0
    assert over.contents.count() == 1


def test_erasing_works_while_a_key_is_missing(opened: Round, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    keys.path_of(opened.pk).unlink()
    personal.contribute().erase(member, keep_public=False)
    assert Ballot.objects.count() == 1


@pytest.fixture
def content(db: None) -> DemoContent:
    """Two centres of the network and sixty neighbours in each, without the other rooms."""
    content = DemoContent(folder=settings.ROOT / "demo", now=timezone.now())
    content.centres = [data for data in content.centres if data["centre"]["country"] == "PL"]
    for data in content.centres:
        facts: dict[str, Any] = {name: data["centre"][name] for name in ("slug", "country", "languages", "currency")}
        centre = make_centre(**facts)
        content.places[centre.slug] = centre
        for role in ("coordinator", "editor", "moderator"):
            make_member(centre, role)
        content.crowd[centre.slug] = [make_member(centre) for _number in range(60)]
        Initiative.objects.create(centre=centre, state="admitted", title="Admitted", cost=990_000, category="roads")
    return content


def test_the_demonstration_has_an_open_vote_and_a_real_counted_one_in_each_polish_centre(content: DemoContent) -> None:
    demo.contribute(content)
    for data, city in zip(content.centres, ("Wieliczka", "Świecie"), strict=True):
        centre = content.centre(data["centre"]["slug"])
        opened = Round.objects.for_centre(centre).open(timezone.now()).get(purpose="budget")
        assert opened.title == data["round"]["title"]
        assert opened.projects.count() == len(data["round"]["extra"]) + 1
        assert [head.count for head in opened.heads.order_by("date")] == [0, *accumulate(demo.VOTERS_A_DAY[:-1])]
        assert opened.ballots.exclude(channel="paper").count() == sum(demo.VOTERS_A_DAY)
        assert opened.closes_at - timezone.now() > dt.timedelta(days=15)
        real = Round.objects.for_centre(centre).closed(timezone.now()).get(imported__isnull=False)
        assert real.imported["meta"]["unit"] == city
        shares = real.results.get(rule="equal-shares")
        assert sorted(shares.winners) == sorted(real.imported["selected"])


def test_the_demonstration_takes_paper_and_has_a_certified_vote_of_its_own(content: DemoContent) -> None:
    demo.contribute(content)
    centre = content.centre("jodlowiec")
    opened = Round.objects.for_centre(centre).open(timezone.now()).get(purpose="budget")
    states = Counter(opened.papers.exclude(state="printed").values_list("state", flat=True))
    assert states == {"confirmed": 4, "read": 1, "received": 1, "invalid": 1}
    assert opened.paper_voters.count() == 7
    past = Round.objects.for_centre(centre).closed(timezone.now()).get(imported__isnull=True)
    assert past.rules["closes_at"] == past.closes_at.isoformat()
    assert past.closure.ballots == 46
    assert [objection.is_answered for objection in past.objections.all()] == [True]
    assert past.certifications.count() == 2
    page = Client().get(reverse("voting:round-results", kwargs={"centre": "jodlowiec", "pk": past.pk})).text
    assert "Certified by" in page


def test_the_demonstration_is_filled_once_and_the_same_each_time(content: DemoContent) -> None:
    demo.contribute(content)
    before = dump()
    demo.contribute(content)
    assert dump() == before
    slug = content.centres[0]["centre"]["slug"]
    opened = Round.objects.for_centre(content.centre(slug)).open(timezone.now()).get(purpose="budget")
    first = [own_ballot(round=opened, member=member) for member in content.residents(slug)[:5]]
    choices = [own.choices for own in first if own]
    assert len(choices) == 5
    assert len({str(chosen) for chosen in choices}) > 1
