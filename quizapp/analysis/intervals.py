"""95 % intervals for what a class shows, as pure functions of plain numbers.

Variances are with n - 1. Credits and shares are in [0, 1]. Where there are too few values for an honest
interval, the answer is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import atanh, exp, log, sqrt, tanh
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from quizapp.analysis.distributions import f_quantile, t_quantile

_NORMAL = 1.959964
# Variances below this are rounding noise: shares differ by far more.
_NO_SPREAD = 1e-20
# So much of a learner with nothing, and of one with everything, is added to the spread that was seen.
_UNSEEN = 0.0075
# A correlation needs four pairs for its interval, Bonett's spread five values.
_FEWEST_FOR_CORRELATION, _FEWEST_FOR_SPREAD, _FEWEST_FOR_MEDIAN = 4, 5, 6
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies in it, ends included."""
        return self.low <= value <= self.high


def mean_interval(shares: Sequence[float], items: int = 1) -> Interval | None:
    """The interval of the mean of shares of points, within [0, 1]; None below two learners.

    ``items`` is the number of questions behind each share. Student's interval breaks its promise where most
    learners have nearly everything right. This is Wilson's (1927) for a share, with the number of independent
    answers that the spread of the learners amounts to (their effective number: between one and ``items`` a
    learner). A little of an unseen learner at each end keeps a class that is all right from looking certain.
    """
    n = len(shares)
    if n < 2:
        return None
    mean = float(np.mean(shares))
    centre = (mean * n + _UNSEEN) / (n + 2 * _UNSEEN)
    seen = float(np.var(shares)) * n + n * (mean - centre) ** 2
    spread = (seen + _UNSEEN * (centre**2 + (1 - centre) ** 2)) / (n - 1 + 2 * _UNSEEN)
    answers = min(max(n * centre * (1 - centre) / spread, n), n * max(items, 1))
    # Between the normal distribution and Student's: the spread is estimated, but bounded from both sides.
    z = t_quantile(1.5 * (n - 1))
    middle = (mean + z * z / (2 * answers)) / (1 + z * z / answers)
    reach = z * sqrt(mean * (1 - mean) / answers + z * z / (4 * answers**2)) / (1 + z * z / answers)
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def share_interval(share: float, n: float) -> Interval:
    """Wilson's (1927) interval of a share in [0, 1] of ``n`` > 0 learners, which need not be whole.

    For mean credits with parts of points it is on the wide side: they vary less than points do.
    """
    squared = _NORMAL**2
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    reach = _NORMAL * sqrt(share * (1 - share) / n + squared / (4 * n**2)) / (1 + squared / n)
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def median_interval(values: ArrayLike) -> Interval | None:
    """The interval of a median from the order of the values, for any distribution; None below six values.

    Conover (1999), Practical Nonparametric Statistics, 3.2: as many values are left out at each end as a fair
    coin would throw on one side with a chance of at most 2.5 %.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    n = len(ordered)
    if n < _FEWEST_FOR_MEDIAN:
        return None
    left_out = _left_out(n)
    return Interval(float(ordered[left_out - 1]), float(ordered[n - left_out]))


@cache
def _left_out(n: int) -> int:
    """How many of ``n`` coins at most show the rarer side with a chance of no more than 2.5 %, and one."""
    left_out, chance = 0, 0.5**n
    total = chance
    while total <= _TAIL:
        left_out += 1
        chance *= (n - left_out + 1) / left_out
        total += chance
    return left_out


class Moments(NamedTuple):
    """Number, mean and variance (with n - 1) of some values: all that a comparison of means needs of them."""

    n: int
    mean: float
    variance: float


def moments(values: Sequence[float]) -> Moments:
    """Of at least two values."""
    return Moments(len(values), float(np.mean(values)), float(np.var(values, ddof=1)))


def difference_interval(first: Sequence[float], second: Sequence[float]) -> Interval | None:
    """Welch's (1947) interval of mean(first) - mean(second); None below two values on either side."""
    if len(first) < 2 or len(second) < 2:
        return None
    return welch_interval(moments(first), moments(second))


def welch_interval(first: Moments, second: Moments) -> Interval:
    """The same from the moments of two groups of at least two."""
    one, two = first.variance / first.n, second.variance / second.n
    difference = first.mean - second.mean
    if one + two < _NO_SPREAD:
        return Interval(difference, difference)
    degrees = (one + two) ** 2 / (one**2 / (first.n - 1) + two**2 / (second.n - 1))
    reach = t_quantile(max(degrees, 1.0)) * sqrt(one + two)
    return Interval(difference - reach, difference + reach)


def spread_interval(values: Sequence[float]) -> Interval | None:
    """The interval of a standard deviation, for values of any distribution; None below five or without spread.

    Bonett (2006), Computational Statistics & Data Analysis 50, 775-782.
    """
    n = len(values)
    variance = float(np.var(values, ddof=1)) if n >= _FEWEST_FOR_SPREAD else 0.0
    if variance < _NO_SPREAD:
        return None
    ordered = np.sort(np.asarray(values, dtype=float))
    cut = int(n / (2 * sqrt(n - 4)))
    trimmed = ordered[cut : n - cut].mean() if n > 2 * cut else ordered.mean()
    kurtosis = n * float(((ordered - trimmed) ** 4).sum()) / ((n - 1) * variance) ** 2
    small = n / (n - _NORMAL)
    error = small * sqrt(max(kurtosis - (n - 3) / n, 0.0) / (n - 1))
    middle = log(small * variance)
    return Interval(sqrt(exp(middle - _NORMAL * error)), sqrt(exp(middle + _NORMAL * error)))


def correlation_interval(correlation: float, n: int) -> Interval | None:
    """Fisher's (1921) interval of a correlation of ``n`` pairs; None below four pairs."""
    if n < _FEWEST_FOR_CORRELATION:
        return None
    middle = atanh(max(-1 + 1e-12, min(1 - 1e-12, correlation)))
    reach = _NORMAL / sqrt(n - 3)
    return Interval(tanh(middle - reach), tanh(middle + reach))


def alpha_interval(alpha: float, learners: int, items: int) -> Interval:
    """Feldt's (1965) interval of Cronbach's alpha, for at least two learners and two items; high is at most 1."""
    first, second = learners - 1, (learners - 1) * (items - 1)
    return Interval(
        1 - (1 - alpha) * f_quantile(first, second, 0.975), 1 - (1 - alpha) * f_quantile(first, second, 0.025)
    )
