"""Votes in every phase, for the tests of this room."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from community.members.models import Centre, User
from initiatives.voting import actions
from initiatives.voting.models import Project, Round
from tests.factories import make_member
from tests.voting.fire import House
from tests.voting.worlds import World, databases, files

DAY = dt.timedelta(days=1)

PROJECTS = [("Benches by the river", 300_000), ("A drying rack for plums", 450_000), ("Lamps on Mill Street", 800_000)]


@pytest.fixture
def draft(centre: Centre) -> Round:
    """Three projects, 10,000.00 to spend, opens in an hour."""
    return make_round(centre)


@pytest.fixture
def opened(draft: Round) -> Round:
    """Frozen two hours ago, open for an hour, closes tomorrow."""
    return start(draft)


@pytest.fixture
def finish() -> Callable[[Round], Round]:
    return finished


def make_round(centre: Centre, **fields: Any) -> Round:
    now = timezone.now()
    facts: dict[str, Any] = {
        "language": centre.language,
        "title": "Budget of the riverbank",
        "summary": "Ten thousand for the riverbank.",
        "currency": centre.currency,
        "budget": 1_000_000,
        "opens_at": now + dt.timedelta(hours=1),
        "closes_at": now + DAY,
        "max_choices": 2,
    }
    round = actions.save_round(round=Round(centre=centre, **facts | fields))
    actions.name_certifiers(round=round, members=[make_member(centre, "editor") for _half in range(2)])
    for title, cost in PROJECTS:
        actions.save_project(project=Project(round=round, title=title, cost=cost, category="nature"))
    return round


def start(round: Round) -> Round:
    """Opens voting an hour ago: the clock is the database's, so tests move the dates."""
    now = timezone.now()
    round.opens_at = now - dt.timedelta(hours=1)
    actions.save_round(round=round)
    return actions.open_round(round=round, at=now - dt.timedelta(hours=2))


def finished(round: Round, at: dt.datetime | None = None) -> Round:
    """Moves the whole vote into the past, so that its box may be opened."""
    past = (at or timezone.now()) - dt.timedelta(minutes=2)
    Round.objects.filter(pk=round.pk).update(opens_at=past - DAY, closes_at=past)
    Round.objects.filter(pk=round.pk, papers_until__isnull=False).update(papers_until=past)
    return Round.objects.select_related("centre").get(pk=round.pk)


@pytest.fixture(scope="session")
def quiet_house() -> Iterator[House]:
    house = House("-c", "autovacuum=off")
    yield house
    house.demolish()


@pytest.fixture
def world(tmp_path: Path, request: pytest.FixtureRequest) -> World:
    """Opens copies of what the test has committed."""
    if connection.vendor == "sqlite":
        return files(tmp_path)
    return databases(tmp_path, request.getfixturevalue("quiet_house"))


@pytest.fixture
def names(coordinator: User, editor: User) -> tuple[User, User]:
    return coordinator, editor


@pytest.fixture
def counted(centre: Centre, names: tuple[User, User]) -> Round:
    """Twelve ballots, counted; objections are still heard."""
    round = make_round(centre)
    actions.name_certifiers(round=round, members=names)
    round = start(round)
    for number in range(12):
        actions.cast(round=round, member=make_member(centre), choices=[str(number % 2 + 1)])
    round = finished(round)
    actions.close(round=round)
    actions.count(round=round)
    return Round.objects.select_related("centre", "closure").get(pk=round.pk)
