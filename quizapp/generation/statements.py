"""Which statement agrees with the article: one as it stands there, the others with one thing exchanged."""

import random
import re
from dataclasses import dataclass

from quizapp.generation.clauses import Clause
from quizapp.generation.english import upper_first
from quizapp.generation.model import Candidate
from quizapp.generation.stems import NotAskable, leans, named_words, subject_text
from quizapp.generation.world import World
from quizapp.knowledge.words import contrasts

_LENGTH = (6, 22)
_OPTIONS = 4
_SPARES = 2
# Topics that are tried.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A clause as a sentence that stands alone, and what is asked about it elsewhere."""

    text: str
    clause: Clause
    candidates: tuple[Candidate, ...]


def told(clause: Clause, candidates: list[Candidate], world: World) -> Told | None:
    """The clause as a statement, or None where it would lean on the article."""
    after = [i for i in clause.kept - clause.subject_tokens if i > clause.subject.i]
    try:
        subject = subject_text(clause, world)
        text = upper_first(f"{subject} {clause.lent} {named_words(clause, after, world)}")
    except NotAskable:
        return None
    text = re.sub(r"\s+", " ", text).strip(" ,;:")
    if not _LENGTH[0] <= len(text.split()) <= _LENGTH[1] or leans(clause, text, world):
        return None
    usable = tuple(c for c in candidates if text.count(c.key) == 1 and c.kind not in {"list", "person"})
    return Told(f"{text.removesuffix('.')}.", clause, usable) if usable or _contrast_in(text) else None


def _contrast_in(text: str) -> tuple[str, str] | None:
    """The one word of the text that has an opposite in the pack, with it; None for none or several."""
    found = [pair for pair in contrasts() if len(re.findall(rf"\b{re.escape(pair[0])}\b", text)) == 1]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Falsehood:
    """A statement made false by putting ``put`` where the article has ``was``."""

    text: str
    was: str
    put: str
    source: Told


def falsehood(statement: Told, sure: dict[Candidate, list[str]], chance: random.Random) -> Falsehood | None:
    """The statement with one thing exchanged for another that is surely wrong there."""
    for candidate in statement.candidates:
        others = sure.get(candidate, [])
        fitting = [other for other in others[:4] if other not in statement.text]
        if fitting:
            other = chance.choice(fitting)
            return Falsehood(statement.text.replace(candidate.key, other), candidate.key, other, statement)
    if pair := _contrast_in(statement.text):
        text = re.sub(rf"\b{re.escape(pair[0])}\b", pair[1], statement.text)
        return Falsehood(text, pair[0], pair[1], statement)
    return None


def statement_candidates(
    statements: list[Told], sure: dict[Candidate, list[str]], *, seed: int
) -> list[tuple[Candidate, tuple[Falsehood, ...]]]:
    """At most one question, about the name that most statements share; with what its falsehoods exchanged."""
    usable = [s for s in statements if any(sure.get(c) for c in s.candidates) or _contrast_in(s.text)]
    for topic, group in _topics(usable)[:_MOST]:
        chance = random.Random(f"{seed}:statements:{topic}")
        # The statement uses up its sentence: best one of which little else is asked.
        middle = sorted(len(each.text) for each in group)[len(group) // 2]
        key = min(group, key=lambda each: (len(each.candidates), abs(len(each.text) - middle), each.text))
        false = [f for each in group if each is not key and (f := falsehood(each, sure, chance))]
        false.sort(key=lambda each: (abs(len(each.text) - len(key.text)), each.text))
        if len(false) < _OPTIONS + _SPARES - 1:
            continue
        candidate = Candidate(
            kind="statement",
            stem=f"Which of these statements about {topic} agrees with the article?",
            key=key.text,
            others=tuple(each.text for each in false),
            evidence=key.clause.evidence,
            rank=3,
        )
        return [(candidate, tuple(false))]
    return []


def _topics(statements: list[Told]) -> list[tuple[str, list[Told]]]:
    """Names in the place of a subject with their statements, each from another sentence, the most told of first."""
    groups: dict[str, dict[int, Told]] = {}
    for each in statements:
        named = re.match(r"(?:The )?(?:[A-Z][\w\u2019.-]*(?: (?:of|for|the) (?=[A-Z]))? ?)+", each.text)
        if named is None or (each.clause.subject.pos_ != "PROPN" and not each.clause.subject_as):
            continue
        name = re.sub(r"\u2019s.*$", "", named[0].strip())
        topic = re.sub(r"^The ", "the ", name)
        groups.setdefault(topic, {}).setdefault(each.clause.sentence.number, each)
    full = [(topic, list(told.values())) for topic, told in groups.items() if len(told) >= _OPTIONS + _SPARES]
    return sorted(full, key=lambda pair: (-len(pair[1]), pair[0]))
