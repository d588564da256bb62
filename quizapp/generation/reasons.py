"""Questions that ask why, where the article gives the reasons of different things."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.generation.clauses import Clause
from quizapp.generation.model import Candidate
from quizapp.generation.stems import NotAskable, ask
from quizapp.generation.world import World
from quizapp.knowledge.words import FLUFF_VERBS, synonyms

_LENGTH = (3, 16)
_LEANS = re.compile(
    r"\b(?:this|these|those|such|he|she|they|it|his|her|him|them|its|their)\b|[;:\u201c\u201d()]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reason:
    """``words`` begins with "because", "so that" or "in order to"; ``lead`` is its first word."""

    clause: Clause
    words: str
    indexes: frozenset[int]
    lead: str


def reasons_of(clauses: list[Clause]) -> Iterator[Reason]:
    for clause in clauses:
        if clause.verb.lemma_ in FLUFF_VERBS:
            continue
        for child in clause.verb.children:
            if child.dep_ != "advcl" or child.i < clause.verb.i:
                continue
            tokens = sorted(t.i for t in child.subtree)
            text = "".join(clause.doc[i].text_with_ws for i in tokens).strip(" ,.")
            lead = text.split()[0].lower() if text else ""
            purpose = text.lower().startswith(("in order to ", "so that ")) or (lead == "to" and child.tag_ == "VB")
            if (lead != "because" and not purpose) or text.lower().startswith("because of"):
                continue
            if _LENGTH[0] <= len(text.split()) <= _LENGTH[1] and not _LEANS.search(text):
                yield Reason(clause, re.sub(r"^In order to", "in order to", text), frozenset(tokens), lead)


def reason_candidates(clauses: list[Clause], world: World) -> Iterator[Candidate]:
    """Why something was so: the reasons of other things in the article are the wrong answers.

    Only where the other things are told with other verbs of another subject, so that their reasons
    cannot be this one's too.
    """
    reasons = list(reasons_of(clauses))
    for reason in reasons:
        others = [other.words for other in reasons if _differ(reason, other)]
        if len(others) < 3:
            continue
        rest = {i for i in reason.indexes if i in reason.clause.kept}
        try:
            stem = ask(reason.clause, reason.indexes | rest, "why", world)
        except NotAskable:
            continue
        yield Candidate(
            kind="reason",
            stem=stem,
            key=reason.words,
            others=tuple(sorted(others, key=lambda text: (abs(len(text) - len(reason.words)), text))),
            evidence=reason.clause.evidence,
            from_article=frozenset(others),
            rank=2,
        )


def _differ(one: Reason, other: Reason) -> bool:
    if one.lead != other.lead or one.clause.sentence.number == other.clause.sentence.number:
        return False
    if one.clause.verb.lemma_ in synonyms(other.clause.verb.lemma_):
        return False
    return bool(one.clause.subject.lemma_.casefold() != other.clause.subject.lemma_.casefold())
