"""Questions that ask how many, how long, how much or what share."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.leaning import is_vague_subject
from quizapp.generation.model import SIDE, Candidate
from quizapp.generation.parsing import beside, text_beside
from quizapp.generation.slots import Slot, slot_around, stem_for
from quizapp.generation.stems import NotAskable, ask_in_place
from quizapp.generation.world import World
from quizapp.knowledge.ladders import neighbours, value_of
from quizapp.knowledge.words import ABSTRACT_NOUNS, VAGUE_NOUNS
from quizapp.questions.amounts import amount

_SHARES = ("a quarter", "one third", "half", "three fifths", "two thirds", "three quarters", "four fifths")
_PARTS = frozenset({"third", "fifth", "quarter"})
_PERCENT = frozenset({"percent", "per cent", "%", "cent"})
_SECTIONS = frozenset({"section", "article", "chapter", "clause", "schedule", "rule", "amendment"})
_SCALES = frozenset({"thousand", "million", "billion", "trillion"})
_MONEY = frozenset({"$", "\u00a3", "\u20ac", "\u20a9", "\u00a5"})
# What a hedge becomes before "how many"; a hedge that is missing here is left out ("only", "barely").
_HEDGES = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "nearly": "about", "almost": "about", "at least": "at least", "at most": "at most", "up to": "up to",
    "more than": "about", "over": "about", "fewer than": "about", "less than": "about", "under": "about",
    "no more than": "at most", "no fewer than": "at least", "no less than": "at least", "just over": "about",
    "well over": "about",
}  # fmt: skip
_LEFT_OUT = frozenset({"only", "just", "barely", "exactly"})
# "More than 120" tells a bound: asked as "about how many", its key can be disputed.
_BOUNDS = frozenset({"more than", "over", "just over", "well over", "fewer than", "less than", "under"})
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


def _of_token(clause: Clause, token: Any, world: World) -> Iterator[Candidate]:
    noun = token.head
    if clause.subject.lemma_.casefold() in VAGUE_NOUNS and is_vague_subject(clause, world):
        # "The figure is 17 percent": which figure?
        raise NotAskable("leans-on-context")
    if score := _score(clause, token, world):
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
        yield from _share(clause, token, noun, world)
    elif noun.i == token.i - 1 and lemma in _SECTIONS:
        yield from _section(clause, token, noun, world)
    elif lemma in _PERCENT:
        yield from _percentage(clause, token, noun, world)
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


def _hedge(token: Any) -> tuple[str, set[int]]:
    """What to say before "how many" ("at least", "about"), and the tokens of the hedge."""
    for length in (3, 2, 1):
        start = token.i - length
        if start < token.sent.start:
            continue
        words = " ".join(t.lower_ for t in token.doc[start : token.i])
        if words in _HEDGES or words in _LEFT_OUT:
            return _HEDGES.get(words, ""), set(range(start, token.i))
    return "", set()


def _is_bounded(token: Any) -> bool:
    """Whether only a bound of the number is told."""
    doc, at = token.doc, token.i
    return any(" ".join(t.lower_ for t in doc[max(at - n, 0) : at]) in _BOUNDS for n in (1, 2))


def _candidate(
    clause: Clause, stem: str, key: str, others: list[str], *, kind: str = "number", rank: int = 3, counted: str = ""
) -> Candidate:
    return Candidate(
        kind=kind,
        stem=stem,
        key=key,
        others=tuple(others),
        evidence=clause.evidence,
        is_number=True,
        counted=counted,
        rank=rank,
    )


def _count(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    lead, hedge = _hedge(token)
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
    vague = noun.lemma_.casefold() in ABSTRACT_NOUNS and not modified
    if noun.lemma_ in _UNITS_OF_TIME and noun.head.lemma_ == "have" and max(phrase) == max(clause.kept):
        # "It has three months": to do what?
        return
    if len(others) < 3 or (value_of(written) or 0) < (0 if scale else 2) or vague:
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
    rank = SIDE if _is_bounded(token) else 2
    yield _candidate(clause, stem, f"{written}{scale}", others, rank=rank, counted=counted)


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
    if slot is None or len(others) < 3 or noun.pos_ != "NOUN":
        return
    rest = clause.words(i for i in phrase if i not in {token.i, token.i + 1, unit.i} and i <= noun.i)
    after = clause.words(i for i in phrase if i > noun.i)
    if not re.match(r"(?:an?|the|single) ", rest):
        return
    rest = re.sub(r"^an? (?=[^aeiou])", "a ", rest)
    if noun == clause.subject or min(phrase) in clause.subject_tokens:
        raise NotAskable("too-short")
    stem = ask_in_place(clause, phrase, f"{rest} of how many {unit.lower_}s {after}".strip(), world)
    yield _candidate(clause, stem, token.lower_, others, rank=2, counted=counted_as(token.text, unit.lemma_))


def _score(clause: Clause, token: Any, world: World) -> Candidate | None:
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
    return _candidate(clause, stem, match[0], others, kind="share", rank=4)


def _money(clause: Clause, token: Any, world: World) -> Iterator[Candidate]:
    sign = token.doc[token.i - 1]
    scale = next((t for t in token.doc[token.i + 1 : token.i + 2] if t.lower_ in _SCALES), None)
    indexes = frozenset([sign.i, token.i, *([scale.i] if scale else [])])
    slot = slot_around(clause, indexes)
    tail = f" {scale.text}" if scale else ""
    others = [f"{sign.text}{other}{tail}" for other in neighbours(token.text, "money")]
    if slot is None or len(others) < 3:
        return
    stem = stem_for(slot, "how much", world)
    yield _candidate(clause, stem, f"{sign.text}{token.text}{tail}", others)


def _share(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    key = f"{token.text} {noun.text}"
    if noun.dep_ in {"amod", "compound"} or text_beside(token, 1) == "-":
        # "the Twenty-third Amendment"
        return
    lead, hedge = _hedge(token)
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept) | hedge
    if slot_around(clause, phrase & clause.kept) is None:
        return
    rest = clause.words(i for i in phrase if i > noun.i)
    slot = Slot(clause, phrase, noun, noun.head if noun.dep_ == "pobj" else None)
    stem = stem_for(slot, f"{lead} what share {rest}".strip(), world)
    sizes = {share: found.value for share in _SHARES if (found := amount(share)) is not None}
    size = sizes.get(key.casefold(), Fraction(1, 2))
    others = sorted((share for share in _SHARES if share != key.casefold()), key=lambda share: abs(sizes[share] - size))
    yield _candidate(clause, stem, key, others, kind="share", rank=SIDE if _is_bounded(token) else 1)


def _percentage(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    lead, hedge = _hedge(token)
    phrase = frozenset(t.i for t in noun.subtree if t.i in clause.kept) | hedge
    if slot_around(clause, phrase & clause.kept) is None:
        return
    rest = clause.words(i for i in phrase if i > noun.i)
    slot = Slot(clause, phrase, noun, noun.head if noun.dep_ == "pobj" else None)
    unit = f"{token.whitespace_}{noun.text}"
    stem = stem_for(slot, f"{lead} what share {rest}".strip(), world)
    others = [f"{other}{unit}" for other in neighbours(token.text, "%")]
    rank = SIDE if _is_bounded(token) else 2
    yield _candidate(clause, stem, f"{token.text}{unit}", others, kind="share", rank=rank)


def _section(clause: Clause, token: Any, noun: Any, world: World) -> Iterator[Candidate]:
    slot = slot_around(clause, [noun.i, token.i])
    tail = any(c.lower_ == "of" and c.i > token.i for c in [*noun.children, *token.children])
    if slot is None or not token.text.isdigit() or tail:
        return
    number = int(token.text)
    others = [f"{noun.text} {n}" for n in (number + 2, number - 1, number + 5, number - 3, number + 9) if n > 0]
    stem = stem_for(Slot(clause, slot.tokens, noun, slot.preposition), f"which {noun.lower_}", world)
    yield _candidate(clause, stem, f"{noun.text} {token.text}", others, kind="section", rank=5)
