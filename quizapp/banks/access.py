"""Which banks and questions a teacher may open."""

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.models import Bank, Question
from quizapp.database import db


def banks_of(teacher: User) -> list[Bank]:
    """The teacher's banks, newest first, with their questions."""
    query = select(Bank).where(Bank.owner_id == teacher.id).order_by(Bank.id.desc())
    return list(db.session.scalars(query.options(selectinload(Bank.questions))))


def bank_of(bank_id: int, teacher: User) -> Bank:
    """One of the teacher's banks (404 otherwise)."""
    bank = db.session.get(Bank, bank_id)
    if bank is None or bank.owner_id != teacher.id:
        raise NotFound
    return bank


def question_of(question_id: int, teacher: User) -> Question:
    """A question in one of the teacher's banks (404 otherwise)."""
    question = db.session.get(Question, question_id)
    if question is None or question.bank.owner_id != teacher.id:
        raise NotFound
    return question


def ids_of_usable_banks(teacher: User) -> Select[int]:
    """The ids of every bank that the teacher may take questions from, as a query to stand inside another."""
    return select(Bank.id).where(Bank.owner_id == teacher.id)
