"""Two hundred people vote at once while the database is restarted and a web process dies: what was acknowledged stands.

On PostgreSQL only: SQLite has no server that could be restarted.
"""

import datetime as dt
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import connections
from django.utils import timezone, translation

from community.notifications.models import Notification
from community.notifications.tasks import mail_late_notifications
from community.operations.models import Heartbeat, OutgoingMail
from initiatives.voting import actions
from initiatives.voting.actions.ballots import lock_voter
from initiatives.voting.models import Ballot, CountedReceipt, Participation, Round, Uncounted
from initiatives.voting.own import own_ballot
from tests.factories import JAVORINA, LIPKA, make_centre, make_member
from tests.racing import at_once
from tests.voting.conftest import finished, make_round, start
from tests.voting.fire import House, Voter
from tests.voting.looking import chain_of

pytestmark = [
    pytest.mark.engine,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite needs no server"),
]

CLIENTS = 200
ONE_PERSON = 32


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    house = House("-c", "synchronous_commit=on")  # what was acknowledged outlives the server's own death
    try:
        with django_db_blocker.unblock():
            house.copy_tables()
        yield house
    finally:
        house.demolish()


@pytest.fixture(autouse=True)
def inside(house: House) -> Iterator[None]:
    with house.entered():
        yield


def test_what_was_acknowledged_is_stored_though_the_database_and_a_process_die(house: House) -> None:
    # Closes in a week, so that the workers remind nobody of that yet: here the mails about ballots are counted.
    round = start(make_round(make_centre(**LIPKA), closes_at=timezone.now() + dt.timedelta(days=7)))
    ports = [house.start_web()]
    one = make_member(round.centre)
    members = [one] * ONE_PERSON + [make_member(round.centre) for _rest in range(CLIENTS - ONE_PERSON)]
    house.wait_for(ports[0])
    ports.append(house.start_web())
    voters = [Voter(member, round, ports[::-1] if n % 2 else ports) for n, member in enumerate(members)]
    house.wait_for(ports[1])

    restarted = vote_under_fire(house, voters, ports)

    assert sum(len(voter.setbacks) for voter in voters) > 0
    assert [len(voter.acknowledged) for voter in voters] == [2] * CLIENTS
    last = {voter.member: voter.acknowledged[-1] for voter in voters[ONE_PERSON:]}
    stored = {member: own_ballot(round=round, member=member).choices for member in last}  # type: ignore[union-attr]
    assert stored == last
    ours = own_ballot(round=round, member=one)
    assert ours is not None
    assert ours.choices in [voter.acknowledged[-1] for voter in voters[:ONE_PERSON]]
    people = len(last) + 1
    assert Ballot.objects.count() == people
    once_each = dict.fromkeys([member.pk for member in [one, *last]], 1)
    eventually(lambda: Counter(Notification.objects.values_list("recipient", flat=True)) == once_each)
    eventually(lambda: Heartbeat.objects.filter(beat_at__gt=restarted).count() >= len(ports))
    Notification.objects.update(created_at=timezone.now() - dt.timedelta(minutes=5))
    mail_late_notifications.func()  # beside the workers, who are at the same; from here, it goes to pytest's outbox
    assert OutgoingMail.objects.count() + len(mail.outbox) == people

    notices = check_chain(round)
    assert notices[-1]["count"] == people
    check_count(round, [*last.values(), ours.choices])  # type: ignore[list-item]


def test_while_the_database_is_away_pages_say_come_back_and_come_back_themselves(house: House) -> None:
    round = start(make_round(make_centre(**JAVORINA)))
    port = next(iter(house.webs), None) or house.start_web()
    house.wait_for(port)
    voter = Voter(make_member(round.centre), round, [port])
    paths = [
        "/en/",
        round.get_absolute_url(),
        voter.path,
        f"{voter.path}receipt/",
        "/en/accounts/login/",
        "/en/nowhere/",
    ]
    before = [voter.ask(port, "GET", path)[0] for path in paths]
    house.control_postgres("stop", "-m", "immediate")
    for path in paths:
        assert_come_back(path, *voter.ask(port, "GET", path))
    assert_come_back(voter.path, *voter.post(port, ["1"]))
    assert voter.ask(port, "GET", "/healthz")[0] == 200
    status, _headers, body = voter.ask(port, "GET", "/readyz")
    assert status == 503
    assert json.loads(body)["database"] == "unreachable"
    house.control_postgres("restart")
    connections.close_all()
    assert [voter.ask(port, "GET", path)[0] for path in paths] == before
    assert Ballot.objects.filter(round=round).count() == 0
    voter.vote(["2"])
    assert voter.setbacks == []


