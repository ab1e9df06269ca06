"""The cryptography of a ballot, and nothing else: no database, no clock. docs/ballot-secrecy.md explains the scheme."""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECEIPT_LENGTH = 16  # 80 bits
NONCE = 12


class BoxBroken(Exception):
    """The box was not sealed by this key for this round and handle, or was changed since."""


@dataclass(frozen=True, slots=True)
class RoundKey:
    """What the 32 random bytes of a round derive into."""

    identity: bytes
    box: bytes
    seed: str

    @classmethod
    def derive(cls, material: bytes) -> "RoundKey":
        return cls(
            identity=expand(material, b"locer/voting/identity"),
            box=expand(material, b"locer/voting/box"),
            # The lot that decides ties: promised by its hash before voting opens, told after the close.
            seed=expand(material, b"locer/voting/seed").hex(),
        )


def expand(material: bytes, purpose: bytes) -> bytes:
    """HKDF-SHA256: another 32 bytes for each purpose, none of which leads back."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(material)


def canonical(value: Any) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def handle_of(key: RoundKey, subject: str) -> str:
    return hmac.new(key.identity, subject.encode(), hashlib.sha256).hexdigest()


def receipt_of(handle: str) -> str:
    """Sixteen Crockford characters that stay the same however often the vote is changed."""
    number = int.from_bytes(hashlib.sha256(f"receipt{handle}".encode()).digest()[:10])
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(75, -1, -5))


def normalised_receipt(typed: str) -> str:
    """What a person typed, as we write it: case, spaces, hyphens and look-alike letters do not matter."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


def seal_box(key: RoundKey, *, round_id: int, handle: str, choices: list[Any], length: int) -> bytes:
    plain = canonical(choices)
    if len(plain) > length:
        raise ValueError("These choices are longer than the round's box.")
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key.box).encrypt(nonce, plain.ljust(length), _bound_to(round_id, handle))


def open_box(key: RoundKey, *, round_id: int, handle: str, box: bytes) -> list[Any]:
    try:
        plain = AESGCM(key.box).decrypt(box[:NONCE], bytes(box[NONCE:]), _bound_to(round_id, handle))
        return json.loads(plain)
    except (InvalidTag, ValueError) as error:
        raise BoxBroken from error


def _bound_to(round_id: int, handle: str) -> bytes:
    return f"{round_id}|{handle}".encode()
