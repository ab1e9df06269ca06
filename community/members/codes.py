"""Codes that people type, and secrets that links carry. Only keyed hashes of either are stored."""

import secrets
import unicodedata
from collections.abc import Sequence

from django.utils.crypto import salted_hmac

# Crockford's base 32: no I, L, O, U. Ten letters carry 50 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
# What a hand or another keyboard makes of the alphabet: look-alikes, Cyrillic ones too.
FORGIVEN = str.maketrans("OILАВСЕНКМОРТХУІ", "011ABCEHKM0PTXY1")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def grouped(code: str) -> str:
    """`7K2QX-9DMRA`: as it is printed."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def normalised(typed: str) -> str:
    """What was meant: any case, any separators, O for 0 and I or L for 1."""
    folded = unicodedata.normalize("NFKC", typed).upper().translate(FORGIVEN)
    return "".join(letter for letter in folded if letter.isalnum())


def is_well_formed(code: str) -> bool:
    return len(code) == LENGTH and set(code) <= set(ALPHABET)


def letter_digest(code: str) -> str:
    return keyed("letter", code)


def token_digest(token: str) -> str:
    return keyed("invitation", token)


def register_digest(register_pk: int, values: Sequence[str]) -> str:
    """One row of a register. Its number is part of the hash, so two registers cannot be compared row by row."""
    return keyed("register", "\x1f".join([str(register_pk), *(fact(value) for value in values)]))


def fact(value: str) -> str:
    """A name, number or year as two hands would write it: case, spaces and punctuation do not count."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def keyed(purpose: str, value: str) -> str:
    return salted_hmac(f"community.members.{purpose}", value, algorithm="sha256").hexdigest()
