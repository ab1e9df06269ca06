"""The score of one pair in plain arithmetic, written from the description alone, and the best pairing by trying all."""

import math
from functools import cache

from mentoring.matching import Need, Offer, Weights

BY_LEVEL = {3: 55, 4: 75, 5: 90, 6: 100}
BY_HOURS = [0, 60, 85, 100]


def total(need: Need, offer: Offer, weights: Weights) -> int | None:
    """Hundredths of a point; None where a hard condition keeps them apart."""
    shared = [min(level, offer.languages[code]) for code, level in need.languages.items() if code in offer.languages]
    level = max(shared, default=0)
    metres = distance(need, offer)
    limit = -1 if None in (need.within_km, offer.within_km) else 1000 * min(need.within_km, offer.within_km)
    in_person = metres is not None and metres <= limit
    wanted = [(wish, offer) for wish in need.wishes] + [(wish, need) for wish in offer.wishes]
    fits = (
        set(need.topics) & offer.topics
        and level >= 3
        and (in_person or (need.online and offer.online))
        and all(of.has(wish.trait) for wish, of in wanted if wish.hard)
        and offer.key not in {need.key, *need.blocked}
    )
    if not fits:
        return None
    ranks = (3, 2, 1)[: len(need.topics)]
    met = sum(rank for rank, topic in zip(ranks, need.topics, strict=True) if topic in offer.topics)
    soft = [of.has(wish.trait) for wish, of in wanted if not wish.hard]
    points = {
        "needs": 100 * met // sum(ranks),
        "language": BY_LEVEL[level],
        "place": 100 - 40 * (metres or 0) // max(limit, 1) if in_person else 70,
        "wishes": 100 * sum(soft) // len(soft) if soft else 100,
    }
    if need.hours:
        points["times"] = BY_HOURS[min(3, len(need.hours & offer.hours))]
    if need.occupations:
        akin = {code[:2] for code in need.occupations} & {code[:2] for code in offer.occupations}
        points["occupation"] = 100 if need.occupations & offer.occupations else 50 if akin else 0
    if need.countries:
        points["country"] = 100 if need.countries & offer.countries else 0
    weighed = {part: getattr(weights, part) for part in points}
    return 100 * sum(weighed[part] * points[part] for part in points) // max(1, sum(weighed.values()))


def distance(need: Need, offer: Offer) -> int | None:
    """Metres on a sphere."""
    if need.at is None or offer.at is None:
        return None
    (lat1, lon1), (lat2, lon2) = (map(math.radians, each.at) for each in (need, offer))  # type: ignore[arg-type]
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return round(2 * 6371008.8 * math.asin(math.sqrt(half)))


def best_of_all(gains: list[dict[str, int]], room: dict[str, int]) -> tuple[int, int]:
    """Most pairs, then the highest total; every pairing is tried. `gains`: for each mentee, mentor → points."""
    mentors = sorted(room)

    @cache
    def from_here(mentee: int, left: tuple[int, ...]) -> tuple[int, int]:
        if mentee == len(gains):
            return 0, 0
        found = from_here(mentee + 1, left)
        for number, mentor in enumerate(mentors):
            if left[number] and mentor in gains[mentee]:
                pairs, points = from_here(mentee + 1, (*left[:number], left[number] - 1, *left[number + 1 :]))
                found = max(found, (pairs + 1, points + gains[mentee][mentor]))
        return found

    return from_here(0, tuple(room[mentor] for mentor in mentors))
