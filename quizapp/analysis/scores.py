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
from quizapp.quizzes.attempts import counted, counted_share, state_at
from quizapp.quizzes.models import Assignment, Attempt
from quizapp.quizzes.overriding import results_set
from quizapp.quizzes.review_models import EXCUSED, SCORE, Override
from quizapp.quizzes.windows import own_dates_in_words


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One student of the class: their attempts, the one that counts, and what counts of it.

    ``is_set``: the teacher has set the points. Who is excused has no share. ``own_dates`` says what this student
    has instead of the class's dates.
    """

    student: User
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
    results = results_set([assignment.id])
    rows = [
        _row(student, attempts.get(student.id, []), results.get((assignment.id, student.id), {}), assignment)
        for student in students.values()
    ]
    return sorted(rows, key=lambda row: (row.student.name.casefold(), row.student.id))


def counted_answers(assignment: Assignment) -> Answers:
    """What was answered in the attempts that count."""
    return answers_of(counted_attempts(assignment, with_learners=False))


def counted_attempts(assignment: Assignment, *, with_learners: bool = True) -> list[Attempt]:
    """The attempts that count, one a student who is not excused."""
    tried = attempts_of(assignment, with_learners=with_learners)
    excused = {learner for (_, learner), words in results_set([assignment.id]).items() if EXCUSED in words}
    kept = [each for learner, each in tried.items() if learner not in excused]
    return [chosen for each in kept if (chosen := counted(each, assignment.grading_method))]


def attempts_of(assignment: Assignment, *, with_learners: bool = True) -> dict[int, list[Attempt]]:
    """Every attempt of the assignment by learner, in the order they were begun; responses are not read."""
    found: dict[int, list[Attempt]] = defaultdict(list)
    query = select(Attempt).where(Attempt.assignment_id == assignment.id).order_by(Attempt.number, Attempt.id)
    if with_learners:
        query = query.options(joinedload(Attempt.learner))
    for attempt in db.session.scalars(query):
        found[attempt.learner_id].append(attempt)
    return found


def _row(
    student: User, attempts: list[Attempt], results: dict[str, Override], assignment: Assignment
) -> StudentRow:
    chosen = counted(attempts, assignment.grading_method)
    share = counted_share(attempts, assignment.grading_method)
    # Where the average counts, it is told in points of the last attempt.
    points = share * chosen.max_score if share is not None and chosen else None
    latest, word = attempts[-1] if attempts else None, results.get(SCORE)
    state = state_at(latest, now()) if latest else "not begun"
    return StudentRow(
        student=student,
        attempts=attempts,
        counted=chosen,
        points=word.points if word else points,
        out_of=word.out_of if word else chosen.max_score if chosen else None,
        state=EXCUSED if EXCUSED in results else state,
        own_dates=own_dates_in_words(assignment, student.id),
        is_set=word is not None,
    )


def share_of(attempt: Attempt) -> float:
    """The attempt's points as a share of the most that could be had, in [0, 1]."""
    return attempt.share


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
    # One point a question: as many stand behind each share.
    questions = min((row.counted.max_score for row in rows if row.share is not None and row.counted), default=1)
    return Summary(
        students=len(rows),
        finished=len(shares),
        mean=mean(shares) if shares else None,
        median=median(shares) if shares else None,
        interval=mean_interval(shares, int(questions)),
    )
