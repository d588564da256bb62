"""Questions that ask what share or what majority, and by what vote."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.english import lower_first
from quizapp.generation.hedges import hedge_before, is_bounded
from quizapp.generation.model import SIDE, Candidate, number_candidate
from quizapp.generation.parsing import text_beside
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.world import World
from quizapp.knowledge.ladders import neighbours
from quizapp.questions.amounts import amount

_SHARES = ("a quarter", "one third", "half", "three fifths", "two thirds", "three quarters", "four fifths")


def share_candidates(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    key = f"{token.text} {noun.text}"
    if noun.dep_ in {"amod", "compound"} or text_beside(token, 1) == "-":
        # "the Twenty-third Amendment"
        return
    ballot = _ballot(noun, clause)
    stem = _stem(clause, token, noun, ballot, world)
    if stem is None:
        return
    sizes = {share: found.value for share in _SHARES if (found := amount(share)) is not None}
    size = sizes.get(key.casefold(), Fraction(1, 2))
    if ballot is not None:
        sizes = {share: each for share, each in sizes.items() if each >= Fraction(1, 2)}
        sizes["five sixths"] = Fraction(5, 6)
    others = sorted((share for share in sizes if share != key.casefold()), key=lambda share: abs(sizes[share] - size))
    yield number_candidate(clause.evidence, stem, key, others, kind="share", rank=SIDE if is_bounded(token) else 1)


def _stem(clause: Clause, token: Any, noun: Any, ballot: Any | None, world: World) -> str | None:
    """The question for the share, or None where the clause does not keep it whole."""
    lead, hedge = hedge_before(token)
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept) | hedge
    if slot_around(clause, phrase & clause.kept) is None:
        return None
    if ballot is not None:
        return _by_what_majority(clause, noun, ballot, lead, world)
    rest = clause.words(i for i in phrase if i > noun.i)
    slot = Slot(clause, phrase, noun, noun.head if noun.dep_ == "pobj" else None)
    return stem_for(slot, f"{lead} what share {rest}".strip(), world)


def _ballot(share: Any, clause: Clause) -> Any | None:
    """ "vote" of "by a vote of two thirds", where the clause is whole without it."""
    if share.dep_ != "pobj" or share.head.lower_ != "of":
        return None
    vote = share.head.head
    by = vote.head if vote.dep_ == "pobj" else None
    is_led = vote.lemma_ in {"vote", "majority"} and any(c.lower_ == "a" for c in vote.children)
    return vote if is_led and by is not None and by.lower_ in {"by", "with"} and by.head == clause.verb else None


def _by_what_majority(clause: Clause, share: Any, vote: Any, lead: str, world: World) -> str:
    by = vote.head
    usually = next((c for c in by.children if c.dep_ == "advmod" and c.i < by.i), None)
    clause = replace(clause, kept=clause.kept - {usually.i}) if usually is not None else clause
    tokens = frozenset(t.i for t in vote.subtree if t.i in clause.kept)
    rest = clause.words(i for i in tokens if i > share.i)
    stem = stem_for(Slot(clause, tokens, vote, by), f"{lead} what majority {rest}".strip(), world)
    return f"{usually.text.capitalize()}, {lower_first(stem, is_name=False)}" if usually is not None else stem


def percentage_candidates(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    stem = _stem(clause, token, noun, None, world)
    if stem is None:
        return
    unit = f"{token.whitespace_}{noun.text}"
    others = [f"{other}{unit}" for other in neighbours(token.text, "%")]
    rank = SIDE if is_bounded(token) else 2
    yield number_candidate(clause.evidence, stem, f"{token.text}{unit}", others, kind="share", rank=rank)


def score_candidate(clause: Clause, token: Any, world: World) -> Candidate | None:
    """ "by 20 votes to 18" asks by what vote."""
    doc, i = token.doc, token.i
    if i == 0 or doc[i - 1].lower_ != "by" or i + 2 >= len(doc):
        return None
    match = re.match(r"(\d+)(?: votes?)? (?:to|against|\u2013|-) (\d+)\b", doc[i : i + 5].text)
    if not match or int(match[1]) <= int(match[2]):
        return None
    length = len(match[0].split())
    indexes = frozenset(range(i, i + length))
    if not indexes <= clause.kept:
        return None
    high, low = int(match[1]), int(match[2])
    steps = (1, 3, -1, 5, 2, 7)
    others = [
        match[0].replace(str(high), str(high + step), 1)[::-1].replace(str(low)[::-1], str(low - step)[::-1], 1)[::-1]
        for step in steps
        if low - step > 0 and high + step > low - step
    ]
    slot = Slot(clause, indexes | {i - 1}, token, None)
    stem = stem_for(Slot(clause, indexes, token, doc[i - 1]), "what vote", world) if slot else ""
    return number_candidate(clause.evidence, stem, match[0], others, kind="share", rank=4)
