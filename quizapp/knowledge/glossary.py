"""Civics terms and what they mean."""

import re
from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import table

# Shorter words of a definition ("with", "that") say nothing of its field.
_TELLING = 4
# A meaning that shares less than this with every field belongs to none.
_TELLS_ENOUGH = 2


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


def is_known(term: str) -> bool:
    """Whether the pack has the term itself, or another one with its last word ("municipal bond" for "bond")."""
    return any(each.name.split()[-1].casefold() == term.split()[-1].casefold() for each in terms())


def field_of(term: str, meaning: str, text: str) -> str | None:
    """The field of a term: where the pack has it, else the field whose terms its meaning, and then the text, uses."""
    known = next((each.field for each in terms() if each.name.casefold() == term.casefold()), None)
    if known is not None:
        return known
    near, far = _words(f"{term} {meaning}"), _words(text)
    telling = {word for word in near if len(word) > _TELLING}
    scores: dict[str, float] = {}
    for each in terms():
        own = _words(each.name)
        # A meaning is a few words and says most; the whole text tips the balance.
        score = 3 * (own <= near) + (own <= far) / 4 + len(telling & _words(each.definition)) / 2
        scores[each.field] = scores.get(each.field, 0.0) + score
    best = max(scores, key=lambda field: scores[field])
    return best if scores[best] >= _TELLS_ENOUGH else None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]+", text.casefold()))
