"""Times are proposed, one is chosen; a meeting is moved or called off, and never overlaps another."""

import datetime as dt
import zoneinfo
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from community.notifications.models import Notification
from mentoring import actions
from mentoring.models import Meeting, MeetingProposal, Mentorship
from mentoring.waiting import contribute
from tests.factories import make_member
from tests.mentoring.together import (
    DAY,
    FACTS,
    agree,
    ahead,
    answering,
    local,
    make_mentorship,
    make_past,
    pressing,
    propose,
    proposing,
    told,
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


def test_one_side_proposes_times_and_the_other_chooses_one(
    mentorship: Mentorship, mentor: Any, mentee: Any, centre: Any, client_of: Any
) -> None:
    first, second = ahead(3), ahead(5)
    page = client_of(mentee).get(mentorship.get_absolute_url()).content.decode()
    assert "No meeting is agreed." in page
    page = proposing(client_of(mentee), mentorship, typed(local(first, centre), local(second, centre))).content.decode()
    assert "Waits for their answer." in page
    made = MeetingProposal.objects.get()
    assert (made.moments, made.by, told("meeting_proposed")) == ([first, second], mentee, [mentor])
    assert "They propose a meeting" in client_of(mentor).get(mentorship.get_absolute_url()).content.decode()
    page = answering(client_of(mentor), made, "answer", starts_at=second.isoformat())
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.minutes, meeting.sequence) == (second, 60, 0)
    assert "The next meeting" in page
    assert FACTS["place"] in page
    assert told("meeting_agreed") == [mentor, mentee]


def test_who_proposed_cannot_answer_and_may_take_it_back(mentorship: Mentorship, mentor: Any, client_of: Any) -> None:
    made = propose(mentorship)
    path = f"{mentorship.get_absolute_url()}proposals/{made.pk}/answer/"
    assert client_of(mentor).post(path, {"starts_at": made.times[0]}).status_code == 403
    answering(client_of(mentor), made, "withdrawal")
    assert not MeetingProposal.objects.standing().exists()
    assert not Meeting.objects.exists()


def test_none_of_the_times_suits_and_others_are_proposed(
    mentorship: Mentorship, mentor: Any, mentee: Any, centre: Any, client_of: Any
) -> None:
    made = propose(mentorship)
    page = answering(client_of(mentee), made, "refusal")
    assert "Propose other times" in page
    assert told("meeting_refused") == [mentor]
    proposing(client_of(mentee), mentorship, typed(local(ahead(6), centre)))
    assert MeetingProposal.objects.standing().get().by == mentee
    assert "These times have been answered" in answering(client_of(mentee), made, "answer", starts_at=made.times[0])


def test_a_move_holds_once_the_other_side_confirms_it(
    mentorship: Mentorship, mentor: Any, mentee: Any, centre: Any, client_of: Any
) -> None:
    meeting, then = agree(mentorship), ahead(4)
    pressing(client_of(mentee), meeting, "move", **typed(local(then, centre), place="The café", link=""))
    before = meeting.starts_at
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (before, FACTS["place"])
    page = client_of(mentor).get(mentorship.get_absolute_url()).content.decode()
    assert "They propose to move it" in page
    answering(client_of(mentor), MeetingProposal.objects.standing().get(), "answer", starts_at=then.isoformat())
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place, meeting.link, meeting.sequence) == (then, "The café", "", 1)
    assert told("meeting_moved") == [mentor, mentee]
    assert Meeting.objects.count() == 1


def test_a_move_to_a_time_that_overlaps_the_meeting_itself_is_no_overlap(mentorship: Mentorship, mentee: Any) -> None:
    meeting = agree(mentorship)
    then = meeting.starts_at + dt.timedelta(minutes=30)
    made = propose(mentorship, then, meeting=meeting)
    assert actions.pick(proposal=made, starts_at=then, by=mentee, at=timezone.now()).pk == meeting.pk


def test_either_side_calls_it_off_after_being_asked_once_more(
    mentorship: Mentorship, mentor: Any, mentee: Any, client_of: Any
) -> None:
    meeting = agree(mentorship)
    propose(mentorship, ahead(6), meeting=meeting)
    assert "Are you sure?" in client_of(mentee).get(f"{meeting.get_absolute_url()}end/").content.decode()
    assert Meeting.objects.ahead(timezone.now()).exists()
    assert "No meeting is agreed." in pressing(client_of(mentee), meeting, "end")
    meeting.refresh_from_db()
    assert (meeting.called_off_at is not None, meeting.sequence) == (True, 1)
    assert told("meeting_called_off") == [mentor, mentee]
    old_news = Notification.objects.filter(kind="mentoring.meeting_agreed").first().url
    assert "No meeting is agreed." in client_of(mentee).get(old_news, follow=True).content.decode()
    assert not MeetingProposal.objects.standing().exists()


def test_what_has_begun_is_neither_moved_nor_called_off(mentorship: Mentorship, mentee: Any, client_of: Any) -> None:
    meeting = make_past(mentorship)
    for verb in ("move", "end"):
        page = client_of(mentee).get(f"{meeting.get_absolute_url()}{verb}/", follow=True).content.decode()
        assert "This meeting is over or called off." in page
    assert "This meeting is over" in pressing(client_of(mentee), meeting, "end")
    with pytest.raises(ValidationError, match="This meeting is over"):
        propose(mentorship, meeting=meeting)


def test_what_lies_ahead_is_called_off_with_the_end_of_the_mentorship(
    mentorship: Mentorship, mentor: Any, mentee: Any
) -> None:
    meeting = agree(mentorship)
    propose(mentorship, ahead(9))
    actions.end(mentorship=mentorship, by=mentee, at=timezone.now())
    meeting.refresh_from_db()
    assert meeting.called_off_at is not None
    assert told("meeting_called_off") == [mentor, mentee]
    assert not MeetingProposal.objects.standing().exists()


def test_the_same_form_sent_twice_proposes_once(
    mentorship: Mentorship, mentor: Any, mentee: Any, centre: Any, client_of: Any
) -> None:
    data = typed(local(ahead(), centre))
    for _time in range(2):
        assert proposing(client_of(mentor), mentorship, data).status_code == 200
    assert (MeetingProposal.objects.count(), told("meeting_proposed")) == (1, [mentee])


def test_one_proposal_at_a_time_unless_its_times_are_over(mentorship: Mentorship, mentee: Any) -> None:
    old = propose(mentorship)
    with pytest.raises(ValidationError, match="Some times are proposed already"):
        propose(mentorship, by=mentee)
    MeetingProposal.objects.filter(pk=old.pk).update(last_starts_at=timezone.now() - DAY)
    assert propose(mentorship, by=mentee).by == mentee


# --- What waits -------------------------------------------------------------------------------------------------------


def test_times_to_answer_and_the_next_meeting_wait_for_their_side(
    mentorship: Mentorship, mentor: Any, mentee: Any, centre: Any, client_of: Any
) -> None:
    meeting = agree(mentorship)
    propose(mentorship, ahead(9))
    lines = {
        member: [line.text.partition(":")[0] for line in contribute(member, centre) if "meeting" in line.text]
        for member in (mentor, mentee)
    }
    answer, following = "Times for a mentoring meeting wait for your answer", "Your next mentoring meeting"
    assert lines == {mentor: [following], mentee: [answer, following]}
    page = client_of(mentee).get("/en/lipka/mentoring/mine/").content.decode()
    assert meeting.get_absolute_url() in page
    assert "Times for a meeting wait for your answer" in page
