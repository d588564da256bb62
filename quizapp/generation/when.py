"""Questions that ask for a year or a date."""

from collections.abc import Iterator

from quizapp.generation.clauses import Clause
from quizapp.generation.dates import MONTHS, Found, find_dates
from quizapp.generation.model import Candidate
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.world import World

_PHRASES = {"year": "which year", "day": "what date", "month": "which month and year"}


def when_candidates(clause: Clause, world: World, years: tuple[int, ...]) -> Iterator[Candidate]:
    """One candidate for each date of the clause; ``years`` are those that the article names."""
    for date in find_dates(clause.sentence.text):
        slot = _slot(clause, date)
        if slot is None or slot.preposition is None or date.precision not in _PHRASES:
            continue
        if slot.preposition.lower_ == "of" or _is_definition(clause):
            continue
        others = other_years(date, years) if date.precision == "year" else other_dates(date)
        yield Candidate(
            kind="year" if date.precision == "year" else "date",
            stem=stem_for(slot, _PHRASES[date.precision], world),
            key=date.text,
            others=tuple(others),
            evidence=clause.sentence.quote,
            is_number=True,
            rank=2 if date.precision == "year" else 3,
        )


def _is_definition(clause: Clause) -> bool:
    """Whether the clause says what something was, not what happened."""
    return clause.verb.lemma_ == "be" and any(child.dep_ == "attr" for child in clause.verb.children)


def date_tokens(clause: Clause, date: Found) -> list[int]:
    """The tokens of a date that was found in the clause's sentence."""
    first = clause.sentence.quote.start + date.start - clause.sentence.offset
    last = clause.sentence.quote.start + date.end - clause.sentence.offset
    return [token.i for token in clause.sentence.span if first <= token.idx < last]


def _slot(clause: Clause, date: Found) -> Slot | None:
    return slot_around(clause, date_tokens(clause, date))


def other_years(date: Found, years: tuple[int, ...]) -> list[str]:
    """Years near the right one, the article's own among them, spread on both sides."""
    key = int(date.text[-4:])
    near = sorted({y for y in years if 1 <= abs(y - key) <= 12}, key=lambda y: (abs(y - key), y))[:2]
    latest = max([*years, key])
    steps = [key + step for step in (-3, 2, -1, 4, 1, -5, -2, 3) if key + step <= max(latest, key)]
    return [str(year) for year in dict.fromkeys([*near, *steps, *(key - step for step in (6, 7, 8))])]


def other_dates(date: Found) -> list[str]:
    """Dates written alike with another month, and another day where there is one."""
    month = next(name for name in MONTHS if name in date.text)
    place = MONTHS.index(month)
    others = []
    for step, days in ((1, 4), (-2, -3), (3, 2), (-1, 6), (5, -5)):
        text = date.text.replace(month, MONTHS[(place + step) % 12])
        if date.precision == "day":
            day = next(word.strip(",") for word in date.text.split() if word.strip(",").isdigit() and len(word) <= 3)
            moved = 1 + (int(day) - 1 + days) % 28
            text = " ".join(
                word.replace(day, str(moved)) if word.strip(",") == day else word for word in text.split()
            )
        others.append(text)
    return others
