"""The figures of a group that may be told: number, mean, spread and quartiles, never a single result."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quizapp.analysis.intervals import Interval, Moments, mean_interval, welch_interval
from quizapp.analysis.statistics import hedges_g

# As many decimals of a share are told: tenths of a percentage point of means, whole ones of quartiles.
_MEAN, _QUARTILE = 3, 2


# The width of the drawing of a group, in its own units.
_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where the middle half of a group, its median and one more mark lie on a line of ``width``."""

    low: int
    half: int
    middle: int
    mark: int | None
    width: int = _WIDTH


def drawn(low: float, middle: float, high: float, mark: float | None = None) -> Drawn:
    """Of quartiles in [0, 1]. A half that is all in one place is still to be seen."""
    begin = min(round(_WIDTH * low), _WIDTH - 8)
    return Drawn(
        low=begin,
        half=max(round(_WIDTH * high) - begin, 8),
        middle=round(_WIDTH * middle),
        mark=round(_WIDTH * mark) if mark is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of points in [0, 1]. Half of the group lies between ``low`` and ``high``, half below ``middle``."""

    n: int
    mean: float
    sd: float
    low: float
    middle: float
    high: float
    interval: Interval

    @property
    def drawn(self) -> Drawn:
        return drawn(self.low, self.middle, self.high, self.mean)

    @property
    def moments(self) -> Moments:
        return Moments(self.n, self.mean, self.sd**2)


def figures_of(shares: Sequence[float], items: int) -> Figures:
    """The figures of at least two learners, rounded as they are told; ``items`` questions stand behind each share."""
    interval = mean_interval(shares, items)
    if interval is None:
        raise ValueError("a group has at least two learners")
    low, middle, high = (round(float(each), _QUARTILE) for each in np.quantile(shares, [0.25, 0.5, 0.75]))
    return Figures(
        n=len(shares),
        mean=round(float(np.mean(shares)), _MEAN),
        sd=round(float(np.std(shares, ddof=1)), _MEAN),
        low=low,
        middle=middle,
        high=high,
        interval=Interval(round(interval.low, _MEAN), round(interval.high, _MEAN)),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean of this class less that of the other, in [-1, 1], with Welch's interval and Hedges' g."""

    value: float
    interval: Interval
    g: float | None

    @property
    def sentence(self) -> str:
        """What it means, in plain words."""
        points = abs(round(100 * self.value))
        if self.interval.holds(0):
            return f"The difference of {_points(points)} could well be chance."
        return f"A difference of {_points(points)} is more than chance explains."


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"


def difference(mine: Moments, other: Moments) -> Difference:
    """Between two groups of at least two."""
    return Difference(mine.mean - other.mean, welch_interval(mine, other), hedges_g(mine, other))
