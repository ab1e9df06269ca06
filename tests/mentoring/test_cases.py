"""Something is wrong: one press pauses the thread and tells who helps; who may read what until it is closed."""

import datetime as dt
import json
import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from rules import has_perm

from community.members.actions import erase_member
from community.members.export import gather
from community.members.models import RoleGrant
from community.members.waiting import waiting_for
from community.notifications.actions import prefer
from community.notifications.models import Group, Notification, Wish
from mentoring import actions
from mentoring.models import Apart, Case, Look, Mentorship, Message
from mentoring.models.cases import CASE_KEPT
from mentoring.models.threads import THREAD_KEPT
from mentoring.tasks import erase_old_threads, forget_withdrawn
from tests.factories import make_member, make_user
from tests.mentoring.making import make_mentorship, reported, wrote
from tests.racing import at_once

pytestmark = pytest.mark.django_db
WORDS = "Bring the papers from Leeds."
SAID = "He calls at night."
BOTH = "Anna Wraca · Piotr Pyta"
ROOM = "/en/lipka/mentoring/"


@pytest.fixture
def mentorship(centre: Any) -> Mentorship:
    mentor = make_member(centre, display_name="Anna Wraca")
    made = make_mentorship(centre, mentor=mentor, mentee=make_member(centre, display_name="Piotr Pyta"))
    wrote(made, mentor, WORDS)
    return made


def page(mentorship: Mentorship, name: str = "") -> str:
    return f"{ROOM}mentorships/{mentorship.pk}/{name}"


def closed(case: Case, by: Any, *, ends: bool = False) -> Case:
    verb = actions.end_for_case if ends else actions.resume_thread
    verb(case=case, words="Meet at the library.", by=by, at=timezone.now())
    return Case.objects.get(pk=case.pk)


def told(kind: str) -> set[Any]:
    return {row.recipient for row in Notification.objects.filter(kind=f"mentoring.{kind}")}


def press(client: Any, mentorship: Mentorship, **facts: Any) -> Any:
    return client.post(page(mentorship, "wrong/"), facts, follow=True)


