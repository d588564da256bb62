"""Where everything stands in the drawing of a timeline: true dates to scale, and the learner's order beside them.

Lengths are in units of the drawing, which is ``WIDTH`` wide; y grows downwards, so the earliest stands on top.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from textwrap import wrap

from quizapp.questions.dates import OPEN_END, OPEN_START, display, interval

WIDTH = 320
LINE = 16
_GAP = 14
_TOP = 40
_SHORTEST = 220
_LABEL, _DATE = 22, 21
# Room for what is known to come before the first date or after the last.
_BEYOND = 44
_YEAR, _MONTH = 365.2425, 30.436875

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """An event to be drawn: ``letter`` names it here and in the list beside."""

    id: str
    letter: str
    label: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in the drawing.

    ``y`` is its place on the line, ``bar`` the (top, height) of the time its date may mean (None: without a date).
    The words stand around ``label_y``; ``first_line`` is the base of their first line. ``order_y`` is its place
    in the learner's column (None: nothing was answered).
    """

    letter: str
    date_lines: list[str]
    label_lines: list[str]
    y: float
    bar: tuple[float, float] | None
    label_y: float
    first_line: float
    order_y: float | None
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """``ticks`` are marks of equal time, each ``tick_text`` long; ``ties`` are the places of pairs left open."""

    height: float
    top: float
    bottom: float
    marks: list[Mark]
    ties: list[tuple[float, float]]
    ticks: list[float]
    tick_text: str


def draw(spots: Sequence[Spot], before: Collection[Pair], order: Sequence[str], moved: Collection[str]) -> Drawing:
    """The drawing of events in one right order. ``before`` holds every (earlier, later) that is decided.

    ``order`` is the learner's (empty: none), ``moved`` are the events of swapped pairs.
    """
    words = {spot.id: _words(spot) for spot in spots}
    heights = {each: LINE * (len(dates) + len(labels)) + _GAP for each, (dates, labels) in words.items()}
    bottom = _TOP + max(_SHORTEST, sum(heights.values()))
    scale = _Scale(spots, before, _TOP + 10, bottom - 10)
    places = scale.places()
    labels = _apart(places, heights, bottom)
    rows = _rows(order, bottom)
    marks = [
        Mark(
            letter=spot.letter,
            date_lines=words[spot.id][0],
            label_lines=words[spot.id][1],
            y=places[spot.id],
            bar=scale.bar(spot),
            label_y=labels[spot.id],
            first_line=round(labels[spot.id] - (heights[spot.id] - _GAP) / 2 + 0.75 * LINE, 1),
            order_y=rows.get(spot.id),
            is_moved=spot.id in moved,
        )
        for spot in spots
    ]
    decided = {frozenset(pair) for pair in before}
    ties = [
        (min(places[a.id], places[b.id]), max(places[a.id], places[b.id]))
        for a, b in combinations(spots, 2)
        if frozenset((a.id, b.id)) not in decided
    ]
    ticks, tick_text = scale.ticks()
    return Drawing(bottom + 10, _TOP, bottom, marks, ties, ticks, tick_text)


def _words(spot: Spot) -> tuple[list[str], list[str]]:
    date = display(spot.date) if spot.date else "date not given"
    # The first line also holds the letter.
    return wrap(f"{spot.letter}. {date}", _DATE), wrap(spot.label, _LABEL, max_lines=2, placeholder=" …")


