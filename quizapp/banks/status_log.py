"""Who approved, rejected or put back a question, and when: kept for every change, wherever it is made."""

from typing import Any

from flask import g, has_request_context
from sqlalchemy import event, insert, inspect, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, StatusChange
from quizapp.database import db


def changes_of(question: Question) -> list[StatusChange]:
    """Every change of the question's status, oldest first."""
    query = select(StatusChange).where(StatusChange.question_id == question.id).order_by(StatusChange.id)
    return list(db.session.scalars(query))


@event.listens_for(Session, "before_flush")
def _log(session: Session, *_: Any) -> None:
    """A room that sets a status need not think of this."""
    user = g.get("current_user") if has_request_context() else None
    changes = [
        {
            "question_id": question.id,
            "before": before[0],
            "after": question.status,
            "author_id": user.id if user else None,
        }
        for question in session.dirty
        if isinstance(question, Question)
        and (before := inspect(question).attrs.status.history.deleted)
        and before[0] != question.status
    ]
    if changes:
        # All at once: a bank may have thousands of questions.
        session.execute(insert(StatusChange), changes)
