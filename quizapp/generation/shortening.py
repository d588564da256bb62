"""Questions without what else their sentence tells, so that two facts of one sentence can both be asked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from quizapp.generation.clauses import Clause
from quizapp.generation.dates import Found
from quizapp.generation.model import Candidate
from quizapp.generation.parsing import Sentence
from quizapp.generation.when import date_tokens
from quizapp.knowledge.words import synonyms

_SCORE = re.compile(r"by (?:a vote of )?\d+(?: votes?)? (?:to|against|\u2013|-) \d+(?: votes)?\b")
_FEWEST_NAMES = 1
_NAME = re.compile(r"(?<!^)\b(?:[A-Z]|\d)")


def shortened(clause: Clause, dates: list[Found]) -> Iterator[Clause]:
    """The clause without its dates and scores, without its dates, and without its scores, where it has them."""
    when = frozenset(i for date in dates for i in _date_phrase(clause, date))
    score = _score_phrase(clause)
    for left_out in dict.fromkeys([when | score, when, score]):
        if left_out and not left_out & clause.subject_tokens:
            yield replace(clause, kept=clause.kept - left_out, when=clause.when - left_out)


def _date_phrase(clause: Clause, date: Found) -> frozenset[int]:
    """ "on 4 May 1990" where it only dates a verb, so that the clause is whole without it."""
    if date.leans or date.precision not in {"day", "month", "year"}:
        return frozenset()
    tokens = frozenset(date_tokens(clause, date))
    if not tokens or not tokens <= clause.kept:
        return frozenset()
    if tokens <= clause.when:
        return tokens
    first = clause.doc[min(tokens)]
    preposition = clause.doc[first.i - 1] if first.i else first
    if first.lower_ not in {"in", "on"} and preposition.lower_ not in {"in", "on"}:
        return frozenset()
    lead = first if first.lower_ in {"in", "on"} else preposition
    return tokens | {lead.i} if lead.head.pos_ in {"VERB", "AUX"} else frozenset()


def _score_phrase(clause: Clause) -> frozenset[int]:
    said = _SCORE.search(clause.sentence.span.text)
    if said is None:
        return frozenset()
    span = clause.sentence.span.char_span(*said.span())
    tokens = frozenset(t.i for t in span) if span is not None else frozenset()
    return tokens if tokens <= clause.kept else frozenset()


def with_shorter(candidate: Candidate, others: Iterable[Any], clause: Clause, sentences: list[Sentence]) -> Candidate:
    """The candidate with the shortest stem that asks the same, if no other sentence tells of the same act."""
    same = [o for o in others if isinstance(o, Candidate) and (o.kind, o.key) == (candidate.kind, candidate.key)]
    stems = [o.stem for o in same if len(o.stem) < len(candidate.stem) and len(_NAME.findall(o.stem)) >= _FEWEST_NAMES]
    if not stems or _told_twice(clause, sentences):
        return candidate
    return replace(candidate, shorter=min(stems, key=len))


def _told_twice(clause: Clause, sentences: list[Sentence]) -> bool:
    """Whether another sentence has a verb of the same meaning and names what the clause names."""
    verbs = synonyms(clause.verb.lemma_)
    ours = {clause.doc[i].lemma_.casefold() for i in clause.kept if clause.doc[i].pos_ in {"NOUN", "PROPN"}}
    ours -= {clause.verb.lemma_}
    for sentence in sentences:
        if sentence.number == clause.sentence.number or not any(t.lemma_ in verbs for t in sentence.span):
            continue
        theirs = {t.lemma_.casefold() for t in sentence.span if t.pos_ in {"NOUN", "PROPN"}}
        if len(ours & theirs) >= min(2, len(ours)):
            return True
    return False


# Adverbials with these may be left out of what is told of the past: it is true without them.
_MAY_GO = frozenset("in on at during after before under with within despite amid alongside following since".split())
_LIMITING = frozenset("not no never only few hardly first last most every each unless if more less fewer".split())


def without_leaning(clause: Clause) -> Clause | None:
    """A clause about the past without the adverbials that point back, or None where there are none to leave out.

    What happened "when they met" or "with its help" happened; a rule, a refusal and a limit would be widened.
    """
    verb = clause.verb
    if clause.is_description or verb.tag_ not in {"VBD", "VBN"} or any(a.tag_ != "VBD" for a in clause.auxiliaries):
        return None
    if any(clause.doc[i].lower_ in _LIMITING for i in clause.kept):
        return None
    left_out: set[int] = set()
    for child in verb.children:
        tokens = {t.i for t in child.subtree}
        goes = (child.dep_ == "prep" and child.lower_ in _MAY_GO) or (child.dep_ == "advcl" and child.i < verb.i)
        if goes and tokens & clause.kept and any(_points_back(t) for t in child.subtree):
            left_out |= tokens
    kept = clause.kept - left_out
    return replace(clause, kept=kept, when=clause.when - left_out) if left_out and clause.subject.i in kept else None


def _points_back(token: Any) -> bool:
    pronoun = token.tag_ in {"PRP", "PRP$"} or token.lower_ in {"this", "that", "these", "those", "such", "same"}
    alone = token.head.tag_ in {"NN", "NNS"} and len(list(token.head.children)) == 1
    return pronoun or (token.lower_ == "the" and alone)
