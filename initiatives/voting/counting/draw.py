"""The drawn order that decides what is still equal after cost and votes.

Before voting opens a round publishes `commitment(seed)`; after the close the seed, and anyone can repeat both:

    printf '%s' "$SEED" | sha256sum                   the commitment
    printf '%s:%s' "$SEED" "$PROJECT_ID" | sha256sum  the lot of a project; the order is by lot, ascending

Text is UTF-8. The order depends on the seed and the ids alone, so neither the order of the file nor that of the
ballots can change it, and it is the same in every step of a count.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hashlib import sha256


def new_seed() -> str:
    """256 random bits as 64 hex digits: too many to guess a seed from its commitment."""
    return secrets.token_hex(32)


def commitment(seed: str) -> str:
    return sha256(seed.encode()).hexdigest()


def lot(seed: str, project_id: str) -> str:
    return sha256(f"{seed}:{project_id}".encode()).hexdigest()


def drawn_order(seed: str, project_ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, first wins a tie."""
    return tuple(sorted(project_ids, key=lambda project_id: (lot(seed, project_id), project_id)))
