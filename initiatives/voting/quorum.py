"""The arithmetic of a hall: how many must come, and when a motion is carried."""


def needed(*, entitled: int, parts: int, of: int) -> int:
    """The fewest of `entitled` who make up `parts`/`of` of them: a third of ten is four."""
    return -(-entitled * parts // of)


def is_carried(*, in_favour: int, against: int) -> bool:
    """A simple majority of the votes cast: who abstains casts none, and a tie carries nothing."""
    return in_favour > against
