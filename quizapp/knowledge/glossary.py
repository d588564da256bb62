"""Civics terms and what they mean."""

from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import table


@dataclass(frozen=True, slots=True)
class Term:
    """``definition`` is a noun phrase that can follow "is"."""

    name: str
    field: str
    definition: str


@cache
def terms() -> tuple[Term, ...]:
    return tuple(
        Term(name, field, definition)
        for field, entries in table("glossary.toml").items()
        for name, definition in entries.items()
    )


def field_of(text: str) -> str | None:
    """The field whose terms occur most often in the text."""
    lowered = text.casefold()
    counts: dict[str, int] = {}
    for term in terms():
        counts[term.field] = counts.get(term.field, 0) + lowered.count(term.name.casefold())
    best = max(counts, key=lambda field: counts[field])
    return best if counts[best] else None
