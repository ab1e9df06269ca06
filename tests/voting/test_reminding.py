"""On the day before the close, those who may vote and have not are reminded: once, and without a trace of whom."""

import datetime as dt
import zoneinfo
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from community.members.models import Centre, User
from community.notifications.actions import prefer, stop_kind
from community.notifications.models import Notification, Wish
from community.operations.models import OutgoingMail
from initiatives.voting import actions, tasks
from initiatives.voting.actions import reminding
from initiatives.voting.models import Reminder, Round
from tests.factories import make_member
from tests.notifications import carrier
from tests.racing import at_once
from tests.voting.conftest import DAY, make_round, start

KIND = "voting.closes_soon"
WARSAW = zoneinfo.ZoneInfo("Europe/Warsaw")


def reminded() -> list[str]:
    return sorted(sent.to[0] for sent in mail.outbox if "You have not voted yet" in sent.subject)


def remind(round: Round) -> int:
    return actions.remind(round=round, at=timezone.now())


def test_who_may_vote_and_has_not_is_reminded_once(
    opened: Round, member: User, centre: Centre, outsider: User, newcomer: User
) -> None:
    voter, undeclared = make_member(centre), make_member(centre, verified=False)
    actions.cast(round=opened, member=voter, choices=["1"])
    everybody = {membership.member.email for membership in centre.memberships.select_related("member")}
    told = everybody - {voter.email, undeclared.email}
    assert member.email in told
    assert remind(opened) == len(told)
    assert reminded() == sorted(map(str, told))
    assert remind(opened) == 0
    assert len(reminded()) == len(told)


def test_who_took_a_ballot_back_is_reminded_and_who_took_paper_is_not(centre: Centre, member: User) -> None:
    round = start(make_round(centre, paper=Round.Paper.PAPER))
    on_paper = make_member(centre)
    actions.cast(round=round, member=member, choices=["1"])
    actions.withdraw(round=round, member=member)
    actions.print_papers(round=round, size=1, typeset=lambda *_: b"")
    actions.issue_paper(round=round, member=on_paper, at=timezone.now())
    remind(round)
    assert member.email in reminded()
    assert on_paper.email not in reminded()


def test_it_goes_on_where_it_stopped(opened: Round, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [make_member(centre) for _number in range(5)]
    monkeypatch.setattr(reminding, "AT_ONE_TIME", 2)
    first = reminding.remind_some(opened, timezone.now())
    assert first == len(reminded()) <= 2
    remind(opened)
    assert {str(person.email) for person in people} <= set(reminded())
    assert len(reminded()) == len(set(reminded()))
    latecomer = make_member(centre)
    remind(opened)
    assert reminded().count(str(latecomer.email)) == 1


def test_nothing_says_afterwards_whom_it_reached(
    opened: Round, member: User, commit: Any, settings: Any, client_of: Any
) -> None:
    settings.PUSH_CARRIER = "tests.notifications.carrier.take"
    carrier.forget()
    browser = carrier.make_device(member)
    with commit():
        remind(opened)
    assert member.email in reminded()
    assert [message["url"] for message in browser.heard] == [f"/en/lipka/votes/{opened.pk}/"]
    assert not Notification.objects.filter(kind=KIND).exists()
    assert not OutgoingMail.objects.exists()
    assert [(row.round_id, type(row.up_to)) for row in Reminder.objects.all()] == [(opened.pk, int)]
    assert sorted(field.name for field in Reminder._meta.get_fields()) == ["round", "up_to"]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_who_wants_no_mail_of_votes_or_of_reminders_gets_none(opened: Round, centre: Centre) -> None:
    quiet, stopped, daily = (make_member(centre) for _number in range(3))
    prefer(member=quiet, choices={"voting": Wish.NONE})
    prefer(member=daily, choices={"voting": Wish.DAILY})
    stop_kind(member=stopped, kinds=[KIND])
    remind(opened)
    assert {quiet.email, stopped.email}.isdisjoint(reminded())
    assert daily.email in reminded()


def test_the_mail_says_until_when_in_the_centres_time(opened: Round, member: User) -> None:
    midnight = dt.datetime(2031, 7, 10, 22, 0, tzinfo=dt.UTC)
    Round.objects.filter(pk=opened.pk).update(closes_at=midnight, objections_until=None, results_at=None)
    opened.refresh_from_db()
    remind(opened)
    [sent] = [sent for sent in mail.outbox if sent.to == [member.email]]
    assert "July 10, 2031, 11:59 p.m." in sent.body
    assert "Nobody keeps a list" in sent.body
    assert "List-Unsubscribe" in sent.extra_headers


def test_its_time_is_the_day_before_the_last_one_from_nine_in_the_morning(opened: Round) -> None:
    opened.closes_at = dt.datetime(2031, 7, 11, 0, 0, tzinfo=WARSAW)  # the tenth is the last day

    def on(day: int, hour: int) -> bool:
        return actions.is_time_to_remind(opened, at=dt.datetime(2031, 7, day, hour, 0, tzinfo=WARSAW))

    assert [on(8, 23), on(9, 8), on(9, 9), on(9, 23), on(10, 12), on(10, 23)] == [False, False, True, True, True, True]
    assert not actions.is_time_to_remind(opened, at=dt.datetime(2031, 7, 10, 23, 30, tzinfo=WARSAW))


def test_a_round_that_knows_no_accounts_reminds_nobody(opened: Round) -> None:
    opened.identifier = Round.Identifier.LETTER
    assert not actions.is_time_to_remind(opened, at=opened.closes_at - dt.timedelta(hours=2))


def test_the_worker_reminds_of_what_closes_soon_only(centre: Centre, member: User) -> None:
    soon, later = (start(make_round(centre, title=title)) for title in ("Soon", "Later"))
    Round.objects.filter(pk=soon.pk).update(closes_at=timezone.now() + dt.timedelta(hours=2))
    Round.objects.filter(pk=later.pk).update(closes_at=timezone.now() + 5 * DAY)
    tasks.remind_of_the_close.func()
    tasks.remind_of_the_close.func()
    mine = [sent.subject for sent in mail.outbox if sent.to == [member.email]]
    assert mine == ["You have not voted yet, and voting closes soon: Soon"]


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_nobody_twice(opened: Round, centre: Centre) -> None:
    people = [make_member(centre) for _number in range(6)]
    assert at_once([lambda: remind(opened)] * 4) == []
    assert {str(person.email) for person in people} <= set(reminded())
    assert len(reminded()) == len(set(reminded()))
