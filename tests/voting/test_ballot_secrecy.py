"""What the database may know of a vote, and what it never learns."""

import datetime as dt
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from community.members.models import Centre, User
from community.notifications.models import Notification
from initiatives.voting import actions, keys
from initiatives.voting.models import Ballot, CountedBallot, Round, Uncounted
from initiatives.voting.own import own_ballot, subject_of
from initiatives.voting.secrecy import (
    CROCKFORD,
    BoxBroken,
    RoundKey,
    canonical,
    handle_of,
    normalised_receipt,
    open_box,
    receipt_of,
    seal_box,
)
from tests.factories import make_member
from tests.voting.conftest import finished
from tests.voting.looking import dump
from tests.voting.worlds import World

Finish = Callable[[Round], Round]


@pytest.fixture
def voters(centre: Centre) -> list[User]:
    return [make_member(centre) for _number in range(4)]


def after_the_close(
    round: Round, cast: list[tuple[User, list[str]]], noon: dt.datetime
) -> tuple[bytes, bytes, list[str]]:
    """Casts, publishes, closes and counts: what an intruder finds afterwards, found before, and what was told."""
    for member, choices in cast:
        actions.cast(round=round, member=member, choices=choices)
    actions.publish_head(round=round, at=noon + dt.timedelta(days=1))
    while_open = dump()
    over = finished(round, at=noon)
    actions.close(round=over)
    actions.count(round=over)
    told = sorted(map(repr, Notification.objects.values_list("recipient_id", "kind", "title", "url")))
    return dump(), while_open, told


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_voters_who_swap_their_choices_leave_the_same_bytes(
    opened: Round, voters: list[User], world: World
) -> None:
    one, other, *rest = voters
    noon = timezone.now()
    same = [(member, ["2"]) for member in rest]
    ways = {
        "one": [(one, ["1"]), (other, ["2", "3"]), *same],
        "swapped": [(one, ["2", "3"]), (other, ["1"]), *same],
        "changed": [(one, ["1"]), (other, ["1"]), *same],
    }
    seen = {}
    for name, cast in ways.items():
        with world(name):
            seen[name] = after_the_close(opened, cast, noon)
    assert seen["one"] == seen["swapped"]
    assert seen["one"][0] != seen["changed"][0]


def test_a_ballot_has_no_column_but_its_handle_round_channel_and_box() -> None:
    assert [field.column for field in Ballot._meta.get_fields()] == ["handle", "round_id", "channel", "box"]


def test_every_box_of_a_round_is_equally_long(opened: Round, voters: list[User]) -> None:
    for member, choices in zip(voters, (["1"], ["2", "3"], ["1", "3"], ["3"]), strict=True):
        actions.cast(round=opened, member=member, choices=choices)
    assert len({len(bytes(box)) for box in Ballot.objects.values_list("box", flat=True)}) == 1


def test_the_receipt_stays_the_same_when_the_ballot_changes(opened: Round, member: User) -> None:
    first = actions.cast(round=opened, member=member, choices=["1"])
    second = actions.cast(round=opened, member=member, choices=["2", "3"])
    own = own_ballot(round=opened, member=member)
    assert first == second
    assert own is not None
    assert (own.receipt, own.choices) == (first, ["2", "3"])


def test_the_receipt_stands_in_no_table_while_voting_is_open(opened: Round, member: User) -> None:
    receipt = actions.cast(round=opened, member=member, choices=["1"])
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [table for row in cursor.fetchall() if receipt in repr(row)]
    assert found == []


def test_two_swapped_boxes_are_both_named_by_their_receipts(opened: Round, voters: list[User], finish: Finish) -> None:
    receipts = [actions.cast(round=opened, member=member, choices=[str(n % 3 + 1)]) for n, member in enumerate(voters)]
    first, second = (handle for handle in Ballot.objects.values_list("handle", flat=True)[:2])
    boxes = dict(Ballot.objects.values_list("handle", "box"))
    Ballot.objects.filter(handle=first).update(box=boxes[second])
    Ballot.objects.filter(handle=second).update(box=boxes[first])
    actions.close(round=finish(opened))
    named = set(Uncounted.objects.values_list("receipt", "reason"))
    assert named == {(receipt_of(first), "unreadable"), (receipt_of(second), "unreadable")}
    assert CountedBallot.objects.count() == 2
    assert set(opened.receipts.values_list("receipt", flat=True)) == set(receipts) - {
        receipt_of(first),
        receipt_of(second),
    }


