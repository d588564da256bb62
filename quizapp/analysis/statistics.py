"""Classical test theory and uncertainty, as pure functions of plain numbers.

Variances and covariances are with S - 1. Sources: Lord & Novick (1968) for item and test
statistics; Cronbach (1951) for alpha; Student's t for the interval of a mean; Welch (1947) for the
difference of two means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import correlation, mean, stdev, variance

# 97.5 % points of Student's t by degrees of freedom; beyond the table the last smaller entry is
# used, which makes an interval a little too wide, never too narrow.
_T = {
    1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228,
    11: 2.201, 12: 2.179, 13: 2.160, 14: 2.145, 15: 2.131, 16: 2.120, 17: 2.110, 18: 2.101, 19: 2.093,
    20: 2.086, 25: 2.060, 30: 2.042, 40: 2.021, 60: 2.000, 120: 1.980,
}  # fmt: skip


# Variances below this are rounding noise: shares differ by far more.
_NO_SPREAD = 1e-20


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval."""

    low: float
    high: float


def t_quantile(degrees: float) -> float:
    """The two-sided 95 % point of Student's t for at least one degree of freedom."""
    return _T[max((known for known in _T if known <= degrees), default=1)]


def mean_interval(values: Sequence[float]) -> Interval | None:
    """The 95 % interval of a mean, kept within [0, 1] since the values are shares; None below 2 values."""
    if len(values) < 2:
        return None
    reach = t_quantile(len(values) - 1) * stdev(values) / sqrt(len(values))
    return Interval(max(0.0, mean(values) - reach), min(1.0, mean(values) + reach))


def difference_interval(first: Sequence[float], second: Sequence[float]) -> Interval | None:
    """Welch's 95 % interval of mean(first) - mean(second); None below 2 values on either side."""
    if len(first) < 2 or len(second) < 2:
        return None
    one, two = variance(first) / len(first), variance(second) / len(second)
    difference = mean(first) - mean(second)
    if one + two < _NO_SPREAD:
        return Interval(difference, difference)
    degrees = (one + two) ** 2 / (one**2 / (len(first) - 1) + two**2 / (len(second) - 1))
    reach = t_quantile(degrees) * sqrt(one + two)
    return Interval(difference - reach, difference + reach)


def facility(earned: Sequence[float]) -> float | None:
    """Mean credit of an item, in [0, 1]; None without responses."""
    return mean(earned) if earned else None


def discrimination(earned: Sequence[float], rests: Sequence[float]) -> float | None:
    """Corrected item-rest correlation in [-1, 1]; None below 3 attempts or where either never varies."""
    if len(earned) < 3 or len(set(earned)) < 2 or len(set(rests)) < 2:
        return None
    return correlation(earned, rests)


def alpha(matrix: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha (KR-20 for 0/1 items) of rows of item credits, one row an attempt.

    At most 1, may be negative; None below 2 items or 2 attempts or where totals never vary.
    """
    if len(matrix) < 2 or len(matrix[0]) < 2:
        return None
    totals = variance([sum(row) for row in matrix])
    if totals == 0:
        return None
    items = len(matrix[0])
    spread = sum(variance(column) for column in zip(*matrix, strict=True))
    return float(items / (items - 1) * (1 - spread / totals))


def standard_error_of_measurement(matrix: Sequence[Sequence[float]]) -> float | None:
    """SD of totals x sqrt(1 - alpha), in points; None where alpha is None."""
    reliability = alpha(matrix)
    if reliability is None:
        return None
    return stdev([sum(row) for row in matrix]) * sqrt(max(0.0, 1 - reliability))
