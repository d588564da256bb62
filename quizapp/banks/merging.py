"""Two banks become one, or one becomes two: duplicating a bank, and merging another into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.banks.choosing import chosen_questions, questions_of
from quizapp.banks.entries import Entry, entries_of
from quizapp.banks.models import Bank, StoredArticle
from quizapp.banks.moving import CannotMove, copy, have_same_article, move, new_bank
from quizapp.banks.shelving import archive
from quizapp.database import db
from quizapp.questions.flaws.wording import fold


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging would do: which questions of the other bank would move, and which stand in this one already."""

    moving: list[Entry]
    doubles: list[Entry]


def copy_bank(bank: Bank, author: User) -> Bank:
    """A bank of the author with the current versions of all questions, their status and the article.

    Attempts and quizzes stay with the questions of the first bank.
    """
    is_own = bank.owner_id == author.id
    made = new_bank(f"{bank.title} (copy)" if is_own else bank.title, author, beside=bank)
    made.origin = f"Copied from “{bank.title}”" + ("" if is_own else f" of {bank.owner.name}")
    made.refused = bank.refused
    copy(questions_of(bank), made, author=author)
    return made


def mergeable(bank: Bank) -> list[Bank]:
    """The banks on the owner's shelf that can be merged into this one, by title: those of the same article."""
    text = bank.article.sha256 if bank.article else None
    query = select(Bank).outerjoin(StoredArticle, Bank.article_id == StoredArticle.id)
    query = query.where(Bank.owner_id == bank.owner_id, Bank.id != bank.id, Bank.archived_at.is_(None))
    query = query.where(StoredArticle.sha256.is_not_distinct_from(text))
    return list(db.session.scalars(query.order_by(Bank.title, Bank.id)))


def plan(source: Bank, target: Bank) -> Merge:
    """What merging ``source`` into ``target`` would do. Raises ``CannotMove`` where it cannot be done."""
    if source.id == target.id or source.owner_id != target.owner_id:
        raise CannotMove("Choose another bank of the same owner. Nothing was changed.")
    if not have_same_article(source, target):
        raise CannotMove(
            "The two banks have different articles, and quotes count in their own. "
            "Tick questions in the list and move those instead. Nothing was changed."
        )
    known = {_said(entry) for entry in entries_of(target.id)}
    moving: list[Entry] = []
    doubles: list[Entry] = []
    for entry in entries_of(source.id):
        (doubles if _said(entry) in known else moving).append(entry)
        known.add(_said(entry))
    return Merge(moving, doubles)


def merge(source: Bank, target: Bank, *, author: User) -> Merge:
    """Move what ``target`` does not have yet, and archive ``source`` with the rest.

    Of equal questions the one in ``target`` is kept; the other stays as it is in the archived bank, where
    quizzes and attempts still find it. Raises ``CannotMove``.
    """
    merging = plan(source, target)
    move(chosen_questions(source, [entry.id for entry in merging.moving]), target, author=author)
    archive(source)
    return merging


def _said(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    """What makes two questions the same: type, stem and right answer, whatever their case and spaces."""
    return entry.type, fold(entry.stem), tuple(sorted(map(fold, _right(entry.content))))


def _right(content: Mapping[str, Any]) -> list[str]:
    if "pairs" in content:
        return [f"{pair['left']} = {pair['right']}" for pair in content["pairs"]]
    if "events" in content:
        return [str(event["label"]) for event in content["events"]]
    return [str(key) for key in content.get("keys", [content.get("key", "")])]
