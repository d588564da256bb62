"""The gradebook of a class: students by assignments, and what each has done over time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import mean

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, load_only, selectinload

from quizapp.accounts.models import User
from quizapp.classes.models import Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.attempts import counted, counted_share, state_at
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt, Quiz
from quizapp.quizzes.overriding import results_set
from quizapp.quizzes.review_models import EXCUSED as IS_EXCUSED
from quizapp.quizzes.review_models import SCORE, Override
from quizapp.quizzes.windows import own_dates_in_words, window_of

NOT_BEGUN = "not begun"
MISSED = "missed"
DONE = "handed in"
LATE = "late"
EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a student did with an assignment, and what counts of it: ``points`` ``out_of`` the most there were.

    ``share`` is the points' share in [0, 1], None where nothing counts. ``state`` is "not begun", "missed" (closed
    before it was begun), "in progress", "handed in", "late" or "excused". ``is_set``: the teacher has set the
    points. ``own_dates`` says what the student has instead of the class's dates.
    """

    assignment: Assignment
    attempts: list[Attempt]
    counted: Attempt | None
    points: float | None
    out_of: float | None
    state: str
    own_dates: str
    is_set: bool = False

    @property
    def share(self) -> float | None:
        if self.points is None or self.state == EXCUSED:
            return None
        return self.points / self.out_of if self.out_of else 0.0


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
            .options(joinedload(Assignment.quiz).load_only(Quiz.title), selectinload(Assignment.own_dates))
        )
    )
    students = db.session.scalars(
        select(User)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.classroom_id == classroom.id, Enrolment.removed_at.is_(None))
        .order_by(User.name, User.id)
    )
    tried = _attempts(Assignment.classroom_id == classroom.id)
    results = results_set([assignment.id for assignment in assignments])
    moment = now()
    rows = [_row(student, assignments, tried, results, moment) for student in students]
    return Gradebook(assignments, rows)


def cell_of(assignment: Assignment, user_id: int) -> tuple[User, Cell] | None:
    """One student and what they did with one assignment; None for who is not in its class and has no attempt."""
    query = select(Enrolment.id).where(
        Enrolment.classroom_id == assignment.classroom_id,
        Enrolment.user_id == user_id,
        Enrolment.removed_at.is_(None),
    )
    tried = _attempts((Attempt.assignment_id == assignment.id) & (Attempt.learner_id == user_id))
    attempts = tried.get((assignment.id, user_id), [])
    student = db.session.get(User, user_id)
    if student is None or (not attempts and db.session.scalar(query) is None):
        return None
    results = results_set([assignment.id]).get((assignment.id, user_id), {})
    return student, _cell(assignment, student, attempts, results, now())


def _attempts(wanted: ColumnElement[bool]) -> dict[tuple[int, int], list[Attempt]]:
    """The wanted attempts by assignment and learner, in the order they were begun."""
    query = (
        select(Attempt)
        .join(Assignment)
        .where(wanted)
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
    results: dict[tuple[int, int], dict[str, Override]],
    moment: datetime,
) -> Row:
    cells = [
        _cell(each, student, tried.get((each.id, student.id), []), results.get((each.id, student.id), {}), moment)
        for each in assignments
    ]
    return Row(student, cells, mean_share(cells))


def mean_share(cells: list[Cell]) -> float | None:
    """The mean share of the points over what was handed in; None where nothing was."""
    shares = [cell.share for cell in cells if cell.share is not None]
    return mean(shares) if shares else None


def _cell(
    assignment: Assignment, student: User, attempts: list[Attempt], results: dict[str, Override], moment: datetime
) -> Cell:
    chosen = counted(attempts, assignment.grading_method)
    share, word = counted_share(attempts, assignment.grading_method), results.get(SCORE)
    # Where the average counts, it is told in points of the last attempt.
    points = share * chosen.max_score if share is not None and chosen else None
    return Cell(
        assignment=assignment,
        attempts=attempts,
        counted=chosen,
        points=word.points if word else points,
        out_of=word.out_of if word else chosen.max_score if chosen else None,
        state=EXCUSED if IS_EXCUSED in results else _state(assignment, student, attempts, chosen, moment),
        own_dates=own_dates_in_words(assignment, student.id),
        is_set=word is not None,
    )


def _state(
    assignment: Assignment, student: User, attempts: list[Attempt], chosen: Attempt | None, moment: datetime
) -> str:
    if not attempts:
        return MISSED if window_of(assignment, student.id).has_ended(moment) else NOT_BEGUN
    if state_at(attempts[-1], moment) == IN_PROGRESS:
        return IN_PROGRESS
    return LATE if chosen and chosen.is_late else DONE


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
