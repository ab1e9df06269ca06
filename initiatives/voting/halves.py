"""The disaster copy of a round's key: two halves on paper, each worth nothing without the other."""

import hashlib

from initiatives.voting import keys
from initiatives.voting.models import Round
from initiatives.voting.secrecy import CROCKFORD, digest, expand, normalised_receipt

LENGTH = 52  # Crockford characters of 32 bytes
CHECK = 4


class BadHalf(ValueError):
    """What was typed is no half of this round's key, or not the other one."""


def halves_of(material: bytes) -> tuple[bytes, bytes]:
    """The first is derived from the key, the second is the key hidden by the first: neither alone says anything."""
    first = expand(material, b"locer/voting/half")
    return first, joined(material, first)


def joined(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))


def half(round: Round, position: int) -> str:
    """As it is printed: thirteen groups of four and a checksum."""
    part = halves_of(keys.material_of(round))[position - 1]
    letters = spelled(part) + checksum(round.pk, position, part)
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def restore(round: Round, typed: tuple[str, str]) -> None:
    """Puts the key file back from both halves, in whichever order they come."""
    parts = dict(read(round.pk, each) for each in typed)
    if len(parts) != len(typed):
        raise BadHalf("Both are the same half: the other one is needed too.")
    material = joined(parts[1], parts[2])
    if digest(material) != round.key_hash:
        raise BadHalf("Together these halves do not give the key of this round.")
    keys.put_back(round.pk, material)


def read(round_id: int, typed: str) -> tuple[int, bytes]:
    letters = normalised_receipt(typed)
    if len(letters) != LENGTH + CHECK or not set(letters) <= set(CROCKFORD):
        raise BadHalf(f"A half has {LENGTH + CHECK} letters and digits; some are missing, too many or misread.")
    number = 0
    for letter in letters[:LENGTH]:
        number = number << 5 | CROCKFORD.index(letter)
    if number >> 256:
        raise BadHalf("This half was misread: compare it letter by letter.")
    part = number.to_bytes(32)
    for position in (1, 2):
        if letters[LENGTH:] == checksum(round_id, position, part):
            return position, part
    raise BadHalf("This half was misread, or belongs to another round: compare it letter by letter.")


def spelled(part: bytes) -> str:
    number = int.from_bytes(part)
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def checksum(round_id: int, position: int, part: bytes) -> str:
    """20 bits over the half, its place and its round, so that a slip of the pen is told at once."""
    found = hashlib.sha256(f"half|{round_id}|{position}|".encode() + part).digest()
    number = int.from_bytes(found[:3]) >> 4
    return "".join(CROCKFORD[number >> shift & 31] for shift in (15, 10, 5, 0))
