"""The shelf: which banks a teacher sees there, and naming, archiving and deleting one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from quizapp.accounts.models import User
from quizapp.banks.access import OWN, banks_of, is_open_to
from quizapp.banks.models import DRAFT, Bank, BankShare, Question, QuestionVersion, StatusChange, StoredArticle
from quizapp.banks.paging import Page, cut
from quizapp.banks.searching import folded
from quizapp.clock import now
from quizapp.database import db


class NotEmpty(ValueError):
    """The bank still has questions, so it is not deleted; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A bank on the shelf: ``counts`` by status, ``right`` of who looks, its last change."""

    bank: Bank
    counts: Counter[str]
    right: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Shelf:
    """One ``page`` of banks; ``archived`` counts the teacher's banks that are put away."""

    banks: list[Shelved]
    page: Page[Bank]
    archived: int


def status_counts_of(bank_ids: list[int]) -> defaultdict[int, Counter[str]]:
    """How many questions of each bank are "draft", "approved" and "retired"."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    query = select(Question.bank_id, Question.status, func.count()).where(Question.bank_id.in_(bank_ids))
    for bank_id, status, count in db.session.execute(query.group_by(Question.bank_id, Question.status)):
        counts[bank_id][status] = count
    return counts


def shelf_of(teacher: User, *, words: str = "", page: int = 1, archived: bool = False) -> Shelf:
    """The banks of the teacher and those shared with them whose title has all the words, newest first."""
    query = select(Bank).where(is_open_to(teacher)).options(joinedload(Bank.owner)).order_by(Bank.id.desc())
    # Whoever shares a bank may archive it; it is off the shelf of their colleagues too.
    every = list(db.session.scalars(query))
    put_away = [bank for bank in every if bank.archived_at and bank.owner_id == teacher.id]
    chosen = put_away if archived else [bank for bank in every if not bank.archived_at]
    wanted = folded(words).split()
    fitting = [bank for bank in chosen if all(word in folded(bank.title) for word in wanted)]
    shown = cut(fitting, page)
    return Shelf(_shelved(shown.items, teacher), shown, len(put_away))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bank with drafts that the teacher may approve."""

    bank: Bank
    drafts: int


def waiting_for(teacher: User) -> list[Waiting]:
    """The banks on the shelf with drafts that the teacher may approve, newest first."""
    banks = sorted(banks_of(teacher), key=lambda bank: -bank.id)
    counts = status_counts_of([bank.id for bank in banks])
    return [Waiting(bank, counts[bank.id][DRAFT]) for bank in banks if counts[bank.id][DRAFT]]


def has_begun(teacher: User) -> bool:
    """Whether the teacher has brought in anything yet, or a colleague has shared a bank with them."""
    has_article = select(StoredArticle.id).where(StoredArticle.owner_id == teacher.id).limit(1)
    has_bank = select(Bank.id).where(is_open_to(teacher)).limit(1)
    return any(db.session.scalar(query) is not None for query in (has_article, has_bank))


def _shelved(banks: Sequence[Bank], teacher: User) -> list[Shelved]:
    ids = [bank.id for bank in banks]
    counts, changed = status_counts_of(ids), _last_changes(ids)
    shares = db.session.scalars(select(BankShare).where(BankShare.user_id == teacher.id, BankShare.bank_id.in_(ids)))
    rights = {share.bank_id: share.right for share in shares}
    return [
        Shelved(
            bank,
            counts[bank.id],
            OWN if bank.owner_id == teacher.id else rights[bank.id],
            max([bank.created_at, *changed[bank.id]]),
        )
        for bank in banks
    ]


def _last_changes(bank_ids: list[int]) -> defaultdict[int, list[datetime]]:
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for table, moment in ((QuestionVersion, QuestionVersion.created_at), (StatusChange, StatusChange.at)):
        query = (
            select(Question.bank_id, func.max(moment))
            .join(table, table.question_id == Question.id)
            .where(Question.bank_id.in_(bank_ids))
            .group_by(Question.bank_id)
        )
        for bank_id, at in db.session.execute(query):
            found[bank_id].append(at)
    return found


def describe(bank: Bank, *, title: str, language: str, licence: str) -> None:
    """Give the bank another title, language or licence. Its name in files and addresses stays."""
    bank.title, bank.language, bank.licence = title, language, licence
    db.session.commit()


def archive(bank: Bank) -> None:
    """Take the bank off the shelf. Quizzes, attempts and practice go on with its questions."""
    bank.archived_at = now()
    db.session.commit()


def put_back(bank: Bank) -> None:
    """Put an archived bank back on the shelf."""
    bank.archived_at = None
    db.session.commit()


def delete_empty(bank: Bank) -> None:
    """Delete a bank that nothing draws on. Raises ``NotEmpty``: what students answered has to stay."""
    if db.session.scalar(select(func.count()).where(Question.bank_id == bank.id)):
        raise NotEmpty("The bank has questions, so it was not deleted. Archive it, or move its questions first.")
    db.session.delete(bank)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        raise NotEmpty("Something still draws on the bank, so it was not deleted. Archive it instead.") from None
