"""Nobody is in two meetings at once, whoever presses when."""

import datetime as dt
import zoneinfo
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from mentoring import actions
from mentoring.models import Meeting, MeetingProposal, Mentorship
from tests.factories import make_member
from tests.mentoring.together import agree, ahead, answering, join, make_mentorship, propose
from tests.racing import at_once

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


def test_nobody_agrees_to_two_meetings_that_overlap(
    mentorship: Mentorship, mentor: Any, centre: Any, client_of: Any
) -> None:
    other = join(mentorship.offer, centre)
    starts_at = ahead()
    late = starts_at + dt.timedelta(minutes=59)
    made = propose(other, late, by=other.mentee)
    agree(mentorship, starts_at)
    page = answering(client_of(mentor), made, "answer", starts_at=late.isoformat())
    assert "You have agreed another meeting at this time." in page
    with pytest.raises(ValidationError, match="another meeting at one of these times"):
        propose(mentorship, late)
    assert Meeting.objects.count() == 1


def test_of_the_other_sides_meetings_one_learns_only_that_they_cannot_come(
    mentorship: Mentorship, centre: Any, client_of: Any
) -> None:
    other = join(mentorship.offer, centre)
    made = propose(other)
    agree(mentorship)
    page = answering(client_of(other.mentee), made, "answer", starts_at=made.times[0])
    assert "The other side can no longer come at this time." in page


def test_meetings_that_touch_do_not_overlap_nor_does_what_was_called_off(mentorship: Mentorship, centre: Any) -> None:
    meeting = agree(mentorship)
    other = join(mentorship.offer, centre)
    agree(other, meeting.ends_at)
    actions.call_off(meeting=meeting, by=mentorship.mentor, at=timezone.now())
    agree(other, meeting.starts_at)
    assert Meeting.objects.agreed().count() == 2


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_mentees_take_the_same_hour_of_one_mentor_at_the_same_instant(centre: Any) -> None:
    first = make_mentorship(centre)
    pairs = [first, *(join(first.offer, centre) for _number in range(3))]
    made, now = [propose(each) for each in pairs], timezone.now()

    def pick(proposal: MeetingProposal) -> Any:
        by = proposal.mentorship.mentee
        return lambda: actions.pick(proposal=proposal, starts_at=proposal.moments[0], by=by, at=now)

    failures = at_once([pick(each) for each in made])
    assert [failure.code for failure in failures] == 3 * ["taken"]
    assert Meeting.objects.agreed().count() == 1


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_both_propose_at_the_same_instant_and_one_proposal_stands(centre: Any) -> None:
    mentorship = make_mentorship(centre)
    both = (mentorship.mentor, mentorship.mentee)
    failures = at_once([lambda by=by: propose(mentorship, by=by) for by in both])
    assert [failure.code for failure in failures] == ["open"]
    assert MeetingProposal.objects.standing().count() == 1


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_yes_and_the_end_of_it_all_at_the_same_instant_leave_no_meeting_ahead(centre: Any) -> None:
    mentorship = make_mentorship(centre)
    made, now = propose(mentorship), timezone.now()
    pick = {"proposal": made, "starts_at": made.moments[0], "by": mentorship.mentee, "at": now}
    end = {"mentorship": mentorship, "by": mentorship.mentor, "at": now}
    failures = at_once([lambda: actions.pick(**pick), lambda: actions.end(**end)])
    assert {type(failure) for failure in failures} <= {PermissionDenied}
    assert not Meeting.objects.ahead(now).exists()


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_the_same_answer_pressed_often_at_the_same_instant_agrees_one_meeting(centre: Any) -> None:
    mentorship = make_mentorship(centre)
    made = propose(mentorship)
    pick = {"proposal": made, "starts_at": made.moments[0], "by": mentorship.mentee, "at": timezone.now()}
    failures = at_once(4 * [lambda: actions.pick(**pick)])
    assert [failure.code for failure in failures] == 3 * ["over"]
    assert Meeting.objects.count() == 1
