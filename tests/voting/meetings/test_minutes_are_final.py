"""After the minutes nothing changes, on the pages, in the actions, and in the database itself."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.voting import actions, meeting_waiting, tasks
from initiatives.voting.clock import clock_of
from initiatives.voting.models import Attendance, Attendee, HandingIn, Hands, Meeting, Minutes, Motion, Remark
from initiatives.voting.personal import contribute
from initiatives.voting.secrecy import canonical, digest
from tests.voting.meetings.conftest import DAY, call, close, make_meeting, make_motion

pytestmark = pytest.mark.django_db


def test_a_meeting_closes_with_two_names_and_publishes_counts_without_any(quorate, staff, stranger_client, at):
    lamps, _bench = quorate.motions.all()
    page = staff.get(at("minutes-adopt", quorate))
    signed = {"chair_name": "Jan Chairing", "clerk_name": "", "seen": page.context["form"].initial["seen"]}
    assert "clerk_name" in staff.post(at("minutes-adopt", quorate), signed).context["form"].errors
    staff.post(at("hands-count", quorate, motion=lamps.pk), {"in_favour": 12, "against": 5, "abstained": 3, "after": 0})
    late = staff.post(at("minutes-adopt", quorate), signed | {"clerk_name": "Ewa Writing"})
    assert "in the meantime" in late.content.decode()  # a count that the writer had not seen
    fresh = staff.get(at("minutes-adopt", quorate)).context["form"].initial
    staff.post(at("minutes-adopt", quorate), signed | fresh | {"clerk_name": "Ewa Writing"})
    shown = stranger_client.get(at("meeting-detail", quorate)).content.decode()
    for told in ("adopted", "not put to the vote", "of 50 entitled", "15,000"):
        assert told in shown
    for name in ("Jan Chairing", "Ewa Writing", "Anna Attending"):
        assert name not in shown


def test_a_meeting_without_a_quorum_has_no_minutes(sitting, coordinator):
    actions.count_attendance(meeting=sitting, term="first", present=9, by=coordinator)
    with pytest.raises(ValidationError):
        actions.adopt_minutes(meeting=sitting, chair_name="A", clerk_name="B", by=coordinator)
    assert not Minutes.objects.exists()


def test_names_that_only_contain_spaces_sign_nothing(quorate, staff, at):
    seen = staff.get(at("minutes-adopt", quorate)).context["form"].initial["seen"]
    answer = staff.post(at("minutes-adopt", quorate), {"chair_name": " ", "clerk_name": "\t", "seen": seen})
    assert set(answer.context["form"].errors) == {"chair_name", "clerk_name"}


def test_the_actions_refuse_every_change(minuted, coordinator):
    motion = minuted.motions.first()
    by = {"by": coordinator}
    tries = [
        lambda: actions.save_meeting(meeting=minuted, at=timezone.now()),
        lambda: actions.name_chair(meeting=minuted, chair=None),
        lambda: actions.call_off(meeting=minuted, reason="Regret", at=timezone.now()),
        lambda: make_motion(minuted, "Late"),
        lambda: actions.remove_motion(motion=motion),
        lambda: actions.count_attendance(meeting=minuted, term="first", present=9, reason="x", after=1, **by),
        lambda: actions.count_hands(motion=motion, in_favour=0, against=9, abstained=0, reason="x", after=1, **by),
        lambda: actions.list_names(meeting=minuted, names=["Late"]),
        lambda: actions.strike_name(attendee=minuted.attendees.first()),
        lambda: actions.adopt_minutes(meeting=minuted, chair_name="A", clerk_name="B", **by),
    ]
    for change in tries:
        with pytest.raises(actions.MeetingFinal):
            change()


def test_the_pages_lead_back_and_change_nothing(minuted, staff, at):
    before = [list(model.objects.order_by("pk").values()) for model in (Meeting, Motion, Hands, Attendance, Attendee)]
    facts = {"in_favour": 0, "against": 9, "abstained": 0, "after": 1, "reason": "x", "term": "first", "present": 1}
    motion = minuted.motions.first()
    names = [
        "meeting-edit",
        "meeting-announce",
        "meeting-call-off",
        "motion-create",
        "attendance-count",
        "minutes-adopt",
    ]
    addresses = [at(name, minuted) for name in names] + [at("hands-count", minuted, motion=motion.pk)]
    for address in addresses:
        answer = staff.post(address, facts, follow=True)
        assert "This meeting is closed" in answer.content.decode()
    after = [list(model.objects.order_by("pk").values()) for model in (Meeting, Motion, Hands, Attendance, Attendee)]
    assert after == before


CHANGES = {
    "a count": lambda m: Hands.objects.filter(motion__meeting=m).update(in_favour=19, against=0),
    "one count more": lambda m: Hands.objects.create(
        motion=m.motions.first(), number=9, in_favour=0, against=1, abstained=0, present=20, reason="x"
    ),
    "the attendance": lambda m: m.attendances.update(present=50),
    "one attendance more": lambda m: m.attendances.create(
        number=9, term="first", present=1, entitled=50, quorum=1, reason="x"
    ),
    "a motion's cost": lambda m: m.motions.update(cost=1),
    "a motion's text": lambda m: m.motions.update(text="Something else."),
    "one motion more": lambda m: m.motions.create(number=9, title="Late", text="Late"),
    "a name": lambda m: m.attendees.update(name="Another"),
    "one name more": lambda m: m.attendees.create(name="Late"),
    "the fund": lambda m: Meeting.objects.filter(pk=m.pk).update(fund=9_000_000),
    "the date": lambda m: Meeting.objects.filter(pk=m.pk).update(first_term_at=timezone.now() - 9 * DAY),
    "the record": lambda m: Minutes.objects.update(record={}),
    "the signature": lambda m: Minutes.objects.update(chair_name="Another"),
}


@pytest.mark.engine
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_database_refuses_what_changes_an_adopted_record(minuted, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change(minuted)


@pytest.mark.engine
@pytest.mark.parametrize("name", ["a count", "one motion more", "the fund", "a name"])
def test_until_then_the_database_lets_the_same_change_pass(quorate, coordinator, name):
    """Without this, the test above would pass for changes that no database takes."""
    actions.list_names(meeting=quorate, names=["Anna Attending"])
    actions.count_hands(motion=quorate.motions.first(), in_favour=1, against=0, abstained=0, by=coordinator)
    CHANGES[name](quorate)


def test_the_seal_is_over_the_record_and_a_change_from_outside_shows(minuted, stranger_client, at, monkeypatch):
    assert digest(canonical(minuted.minutes.record)) == minuted.minutes.seal
    assert minuted.minutes.seal in stranger_client.get(at("meeting-detail", minuted)).content.decode()
    monkeypatch.setattr("initiatives.voting.models.minutes.digest", lambda _data: "another")
    assert "changed from outside" in stranger_client.get(at("meeting-detail", minuted)).content.decode()


def test_minutes_are_annotated_and_never_otherwise_touched(minuted, staff, stranger_client, at):
    assert "text" in staff.post(at("remark-create", minuted), {"text": ""}).context["form"].errors
    staff.post(at("remark-create", minuted), {"text": "The mayor agreed on <b>3 October</b>."})
    assert Remark.objects.get().by is not None
    shown = stranger_client.get(at("meeting-detail", minuted)).content.decode()
    assert "The mayor agreed on &lt;b&gt;3 October" in shown


def test_before_the_minutes_nothing_is_annotated_or_handed_in(quorate, staff, coordinator, at):
    assert staff.post(at("remark-create", quorate), {"text": "x"}).status_code == 404
    assert staff.post(at("meeting-hand-in", quorate), {"day": "2026-01-01"}).status_code == 404
    with pytest.raises(ValidationError):
        actions.remark(meeting=quorate, text="x", by=coordinator)


def days_left(meeting, deadline, today):
    meeting.deadline_on = deadline
    return clock_of(meeting, at=dt.datetime(today.year, today.month, today.day, 12, tzinfo=dt.UTC))


def test_the_clock_counts_days_and_then_says_overdue(minuted):
    deadline = dt.date(2026, 9, 30)
    assert days_left(minuted, deadline, dt.date(2026, 9, 18)).left == 12
    on_the_day = days_left(minuted, deadline, deadline)
    assert (on_the_day.left, on_the_day.is_overdue) == (0, False)
    after = days_left(minuted, deadline, dt.date(2026, 10, 2))
    assert (after.is_overdue, after.late_by) == (True, 2)
    # Late in the evening of UTC it is the next day in the village.
    evening = dt.datetime(2026, 9, 30, 22, 30, tzinfo=dt.UTC)
    assert clock_of(minuted, at=evening).is_overdue


def test_the_clock_stands_on_the_page_until_the_request_is_handed_in(minuted, staff, stranger_client, at):
    today = timezone.localtime(timezone.now(), minuted.centre.zone).date()
    left = (minuted.deadline_on - today).days
    assert left in {29, 30}  # a meeting of the evening may have begun yesterday
    assert f"{left} days left" in stranger_client.get(at("meeting-detail", minuted)).content.decode()
    for wrong in (today + DAY, today - 400 * DAY, "soon", ""):
        assert "day" in staff.post(at("meeting-hand-in", minuted), {"day": wrong}).context["form"].errors
    staff.post(at("meeting-hand-in", minuted), {"day": today, "reference": "RG.1"})
    again = staff.post(at("meeting-hand-in", minuted), {"day": today})
    assert "noted already" in again.content.decode()
    assert HandingIn.objects.get().reference == "RG.1"
    assert "handed in on time" in stranger_client.get(at("meeting-detail", minuted)).content.decode()


def test_no_clock_runs_where_nothing_was_adopted_or_asked_for(quorate, coordinator, centre):
    actions.adopt_minutes(meeting=quorate, chair_name="A", clerk_name="B", by=coordinator)
    assert clock_of(Meeting.objects.get(pk=quorate.pk), at=timezone.now()) is None
    assert clock_of(call(make_meeting(centre, deadline_on=None)), at=timezone.now()) is None


def test_names_are_deleted_ninety_days_after_the_minutes_and_the_counts_stay(minuted):
    def on_day(days):
        Minutes.objects.update(adopted_at=timezone.now() - dt.timedelta(days=days))
        return tasks.forget_attendance_lists.call()

    assert on_day(89) == 0
    assert minuted.attendees.count() == 2
    assert on_day(91) == 2
    assert not minuted.attendees.exists()
    assert Attendance.objects.get().present == 20


def test_names_of_a_meeting_that_was_never_closed_do_not_stay_for_good(quorate):
    actions.list_names(meeting=quorate, names=["Anna Attending"])
    Meeting.objects.update(first_term_at=timezone.now() - 366 * DAY, second_term_at=None)
    assert tasks.forget_attendance_lists.call() == 1


def test_a_member_on_the_list_takes_their_name_along(quorate, member, coordinator):
    actions.list_member(meeting=quorate, member=member)
    [told] = contribute().export(member)["meetings_attended"]
    assert told["meeting"] == "Fund of Biele"
    actions.adopt_minutes(meeting=quorate, chair_name="A", clerk_name="B", by=coordinator)
    contribute().erase(member, keep_public=True)
    assert not Attendee.objects.exists()


def test_an_erased_chair_runs_nothing_more(called, chair):
    assert contribute().export(chair)["meetings_chaired"] == [{"meeting": "Fund of Biele", "centre": "Lipka"}]
    contribute().erase(chair, keep_public=True)
    assert Meeting.objects.get().chair is None


def waiting_for(person, centre):
    return [line.text for line in meeting_waiting.contribute(person, centre)]


def test_a_meeting_that_is_over_waits_for_its_minutes_and_then_for_the_office(minuted, chair, coordinator, member):
    centre = minuted.centre
    assert waiting_for(coordinator, centre) == []  # thirty days are left
    Minutes.objects.all().delete()
    Meeting.objects.update(first_term_at=timezone.now() - DAY, second_term_at=None)
    expected = ["Close the meeting “Fund of Biele”: its minutes are missing"]
    assert waiting_for(coordinator, centre) == waiting_for(chair, centre) == expected
    assert waiting_for(member, centre) == []
    soon = timezone.localtime(timezone.now(), centre.zone).date() + 3 * DAY
    Meeting.objects.update(deadline_on=soon)
    close(Meeting.objects.get(), coordinator)
    assert waiting_for(chair, centre) == ["Hand in the request of “Fund of Biele”: 3 days left"]
    actions.hand_in(meeting=minuted, day=soon - 3 * DAY, reference="", by=chair, at=timezone.now())
    assert waiting_for(chair, centre) == []
