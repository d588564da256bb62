"""Who approved, rejected or put back a question, and when: kept for every change, wherever it is made."""

from collections.abc import Iterable
from typing import Any

from flask import g, has_request_context
from sqlalchemy import bindparam, event, insert, inspect, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from quizapp.banks.entries import AnySession
from quizapp.banks.models import Question, StatusChange
from quizapp.database import db


def changes_of(question: Question) -> list[StatusChange]:
    """Every change of the question's status, oldest first."""
    query = select(StatusChange).where(StatusChange.question_id == question.id).order_by(StatusChange.id)
    return list(db.session.scalars(query))


def change_statuses(wanted: Iterable[tuple[Question, str]], session: AnySession = db.session) -> int:
    """Give each question its status, in two statements for thousands; says how many changed. Nothing is committed."""
    changing = [(question, status) for question, status in wanted if question.status != status]
    if not changing:
        return 0
    session.flush()
    connection = session.connection()
    connection.execute(insert(StatusChange), [_change(each, each.status, status) for each, status in changing])
    changed = update(Question).where(Question.id == bindparam("of")).values(status=bindparam("to"))
    connection.execute(changed, [{"of": question.id, "to": status} for question, status in changing])
    for question, status in changing:
        set_committed_value(question, "status", status)
    return len(changing)


@event.listens_for(Session, "before_flush")
def _log(session: Session, *_: Any) -> None:
    """A room that sets a status need not think of this."""
    changes = [
        _change(question, before[0], question.status)
        for question in session.dirty
        if isinstance(question, Question)
        and (before := inspect(question).attrs.status.history.deleted)
        and before[0] != question.status
    ]
    if changes:
        # All at once: a bank may have thousands of questions.
        session.connection().execute(insert(StatusChange), changes)


def _change(question: Question, before: str, after: str) -> dict[str, Any]:
    user = g.get("current_user") if has_request_context() else None
    return {"question_id": question.id, "before": before, "after": after, "author_id": user.id if user else None}
