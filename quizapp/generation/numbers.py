"""Questions that ask how many, how long, how much or what share."""

import re
from collections.abc import Iterator
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.hedges import hedge_before, is_bounded
from quizapp.generation.leaning import is_vague_subject
from quizapp.generation.model import SIDE, Candidate, number_candidate
from quizapp.generation.parsing import beside, text_beside
from quizapp.generation.shares import percentage_candidates, score_candidate, share_candidates
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.stems import NotAskable, ask, ask_in_place
from quizapp.generation.world import World
from quizapp.knowledge.ladders import neighbours, value_of
from quizapp.knowledge.words import ABSTRACT_NOUNS, VAGUE_NOUNS

_FEWEST_OTHERS = 3
_PARTS = frozenset({"third", "fifth", "quarter"})
_PERCENT = frozenset({"percent", "per cent", "%", "cent"})
_SECTIONS = frozenset({"section", "article", "chapter", "clause", "schedule", "rule", "amendment"})
_OF_A_TEXT = re.compile(r"\b(?:Act|Bill|Code|Charter|Constitution|Covenant|Convention|Declaration|Law|Treaty)\b")
# "the Weimar Constitution": not the one that the article is about.
_OF_ANOTHER = re.compile(r"(?<!the )\b[A-Z]\w+ (?:Constitution|Law|Charter|Convention|Treaty)\b|\bTreaty\b")
_EVERY = re.compile(r"every (?P<count>\w+) (?P<unit>year|month|week|day|hour)s$", re.IGNORECASE)
_SCALES = frozenset({"thousand", "million", "billion", "trillion"})
_MONEY = frozenset({"$", "\u00a3", "\u20ac", "\u20a9", "\u00a5"})
_UNITS_OF_TIME = frozenset({"day", "week", "month", "year", "hour", "minute"})


def number_candidates(clause: Clause, world: World) -> Iterator[Candidate | str]:
    """Candidates for the numbers of the clause that count something, and reason codes of failures."""
    for token in clause.sentence.span:
        if token.i not in clause.kept or not _is_numeral(token) or _is_year(token):
            continue
        try:
            yield from _of_token(clause, token, world)
        except NotAskable as reason:
            yield str(reason)
    for entity in clause.sentence.span.ents:
        try:
            yield from _how_often(clause, entity, world)
        except NotAskable as reason:
            yield str(reason)


def _how_often(clause: Clause, entity: Any, world: World) -> Iterator[Candidate]:
    """ "every six months", said of the verb, asks how often."""
    said, tokens = _EVERY.match(entity.text), frozenset(t.i for t in entity)
    if said is None or entity.root.head != clause.verb or not tokens <= clause.kept:
        return
    others = [f"every {other} {said['unit']}s" for other in neighbours(said["count"], said["unit"])]
    if len(others) < _FEWEST_OTHERS:
        return
    stem = ask(clause, tokens, "how often", world)
    yield number_candidate(clause.evidence, stem, entity.text.lower(), others, counted=entity.text.lower())


def _of_token(clause: Clause, token: Any, world: World) -> Iterator[Candidate]:
    noun = token.head
    if clause.subject.lemma_.casefold() in VAGUE_NOUNS and is_vague_subject(clause, world):
        # "The figure is 17 percent": which figure?
        raise NotAskable("leans-on-context")
    if score := score_candidate(clause, token, world):
        yield score
        return
    if _is_one_of_two(token):
        return
    if text_beside(token, -1) in _MONEY:
        yield from _money(clause, token, world)
        return
    if token.dep_ not in {"nummod", "amod"}:
        return
    lemma = noun.lemma_.casefold()
    if lemma in _PARTS:
        yield from share_candidates(clause, token, noun, world)
    elif noun.i == token.i - 1 and lemma in _SECTIONS:
        yield from _section(clause, token, noun, world)
    elif lemma in _PERCENT:
        yield from percentage_candidates(clause, token, noun, world)
    elif text_beside(token, 1) == "-" and text_beside(token, 2) in _UNITS_OF_TIME:
        yield from _compound(clause, token, world)
    elif noun.tag_ == "NNS" and noun.i > token.i:
        yield from _count(clause, token, noun, world)