def assert_come_back(path: str, status: int, headers: Any, body: str) -> None:
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "no-store" in headers["Cache-Control"]
    assert "Traceback" not in body
    language = path.split("/")[1]
    assert f'<html lang="{language}"' in body
    with translation.override(language):
        told = translation.gettext("If you were sending something, send it again. A ballot sent twice counts once.")
    assert told in body


@pytest.mark.parametrize("locked", [True, False], ids=["held-by-the-voters-row", "held-by-the-ballots-key-alone"])
def test_thirty_two_ballots_of_one_person_between_the_check_and_the_row_are_one(
    locked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    round = start(make_round(make_centre()))
    member = make_member(round.centre)
    together = threading.Barrier(ONE_PERSON, timeout=60)
    receipts: list[str] = []

    def lock_together(*arguments: Any, **facts: Any) -> None:
        together.wait()  # everybody is in time, and nobody has stored anything
        if locked:
            lock_voter(*arguments, **facts)

    def vote(number: int) -> None:
        receipts.append(actions.cast(round=round, member=member, choices=[str(number % 3 + 1)]))

    monkeypatch.setattr("initiatives.voting.actions.ballots.lock_voter", lock_together)
    assert at_once([partial(vote, number) for number in range(ONE_PERSON)]) == []
    assert len(receipts) == ONE_PERSON
    assert len(set(receipts)) == 1
    assert Ballot.objects.filter(round=round).count() == 1
    assert Notification.objects.filter(recipient=member).count() == 1
    closure = actions.close(round=finished(round))
    assert closure.ballots == 1


def vote_under_fire(house: House, voters: list[Voter], ports: list[int]) -> dt.datetime:
    """Everybody votes and changes their mind once; meanwhile the database and then a web process are killed."""
    together = threading.Barrier(len(voters), timeout=30)
    broken: list[BaseException] = []

    def run(number: int, voter: Voter) -> None:
        try:
            together.wait()
            voter.vote([str(number % 3 + 1)])
            voter.vote([["1", "2"], ["2", "3"], ["3"], ["1"]][number % 4])
        except BaseException as error:  # noqa: BLE001 told by the test below
            broken.append(error)

    threads = [threading.Thread(target=run, args=facts) for facts in enumerate(voters)]
    for thread in threads:
        thread.start()
    wait_for_votes(voters, 60)
    house.control_postgres("restart", "-m", "immediate")
    restarted = timezone.now()
    wait_for_votes(voters, 180)
    house.kill_web(ports[1])
    house.start_web(ports[1])
    for thread in threads:
        thread.join()
    assert broken == []
    connections.close_all()  # ours was cut too
    house.wait_for(ports[1])
    assert "Internal Server Error" not in house.log.read_text()
    return restarted


def wait_for_votes(voters: list[Voter], number: int) -> None:
    eventually(lambda: sum(len(voter.acknowledged) for voter in voters) >= number, pause=0.02)


def eventually(true: Callable[[], bool], *, pause: float = 0.5) -> None:
    ends = time.monotonic() + 60
    while not true():
        assert time.monotonic() < ends, "It did not come true."
        time.sleep(pause)


def check_chain(round: Round) -> list[dict[str, Any]]:
    actions.publish_head(round=round, at=timezone.now() + dt.timedelta(days=1))
    notices = chain_of(round)
    assert notices[-1]["withdrawn"] == []
    assert round.heads.get(head=notices[-1]["head"]).missing == []
    return notices


def check_count(round: Round, cast: list[list[str]]) -> None:
    """The numbers of the close agree with each other and with what was acknowledged."""
    over = finished(round)
    closure = actions.close(round=over)
    deciding, *_others = actions.count(round=over)
    assert closure.ballots == Participation.objects.count() == CountedReceipt.objects.count() == len(cast)
    assert Uncounted.objects.count() == Ballot.objects.count() == 0
    assert sorted(over.contents.values_list("choices", flat=True)) == sorted(cast)
    votes = Counter(project for choices in cast for project in choices)
    assert {name: trace["votes"] for name, trace in deciding.traces.items()} == votes
