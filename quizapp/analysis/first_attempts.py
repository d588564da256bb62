"""The first attempts of several classes at once: what comparisons are made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, select
from sqlalchemy.orm import load_only

from quizapp.database import db
from quizapp.quizzes.attempts import is_running
from quizapp.quizzes.crediting import EARNED
from quizapp.quizzes.models import Assignment, Attempt, AttemptQuestion, Response
from quizapp.quizzes.overriding import results_set
from quizapp.quizzes.review_models import EXCUSED


@dataclass(frozen=True, slots=True)
class FirstAttempts:
    """A row of credits for each learner who ended a first attempt, a column for each version that all were asked.

    Who is ``excused`` has no row. ``asked`` counts the versions that any learner was asked, ``corrected`` are those
    of which a correction holds.
    """

    learners: list[int]
    versions: list[int]
    credits: NDArray[np.float64]
    excused: set[int]
    asked: int
    corrected: set[int]

    def shares(self, versions: Sequence[int]) -> list[float]:
        """Each learner's share of the points of these versions, sorted; all of them have to be among its own."""
        if not versions or not self.learners:
            return []
        columns = [self.versions.index(version) for version in versions]
        return sorted(self.credits[:, columns].mean(axis=1).tolist())


def first_attempts(assignments: Sequence[Assignment]) -> dict[int, FirstAttempts]:
    """By assignment. An attempt that still runs does not count, and a later one never stands in for it."""
    numbers = [assignment.id for assignment in assignments]
    excused: dict[int, set[int]] = {number: set() for number in numbers}
    for (number, learner_id), words in results_set(numbers).items():
        if EXCUSED in words:
            excused[number].add(learner_id)
    ended: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in _firsts(numbers).values():
        if not is_running(attempt) and attempt.learner_id not in excused[attempt.assignment_id]:
            ended[attempt.assignment_id].append(attempt)
    credits_, corrected = _credits(numbers)
    return {number: _table(ended[number], credits_, excused[number], corrected[number]) for number in numbers}


def _firsts(assignment_ids: list[int]) -> dict[tuple[int, int], Attempt]:
    query = (
        select(Attempt)
        .where(Attempt.assignment_id.in_(assignment_ids))
        .order_by(Attempt.number, Attempt.id)
        .options(
            load_only(Attempt.assignment_id, Attempt.learner_id, Attempt.number, Attempt.state, Attempt.deadline)
        )
    )
    found: dict[tuple[int, int], Attempt] = {}
    for attempt in db.session.scalars(query):
        found.setdefault((attempt.assignment_id, attempt.learner_id), attempt)
    return found


def _credits(assignment_ids: list[int]) -> tuple[dict[str, dict[int, float]], dict[int, set[int]]]:
    """Credit by attempt and version, in the order of asking: 0 where nothing was answered, none where dropped.

    And the versions of which a correction holds, by assignment.
    """
    query = (
        select(
            AttemptQuestion.attempt_id,
            AttemptQuestion.question_version_id,
            EARNED,
            AttemptQuestion.correction_id,
            Attempt.assignment_id,
        )
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .outerjoin(
            Response,
            and_(
                Response.attempt_id == AttemptQuestion.attempt_id,
                Response.question_version_id == AttemptQuestion.question_version_id,
            ),
        )
        .where(Attempt.assignment_id.in_(assignment_ids), AttemptQuestion.is_dropped.is_(False))
        .order_by(AttemptQuestion.attempt_id, AttemptQuestion.position)
    )
    found: dict[str, dict[int, float]] = defaultdict(dict)
    corrected: dict[int, set[int]] = defaultdict(set)
    for attempt_id, version_id, credit, correction_id, assignment_id in db.session.connection().execute(query):
        found[attempt_id][version_id] = credit
        if correction_id is not None:
            corrected[assignment_id].add(version_id)
    return found, corrected


def _table(
    attempts: list[Attempt], credits_: dict[str, dict[int, float]], excused: set[int], corrected: set[int]
) -> FirstAttempts:
    earned = [credits_[attempt.id] for attempt in attempts]
    versions = [version for version in (earned[0] if earned else ()) if all(version in each for each in earned)]
    table = np.array([[each[version] for version in versions] for each in earned], dtype=float)
    return FirstAttempts(
        learners=[attempt.learner_id for attempt in attempts],
        versions=versions,
        credits=table.reshape(len(earned), len(versions)),
        excused=excused,
        asked=len({version for each in earned for version in each}),
        corrected=corrected,
    )
