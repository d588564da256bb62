"""Timeline: put events in order. Pairs that the evidence cannot decide never count."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any

from pydantic import Field, field_validator, model_validator

from quizapp.questions.content import Answer, Content, Evidence, Frozen, Grade, InvalidAnswer, Place
from quizapp.questions.content import is_complete as is_complete
from quizapp.questions.dates import display, interval
from quizapp.questions.feedback import EventFeedback, OrderFeedback, Swap, SwapCount
from quizapp.questions.time_between import time_between
from quizapp.questions.timeline_drawing import Spot, draw

name = "timeline"
label = "Timeline"
summary = "Events to put in order, with partial credit."


class Event(Frozen):
    """Something that happened: ``date`` is EDTF, ``after`` names events known to be earlier."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    label: str = Field(min_length=1)
    date: str | None = None
    after: tuple[str, ...] = ()
    evidence: Evidence | None = None

    @field_validator("date")
    @classmethod
    def _date_is_edtf(cls, value: str | None) -> str | None:
        if value is not None:
            interval(value)
        return value


class Timeline(Content):
    """Events in any order; what order is right follows from their dates and ``after``."""

    events: tuple[Event, ...] = Field(min_length=3, max_length=8)
    explanation: str = ""

    @model_validator(mode="after")
    def _order_is_sound(self) -> "Timeline":
        ids = [event.id for event in self.events]
        if len(set(ids)) < len(ids):
            raise ValueError("two events have the same id")
        labels = {" ".join(event.label.casefold().split()) for event in self.events}
        if len(labels) < len(ids):
            raise ValueError("two events have the same label")
        for event in self.events:
            unknown = set(event.after) - set(ids)
            if unknown:
                raise ValueError(f"event {event.id!r} comes after unknown {sorted(unknown)}")
        before = self._known_before
        clashes = sorted((pair for pair in before if pair[::-1] in before), key=lambda pair: (pair[0] == pair[1], pair))
        if clashes:
            one, other = (self.event(event_id).label for event_id in clashes[0])
            raise ValueError(
                f"“{one}” and “{other}” contradict each other: by their dates or “comes after”, each would be earlier"
            )
        if not before:
            raise ValueError("no pair of events has a known order: give dates, or say what comes after what")
        return self

    @cached_property
    def _known_before(self) -> frozenset[tuple[str, str]]:
        """Every (earlier, later) that dates or ``after`` decide, closed under transitivity."""
        dated = {event.id: interval(event.date) for event in self.events if event.date}
        known = {(other, event.id) for event in self.events for other in event.after}
        known |= {(a, b) for a in dated for b in dated if a != b and dated[a].latest < dated[b].earliest}
        ids = [event.id for event in self.events]
        for middle in ids:
            earlier = [a for a in ids if (a, middle) in known]
            later = [b for b in ids if (middle, b) in known]
            known |= {(a, b) for a in earlier for b in later}
        return frozenset(known)

    def decidable_pairs(self) -> list[tuple[str, str]]:
        """(earlier, later) for every pair whose order the evidence decides, in a stable order."""
        ids = [event.id for event in self.events]
        return [pair for a, b in combinations(ids, 2) for pair in ((a, b), (b, a)) if pair in self._known_before]

    def right_order(self) -> list[Event]:
        """One order that the evidence allows; events it cannot tell apart keep their stored order."""
        remaining = list(self.events)
        ordered: list[Event] = []
        while remaining:
            first = next(
                event
                for event in remaining
                if not any((other.id, event.id) in self._known_before for other in remaining)
            )
            ordered.append(first)
            remaining.remove(first)
        return ordered

    def event(self, event_id: str) -> Event:
        return next(event for event in self.events if event.id == event_id)

    def quotes(self) -> list[tuple[Place, Evidence]]:
        """The quotes of the events, earliest event first."""
        stored = {event.id: number for number, event in enumerate(self.events)}
        return [
            (("events", stored[event.id], "evidence"), event.evidence)
            for event in self.right_order()
            if event.evidence
        ]

    def unproven(self) -> list[Place]:
        return [("events", number) for number, event in enumerate(self.events) if event.evidence is None]


