"""Events that the article tells: short labels in the present tense, with their dates and their proof."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.generation.clauses import Clause
from quizapp.generation.dates import Found, find_dates
from quizapp.generation.english import is_plural, third_person, upper_first
from quizapp.generation.leaning import leans
from quizapp.generation.losing import lacks_complement
from quizapp.generation.stems import NotAskable, named_words, statement
from quizapp.generation.thinness import is_thin_event
from quizapp.generation.when import date_tokens
from quizapp.generation.world import World
from quizapp.questions.content import Evidence

_LABEL_WORDS = (3, 15)
# Verbs that tell nothing without the sentence before.
_WEAK_VERBS = frozenset("follow go come do be have remain seem stay continue happen occur say call mean refuse".split())
_LEANING = re.compile(
    r"\b(?:it|this|these|those|they|them|him|her|his|its|their|which|who|one|another|same|later|earlier|first|"
    r"second|third|last|next|then|when|after|before|already|there|again|also|such)\b|[\u201c\u201d();:]",
    re.IGNORECASE,
)

# What is counted over a time is no event of one day.
_COUNTED = re.compile(r"(?:More|Fewer|Less|About|Nearly|Almost|Perhaps|Some|Over|Around|Roughly|At least|Up to)\b")
_OTHER_TIMES = frozenset("after before since until despite following under from".split())
_BROKEN_OFF = re.compile(r"\b(?:in|on|of|at|to|by|with|for|the|a|and)$")


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, with its date as EDTF and its proof; ``told`` is the label in the past tense."""

    label: str
    told: str
    edtf: str
    evidence: Evidence


def happenings_of(clauses: list[Clause], dates: dict[int, list[Found]], world: World) -> Iterator[Happening]:
    """Each dated event that can be told in a label of its own, once."""
    seen: set[str] = set()
    for clause in clauses:
        found = [d for d in dates.get(clause.sentence.number, []) if d.precision in {"day", "month", "year"}]
        if clause.is_description:
            continue
        inside = [date for date in found if _is_adjunct(clause, date)]
        if len(inside) != 1:
            continue
        try:
            label = label_of(clause, date_tokens(clause, inside[0]), world)
            told = label_of(clause, date_tokens(clause, inside[0]), world, past=True)
        except NotAskable:
            continue
        if label not in seen:
            seen.add(label)
            yield Happening(label, told, inside[0].edtf, _proof(clause, inside[0], dates))


def _proof(clause: Clause, date: Found, dates: dict[int, list[Found]]) -> Evidence:
    return clause.evidence


def _is_adjunct(clause: Clause, date: Found) -> bool:
    """Whether the date says when the clause's own verb happened: with "in", "on" or nothing, straight on the verb."""
    tokens = [clause.doc[i] for i in date_tokens(clause, date)]
    if not tokens or not {t.i for t in tokens} <= clause.kept:
        return False
    if {t.i for t in tokens} <= clause.when:
        return True
    head = min(tokens, key=lambda t: len(list(t.ancestors)))
    if head.dep_ == "npadvmod" or (head.dep_ == "advmod" and date.leans):
        return bool(head.head == clause.verb)
    preposition = head.head
    if head.dep_ == "prep" and head in tokens:
        return bool(head.head == clause.verb)
    if head.dep_ != "pobj" or preposition.lower_ not in {"in", "on"}:
        return False
    governor = preposition.head
    while governor.dep_ in {"dobj", "attr", "pobj", "agent", "prep"}:
        # "in a referendum on 27 October": the date hangs on the last noun but dates the verb.
        if governor.dep_ == "prep" and governor.lower_ in _OTHER_TIMES:
            # "after a rigged vote in March 1960 students marched": the vote was in March.
            return False
        governor = governor.head
    return bool(governor == clause.verb)


def label_of(clause: Clause, without: Iterable[int], world: World, *, past: bool = False) -> str:
    """The clause as a short event in the present tense, or the past, without those tokens. Raises ``NotAskable``."""
    left_out = set(without)
    left_out |= {clause.doc[i].head.i for i in left_out if clause.doc[i].dep_ == "pobj"}
    negated = any(child.dep_ == "neg" for child in clause.verb.children)
    modal = any(a.tag_ == "MD" for a in clause.auxiliaries)
    passive = bool(clause.lent) or any(a.dep_ == "auxpass" for a in clause.auxiliaries)
    if negated or modal or (clause.verb.lemma_ in _WEAK_VERBS and not passive):
        raise NotAskable("no-event")
    subject, after = statement(clause, left_out, world)
    plural = is_plural(clause.subject)
    rest = named_words(clause, [i for i in after if i not in {a.i for a in clause.auxiliaries}], world)
    if passive:
        be = ("were" if plural else "was") if past else ("are" if plural else "is")
        verb = f"{be} {clause.verb.text}"
    elif past and clause.verb.tag_ == "VBD":
        verb = clause.verb.text
    else:
        verb = clause.verb.lemma_ if plural else third_person(clause.verb.lemma_)
    text = re.sub(r"\s+", " ", upper_first(f"{subject} {verb} {rest}".strip()))
    words = text.split()
    if re.match(r"[A-Z]\w+, [A-Z]\w+ (?:is|are|[a-z]+s)\b", text):
        # A list that lost its end.
        raise NotAskable("no-event")
    names_nobody = text == text.capitalize() and len(words) < 6
    if not _LABEL_WORDS[0] <= len(words) <= _LABEL_WORDS[1] or find_dates(text) or names_nobody:
        raise NotAskable("no-event")
    if is_thin_event(text) or lacks_complement(clause) or clause.verb.lemma_ == "die" or _COUNTED.match(text):
        raise NotAskable("no-event")
    if leans(clause, text, world) or _LEANING.search(text) or _BROKEN_OFF.search(text):
        raise NotAskable("no-event")
    return text
