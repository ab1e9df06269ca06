"""Keys of open boxes: one small file a round, shared by all processes, in no backup, gone after the close."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from initiatives.voting.models import Round
from initiatives.voting.secrecy import RoundKey


class VotingPaused(Exception):
    """The key of this round is missing or is another one. Never answered with a new key."""

    message = _(
        "Voting is paused: the key of the ballot box is not where it should be. "
        "Ballots already cast are safe; the operator of this site has to put the key back."
    )


def path_of(round_id: int) -> Path:
    return settings.KEYS / f"{round_id}.key"


def make(round_id: int) -> bytes:
    """Writes the key of a round that is being frozen. A leftover of an attempt that failed is replaced."""
    settings.KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    material = secrets.token_bytes(32)
    _write(round_id, material)
    return material


def put_back(round_id: int, material: bytes) -> None:
    """The key from its disaster copy. FileExistsError when a key is there, whichever it is."""
    settings.KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path_of(round_id).exists():
        raise FileExistsError
    _write(round_id, material)


def _write(round_id: int, material: bytes) -> None:
    """Whole or not at all, and readable by the site's user alone."""
    target = path_of(round_id)
    fresh = target.with_suffix(f".{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(material)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)


def read(round: Round) -> RoundKey:
    return RoundKey.derive(material_of(round))


def material_of(round: Round) -> bytes:
    try:
        material = path_of(round.pk).read_bytes()
    except OSError as error:
        raise VotingPaused from error
    if hashlib.sha256(material).hexdigest() != round.key_hash:
        raise VotingPaused
    return material


def is_there(round: Round) -> bool:
    try:
        read(round)
    except VotingPaused:
        return False
    return True


def destroy(round_id: int) -> None:
    """Overwrites and removes the file; harmless when it is already gone."""
    path = path_of(round_id)
    with contextlib.suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def leftovers() -> list[int]:
    """Rounds whose key still lies here although their box is open: a process died between the two steps."""
    held = [int(path.stem) for path in settings.KEYS.glob("*.key") if path.stem.isdecimal()]
    return list(Round.objects.filter(pk__in=held, closure__isnull=False).values_list("pk", flat=True))
