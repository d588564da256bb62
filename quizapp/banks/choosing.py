"""Several questions of a bank at once: which were chosen, and their status."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from quizapp.banks.entries import AnySession
from quizapp.banks.models import DRAFT, RETIRED, Bank, Question
from quizapp.banks.status_log import change_statuses
from quizapp.database import db

_IN_ORDER = (
    select(Question)
    .join(Question.current)
    .options(contains_eager(Question.current))
    .order_by(Question.position, Question.id)
)


def questions_of(bank: Bank, session: AnySession = db.session) -> list[Question]:
    """Every question of the bank in its order, with its current version, in one statement."""
    return list(session.scalars(_IN_ORDER.where(Question.bank_id == bank.id)))


def chosen_questions(bank: Bank, ids: Sequence[int]) -> list[Question]:
    """Those of the questions that are in the bank, in its order, with their current versions."""
    return list(db.session.scalars(_IN_ORDER.where(Question.bank_id == bank.id, Question.id.in_(ids))))


def ids_in(bank: Bank, ids: Sequence[int]) -> list[int]:
    """The ids of those of the questions that are in the bank, in its order."""
    query = select(Question.id).where(Question.bank_id == bank.id, Question.id.in_(ids))
    return list(db.session.scalars(query.order_by(Question.position, Question.id)))


def set_statuses(questions: Sequence[Question], status: str) -> int:
    """Reject all of them, or take them back to the drafts; says how many changed.

    Approving is ``deciding.approve_several``: the proof of each is looked at.
    """
    if status not in {DRAFT, RETIRED}:
        raise ValueError(f"not for many questions at once: {status!r}")
    count = change_statuses((question, status) for question in questions)
    db.session.commit()
    return count
