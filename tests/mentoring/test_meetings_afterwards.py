"""After a meeting: whether it took place, notes, what is forgotten and what is taken along."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from community.members.actions import erase_member
from community.members.export import gather
from community.notifications.models import Notification
from mentoring import actions
from mentoring.models import Attendance, Meeting, MeetingNote, MeetingProposal, Mentorship
from mentoring.tasks import forget_meetings, tend_meetings
from mentoring.waiting import contribute
from tests.factories import make_member
from tests.mentoring.together import FACTS, agree, ahead, make_mentorship, make_past, propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship(centre: Any) -> Mentorship:
    mentor = make_member(centre, display_name="Anna Wraca")
    return make_mentorship(centre, mentor, make_member(centre, display_name="Piotr Pyta"))


def say(client: Any, meeting: Meeting, answer: str) -> str:
    return client.post(f"{meeting.get_absolute_url()}attendance/", {"answer": answer}, follow=True).content.decode()


def asked() -> list[Any]:
    return [row.recipient for row in Notification.objects.filter(kind="mentoring.meeting_over").order_by("pk")]


COUNTED = {
    ("held", ""): True,
    ("", "held"): True,
    ("held", "held"): True,
    ("held", "not_held"): False,
    ("absent", "held"): False,
    ("absent", ""): False,
    ("", ""): False,
}


@pytest.mark.parametrize(("said", "counts"), COUNTED.items(), ids=str)
def test_it_counts_when_one_side_says_so_and_the_other_does_not_deny_it(
    said: tuple[str, str], counts: bool, mentorship: Mentorship, client_of: Any
) -> None:
    meeting = make_past(mentorship)
    for answer, by in zip(said, (mentorship.mentor, mentorship.mentee), strict=True):
        if answer:
            say(client_of(by), meeting, answer)
    assert Meeting.objects.held().exists() is counts
    meeting = Meeting.objects.prefetch_related("attendances").get()
    assert meeting.is_held is counts


def test_two_who_say_different_things_see_it_plainly_and_may_change_their_word(
    mentorship: Mentorship, client_of: Any
) -> None:
    meeting = make_past(mentorship)
    mentor, mentee = client_of(mentorship.mentor), client_of(mentorship.mentee)
    say(mentor, meeting, "held")
    assert "You say different things about this meeting" in say(mentee, meeting, "not_held")
    for client in (mentor, mentee):
        assert "you say different things" in client.get(mentorship.get_absolute_url()).content.decode()
    page = say(mentee, meeting, "held")
    assert "You say different things" not in page
    assert "The other side says: We met." in page
    assert Attendance.objects.count() == 2


def test_nothing_is_said_of_a_meeting_before_it_is_over_or_in_other_words(
    mentorship: Mentorship, client_of: Any
) -> None:
    past, ahead_of_us = make_past(mentorship), agree(mentorship)
    client = client_of(mentorship.mentor)
    assert "not over yet" in say(client, ahead_of_us, "held")
    assert "Select a valid choice" in say(client, past, "brilliant")
    assert not Attendance.objects.exists()


def test_both_are_asked_once_on_the_day_after_and_it_waits_for_who_has_not_said(
    mentorship: Mentorship, centre: Any
) -> None:
    meeting = agree(mentorship)
    with time_machine.travel(meeting.ends_at + dt.timedelta(minutes=5), tick=False):
        tend_meetings.func()
        assert asked() == []
        actions.say_attendance(meeting=meeting, answer="held", by=mentorship.mentor, at=timezone.now())
    with time_machine.travel(meeting.ends_at + dt.timedelta(days=1), tick=False):
        for _time in range(2):
            tend_meetings.func()
        assert asked() == [mentorship.mentee]
        question = "Did your mentoring meeting take place?"
        sides = (mentorship.mentor, mentorship.mentee)
        lines = {by: [line.text for line in contribute(by, centre) if "meeting" in line.text] for by in sides}
        assert lines == {mentorship.mentor: [], mentorship.mentee: [question]}


def test_nobody_is_asked_about_what_was_called_off(mentorship: Mentorship) -> None:
    meeting = agree(mentorship)
    actions.call_off(meeting=meeting, by=mentorship.mentor, at=timezone.now())
    with time_machine.travel(meeting.ends_at + dt.timedelta(days=2), tick=False):
        tend_meetings.func()
    assert asked() == []


def test_what_ended_by_another_way_has_nothing_ahead_within_the_hour(mentorship: Mentorship) -> None:
    meeting = agree(mentorship)
    Mentorship.objects.filter(pk=mentorship.pk).update(ended_at=timezone.now())
    tend_meetings.func()
    meeting.refresh_from_db()
    assert meeting.called_off_at is not None


def test_notes_are_written_changed_and_emptied(mentorship: Mentorship, client_of: Any) -> None:
    meeting = make_past(mentorship)
    client, path = client_of(mentorship.mentor), f"{meeting.get_absolute_url()}notes/"
    client.post(path, {"for_both": "Bring the letter.", "for_me": "Be patient."})
    assert MeetingNote.objects.count() == 2
    page = client.post(path, {"for_both": "Bring the letter!", "for_me": ""}, follow=True).content.decode()
    assert MeetingNote.objects.get().text == "Bring the letter!"
    assert "Bring the letter!" in page
    page = client.post(path, {"for_both": "x" * 1001, "for_me": "Kept."}).content.decode()
    assert "Kept.</textarea>" in page
    assert MeetingNote.objects.count() == 1


def test_ninety_days_after_the_end_only_the_day_of_what_took_place_stays(mentorship: Mentorship) -> None:
    held, other = make_past(mentorship, 5), make_past(mentorship, 3)
    actions.say_attendance(meeting=held, answer="held", by=mentorship.mentor, at=timezone.now())
    actions.note(meeting=held, text="Good.", for_both=True, by=mentorship.mentee, at=timezone.now())
    propose(mentorship, ahead(5))
    actions.end(mentorship=mentorship, by=mentorship.mentee, at=timezone.now())
    with time_machine.travel(timezone.now() + dt.timedelta(days=89), tick=False):
        forget_meetings.func()
    assert {*Meeting.objects.all()} == {held, other}
    assert MeetingNote.objects.exists()
    with time_machine.travel(timezone.now() + dt.timedelta(days=91), tick=False):
        forget_meetings.func()
    kept = Meeting.objects.get()
    assert (kept, kept.starts_at, kept.place, kept.link, kept.about) == (held, held.starts_at, "", "", "")
    assert Meeting.objects.held().get() == held
    assert (MeetingNote.objects.count(), MeetingProposal.objects.count()) == (0, 0)


def test_while_it_goes_on_nothing_of_it_is_forgotten_but_old_proposals(mentorship: Mentorship) -> None:
    meeting = make_past(mentorship, 200)
    MeetingProposal.objects.update(last_starts_at=meeting.starts_at)
    propose(mentorship)
    forget_meetings.func()
    meeting.refresh_from_db()
    assert (meeting.place, MeetingProposal.objects.count()) == (FACTS["place"], 1)


@pytest.mark.parametrize("is_over", [False, True])
def test_a_download_holds_ones_own_words_and_none_of_the_other_side(is_over: bool, mentorship: Mentorship) -> None:
    meeting = make_past(mentorship)
    sides = {"mentor": mentorship.mentor, "mentee": mentorship.mentee}
    for name, by in sides.items():
        actions.note(meeting=meeting, text=f"Of the {name} for both.", for_both=True, by=by, at=timezone.now())
        actions.note(meeting=meeting, text=f"Of the {name} alone.", for_both=False, by=by, at=timezone.now())
    actions.say_attendance(meeting=meeting, answer="absent", by=mentorship.mentor, at=timezone.now())
    if is_over:
        actions.end(mentorship=mentorship, by=mentorship.mentor, at=timezone.now())
    texts = {
        name: json.dumps(gather(by)["mentoring"]["meetings"], cls=DjangoJSONEncoder, ensure_ascii=False)
        for name, by in sides.items()
    }
    for name, other in (("mentor", "mentee"), ("mentee", "mentor")):
        assert f"Of the {name} for both." in texts[name]
        assert f"Of the {name} alone." in texts[name]
        assert f"Of the {other}" not in texts[name]
        assert sides[other].display_name not in texts[name]
    assert ("absent" in texts["mentor"], "absent" in texts["mentee"]) == (True, False)
    assert (FACTS["about"] in texts["mentee"]) is not is_over


def test_erasing_the_account_takes_ones_words_and_leaves_that_both_met(mentorship: Mentorship) -> None:
    meeting = make_past(mentorship)
    actions.say_attendance(meeting=meeting, answer="held", by=mentorship.mentee, at=timezone.now())
    for by in (mentorship.mentor, mentorship.mentee):
        actions.note(meeting=meeting, text="A note.", for_both=True, by=by, at=timezone.now())
    mentor = mentorship.mentor
    with pytest.raises(ValidationError):
        propose(mentorship, ahead(), ahead())
    erase_member(member=mentorship.mentee, keep_public=True, at=timezone.now())
    assert [each.author for each in MeetingNote.objects.all()] == [mentor]
    assert Meeting.objects.held().get() == meeting
