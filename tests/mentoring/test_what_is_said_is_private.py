"""Offers and requests: who reads them, and what the database itself refuses."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from rules import has_perm

from mentoring import actions
from mentoring.matching import TOPICS
from mentoring.models import Offer, Topic
from mentoring.vocabulary import occupations
from tests.factories import make_member
from tests.mentoring.making import make_offer, make_request

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "pl", "sk", "cs", "hu", "uk"}


@pytest.mark.parametrize(("kind", "make"), [("offer", make_offer), ("request", make_request)])
def test_it_is_read_by_its_owner_and_the_centres_mentor_coordinators_in_lists_and_one_by_one(
    kind: str, make: Any, centre: Any, everybody: Any
) -> None:
    said = make(centre)
    people = everybody(owner=said.member)
    listed = {name for name, user in people.items() if type(said).objects.visible_to(user).exists()}
    assert listed == {"owner", "mentor coordinator", "network"}
    assert {name for name, user in people.items() if has_perm(f"mentoring.view_{kind}", user, said)} == listed
    assert {name for name, user in people.items() if has_perm(f"mentoring.change_{kind}", user, said)} == {"owner"}


def test_nobody_has_two_open_offers_in_a_centre_and_everybody_may_write_a_new_one_after_withdrawing(
    centre: Any, other_centre: Any, member: Any
) -> None:
    first = make_offer(centre, member)
    with pytest.raises(ValidationError, match="You have one here already"):
        make_offer(centre, member)
    make_offer(other_centre, member)
    actions.withdraw(first, at=timezone.now())
    assert make_offer(centre, member).is_open
    assert Offer.objects.for_centre(centre).count() == 2


WRONG = [
    {"capacity": 21},
    {"within_km": 0},
    {"within_km": 501},
    {"online": False, "within_km": None},
    {"online": False, "latitude": None, "longitude": None},
    {"hours_a_month": 0},
]


@pytest.mark.engine
@pytest.mark.parametrize("facts", WRONG, ids=str)
def test_the_database_itself_refuses_what_no_mentor_can_mean(facts: dict[str, Any], centre: Any, member: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_offer(centre, member, **facts)
    assert not Offer.objects.exists()


TWICE = [{"second": "work"}, {"third": "work"}, {"third": "tax"}, {"second": "", "third": "tax"}]


@pytest.mark.engine
@pytest.mark.parametrize("topics", TWICE, ids=str)
def test_nothing_is_asked_for_twice_and_nothing_third_without_a_second(topics: Any, centre: Any, member: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(centre, member, **topics)
    assert make_request(centre, member, third="school").topics == ["work", "tax", "school"]


def test_of_a_place_no_more_is_kept_than_about_a_kilometre(centre: Any) -> None:
    said = make_request(centre)
    said.refresh_from_db()
    assert (said.latitude, said.longitude) == (49.61, 20.71)


def test_whoever_says_something_belongs_to_the_centre(centre: Any, newcomer: Any) -> None:
    make_request(centre, newcomer)
    assert newcomer.membership_in(centre) is not None


def test_a_pause_is_a_date_and_ends(centre: Any) -> None:
    offer, now = make_offer(centre), timezone.now()
    actions.pause(offer, at=now)
    assert (offer.paused_at, Offer.objects.running().count()) == (now, 0)
    actions.resume(offer)
    assert (offer.paused_at, Offer.objects.running().count()) == (None, 1)


def test_what_it_is_called_in_news_and_logs_names_nobody(centre: Any) -> None:
    anna = make_member(centre, display_name="Anna Wraca")
    for said in (make_offer(centre, anna), make_request(centre, anna)):
        assert "Anna" not in str(said)


def test_the_topics_are_those_of_matching_and_every_occupation_has_a_label_in_six_languages() -> None:
    assert tuple(Topic.values) == TOPICS
    assert len(occupations()) >= 60
    assert [code for code, labels in occupations().items() if set(labels) != LANGUAGES] == []
    assert [code for code in occupations() if len(code) != 4 or not code.isdigit()] == []
