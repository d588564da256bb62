"""Several questions of a bank at once: which were chosen, and their status."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.banks.models import DRAFT, RETIRED, Bank, Question
from quizapp.database import db


def chosen_questions(bank: Bank, ids: Sequence[int]) -> list[Question]:
    """Those of the questions that are in the bank, in its order, with their current versions."""
    query = select(Question).where(Question.bank_id == bank.id, Question.id.in_(ids))
    loaded = query.options(selectinload(Question.current), joinedload(Question.bank))
    return list(db.session.scalars(loaded.order_by(Question.position, Question.id)))


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
    changing = [question for question in questions if question.status != status]
    for question in changing:
        question.status = status
    db.session.commit()
    return len(changing)
