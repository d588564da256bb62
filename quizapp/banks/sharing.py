"""Sharing a bank with colleagues of the same installation, and taking it back."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.accounts import users
from quizapp.banks.models import COPY, EDIT, READ, Bank, BankShare
from quizapp.database import db

# What a colleague may be given, and how it is put.
CHOICES = {
    READ: "Read: see the questions and their proof",
    COPY: "Copy: also take a copy of their own",
    EDIT: "Edit: work on it together with you",
}


class CannotShare(ValueError):
    """The bank cannot be shared like this; the message says why."""


def share(bank: Bank, username: str, right: str) -> BankShare:
    """Give the teacher with this user name a right in the bank, or change the one they have.

    Raises ``CannotShare``. Students and unknown names get the same answer, so that nobody learns who has an
    account.
    """
    if right not in CHOICES:
        raise CannotShare("Choose what your colleague may do.")
    colleague = users.find(username)
    if colleague is None or not colleague.is_teacher:
        raise CannotShare("There is no teacher with this user name here. Ask your colleague how it is spelt.")
    if colleague.id == bank.owner_id:
        raise CannotShare("This bank is yours already.")
    shared = next((each for each in bank.shares if each.user_id == colleague.id), None)
    if shared is None:
        shared = BankShare(user=colleague)
        bank.shares.append(shared)
    shared.right = right
    db.session.commit()
    return shared


def shares_of(bank: Bank) -> list[BankShare]:
    """With whom the bank is shared, with their names, in the order of sharing."""
    query = select(BankShare).where(BankShare.bank_id == bank.id).order_by(BankShare.id)
    return list(db.session.scalars(query.options(joinedload(BankShare.user))))


def withdraw(bank: Bank, user_id: int) -> str | None:
    """Take the bank back from a colleague; returns their name. Copies that they made stay theirs."""
    shared = next((each for each in bank.shares if each.user_id == user_id), None)
    if shared is None:
        return None
    name = shared.user.name
    bank.shares.remove(shared)
    db.session.commit()
    return name
