"""What two accounts of one learner did in the same assignment, brought together before their rows are."""

from itertools import groupby

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.database import db
from quizapp.quizzes.attempts import is_running
from quizapp.quizzes.models import IN_PROGRESS, Attempt
from quizapp.quizzes.review_models import Override


def has_running_attempt(learner: User) -> bool:
    query = select(Attempt).where(Attempt.learner_id == learner.id, Attempt.state == IN_PROGRESS)
    return any(is_running(attempt) for attempt in db.session.scalars(query))


def merge_results(kept: User, double: User) -> None:
    """Count the attempts of both as they were begun; of a result set for both, keep the kept one's. Nothing is
    committed."""
    both = Attempt.learner_id.in_([kept.id, double.id])
    attempts = db.session.scalars(select(Attempt).where(both).order_by(Attempt.assignment_id, Attempt.started_at))
    for _, in_assignment in groupby(attempts, key=lambda attempt: attempt.assignment_id):
        for number, attempt in enumerate(in_assignment, start=1):
            attempt.number = number
    holding = {(each.assignment_id, each.kind) for each in _whole_results(kept)}
    for each in _whole_results(double):
        if (each.assignment_id, each.kind) in holding:
            db.session.delete(each)


def _whole_results(learner: User) -> list[Override]:
    """The overrides in force that are not about one attempt."""
    in_force = select(Override).where(Override.learner_id == learner.id, Override.removed_at.is_(None))
    return list(db.session.scalars(in_force.where(Override.attempt_id.is_(None))))
