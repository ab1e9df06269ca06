"""Two worlds: the same people vote, but two of them have swapped their choices. Nobody can tell which world it is.

After the close everything that somebody could carry away is the same byte for byte: the whole database, the log at its
most talkative, every mail, every published file and page. And a close that is killed anywhere leaves no other bytes.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.export import gather
from community.members.models import User
from community.operations.mail import as_row
from initiatives.voting import actions, exports
from initiatives.voting.models import Ballot, Round, Withdrawal
from initiatives.voting.own import own_ballot
from tests.factories import LIPKA, make_centre, make_member
from tests.voting.conftest import PROJECTS, finished, make_round, start
from tests.voting.dying import Call, Statement, killed_at
from tests.voting.worlds import World, whole_dump

pytestmark = [pytest.mark.engine, pytest.mark.django_db(transaction=True)]

VOTERS = 12
# The last two after the commit, while the key is destroyed.
KILLED_AT = (*map(Statement, (1, 5, 9, 14, 18, 22)), Call("os.fsync"), Call("pathlib.Path.unlink"))


class Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def talkative_log() -> Iterator[list[str]]:
    """What LOCER_LOG_LEVEL=DEBUG would write."""
    root, lines = logging.getLogger(), Lines()
    before = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    try:
        yield lines.lines
    finally:
        root.removeHandler(lines)
        root.setLevel(before)


@pytest.fixture
def round(settings: Any) -> Round:
    settings.MAILERS = {
        "default": {"BACKEND": "community.operations.mail.OutboxBackend"},
        "carrier": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
    }
    return start(make_round(make_centre(**LIPKA)))


@pytest.fixture
def voters(round: Round, client_of: Callable[[User], Client]) -> list[tuple[User, Client]]:
    members = [make_member(round.centre) for _number in range(VOTERS)]
    return [(member, client_of(member)) for member in members]


def vote_all(
    round: Round, voters: list[tuple[User, Client]], choices: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Everybody votes in a browser: badly, then while the database fails, then well. What was logged."""
    ballot, receipt = (
        reverse(f"voting:{name}", kwargs={"centre": round.centre.slug, "pk": round.pk})
        for name in ("ballot-cast", "receipt-show")
    )
    with talkative_log() as log:
        for (_member, client), chosen in zip(voters, choices, strict=True):
            assert client.post(ballot, {"choices": [*chosen, "9"]}).status_code == 200
            with monkeypatch.context() as patch:
                patch.setattr(Withdrawal.objects, "filter", fail)
                assert client.post(ballot, {"choices": chosen}).status_code == 503
            assert client.post(ballot, {"choices": chosen}).status_code == 302
            assert client.get(receipt).status_code == 200
    return log


def fail(*_arguments: Any, **_facts: Any) -> Any:
    raise OperationalError("the database went away in the middle")


def what_is_left(
    round: Round, voters: list[tuple[User, Client]], choices: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """Everything that somebody could carry away after the box was closed and counted."""
    noon = timezone.now()
    mail.outbox.clear()
    log = vote_all(round, voters, choices, monkeypatch)
    with talkative_log() as more:
        actions.publish_head(round=round, at=noon + dt.timedelta(days=1))
        close_and_count(finished(round, at=noon))
    over = Round.objects.select_related("centre", "closure").get(pk=round.pk)
    results = reverse("voting:round-results", kwargs={"centre": round.centre.slug, "pk": round.pk})
    return {
        "log": log + more,
        "mails": [as_row(message) for message in mail.outbox],  # type: ignore[arg-type]
        "database": whole_dump().splitlines(),
        "files": {name: make(over) for name, make in exports.published(over).items()},
        "page": Client().get(results).content,
        "own data": [gather(member) for member, _client in voters],
    }


def close_and_count(over: Round) -> None:
    actions.close(round=over)
    actions.count(round=over)


def test_two_voters_who_swap_their_choices_leave_the_same_bytes_everywhere(
    round: Round, voters: list[tuple[User, Client]], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = [["1"], ["2", "3"], *[["2"]] * (VOTERS - 2)]
    swapped = [choices[1], choices[0], *choices[2:]]
    another = [["1"], ["1"], *choices[2:]]
    with time_machine.travel(timezone.now(), tick=False):
        worlds = []
        for number, cast in enumerate((choices, swapped, another)):
            with world(f"world{number}"):
                worlds.append(what_is_left(round, voters, cast, monkeypatch))
    one, other, third = worlds
    for kind in one:
        assert one[kind] == other[kind], kind
    # What would have shown a difference, had there been one.
    assert one["database"] != third["database"]
    assert one["files"] != third["files"]
    assert len(one["mails"]) == VOTERS
    assert any("Service Unavailable" in line for line in one["log"])
    for kind in ("mails", "log"):
        assert one[kind] == third[kind], kind


def test_while_voting_is_open_no_log_mail_or_table_holds_a_receipt_or_a_choice(
    round: Round, voters: list[tuple[User, Client]], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world("open"):
        mail.outbox.clear()
        log = vote_all(round, voters, [["1", "3"]] * VOTERS, monkeypatch)
        own = [own_ballot(round=round, member=member) for member, _client in voters]
        assert [ballot and ballot.choices for ballot in own] == [["1", "3"]] * VOTERS
        kept = whole_dump().decode() + repr(log) + repr([as_row(message) for message in mail.outbox])  # type: ignore[arg-type]
        handles = Ballot.objects.values_list("handle", flat=True)
        assert all(handle in kept for handle in handles)
        assert [ballot for ballot in own if ballot and ballot.receipt in kept] == []
        told = repr(log) + repr([as_row(message) for message in mail.outbox])  # type: ignore[arg-type]
        assert not any(title in told for title, _cost in PROJECTS)
        assert not any(handle in told for handle in handles)


def test_a_close_killed_anywhere_and_repeated_leaves_the_same_bytes_as_one_left_in_peace(
    round: Round, voters: list[tuple[User, Client]], world: World
) -> None:
    for number, (member, _client) in enumerate(voters):
        actions.cast(round=round, member=member, choices=[str(number % 3 + 1)])
    actions.publish_head(round=round, at=timezone.now() + dt.timedelta(days=1))
    over = finished(round)
    with world("peace"):
        close_and_count(over)
        peace = whole_dump()
        assert list(django_settings.KEYS.glob("*.key")) == []
    for number, place in enumerate(KILLED_AT):
        with world(f"killed_{number}"):
            assert killed_at(place, partial(close_and_count, over)), place
            close_and_count(Round.objects.select_related("centre").get(pk=round.pk))
            assert whole_dump() == peace, place
            assert list(django_settings.KEYS.glob("*.key")) == []
