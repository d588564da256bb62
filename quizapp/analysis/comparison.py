"""Comparing a class with the teacher's other classes, honestly.

Only first attempts count, only questions that every class was given in the same version, and a
class with fewer than ``SMALLEST_GROUP`` finished students is not shown.
"""

from dataclasses import dataclass
from statistics import mean

from sqlalchemy import select

from quizapp.analysis.scores import attempts_of
from quizapp.analysis.statistics import Interval, difference_interval, mean_interval
from quizapp.banks.models import QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.database import db
from quizapp.quizzes.attempts import is_running, response_to
from quizapp.quizzes.models import Assignment, Attempt

SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class on the shared questions. Shares in [0, 1]; None where the group is too small to show."""

    assignment: Assignment
    is_this: bool
    finished: int
    mean: float | None
    interval: Interval | None
    difference: Interval | None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Facility of one shared question in each shown class, in the order of the class lines."""

    stem: str
    facilities: list[float | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left_out``: questions of this class that some other class met in another version or not at all."""

    lines: list[ClassLine]
    questions: list[QuestionLine]
    left_out: int

    @property
    def has_others(self) -> bool:
        return any(not line.is_this for line in self.lines)


def compare(assignment: Assignment) -> Comparison:
    """This class and the teacher's other classes that were given the same quiz."""
    groups = {each: _first_attempts(each) for each in [assignment, *_siblings(assignment)]}
    shown = {each: tried for each, tried in groups.items() if len(tried) >= SMALLEST_GROUP}
    shared = _shared_versions(list(shown.values()))
    mine = _shares(groups[assignment], shared)
    lines = [
        _line(each, tried, shared, mine=mine, is_this=each is assignment) for each, tried in groups.items()
    ]
    questions = [
        QuestionLine(
            version.content["stem"],
            [_facility(tried, version) if each in shown else None for each, tried in groups.items()],
        )
        for version in shared
    ]
    met = {given.question_version_id for attempt in groups[assignment] for given in attempt.given}
    return Comparison(lines, questions, left_out=len(met - {version.id for version in shared}))


def _siblings(assignment: Assignment) -> list[Assignment]:
    query = (
        select(Assignment)
        .join(Classroom)
        .where(
            Assignment.quiz_id == assignment.quiz_id,
            Assignment.id != assignment.id,
            Classroom.teacher_id == assignment.classroom.teacher_id,
        )
        .order_by(Classroom.name, Assignment.id)
    )
    return list(db.session.scalars(query))


def _first_attempts(assignment: Assignment) -> list[Attempt]:
    firsts = [tried[0] for tried in attempts_of(assignment).values()]
    return [attempt for attempt in firsts if not is_running(attempt)]


def _shared_versions(groups: list[list[Attempt]]) -> list[QuestionVersion]:
    """The versions that every attempt of every group was given, in the first attempt's order."""
    attempts = [attempt for group in groups for attempt in group]
    if not attempts:
        return []
    common = set.intersection(*({g.question_version_id for g in attempt.given} for attempt in attempts))
    return [given.version for given in attempts[0].given if given.question_version_id in common]


def _credit(attempt: Attempt, version: QuestionVersion) -> float:
    response = response_to(attempt, version)
    return response.credit if response else 0.0


def _shares(attempts: list[Attempt], versions: list[QuestionVersion]) -> list[float]:
    if not versions:
        return []
    return [mean(_credit(attempt, version) for version in versions) for attempt in attempts]


def _facility(attempts: list[Attempt], version: QuestionVersion) -> float:
    return mean(_credit(attempt, version) for attempt in attempts)


def _line(
    assignment: Assignment,
    attempts: list[Attempt],
    versions: list[QuestionVersion],
    *,
    mine: list[float],
    is_this: bool,
) -> ClassLine:
    shares = _shares(attempts, versions) if len(attempts) >= SMALLEST_GROUP else []
    comparable = shares and not is_this and len(mine) >= SMALLEST_GROUP
    return ClassLine(
        assignment=assignment,
        is_this=is_this,
        finished=len(attempts),
        mean=mean(shares) if shares else None,
        interval=mean_interval(shares),
        difference=difference_interval(mine, shares) if comparable else None,
    )
