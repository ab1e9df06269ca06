"""From draft to done, as the table of transitions says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.actions import follow
from community.notifications.models import Notification
from initiatives.proposals import actions
from initiatives.proposals.models import Initiative, StateChange
from initiatives.proposals.stages import TRANSITIONS, Who
from initiatives.proposals.urls import STEPS
from tests.proposals.making import make_backed, make_draft, make_published

pytestmark = pytest.mark.django_db
NOUNS = {verb: noun for noun, verb in STEPS.items()}
CHECKED = ["publish", "check_form", "check_merit"]
PATHS = {
    "draft": [],
    "published": ["publish"],
    "formal": CHECKED[:2],
    "merit": CHECKED,
    "admitted": [*CHECKED, "admit"],
    "refused": [*CHECKED, "refuse"],
    "appealed": [*CHECKED, "refuse", "appeal"],
    "rejected": [*CHECKED, "refuse", "appeal", "reject_appeal"],
    "on_ballot": [*CHECKED, "admit", "put_on_ballot"],
    "taken_up": [*CHECKED, "admit", "take_up"],
    "selected": [*CHECKED, "admit", "select"],
    "not_selected": [*CHECKED, "admit", "not_select"],
    "in_delivery": [*CHECKED, "admit", "take_up", "start_delivery"],
    "done": [*CHECKED, "admit", "take_up", "start_delivery", "finish"],
    "withdrawn": ["publish", "withdraw"],
    "merged": ["publish", "merge"],
}


def by_whom(verb, author, coordinator):
    return {Who.AUTHOR: author, Who.COORDINATOR: coordinator, Who.NOBODY: None}[TRANSITIONS[verb].who]


def in_state(state, centre, author, coordinator):
    initiative = make_draft(centre, author)
    for verb in PATHS[state]:
        Initiative.objects.filter(pk=initiative.pk).update(support_count=99)
        by, now = by_whom(verb, author, coordinator), timezone.now()
        actions.advance(verb, initiative=initiative, by=by, at=now, reason="Because it is so.")
    return initiative


def test_the_coordinator_leads_an_initiative_from_support_to_done(centre, author, coordinator, client_of):
    initiative = make_backed(centre, author)
    client = client_of(coordinator)
    for verb in ("check_form", "check_merit", "admit", "put_on_ballot", "select", "start_delivery", "finish"):
        address = f"/en/lipka/initiatives/{initiative.pk}/{NOUNS[verb]}/"
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": f"We {verb}."}).status_code == 302
    initiative.refresh_from_db()
    assert initiative.state == "done"
    page = client.get(f"/en/lipka/initiatives/{initiative.pk}/").content.decode()
    assert all(words in page for words in ("Admitted by the centre", "Selected", "Work has begun", "We finish."))
    steps = StateChange.objects.filter(initiative=initiative).values_list("before", "after", "by")
    assert list(steps)[1:] == [
        ("published", "formal", coordinator.pk),
        ("formal", "merit", coordinator.pk),
        ("merit", "admitted", coordinator.pk),
        ("admitted", "on_ballot", coordinator.pk),
        ("on_ballot", "selected", coordinator.pk),
        ("selected", "in_delivery", coordinator.pk),
        ("in_delivery", "done", coordinator.pk),
    ]


@pytest.mark.parametrize("state", PATHS)
@pytest.mark.parametrize("verb", TRANSITIONS)
def test_the_table_decides_what_may_be_said_in_each_state(centre, author, coordinator, state, verb):
    initiative = in_state(state, centre, author, coordinator)
    assert initiative.state == state
    row = TRANSITIONS[verb]
    by = by_whom(verb, author, coordinator)
    if state in row.sources:
        actions.advance(verb, initiative=initiative, by=by, at=timezone.now(), reason="So it is.")
        assert Initiative.objects.get().state == row.target
    else:
        with pytest.raises(ValidationError, match="moved on"):
            actions.advance(verb, initiative=initiative, by=by, at=timezone.now(), reason="So it is.")
        assert Initiative.objects.get().state == state


@pytest.mark.parametrize("verb", NOUNS)
def test_nobody_but_whom_the_table_names_takes_a_step(
    centre, author, coordinator, member, outsider, moderator, client_of, verb
):
    row = TRANSITIONS[verb]
    initiative = in_state(sorted(row.sources)[0], centre, author, coordinator)
    wrong = [member, outsider, moderator, coordinator if row.who is Who.AUTHOR else author]
    for user in wrong:
        with pytest.raises(PermissionDenied):
            actions.advance(verb, initiative=initiative, by=user, at=timezone.now(), reason="Because.")
        answer = client_of(user).post(f"/en/lipka/initiatives/{initiative.pk}/{NOUNS[verb]}/", {"reason": "Because."})
        assert answer.status_code in {403, 404}
    initiative.refresh_from_db()
    assert initiative.state == sorted(row.sources)[0]


@pytest.mark.parametrize("verb", ["refuse", "withdraw"])
def test_a_no_carries_a_reason(published, author, coordinator, client_of, verb):
    by = author if verb == "withdraw" else coordinator
    address = f"/en/lipka/initiatives/{published.pk}/{NOUNS[verb]}/"
    assert "This field is required." in client_of(by).post(address, {"reason": "  "}).content.decode()
    published.refresh_from_db()
    assert published.state == "published"
    with pytest.raises(ValidationError, match="say why"):
        actions.advance(verb, initiative=published, by=by, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        StateChange.objects.create(initiative=published, verb=verb, before="published", after="refused")


def test_nothing_is_checked_before_enough_stand_behind_it(published, coordinator, client_of):
    page = client_of(coordinator).post(f"/en/lipka/initiatives/{published.pk}/formal-check/").content.decode()
    assert "Not enough people stand behind it yet." in page
    assert Initiative.objects.get().state == "published"


def test_a_second_click_is_told_that_things_have_moved_on(centre, author, coordinator, client_of):
    initiative = in_state("merit", centre, author, coordinator)
    address = f"/en/lipka/initiatives/{initiative.pk}/admission/"
    client_of(coordinator).post(address)
    again = client_of(coordinator).post(address)
    assert "moved on meanwhile" in again.content.decode()
    assert StateChange.objects.filter(verb="admit").count() == 1


def test_author_and_followers_hear_of_each_step(centre, author, coordinator, member):
    initiative = make_published(centre, author)
    follow(member=member, target=initiative)
    actions.refuse(initiative=initiative, by=coordinator, at=timezone.now(), reason="The road is not ours.")
    told = Notification.objects.filter(kind="proposals.refused")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([author.pk, member.pk])
    assert told[0].url.endswith(f"/lipka/initiatives/{initiative.pk}/#history-title")
    assert told[0].target == StateChange.objects.get(verb="refuse")


def test_whoever_admits_at_once_has_checked_in_the_same_breath(centre, author, coordinator):
    initiative = make_backed(centre, author)
    actions.admit(initiative=initiative, by=coordinator, at=timezone.now(), reason="Good.")
    actions.start_delivery(initiative=initiative, by=coordinator, at=timezone.now())
    said = initiative.changes.values_list("verb", "reason")
    assert list(said)[1:] == [
        ("check_form", ""),
        ("check_merit", ""),
        ("admit", "Good."),
        ("take_up", ""),
        ("start_delivery", ""),
    ]
    told = Notification.objects.filter(recipient=author).exclude(kind="proposals.backed")
    assert sorted(told.values_list("kind", flat=True)) == ["proposals.admitted", "proposals.in_delivery"]


def test_what_a_vote_did_not_select_needs_no_other_reason(centre, author, coordinator):
    initiative = in_state("on_ballot", centre, author, coordinator)
    actions.advance("not_select", initiative=initiative, by=None, at=timezone.now())
    assert Initiative.objects.get().state == "not_selected"


def test_a_vote_may_select_without_a_person(centre, author, coordinator):
    initiative = in_state("admitted", centre, author, coordinator)
    actions.select(initiative=initiative, by=None, at=timezone.now())
    assert Initiative.objects.get().state == "selected"


def test_following_is_a_button(published, member, client_of):
    client = client_of(member)
    page = f"/en/lipka/initiatives/{published.pk}/"
    client.post(f"{page}follow/")
    assert "Stop following" in client.get(page).content.decode()
    client.post(f"{page}follow/removal/")
    assert "Follow: tell me" in client.get(page).content.decode()
