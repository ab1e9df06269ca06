"""What is already there: initiatives whose title and sentence share many letters in threes with a text."""

from collections.abc import Iterable

from community.interface.search import folded
from community.members.models import Centre
from initiatives.proposals.models import Initiative
from initiatives.proposals.models.initiative import GONE

COMPARED = 600  # the newest of a centre
SHORTEST = 6  # letters, below which everything is like everything
ENOUGH = 0.3  # of the shorter text's threes


def similar_to(words: str, *, centre: Centre, most: int = 4, without: int | None = None) -> list[Initiative]:
    """The most similar public initiatives of the centre, the most similar first. One query, on any engine."""
    wanted = threes(words)
    if len(folded(words).replace(" ", "")) < SHORTEST:
        return []
    here = Initiative.objects.for_centre(centre).public().exclude(state__in=GONE).exclude(pk=without)
    rows = (
        here.newest()
        .select_related("centre")
        .only("title", "summary", "state", "language", "support_count", "centre__slug")
    )
    scored = [(likeness(wanted, row), row) for row in rows[:COMPARED]]
    close = [pair for pair in scored if pair[0] >= ENOUGH]
    return [row for _score, row in sorted(close, key=lambda pair: -pair[0])[:most]]


def likeness(wanted: frozenset[str], row: Initiative) -> float:
    """The larger of what the title alone and the whole share with the text."""
    return max(share(wanted, threes(row.title)), share(wanted, threes(f"{row.title} {row.summary}")))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def threes(text: str) -> frozenset[str]:
    """The trigrams of each word, as pg_trgm takes them: two spaces before, one after."""
    return frozenset(each for word in words_in(text) for each in windows(f"  {word} "))


def words_in(text: str) -> Iterable[str]:
    return "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()


def windows(padded: str) -> Iterable[str]:
    return (padded[start : start + 3] for start in range(len(padded) - 2))
