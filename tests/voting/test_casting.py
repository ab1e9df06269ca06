"""Casting, changing and taking back a ballot."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from community.members.actions import declare_residency, join
from community.members.models import Centre, User
from community.notifications.models import Notification
from initiatives.voting import actions
from initiatives.voting.choosing import WrongChoices, checked_choices
from initiatives.voting.models import Ballot, CountedBallot, Round, Withdrawal
from initiatives.voting.own import own_ballot
from tests.factories import LIPKA, make_centre, make_member
from tests.racing import at_once
from tests.voting.conftest import make_round, start

MINUTE = dt.timedelta(minutes=1)


def test_the_database_clock_refuses_a_ballot_before_the_opening_and_after_the_close(draft: Round, member: User) -> None:
    round = actions.open_round(round=draft, at=timezone.now())
    with pytest.raises(actions.VotingClosed):
        actions.cast(round=round, member=member, choices=["1"])
    now = timezone.now()
    Round.objects.filter(pk=round.pk).update(opens_at=now - 2 * MINUTE, closes_at=now - dt.timedelta(milliseconds=5))
    # The object in memory still says that voting is going on; only the row counts.
    assert round.closes_at > now
    with pytest.raises(actions.VotingClosed):
        actions.cast(round=round, member=member, choices=["1"])
    assert Ballot.objects.count() == 0
    Round.objects.filter(pk=round.pk).update(closes_at=now + MINUTE)
    actions.cast(round=round, member=member, choices=["1"])
    assert Ballot.objects.count() == 1


def test_withdrawing_after_the_close_is_refused_too(
    opened: Round, member: User, finish: Callable[[Round], Round]
) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    finish(opened)
    with pytest.raises(actions.VotingClosed):
        actions.withdraw(round=opened, member=member)
    assert Ballot.objects.count() == 1


def test_a_round_whose_rules_are_not_frozen_takes_no_ballot(draft: Round, member: User) -> None:
    with pytest.raises(TypeError):
        checked_choices(draft, ["1"])
    assert not Round.objects.open(at=timezone.now()).filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ([], "You have not chosen anything yet. Tick at least one project."),
        (["1", "2", "3"], "You chose 3 projects, and 2 are allowed. Untick some."),
        (["1", "1"], "A project was sent twice. Each project counts once; please look at your choices again."),
        (["9"], "One of the choices is not on this ballot. Please look at your choices again."),
        (["1", ""], "One of the choices is not on this ballot. Please look at your choices again."),
    ],
)
def test_choices_that_break_the_rules_are_told_and_not_stored(
    opened: Round, member: User, choices: list[str], told: str
) -> None:
    with pytest.raises(WrongChoices) as refusal:
        actions.cast(round=opened, member=member, choices=choices)
    assert str(refusal.value) == told
    assert Ballot.objects.count() == 0


@given(st.lists(st.sampled_from(["1", "2", "3", "4", "", "x"]), max_size=6))
def test_what_is_accepted_is_always_a_ballot_in_order(choices: list[str]) -> None:
    rules = {"ballot": {"kind": "approval", "min": 1, "max": 2}, "projects": [{"id": "3"}, {"id": "1"}, {"id": "2"}]}
    try:
        chosen = checked_choices(Round(rules=rules), choices)
    except WrongChoices:
        assert len(set(choices)) != len(choices) or not 1 <= len(choices) <= 2 or not set(choices) <= {"1", "2", "3"}
    else:
        assert sorted(chosen) == sorted(choices)
        assert chosen == sorted(chosen, key=["3", "1", "2"].index)


def test_a_declared_resident_votes_where_declaring_is_enough(opened: Round, newcomer: User, centre: Centre) -> None:
    with pytest.raises(actions.NotEligible):
        actions.cast(round=opened, member=newcomer, choices=["1"])
    now = timezone.now()
    declare_residency(membership=join(member=newcomer, centre=centre, at=now), at=now)
    actions.cast(round=opened, member=newcomer, choices=["1"])
    assert Ballot.objects.count() == 1


def test_only_verified_residents_vote_where_the_round_says_so(
    centre: Centre, member: User, newcomer: User, outsider: User
) -> None:
    round = start(make_round(centre, eligibility="verified"))
    now = timezone.now()
    declare_residency(membership=join(member=newcomer, centre=centre, at=now), at=now)
    for stranger in (newcomer, outsider):
        with pytest.raises(actions.NotEligible):
            actions.cast(round=round, member=stranger, choices=["1"])
    actions.cast(round=round, member=member, choices=["1"])
    assert Ballot.objects.count() == 1


def test_the_voter_is_told_once_and_without_what_was_chosen(
    opened: Round, member: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        receipt = actions.cast(round=opened, member=member, choices=["1"])
        actions.cast(round=opened, member=member, choices=["2"])
    told = Notification.objects.get(recipient=member)
    assert (told.kind, told.title) == ("voting.ballot_cast", "Budget of the riverbank")
    assert receipt not in repr(vars(told))
    assert "Benches" not in repr(vars(told))


def test_the_mail_says_that_a_ballot_was_cast(opened: Round, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    told = Notification.objects.get(recipient=member)
    context = {"title": told.title, "target": opened, "centre": opened.centre, "recipient": member, "url": told.url}
    for ending in ("subject.txt", "txt", "html"):
        assert "A ballot was cast in your name" in render_to_string(f"{told.template}.{ending}", context)


def test_a_withdrawn_ballot_is_gone_and_may_be_cast_again(opened: Round, member: User) -> None:
    receipt = actions.cast(round=opened, member=member, choices=["1"])
    assert actions.withdraw(round=opened, member=member)
    assert not actions.withdraw(round=opened, member=member)
    assert list(Withdrawal.objects.values_list("receipt", flat=True)) == [receipt]
    assert own_ballot(round=opened, member=member) is None
    assert actions.cast(round=opened, member=member, choices=["3"]) == receipt
    assert Withdrawal.objects.count() == 0


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_one_person_on_sixteen_connections_at_once_has_one_ballot(finish: Callable[[Round], Round]) -> None:
    round = start(make_round(make_centre(**LIPKA)))
    member = make_member(round.centre)
    receipts: list[str] = []

    def vote(mine: Round, number: int) -> None:
        receipts.append(actions.cast(round=mine, member=member, choices=[str(number % 3 + 1)]))

    seen = Round.objects.select_related("centre")  # by each, before anybody votes
    assert at_once([partial(vote, seen.get(pk=round.pk), number) for number in range(16)]) == []
    assert len(receipts) == 16
    assert len(set(receipts)) == 1
    assert Ballot.objects.count() == 1
    assert Notification.objects.filter(recipient=member).count() == 1
    actions.close(round=finish(round))
    assert CountedBallot.objects.count() == 1


@pytest.mark.django_db
def test_whoever_has_still_to_declare_is_told_of_everything_at_once(
    opened: Round, centre: Centre, client_of: Callable[[User], Client]
) -> None:
    newcomer = make_member(centre, verified=False)
    ballot = reverse("voting:ballot-cast", kwargs={"centre": centre.slug, "pk": opened.pk})
    page = client_of(newcomer).post(ballot, {"choices": ["99"]}).text
    assert 'name="lives_here"' in page
    assert "Please confirm that you live here" in page
    assert "Please confirm that you live here" in client_of(newcomer).post(ballot, {"choices": ["1"]}).text
    assert not Ballot.objects.exists()
    assert client_of(newcomer).post(ballot, {"choices": ["1"], "lives_here": "on"}).status_code == 302
