"""Every question of a bank with its current version, as plain rows: one statement for a bank of thousands."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, scoped_session

from quizapp.banks.models import Question, QuestionVersion
from quizapp.database import db

AnySession = Session | scoped_session[Any]


class Entry(NamedTuple):
    """A question and what its current version holds, neither of them changed by changing this."""

    id: int
    slug: str
    position: int
    type: str
    status: str
    version_id: int
    number: int
    content: Mapping[str, Any]
    tags: list[str]
    flaw_codes: list[str]
    checked_by: str

    @property
    def stem(self) -> str:
        return str(self.content.get("stem", ""))


def entries_of(bank_id: int, session: AnySession = db.session) -> list[Entry]:
    """The questions of the bank in its order."""
    current = and_(QuestionVersion.question_id == Question.id, QuestionVersion.number == Question.version_number)
    query = (
        select(
            Question.id,
            Question.slug,
            Question.position,
            Question.type,
            Question.status,
            QuestionVersion.id,
            QuestionVersion.number,
            QuestionVersion.content,
            QuestionVersion.tags,
            QuestionVersion.flaw_codes,
            QuestionVersion.checked_by,
        )
        .join(QuestionVersion, current)
        .where(Question.bank_id == bank_id)
        .order_by(Question.position, Question.id)
    )
    return [Entry(*row) for row in session.execute(query)]
