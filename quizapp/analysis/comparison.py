"""Comparing a class with the teacher's other classes, honestly.

Only first attempts count, only questions that every class was given in the same version, and means are
compared where at least ``SMALLEST_GROUP`` students of both have finished: below it an interval promises too much.
"""

from dataclasses import dataclass
from statistics import mean

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.analysis.answers import Answers, answers_of
from quizapp.analysis.intervals import Interval, difference_interval, mean_interval
from quizapp.analysis.scores import attempts_of
from quizapp.analysis.statistics import hedges_g
from quizapp.banks.models import QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.classes.teaching import teaches
from quizapp.database import db
from quizapp.quizzes.attempts import is_running
from quizapp.quizzes.models import Assignment

SMALLEST_GROUP = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean of this class less that of the other, in [-1, 1], with Welch's interval and Hedges' g."""

    value: float
    interval: Interval
    g: float | None

    @property
    def sentence(self) -> str:
        """What it means, in plain words."""
        points = abs(round(100 * self.value))
        if self.interval.holds(0):
            return f"The difference of {_points(points)} could well be chance."
        return f"A difference of {_points(points)} is more than chance explains."


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class on the shared questions. ``shares`` are in [0, 1], sorted; the rest is None in a small group."""

    assignment: Assignment
    is_this: bool
    finished: int
    shares: list[float]
    mean: float | None
    interval: Interval | None
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Facility of one shared question in each class, in the order of the class lines; None in a small group."""

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


def compare(assignment: Assignment, teacher: User) -> Comparison:
    """This class and the teacher's other classes that were given the same quiz, by name of class."""
    groups = {each: _first_answers(each) for each in [assignment, *_siblings(assignment, teacher)]}
    shared = _shared_versions([answers for answers in groups.values() if answers.attempts])
    tables = {each: _on(answers, shared) for each, answers in groups.items()}
    return Comparison(
        lines=[
            _line(each, table, _shares(tables[assignment]), is_this=each is assignment)
            for each, table in tables.items()
        ],
        questions=[
            QuestionLine(
                version.content["stem"],
                [
                    float(table[:, number].mean()) if len(table) >= SMALLEST_GROUP else None
                    for table in tables.values()
                ],
            )
            for number, version in enumerate(shared)
        ],
        left_out=len(groups[assignment].versions) - len(shared),
    )


def _siblings(assignment: Assignment, teacher: User) -> list[Assignment]:
    query = (
        select(Assignment)
        .join(Classroom)
        .where(
            Assignment.quiz_id == assignment.quiz_id,
            Assignment.id != assignment.id,
            teaches(teacher),
        )
        .order_by(Classroom.name, Assignment.id)
    )
    return list(db.session.scalars(query))


def _first_answers(assignment: Assignment) -> Answers:
    firsts = [tried[0] for tried in attempts_of(assignment).values()]
    return answers_of([attempt for attempt in firsts if not is_running(attempt)])


def _shared_versions(groups: list[Answers]) -> list[QuestionVersion]:
    """The versions that every attempt of every group was given, in the first group's order."""
    whole = [
        {
            version.id
            for version, column in zip(group.versions, group.credits.T, strict=True)
            if not np.isnan(column).any()
        }
        for group in groups
    ]
    return [version for version in groups[0].versions if all(version.id in ids for ids in whole)] if groups else []


def _on(answers: Answers, versions: list[QuestionVersion]) -> NDArray[np.float64]:
    place = {version.id: number for number, version in enumerate(answers.versions)}
    columns = [place[version.id] for version in versions if version.id in place]
    table: NDArray[np.float64] = answers.credits[:, columns]
    return table


def _shares(table: NDArray[np.float64]) -> list[float]:
    return sorted(float(share) for share in table.mean(axis=1)) if table.size else []


def _line(assignment: Assignment, table: NDArray[np.float64], mine: list[float], *, is_this: bool) -> ClassLine:
    shares = _shares(table)
    is_enough = len(shares) >= SMALLEST_GROUP
    return ClassLine(
        assignment=assignment,
        is_this=is_this,
        finished=len(table),
        shares=shares,
        mean=mean(shares) if is_enough else None,
        interval=mean_interval(shares, table.shape[1]) if is_enough else None,
        difference=_difference(mine, shares) if not is_this else None,
    )


def _difference(mine: list[float], other: list[float]) -> Difference | None:
    reach = difference_interval(mine, other)
    if reach is None or min(len(mine), len(other)) < SMALLEST_GROUP:
        return None
    return Difference(mean(mine) - mean(other), reach, hedges_g(mine, other))
