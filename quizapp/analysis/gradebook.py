"""The gradebook of a class: students by assignments, and what each has done over time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import mean

from sqlalchemy import select
from sqlalchemy.orm import joinedload, load_only

from quizapp.accounts.models import User
from quizapp.classes.models import Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.attempts import counted, counted_share, state_at
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt, Quiz
from quizapp.quizzes.windows import window_of

NOT_BEGUN = "not begun"
MISSED = "missed"
DONE = "handed in"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a student did with an assignment. ``share`` is of the points of the attempt that counts, in [0, 1].

    ``state`` is "not begun", "missed" (closed before it was begun), "in progress" or "handed in".
    """

    assignment: Assignment
    attempts: list[Attempt]
    counted: Attempt | None
    share: float | None
    state: str

    @property
    def points(self) -> float | None:
        """What counts, in points of the attempt that counts or, for an average, of the last one."""
        return None if self.counted is None or self.share is None else self.share * self.counted.max_score


@dataclass(frozen=True, slots=True)
class Row:
    """A student, a cell for each assignment, and the mean share of those handed in."""

    student: User
    cells: list[Cell]
    mean: float | None


@dataclass(frozen=True, slots=True)
class Gradebook:
    """Assignments newest first; cells of a row stand in their order."""

    assignments: list[Assignment]
    rows: list[Row]


def gradebook_of(classroom: Classroom) -> Gradebook:
    """Everyone who is in the class, by name."""
    assignments = list(
        db.session.scalars(
            select(Assignment)
            .where(Assignment.classroom_id == classroom.id)
            .order_by(Assignment.id.desc())
            .options(joinedload(Assignment.quiz).load_only(Quiz.title), joinedload(Assignment.own_dates))
        ).unique()
    )
    students = db.session.scalars(
        select(User)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.classroom_id == classroom.id, Enrolment.removed_at.is_(None))
        .order_by(User.name, User.id)
    )
    tried = _attempts(classroom)
    moment = now()
    rows = [_row(student, assignments, tried, moment) for student in students]
    return Gradebook(assignments, rows)


def _attempts(classroom: Classroom) -> dict[tuple[int, int], list[Attempt]]:
    """Every attempt in the class by assignment and learner, in the order they were begun."""
    query = (
        select(Attempt)
        .join(Assignment)
        .where(Assignment.classroom_id == classroom.id)
        .order_by(Attempt.number)
        .options(
            load_only(
                Attempt.assignment_id,
                Attempt.learner_id,
                Attempt.number,
                Attempt.state,
                Attempt.started_at,
                Attempt.deadline,
                Attempt.submitted_at,
                Attempt.due_at,
                Attempt.late_deduction,
                Attempt.score,
                Attempt.max_score,
            )
        )
    )
    found: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    for attempt in db.session.scalars(query):
        found[attempt.assignment_id, attempt.learner_id].append(attempt)
    return found


def _row(
    student: User,
    assignments: list[Assignment],
    tried: dict[tuple[int, int], list[Attempt]],
    moment: datetime,
) -> Row:
    cells = [
        _cell(assignment, student, tried.get((assignment.id, student.id), []), moment) for assignment in assignments
    ]
    return Row(student, cells, mean_share(cells))


def mean_share(cells: list[Cell]) -> float | None:
    """The mean share of the points over what was handed in; None where nothing was."""
    shares = [cell.share for cell in cells if cell.share is not None]
    return mean(shares) if shares else None


def _cell(assignment: Assignment, student: User, attempts: list[Attempt], moment: datetime) -> Cell:
    chosen = counted(attempts, assignment.grading_method)
    return Cell(
        assignment=assignment,
        attempts=attempts,
        counted=chosen,
        share=counted_share(attempts, assignment.grading_method),
        state=_state(assignment, student, attempts, moment),
    )


def _state(assignment: Assignment, student: User, attempts: list[Attempt], moment: datetime) -> str:
    if not attempts:
        return MISSED if window_of(assignment, student.id).has_ended(moment) else NOT_BEGUN
    return IN_PROGRESS if state_at(attempts[-1], moment) == IN_PROGRESS else DONE


def in_order(rows: list[Row], by: str, *, downwards: bool) -> list[Row]:
    """The rows sorted "by" name, mean or the id of an assignment; who has no figure comes last either way."""
    if by == "name":
        return sorted(rows, key=lambda row: row.student.name.casefold(), reverse=downwards)
    figures = {row.student.id: _figure(row, by) for row in rows}
    known = [row for row in rows if figures[row.student.id] is not None]
    unknown = [row for row in rows if figures[row.student.id] is None]
    return sorted(known, key=lambda row: figures[row.student.id] or 0.0, reverse=downwards) + unknown


def _figure(row: Row, by: str) -> float | None:
    if by == "mean":
        return row.mean
    return next((cell.share for cell in row.cells if str(cell.assignment.id) == by), None)
