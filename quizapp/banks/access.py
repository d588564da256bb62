"""Which banks and questions a teacher may open, and what they may do there."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.models import COPY, EDIT, READ, Bank, BankShare, Question
from quizapp.database import db

# The owner alone may share a bank, archive or delete it.
OWN = "own"
# Each right holds the ones before it.
RIGHTS = (READ, COPY, EDIT, OWN)


def right_of(bank: Bank, teacher: User) -> str | None:
    """The highest right that the teacher has in the bank; None: it does not exist for them."""
    if bank.owner_id == teacher.id:
        return OWN
    return db.session.scalar(
        select(BankShare.right).where(BankShare.bank_id == bank.id, BankShare.user_id == teacher.id)
    )


def suffices(right: str | None, wanted: str) -> bool:
    """Whether who has this right may do what the wanted one allows."""
    return right is not None and RIGHTS.index(right) >= RIGHTS.index(wanted)


@dataclass(frozen=True, slots=True)
class May:
    """What a teacher may do in a bank."""

    read: bool
    copy: bool
    edit: bool
    own: bool


def may(bank: Bank, teacher: User) -> May:
    """What the teacher may do in the bank."""
    right = right_of(bank, teacher)
    return May(*(suffices(right, each) for each in RIGHTS))


def bank_of(bank_id: int, teacher: User, *, to: str = EDIT) -> Bank:
    """A bank in which the teacher has this right (404 otherwise)."""
    bank = db.session.get(Bank, bank_id)
    if bank is None or not suffices(right_of(bank, teacher), to):
        raise NotFound
    return bank


def question_of(question_id: int, teacher: User, *, to: str = EDIT) -> Question:
    """A question in a bank in which the teacher has this right (404 otherwise)."""
    question = db.session.get(Question, question_id)
    if question is None or not suffices(right_of(question.bank, teacher), to):
        raise NotFound
    return question


def is_open_to(teacher: User, to: str = READ) -> ColumnElement[bool]:
    """The condition, on banks, that the teacher has this right."""
    allowing = [right for right in RIGHTS if suffices(right, to)]
    shared = select(BankShare.bank_id).where(BankShare.user_id == teacher.id, BankShare.right.in_(allowing))
    return or_(Bank.owner_id == teacher.id, Bank.id.in_(shared))


def banks_of(teacher: User, *, to: str = EDIT) -> list[Bank]:
    """The banks on the shelf in which the teacher has this right, by title."""
    query = select(Bank).where(is_open_to(teacher, to), Bank.archived_at.is_(None))
    return list(db.session.scalars(query.order_by(Bank.title, Bank.id)))


def ids_of_usable_banks(teacher: User) -> Select[int]:
    """The ids of every bank that the teacher may take questions from, as a query to stand inside another.

    Banks that they own or work on together: what a quiz asks must not change behind a teacher's back, so
    that of others one makes a copy. Archived banks are among them, since quizzes that draw from them go on.
    """
    return select(Bank.id).where(is_open_to(teacher, EDIT))
