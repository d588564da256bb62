"""A question as a learner meets it: what may be chosen, and what they have given so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.banks.models import QuestionVersion
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Answer

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question ready for its type's template. ``entered`` are the fields of its form as they stand.

    ``prefix`` stands before the names of the fields, where several questions share a page.
    """

    type: str
    content: Any
    presented: list[tuple[str, str]]
    entered: Typed
    problem: str | None = None
    prefix: str = ""


def ask(
    version: QuestionVersion,
    *,
    seed: int,
    answer: Answer | None = None,
    typed: Typed | None = None,
    problem: str | None = None,
    prefix: str = "",
) -> Asked:
    """The question for an attempt with this seed, with the stored answer in it, or what was typed just now."""
    kind = question_type(version.question.type)
    content = kind.parse(version.content)
    presented = kind.presented(content, seed)
    stored = kind.form_from_answer(content, answer) if answer else {}
    if answer and "order" in answer:
        texts = dict(presented)
        presented = [(value, texts[value]) for value in answer["order"]]
    return Asked(
        type=kind.name,
        content=content,
        presented=presented,
        entered=stored if typed is None else typed,
        problem=problem,
        prefix=prefix,
    )


def versions_in_order(version_ids: Sequence[int]) -> list[QuestionVersion]:
    """These question versions with their questions, in this order. One query."""
    query = select(QuestionVersion).where(QuestionVersion.id.in_(version_ids))
    by_id = {each.id: each for each in db.session.scalars(query.options(joinedload(QuestionVersion.question)))}
    return [by_id[number] for number in version_ids]
