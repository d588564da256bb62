"""Classical test theory of items and quizzes, as pure functions of plain numbers.

Variances and covariances are with n - 1. Credits are in [0, 1], one row an attempt and one column an item.
Sources: Lord & Novick (1968) for item and test statistics, Kelley (1939) for the upper and lower groups,
Cronbach (1951) for alpha, Hedges (1981) for g.
"""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from quizapp.analysis.intervals import Interval, alpha_interval

# The part of the learners that is the upper group, and the lower.
UPPER = 0.27
_ROUNDING = 1e-12


def facility(credits_: ArrayLike) -> float | None:
    """Mean credit of an item, in [0, 1]; None without responses."""
    earned = np.asarray(credits_, dtype=float)
    return float(earned.mean()) if earned.size else None


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


def upper_group(scores: ArrayLike, part: float = UPPER) -> NDArray[np.float64]:
    """How far each learner belongs to the best ``part`` of the class, in [0, 1].

    Learners who are tied at the edge belong to it equally, each with the chance that a fair draw would give
    them, so that the group does not depend on the order of the list.
    """
    values = np.asarray(scores, dtype=float)
    wanted = part * len(values)
    ordered = np.sort(values)
    up_to = np.searchsorted(ordered, values + _ROUNDING, side="right")
    tied = up_to - np.searchsorted(ordered, values - _ROUNDING, side="left")
    above = len(values) - up_to
    belonging: NDArray[np.float64] = np.clip((wanted - above) / tied, 0.0, 1.0)
    return belonging


def lower_group(scores: ArrayLike, part: float = UPPER) -> NDArray[np.float64]:
    """How far each learner belongs to the weakest ``part`` of the class, as ``upper_group`` does."""
    return upper_group(-np.asarray(scores, dtype=float), part)


def upper_lower_index(credits_: ArrayLike, scores: ArrayLike) -> float | None:
    """Mean credit of the best 27 % less that of the weakest 27 %, in [-1, 1]; None without spread of scores."""
    earned, totals = np.asarray(credits_, dtype=float), np.asarray(scores, dtype=float)
    if len(earned) < 3 or np.ptp(totals) < _ROUNDING:
        return None
    upper, lower = upper_group(totals), lower_group(totals)
    return float((earned * upper).sum() / upper.sum() - (earned * lower).sum() / lower.sum())


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
    """Alpha of the rest of the items, leaving out each in turn."""
    table = np.asarray(matrix, dtype=float)
    return [alpha(np.delete(table, item, axis=1)) for item in range(table.shape[1])] if table.ndim == 2 else []


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


def hedges_g(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The difference of the means in pooled SDs, corrected for small groups; None without spread."""
    degrees = len(first) + len(second) - 2
    if min(len(first), len(second)) < 2:
        return None
    squares = float(np.var(first, ddof=1)) * (len(first) - 1) + float(np.var(second, ddof=1)) * (len(second) - 1)
    pooled = sqrt(squares / degrees)
    if pooled < _ROUNDING:
        return None
    return float(np.mean(first) - np.mean(second)) / pooled * (1 - 3 / (4 * degrees - 1))