# --- Saying it --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("presses", ["mentor", "mentee"])
def test_one_press_with_nothing_said_pauses_the_thread_and_tells_every_coordinator_at_once(
    presses: str,
    mentorship: Mentorship,
    mentor_coordinator: Any,
    client_of: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    reporter = getattr(mentorship, presses)
    client = client_of(reporter)
    for place in (page(mentorship), page(mentorship, "thread/")):
        assert "Something is wrong" in client.get(place).text
    prefer(member=mentor_coordinator, choices={Group.MENTORING: Wish.NONE})
    with django_capture_on_commit_callbacks(execute=True):
        answer = press(client, mentorship)
    assert "Paused while the coordinator looks at it" in answer.text
    case = Case.objects.get()
    assert (case.reporter, case.what, case.words, case.may_read) == (reporter, [], "", False)
    assert mentor_coordinator in told("alarm")
    [sent] = [each for each in mail.outbox if each.to == [mentor_coordinator.email]]
    for shown in (sent.subject, sent.body, sent.alternatives[0].content):
        assert "Anna" not in shown
        assert "Piotr" not in shown
    for side in (mentorship.mentor, mentorship.mentee):
        paused = client_of(side).get(page(mentorship, "thread/")).text
        assert "Paused while the coordinator looks at it" in paused
        assert "data-post" not in paused
        answer = client_of(side).post(page(mentorship, "thread/"), {"text": "But why", "token": str(uuid.uuid4())})
        assert "Nothing can be sent now" in answer.text
        assert "But why" in answer.text
    assert mentorship.messages.count() == 1


def test_the_other_side_does_not_learn_what_was_said(mentorship: Mentorship, client_of: Any) -> None:
    reported(mentorship, mentorship.mentee, may_read=True)
    client = client_of(mentorship.mentor)
    shown = [client.get(page(mentorship, name)).text for name in ("", "thread/", "wrong/")]
    assert [SAID in text for text in shown] == [False] * 3
    assert SAID in client_of(mentorship.mentee).get(page(mentorship, "wrong/")).text
    assert told("alarm").isdisjoint({mentorship.mentor, mentorship.mentee})
    assert SAID not in json.dumps(gather(mentorship.mentor)["mentoring"], cls=DjangoJSONEncoder)
    assert SAID in json.dumps(gather(mentorship.mentee)["mentoring"], cls=DjangoJSONEncoder)


def test_said_again_the_later_words_hold_and_the_permission_can_be_taken_back(
    mentorship: Mentorship, client_of: Any
) -> None:
    client = client_of(mentorship.mentee)
    press(client, mentorship, what=["close", "afraid"], words=SAID, may_read="on")
    case = Case.objects.get()
    assert (case.what, case.words, case.may_read) == (["close", "afraid"], SAID, True)
    before = Notification.objects.filter(kind="mentoring.alarm").count()
    press(client, mentorship, what=["other"], words="Otherwise.")
    case = Case.objects.get()
    assert (case.what, case.words, case.may_read) == (["other"], "Otherwise.", False)
    assert Notification.objects.filter(kind="mentoring.alarm").count() == before


def test_both_sides_may_say_it_and_the_thread_stays_paused_until_both_are_closed(
    mentorship: Mentorship, mentor_coordinator: Any
) -> None:
    first, second = (reported(mentorship, side) for side in (mentorship.mentor, mentorship.mentee))
    assert first != second
    closed(first, mentor_coordinator)
    with pytest.raises(ValidationError, match="Nothing can be sent now"):
        wrote(mentorship, mentorship.mentor)
    closed(second, mentor_coordinator)
    assert wrote(mentorship, mentorship.mentor).number == 2


def test_it_can_be_said_after_the_end_too_as_long_as_the_thread_is_kept(
    mentorship: Mentorship, mentor_coordinator: Any, client_of: Any
) -> None:
    actions.end(mentorship=mentorship, by=mentorship.mentor, at=timezone.now())
    client = client_of(mentorship.mentee)
    assert "Something is wrong" in client.get(page(mentorship)).text
    press(client, mentorship, may_read="on")
    case = closed(Case.objects.get(), mentor_coordinator)
    assert case.outcome == Case.Outcome.LOOKED
    long_ago = timezone.now() - THREAD_KEPT - dt.timedelta(days=1)
    Mentorship.objects.filter(pk=mentorship.pk).update(ended_at=long_ago)
    assert "Something is wrong" not in client.get(page(mentorship)).text
    assert client.get(page(mentorship, "wrong/")).status_code == 404


def test_nobody_else_can_say_it(mentorship: Mentorship, everybody: Any, client_of: Any) -> None:
    people = everybody(mentor=mentorship.mentor, mentee=mentorship.mentee)
    allowed = {name for name, user in people.items() if has_perm("mentoring.report_mentorship", user, mentorship)}
    assert allowed == {"mentor", "mentee"}
    for name in people.keys() - allowed - {"stranger"}:
        client = client_of(people[name])
        assert client.get(page(mentorship, "wrong/")).status_code == 404
        assert press(client, mentorship).status_code == 404
        with pytest.raises(PermissionDenied):
            reported(mentorship, people[name])
    assert not Case.objects.exists()


def test_where_no_coordinator_may_handle_it_who_runs_the_network_is_told(centre: Any, client_of: Any) -> None:
    network = make_user(is_superuser=True, display_name="Net Work")
    coordinator = make_member(centre, "mentor_coordinator", display_name="Only One")
    mentorship = make_mentorship(centre, mentee=coordinator)
    RoleGrant.objects.filter(membership__centre=centre).exclude(membership__member=coordinator).delete()
    assert "Net Work" in client_of(mentorship.mentor).get(page(mentorship, "wrong/")).text
    reported(mentorship, mentorship.mentor)
    assert told("alarm") == {network}


# --- Who sees the case and the thread ---------------------------------------------------------------------------------

HANDLE = {"mentor coordinator", "network"}
# state → who sees the case, and who the thread
CASES: dict[str, tuple[set[str], set[str]]] = {
    "no case": (set(), set()),
    "standing": (HANDLE, set()),
    "standing, may be read": (HANDLE, HANDLE),
    "may be read, over": (HANDLE, HANDLE),
    "taken back": (HANDLE, set()),
    "resumed": (HANDLE, set()),
    "ended": (HANDLE, set()),
}


def bring_to(state: str, mentorship: Mentorship, by: Any) -> int:
    if state == "no case":
        return 1
    case = reported(mentorship, mentorship.mentee, may_read=state != "standing")
    if state == "taken back":
        reported(mentorship, mentorship.mentee, may_read=False)
    if state == "may be read, over":
        actions.end(mentorship=mentorship, by=mentorship.mentor, at=timezone.now())
    if state in {"resumed", "ended"}:
        closed(case, by, ends=state == "ended")
    return case.pk


@pytest.mark.parametrize("state", CASES)
def test_who_sees_a_case_and_who_reads_the_thread_in_each_state(
    state: str, mentorship: Mentorship, everybody: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    pk = bring_to(state, mentorship, mentor_coordinator)
    people = everybody(mentor=mentorship.mentor, mentee=mentorship.mentee)
    sees, reads = CASES[state]
    case = Case.objects.select_related("mentorship", "centre").filter(pk=pk).first()
    if case:
        assert {name for name, user in people.items() if Case.objects.visible_to(user).exists()} == sees
        assert {name for name, user in people.items() if has_perm("mentoring.view_case", user, case)} == sees
        assert {name for name, user in people.items() if has_perm("mentoring.read_case_thread", user, case)} == reads
    del people["stranger"]
    found = {name: client_of(user).get(f"{ROOM}cases/{pk}/") for name, user in people.items()}
    assert {name for name, answer in found.items() if answer.status_code == 200} == sees
    assert {name for name, answer in found.items() if SAID in answer.text} == sees
    assert {name for name, answer in found.items() if WORDS in answer.text} == set()
    thread = {name: client_of(user).post(f"{ROOM}cases/{pk}/thread/") for name, user in people.items()}
    assert {name for name, answer in thread.items() if answer.status_code == 200} == reads
    assert {name for name, answer in thread.items() if WORDS in answer.text} == reads
    assert {answer.status_code for name, answer in thread.items() if name not in reads} <= {403, 404}
    assert Look.objects.count() == len(reads)
    listed = {name for name, user in people.items() if BOTH in client_of(user).get(f"{ROOM}cases/").text}
    assert listed == (sees if state not in {"resumed", "ended"} else set())


def test_a_coordinator_who_is_a_side_is_not_told_and_finds_nothing(
    centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    other = make_member(centre, "mentor_coordinator", display_name="Other One")
    mentorship = make_mentorship(centre, mentor=mentor_coordinator)
    case = reported(mentorship, mentorship.mentee, may_read=True)
    assert (mentor_coordinator in told("alarm"), other in told("alarm")) == (False, True)
    assert not any("wrong" in line.text for line in waiting_for(mentor_coordinator, centre))
    client = client_of(mentor_coordinator)
    where = f"{ROOM}cases/{case.pk}/"
    assert [client.get(f"{where}{name}").status_code for name in ("", "closing/")] == [404, 404]
    assert client.post(f"{where}thread/").status_code == 404
    assert "Where something is wrong" in client.get(f"{ROOM}cases/").text
    assert SAID not in client.get(f"{ROOM}cases/").text
    for verb in (closed, lambda case, by: actions.look(case=case, by=by, at=timezone.now())):
        with pytest.raises(PermissionDenied):
            verb(case, mentor_coordinator)
    actions.end(mentorship=mentorship, by=mentor_coordinator, at=timezone.now() - dt.timedelta(days=200))
    forget_withdrawn.func()
    assert client.get(where).status_code == 404, "also when others of that time have lost both sides"


def test_a_standing_case_waits_for_the_coordinator(mentorship: Mentorship, mentor_coordinator: Any) -> None:
    centre = mentorship.centre
    case = reported(mentorship, mentorship.mentee)
    assert [line.url for line in waiting_for(mentor_coordinator, centre) if "wrong" in line.text] == [f"{ROOM}cases/"]
    closed(case, mentor_coordinator)
    assert [line for line in waiting_for(mentor_coordinator, centre) if "wrong" in line.text] == []


def test_each_look_at_the_thread_is_noted_and_both_sides_see_it(
    mentorship: Mentorship, mentor_coordinator: Any, client_of: Any
) -> None:
    case = reported(mentorship, mentorship.mentee, may_read=True)
    for _time in range(2):
        assert WORDS in client_of(mentor_coordinator).post(f"{ROOM}cases/{case.pk}/thread/").text
    closed(case, mentor_coordinator, ends=True)
    for side in (mentorship.mentor, mentorship.mentee):
        shown = client_of(side).get(page(mentorship)).text
        assert shown.count("Dorota Pairs read your messages.") == 2
        assert "Meet at the library." in shown
        assert SAID not in shown


# --- Closing it -------------------------------------------------------------------------------------------------------


def test_a_coordinator_lets_the_two_go_on_with_a_sentence(
    mentorship: Mentorship, mentor_coordinator: Any, client_of: Any
) -> None:
    case, client = reported(mentorship, mentorship.mentee), client_of(mentor_coordinator)
    where = f"{ROOM}cases/{case.pk}/closing/"
    assert "This field is required" in client.post(where, {"outcome": "resumed"}).text
    assert client.post(where, {"outcome": "resumed", "words": "Meet at the library."}).status_code == 302
    assert told("looked_at") == {mentorship.mentor, mentorship.mentee}
    assert wrote(mentorship, mentorship.mentee).number == 2
    assert client.post(where, {"outcome": "ended", "words": "Again"}).status_code == 403


def test_a_coordinator_ends_the_mentorship_with_all_its_cases_and_the_two_are_kept_apart(
    mentorship: Mentorship, mentor_coordinator: Any, client_of: Any
) -> None:
    case, _other = (reported(mentorship, side) for side in (mentorship.mentor, mentorship.mentee))
    facts = {"outcome": "ended", "words": "Meet at the library."}
    client_of(mentor_coordinator).post(f"{ROOM}cases/{case.pk}/closing/", facts)
    mentorship.refresh_from_db()
    assert (mentorship.is_over, Case.objects.standing().count(), Apart.objects.count()) == (True, 0, 1)
    assert client_of(mentorship.mentor).get(page(mentorship, "thread/")).status_code == 404


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_close_it_at_the_same_instant_close_it_once(centre: Any) -> None:
    mentorship = make_mentorship(centre)
    people = [make_member(centre, "mentor_coordinator") for _number in range(2)]
    case = reported(mentorship, mentorship.mentee)
    failures = at_once([lambda: closed(case, people[0]), lambda: closed(case, people[1], ends=True)])
    mentorship.refresh_from_db()
    [row] = Case.objects.all()
    assert [str(failure) for failure in failures] == [str(["Somebody else has closed this case."])]
    assert mentorship.is_over == (row.outcome == Case.Outcome.ENDED)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_many_times_at_the_same_instant_is_one_case(centre: Any) -> None:
    mentorship = make_mentorship(centre)
    coordinator = make_member(centre, "mentor_coordinator")
    assert at_once([lambda: reported(mentorship, mentorship.mentee)] * 5) == []
    news = Notification.objects.filter(kind="mentoring.alarm", recipient=coordinator)
    assert (Case.objects.count(), news.count()) == (1, 1)


@pytest.mark.engine
@pytest.mark.parametrize("facts", [{"outcome": "resumed"}, {"closed_at": timezone.now()}], ids=("outcome", "closing"))
def test_the_database_refuses_a_case_half_closed(facts: Any, mentorship: Mentorship) -> None:
    case = reported(mentorship, mentorship.mentee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**facts)


# --- What is kept -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaves", ["mentor", "mentee"])
def test_nobody_takes_away_by_leaving_what_somebody_has_asked_to_have_looked_at(
    leaves: str, mentorship: Mentorship, mentor_coordinator: Any, client_of: Any
) -> None:
    """The mentor wrote, the mentee lets it be read: with the mentee that permission goes, with the mentor it stays."""
    case = reported(mentorship, mentorship.mentee, may_read=True)
    erase_member(member=getattr(mentorship, leaves), keep_public=True, at=timezone.now())
    answer = client_of(mentor_coordinator).post(f"{ROOM}cases/{case.pk}/thread/")
    if leaves == "mentee":
        case.refresh_from_db()
        assert (answer.status_code, case.reporter, case.words, case.what) == (404, None, "", [])
        return
    assert (WORDS in answer.text, "Anna" in answer.text) == (True, False)
    closed(case, mentor_coordinator)
    assert not Message.objects.exists()


def test_a_closed_case_is_kept_for_two_years(mentorship: Mentorship, mentor_coordinator: Any) -> None:
    standing = reported(mentorship, mentorship.mentor)
    old, new = (closed(reported(mentorship, mentorship.mentee), mentor_coordinator) for _number in range(2))
    Case.objects.filter(pk=old.pk).update(closed_at=timezone.now() - CASE_KEPT - dt.timedelta(days=1))
    erase_old_threads.func()
    assert set(Case.objects.all()) == {standing, new}
