"""What may be asked of the index."""

from dataclasses import dataclass

FREE, STEP_FREE = 1, 2  # flags of a facet
DAY = 24 * 60
WEEK = 7 * DAY
LEAST = 30  # minutes: who is open for less of an evening is not open on it


@dataclass(frozen=True)
class Question:
    """All of it must hold; what is empty is not asked.

    `categories`: numbers of leaves, any of them. `languages`: a mask, any of them. `minutes`: [start, end) from the
    Monday of the index, open for at least LEAST of them (or for all of a shorter one). `words`: folded, each stands
    somewhere in the place's texts.
    """

    categories: frozenset[int] = frozenset()
    languages: int = 0
    free: bool = False
    step_free: bool = False
    minutes: tuple[int, int] | None = None
    words: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Nothing is asked: everything answers."""
        return self == Question()
