"""The disaster copy of a round's key: two halves, two people, one way back."""

import io
import stat
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from community.members.models import Centre, User
from initiatives.voting import actions, keys
from initiatives.voting.halves import BadHalf, checksum, half, halves_of, joined, read, spelled
from initiatives.voting.models import Round
from initiatives.voting.own import own_ballot
from initiatives.voting.prints import minutes
from tests.factories import make_member
from tests.voting.conftest import finished, make_round, start

ClientOf = Callable[[User], Client]


def lines_of(round: Round) -> tuple[str, str]:
    return half(round, 1), half(round, 2)


def restored(round: Round, *lines: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    out = io.StringIO()
    call_command("restore_round_key", str(round.pk), stdout=out)
    return out.getvalue()


def test_both_halves_bring_the_key_back_and_voting_goes_on(
    opened: Round, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    lines, path = lines_of(opened), keys.path_of(opened.pk)
    was = path.read_bytes()
    path.unlink()
    with pytest.raises(keys.VotingPaused):
        actions.cast(round=opened, member=member, choices=["2"])
    assert "The key is back." in restored(opened, lines[1].lower().replace("-", " "), lines[0], monkeypatch=monkeypatch)
    assert path.read_bytes() == was
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    own = own_ballot(round=opened, member=member)
    assert own is not None
    assert own.choices == ["1"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda one, _other: (one, one), "Both are the same half"),
        (lambda one, other: (one[:-1], other), "some are missing"),
        (lambda _one, other: ("", other), "some are missing"),
        (lambda one, other: (("0" if one[0] != "0" else "1") + one[1:], other), "compare it letter by letter"),
        (lambda one, other: ("Z" * 56, other), "compare it letter by letter"),
        (lambda one, other: (one[:20] + "Ł" + one[21:], other), "missing, too many or misread"),
    ],
    ids=["twice the same", "too short", "empty", "one slip", "beyond 32 bytes", "another alphabet"],
)
def test_a_wrong_half_is_told_and_nothing_is_written(
    opened: Round, monkeypatch: pytest.MonkeyPatch, spoil: Callable[..., tuple[str, str]], told: str
) -> None:
    lines = spoil(*lines_of(opened))
    keys.path_of(opened.pk).unlink()
    with pytest.raises(CommandError, match=told) as refusal:
        restored(opened, *lines, monkeypatch=monkeypatch)
    assert refusal.value.returncode == 2
    assert list(keys.path_of(opened.pk).parent.iterdir()) == []


def test_halves_of_another_round_are_told(opened: Round, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    other = start(make_round(centre))
    lines = lines_of(other)
    keys.path_of(opened.pk).unlink()
    with pytest.raises(CommandError, match="belongs to another round"):
        restored(opened, *lines, monkeypatch=monkeypatch)


def test_halves_that_do_not_belong_together_give_no_key(opened: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _other = lines_of(opened)
    strange = spelled(b"x" * 32) + checksum(opened.pk, 2, b"x" * 32)
    keys.path_of(opened.pk).unlink()
    with pytest.raises(CommandError, match="do not give the key of this round"):
        restored(opened, one, strange, monkeypatch=monkeypatch)
    assert not keys.path_of(opened.pk).exists()


def test_a_key_that_is_there_is_never_written_over(opened: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(opened)
    keys.path_of(opened.pk).write_bytes(b"another")
    with pytest.raises(CommandError, match="there already"):
        restored(opened, *lines, monkeypatch=monkeypatch)
    assert keys.path_of(opened.pk).read_bytes() == b"another"


def test_an_open_box_and_an_unknown_round_take_no_key(opened: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(opened)
    actions.close(round=finished(opened))
    keys.destroy(opened.pk)
    with pytest.raises(CommandError, match="its key is gone for good"):
        restored(opened, *lines, monkeypatch=monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    with pytest.raises(CommandError, match="no vote of this number"):
        call_command("restore_round_key", "999999")
    assert not keys.path_of(opened.pk).exists()


@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**6))
def test_a_half_is_read_as_it_was_spelled(material: bytes, round_id: int) -> None:
    for position, part in enumerate(halves_of(material), 1):
        assert read(round_id, spelled(part) + checksum(round_id, position, part)) == (position, part)
        with pytest.raises(BadHalf):
            read(round_id + 1, spelled(part) + checksum(round_id, position, part))
    assert joined(*halves_of(material)) == material
    assert material not in halves_of(material)


def test_each_of_the_two_gets_their_own_half_and_nobody_gets_both(
    opened: Round, coordinator: User, member: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("voting:key-half", kwargs={"centre": "lipka", "pk": opened.pk})
    asked: list[int] = []
    monkeypatch.setattr(minutes, "half_page", lambda _round, position: asked.append(position) or b"%PDF")
    for person in opened.certifiers.order_by("pk"):
        client = client_of(person)
        assert "Burn it when the results are out." in client.get(address).text
        for _again in range(2):
            page = client.post(address)
            assert page.headers["Content-Type"] == "application/pdf"
            assert "no-store" in page.headers["Cache-Control"]
    assert asked == [1, 1, 2, 2]
    for other in (coordinator, member):
        assert client_of(other).post(address).status_code == 403
    actions.close(round=finished(opened))
    assert client_of(opened.certifiers.all()[0]).post(address).status_code == 403


def test_half_a_key_is_a_tagged_page_that_does_not_hold_the_other(opened: Round) -> None:
    page = minutes.half_page(opened, 1)
    assert page.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in page


def test_without_the_key_no_half_is_printed(opened: Round, client_of: ClientOf) -> None:
    keys.path_of(opened.pk).unlink()
    address = reverse("voting:key-half", kwargs={"centre": "lipka", "pk": opened.pk})
    assert "Voting is paused" in client_of(opened.certifiers.all()[0]).post(address, follow=True).text


def test_money_is_not_decided_without_two_names(draft: Round) -> None:
    draft.certifiers.clear()
    with pytest.raises(actions.CannotOpen, match="Name the two people of the staff who certify the result."):
        actions.open_round(round=draft, at=timezone.now())


def test_only_two_of_the_staff_are_named_and_nobody_after_the_freeze(
    draft: Round, centre: Centre, coordinator: User, editor: User, *, moderator: User, member: User, outsider: User
) -> None:
    for wrong in ([coordinator], [coordinator, editor, moderator], [coordinator, member], [coordinator, outsider]):
        with pytest.raises(ValidationError):
            actions.name_certifiers(round=draft, members=wrong)
    actions.name_certifiers(round=draft, members=[coordinator, editor])
    assert set(draft.certifiers.all()) == {coordinator, editor}
    opened = start(draft)
    with pytest.raises(actions.RulesFrozen):
        actions.name_certifiers(round=opened, members=[moderator, make_member(centre, "editor")])


def test_the_two_are_named_on_the_page_of_preparation(
    draft: Round, coordinator: User, editor: User, client_of: ClientOf
) -> None:
    address = reverse("voting:certifiers-name", kwargs={"centre": "lipka", "pk": draft.pk})
    client = client_of(coordinator)
    one = client.post(address, {"members": [coordinator.pk]})
    assert "Name exactly two people." in one.text
    assert " checked" in one.text
    assert client.post(address, {"members": ["9" * 400, "x"]}).status_code == 200
    assert client.post(address, {"members": [coordinator.pk, editor.pk]}).status_code == 302
    assert set(draft.certifiers.all()) == {coordinator, editor}