def test_a_deleted_row_is_named_by_its_receipt(opened: Round, voters: list[User], finish: Finish) -> None:
    receipts = [actions.cast(round=opened, member=member, choices=["1"]) for member in voters]
    actions.publish_head(round=opened, at=timezone.now() + dt.timedelta(days=1))
    lost = Ballot.objects.first()
    assert lost is not None
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM voting_ballot WHERE handle = %s", [lost.handle])
    actions.close(round=finish(opened))
    assert list(Uncounted.objects.values_list("receipt", "reason")) == [(receipt_of(lost.handle), "vanished")]
    assert receipt_of(lost.handle) in receipts


def test_a_ghost_inserted_by_sql_is_named_by_its_receipt(opened: Round, voters: list[User], finish: Finish) -> None:
    actions.cast(round=opened, member=voters[0], choices=["1"])
    ghost = "ab" * 32
    with connection.cursor() as cursor:
        cursor.execute("SELECT box FROM voting_ballot")
        box = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO voting_ballot (handle, round_id, channel, box) VALUES (%s, %s, 'online', %s)",
            [ghost, opened.pk, box],
        )
    actions.close(round=finish(opened))
    assert list(Uncounted.objects.values_list("receipt", "reason")) == [(receipt_of(ghost), "nobody")]
    assert CountedBallot.objects.count() == 1


def test_a_box_moved_from_another_round_does_not_open(opened: Round, member: User) -> None:
    key = keys.read(opened)
    handle = handle_of(key, subject_of(member))
    box = seal_box(key, round_id=opened.pk + 1, handle=handle, choices=["1"], length=40)
    with pytest.raises(BoxBroken):
        open_box(key, round_id=opened.pk, handle=handle, box=box)


def test_a_voter_sees_that_their_box_was_tampered_with(opened: Round, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    Ballot.objects.update(box=b"x" * 60)
    own = own_ballot(round=opened, member=member)
    assert own is not None
    assert own.choices is None


def test_the_key_is_a_file_for_the_operator_alone(opened: Round) -> None:
    path = keys.path_of(opened.pk)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.KEYS.stat().st_mode) == 0o700
    assert len(path.read_bytes()) == 32


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"k" * 32)], ids=["missing", "another"])
def test_without_its_key_voting_pauses_and_no_new_key_is_made(
    opened: Round, member: User, spoil: Callable[[Path], object]
) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    kept = dump()
    spoil(keys.path_of(opened.pk))
    before = sorted(path.read_bytes() for path in settings.KEYS.iterdir())
    with pytest.raises(keys.VotingPaused):
        actions.cast(round=opened, member=member, choices=["2"])
    with pytest.raises(keys.VotingPaused):
        actions.withdraw(round=opened, member=member)
    assert dump() == kept
    assert sorted(path.read_bytes() for path in settings.KEYS.iterdir()) == before


def test_rules_changed_in_the_database_pause_voting(opened: Round, member: User) -> None:
    Round.objects.filter(pk=opened.pk).update(rules=opened.rules | {"budget": 5})
    with pytest.raises(keys.VotingPaused):
        actions.cast(round=Round.objects.select_related("centre").get(pk=opened.pk), member=member, choices=["1"])


@given(
    st.binary(min_size=32, max_size=32),
    st.lists(st.sampled_from([str(n) for n in range(1, 40)]), unique=True, max_size=5),
)
def test_a_sealed_box_gives_back_what_was_put_in(material: bytes, choices: list[str]) -> None:
    key = RoundKey.derive(material)
    length = 60
    box = seal_box(key, round_id=1, handle="h", choices=choices, length=length)
    assert open_box(key, round_id=1, handle="h", box=box) == choices
    assert len(box) == length + 12 + 16


@given(st.binary(min_size=32, max_size=32), st.integers(0, 80), st.integers(1, 255))
def test_a_box_with_one_changed_byte_does_not_open(material: bytes, place: int, change: int) -> None:
    key = RoundKey.derive(material)
    box = bytearray(seal_box(key, round_id=1, handle="h", choices=["7"], length=60))
    box[place] ^= change
    with pytest.raises(BoxBroken):
        open_box(key, round_id=1, handle="h", box=bytes(box))


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_receipt_is_found_however_it_is_typed(handle: str) -> None:
    receipt = receipt_of(handle)
    careless = "-".join(receipt[start : start + 4] for start in range(0, 16, 4)).lower()
    assert normalised_receipt(f" {careless.replace('0', 'o').replace('1', 'l')} ") == receipt
    assert len(receipt) == 16
    assert set(receipt) <= set(CROCKFORD)


def test_one_value_has_one_spelling() -> None:
    assert canonical({"b": [1, "ł"], "a": None}) == '{"a":null,"b":[1,"ł"]}'.encode()
