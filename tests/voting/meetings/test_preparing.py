"""A meeting is prepared, announced and called off; what residents were told does not slip away from them."""

import datetime as dt

import pytest
from django.utils import timezone
from icalendar import Calendar

from initiatives.proposals import actions as proposals
from initiatives.voting import actions
from initiatives.voting.customs import usual
from initiatives.voting.models import Meeting, Motion
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import make_backed
from tests.voting.meetings.conftest import DAY, make_meeting, make_motion

pytestmark = pytest.mark.django_db


def typed(**fields):
    """The form as a browser sends it."""
    first = timezone.localtime(timezone.now() + 10 * DAY).replace(hour=18, minute=0)
    facts = {
        "title": "Fund of Biele",
        "area": "Biele",
        "place": "Fire station",
        "first_term_at": first.strftime("%Y-%m-%dT%H:%M"),
        "second_term_at": first.strftime("%Y-%m-%dT18:15"),
        "entitled": "50",
        "quorum_parts": "1",
        "quorum_of": "5",
        "agenda": "Opening\nThe fund",
        "fund": "41200.50",
        "budget_year": "2027",
        "legal_basis": "Art. 5",
        "office": "Mayor",
        "deadline_on": "2027-09-30",
    }
    return facts | fields


def test_a_coordinator_prepares_a_meeting_and_everybody_sees_it_once_announced(staff, stranger_client, at):
    answer = staff.post(at("meeting-create"), typed())
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == at("meeting-prepare", meeting)
    assert (meeting.fund, meeting.currency, meeting.quorum) == (4_120_050, "PLN", 10)
    assert stranger_client.get(at("meeting-detail", meeting)).status_code == 404
    assert "Fund of Biele" not in stranger_client.get(at("meeting-list")).content.decode()
    staff.post(at("meeting-announce", meeting))
    page = stranger_client.get(at("meeting-detail", meeting)).content.decode()
    for told in ("Fund of Biele", "Fire station", "18:00", "18:15", "41,200.50", "The fund", "Mayor"):
        assert told in page
    assert "Fund of Biele" in stranger_client.get(at("meeting-list")).content.decode()


def test_a_polish_centre_is_offered_its_law_and_deadline_and_a_slovak_one_none(
    centre, other_centre, coordinator, staff, at
):
    page = staff.get(at("meeting-create")).content.decode()
    assert "o funduszu sołeckim" in page
    assert "-09-30" in page
    assert usual(other_centre.country, at=timezone.now()) == {}


