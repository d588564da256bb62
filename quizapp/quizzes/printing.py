"""A quiz on paper: worksheets in two versions, and the answer key of each."""

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from quizapp.articles.lines import MARKER, NOISE, Line, lines_of
from quizapp.banks.models import Bank, QuestionVersion, StoredArticle
from quizapp.banks.structuring import as_corrected
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Evidence, evidence_of
from quizapp.questions.feedback import OptionFeedback, OrderFeedback, PairFeedback, WrittenFeedback
from quizapp.quizzes.asking import versions_in_order
from quizapp.quizzes.choosing import versions_to_ask
from quizapp.quizzes.models import Quiz

LETTERS = "ABCDEFGHIJKLMNOP"
# How often another order is tried for version B before it may look like A's: amounts always stand in order.
_TRIES = 20


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as it is printed. ``shown`` is what may be chosen, by letter, in the order on the sheet."""

    number: int
    type: str
    content: Any
    shown: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PaperKey:
    """The right answer as it stands on the sheet of this version, with its proof. ``marks`` is the short form."""

    number: int
    stem: str
    marks: str
    lines: list[str]
    explanation: str
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Paper:
    """A quiz in one printed version. ``mark`` changes with the questions: sheets and keys that belong
    together carry the same one."""

    version: str
    mark: str
    questions: list[PaperQuestion]
    keys: list[PaperKey]


def paper(quiz: Quiz, version: str) -> Paper:
    """The quiz as version "A" (in the teacher's order) or "B" (questions and options in another order).

    The same questions give the same paper, whenever it is printed. A quiz that draws for every attempt is
    printed with one draw, the same in both versions.
    """
    ids = versions_to_ask(quiz, quiz.draw_seed)
    ordered = ids if version == "A" else _another_order(ids, f"{quiz.id}:{version}")
    questions, keys = [], []
    for number, each in enumerate(versions_in_order(ordered), start=1):
        question, key = _printed(each, number, version)
        questions.append(question)
        keys.append(key)
    return Paper(version=version, mark=_mark(quiz, ids), questions=questions, keys=keys)


def _mark(quiz: Quiz, version_ids: Sequence[int]) -> str:
    text = f"{quiz.id}:{','.join(map(str, version_ids))}"
    return hashlib.sha256(text.encode()).hexdigest()[:5].upper()


def _another_order(ids: Sequence[int], seed: str) -> list[int]:
    """Shuffled by the seed, and never as it was where there are two or more."""
    shuffled = list(ids)
    random.Random(seed).shuffle(shuffled)
    return [*shuffled[1:], *shuffled[:1]] if shuffled == list(ids) else shuffled


def _printed(version: QuestionVersion, number: int, letter: str) -> tuple[PaperQuestion, PaperKey]:
    kind = question_type(version.question.type)
    content: Any = kind.parse(version.content)
    seed = _seed(version.id, letter, lambda number: kind.presented(content, number))
    texts = [text for _, text in kind.presented(content, seed)]
    marks, lines = _key(kind.feedback(content, None, seed), texts)
    return (
        PaperQuestion(number, kind.name, content, list(zip(LETTERS, texts, strict=False))),
        PaperKey(number, content.stem, marks, lines, content.explanation, evidence_of(content)),
    )


def _seed(version_id: int, letter: str, order: Callable[[int], list[tuple[str, str]]]) -> int:
    """The seed for the options of a question: for version B one that gives another order, if there is one."""
    first = random.Random(f"{version_id}:A").randrange(2**31)
    if letter == "A":
        return first
    others = random.Random(f"{version_id}:{letter}")
    seeds = [others.randrange(2**31) for _ in range(_TRIES)]
    return next((seed for seed in seeds if order(seed) != order(first)), seeds[0])


def _key(feedback: Any, texts: Sequence[str]) -> tuple[str, list[str]]:
    """The right answer in short, and in words, for options that stand on the sheet in this order."""
    match feedback:
        case WrittenFeedback():
            return feedback.key, [feedback.also_right] if feedback.also_right else []
        case OrderFeedback():
            places = {event.label: place for place, event in enumerate(feedback.right_order, start=1)}
            in_order = [
                f"{place}. {event.label}{f' ({event.date_text})' if event.date_text else ''}"
                for place, event in enumerate(feedback.right_order, start=1)
            ]
            also = [feedback.also_right] if feedback.also_right else []
            return ", ".join(str(places[text]) for text in texts), in_order + also
        case [PairFeedback(), *_]:
            letters = dict(zip(texts, LETTERS, strict=False))
            return ", ".join(f"{n} {letters[pair.right]}" for n, pair in enumerate(feedback, start=1)), [
                f"{pair.left}: {pair.right}" for pair in feedback
            ]
        case [OptionFeedback(), *_]:
            right = [(letter, each.text) for letter, each in zip(LETTERS, feedback, strict=False) if each.is_key]
            if len(feedback) == 2:
                return right[0][1], []
            if len(right) == 1:
                return right[0][0], [right[0][1]]
            return ", ".join(letter for letter, _ in right), [f"{letter} {text}" for letter, text in right]
    raise TypeError(f"no key on paper for {type(feedback).__name__}")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of an article. ``label`` is that of a key point, empty for every other line."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperArticle:
    """An article to be read before the questions, without what was left out."""

    title: str
    lines: list[PaperLine]


def articles_of(quiz: Quiz) -> list[PaperArticle]:
    """The articles that the questions of the quiz come from, in the order of the banks."""
    ids = versions_to_ask(quiz, quiz.draw_seed)
    banks = {version.question.bank_id for version in versions_in_order(ids)}
    query = select(StoredArticle).where(StoredArticle.banks.any(Bank.id.in_(banks))).order_by(StoredArticle.id)
    return [_on_paper(article) for article in db.session.scalars(query)]


def _on_paper(article: StoredArticle) -> PaperArticle:
    lines = [line for line in lines_of(as_corrected(article)) if line.kind not in {NOISE, MARKER}]
    return PaperArticle(article.title, [_line_on_paper(line, article.text) for line in lines])


def _line_on_paper(line: Line, text: str) -> PaperLine:
    begun = line.start if line.cut is None else line.cut
    return PaperLine(line.kind, text[line.start : begun].strip(" \t\n:|\u2013\u2014-"), text[begun : line.end])