def parse(data: Mapping[str, Any]) -> Timeline:
    return Timeline.model_validate(data)


def to_dict(content: Timeline) -> dict[str, Any]:
    return content.model_dump(mode="json")


def presented(content: Timeline, seed: int) -> list[tuple[str, str]]:
    """Events shuffled by the seed, never already in an order that earns full credit.

    An order with full credit is turned round; since every question has a decidable pair, that earns nothing.
    """
    shuffled = [(event.id, event.label) for event in content.events]
    random.Random(f"{seed}:{content.stem}").shuffle(shuffled)
    if grade(content, {"order": [event_id for event_id, _ in shuffled]}).credit == 1:
        shuffled.reverse()
    return shuffled


def answer_from_form(content: Timeline, form: Mapping[str, Sequence[str]]) -> Answer:
    """The order from the hidden field that the script fills, else from the number boxes."""
    ids = [event.id for event in content.events]
    order = [part for part in next(iter(form.get("order", ())), "").split(",") if part]
    if not order:
        order = _order_from_places(ids, form)
    if sorted(order) != sorted(ids):
        raise InvalidAnswer("Give every event its place.")
    return {"order": order}


def _order_from_places(ids: list[str], form: Mapping[str, Sequence[str]]) -> list[str]:
    boxes = {event_id: next(iter(form.get(f"place-{event_id}", ())), "").strip() for event_id in ids}
    if not any(boxes.values()):
        raise InvalidAnswer("Put the events in order first.")
    places: dict[str, int] = {}
    for event_id, typed in boxes.items():
        if not (typed.isascii() and typed.isdigit()) or not 1 <= int(typed) <= len(ids):
            raise InvalidAnswer(f"Give every event a number from 1 to {len(ids)}.")
        places[event_id] = int(typed)
    if len(set(places.values())) < len(ids):
        raise InvalidAnswer("Two events have the same number. Give each its own.")
    return sorted(ids, key=places.__getitem__)


def form_from_answer(content: Timeline, answer: Answer) -> dict[str, list[str]]:
    """Number boxes and not the hidden field, so that boxes changed without script count."""
    return {f"place-{event_id}": [str(place)] for place, event_id in enumerate(answer["order"], start=1)}


def grade(content: Timeline, answer: Answer) -> Grade:
    """Credit for the pairs that the evidence can decide: (right - wrong) / decidable, at least 0."""
    order = list(answer.get("order", ()))
    if sorted(order) != sorted(event.id for event in content.events):
        return Grade(credit=Fraction(0))
    place = {event_id: index for index, event_id in enumerate(order)}
    pairs = content.decidable_pairs()
    swapped = tuple(pair for pair in pairs if place[pair[0]] > place[pair[1]])
    return Grade(credit=max(Fraction(0), 1 - Fraction(2 * len(swapped), len(pairs))), swapped=swapped)


def guess_score(content: Timeline) -> Fraction:
    """The mean credit of all orders. Without the floor at nothing it would be exactly zero."""
    pairs = len(content.decidable_pairs())
    orders_by_swaps = _orders_by_swaps(content)
    earned = sum(
        (orders * max(Fraction(0), 1 - Fraction(2 * swaps, pairs)) for swaps, orders in orders_by_swaps.items()),
        Fraction(0),
    )
    return earned / sum(orders_by_swaps.values())


def _orders_by_swaps(content: Timeline) -> Counter[int]:
    """How many of all orders swap how many decidable pairs, counted set by set instead of order by order."""
    pairs = set(content.decidable_pairs())
    ids = [event.id for event in content.events]
    counted: dict[frozenset[str], Counter[int]] = {frozenset(): Counter({0: 1})}
    for _ in ids:
        longer: dict[frozenset[str], Counter[int]] = {}
        for placed, swaps in counted.items():
            for event_id in set(ids) - placed:
                more = sum((event_id, other) in pairs for other in placed)
                into = longer.setdefault(placed | {event_id}, Counter())
                into.update({count + more: orders for count, orders in swaps.items()})
        counted = longer
    return counted[frozenset(ids)]


