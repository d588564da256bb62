"""Going through a class student by student: whose attempt comes next, and how long each question took."""

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.database import db
from quizapp.quizzes.models import Assignment, Attempt


def times_of(attempt: Attempt) -> dict[int, float]:
    """Seconds from the answer before, or from the beginning, to each answer, by position."""
    place = {given.question_version_id: given.position for given in attempt.given}
    before, found = attempt.started_at, {}
    for each in sorted(attempt.responses, key=lambda each: (each.answered_at, each.question_version_id)):
        found[place[each.question_version_id]] = max(0.0, (each.answered_at - before).total_seconds())
        before = each.answered_at
    return found


def seconds_of(attempt: Attempt) -> float | None:
    """How long the whole attempt took; None while it has no end."""
    return (attempt.submitted_at - attempt.started_at).total_seconds() if attempt.submitted_at else None


def neighbours(assignment: Assignment, attempt: Attempt) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """(id, name of the learner) of the attempts before and after this one, in the order of names."""
    query = (
        select(Attempt.id, User.name)
        .join(User, User.id == Attempt.learner_id)
        .where(Attempt.assignment_id == assignment.id)
    )
    rows = [(attempt_id, name) for attempt_id, name in db.session.execute(query.order_by(Attempt.number))]
    rows.sort(key=lambda row: row[1].casefold())
    place = [attempt_id for attempt_id, _ in rows].index(attempt.id)
    return rows[place - 1] if place else None, rows[place + 1] if place + 1 < len(rows) else None
