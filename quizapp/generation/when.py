"""Questions that ask when something happened."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.generation.clauses import Clause
from quizapp.generation.dates import Found
from quizapp.generation.english import lower_first
from quizapp.generation.model import Candidate
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.stems import NotAskable, ask
from quizapp.generation.world import World
from quizapp.questions.dates import MONTHS

_PHRASES = {"year": "which year", "month": "which month and year", "day": "what date", "decade": "which decade"}
# Where the article's story is longer than this many years, the day matters less than the year.
_LONG_STORY = 4
_NAMES = frozenset({"person", "place", "thing"})
_ASKED_AT_AN_END = re.compile(
    r"^(?:[^?]+, )?(?:\w+ ){0,2}(?:which|what)\b|(?:which (?:year|decade|month and year)|what date)\?$", re.IGNORECASE
)
_HOPING = frozenset("hope plan expect intend want aim promise".split())
# Wrong years lie a year apart for today's events, and one more for each of these years ago.
_NOW, _YEARS_OF_A_STEP = 2026, 40


def when_candidates(
    clause: Clause, dates: list[Found], world: World, years: tuple[int, ...]
) -> Iterator[Candidate | str]:
    """A candidate for each date of the clause; ``years`` are those that the article names."""
    for date in dates:
        if date.leans or date.precision not in _PHRASES or not in_our_years(date):
            continue
        if _is_some_thing(clause):
            yield "leans-on-context"
            continue
        try:
            slot = _slot(clause, date)
            if slot is None or _is_definition(clause) or _is_perfect(clause, slot):
                continue
            takes_office = any(c.dep_ == "dobj" and c.lower_ == "office" for c in clause.verb.children)
            if clause.verb.lemma_ == "die" or (clause.verb.lemma_ == "take" and takes_office):
                # When somebody died or took office is seldom what matters about them.
                continue
            of_person = clause.subject.ent_type_ == "PERSON"
            if of_person and (clause.is_description or (clause.verb.lemma_ == "be" and _tells_a_state(clause))):
                # "was critical of the plan in 2019", "an owner who has lost two boats since 2016": no events.
                continue
            if slot.tokens != clause.when and (
                slot.preposition is None or slot.preposition.lower_ in {"of", "after", "before", "under", "with"}
            ):
                continue
            if slot.tokens != clause.when and _dates_a_noun(slot, clause):
                continue
            yield _asked(slot.clause, date, slot, world, years)
        except NotAskable as reason:
            yield str(reason)


def _is_some_thing(clause: Clause) -> bool:
    """Whether the clause tells of "an amendment" that it does not name: there may have been more of them."""
    indefinite = any(c.lower_ in {"a", "an"} for c in clause.subject.children)
    names = any(clause.doc[i].pos_ == "PROPN" or clause.doc[i].ent_type_ == "NORP" for i in clause.kept)
    told = any(clause.doc[i].pos_ == "PROPN" for i in clause.subject_tokens)
    return indefinite and not told and not (names and clause.verb.dep_ == "ROOT")


def _tells_a_state(clause: Clause) -> bool:
    return any(child.dep_ == "acomp" for child in clause.verb.children)


def in_our_years(date: Found) -> bool:
    """Whether the date has a year of four digits, as wrong years are made for."""
    return re.match(r"[12]\d{2}[\dX](?:-|$|~)", date.edtf) is not None and not re.search(r"\b(?:AD|CE)\b", date.text)


def _asked(clause: Clause, date: Found, slot: Slot, world: World, years: tuple[int, ...]) -> Candidate:
    precision, key = date.precision, date.text
    if slot.in_place and precision in {"day", "month"}:
        raise NotAskable("two-dates")
    in_long_story = bool(years) and years[-1] - years[0] > _LONG_STORY
    preposition = slot.preposition
    if clause.when and slot.tokens <= clause.when:
        if in_long_story:
            precision, key = "year", date.edtf[:4]
        stem = ask(clause, clause.when, f"{'on' if precision == 'day' else 'in'} {_PHRASES[precision]}", world)
    elif (
        precision in {"day", "month"}
        and in_long_story
        and preposition is not None
        and preposition.lower_ in {"in", "on"}
    ):
        stem = ask(clause, slot.tokens | {preposition.i}, "in which year", world)
        precision, key = "year", date.edtf[:4]
    else:
        stem = stem_for(slot, _PHRASES[precision], world)
    if not _ASKED_AT_AN_END.search(stem):
        # "Two bills in which decade went nowhere?"
        raise NotAskable("leans-on-context")
    if precision == "year":
        others = years_to_come(key, years) if _is_to_come(clause) else other_years(key, years)
    elif precision == "decade":
        others = other_decades(date)
    else:
        others = other_dates(date)
    return Candidate(
        kind="year" if precision in {"year", "decade"} else "date",
        stem=stem,
        key=key,
        others=tuple(others),
        evidence=clause.evidence,
        is_number=True,
        rank=3 if precision == "year" else 6,
    )


def _dates_a_noun(slot: Slot, clause: Clause) -> bool:
    """Whether the date belongs to something beside the verb ("after the attack on January 6", "the year to March")."""
    preposition = slot.preposition
    if preposition is None:
        return False
    governor = preposition.head
    if governor.ent_type_ in {"DATE", "TIME"} or governor.lemma_ in {"year", "month"}:
        return True
    path = []
    while governor != clause.verb and governor.head != governor:
        path.append(governor)
        governor = governor.head
    # "in a referendum on 27 October" dates the verb; what follows "after", "since" or "under" does not.
    return any(each.dep_ == "prep" and each.lower_ not in {"in", "by", "at", "on"} for each in path)


def _is_perfect(clause: Clause, slot: Slot) -> bool:
    """Whether the clause tells what has been so: only "since" can be asked of that."""
    perfect = any(a.lemma_ == "have" and a.tag_ in {"VBZ", "VBP"} for a in clause.auxiliaries)
    return perfect and (slot.preposition is None or slot.preposition.lower_ != "since")


def _is_definition(clause: Clause) -> bool:
    """Whether the clause says what something was, not what happened."""
    return clause.verb.lemma_ == "be" and any(child.dep_ == "attr" for child in clause.verb.children)


def date_tokens(clause: Clause, date: Found) -> list[int]:
    """The tokens of a date that was found in the clause's sentence."""
    first = clause.sentence.quote.start + date.start - clause.sentence.offset
    last = clause.sentence.quote.start + date.end - clause.sentence.offset
    return [token.i for token in clause.sentence.span if first <= token.idx < last]