def feedback(content: Timeline, answer: Answer | None, seed: int) -> OrderFeedback:
    """The events as the learner put them (in a right order where nothing was answered), and what was swapped."""
    swapped = grade(content, answer).swapped if answer else ()
    moved = {event_id for pair in swapped for event_id in pair}
    given = _in_given_order(content, answer)
    letters = {event.id: chr(ord("A") + place) for place, event in enumerate(given)}
    right = content.right_order()
    return OrderFeedback(
        events=[_event_feedback(content, event, letters[event.id], is_right=event.id not in moved) for event in given],
        right_order=[_event_feedback(content, event, letters[event.id], is_right=True) for event in right],
        swaps=_swaps(content, swapped),
        also_right=_either_way(content),
        drawing=draw(
            [Spot(event.id, letters[event.id], event.label, event.date) for event in right],
            content.decidable_pairs(),
            [event.id for event in given] if answer else [],
            moved,
        ),
    )


def _either_way(content: Timeline) -> str:
    open_pairs = [f"“{first.label}” and “{second.label}”" for first, second in _open_pairs(content)]
    return f"Either may come first: {'; '.join(open_pairs)}." if open_pairs else ""


def _open_pairs(content: Timeline) -> list[tuple[Event, Event]]:
    """The pairs whose order the evidence does not decide."""
    decided = {frozenset(pair) for pair in content.decidable_pairs()}
    return [
        (first, second)
        for first, second in combinations(content.right_order(), 2)
        if frozenset((first.id, second.id)) not in decided
    ]


def tally(content: Timeline, answers: Sequence[Answer], asked: int) -> list[SwapCount]:
    """Every pair that somebody put the wrong way round, the most frequent first."""
    # Many learners give the same order, which is compared and put into words once.
    orders = Counter(tuple(answer.get("order", ())) for answer in answers)
    counts: Counter[tuple[str, str]] = Counter()
    for order, learners in orders.items():
        counts.update(dict.fromkeys(grade(content, {"order": order}).swapped, learners))
    return [SwapCount(_swaps(content, [pair])[0], count, count / asked) for pair, count in counts.most_common()]


def _swaps(content: Timeline, swapped: Sequence[tuple[str, str]]) -> list[Swap]:
    return [_swap(content.event(earlier), content.event(later)) for earlier, later in swapped]


def _swap(earlier: Event, later: Event) -> Swap:
    gap = time_between(earlier.date, later.date) if earlier.date and later.date else ""
    return Swap(_named(earlier), _named(later), gap)


def _event_feedback(content: Timeline, event: Event, letter: str, *, is_right: bool) -> EventFeedback:
    return EventFeedback(
        label=event.label,
        date_text=display(event.date) if event.date else "",
        is_right=is_right,
        letter=letter,
        notes=_notes(content, event),
    )


def _notes(content: Timeline, event: Event) -> list[str]:
    """What the evidence leaves open about an event."""
    others = [b if a == event else a for a, b in _open_pairs(content) if event in (a, b)]
    if not event.date and len(others) == len(content.events) - 1:
        return ["date not given: any place was right"]
    notes = [] if event.date else ["order known, date not given"]
    if others:
        labels = " and ".join(f"“{other.label}”" for other in others)
        notes.append(f"either order was right with {labels}")
    return notes


def _in_given_order(content: Timeline, answer: Answer | None) -> list[Event]:
    given = (answer or {}).get("order", ())
    known = {event.id for event in content.events}
    return [content.event(event_id) for event_id in given] if set(given) == known else content.right_order()


def _named(event: Event) -> str:
    return f"{event.label} ({display(event.date)})" if event.date else event.label
