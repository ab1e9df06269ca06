"""The chain of daily notices: what is hashed, and how."""

import datetime as dt

from initiatives.voting.secrecy import canonical, digest


def head_of(*, previous: str, date: dt.date, count: int, receipts: list[str], withdrawn: list[str]) -> str:
    """SHA-256 of "previous|date|count|SHA-256(lists)", the lists as canonical JSON.

    The first notice of a round follows the SHA-256 of its frozen rules.
    """
    lists = digest(canonical({"receipts": receipts, "withdrawn": withdrawn}))
    return digest(f"{previous}|{date.isoformat()}|{count}|{lists}")
