"""Questions and their versions: every change is a new one, and every one can be had again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.anchoring import anchored
from quizapp.banks.entries import AnySession
from quizapp.banks.files import free_slug, slug
from quizapp.banks.models import APPROVED, DRAFT, Bank, Question, QuestionVersion
from quizapp.database import db
from quizapp.questions import question_type

NOTE_LENGTH = 300


def new_version(
    question: Question, content: dict[str, Any], *, author: User, note: str, tags: list[str] | None = None
) -> QuestionVersion:
    """Store changed content, or changed ``tags``, as the next version; what is unchanged changes nothing.

    Raises pydantic's ``ValidationError`` when the content does not fit the type.
    """
    before = question.current
    version = add_version(question, content, author=author, note=note, tags=tags)
    if version is not before:
        db.session.commit()
    return version


def add_version(
    question: Question, content: dict[str, Any], *, author: User, note: str, tags: list[str] | None = None
) -> QuestionVersion:
    """The same within a larger change: nothing is committed."""
    kind = question_type(question.type)
    fitting = kind.to_dict(kind.parse(content))
    wanted = question.current.tags if tags is None else tags
    if fitting == question.current.content and wanted == question.current.tags:
        return question.current
    version = QuestionVersion(
        number=max(each.number for each in question.versions) + 1,
        content=fitting,
        tags=wanted,
        author_id=author.id,
        note=note[:NOTE_LENGTH],
    )
    question.versions.append(version)
    question.version_number = version.number
    db.session.flush()
    db.session.refresh(question, ["current"])
    return version


def versions_of(question: Question) -> list[QuestionVersion]:
    """Every version with its author, newest first."""
    query = select(QuestionVersion).where(QuestionVersion.question_id == question.id)
    query = query.options(joinedload(QuestionVersion.author)).order_by(QuestionVersion.number.desc())
    return list(db.session.scalars(query))


def version_of(question: Question, number: int | None) -> QuestionVersion:
    """The version with this number (404 where there is none)."""
    query = select(QuestionVersion).where(QuestionVersion.question_id == question.id, QuestionVersion.number == number)
    version = db.session.scalar(query.options(joinedload(QuestionVersion.author)))
    if version is None:
        raise NotFound
    return version


def restore(question: Question, number: int, *, author: User) -> list[str]:
    """Take the wording and the tags of an earlier version as a new one (404 where there is none).

    The article may have changed since: quotes are put where they stand now. Returns those that it no longer
    has; they are left out, and an approved question becomes a draft, for want of its proof.
    """
    old = version_of(question, number)
    article = question.bank.article
    placed = anchored(question.type, old.content, article.text) if article else None
    content, lost = (placed.content, placed.lost) if placed else (old.content, [])
    if lost and question.status == APPROVED:
        question.status = DRAFT
    new_version(question, content, author=author, note=f"Restored version {number}", tags=list(old.tags))
    db.session.commit()
    return lost


def add_question(bank: Bank, type_name: str, content: dict[str, Any], *, author: User) -> Question:
    """Store a question that the author wrote as the last draft of the bank.

    Raises pydantic's ``ValidationError`` when the content does not fit the type.
    """
    question = new_draft(bank, type_name, content, author=author, note="Written by hand")
    db.session.commit()
    return question


def new_draft(
    bank: Bank, type_name: str, content: dict[str, Any], *, author: User, note: str, tags: Sequence[str] = ()
) -> Question:
    """A question as the last draft of the bank; nothing is committed. Raises ``ValidationError`` as above."""
    kind = question_type(type_name)
    fitting = kind.to_dict(kind.parse(content))
    taken = {question.slug for question in bank.questions}
    question = Question(
        slug=free_slug(slug(fitting["stem"])[:60].strip("-") or "question", taken),
        type=type_name,
        position=max((each.position for each in bank.questions), default=0) + 1,
        versions=[QuestionVersion(content=fitting, tags=list(tags), author_id=author.id, note=note)],
    )
    bank.questions.append(question)
    return question


def newest_numbers(question_ids: Sequence[int], session: AnySession = db.session) -> dict[int, int]:
    """The number of the newest version of each of the questions."""
    query = select(QuestionVersion.question_id, func.max(QuestionVersion.number)).group_by(QuestionVersion.question_id)
    rows = session.execute(query.where(QuestionVersion.question_id.in_(question_ids)))
    return {question_id: number for question_id, number in rows}  # noqa: C416 - a result is no mapping
