"""Attendance, quorum, second term and raised hands, by the database's clock and under the meeting's fund."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from community.members.models import Centre, Membership
from initiatives.voting import actions
from initiatives.voting.models import Attendance, Attendee, Hands, Meeting
from tests.factories import make_centre, make_member
from tests.voting.meetings.conftest import begin, call, make_meeting, make_motion

pytestmark = pytest.mark.django_db


def present(staff, at, meeting, number, term="first", **fields):
    last = meeting.attendances.last()
    facts = {"term": term, "present": number, "after": last.number if last else 0}
    return staff.post(at("attendance-count", meeting), facts | fields)


def hands(staff, at, motion, *figures, **fields):
    names = ("in_favour", "against", "abstained")
    last = motion.counts.last()
    facts = dict(zip(names, figures, strict=True)) | {"after": last.number if last else 0}
    return staff.post(at("hands-count", motion.meeting, motion=motion.pk), facts | fields)


def test_nothing_is_counted_before_the_first_term_by_the_databases_clock(called, staff, coordinator, at):
    assert "has not begun yet" in staff.get(at("meeting-hall", called)).content.decode()
    assert "has not begun yet" in present(staff, at, called, 20).content.decode()
    assert "has not begun yet" in hands(staff, at, called.motions.first(), 1, 0, 0).content.decode()
    with pytest.raises(ValidationError) as refused:
        actions.count_attendance(meeting=called, term="first", present=20, by=coordinator)
    assert refused.value.code == "too early"
    with pytest.raises(ValidationError):
        actions.list_names(meeting=called, names=["Anna"])
    with pytest.raises(ValidationError):
        actions.adopt_minutes(meeting=called, chair_name="A", clerk_name="B", by=coordinator)
    assert not Attendance.objects.exists()


def test_a_clock_of_the_web_process_that_runs_ahead_opens_nothing(called, coordinator, monkeypatch):
    later = timezone.now() + dt.timedelta(days=9)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(ValidationError) as refused:
        actions.count_attendance(meeting=called, term="first", present=20, by=coordinator)
    assert refused.value.code == "too early"


def test_nothing_is_voted_on_without_attendance(sitting, staff, coordinator, at):
    motion = sitting.motions.first()
    assert "Count those present first" in hands(staff, at, motion, 1, 0, 0).content.decode()
    with pytest.raises(ValidationError) as refused:
        actions.count_hands(motion=motion, in_favour=1, against=0, abstained=0, by=coordinator)
    assert refused.value.code == "nobody"
    assert not Hands.objects.exists()


def test_a_first_term_with_its_quorum_opens_the_meeting(sitting, staff, at):
    assert present(staff, at, sitting, 10).headers["Location"] == at("meeting-hall", sitting)
    assert "The meeting can decide." in staff.get(at("meeting-hall", sitting)).content.decode()
    hands(staff, at, sitting.motions.first(), 6, 4, 0)
    assert sitting.motions.first().is_adopted


def test_too_few_at_the_first_term_wait_for_the_second(sitting, staff, coordinator, at):
    present(staff, at, sitting, 9)
    page = staff.get(at("meeting-hall", sitting)).content.decode()
    assert "Too few have come. The second term opens at" in page
    assert "There is no quorum" in hands(staff, at, sitting.motions.first(), 9, 0, 0).content.decode()
    early = present(staff, at, sitting, 9, "second")
    assert "The second term has not begun yet" in early.content.decode()
    sitting = begin(sitting, minutes=16)
    assert present(staff, at, sitting, 3, "second").status_code == 302
    hands(staff, at, sitting.motions.first(), 2, 1, 0)
    assert Hands.objects.get().present == 3
    assert list(sitting.attendances.values_list("term", "present", "quorum")) == [("first", 9, 10), ("second", 3, 0)]


def test_the_second_term_does_not_open_before_the_first_was_counted(sitting, coordinator):
    late = begin(sitting, minutes=20)
    with pytest.raises(ValidationError) as refused:
        actions.count_attendance(meeting=late, term="second", present=30, by=coordinator)
    assert refused.value.messages == ["Count those present at the first term first."]


def test_the_second_term_does_not_follow_a_first_that_had_its_quorum(quorate, coordinator):
    late = begin(quorate, minutes=20)
    with pytest.raises(ValidationError) as refused:
        actions.count_attendance(meeting=late, term="second", present=30, by=coordinator, after=1)
    assert refused.value.messages == ["The first term has its quorum: the meeting is open."]


def test_without_an_announced_second_term_there_is_none(centre, coordinator):
    meeting = call(make_meeting(centre, second_term_at=None))
    Meeting.objects.filter(pk=meeting.pk).update(first_term_at=timezone.now() - dt.timedelta(hours=1))
    actions.count_attendance(meeting=meeting, term="first", present=3, by=coordinator)
    with pytest.raises(ValidationError) as refused:
        actions.count_attendance(meeting=meeting, term="second", present=3, by=coordinator, after=1)
    assert refused.value.messages == ["No second term was announced."]


def test_nobody_at_all_is_no_meeting_even_where_no_quorum_is_asked_for(sitting, coordinator):
    late = begin(sitting, minutes=20)
    actions.count_attendance(meeting=late, term="first", present=0, by=coordinator)
    actions.count_attendance(meeting=late, term="second", present=0, by=coordinator, after=1)
    with pytest.raises(ValidationError) as refused:
        actions.count_hands(motion=late.motions.first(), in_favour=0, against=0, abstained=0, by=coordinator)
    assert refused.value.code == "no quorum"


def test_people_who_leave_and_come_are_counted_again_with_a_reason(quorate, staff, at):
    silent = present(staff, at, quorate, 25)
    assert "Say why the number changed" in silent.content.decode()
    assert 'value="25"' in silent.content.decode()
    present(staff, at, quorate, 25, reason="Five came late")
    assert list(quorate.attendances.values_list("number", "present", "reason")) == [
        (1, 20, ""),
        (2, 25, "Five came late"),
    ]


def test_a_quorum_that_left_takes_the_vote_along(quorate, staff, at):
    present(staff, at, quorate, 9, reason="Half went home")
    assert "There is no quorum" in hands(staff, at, quorate.motions.first(), 9, 0, 0).content.decode()


def test_more_than_the_entitled_cannot_be_present(sitting, staff, at):
    answer = present(staff, at, sitting, 51)
    assert "Only 50 people are entitled" in str(answer.context["form"].errors["present"])


def test_more_hands_than_people_are_refused_and_what_was_typed_stays(quorate, staff, at):
    answer = hands(staff, at, quorate.motions.first(), 15, 4, 2)
    page = answer.content.decode()
    assert "21 hands were entered, but only 20 people are present." in page
    assert 'value="15"' in page
    assert not Hands.objects.exists()


@pytest.mark.parametrize("figures", [(8, 8, 4), (0, 0, 20), (0, 0, 0), (7, 8, 0)])
def test_ties_and_fewer_in_favour_reject(quorate, staff, at, figures):
    hands(staff, at, quorate.motions.first(), *figures)
    assert not quorate.motions.first().is_adopted


def test_abstentions_do_not_defeat_a_motion(quorate, staff, at):
    hands(staff, at, quorate.motions.first(), 2, 1, 17)
    assert quorate.motions.first().is_adopted


def test_a_correction_leaves_a_trace_with_its_reason(quorate, staff, at):
    motion = quorate.motions.first()
    hands(staff, at, motion, 12, 5, 3)
    assert "Say why the count is corrected" in hands(staff, at, motion, 11, 6, 3).content.decode()
    hands(staff, at, motion, 11, 6, 3, reason="A hand was counted twice")
    traces = list(motion.counts.values_list("number", "in_favour", "reason"))
    assert traces == [(1, 12, ""), (2, 11, "A hand was counted twice")]
    assert "A hand was counted twice" in staff.get(at("meeting-detail", quorate)).content.decode()


def test_a_page_that_did_not_see_the_last_count_corrects_nothing(quorate, staff, at):
    motion = quorate.motions.first()
    hands(staff, at, motion, 12, 5, 3)
    late = hands(staff, at, motion, 9, 9, 0, after=0)
    assert "in the meantime" in late.content.decode()
    again = hands(staff, at, motion, 12, 5, 3, after=0)
    assert again.status_code == 302  # the same form, sent twice over a weak signal
    assert motion.counts.count() == 1


def test_motions_beyond_the_fund_are_not_adopted_together(centre, staff, coordinator, at):
    meeting = make_meeting(centre)
    path, hall = make_motion(meeting, "Path", 3_000_000), make_motion(meeting, "Hall", 1_000_001)
    meeting = begin(call(meeting))
    actions.count_attendance(meeting=meeting, term="first", present=20, by=coordinator)
    hands(staff, at, path, 20, 0, 0)
    assert "It costs more than is left of the fund." in staff.get(at("meeting-hall", meeting)).content.decode()
    page = hands(staff, at, hall, 20, 0, 0).content.decode()
    assert "This motion costs PLN" in page.replace("zł", "PLN")
    assert not hall.counts.exists()
    assert hands(staff, at, hall, 3, 17, 0).status_code == 302  # rejected, it costs nothing
    hands(staff, at, path, 5, 15, 0, reason="The meeting voted again")
    assert hands(staff, at, hall, 20, 0, 0, reason="The meeting voted again").status_code == 302
    assert (path.is_adopted, hall.is_adopted) == (False, True)


@pytest.mark.parametrize("value", ["-1", "1.5", "9" * 40, "²", "x", "", "\x00", "1e3", "NaN"])
def test_what_is_no_number_of_people_is_told_at_its_field(quorate, staff, at, value):
    motion = quorate.motions.first()
    assert "in_favour" in hands(staff, at, motion, value, 0, 0).context["form"].errors
    assert "after" in hands(staff, at, motion, 1, 0, 0, after=value or "y").context["form"].errors or value == "1e3"
    assert not Hands.objects.exists()


def test_a_motion_of_another_meeting_is_not_found(quorate, centre, staff, at):
    other = make_motion(make_meeting(centre, title="Another"))
    address = at("hands-count", quorate, motion=other.pk)
    assert staff.post(address, {"in_favour": 1, "against": 0, "abstained": 0, "after": 0}).status_code == 404


def test_names_are_typed_once_each_and_taken_off(quorate, staff, at):
    address = at("attendee-list", quorate)
    staff.post(address, {"names": "Anna  Attending \n\nPiotr Present\nAnna Attending"})
    staff.post(address, {"names": "Anna Attending"})
    assert list(quorate.attendees.values_list("name", flat=True)) == ["Anna Attending", "Piotr Present"]
    assert "The list has 2 names; 20 were counted." in staff.get(address).content.decode()
    staff.post(at("attendee-remove", quorate, attendee=quorate.attendees.first().pk))
    assert quorate.attendees.get().name == "Piotr Present"


def test_more_names_than_entitled_or_endless_ones_are_refused(quorate, staff, at):
    address = at("attendee-list", quorate)
    for names in ("\n".join(f"Person {n}" for n in range(51)), "a" * 121, "b\n" * 40_000, "\x00", ""):
        assert "names" in str(staff.post(address, {"names": names}).context["form"].errors) or names.startswith("P")
    assert not Attendee.objects.exists()


def test_a_coordinator_finds_members_of_this_centre_and_puts_them_on_the_list(quorate, member, outsider, staff, at):
    address = at("attendee-list", quorate)
    assert "Maria Resident" in staff.get(address, {"q": "maria"}).content.decode()
    assert "Maria Resident" not in staff.get(address, {"q": "ma"}).content.decode()
    assert "Ondrej Outsider" not in staff.get(address, {"q": "ondrej"}).content.decode()
    pick = at("attendee-member", quorate, membership=member.membership_in(quorate.centre).pk)
    staff.post(pick)
    staff.post(pick)
    assert quorate.attendees.get().member == member
    foreign = Membership.objects.get(member=outsider)
    assert staff.post(at("attendee-member", quorate, membership=foreign.pk)).status_code == 404


def test_a_chair_does_not_look_up_the_members_of_the_village(quorate, chair, member, client_of, at):
    hers = client_of(chair)
    page = hers.get(at("attendee-list", quorate), {"q": "maria"})
    assert page.status_code == 200
    assert "Maria Resident" not in page.content.decode()
    pick = at("attendee-member", quorate, membership=member.membership_in(quorate.centre).pk)
    assert hers.post(pick).status_code == 403
    hers.post(at("attendee-list", quorate), {"names": "Anna Attending"})
    assert quorate.attendees.count() == 1


def test_no_vote_on_the_web_leads_to_a_count_of_hands():
    """Neither a motion nor a count can point at a round, a project, a ballot or a result."""
    online = {"Round", "Project", "Ballot", "CountedBallot", "RoundResult", "Closure", "Participation"}
    ours = ("Meeting", "Attendance", "Attendee", "Motion", "Hands", "Minutes", "HandingIn", "Remark")
    for name in ours:
        fields = apps.get_model("voting", name)._meta.get_fields()
        reached = {field.related_model.__name__ for field in fields if field.is_relation}
        assert reached & online == set(), name


def test_a_poll_is_said_not_to_be_a_resolution(centre):
    said = render_to_string("voting/_not_a_resolution.html", {"centre": centre})
    assert "not a resolution of a village meeting" in said
    assert "/lipka/votes/meetings/" in said


@pytest.mark.parametrize(
    "fields",
    [
        {"in_favour": 21, "against": 0, "abstained": 0},
        {"in_favour": 10, "against": 10, "abstained": 1},
        {"in_favour": 1, "against": 0, "abstained": 0, "number": 2},
    ],
)
def test_the_database_itself_refuses_hands_beyond_those_present_and_silent_corrections(quorate, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Hands.objects.create(motion=quorate.motions.first(), present=20, **{"number": 1} | fields)


class EveryHall(TestCase):
    """For all numbers: a count stands only where the term's quorum is met, and never beyond those present."""

    centre: Centre

    def setUp(self) -> None:
        self.centre = make_centre()
        self.by = make_member(self.centre, "coordinator")

    @settings(max_examples=60, deadline=None)
    @given(
        entitled=st.integers(1, 300),
        share=st.tuples(st.integers(0, 10), st.integers(1, 10)).filter(lambda share: share[0] <= share[1]),
        came=st.integers(0, 320),
        later=st.integers(0, 320),
        raised=st.tuples(*[st.integers(0, 200)] * 3),
        cost=st.integers(0, 5_000_000),
        spent=st.integers(0, 4_000_000),
    )
    def test_what_is_counted_is_lawful(self, entitled, share, came, later, raised, cost, spent) -> None:
        parts, of = share
        facts = {"entitled": entitled, "quorum_parts": parts, "quorum_of": of}
        meeting = make_meeting(self.centre, **facts)
        before = make_motion(meeting, "Before", spent)
        dear = cost > 4_000_000
        motion = make_motion(meeting, "Motion", 0 if dear else cost)
        meeting = begin(call(meeting), minutes=30)
        quorum = -(-entitled * parts // of)
        first = came <= entitled and came >= max(quorum, 1)
        present = self.open(meeting, came, later, entitled)
        self.raised(before, (present or 0, 0, 0))
        counted = self.raised(motion, raised)
        fits = (raised[0] <= raised[1]) or motion.cost + (spent if before.is_adopted else 0) <= 4_000_000
        assert counted == (bool(present) and sum(raised) <= present and fits)
        assert (present is not None) == (first or (came <= entitled and 1 <= later <= entitled))

    def open(self, meeting, came, later, entitled):
        """How many are there in a term that may decide; None where there is no such term."""
        for after, (term, count) in enumerate((("first", came), ("second", later))):
            try:
                found = actions.count_attendance(meeting=meeting, term=term, present=count, by=self.by, after=after)
            except ValidationError:
                return None
            if found.has_quorum:
                return found.present
        return None

    def raised(self, motion, figures) -> bool:
        try:
            actions.count_hands(
                motion=motion, in_favour=figures[0], against=figures[1], abstained=figures[2], by=self.by
            )
        except ValidationError:
            return False
        return True