@pytest.mark.parametrize(
    ("day", "deadline", "year"),
    [
        (dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC), dt.date(2026, 9, 30), 2027),
        (dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC), dt.date(2027, 9, 30), 2028),
    ],
)
def test_the_usual_deadline_is_the_next_that_comes(day, deadline, year):
    offered = usual("PL", at=day)
    assert (offered["deadline_on"], offered["budget_year"]) == (deadline, year)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"second_term_at": "2020-01-01T10:00"}, "second_term_at"),
        ({"quorum_parts": "6"}, "quorum_parts"),
        ({"quorum_of": "0"}, "quorum_of"),
        ({"entitled": "0"}, "entitled"),
        ({"entitled": "9" * 30}, "entitled"),
        ({"fund": "-5"}, "fund"),
        ({"fund": "0"}, "fund"),
        ({"budget_year": "12"}, "budget_year"),
        ({"first_term_at": "yesterday"}, "first_term_at"),
        ({"deadline_on": "30 September"}, "deadline_on"),
        ({"agenda": "\x00"}, "agenda"),
        ({"title": ""}, "title"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_what_was_typed_is_kept(staff, at, fields, field):
    answer = staff.post(at("meeting-create"), typed(**fields))
    assert field in answer.context["form"].errors
    assert "Fire station" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_meeting_nobody_could_come_to_is_not_announced(centre, staff, at):
    past = make_meeting(centre, first_term_at=timezone.now() - DAY, second_term_at=None)
    answer = staff.post(at("meeting-announce", past), follow=True)
    assert "nobody could come any more" in answer.content.decode()
    assert Meeting.objects.get().announced_at is None


def test_an_announced_meeting_is_moved_to_a_later_time_but_never_into_the_past(called, staff, at):
    def moved(first):
        local = timezone.localtime(first, called.centre.zone)
        times = {"first_term_at": f"{local:%Y-%m-%dT%H:%M}", "second_term_at": ""}
        return staff.post(at("meeting-edit", called), typed(**times))

    answer = moved(timezone.now() - DAY)
    assert "Residents have been told" in str(answer.context["form"].errors["first_term_at"])
    assert Meeting.objects.get().first_term_at == called.first_term_at
    assert moved(timezone.now() + 3 * DAY).status_code == 302
    assert Meeting.objects.get().first_term_at > called.first_term_at


def test_once_those_present_are_counted_its_facts_stand(quorate, staff, at):
    answer = staff.post(at("meeting-edit", quorate), typed(entitled="20"), follow=True)
    assert "Those present were counted already" in answer.content.decode()
    assert Meeting.objects.get().entitled == 50
    with pytest.raises(actions.MeetingBegun):
        actions.save_meeting(meeting=quorate, at=timezone.now())


def test_a_motion_comes_from_an_admitted_initiative_with_its_cost(centre, draft, member, coordinator, staff, at):
    idea = make_backed(centre, member, cost=900_000)
    proposals.admit(initiative=idea, by=coordinator, at=timezone.now())
    page = staff.get(at("meeting-prepare", draft)).content.decode()
    assert "A bench by the river" in page
    staff.post(at("motion-adopt", draft), {"initiatives": [idea.pk]})
    staff.post(at("motion-adopt", draft), {"initiatives": [idea.pk]})
    motion = Motion.objects.get()
    assert (motion.title, motion.cost, motion.initiative) == ("A bench by the river", 900_000, idea)
    actions.announce_meeting(meeting=draft, at=timezone.now())
    assert idea.get_absolute_url() in staff.get(at("meeting-detail", draft)).content.decode()


def test_an_initiative_dearer_than_the_fund_becomes_no_motion(centre, draft, member, coordinator, staff, at):
    idea = make_backed(centre, member, cost=4_000_001)
    proposals.admit(initiative=idea, by=coordinator, at=timezone.now())
    answer = staff.post(at("motion-adopt", draft), {"initiatives": [idea.pk]})
    assert "costs more than the whole fund" in answer.content.decode()
    assert not Motion.objects.exists()


def test_an_idea_of_another_centre_is_no_choice(other_centre, outsider, draft, staff, at):
    idea = make_backed(other_centre, outsider)
    for numbers in ([idea.pk], ["9" * 40], ["x"], []):
        assert staff.post(at("motion-adopt", draft), {"initiatives": numbers}).status_code == 200
    assert not Motion.objects.exists()


def test_a_motion_is_written_changed_and_taken_off(draft, staff, at):
    words = {"title": "Lamps", "text": "Lamps are bought.", "cost": "150.50", "reasons": "", "proposed_by": "head"}
    staff.post(at("motion-create", draft), words)
    motion = Motion.objects.get()
    assert (motion.number, motion.cost) == (1, 15_050)
    staff.post(at("motion-edit", draft, motion=motion.pk), words | {"cost": ""})
    assert Motion.objects.get().cost == 0
    dear = staff.post(at("motion-edit", draft, motion=motion.pk), words | {"cost": "40000.01"})
    assert "cost" in dear.context["form"].errors
    staff.post(at("motion-remove", draft, motion=motion.pk))
    assert not Motion.objects.exists()


def test_numbers_of_motions_run_on(draft):
    first, second = make_motion(draft), make_motion(draft, "Bench")
    actions.remove_motion(motion=first)
    assert make_motion(draft, "Path").number == second.number + 1


def test_a_meeting_is_called_off_for_a_reason_that_everybody_reads(called, staff, stranger_client, at):
    assert "reason" in staff.post(at("meeting-call-off", called), {"reason": " "}).context["form"].errors
    staff.post(at("meeting-call-off", called), {"reason": "The roof leaks"})
    page = stranger_client.get(at("meeting-detail", called)).content.decode()
    assert "The roof leaks" in page
    assert b"STATUS:CANCELLED" in stranger_client.get(at("meeting-calendar", called)).content
    for name in ("meeting-edit", "meeting-prepare", "meeting-hall", "motion-create"):
        assert staff.get(at(name, called)).headers["Location"] == at("meeting-detail", called)
    with pytest.raises(actions.MeetingFinal):
        make_motion(called, "Late")


def test_a_meeting_with_a_quorum_is_not_called_off(quorate):
    with pytest.raises(actions.MeetingBegun):
        actions.call_off(meeting=quorate, reason="I do not like it", at=timezone.now())


def test_the_calendar_file_says_when_and_where_by_the_clock_of_the_place(called, stranger_client, at):
    [event] = Calendar.from_ical(stranger_client.get(at("meeting-calendar", called)).content).walk("VEVENT")
    assert event["DTSTART"].dt == called.first_term_at
    assert str(event["DTSTART"].dt.tzinfo) == "Europe/Warsaw"
    assert event["LOCATION"] == "Fire station"
    assert str(event["SUMMARY"]) == "Fund of Biele (Biele)"


def test_a_coordinator_names_a_member_of_the_centre_as_chair_and_nobody_else(
    called, chair, outsider, member, staff, at
):
    assert "account" in staff.post(at("meeting-chair", called), {"account": outsider.handle}).context["form"].errors
    assert Meeting.objects.get().chair == chair
    staff.post(at("meeting-chair", called), {"account": member.email.upper()})
    assert Meeting.objects.get().chair == member
    staff.post(at("meeting-chair", called), {"account": ""})
    assert Meeting.objects.get().chair is None


@pytest.mark.parametrize("nasty", NASTY)
def test_what_attackers_type_stays_text(centre, staff, at, nasty, stranger_client):
    meeting = make_meeting(centre, title=nasty[:160], area=nasty[:120], place=nasty[:200], agenda=nasty, office=nasty)
    make_motion(meeting, nasty, 5, text=nasty, reasons=nasty)
    actions.announce_meeting(meeting=meeting, at=timezone.now())
    for name in ("meeting-detail", "meeting-prepare", "meeting-hall"):
        answer = staff.get(at(name, meeting))
        assert answer.status_code == 200
        assert live_parts(answer.content.decode()) == live_parts(staff.get(at("meeting-create")).content.decode())
    assert stranger_client.get(at("meeting-calendar", meeting)).status_code == 200
    assert stranger_client.get(at("meeting-poster", meeting)).content.startswith(b"%PDF")
