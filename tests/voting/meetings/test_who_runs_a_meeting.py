"""Every address of a meeting with every role; lists and rules that agree; as many queries for one row as for three."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.members import actions as members
from community.members.models import Centre, User
from initiatives.voting import actions
from initiatives.voting.models import Attendance, Attendee, Hands, Meeting, Minutes, Motion
from tests.factories import make_member
from tests.voting.meetings.conftest import begin, call, close, make_meeting, make_motion

pytestmark = pytest.mark.django_db
ROLES = ("stranger", "newcomer", "member", "outsider", "editor", "chair", "coordinator")
RUNNING = (
    "meeting-prepare",
    "meeting-edit",
    "meeting-call-off",
    "motion-create",
    "motion-edit",
    "meeting-hall",
    "attendance-count",
    "attendance-sheet",
    "attendee-list",
    "hands-count",
    "minutes-adopt",
)
AFTER = ("meeting-paper", "meeting-hand-in", "remark-create")


@pytest.fixture
def clients(
    newcomer: User, member: User, outsider: User, editor: User, *, chair: User, coordinator: User, client_of: Callable
) -> dict[str, Client]:
    people = (newcomer, member, outsider, editor, chair, coordinator)
    return {"stranger": Client()} | dict(zip(ROLES[1:], map(client_of, people), strict=True))


def answer(client: Client, address: str, **data: object) -> int | str:
    response = client.post(address, data) if data else client.get(address)
    return "login" if response.headers.get("Location", "").startswith("/en/accounts/login/") else response.status_code


def addresses(meeting: Meeting, names: tuple[str, ...]) -> dict[str, str]:
    facts = {"motion-edit": {"motion": 0}, "hands-count": {"motion": 0}, "meeting-paper": {"name": "minutes"}}
    last = meeting.motions.order_by("number").last()
    for needs in facts.values():
        if "motion" in needs:
            needs["motion"] = last.pk if last else 0
    known = {"centre": meeting.centre.slug, "pk": meeting.pk}
    return {name: reverse(f"voting:{name}", kwargs=known | facts.get(name, {})) for name in names}


def test_a_meeting_in_the_hall_is_run_by_its_chair_and_coordinators_only(sitting, clients):
    expected = dict.fromkeys(ROLES, 403) | {"stranger": "login", "chair": 200, "coordinator": 200}
    for name, address in addresses(sitting, RUNNING).items():
        assert {role: answer(clients[role], address) for role in ROLES} == expected, name


def test_minutes_and_annexes_name_people_and_open_for_its_chair_and_coordinators_only(minuted, clients):
    expected = dict.fromkeys(ROLES, 403) | {"stranger": "login", "chair": 200, "coordinator": 200}
    for name, address in addresses(minuted, AFTER).items():
        assert {role: answer(clients[role], address) for role in ROLES} == expected, name


def test_an_announced_meeting_is_read_by_everybody_and_a_draft_by_those_who_prepare_it(called, centre, chair, clients):
    draft = make_meeting(centre, title="Still being prepared")
    actions.name_chair(meeting=draft, chair=chair)
    for name in ("meeting-detail", "meeting-poster", "meeting-calendar"):
        address = addresses(called, (name,))[name]
        assert {answer(clients[role], address) for role in ROLES} == {200}, name
    hidden = dict.fromkeys(ROLES, 404) | {"chair": 200, "coordinator": 200}
    address = addresses(draft, ("meeting-detail",))["meeting-detail"]
    assert {role: answer(clients[role], address) for role in ROLES} == hidden
    unprinted = addresses(draft, ("meeting-poster",))["meeting-poster"]
    assert answer(clients["coordinator"], unprinted) == 404


def test_only_coordinators_prepare_meetings_and_name_chairs(called, clients, at):
    expected = dict.fromkeys(ROLES, 403) | {"stranger": "login", "coordinator": 200}
    for address in (at("meeting-create"), at("meeting-chair", called)):
        assert {role: answer(clients[role], address) for role in ROLES} == expected


def test_a_coordinator_of_another_centre_and_a_chair_of_another_meeting_run_nothing_here(
    quorate, centre, other_centre, client_of
):
    elsewhere = client_of(make_member(other_centre, "coordinator"))
    another = make_meeting(centre, title="Another")
    other_chair = make_member(centre)
    actions.name_chair(meeting=another, chair=other_chair)
    figures = {"in_favour": 20, "against": 0, "abstained": 0, "after": 0}
    for client in (elsewhere, client_of(other_chair)):
        for name, address in addresses(quorate, RUNNING).items():
            assert client.post(address, figures).status_code == 403, name
    assert not Hands.objects.exists()
    foreign = reverse("voting:meeting-detail", kwargs={"centre": other_centre.slug, "pk": quorate.pk})
    assert elsewhere.get(foreign).status_code == 404


def test_who_left_the_centre_chairs_no_more(sitting, chair, client_of, at):
    assert client_of(chair).get(at("meeting-hall", sitting)).status_code == 200
    members.leave(membership=chair.membership_in(sitting.centre), at=timezone.now())
    assert client_of(chair).get(at("meeting-hall", sitting)).status_code == 403


def test_nobody_else_changes_anything_by_post(quorate, clients):
    models = (Meeting, Motion, Attendance, Attendee, Hands, Minutes)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    data = {"in_favour": 20, "against": 0, "abstained": 0, "after": 0, "names": "Mallory", "reason": "x", "present": 50}
    data |= {"term": "first", "chair_name": "M", "clerk_name": "M", "seen": "x", "title": "M", "text": "M"}
    for role in ROLES[:5]:
        for name, address in addresses(quorate, RUNNING).items():
            assert clients[role].post(address, data).status_code in (302, 403), name
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_a_form_assigns_nothing_that_it_does_not_show(draft, coordinator, staff, other_centre, member, at):
    title = {"title": "Lamps", "text": "Lamps.", "cost": "5", "reasons": "", "proposed_by": ""}
    staff.post(at("motion-create", draft), title | {"meeting": 999, "number": 77, "initiative": 1})
    motion = Motion.objects.get()
    assert (motion.meeting, motion.number, motion.initiative) == (draft, 1, None)
    staff.post(at("meeting-edit", draft), {"centre": other_centre.pk, "chair": member.pk, "announced_at": "2020-01-01"})
    kept = Meeting.objects.get()
    assert (kept.centre, kept.chair, kept.announced_at) == (draft.centre, None, None)


def test_the_list_and_the_rule_agree_about_every_meeting_and_reader(
    centre: Centre, other_centre: Centre, newcomer: User, *, member: User, chair: User, coordinator: User
) -> None:
    chaired = make_meeting(centre, title="Chaired")
    actions.name_chair(meeting=chaired, chair=chair)
    meetings = [make_meeting(centre), chaired, call(make_meeting(centre)), make_meeting(other_centre)]
    left = make_member(centre)
    actions.name_chair(meeting=meetings[0], chair=left)
    members.leave(membership=left.membership_in(centre), at=timezone.now())
    for reader in (AnonymousUser(), newcomer, member, chair, User.objects.get(pk=left.pk), coordinator):
        listed = set(Meeting.objects.visible_to(reader).values_list("pk", flat=True))
        ruled = {meeting.pk for meeting in Meeting.objects.all() if reader.has_perm("voting.view_meeting", meeting)}
        assert listed == ruled


@pytest.mark.parametrize("role", ["stranger", "coordinator"])
def test_the_list_asks_as_much_for_one_meeting_as_for_three(centre, coordinator, clients, role, at):
    counts = []
    for more in (1, 2):
        for _number in range(more):
            make_meeting(centre)
            call(make_meeting(centre))
            held = make_meeting(centre)
            make_motion(held)
            held = begin(call(held))
            actions.count_attendance(meeting=held, term="first", present=20, by=coordinator)
            close(held, coordinator)
        clients[role].get(at("meeting-list"))
        with CaptureQueriesContext(connection) as captured:
            clients[role].get(at("meeting-list"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["meeting-detail", "meeting-hall", "meeting-prepare", "minutes-adopt"])
def test_a_meeting_asks_as_much_for_one_motion_as_for_three(centre, coordinator, clients, at, name):
    counts = []
    for few in (1, 3):
        meeting = make_meeting(centre)
        motions = [make_motion(meeting, f"Lamps {number}", 100) for number in range(few)]
        meeting = begin(call(meeting))
        actions.count_attendance(meeting=meeting, term="first", present=20, by=coordinator)
        for motion in motions:
            actions.count_hands(motion=motion, in_favour=9, against=1, abstained=0, by=coordinator)
        clients["coordinator"].get(at(name, meeting))
        with CaptureQueriesContext(connection) as captured:
            assert clients["coordinator"].get(at(name, meeting)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_lists_of_meetings_and_of_votes_lead_to_each_other(called, stranger_client, at):
    assert at("meeting-list") in stranger_client.get(at("round-list")).content.decode()
    assert (
        str(timezone.localtime(called.first_term_at).year) in stranger_client.get(at("meeting-list")).content.decode()
    )
