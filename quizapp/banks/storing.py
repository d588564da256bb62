"""Many questions or versions stored at once: a few statements, for a bank of thousands too.

Nothing here commits. Contents have to fit their types.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm.attributes import set_committed_value

from quizapp.accounts.models import User
from quizapp.banks.entries import AnySession
from quizapp.banks.flaw_codes import edition, own_codes
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.banks.versions import NOTE_LENGTH, newest_numbers
from quizapp.database import db


class NewQuestion(NamedTuple):
    """A question to store with its first version; ``like`` is a version that it may have its content from."""

    slug: str
    type: str
    status: str
    position: int
    content: Mapping[str, Any]
    tags: Sequence[str]
    like: QuestionVersion | None = None


class Place(NamedTuple):
    """Where a question is to stand: in which bank, under which name there, as the how manieth."""

    question: Question
    bank_id: int
    slug: str
    position: int


class NewVersion(NamedTuple):
    """What the next version of a question is to hold."""

    question: Question
    content: Mapping[str, Any]
    tags: Sequence[str]
    note: str


def add_questions(
    bank: Bank, new: Sequence[NewQuestion], *, author: User, note: str, session: AnySession = db.session
) -> None:
    """Store the questions in the bank, which has its id already."""
    if not new:
        return
    rows = [
        {"bank_id": bank.id, "version_number": 1, **{name: getattr(each, name) for name in _COLUMNS}} for each in new
    ]
    connection = session.connection()
    connection.execute(insert(Question), rows)
    # SQLite gives the ids of many rows back in any order, but names are unique in a bank.
    named = select(Question.id).where(Question.bank_id == bank.id, Question.slug == bindparam("named"))
    versions = [
        {"named": each.slug, **_row(1, each.type, each.content, each.tags, author, note, each.like)} for each in new
    ]
    connection.execute(insert(QuestionVersion).values(question_id=named.scalar_subquery()), versions)
    session.expire(bank, ["questions"])


def add_versions(new: Sequence[NewVersion], *, author: User, session: AnySession = db.session) -> None:
    """Store each as the next version of its question, and make it the current one."""
    if not new:
        return
    session.flush()
    newest = newest_numbers([each.question.id for each in new], session)
    numbers = {question_id: number + 1 for question_id, number in newest.items()}
    versions = [
        {"question_id": question.id}
        | _row(numbers[question.id], question.type, content, tags, author, note, question.current)
        for question, content, tags, note in new
    ]
    connection = session.connection()
    connection.execute(insert(QuestionVersion), versions)
    renumbered = update(Question).where(Question.id == bindparam("of")).values(version_number=bindparam("to"))
    connection.execute(renumbered, [{"of": question_id, "to": number} for question_id, number in numbers.items()])
    for each in new:
        set_committed_value(each.question, "version_number", numbers[each.question.id])
        session.expire(each.question, ["current", "versions"])


def place_questions(places: Sequence[Place], session: AnySession = db.session) -> None:
    """Put every question in its place."""
    moving = [
        {"of": question.id, "bank": bank_id, "name": slug, "at": position}
        for question, bank_id, slug, position in places
        if (question.bank_id, question.slug, question.position) != (bank_id, slug, position)
    ]
    if not moving:
        return
    session.flush()
    session.connection().execute(_PLACED, moving)
    for place in places:
        session.expire(place.question, ["bank", "bank_id", "slug", "position"])


def place_quotes(placed: Sequence[tuple[QuestionVersion, dict[str, Any]]]) -> None:
    """Store in each version itself where its quotes stand now: the contents differ in nothing else."""
    if not placed:
        return
    db.session.flush()
    moved = update(QuestionVersion).where(QuestionVersion.id == bindparam("of")).values(content=bindparam("to"))
    db.session.connection().execute(moved, [{"of": version.id, "to": content} for version, content in placed])
    for version, content in placed:
        set_committed_value(version, "content", content)


_PLACED = (
    update(Question)
    .where(Question.id == bindparam("of"))
    .values(bank_id=bindparam("bank"), slug=bindparam("name"), position=bindparam("at"))
)
_COLUMNS = ("slug", "type", "status", "position")


def _row(
    number: int,
    type_name: str,
    content: Mapping[str, Any],
    tags: Sequence[str],
    author: User,
    note: str,
    like: QuestionVersion | None,
) -> dict[str, Any]:
    if like is not None and content == like.content:
        # The same content has the same flaws.
        codes, checked_by = like.flaw_codes, like.checked_by
    else:
        codes, checked_by = own_codes(type_name, content), edition()
    return {
        "number": number,
        "content": content,
        "tags": list(tags),
        "author_id": author.id,
        "note": note[:NOTE_LENGTH],
        "flaw_codes": codes,
        "checked_by": checked_by,
    }
