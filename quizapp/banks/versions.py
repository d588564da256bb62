"""Questions and their versions: every change is a new one."""

from collections.abc import Sequence
from typing import Any

from quizapp.accounts.models import User
from quizapp.banks.files import slug
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.database import db
from quizapp.questions import question_type


def new_version(question: Question, content: dict[str, Any], *, author: User, note: str) -> QuestionVersion:
    """Store changed content as the question's next version; unchanged content changes nothing.

    Raises pydantic's ``ValidationError`` when the content does not fit the type.
    """
    kind = question_type(question.type)
    fitting = kind.to_dict(kind.parse(content))
    if fitting == question.current.content:
        return question.current
    version = QuestionVersion(
        number=max(each.number for each in question.versions) + 1,
        content=fitting,
        tags=question.current.tags,
        author_id=author.id,
        note=note[:300],
    )
    question.versions.append(version)
    question.version_number = version.number
    db.session.commit()
    db.session.refresh(question, ["current"])
    return version


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
    question = Question(
        slug=_free_slug(bank, fitting["stem"]),
        type=type_name,
        position=max((each.position for each in bank.questions), default=0) + 1,
        versions=[QuestionVersion(content=fitting, tags=list(tags), author_id=author.id, note=note)],
    )
    bank.questions.append(question)
    return question


def _free_slug(bank: Bank, stem: str) -> str:
    """A name after the stem that no question of the bank has."""
    taken = {question.slug for question in bank.questions}
    name = slug(stem)[:60].strip("-") or "question"
    return next(new for new in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if new not in taken)
