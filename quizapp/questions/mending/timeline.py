"""Mends of timelines: what gives an order away goes, and what decides it is said."""

import re
from collections.abc import Iterator
from typing import Any

from quizapp.questions.dates import MONTHS
from quizapp.questions.flaws import Flaw
from quizapp.questions.flaws.fairness import NUMBERING, rivals_of
from quizapp.questions.flaws.timeline import DATE, ORDER_WORD, RELATION
from quizapp.questions.flaws.wording import subjects
from quizapp.questions.mending.mend import Change
from quizapp.questions.timeline import Timeline

_MONTH = "|".join(MONTHS)
# A whole date with what leads to it, which a label can do without.
_DATED = re.compile(
    r"\(?(?:\b(?:in|on|of|since|by|until|during|around|about|circa|from|between|last|next)\s+)?"
    r"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?:c\.\s*)?"
    rf"(?:(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?:{_MONTH})\b(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+\d{{4}})?"
    r"|\b\d{1,4} BCE?\b|\bAD \d{1,4}\b|\b\d{1,2}(?:st|nd|rd|th)[ -]century"
    r"|\b\d{4}s?\b(?:(?:\s*[-–]\s*|\s+(?:to|and|until)\s+)\d{2,4}\b)?)\)?",
    re.IGNORECASE,
)


def of_timeline(content: Timeline, flaw: Flaw) -> Iterator[Change]:
    _, _, number = flaw.where.partition(".")
    index = int(number or 0)
    match flaw.code:
        case "date-in-label":
            label = _without_date(content.events[index].label)
            yield f"Write “{label}”", _changed(content, index, label=label)
        case "order-words":
            yield from _without_order(content, index)
        case "numbered-labels":
            labels = [NUMBERING.sub("", event.label).strip() for event in content.events]
            yield "Leave the numbers out", {"events": _events(content, label=labels)}
        case "duplicate-events" | "same-sentence":
            kept = [event for place, event in enumerate(_events(content)) if place != index]
            gone = content.events[index]
            after = [{**event, "after": [each for each in event["after"] if each != gone.id]} for event in kept]
            yield f"Leave out “{gone.label}”", {"events": after}
        case "order-undecided":
            pair = rivals_of(content, flaw)
            for first, second in (pair, pair[::-1]) if pair else ():
                changed = [
                    {**event, "after": [*event["after"], first.id]} if event["id"] == second.id else event
                    for event in _events(content)
                ]
                yield f"“{first.label}” came first", {"events": changed}


def _events(content: Timeline, **columns: list[Any]) -> list[dict[str, Any]]:
    return [
        {**event.model_dump(), **{name: values[place] for name, values in columns.items()}}
        for place, event in enumerate(content.events)
    ]


def _changed(content: Timeline, index: int, **changes: Any) -> dict[str, Any]:
    return {
        "events": [
            {**event, **changes} if place == index else event for place, event in enumerate(_events(content))
        ]
    }  # fmt: skip


def _without_date(label: str) -> str:
    """The label without its dates. "The 1957 treaty" keeps its article."""
    for _ in range(3):
        telling = DATE.search(label)
        whole = telling and next((each for each in _DATED.finditer(label) if each.end() > telling.start()), None)
        if not whole:
            break
        gap = "The " if re.match(r"the\s+\d", whole[0], re.I) else " "
        label = re.sub(r",\s*,|\s+", " ", f"{label[: whole.start()].rstrip()}{gap}{label[whole.end() :].lstrip()}")
        label = " ".join(label.replace(" ,", ",").split()).strip(" ,;:-–")
    return label[:1].upper() + label[1:]


def _without_order(content: Timeline, index: int) -> Iterator[Change]:
    """The words of order go; where they name one other event, its place can be said beside the label instead."""
    label = content.events[index].label
    relation = RELATION.search(label)
    if relation:
        cut = label[: relation.start()].rstrip(" ,")
        named = set(subjects(relation[1]))
        others = [event for event in content.events if event.id != content.events[index].id]
        meant = [event for event in others if named & set(subjects(event.label))]
        if relation[0].lower().startswith(("after", "following")) and len(meant) == 1:
            after = [*content.events[index].after, meant[0].id]
            said = _changed(content, index, label=cut, after=list(dict.fromkeys(after)))
            yield f"Write “{cut}”, known to come after “{meant[0].label}”", said
        yield f"Write “{cut}”", _changed(content, index, label=cut)
    word = " ".join(ORDER_WORD.sub("", label).split()).strip(" ,")
    if word != label:
        yield f"Write “{word[:1].upper() + word[1:]}”", _changed(content, index, label=word[:1].upper() + word[1:])
