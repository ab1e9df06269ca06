"""Times are proposed, one is chosen; a meeting is moved or called off, and never overlaps another."""

import datetime as dt
import zoneinfo
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Notification
from mentoring import actions
from mentoring.models import Meeting, MeetingProposal, Mentorship
from mentoring.suggesting import times_for_both
from mentoring.waiting import contribute
from tests.factories import make_member
from tests.mentoring.together import DAY, FACTS, agree, ahead, join, local, make_mentorship, propose, typed
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


def told(kind: str) -> list[Any]:
    return [row.recipient for row in Notification.objects.filter(kind=f"mentoring.{kind}").order_by("pk")]


def proposing(client: Any, mentorship: Mentorship, data: dict[str, Any]) -> Any:
    return client.post(f"{mentorship.get_absolute_url()}meetings/proposal/", data, follow=True)


def answering(client: Any, proposal: MeetingProposal, verb: str, **data: Any) -> str:
    path = f"{proposal.mentorship.get_absolute_url()}proposals/{proposal.pk}/{verb}/"
    return client.post(path, data, follow=True).content.decode()


def pressing(client: Any, meeting: Meeting, verb: str, **data: Any) -> str:
    return client.post(f"{meeting.get_absolute_url()}{verb}/", data, follow=True).content.decode()


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
    assert not MeetingProposal.objects.standing().exists()


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


# --- What is suggested ------------------------------------------------------------------------------------------------


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


# --- Overlaps ---------------------------------------------------------------------------------------------------------


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


# --- What waits -------------------------------------------------------------------------------------------------------


def test_times_to_answer_and_the_next_meeting_wait_for_their_side(
    mentorship: Mentorship, mentor: Any, mentee: Any, centre: Any, client_of: Any
) -> None:
    meeting = agree(mentorship)
    propose(mentorship, ahead(9))
    lines = {
        member: [line.text.partition(":")[0] for line in contribute(member, centre)] for member in (mentor, mentee)
    }
    answer, following = "Times for a mentoring meeting wait for your answer", "Your next mentoring meeting"
    assert lines == {mentor: [following], mentee: [answer, following]}
    page = client_of(mentee).get("/en/lipka/mentoring/mine/").content.decode()
    assert meeting.get_absolute_url() in page
    assert "Times for a meeting wait for your answer" in page