def _is_numeral(token: Any) -> bool:
    """Whether the token is a number; the parser takes some number words ("sixty") for adjectives."""
    return token.pos_ == "NUM" or (token.like_num and token.pos_ == "ADJ" and value_of(token.text) is not None)


def _is_year(token: Any) -> bool:
    return token.text.isdigit() and len(token.text) == 4


def _is_one_of_two(token: Any) -> bool:
    """Whether the number is half of "five or six", "20 to 18", "nine out of ten", or open ("20 or more")."""
    out_of = text_beside(token, -1) == "of" and text_beside(token, -2) == "out"
    if text_beside(token, -1) == "-" and token.doc[token.i - 2].like_num:
        # The "seven" of "twenty-seven".
        return True
    if out_of or text_beside(token, 1) in {"out", "or"} or text_beside(token, -1) == "or":
        return True
    after = token.doc[token.i + 1 : token.i + 5].text.casefold()
    if re.match(r"(?:\w+ ){0,2}or (?:more|fewer|less|over|under|older|younger)\b", after):
        return True
    joined = [*token.children, *(token.head.children if token.dep_ == "nummod" else ())]
    return token.dep_ == "conj" or any(child.dep_ == "conj" and _counts(child) for child in joined)


def _counts(token: Any) -> bool:
    return token.pos_ == "NUM" or any(child.pos_ == "NUM" for child in token.children)


def _count(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    lead, hedge = hedge_before(token)
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept) | hedge
    written, scale = _with_scale(token)
    others = [f"{other}{scale}" for other in neighbours(written, noun.lemma_.casefold())]
    numeral = {t.i for t in token.subtree}
    slot = slot_around(clause, phrase & clause.kept, reported=True)
    before = [clause.doc[i] for i in phrase - numeral - hedge if i < token.i]
    stray = any(t.pos_ in {"VERB", "NUM", "PROPN"} for t in before) or any(_is_year(clause.doc[i]) for i in phrase)
    known_number = any(
        child.lower_ in {"the", "these", "both", "all", "those"} or child.dep_ == "poss" for child in noun.children
    )
    modified = any(child.dep_ in {"amod", "compound", "prep", "relcl", "acl"} for child in noun.children)
    if slot is not None and slot.preposition is not None and slot.preposition.lower_ == "at":
        # "At how many euros was it put?"
        return
    if noun.dep_ == "npadvmod" and noun.head.pos_ == "ADJ":
        # "89 people short": short of what?
        return
    if slot is None or stray or known_number or (noun == clause.subject and clause.lent):
        return
    if noun.dep_ == "conj":
        # "will hire a coordinator and how many inspectors?" is nobody's question.
        return
    scored = beside(noun, 2)
    if text_beside(noun, 1) == "to" and scored is not None and scored.like_num:
        # "229 votes to 218"
        return
    vague = noun.lemma_.casefold() in ABSTRACT_NOUNS and not modified
    if noun.lemma_ in _UNITS_OF_TIME and noun.head.lemma_ == "have" and max(phrase) == max(clause.kept):
        # "It has three months": to do what?
        return
    if len(others) < _FEWEST_OTHERS or (value_of(written) or 0) < (0 if scale else 2) or vague:
        return
    left_out = numeral | hedge
    asked = clause.words(i for i in phrase - left_out if clause.doc[i].dep_ != "det" or clause.doc[i].head != noun)
    whole = Slot(clause, phrase, noun, slot.preposition, slot.in_place)
    trailing = [t for t in noun.subtree if t.i > noun.i and t.i in clause.kept]
    torn = any(t.dep_ in {"relcl", "acl"} for t in trailing) and noun.dep_ in {"attr", "dobj", "pobj"}
    if torn:
        # What says more about the noun would be torn off in front of the verb.
        stem = ask_in_place(clause, whole.tokens, f"{lead} how many {asked}".strip(), world)
    else:
        stem = stem_for(whole, f"{lead} how many {asked}".strip(), world)
    counted = counted_as(f"{written}{scale}", noun.lemma_)
    rank = SIDE if is_bounded(token) else 2
    yield number_candidate(clause.evidence, stem, f"{written}{scale}", others, rank=rank, counted=counted)


