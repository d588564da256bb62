"""Undoing what was decided at the review desk, step by step, as long as nothing else has changed it since."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.deciding import APPROVE, EDIT, MEND, REJECT, RESCUE, RESTORE, SWAP, in_words
from quizapp.banks.models import Bank, Question, ReviewDecision
from quizapp.banks.rescuing import forget_rescue
from quizapp.clock import now
from quizapp.database import db

DONE = {
    APPROVE: "Approved",
    REJECT: "Rejected",
    RESTORE: "Put back among the drafts",
    SWAP: "Swapped a wrong answer",
    MEND: "Mended",
    EDIT: "Edited",
    RESCUE: "Made a draft",
}


class Overtaken(Exception):
    """The decision cannot be undone any more; the message says why."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last decision of a teacher in a bank, and in words what was done to which question."""

    id: int
    question_id: int
    done: str
    stem: str


def last_decision(bank: Bank, author: User) -> Undoable | None:
    """What would be undone next."""
    query = select(ReviewDecision).options(joinedload(ReviewDecision.question).joinedload(Question.current))
    query = query.where(
        ReviewDecision.bank_id == bank.id, ReviewDecision.author_id == author.id, ReviewDecision.closed_at.is_(None)
    )
    last = db.session.scalar(query.order_by(ReviewDecision.id.desc()).limit(1))
    if last is None:
        return None
    stem = str(last.question.current.content.get("stem", ""))
    return Undoable(last.id, last.question_id, DONE[last.act], stem)


@dataclass(frozen=True, slots=True)
class Decided:
    """When something was decided, and why ("" where that needs no reason)."""

    why: str
    at: datetime


def decisions_about(question: Question) -> list[Decided]:
    """What was decided about the question and not undone, newest first."""
    query = select(ReviewDecision).where(ReviewDecision.question_id == question.id, ReviewDecision.closed_at.is_(None))
    return [
        Decided(why=in_words(each), at=each.decided_at)
        for each in db.session.scalars(query.order_by(ReviewDecision.id.desc()))
    ]


def undo(bank: Bank, decision_id: int | None, author: User) -> int | None:
    """Take back one of the author's decisions in the bank.

    Returns the id of the question it was about (None: it is gone again). Raises ``Overtaken``
    where the question has been changed since, and where it was undone already; then nothing has changed.
    404 for anything else.
    """
    decision = db.session.get(ReviewDecision, decision_id) if decision_id else None
    if decision is None or decision.bank_id != bank.id or decision.author_id != author.id:
        raise NotFound
    question = decision.question
    if decision.closed_at is not None:
        raise Overtaken("That was undone already.")
    decision.closed_at = now()
    if (question.status, question.version_number) != (decision.status_after, decision.version_after):
        db.session.commit()
        raise Overtaken("The question was changed in the meantime, so this cannot be undone any more.")
    if decision.act == RESCUE:
        _unmake(bank, decision)
        return None
    # Versions never change: the earlier wording is still there, and becomes the current one again.
    question.status, question.version_number = decision.status_before, decision.version_before
    db.session.commit()
    db.session.expire(question, ["current"])
    return question.id


def _unmake(bank: Bank, decision: ReviewDecision) -> None:
    forget_rescue(bank, decision.refusal)
    db.session.delete(decision.question)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        raise Overtaken("The question is in use already. Reject it instead.") from None
