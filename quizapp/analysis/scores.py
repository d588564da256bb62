"""Scores of an assignment, per student and per class."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import mean, median

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.accounts.models import User
from quizapp.analysis.answers import Answers, answers_of
from quizapp.analysis.intervals import Interval, mean_interval
from quizapp.classes.models import Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.attempts import counted, state_at
from quizapp.quizzes.models import Assignment, Attempt


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One student of the class: their attempts, the one that counts and its share of the points."""

    student: User
    attempts: list[Attempt]
    counted: Attempt | None
    share: float | None
    state: str


def student_rows(assignment: Assignment) -> list[StudentRow]:
    """A row for each student of the class now, and for each who left but has an attempt; by name."""
    attempts = attempts_of(assignment)
    enrolled = db.session.scalars(
        select(Enrolment)
        .where(Enrolment.classroom_id == assignment.classroom_id, Enrolment.removed_at.is_(None))
        .options(joinedload(Enrolment.user))
    )
    students = {enrolment.user_id: enrolment.user for enrolment in enrolled}
    students |= {tried[0].learner_id: tried[0].learner for tried in attempts.values()}
    rows = [_row(student, attempts.get(student.id, []), assignment) for student in students.values()]
    return sorted(rows, key=lambda row: (row.student.name.casefold(), row.student.id))


def counted_answers(assignment: Assignment) -> Answers:
    """What was answered in the attempts that count, one a student."""
    tried = attempts_of(assignment, with_learners=False).values()
    return answers_of([chosen for each in tried if (chosen := counted(each, assignment.grading_method))])


def attempts_of(assignment: Assignment, *, with_learners: bool = True) -> dict[int, list[Attempt]]:
    """Every attempt of the assignment by learner, in the order they were begun; responses are not read."""
    found: dict[int, list[Attempt]] = defaultdict(list)
    query = select(Attempt).where(Attempt.assignment_id == assignment.id).order_by(Attempt.number, Attempt.id)
    if with_learners:
        query = query.options(joinedload(Attempt.learner))
    for attempt in db.session.scalars(query):
        found[attempt.learner_id].append(attempt)
    return found


def _row(student: User, attempts: list[Attempt], assignment: Assignment) -> StudentRow:
    chosen = counted(attempts, assignment.grading_method)
    latest = attempts[-1] if attempts else None
    return StudentRow(
        student=student,
        attempts=attempts,
        counted=chosen,
        share=share_of(chosen) if chosen else None,
        state=state_at(latest, now()) if latest else "not begun",
    )


def share_of(attempt: Attempt) -> float:
    """The attempt's score as a share of its maximum, in [0, 1]."""
    return attempt.score / attempt.max_score if attempt.max_score else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Scores of a class in one line. Shares are in [0, 1]; None where nobody has finished."""

    students: int
    finished: int
    mean: float | None
    median: float | None
    interval: Interval | None


def summary(rows: list[StudentRow]) -> Summary:
    shares = [row.share for row in rows if row.share is not None]
    return Summary(
        students=len(rows),
        finished=len(shares),
        mean=mean(shares) if shares else None,
        median=median(shares) if shares else None,
        interval=mean_interval(shares),
    )
