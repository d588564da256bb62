"""Classical test theory of items and quizzes, as pure functions of plain numbers.

Variances and covariances are with n - 1. Credits are in [0, 1], one row an attempt and one column an item.
Sources: Lord & Novick (1968) for item and test statistics, Kelley (1939) for the upper and lower groups,
Cronbach (1951) for alpha, Hedges (1981) for g.
"""

from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from quizapp.analysis.intervals import Interval, Moments, alpha_interval, share_interval

# The part of the learners that is the upper group, and the lower.
UPPER = 0.27
_ROUNDING = 1e-12


def facility(credits_: ArrayLike) -> float | None:
    """Mean credit of an item, in [0, 1]; None without responses."""
    earned = np.asarray(credits_, dtype=float)
    return float(earned.mean()) if earned.size else None


def median(values: ArrayLike) -> float | None:
    """None without values."""
    ordered = np.sort(np.asarray(values, dtype=float))
    n = len(ordered)
    return float(ordered[(n - 1) // 2] + ordered[n // 2]) / 2 if n else None


def discrimination(credits_: ArrayLike, rests: ArrayLike) -> float | None:
    """Corrected item-rest correlation in [-1, 1]; None below 3 attempts or where either never varies.

    ``rests`` are what the same attempts earned on the other items. With 0/1 credits it is the corrected
    point-biserial correlation.
    """
    earned, rest = np.asarray(credits_, dtype=float), np.asarray(rests, dtype=float)
    if len(earned) < 3 or np.ptp(earned) < _ROUNDING or np.ptp(rest) < _ROUNDING:
        return None
    earned, rest = earned - earned.mean(), rest - rest.mean()
    value = (earned * rest).sum() / sqrt((earned**2).sum() * (rest**2).sum())
    return float(min(1.0, max(-1.0, value)))


@dataclass(frozen=True, slots=True)
class Ranking:
    """For each learner, how many have a higher score, the same (the learner included), and a lower one."""

    above: NDArray[np.float64]
    tied: NDArray[np.float64]
    below: NDArray[np.float64]

    def upper(self, part: float = UPPER) -> NDArray[np.float64]:
        """How far each learner belongs to the best ``part`` of the class, in [0, 1].

        Learners who are tied at the edge belong to it equally, each with the chance that a fair draw would give
        them, so that the group does not depend on the order of the list.
        """
        return np.clip((part * len(self.tied) - self.above) / self.tied, 0.0, 1.0)

    def lower(self, part: float = UPPER) -> NDArray[np.float64]:
        """How far each learner belongs to the weakest ``part`` of the class, as ``upper`` does."""
        return np.clip((part * len(self.tied) - self.below) / self.tied, 0.0, 1.0)


def ranking(scores: ArrayLike) -> Ranking:
    """The learners by their scores; scores that differ by no more than rounding are tied."""
    values = np.asarray(scores, dtype=float)
    ordered = np.sort(values)
    place = np.cumsum(np.r_[False, np.diff(ordered) > _ROUNDING]) if len(values) else np.empty(0, dtype=int)
    sizes = np.bincount(place)
    # Every run of ties in the sorted list begins at its first member.
    begins = np.r_[0, np.cumsum(sizes)[:-1]] if len(values) else sizes
    run = np.empty(len(values), dtype=int)
    run[np.argsort(values, kind="stable")] = place
    below, tied = begins[run].astype(float), sizes[run].astype(float)
    return Ranking(len(values) - below - tied, tied, below)


def upper_lower_index(credits_: ArrayLike, ranks: Ranking) -> float | None:
    """Mean credit of the best 27 % less that of the weakest 27 %, in [-1, 1]; None without spread of scores.

    Kelley (1939); ``ranks`` are by the scores on the other items.
    """
    earned = np.asarray(credits_, dtype=float)
    if len(earned) < 3 or ranks.tied.max() == len(earned):
        return None
    upper, lower = ranks.upper(), ranks.lower()
    return float((earned * upper).sum() / upper.sum() - (earned * lower).sum() / lower.sum())


def upper_lower_interval(credits_: ArrayLike, ranks: Ranking) -> Interval | None:
    """The interval of ``upper_lower_index``: Newcombe's (1998) square-and-add of two Wilson intervals."""
    value = upper_lower_index(credits_, ranks)
    if value is None:
        return None
    earned, upper, lower = np.asarray(credits_, dtype=float), ranks.upper(), ranks.lower()
    best, weakest = (float((earned * group).sum() / group.sum()) for group in (upper, lower))
    one, two = share_interval(best, float(upper.sum())), share_interval(weakest, float(lower.sum()))
    return Interval(
        max(-1.0, value - hypot(best - one.low, two.high - weakest)),
        min(1.0, value + hypot(one.high - best, weakest - two.low)),
    )


def alpha(matrix: ArrayLike) -> float | None:
    """Cronbach's alpha (KR-20 for 0/1 items) of rows of item credits, one row an attempt.

    At most 1, may be negative; None below 2 items or 2 attempts or where totals never vary.
    """
    table = np.asarray(matrix, dtype=float)
    if table.ndim != 2 or min(table.shape) < 2:
        return None
    totals = table.sum(axis=1).var(ddof=1)
    if totals < _ROUNDING:
        return None
    items = table.shape[1]
    return float(items / (items - 1) * (1 - table.var(axis=0, ddof=1).sum() / totals))


def alpha_without(matrix: ArrayLike) -> list[float | None]:
    """Alpha of the rest of the items, leaving out each in turn; None where ``alpha`` of the rest would be."""
    table = np.asarray(matrix, dtype=float)
    if table.ndim != 2 or table.shape[0] < 2 or table.shape[1] < 3:
        return [None] * (table.shape[1] if table.ndim == 2 else 0)
    items = table.var(axis=0, ddof=1)
    totals = (table.sum(axis=1, keepdims=True) - table).var(axis=0, ddof=1)
    rest = table.shape[1] - 1
    return [
        float(rest / (rest - 1) * (1 - (items.sum() - item) / total)) if total >= _ROUNDING else None
        for item, total in zip(items, totals, strict=True)
    ]


def error_of_measurement(matrix: ArrayLike) -> float | None:
    """Standard error of measurement: SD of totals x sqrt(1 - alpha), in points; None where alpha is None."""
    reliability = alpha(matrix)
    return None if reliability is None else _error(matrix, reliability)


def reliability_intervals(matrix: ArrayLike) -> tuple[Interval, Interval] | None:
    """The intervals of alpha and of the standard error of measurement; None where alpha is None.

    That of the error takes the SD of totals as it was seen, and alpha at the ends of its own interval.
    """
    reliability = alpha(matrix)
    if reliability is None:
        return None
    learners, items = np.asarray(matrix).shape
    interval = alpha_interval(reliability, learners, items)
    return interval, Interval(_error(matrix, interval.high), _error(matrix, interval.low))


def _error(matrix: ArrayLike, reliability: float) -> float:
    spread = float(np.asarray(matrix, dtype=float).sum(axis=1).std(ddof=1))
    return spread * sqrt(max(0.0, 1 - reliability))


def hedges_g(first: Moments, second: Moments) -> float | None:
    """The difference of the means in pooled SDs, corrected for small groups (Hedges 1981); None without spread."""
    degrees = first.n + second.n - 2
    pooled = sqrt((first.variance * (first.n - 1) + second.variance * (second.n - 1)) / degrees)
    if pooled < _ROUNDING:
        return None
    return (first.mean - second.mean) / pooled * (1 - 3 / (4 * degrees - 1))
