"""Two initiatives become one when all authors of both agree, and nobody counts twice."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.models import User
from community.notifications.models import Follow
from initiatives.proposals import actions
from initiatives.proposals.models import Initiative, Merger, StateChange, Support
from initiatives.proposals.waiting import contribute as waiting
from tests.factories import make_member
from tests.proposals.making import lead, make_backed, make_draft, make_published
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_author(centre) -> User:
    return make_member(centre, display_name="Olga Other")


@pytest.fixture
def pair(centre, author, other_author) -> tuple[Initiative, Initiative]:
    return make_published(centre, author), make_published(centre, other_author, title="A roof by the river")


def address(initiative: Initiative, rest: str = "") -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def proposed(pair, by) -> Merger:
    return actions.propose_merger(
        source=pair[0], target=pair[1], reason="A bench under a roof.", by=by, at=timezone.now()
    )


def test_the_author_proposes_the_other_agrees_and_signatures_are_united(pair, author, other_author, centre, client_of):
    source, target = pair
    both, one, two = (make_member(centre) for _number in range(3))
    actions.gather(initiative=source, members=[both, one], at=timezone.now())
    actions.gather(initiative=target, members=[both, two], at=timezone.now())
    client_of(author).post(address(source, "mergers/"), {"target": target.pk, "reason": "A bench under a roof."})
    merger = Merger.objects.get()
    assert "Shall two become one?" in client_of(other_author).get(address(target)).content.decode()
    assert any("Do you agree" in line.text for line in waiting(other_author, centre))
    assert waiting(author, centre) == []
    client_of(other_author).post(address(target, f"mergers/{merger.pk}/agreement/"))
    source.refresh_from_db()
    target.refresh_from_db()
    assert (source.state, source.merged_into, target.state) == ("merged", target, "published")
    assert target.support_count == 3 == Support.objects.filter(initiative=target).count()
    page = client_of(one).get(address(source)).content.decode()
    assert "It goes on in another initiative" in page
    assert address(target) in page
    assert StateChange.objects.get(verb="merge").reason == "A bench under a roof."


def test_followers_follow_on_and_enough_together_is_enough(pair, author, other_author, centre):
    source, target = pair
    crowd = [make_member(centre) for _number in range(target.threshold)]
    for person in crowd[:2]:
        actions.support(initiative=source, member=person, at=timezone.now())
    actions.gather(initiative=target, members=crowd[2:], at=timezone.now())
    assert target.answer_due_at is None
    merger = proposed(pair, author)
    actions.agree_to_merger(merger=merger, by=other_author, at=timezone.now())
    target.refresh_from_db()
    assert target.answer_due_at is not None
    assert Follow.objects.on(target).filter(member=crowd[0]).exists()


def test_each_co_author_must_agree(pair, author, other_author, centre, coordinator):
    source, target = pair
    second = make_member(centre)
    asked = actions.invite_coauthor(initiative=target, member=second, by=other_author, at=timezone.now())
    actions.accept_coauthorship(asked=asked, by=second, at=timezone.now())
    merger = proposed(pair, coordinator)
    assert not actions.agree_to_merger(merger=merger, by=author, at=timezone.now())
    assert not actions.agree_to_merger(merger=merger, by=other_author, at=timezone.now())
    source.refresh_from_db()
    assert source.state == "published"
    with pytest.raises(PermissionDenied):
        actions.agree_to_merger(merger=merger, by=coordinator, at=timezone.now())
    assert actions.agree_to_merger(merger=merger, by=second, at=timezone.now())


def test_one_who_declines_says_why_and_nothing_happens(pair, author, other_author, client_of):
    merger = proposed(pair, author)
    page = address(pair[0], f"mergers/{merger.pk}/refusal/")
    assert "This field is required." in client_of(other_author).post(page, {"reason": " "}).content.decode()
    client_of(other_author).post(page, {"reason": "Mine is for the school."})
    merger.refresh_from_db()
    assert merger.decline_reason == "Mine is for the school."
    with pytest.raises(ValidationError, match="decided meanwhile"):
        actions.agree_to_merger(merger=merger, by=other_author, at=timezone.now())
    assert Initiative.objects.filter(state="published").count() == 2


def test_an_answer_ends_an_open_merger(pair, author, other_author, coordinator):
    merger = proposed(pair, author)
    actions.refuse(initiative=pair[1], by=coordinator, at=timezone.now(), reason="Not ours.")
    with pytest.raises(ValidationError, match="decided meanwhile"):
        actions.agree_to_merger(merger=merger, by=other_author, at=timezone.now())


def test_what_cannot_be_merged(pair, author, member, other_centre, coordinator, client_of, centre):
    source, target = pair
    elsewhere = make_published(other_centre, make_member(other_centre))
    answered = lead(make_backed(centre, author), "admit", by=coordinator)
    hidden_draft = make_draft(centre, author)
    for wrong in (source, elsewhere, answered, hidden_draft):
        answer = client_of(author).post(address(source, "mergers/"), {"target": wrong.pk, "reason": "So."})
        assert "Select a valid choice" in answer.content.decode()
        with pytest.raises(ValidationError):
            actions.propose_merger(source=source, target=wrong, reason="So.", by=author, at=timezone.now())
    assert client_of(member).get(address(source, "mergers/")).status_code == 403
    with pytest.raises(PermissionDenied):
        proposed(pair, member)
    proposed(pair, author)
    with pytest.raises(ValidationError, match="proposed already"):
        proposed((target, source), author)
    assert Merger.objects.count() == 1


def test_only_authors_of_the_two_answer(pair, author, member, coordinator, client_of):
    merger = proposed(pair, author)
    for user in (member, coordinator):
        assert client_of(user).post(address(pair[0], f"mergers/{merger.pk}/agreement/")).status_code == 403
        assert client_of(user).post(address(pair[0], f"mergers/{merger.pk}/refusal/")).status_code == 403


def test_the_database_merges_nothing_with_itself(published):
    with pytest.raises(IntegrityError), transaction.atomic():
        Merger.objects.create(source=published, target=published, reason="So.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=published.pk).update(merged_into=published.pk, state="merged")


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_once_merge_once(pair, author, other_author, coordinator):
    merger = proposed(pair, coordinator)
    results: list[bool] = []

    def agree(own: Merger, by: User) -> None:
        results.append(actions.agree_to_merger(merger=own, by=by, at=timezone.now()))

    seen = Merger.objects.select_related("source__centre", "target__centre")  # by each, before anybody agrees
    refused = at_once([partial(agree, seen.get(pk=merger.pk), by) for by in (author, other_author) * 2])
    assert {type(error) for error in refused} <= {ValidationError}
    assert results.count(True) == 1
    assert StateChange.objects.filter(verb="merge").count() == 1
    assert Initiative.objects.get(pk=pair[0].pk).state == "merged"