class _Scale:
    """Days to places on the line."""

    def __init__(self, spots: Sequence[Spot], before: Collection[Pair], top: float, bottom: float) -> None:
        self.spots, self.before = spots, before
        self.reach = {spot.id: interval(spot.date) for spot in spots if spot.date}
        undated = [spot.id for spot in spots if not spot.date]
        self.ends = (top, bottom)
        first_dated = {later for earlier, later in before if earlier in self.reach}
        last_dated = {earlier for earlier, later in before if later in self.reach}
        self.top = top + (_BEYOND if any(each not in first_dated for each in undated) else 0)
        self.bottom = bottom - (_BEYOND if any(each not in last_dated for each in undated) else 0)
        edges = [edge for span in self.reach.values() for edge in (span.earliest, span.latest)]
        known = [edge for edge in edges if edge not in {OPEN_START, OPEN_END}]
        # One date alone makes no scale: its month would be drawn as long as all that came before and after it.
        self.first, self.last = (min(known), max(known)) if known and len(self.reach) > 1 else (0, 0)

    def y(self, day: float) -> float:
        if day <= OPEN_START or day >= OPEN_END:
            return self.ends[day >= OPEN_END]
        if self.first == self.last:
            return (self.top + self.bottom) / 2
        return round(self.top + (self.bottom - self.top) * (day - self.first) / (self.last - self.first), 1)

    def places(self) -> dict[str, float]:
        """Dated events at the middle of what their date may mean, the others between those they are known to be."""
        found: dict[str, float] = {}
        ends = {each: self.y(span.latest) for each, span in self.reach.items()}
        for spot in self.spots:
            if spot.id in self.reach:
                # Where dates overlap and the order is still known, it narrows what they may mean.
                begin = [found[a] for a, b in self.before if b == spot.id and a in found]
                end = [ends[b] for a, b in self.before if a == spot.id and b in ends]
                earliest = max(self.y(self.reach[spot.id].earliest), *begin, self.ends[0])
                latest = min(ends[spot.id], *end, self.ends[1])
                found[spot.id] = round((earliest + latest) / 2, 1)
        for spot in self.spots:
            if spot.id in found:
                continue
            above = [found[a] for a, b in self.before if b == spot.id and a in found]
            below = [found[b] for a, b in self.before if a == spot.id and b in found]
            top, bottom = max(above, default=self.ends[0]), min(below, default=self.ends[1])
            waiting = sum(a == spot.id and b not in found for a, b in self.before)
            # Those at an open end leave room for one more step, so that nothing stands on the end itself.
            steps = waiting + 2
            found[spot.id] = round(top + (bottom - top) / steps, 1)
        return found

    def bar(self, spot: Spot) -> tuple[float, float] | None:
        span = self.reach.get(spot.id)
        if span is None:
            return None
        top, bottom = self.y(span.earliest), self.y(span.latest)
        return top, round(bottom - top, 1)

    def ticks(self) -> tuple[list[float], str]:
        """At most ten marks of a round number of years, months or days, and that length in words."""
        days = self.last - self.first
        if not days:
            return [], ""
        units = (("year", _YEAR), ("month", _MONTH))
        unit, length = next((each for each in units if days >= 2 * each[1]), ("day", 1.0))
        step = next(n for n in _round_numbers() if days / (n * length) <= 10)
        count = int(days / (step * length))
        places = [self.y(self.first + number * step * length) for number in range(count + 1)]
        return places, f"{step} {unit}" if step == 1 else f"{step} {unit}s"


def _round_numbers() -> list[int]:
    return [lead * 10**power for power in range(5) for lead in (1, 2, 5)]


def _rows(order: Sequence[str], bottom: float) -> dict[str, float]:
    """The learner's events at equal steps: what they gave was an order, and no dates."""
    step = (bottom - _TOP) / max(1, len(order))
    return {each: round(_TOP + step * (number + 0.5), 1) for number, each in enumerate(order)}


def _apart(places: dict[str, float], heights: dict[str, int], bottom: float) -> dict[str, float]:
    """The middle of each event's words: as near to its place as can be without standing on other words."""
    found: dict[str, float] = {}
    ordered = sorted(places, key=lambda each: places[each])
    floor = float(_TOP)
    for each in ordered:
        found[each] = max(places[each], floor + heights[each] / 2)
        floor = found[each] + heights[each] / 2
    ceiling = bottom
    for each in reversed(ordered):
        found[each] = round(min(found[each], ceiling - heights[each] / 2), 1)
        ceiling = found[each] - heights[each] / 2
    return found
