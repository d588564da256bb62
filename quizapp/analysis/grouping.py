"""One question across a class: everybody's answers, those that mean the same together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from quizapp.analysis.answers import Answers
from quizapp.banks.models import Question, QuestionVersion
from quizapp.database import db
from quizapp.questions.content import Answer
from quizapp.questions.telling import sameness, told
from quizapp.quizzes.crediting import EARNED, ruled_version
from quizapp.quizzes.learning import QuestionResult, question_result
from quizapp.quizzes.models import Assignment, Attempt, AttemptQuestion, Response
from quizapp.quizzes.review_models import Correction


@dataclass(slots=True)
class Group:
    """Attempts that answered the same, in ``lines`` as most of them put it; [] is no answer.

    ``credits`` are theirs, each once, lowest first. ``written`` is what to accept, where an answer is written.
    """

    lines: list[str]
    written: str
    attempts: list[Attempt] = field(default_factory=list)
    credits: list[float] = field(default_factory=list)
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """A question with everybody's answers: the right ones first, then the most frequent; no answer comes last.

    ``position`` is its first place in an attempt.
    """

    version: QuestionVersion
    position: int
    result: QuestionResult
    groups: list[Group]
    asked: int
    is_dropped: bool
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands in the quiz: its neighbours, and the median seconds that an answer took."""

    earlier: QuestionVersion | None
    later: QuestionVersion | None
    seconds: float | None


def version_asked(assignment: Assignment, version_id: int) -> QuestionVersion:
    """A version that some attempt of the assignment was given (404 otherwise)."""
    asked = (
        select(AttemptQuestion.attempt_id)
        .join(Attempt)
        .where(Attempt.assignment_id == assignment.id, AttemptQuestion.question_version_id == version_id)
    )
    question = joinedload(QuestionVersion.question)
    version = db.session.scalar(
        select(QuestionVersion)
        .where(QuestionVersion.id == version_id, asked.exists())
        .options(question.joinedload(Question.bank), question.joinedload(Question.current))
    )
    if version is None:
        raise NotFound
    return version


def dropped_in(assignment: Assignment, answers: Answers) -> list[QuestionVersion]:
    """The versions that were left out of everybody's score: those that the answers have no column for."""
    query = (
        select(QuestionVersion)
        .join(AttemptQuestion, AttemptQuestion.question_version_id == QuestionVersion.id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(Attempt.assignment_id == assignment.id, AttemptQuestion.is_dropped)
        .distinct()
    )
    kept = {version.id for version in answers.versions}
    return [version for version in db.session.scalars(query.order_by(QuestionVersion.id)) if version.id not in kept]


def place_in(version: QuestionVersion, answers: Answers) -> Place:
    """Where the version stands among what was answered; one that is left out of the score has no neighbours."""
    ids = [each.id for each in answers.versions]
    if version.id not in ids:
        return Place(None, None, None)
    number = ids.index(version.id)
    around = [None, *answers.versions, None]
    seconds = answers.answered[number].seconds
    return Place(around[number], around[number + 2], float(np.median(seconds)) if len(seconds) else None)


def across(version: QuestionVersion, attempts: Sequence[Attempt]) -> Across:
    """The answers to the version in these attempts."""
    rows = _rows(version, attempts)
    correction = next((row[4] for row in rows if row[4]), None)
    position = min((row[1] for row in rows), default=1)
    return Across(
        version=version,
        position=position,
        result=question_result(version, answer=None, credit=0.0, seed=0, position=position, correction=correction),
        groups=_groups(version, correction, rows, {attempt.id: attempt for attempt in attempts}),
        asked=len(rows),
        is_dropped=bool(rows) and all(row[3] for row in rows),
        correction=correction,
    )


def _rows(version: QuestionVersion, attempts: Iterable[Attempt]) -> list[tuple[Any, ...]]:
    wanted = {attempt.id: attempt.assignment_id for attempt in attempts}
    query = (
        select(
            AttemptQuestion.attempt_id,
            AttemptQuestion.position,
            EARNED,
            AttemptQuestion.is_dropped,
            Correction,
            Response.answer,
        )
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .outerjoin(Correction, Correction.id == AttemptQuestion.correction_id)
        .outerjoin(
            Response,
            (Response.attempt_id == AttemptQuestion.attempt_id)
            & (Response.question_version_id == AttemptQuestion.question_version_id),
        )
        .where(
            Attempt.assignment_id.in_(set(wanted.values())), AttemptQuestion.question_version_id == version.id
        )
    )
    return [tuple(row) for row in db.session.execute(query) if row[0] in wanted]


def _groups(
    version: QuestionVersion,
    correction: Correction | None,
    rows: list[tuple[Any, ...]],
    attempts: dict[str, Attempt],
) -> list[Group]:
    content = ruled_version(version, correction)
    kind, found = content.kind.name, {}
    for attempt_id, _, credit, _, _, answer in rows:
        given: Answer | None = answer
        key = sameness(kind, content.content, given) if given else None
        if key not in found:
            found[key] = Group(told(kind, content.content, given) if given else [], (given or {}).get("written", ""))
            found[key].is_right = given is not None and content.is_right(given)
        group = found[key]
        group.attempts.append(attempts[attempt_id])
        group.credits = sorted({*group.credits, credit})
    for group in found.values():
        group.attempts.sort(key=lambda each: each.learner.name.casefold())
    return sorted(found.values(), key=lambda each: (not each.lines, not each.is_right, -len(each.attempts)))
