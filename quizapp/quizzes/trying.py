"""A quiz tried by its teacher: a sitting like a student's, which lives in no table.

What is answered is kept as ``Notes`` by whoever asks (a cookie of the teacher's browser).
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from quizapp.clock import now
from quizapp.quizzes.asking import versions_in_order
from quizapp.quizzes.attempts import in_order
from quizapp.quizzes.choosing import versions_to_ask
from quizapp.quizzes.crediting import credit_for
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt, AttemptQuestion, Quiz, Response


@dataclass(frozen=True, slots=True)
class Notes:
    """The seed of a preview, when it began, its answers by question version (answer, is it final), its flags."""

    seed: int
    begun: datetime
    answers: dict[int, tuple[dict[str, Any], bool]] = field(default_factory=dict)
    flagged: frozenset[int] = frozenset()


def begin() -> Notes:
    """A new preview, which draws and shuffles anew."""
    return Notes(seed=secrets.randbelow(2**31), begun=now().replace(microsecond=0))


def sitting(quiz: Quiz, notes: Notes) -> Attempt:
    """The attempt that a student with this seed would have, with the answers so far. It is in no session."""
    versions = versions_in_order(in_order(quiz, versions_to_ask(quiz, notes.seed), notes.seed))
    limit = quiz.time_limit_minutes
    attempt = Attempt(
        assignment=Assignment(quiz=quiz, quiz_id=quiz.id, timeline_grading="partial"),
        seed=notes.seed,
        state=IN_PROGRESS,
        started_at=notes.begun,
        deadline=notes.begun + timedelta(minutes=limit) if limit else None,
        max_score=float(len(versions)),
        given=[
            AttemptQuestion(
                position=position,
                question_version_id=version.id,
                version=version,
                is_flagged=version.id in notes.flagged,
            )
            for position, version in enumerate(versions, start=1)
        ],
    )
    attempt.responses = [
        _graded(attempt, version.id, *notes.answers[version.id]) for version in versions if version.id in notes.answers
    ]
    attempt.score = sum(response.credit for response in attempt.responses)
    return attempt


def _graded(attempt: Attempt, version_id: int, answer: dict[str, Any], is_final: bool) -> Response:
    """A response of a preview with its credit."""
    version = next(each.version for each in attempt.given if each.question_version_id == version_id)
    credit = credit_for(version, answer, attempt.assignment.timeline_grading)
    return Response(question_version_id=version_id, answer=answer, credit=credit, sequence=0, is_final=is_final)


def notes_of(attempt: Attempt) -> Notes:
    """What has to be kept of a preview to go on with it."""
    answers = {each.question_version_id: (each.answer, each.is_final) for each in attempt.responses}
    flagged = frozenset(each.question_version_id for each in attempt.given if each.is_flagged)
    return Notes(seed=attempt.seed, begun=attempt.started_at, answers=answers, flagged=flagged)
