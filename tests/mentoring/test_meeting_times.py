"""What is suggested, and what no time, place or link may be."""

import datetime as dt
import zoneinfo
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from mentoring import actions
from mentoring.models import Meeting, MeetingProposal, Mentorship
from mentoring.suggesting import times_for_both
from tests.factories import make_member
from tests.mentoring.together import (
    DAY,
    agree,
    ahead,
    answering,
    join,
    local,
    make_mentorship,
    propose,
    proposing,
    typed,
)

pytestmark = pytest.mark.django_db
WARSAW = zoneinfo.ZoneInfo("Europe/Warsaw")


@pytest.fixture
def mentor(centre: Any) -> Any:
    return make_member(centre, display_name="Anna Wraca")


@pytest.fixture
def mentee(centre: Any) -> Any:
    return make_member(centre, display_name="Piotr Pyta")


@pytest.fixture
def mentorship(centre: Any, mentor: Any, mentee: Any) -> Mentorship:
    return make_mentorship(centre, mentor, mentee)


def test_times_in_both_weekly_grids_are_suggested_first(centre: Any) -> None:
    """Tuesday evening and Saturday evening are in both; Monday morning only in one."""
    mentorship = make_mentorship(centre, hours=(5, 17))
    offer = mentorship.offer
    offer.hours = [0, 5, 17]
    offer.save()
    at = dt.datetime(2027, 3, 22, 12, tzinfo=dt.UTC)  # a Monday; the clocks change on the 28th
    evenings = [(23, 17), (27, 17), (30, 16), (34, 16)]
    march = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
    found = times_for_both(mentorship, at=at)
    assert found == [march + dt.timedelta(days=day - 1, hours=hour) for day, hour in evenings]
    assert {each.astimezone(WARSAW).hour for each in found} == {18}


def test_a_suggested_time_is_proposed_with_one_tap_and_none_at_which_one_meets_somebody(
    mentorship: Mentorship, mentor: Any, centre: Any, client_of: Any
) -> None:
    first, second, *_others = times_for_both(mentorship, at=timezone.now())
    agree(join(mentorship.offer, centre), first)
    value = second.astimezone(dt.UTC).isoformat()
    page = client_of(mentor).get(f"{mentorship.get_absolute_url()}meetings/proposal/").content.decode()
    assert value in page
    assert first.astimezone(dt.UTC).isoformat() not in page
    proposing(client_of(mentor), mentorship, typed(suggested=[value]))
    assert MeetingProposal.objects.standing().get().moments == [second]


def test_without_a_common_time_nothing_is_suggested(centre: Any, client_of: Any) -> None:
    mentorship = make_mentorship(centre, hours=())
    page = client_of(mentorship.mentor).get(f"{mentorship.get_absolute_url()}meetings/proposal/").content.decode()
    assert "usually both free" not in page


# --- Bad input --------------------------------------------------------------------------------------------------------

LINKS = [
    "javascript:alert(1)",
    "http://meet.example.org/room",
    "ftp://meet.example.org/",
    "https://bank.example.org@evil.example/",
    "data:text/html,x",
    "https://",
    "https://[::1",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_of_any_other_kind_is_refused_and_what_was_typed_stays(
    link: str, mentorship: Mentorship, mentor: Any, centre: Any, client_of: Any
) -> None:
    page = proposing(client_of(mentor), mentorship, typed(local(ahead(), centre), link=link)).content.decode()
    assert "Only addresses that begin with https:// are taken." in page
    assert 'value="The library"' in page
    assert not MeetingProposal.objects.exists()


@pytest.mark.engine
@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://meet.example.org/"])
def test_the_database_itself_keeps_no_other_link(link: str, mentorship: Mentorship) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        propose(mentorship, link=link)


@pytest.mark.engine
@pytest.mark.parametrize("minutes", [0, -30])
def test_no_meeting_ends_before_it_starts(minutes: int, mentorship: Mentorship, mentor: Any, client_of: Any) -> None:
    page = proposing(client_of(mentor), mentorship, typed("2027-05-04T18:00", minutes=minutes)).content.decode()
    assert "Select a valid choice" in page
    starts_at = ahead()
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(mentorship=mentorship, starts_at=starts_at, ends_at=ends_at)


WRONG = {
    ("2020-05-04T18:00",): "This time is over already.",
    ("2001-05-04T18:00",): "Is the year right?",
    ("9999-12-31T23:59",): "Is the year right?",
    ("0001-01-01T00:00",): "Is the year right?",
    ("2099-05-04T18:00",): "A time is more than a year ahead.",
    ("tomorrow",): "Enter a valid date/time.",
    (): "Please propose at least one time.",
}


@pytest.mark.parametrize(("times", "said"), WRONG.items())
def test_a_time_that_cannot_be_meant_is_refused_in_words(
    times: Any, said: str, mentorship: Mentorship, mentor: Any, client_of: Any
) -> None:
    assert said in proposing(client_of(mentor), mentorship, typed(*times)).content.decode()
    assert not MeetingProposal.objects.exists()


def test_three_equal_times_are_not_three(mentorship: Mentorship, mentor: Any, centre: Any, client_of: Any) -> None:
    page = proposing(client_of(mentor), mentorship, typed(*3 * [local(ahead(), centre)])).content.decode()
    assert page.count("You have named this time above.") == 2 * 2  # on top, and beside each
    with pytest.raises(ValidationError, match="the same time twice"):
        propose(mentorship, ahead(), ahead())
    assert not MeetingProposal.objects.exists()


@pytest.mark.parametrize(
    ("moment", "said"),
    [("2027-03-28T02:30", "This time does not exist"), ("2027-10-31T02:30", "This time comes twice")],
)
def test_the_hour_that_a_clock_change_skips_or_doubles_is_refused(
    moment: str, said: str, mentorship: Mentorship, mentor: Any, client_of: Any
) -> None:
    with time_machine.travel(dt.datetime(2027, 3, 1, tzinfo=dt.UTC), tick=False):
        assert said in proposing(client_of(mentor), mentorship, typed(moment)).content.decode()
        proposing(client_of(mentor), mentorship, typed("2027-03-28T03:30"))
    assert MeetingProposal.objects.get().moments == [dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)]


def test_somewhere_must_be_named(mentorship: Mentorship, mentor: Any, centre: Any, client_of: Any) -> None:
    data = typed(local(ahead(), centre), place="", link="")
    assert "Please say where you meet" in proposing(client_of(mentor), mentorship, data).content.decode()


def test_a_time_that_has_passed_meanwhile_or_was_never_proposed_cannot_be_chosen(
    mentorship: Mentorship, mentee: Any, client_of: Any
) -> None:
    made = propose(mentorship, ahead(1), ahead(5))
    page = answering(client_of(mentee), made, "answer", starts_at=ahead(4).isoformat())
    assert "Please choose one of the times." in page
    with time_machine.travel(ahead(1) + DAY, tick=False):
        answering(client_of(mentee), made, "answer", starts_at=ahead(1).isoformat())
        with pytest.raises(ValidationError, match="This time is over already"):
            actions.pick(proposal=made, starts_at=made.moments[0], by=mentee, at=timezone.now())
    assert not Meeting.objects.exists()


def test_who_may_not_write_here_proposes_nothing(
    mentorship: Mentorship, mentor: Any, silenced: Any, client_of: Any
) -> None:
    path = f"{mentorship.get_absolute_url()}meetings/proposal/"
    assert client_of(mentor).get(path).status_code == 200
    silenced(mentor)
    assert client_of(mentor).get(path).status_code == 403
    assert client_of(mentor).post(path, typed("2027-05-04T18:00")).status_code == 403
