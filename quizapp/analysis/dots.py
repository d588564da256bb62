"""The results of classes as dots above a scale, one a student: those that are alike stand on each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from quizapp.analysis.intervals import Interval

LEFT, WIDTH = 200, 420
# A dot's height, as long as the highest pile fits into its row.
_STEP, _HIGHEST = 7.0, 84.0
_ABOVE, _BELOW = 26.0, 8.0
# As many places beside each other: closer ones would overlap.
_PLACES = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A class with its results, shares in [0, 1], and the interval of their mean."""

    name: str
    shares: Sequence[float]
    interval: Interval | None
    is_this: bool


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """A class: its name, its dots under its mean and interval, in units of the drawing. ``y`` is of the mean."""

    name: str
    is_this: bool
    y: float
    mean: float
    low: float
    high: float
    dots: list[Dot]
    bottom: float


def rows_of_dots(classes: Sequence[Told]) -> list[Row]:
    """A row a class, one below the other."""
    piles = [Counter(round(share * _PLACES) for share in each.shares) for each in classes]
    highest = max((max(pile.values()) for pile in piles), default=1)
    step = min(_STEP, _HIGHEST / highest)
    rows, top = [], 0.0
    for each, pile in zip(classes, piles, strict=True):
        middle = mean(each.shares)
        ground = top + _ABOVE + 12 + step * max(pile.values())
        dots = [
            Dot(round(_x(place / _PLACES), 1), round(ground - step * number, 1))
            for place, count in sorted(pile.items())
            for number in range(count)
        ]
        low, high = (each.interval.low, each.interval.high) if each.interval else (middle, middle)
        rows.append(Row(each.name, each.is_this, top + 18, _x(middle), _x(low), _x(high), dots, ground + _BELOW))
        top = ground + _BELOW
    return rows


def _x(share: float) -> float:
    return round(LEFT + WIDTH * share, 1)
