"""Only the database's clock opens and closes a vote, however wrong a process's own clock goes."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import DateTimeField, Value
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, User
from initiatives.voting import actions, tasks
from initiatives.voting.models import Ballot, DailyHead, Round
from tests.voting.looking import chain_of

SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)
# In the night of 25 October 2026 clocks in Warsaw go from 03:00 back to 02:00, at 01:00 UTC;
# in the night of 28 March 2027 from 02:00 on to 03:00, at 01:00 UTC.
AUTUMN = dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC)
SPRING = dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC)

Says = Callable[[dt.datetime], None]


@pytest.fixture
def database_says(monkeypatch: pytest.MonkeyPatch) -> Says:
    def says(moment: dt.datetime) -> None:
        def stopped(_now: Now, compiler: Any, _connection: Any, **_context: Any) -> Any:
            return compiler.compile(Value(moment, output_field=DateTimeField()))

        monkeypatch.setattr(Now, f"as_{connection.vendor}", stopped)

    return says


@pytest.fixture
def process_is_ahead_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.timedelta], None]:
    def ahead(skew: dt.timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: dt.datetime.now(dt.UTC) + skew)

    return ahead


def closing(round: Round, at: dt.datetime) -> Round:
    """The round, as if it and its centre had been there for days."""
    Centre.objects.update(opened_at=at - dt.timedelta(days=9))
    Round.objects.filter(pk=round.pk).update(
        opens_at=at - dt.timedelta(days=3), closes_at=at, objections_until=at + dt.timedelta(days=7)
    )
    return Round.objects.select_related("centre").get(pk=round.pk)


def send_ballot(client: Client, round: Round) -> Any:
    address = reverse("voting:ballot-cast", kwargs={"centre": round.centre.slug, "pk": round.pk})
    return client.post(address, {"choices": ["1"]})


@pytest.mark.engine
@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_a_vote_a_second_before_the_close_counts_and_one_a_second_after_is_told_it_came_late(
    opened: Round,
    member: User,
    client_of: Callable[[User], Client],
    database_says: Says,
    process_is_ahead_by: Callable[[dt.timedelta], None],
    minutes: int,
) -> None:
    client = client_of(member)
    closes_at = timezone.now()
    process_is_ahead_by(dt.timedelta(minutes=minutes))
    round = closing(opened, closes_at)
    database_says(closes_at)
    refused = send_ballot(client, round)
    database_says(closes_at + SECOND)
    also_refused = send_ballot(client, round)
    assert [refused.status_code, also_refused.status_code, Ballot.objects.count()] == [409, 409, 0]
    assert "Your ballot was not stored" in refused.text
    database_says(closes_at - SECOND)
    assert send_ballot(client, round).status_code == 302
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("minutes", [-5, 5])
def test_the_form_is_shown_by_the_same_clock_as_the_ballot_is_taken(
    opened: Round,
    member: User,
    client_of: Callable[[User], Client],
    database_says: Says,
    process_is_ahead_by: Callable[[dt.timedelta], None],
    minutes: int,
) -> None:
    client = client_of(member)
    closes_at = timezone.now()
    process_is_ahead_by(dt.timedelta(minutes=minutes))
    round = closing(opened, closes_at)
    address = reverse("voting:ballot-cast", kwargs={"centre": round.centre.slug, "pk": round.pk})
    results = reverse("voting:round-results", kwargs={"centre": round.centre.slug, "pk": round.pk})
    database_says(closes_at - SECOND)
    assert 'name="choices"' in client.get(address).text
    assert client.get(results).status_code == 302
    database_says(closes_at + SECOND)
    assert "Voting is closed" in client.get(address).text
    assert client.get(results).status_code == 200


@pytest.mark.engine
@pytest.mark.parametrize("minutes", [-5, 5])
def test_the_box_is_not_opened_sooner_by_a_clock_that_is_ahead(
    opened: Round,
    database_says: Says,
    process_is_ahead_by: Callable[[dt.timedelta], None],
    minutes: int,
) -> None:
    closes_at = timezone.now()
    process_is_ahead_by(dt.timedelta(minutes=minutes))
    round = closing(opened, closes_at)
    database_says(closes_at + 59 * SECOND)
    with pytest.raises(actions.TooEarly):
        actions.close(round=round)
    assert tasks.close_due_rounds.func() == []
    database_says(closes_at + 60 * SECOND)
    assert tasks.close_due_rounds.func() == [round.pk]


@pytest.mark.engine
@pytest.mark.parametrize("night", [AUTUMN, SPRING], ids=["autumn", "spring"])
def test_in_the_night_when_clocks_change_a_vote_closes_once(
    opened: Round, member: User, database_says: Says, night: dt.datetime
) -> None:
    # In autumn this is the second 02:30 of that night, in spring 03:30, which comes half an hour after 01:59.
    closes_at = night + HOUR / 2
    round = closing(opened, closes_at)
    # In autumn the wall clock says 02:45 here for the first time: later than the close, and yet before it.
    database_says(closes_at - 3 * HOUR / 4)
    receipt = actions.cast(round=round, member=member, choices=["1"])
    database_says(closes_at - SECOND)
    assert actions.cast(round=round, member=member, choices=["2"]) == receipt
    for late in (0 * SECOND, SECOND, HOUR):
        database_says(closes_at + late)
        with pytest.raises(actions.VotingClosed):
            actions.cast(round=round, member=member, choices=["3"])
    database_says(closes_at + 60 * SECOND)
    assert actions.close(round=round).ballots == 1
    assert list(round.contents.values_list("choices", flat=True)) == [["2"]]


@pytest.mark.parametrize("night", [AUTUMN, SPRING], ids=["autumn", "spring"])
def test_every_day_has_one_notice_though_one_has_23_hours_and_one_25(
    opened: Round, database_says: Says, night: dt.datetime
) -> None:
    round = closing(opened, night + 48 * HOUR)
    DailyHead.objects.filter(round=round).delete()
    for hour in range(-24, 48):
        database_says(night + hour * HOUR)
        tasks.publish_daily_heads.func()
    dates = [dt.date.fromisoformat(notice["date"]) for notice in chain_of(round)]
    assert dates == [night.date() + dt.timedelta(days=days) for days in (-1, 0, 1, 2)][: len(dates)]
    assert len(dates) >= 3


@pytest.mark.parametrize("typed", ["2026-10-25T02:30", "2027-03-28T02:30"], ids=["twice", "never"])
def test_a_time_that_a_night_has_twice_or_never_is_refused_at_its_field(
    draft: Round, coordinator: User, centre: Centre, client_of: Callable[[User], Client], typed: str
) -> None:
    address = reverse("voting:round-edit", kwargs={"centre": centre.slug, "pk": draft.pk})
    client = client_of(coordinator)
    page = client.post(address, {"opens_at": "2026-10-01T08:00", "closes_at": typed})
    assert page.status_code == 200
    (said,) = page.context["form"].errors["closes_at"]
    assert "it may be ambiguous or it may not exist" in said
    assert Round.objects.get(pk=draft.pk).closes_at == draft.closes_at
