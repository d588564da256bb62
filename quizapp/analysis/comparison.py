"""Comparing a class with the teacher's other classes, honestly.

Only first attempts count, only questions that every class was given in the same version, and means are
compared where at least ``SMALLEST_GROUP`` students of both have finished: below it an interval promises too much.
Classes stand by name, never by result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.accounts.models import User
from quizapp.analysis.disclosure import SMALLEST_GROUP
from quizapp.analysis.dots import Row, Told, rows_of_dots
from quizapp.analysis.figures import Difference, difference
from quizapp.analysis.first_attempts import FirstAttempts, first_attempts
from quizapp.analysis.intervals import Interval, mean_interval, moments
from quizapp.banks.models import QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.classes.roster import names_by_class
from quizapp.classes.teaching import teaches
from quizapp.database import db
from quizapp.quizzes.models import Assignment


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class on the shared questions. ``shares`` are in [0, 1], sorted; the rest is None in a small group.

    ``waiting`` are the names of those in the class who have not finished a first attempt, ``excused`` of those whom
    the teacher has excused: neither are counted. ``gone`` count and have left the class since.
    """

    assignment: Assignment
    is_this: bool
    finished: int
    waiting: list[str]
    excused: list[str]
    gone: int
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
    """``drawn`` is the picture of the classes with a mean.

    ``left_out``: questions of this class that some other class met in another version or not at all.
    """

    lines: list[ClassLine]
    drawn: list[Row]
    questions: list[QuestionLine]
    left_out: int
    mine: FirstAttempts

    @property
    def leaves_out_students(self) -> bool:
        return any(line.waiting or line.excused for line in self.lines)

    @property
    def has_others(self) -> bool:
        return any(not line.is_this for line in self.lines)


def compare(assignment: Assignment, teacher: User) -> Comparison:
    """This class and the teacher's other classes that were given the same quiz, by name of class."""
    given = [assignment, *_siblings(assignment, teacher)]
    groups = first_attempts(given)
    shared = _shared_versions([groups[each.id] for each in given])
    enrolled = names_by_class(each.classroom_id for each in given)
    mine = groups[assignment.id].shares(shared) if groups[assignment.id].learners else []
    lines = [
        _line(each, groups[each.id], shared, mine, enrolled[each.classroom_id], is_this=each is assignment)
        for each in given
    ]
    told = [line for line in lines if line.mean is not None]
    return Comparison(
        lines=lines,
        drawn=rows_of_dots(
            [Told(line.assignment.classroom.name, line.shares, line.interval, line.is_this) for line in told]
        ),
        questions=_questions([groups[each.id] for each in given], shared),
        left_out=groups[assignment.id].asked - len(shared),
        mine=groups[assignment.id],
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
        .options(joinedload(Assignment.classroom))
    )
    return list(db.session.scalars(query))


def _shared_versions(groups: Sequence[FirstAttempts]) -> list[int]:
    """The versions that every attempt of every group was given, in the first such group's order."""
    begun = [group for group in groups if group.learners]
    common = set.intersection(*(set(group.versions) for group in begun)) if begun else set()
    return [version for version in begun[0].versions if version in common] if begun else []


def _questions(groups: Sequence[FirstAttempts], shared: list[int]) -> list[QuestionLine]:
    stem = QuestionVersion.content["stem"].as_string()
    query = select(QuestionVersion.id, stem).where(QuestionVersion.id.in_(shared))
    stems = {number: text for number, text in db.session.execute(query)}  # noqa: C416 - a result is no mapping
    return [QuestionLine(stems[version], [_facility(group, version) for group in groups]) for version in shared]


def _facility(group: FirstAttempts, version: int) -> float | None:
    if len(group.learners) < SMALLEST_GROUP:
        return None
    return float(group.credits[:, group.versions.index(version)].mean())


def _line(
    assignment: Assignment,
    group: FirstAttempts,
    shared: list[int],
    mine: list[float],
    enrolled: dict[int, str],
    *,
    is_this: bool,
) -> ClassLine:
    shares = group.shares(shared) if group.learners else []
    is_enough = len(shares) >= SMALLEST_GROUP
    counted = set(group.learners)
    compared = not is_this and min(len(shares), len(mine)) >= SMALLEST_GROUP
    return ClassLine(
        assignment=assignment,
        is_this=is_this,
        finished=len(group.learners),
        waiting=[name for number, name in enrolled.items() if number not in counted | group.excused],
        excused=[name for number, name in enrolled.items() if number in group.excused],
        gone=len(counted - enrolled.keys()),
        shares=shares,
        mean=mean(shares) if is_enough else None,
        interval=mean_interval(shares, len(shared)) if is_enough else None,
        difference=difference(moments(mine), moments(shares)) if compared else None,
    )
