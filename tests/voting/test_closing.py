"""Opening the box: once, entirely or not at all, and the same each time."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.actions import undo_verification
from community.members.models import Centre, Membership, User
from initiatives.voting import actions, keys, tasks
from initiatives.voting.counting import commitment
from initiatives.voting.models import (
    Ballot,
    Closure,
    CountedBallot,
    CountedReceipt,
    Participation,
    Round,
    RoundResult,
    Uncounted,
)
from initiatives.voting.secrecy import receipt_of
from tests.factories import LIPKA, make_centre, make_member
from tests.voting.conftest import DAY, finished, make_round, start
from tests.voting.dying import Statement, killed_at
from tests.voting.looking import dump
from tests.voting.papering import confirm, on_paper, out_of_the_urn


@pytest.fixture
def cast_round(opened: Round, centre: Centre) -> Round:
    """Five ballots in the box, voting over."""
    for number in range(5):
        actions.cast(round=opened, member=make_member(centre), choices=[str(number % 3 + 1)])
    return finished(opened)


def test_a_box_is_not_opened_before_a_minute_after_the_close(cast_round: Round) -> None:
    Round.objects.filter(pk=cast_round.pk).update(closes_at=timezone.now())
    with pytest.raises(actions.TooEarly):
        actions.close(round=cast_round)
    assert Ballot.objects.count() == 5


def test_people_receipts_and_contents_are_equally_many_and_the_boxes_gone(cast_round: Round) -> None:
    closure = actions.close(round=cast_round)
    assert closure.ballots == Participation.objects.count() == CountedReceipt.objects.count() == 5
    assert [ballot.choices for ballot in CountedBallot.objects.order_by("position")] == [
        ["1"],
        ["1"],
        ["2"],
        ["2"],
        ["3"],
    ]
    assert Ballot.objects.count() == 0
    assert len(closure.seed) == 64


def test_the_key_is_destroyed_only_after_the_commit(
    cast_round: Round, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    path = keys.path_of(cast_round.pk)
    with django_capture_on_commit_callbacks() as callbacks:
        actions.close(round=cast_round)
        assert path.exists()
    for callback in callbacks:
        callback()
    assert not path.exists()


def test_a_second_close_changes_nothing_and_finishes_what_the_first_left(
    cast_round: Round, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    actions.close(round=cast_round)  # whose process died before its commit was followed up: the key still lies there
    before = dump()
    assert keys.leftovers() == [cast_round.pk]
    with django_capture_on_commit_callbacks(execute=True):
        actions.close(round=cast_round)
    assert dump() == before
    assert keys.leftovers() == []


def test_an_error_in_the_middle_leaves_everything_as_it_was(cast_round: Round) -> None:
    handle = Ballot.objects.values_list("handle", flat=True).first()
    CountedReceipt.objects.create(round=cast_round, receipt=receipt_of(str(handle)))
    before = dump()
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.close(round=cast_round)
    assert dump() == before
    assert Ballot.objects.count() == 5


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_close_killed_at_any_statement_and_repeated_writes_the_same_bytes() -> None:
    round = on_paper(make_centre(**LIPKA))
    for number in range(4):
        actions.cast(round=round, member=make_member(round.centre), choices=[str(number % 3 + 1)])
    out_of_the_urn(round, 1, 2)
    confirm(round, 1, ["1"], (make_member(round.centre), make_member(round.centre)))
    actions.key_in(round=round, number=2, choices=["1"], by=make_member(round.centre))
    actions.publish_head(round=round, at=round.closes_at)
    over = finished(round)
    before = dump()
    killed = 0
    while killed_at(Statement(killed + 1), partial(actions.close, round=over)):
        killed += 1
        assert dump() == before
        assert keys.path_of(over.pk).exists()
    assert killed > 10
    assert not keys.path_of(over.pk).exists()
    assert Closure.objects.get().ballots == 5
    first = dump()
    actions.close(round=over)
    assert dump() == first


def test_a_ballot_of_somebody_who_may_not_vote_any_more_is_named(centre: Centre, member: User) -> None:
    round = start(make_round(centre, eligibility="verified"))
    receipt = actions.cast(round=round, member=member, choices=["1"])
    undo_verification(membership=Membership.objects.get(member=member, centre=centre))
    actions.close(round=finished(round))
    assert list(Uncounted.objects.values_list("receipt", "reason")) == [(receipt, "nobody")]
    assert Participation.objects.count() == 0


def test_without_the_key_a_box_stays_shut_and_nothing_is_lost(cast_round: Round) -> None:
    held = keys.path_of(cast_round.pk).rename(keys.path_of(cast_round.pk).with_suffix(".held"))
    tasks.close_due_rounds.func()
    assert (Ballot.objects.count(), Closure.objects.count()) == (5, 0)
    held.rename(keys.path_of(cast_round.pk))
    tasks.close_due_rounds.func()
    assert (Ballot.objects.count(), Closure.objects.count()) == (0, 1)


def test_the_worker_closes_counts_and_clears_up(
    cast_round: Round, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.close_due_rounds.func() == [cast_round.pk]
    assert sorted(RoundResult.objects.values_list("rule", flat=True)) == ["equal-shares", "greedy"]
    assert not keys.path_of(cast_round.pk).exists()
    kept = dump()
    assert tasks.close_due_rounds.func() == []
    assert dump() == kept


def test_the_seed_is_the_one_that_was_promised(cast_round: Round) -> None:
    closure = actions.close(round=cast_round)
    assert commitment(closure.seed) == cast_round.rules["count"]["seed_sha256"]


def test_counting_twice_gives_the_same_results(cast_round: Round) -> None:
    actions.close(round=cast_round)
    actions.count(round=cast_round)
    before = dump()
    actions.count(round=cast_round)
    assert dump() == before


def test_the_roll_is_forgotten_a_month_after_the_time_to_object(cast_round: Round) -> None:
    actions.close(round=cast_round)
    kept, forgotten = dt.timedelta(days=29), dt.timedelta(days=31)
    long_ago = timezone.now() - dt.timedelta(days=90)
    Round.objects.filter(pk=cast_round.pk).update(opens_at=long_ago - DAY, closes_at=long_ago)
    Round.objects.filter(pk=cast_round.pk).update(objections_until=timezone.now() - kept)
    assert tasks.forget_rolls.func() == 0
    Round.objects.filter(pk=cast_round.pk).update(objections_until=timezone.now() - forgotten)
    assert tasks.forget_rolls.func() == 5
    assert (Participation.objects.count(), CountedReceipt.objects.count()) == (0, 5)
