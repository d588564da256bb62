"""Which statement agrees with the article: one as it stands there, the others with one thing exchanged."""

import random
import re
from dataclasses import dataclass

from quizapp.generation.clauses import Clause
from quizapp.generation.english import upper_first
from quizapp.generation.leaning import leans
from quizapp.generation.model import Candidate
from quizapp.generation.stems import NotAskable, named_words, subject_text
from quizapp.generation.world import World
from quizapp.knowledge.words import contrasts
from quizapp.questions.dates import MONTHS

_LENGTH = (6, 22)
_OPTIONS = 4
_SPARES = 2
# Topics that are tried, and ways to make one statement false.
_TRIED, _WAYS = 6, 2
# A name of two words or more, with its article.
_NAME = re.compile(r"(?:[Tt]he )?[A-Z][\w\u2019.-]*(?: (?:of |for |and )?(?:the )?[A-Z][\w.-]*)+(?![\w\u2019])")


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
    """A statement in which one thing was exchanged so that it is false, and the true one that it was made of."""

    text: str
    source: Told


def falsehoods(statement: Told, sure: dict[Candidate, list[str]], chance: random.Random) -> list[Falsehood]:
    """The statement with one thing exchanged for another that is surely wrong there, in at most two ways."""
    made: list[Falsehood] = []
    for candidate in statement.candidates:
        fitting = [other for other in sure.get(candidate, [])[:4] if other not in statement.text]
        for other in chance.sample(fitting, min(len(fitting), _WAYS)):
            made.append(Falsehood(statement.text.replace(candidate.key, other), statement))
    if pair := _contrast_in(statement.text):
        text = re.sub(rf"\b{re.escape(pair[0])}\b", pair[1], statement.text)
        made.append(Falsehood(text, statement))
    return made[:_WAYS]


def statement_candidates(
    statements: list[Told], sure: dict[Candidate, list[str]], *, seed: int
) -> list[tuple[Candidate, tuple[Falsehood, ...]]]:
    """At most one question, about the name that most statements share; with what its falsehoods exchanged."""
    usable = [s for s in statements if any(sure.get(c) for c in s.candidates) or _contrast_in(s.text)]
    for topic, group in _topics(usable)[:_TRIED]:
        chance = random.Random(f"{seed}:statements:{topic}")
        # The statement uses up its sentence: best one of which little else is asked.
        middle = sorted(len(each.text) for each in group)[len(group) // 2]
        key = min(group, key=lambda each: (len(each.candidates), abs(len(each.text) - middle), each.text))
        made = [ways for each in group if each is not key and (ways := falsehoods(each, sure, chance))]
        made.sort(key=lambda ways: (abs(len(ways[0].text) - len(key.text)), ways[0].text))
        # Options from different sentences first; second ways to falsify one are spares.
        false = [ways[0] for ways in made] + [ways[1] for ways in made if len(ways) > 1]
        if len(made) < _OPTIONS - 1 or len(false) < _OPTIONS + _SPARES - 1:
            continue
        candidate = Candidate(
            kind="statement",
            stem=f"Which of these statements about {topic} agrees with the article?",
            key=key.text,
            others=tuple(each.text for each in false),
            evidence=key.clause.evidence,
            rank=0,
        )
        return [(candidate, tuple(false))]
    return []


def _topics(statements: list[Told]) -> list[tuple[str, list[Told]]]:
    """Names with the statements that hold them, each from another sentence, the most told of first."""
    groups: dict[str, dict[int, Told]] = {}
    for each in statements:
        for name in set(_NAME.findall(each.text)):
            name = re.sub(r"^The ", "the ", name)
            if name.split()[-1] not in MONTHS and not any(name in c.key or c.key in name for c in each.candidates):
                groups.setdefault(name, {}).setdefault(each.clause.sentence.number, each)
    full = [(topic, list(told.values())) for topic, told in groups.items() if len(told) >= _OPTIONS]
    return sorted(full, key=lambda pair: (-len(pair[1]), pair[0]))