def in_its_year(candidate: Candidate, clause: Clause, dates: list[Found]) -> Candidate:
    """The candidate, told of its year where its sentence says "in the same year" or "three years later".

    Only where no other date stands in the stem or the clause, and what is asked for is a name that did it.
    """
    if len(dates) != 1 or dates[0].precision != "year" or not dates[0].leans:
        return candidate
    if candidate.kind not in _NAMES or not re.match(r"(?:Who|Which)\b\D+$", candidate.stem):
        return candidate
    tokens = date_tokens(clause, dates[0])
    first = clause.doc[min(tokens)] if tokens else None
    hung = first is not None and any(t.head == clause.verb for t in [first, first.head, first.head.head])
    stem = f"In {dates[0].edtf}, {lower_first(candidate.stem, is_name=False)}"
    return replace(candidate, stem=stem) if hung else candidate


def _slot(clause: Clause, date: Found) -> Slot | None:
    tokens = set(date_tokens(clause, date))
    if tokens and (preposition := clause.doc[min(tokens)].head).dep_ == "prep":
        # "early in 1917" is asked with its "early".
        before = clause.doc[preposition.i - 1] if preposition.i else None
        if before is not None and before.lower_ in {"early", "late", "only", "again"}:
            clause = replace(clause, kept=clause.kept - {before.i})
    return slot_around(clause, tokens, reported=clause.is_description)


def other_years(key: str, years: tuple[int, ...]) -> list[str]:
    """Years near the right one, the article's own among them, spread on both sides."""
    year = int(key)
    # Of what is past nobody expects a year to come, though the article may name one.
    latest = max([each for each in years if each <= _NOW] + [year])
    # The longer ago, the wider apart: nobody can tell 1166 from 1163 by reasoning.
    wide = max(1, round((_NOW - year) / _YEARS_OF_A_STEP))
    told = {y for y in years if y <= latest and wide <= abs(y - year) <= 12 * wide}
    near = sorted(told, key=lambda y: (abs(y - year), y))[:4]
    steps = [year + step * wide for step in (-3, 2, -1, 4, 1, -5, -2, 3) if year + step * wide <= latest]
    return [str(each) for each in dict.fromkeys([*near, *steps, *(year - step * wide for step in (6, 7, 8))])]


def years_to_come(key: str, years: tuple[int, ...]) -> list[str]:
    """Years near one that is still to come: none that the article tells of as past."""
    year = int(key)
    past = max((each for each in years if each < year), default=year - 5)
    return [str(year + step) for step in (1, -1, 2, 3, -2, 5, 4) if year + step > past]


def _is_to_come(clause: Clause) -> bool:
    will = any(a.lower_ in {"will", "would", "'ll"} for a in clause.auxiliaries)
    return will or clause.verb.lemma_ in _HOPING or any(c.lower_ in {"due", "expected"} for c in clause.verb.children)


def other_decades(date: Found) -> list[str]:
    decade = int(date.edtf[:3]) * 10
    return [
        date.text.replace(f"{decade}s", f"{decade + step}s") for step in (-10, 10, -20, 20, -30) if decade + step < 2020
    ]


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
            text = " ".join(word.replace(day, str(moved)) if word.strip(",") == day else word for word in text.split())
        others.append(text)
    return others
