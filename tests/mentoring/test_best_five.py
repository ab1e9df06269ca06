"""A mentee sees the five who fit best, each with its reasons, and of each mentor only what they opened."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring import actions
from mentoring.models import Part, Request
from mentoring.pairing import five_for
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_request, pictured

pytestmark = pytest.mark.django_db
BEST = "/en/lipka/mentoring/mine/request/best/"
NOTHING_MORE = {"wishes": {}, "traits": []}
REASONS = {
    "Can help with what you need: finding work",
    "You both speak: Polish and English",
    "There are times when you are both free",
    "Near enough to meet in person",
    "Has worked in your trade",
    "Has lived in a country where you have lived",
}
OPENED = {
    Part.NAME: ("Anna Wraca",),
    Part.OCCUPATIONS: ("Has worked in your trade: nurse (with a degree)", "knitting"),
    Part.COUNTRIES: ("Has lived where you have: United Kingdom",),
    Part.HOURS: ("Free when you are: Tuesday evening; Saturday evening", "Sunday evening"),
    Part.DISTANCE: ("Less than a kilometre away", "Dolna"),
    Part.TRAITS: ("a woman", "a parent"),
    Part.WORDS: ("Nine years in Leeds.",),
    Part.PHOTO: ("A woman with grey hair, smiling",),
}


@pytest.fixture
def request_of(centre: Any, member: Any) -> Request:
    return make_request(centre, member, words="Mine.", place="Górna", hours=[5, 17, 1], **NOTHING_MORE)


def anna(centre: Any, **fields: Any) -> Any:
    facts = {"topics": ["work"], "hours": [5, 17, 20], "traits": ["woman", "parent"], "wishes": {}}
    offer = make_mentor(centre, make_member(centre, display_name="Anna Wraca"), **facts | fields)
    pictured(offer)
    return offer


def test_a_mentor_who_opened_nothing_is_explained_without_a_single_personal_part(
    centre: Any, request_of: Request, member: Any, client_of: Any
) -> None:
    anna(centre)
    page = client_of(member).get(BEST)
    [proposal] = page.context["proposals"]
    assert set(proposal.reasons) == REASONS
    html = page.content.decode()
    assert all(reason in html for reason in REASONS)
    assert [word for words in OPENED.values() for word in words if word in html] == []


@pytest.mark.parametrize("part", Part.values)
def test_each_part_is_seen_once_it_is_opened_and_no_other_with_it(
    part: str, centre: Any, request_of: Request, member: Any, client_of: Any
) -> None:
    anna(centre, shown=[part])
    html = client_of(member).get(BEST).content.decode()
    seen = {name for name, words in OPENED.items() if any(word in html for word in words)}
    assert seen == {part}
    assert all(word in html for word in OPENED[Part(part)])


def test_the_best_come_first_and_never_more_than_five(centre: Any, request_of: Request) -> None:
    for topics in (["tax"], ["work"], ["work", "tax"]) * 2 + (["work"],):
        make_mentor(centre, topics=topics, **NOTHING_MORE)
    five = five_for(request_of, at=timezone.now())
    assert [proposal.offer.topics for proposal in five] == [["work", "tax"]] * 2 + [["work"]] * 3
    assert [proposal.pair.total for proposal in five] == sorted((each.pair.total for each in five), reverse=True)


APART = {
    "speaks nothing in common": {"languages": {"de": 6}},
    "speaks it too little": {"languages": {"pl": 2, "en": 2}},
    "helps with something else": {"topics": ["health"]},
    "only in person and far away": {"online": False, "latitude": 52.0, "longitude": 21.0},
    "must meet somebody else": {"wishes": {"parent": "hard"}},
    "has no room": {"capacity": 0},
}


@pytest.mark.parametrize("facts", APART.values(), ids=APART)
def test_a_hard_condition_is_never_passed_over(facts: Any, centre: Any, request_of: Request) -> None:
    make_mentor(centre, **facts)
    assert five_for(request_of, at=timezone.now()) == []


def test_the_same_country_is_any_of_ones_own(centre: Any, member: Any) -> None:
    request = make_request(centre, member, countries=["DE", "GB"], wishes={"country": "hard"})
    norway = make_mentor(centre, countries=["NO"], **NOTHING_MORE)
    britain = make_mentor(centre, countries=["GB"], **NOTHING_MORE)
    assert [each.offer for each in five_for(request, at=timezone.now())] == [britain]
    assert norway.is_open


def test_nobody_is_proposed_to_themselves_or_across_centres(
    centre: Any, other_centre: Any, request_of: Request, member: Any
) -> None:
    make_mentor(centre, member)
    make_mentor(other_centre)
    assert five_for(request_of, at=timezone.now()) == []


def test_whoever_was_sent_away_does_not_come_back_and_is_told_nothing(
    centre: Any, request_of: Request, member: Any, client_of: Any
) -> None:
    offer, client = anna(centre), client_of(member)
    client.post(f"{BEST}{offer.pk}/not/")
    assert "Nobody fits at the moment" in client.get(BEST).content.decode()
    assert offer.member.notifications.exclude(kind="mentoring.vetted").count() == 0


def test_a_paused_request_sees_nobody(centre: Any, request_of: Request, member: Any, client_of: Any) -> None:
    anna(centre)
    actions.pause(request_of, at=timezone.now())
    assert "Your request is paused" in client_of(member).get(BEST).content.decode()


def test_who_has_said_nothing_is_led_to_the_form(member: Any, client_of: Any, centre: Any) -> None:
    assert client_of(member).get(BEST)["Location"] == "/en/lipka/mentoring/mine/request/"


def test_it_costs_at_most_ten_queries_whatever_the_number_of_mentors(
    centre: Any, request_of: Request, member: Any, client_of: Any
) -> None:
    client, counts = client_of(member), []
    for more in (1, 11):
        for _number in range(more):
            anna(centre, shown=Part.values)
        client.get(BEST)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(BEST)
        counts.append(len(queries))
    assert len(page.context["proposals"]) == 5
    assert counts[0] == counts[1] <= 10
