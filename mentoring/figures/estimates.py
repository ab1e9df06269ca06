"""A share, a mean, a middle, and how sure they are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, quantiles, stdev

Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Estimate:
    value: float
    low: float
    high: float


def wilson(some: int, of_all: int) -> Estimate:
    """A share between 0 and 1 with its 95 % interval.

    Wilson's score interval without correction (E. B. Wilson 1927, "Probable inference, the law of succession, and
    statistical inference"; recommended for small numbers by Brown, Cai, DasGupta 2001, "Interval estimation for a
    binomial proportion").
    """
    share, weight = some / of_all, Z * Z / of_all
    middle = (share + weight / 2) / (1 + weight)
    half = Z / (1 + weight) * math.sqrt(share * (1 - share) / of_all + weight / of_all / 4)
    low = 0.0 if some == 0 else middle - half
    high = 1.0 if some == of_all else middle + half
    return Estimate(share, low, high)


def mean(scores: Sequence[int], *, least: int, most: int) -> Estimate:
    """The mean of at least five scores with its 95 % interval, cut where the scale ends.

    Student's t for a mean of unknown variance: mean ± t(0.975, n - 1) · s / √n (NIST/SEMATECH e-Handbook of Statistical
    Methods, 1.3.5.2). It takes every answer for a person of its own; where the same person answered more than once, the
    true interval is somewhat wider.
    """
    middle = fmean(scores)
    half = student(len(scores) - 1) * stdev(scores) / math.sqrt(len(scores))
    return Estimate(middle, max(least, middle - half), min(most, middle + half))


def student(freedom: int) -> float:
    """The 97.5th percentile of Student's t, exact to 0.001 from four degrees on (Abramowitz and Stegun, 26.7.5)."""
    terms = (
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
        (79 * Z**9 + 776 * Z**7 + 1482 * Z**5 - 1920 * Z**3 - 945 * Z) / 92160,
    )
    return Z + sum(term / freedom**power for power, term in enumerate(terms, start=1))


def spread(days: Sequence[int]) -> Estimate:
    """The median, between the first and the third quartile (type 7 of Hyndman and Fan 1996, as most programs have)."""
    low, middle, high = quantiles(days, n=4, method="inclusive")
    return Estimate(middle, low, high)
