"""Criteria about timelines."""

import re

from quizapp.questions.dates import MONTHS
from quizapp.questions.flaws.fairness import FAIRNESS_CHECKS
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.wording import subjects, words
from quizapp.questions.timeline import Timeline

# Labels differ too much when the longest has this many times the words of the shortest, and this many more.
LENGTH_RATIO = 3
LENGTH_SURPLUS = 10

_MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"\b(?:1\d{{3}}|20\d{{2}})s?\b(?!\s*(?:metres|kilometres|km|people|euros))"
    rf"|\b(?:{_MONTH})\s+\d|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b"
    rf"|\b(?:in|of|since|until|by|during|last|next)\s+(?:early |late |mid-)?(?:{_MONTH})\b"
    r"|\b\d{1,4} BCE?\b|\bAD \d{1,4}\b|\b\d{1,2}(?:st|nd|rd|th)[ -]century\b"
)
ORDER_WORD = re.compile(
    r"\b(?:then|later|afterwards?|finally|previously|earlier|again|initially|subsequently|eventually|at last"
    r"|next(?! to\b| of kin\b))\b",
    re.I,
)
RELATION = re.compile(r"\b(?:after|before|following|since)\s+(.*)", re.I | re.S)
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth)\b(?! time\b)")


def date_in_label(content: Timeline) -> list[Flaw]:
    """A label that tells its date."""
    return [
        Flaw("date-in-label", f"“{found[0]}” in “{event.label}” gives its place away.", f"events.{index}")
        for index, event in enumerate(content.events)
        if (found := DATE.search(event.label))
    ]


def order_words(content: Timeline) -> list[Flaw]:
    """Labels that tell their place: "then", "later", a second after a first, "after" another event."""
    found = []
    several_ordinals = sum(bool(_ORDINAL.search(event.label)) for event in content.events) > 1
    for index, event in enumerate(content.events):
        word = ORDER_WORD.search(event.label) or (several_ordinals and _ORDINAL.search(event.label))
        if word or _names_another_event(content, index):
            message = f"“{event.label}” tells its place among the others. Leave out words of order."
            found.append(Flaw("order-words", message, f"events.{index}"))
    return found


def _names_another_event(content: Timeline, index: int) -> bool:
    relation = RELATION.search(content.events[index].label)
    if not relation:
        return False
    named = set(subjects(relation[1]))
    others = [event for place, event in enumerate(content.events) if place != index]
    return any(named & set(subjects(other.label)) for other in others)


def uneven_labels(content: Timeline) -> list[Flaw]:
    """Labels of very different length."""
    lengths = [len(words(event.label)) for event in content.events]
    if max(lengths) < min(lengths) * LENGTH_RATIO or max(lengths) < min(lengths) + LENGTH_SURPLUS:
        return []
    longest = lengths.index(max(lengths))
    message = "One label is much longer than another. Even them out, so that none stands out."
    return [Flaw("uneven-labels", message, f"events.{longest}")]


def event_without_evidence(content: Timeline) -> list[Flaw]:
    """An event that no quote proves."""
    return [
        Flaw("event-without-evidence", f"No sentence of the article proves “{event.label}”.", f"events.{index}")
        for index, event in enumerate(content.events)
        if event.evidence is None
    ]


TIMELINE_CHECKS = (date_in_label, order_words, uneven_labels, event_without_evidence, *FAIRNESS_CHECKS)
