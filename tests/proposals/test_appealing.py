"""A no may be appealed against, in time, and somebody else decides."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from community.notifications.models import Notification
from initiatives.proposals import actions
from initiatives.proposals.models import Initiative, StateChange, Terms
from tests.factories import make_member
from tests.proposals.making import make_published
from tests.racing import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def refused(centre, author, coordinator, at=None) -> Initiative:
    initiative = make_published(centre, author)
    actions.refuse(initiative=initiative, by=coordinator, at=at or timezone.now(), reason="The road is not ours.")
    return initiative


def address(initiative, rest):
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def test_an_author_appeals_and_another_coordinator_grants_it(centre, author, coordinator, client_of, stranger_client):
    other = make_member(centre, "coordinator", display_name="Olga Other")
    initiative = refused(centre, author, coordinator)
    page = client_of(author).get(address(initiative, "")).content.decode()
    assert "The road is not ours." in page
    assert "Its authors may appeal until" in page
    assert 'href="#steps"' in page
    assert 'href="#steps"' not in stranger_client.get(address(initiative, "")).content.decode()
    client_of(author).post(address(initiative, "appeal/"), {"reason": "The road was given to us in May."})
    initiative.refresh_from_db()
    assert initiative.state == "appealed"
    assert Notification.objects.filter(kind="proposals.appealed", recipient=other).exists()
    assert client_of(coordinator).post(address(initiative, "appeal/granting/")).status_code == 403
    assert client_of(other).post(address(initiative, "appeal/granting/"), {"reason": "Right."}).status_code == 302
    page = stranger_client.get(address(initiative, "")).content.decode()
    for words in ("The road was given to us in May.", "Appeal granted: admitted", "Right."):
        assert words in page


def test_where_there_is_one_coordinator_that_one_decides(centre, author, coordinator, client_of):
    initiative = refused(centre, author, coordinator)
    client_of(author).post(address(initiative, "appeal/"), {"reason": "Look again."})
    client_of(coordinator).post(address(initiative, "appeal/rejection/"), {"reason": "It stays so."})
    initiative.refresh_from_db()
    assert initiative.state == "rejected"
    make_member(centre, "coordinator", is_active=False)
    second = refused(centre, author, coordinator)
    actions.advance("appeal", initiative=second, by=author, at=timezone.now(), reason="Again.")
    actions.advance("grant_appeal", initiative=second, by=coordinator, at=timezone.now())


def test_a_co_author_may_appeal_and_a_stranger_may_not(centre, author, coordinator, member, client_of):
    initiative = refused(centre, author, coordinator)
    asked = actions.invite_coauthor(initiative=initiative, member=member, by=author, at=timezone.now())
    assert client_of(member).post(address(initiative, "appeal/"), {"reason": "Look."}).status_code == 403
    actions.accept_coauthorship(asked=asked, by=member, at=timezone.now())
    assert client_of(member).post(address(initiative, "appeal/"), {"reason": "Look."}).status_code == 302
    initiative.refresh_from_db()
    assert initiative.state == "appealed"


def test_an_appeal_needs_words_and_comes_in_time(centre, author, coordinator, client_of):
    Terms.objects.create(centre=centre, appeal_days=7)
    late = refused(centre, author, coordinator, at=timezone.now() - 7 * DAY)
    answer = client_of(author).post(address(late, "appeal/"), {"reason": "Look again."}).content.decode()
    assert "The time to appeal is over." in answer
    assert "Appeal</summary>" not in client_of(author).get(address(late, "")).content.decode()
    fresh = refused(centre, author, coordinator, at=timezone.now() - 6 * DAY)
    assert "This field is required." in client_of(author).post(address(fresh, "appeal/")).content.decode()
    with pytest.raises(ValidationError, match="say why"):
        actions.advance("appeal", initiative=fresh, by=author, at=timezone.now())


def test_later_terms_move_no_running_time(centre, author, coordinator):
    initiative = refused(centre, author, coordinator)
    until = initiative.appeal_until
    actions.set_terms(centre=centre, threshold=5, days=30, answer_days=30, appeal_days=90)
    initiative.refresh_from_db()
    assert initiative.appeal_until == until


def test_an_appeal_is_decided_once(centre, author, coordinator):
    initiative = refused(centre, author, coordinator)
    actions.advance("appeal", initiative=initiative, by=author, at=timezone.now(), reason="Look.")
    stale = Initiative.objects.get(pk=initiative.pk)
    actions.advance("grant_appeal", initiative=initiative, by=coordinator, at=timezone.now())
    with pytest.raises(ValidationError, match="moved on"):
        actions.advance("reject_appeal", initiative=stale, by=coordinator, at=timezone.now(), reason="No.")


def test_the_coordinator_of_another_centre_decides_nothing(centre, other_centre, author, coordinator, client_of):
    initiative = refused(centre, author, coordinator)
    actions.advance("appeal", initiative=initiative, by=author, at=timezone.now(), reason="Look.")
    foreign = make_member(other_centre, "coordinator")
    assert client_of(foreign).post(address(initiative, "appeal/granting/")).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.advance("grant_appeal", initiative=initiative, by=foreign, at=timezone.now())


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_an_appeal_at_once_leave_one_decision(centre, author, coordinator):
    initiative = refused(centre, author, coordinator)
    actions.advance("appeal", initiative=initiative, by=author, at=timezone.now(), reason="Look.")
    judges = [make_member(centre, "coordinator") for _number in range(6)]
    seen = Initiative.objects.select_related("centre", "author")  # by each, before anybody decides
    verbs = ("grant_appeal", "reject_appeal") * 3
    deciding = partial(actions.advance, at=timezone.now(), reason="So.")
    failed = at_once(
        [
            partial(deciding, verb, initiative=seen.get(pk=initiative.pk), by=judge)
            for verb, judge in zip(verbs, judges, strict=True)
        ]
    )
    assert [error.code for error in failed] == ["moved_on"] * 5
    assert StateChange.objects.filter(initiative=initiative, before="appealed").count() == 1
