"""Questions that ask how many, how long, how much or what share."""

from collections.abc import Iterator
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.model import Candidate
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.world import World
from quizapp.knowledge.ladders import neighbours, value_of

_SHARES = ("a quarter", "one third", "half", "three fifths", "two thirds", "three quarters", "four fifths")
_PARTS = frozenset({"third", "fifth", "quarter"})
_PERCENT = frozenset({"percent", "per cent", "%", "cent"})
_SECTIONS = frozenset({"section", "article", "chapter", "clause", "schedule", "rule", "amendment"})


def number_candidates(clause: Clause, world: World) -> Iterator[Candidate]:
    """Candidates for the numbers of the clause that count something."""
    for token in clause.sentence.span:
        if token.i not in clause.kept or token.pos_ != "NUM" or _is_year(token) or _is_one_of_two(token):
            continue
        noun = token.head
        if token.dep_ == "nummod" and noun.lemma_.casefold() in _PARTS:
            yield from _share(clause, token, noun, world)
        elif token.dep_ == "nummod" and noun.i == token.i - 1 and noun.lemma_.casefold() in _SECTIONS:
            yield from _section(clause, token, noun, world)
        elif token.dep_ == "nummod" and noun.lemma_.casefold() in _PERCENT:
            yield from _percentage(clause, token, noun, world)
        elif token.dep_ == "nummod" and noun.tag_ == "NNS" and noun.i > token.i:
            yield from _count(clause, token, noun, world)


def _is_year(token: Any) -> bool:
    return token.text.isdigit() and len(token.text) == 4


def _is_one_of_two(token: Any) -> bool:
    """Whether the number is half of "five or six", "20 to 18"."""
    joined = [*token.children, *(token.head.children if token.dep_ == "nummod" else ())]
    return token.dep_ == "conj" or any(child.dep_ == "conj" and _counts(child) for child in joined)


def _counts(token: Any) -> bool:
    return token.pos_ == "NUM" or any(child.pos_ == "NUM" for child in token.children)


def _hedge(token: Any) -> list[int]:
    """The words that hedge a number ("about", "nearly", "more than")."""
    return [
        child.i
        for child in token.subtree
        if child.i < token.i and child.dep_ in {"advmod", "quantmod", "amod", "mwe"} and child.pos_ != "NUM"
    ]


def _candidate(
    clause: Clause, stem: str, key: str, others: list[str], *, kind: str = "number", rank: int = 2
) -> Candidate:
    return Candidate(
        kind=kind,
        stem=stem,
        key=key,
        others=tuple(others),
        evidence=clause.sentence.quote,
        is_number=True,
        rank=rank,
    )


def _count(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    hedge = _hedge(token)
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept)
    slot = slot_around(clause, phrase)
    others = neighbours(token.text, noun.lemma_.casefold())
    stray = any(
        (clause.doc[i].i < token.i and clause.doc[i].pos_ in {"VERB", "NUM"}) or _is_year(clause.doc[i]) for i in phrase
    )
    known_number = any(child.lower_ in {"the", "these", "both", "all"} for child in noun.children)
    if slot is None or stray or known_number or (noun == clause.subject and clause.lent):
        return
    if len(others) < 3 or (value_of(token.text) or 0) < 2:
        return
    asked = clause.words(
        i for i in phrase - {token.i} - set(hedge) if clause.doc[i].dep_ != "det" or clause.doc[i].head != noun
    )
    lead = clause.words(hedge).lower()
    stem = stem_for(Slot(clause, phrase, noun, slot.preposition), f"how many {asked}", world)
    yield _candidate(clause, stem, _join(lead, token.lower_), [_join(lead, other) for other in others])


def _join(lead: str, number: str) -> str:
    return f"{lead} {number}" if lead else number


def _share(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    key = f"{token.text} {noun.text}"
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept)
    if slot_around(clause, phrase) is None:
        return
    rest = clause.words(i for i in phrase if i > noun.i)
    slot = Slot(clause, phrase, noun, noun.head if noun.dep_ == "pobj" else None)
    stem = stem_for(slot, f"what share {rest}".strip(), world)
    yield _candidate(clause, stem, key, [share for share in _SHARES if share != key.casefold()], kind="share")


def _percentage(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept)
    if slot_around(clause, phrase) is None:
        return
    rest = clause.words(i for i in phrase if i > noun.i)
    slot = Slot(clause, phrase, noun, noun.head if noun.dep_ == "pobj" else None)
    unit = f"{token.whitespace_}{noun.text}"
    stem = stem_for(slot, f"what share {rest}".strip(), world)
    others = [f"{other}{unit}" for other in neighbours(token.text, "%")]
    yield _candidate(clause, stem, f"{token.text}{unit}", others, kind="share")


def _section(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    slot = slot_around(clause, [noun.i, token.i])
    if slot is None or not token.text.isdigit():
        return
    number = int(token.text)
    others = [f"{noun.text} {n}" for n in (number + 2, number - 1, number + 5, number - 3, number + 9) if n > 0]
    stem = stem_for(Slot(clause, slot.tokens, noun, slot.preposition), f"which {noun.lower_}", world)
    yield _candidate(clause, stem, f"{noun.text} {token.text}", others, kind="section", rank=3)
