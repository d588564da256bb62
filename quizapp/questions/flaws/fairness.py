"""Criteria about whether a timeline can be put in order fairly."""

import re
from collections.abc import Sequence
from itertools import combinations

from quizapp.questions.dates import display
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.wording import subjects
from quizapp.questions.timeline import Event, Timeline

# Labels of one date that share this part of their telling words tell of one thing.
ALIKE = 0.6

NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|\(?[a-h][.)](?=\s)|(?:step|stage|event|part) \d{1,2}\b[.:]?)\s*", re.I)


def order_undecided(content: Timeline) -> list[Flaw]:
    """Events that the evidence cannot put in order: learners cannot know which comes first, so both orders count."""
    decided = {frozenset(pair) for pair in content.decidable_pairs()}
    placed = {event_id for pair in decided for event_id in pair}
    found = []
    for index, event in enumerate(content.events):
        if event.id not in placed and not event.date:
            message = f"“{event.label}” has no date and comes after nothing, so that it may stand anywhere."
            found.append(Flaw("event-without-place", message, f"events.{index}"))
            continue
        rivals = [
            other
            for other in content.events[index + 1 :]
            if frozenset({event.id, other.id}) not in decided and (other.date or other.id in placed)
        ]
        if rivals:
            found.append(_undecided(event, rivals, f"events.{index}"))
    return found


def _undecided(event: Event, rivals: Sequence[Event], where: str) -> Flaw:
    if len(rivals) == 1:
        message = f"Nothing decides whether {_named(event)} or {_named(rivals[0])} came first; both orders count."
    else:
        others = ", ".join(map(_named, rivals[:-1])) + f" and {_named(rivals[-1])}"
        message = f"Nothing decides whether {_named(event)} came before or after {others}; every order of them counts."
    return Flaw("order-undecided", message, where)


def _named(event: Event) -> str:
    return f"“{event.label}” ({display(event.date)})" if event.date else f"“{event.label}”"


def rivals_of(content: Timeline, flaw: Flaw) -> tuple[Event, Event] | None:
    """The two events that an ``order-undecided`` flaw is about; None where it is about more."""
    index = int(flaw.where.rpartition(".")[2])
    event = content.events[index]
    others = content.events[index + 1 :]
    return next(((event, other) for other in others if _undecided(event, [other], flaw.where) == flaw), None)


def same_sentence(content: Timeline) -> list[Flaw]:
    """Two events that the same words prove."""
    return [
        Flaw(
            "same-sentence",
            f"“{first.label}” and “{second.label}” rest on the same sentence. If they are one event, keep one.",
            f"events.{index}",
        )
        for (_, first), (index, second) in combinations(enumerate(content.events), 2)
        if first.evidence
        and second.evidence
        and max(first.evidence.start, second.evidence.start) < min(first.evidence.end, second.evidence.end)
    ]


def duplicate_events(content: Timeline) -> list[Flaw]:
    """Two labels that tell of one thing, so that nobody can order them."""
    return [
        Flaw(
            "duplicate-events",
            f"“{first.label}” and “{second.label}” seem to be the same event. Keep one.",
            f"events.{index}",
        )
        for (_, first), (index, second) in combinations(enumerate(content.events), 2)
        if _tell_the_same(first, second)
    ]


def _tell_the_same(first: Event, second: Event) -> bool:
    one, other = set(subjects(first.label)), set(subjects(second.label))
    if not one or not other:
        return False
    same_date = first.date is not None and first.date == second.date
    return one == other or (same_date and len(one & other) >= ALIKE * len(one | other))


def numbered_labels(content: Timeline) -> list[Flaw]:
    """Labels that begin with their number."""
    numbered = [index for index, event in enumerate(content.events) if NUMBERING.match(event.label)]
    if len(numbered) < 2:
        return []
    message = "The labels begin with numbers or letters, which give the order away."
    return [Flaw("numbered-labels", message, f"events.{numbered[0]}")]


FAIRNESS_CHECKS = (order_undecided, same_sentence, duplicate_events, numbered_labels)