def counted_as(number: str, unit: str) -> str:
    """A number with what it counts, however it is written: "30 day" of "thirty days"."""
    value = value_of(number)
    return f"{number if value is None else f'{value:g}'} {unit.casefold().removesuffix('s')}"


def _with_scale(token: Any) -> tuple[str, str]:
    """The figure and its scale: "1.2" and " million"."""
    before = beside(token, -1)
    if token.lower_ in _SCALES and before is not None and before.like_num:
        return before.text, f" {token.text}"
    return token.lower_, ""


def _compound(clause: Clause, token: Any, world: World) -> Iterator[Candidate]:
    """ "a single seven-year term" asks: a single term of how many years?"""
    unit = token.doc[token.i + 2]
    noun = unit.head
    others = neighbours(token.text, unit.lemma_.casefold())
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept)
    slot = slot_around(clause, phrase)
    if slot is None or len(others) < _FEWEST_OTHERS or noun.pos_ != "NOUN":
        return
    rest = clause.words(i for i in phrase if i not in {token.i, token.i + 1, unit.i} and i <= noun.i)
    after = clause.words(i for i in phrase if i > noun.i)
    if not re.match(r"(?:an?|the|single) ", rest):
        return
    rest = re.sub(r"^an? (?=[^aeiou])", "a ", rest)
    if noun == clause.subject or min(phrase) in clause.subject_tokens:
        raise NotAskable("too-short")
    stem = ask_in_place(clause, phrase, f"{rest} of how many {unit.lower_}s {after}".strip(), world)
    yield number_candidate(
        clause.evidence, stem, token.lower_, others, rank=2, counted=counted_as(token.text, unit.lemma_)
    )


def _money(clause: Clause, token: Any, world: World) -> Iterator[Candidate]:
    sign = token.doc[token.i - 1]
    scale = next((t for t in token.doc[token.i + 1 : token.i + 2] if t.lower_ in _SCALES), None)
    indexes = frozenset([sign.i, token.i, *([scale.i] if scale else [])])
    slot = slot_around(clause, indexes)
    tail = f" {scale.text}" if scale else ""
    others = [f"{sign.text}{other}{tail}" for other in neighbours(token.text, "money")]
    if slot is None or len(others) < _FEWEST_OTHERS:
        return
    stem = stem_for(slot, "how much", world)
    yield number_candidate(clause.evidence, stem, f"{sign.text}{token.text}{tail}", others)


def _section(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    slot = slot_around(clause, [noun.i, token.i])
    tail = any(c.lower_ == "of" and c.i > token.i for c in [*noun.children, *token.children])
    if slot is None or not token.text.isdigit() or tail:
        return
    number, quote = int(token.text), clause.sentence.text
    others = [f"{noun.text} {n}" for n in (number + 2, number - 1, number + 5, number - 3, number + 9) if n > 0]
    whose = world.law or (world.charter if noun.lower_ == "article" and not _OF_ANOTHER.search(quote) else "")
    asked = f"which {noun.lower_}" + (f" of {whose}" if whose else "")
    stem = stem_for(Slot(clause, slot.tokens, noun, slot.preposition), asked, world)
    if not _OF_A_TEXT.search(stem):
        # A section of what, only the article tells.
        raise NotAskable("leans-on-context")
    rank = 4 if whose else SIDE
    yield number_candidate(clause.evidence, stem, f"{noun.text} {token.text}", others, kind="section", rank=rank)
