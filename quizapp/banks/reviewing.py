"""A teacher goes through a bank: approves, edits, swaps, rejects. Every edit is a new version."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question, QuestionVersion
from quizapp.banks.quoting import one_line
from quizapp.banks.versions import new_version
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Evidence, evidence_of
from quizapp.questions.flaws import Flaw, flaws


def refused_quote(bank: Bank, number: int | None) -> str:
    """The sentence of the bank's refusal with this number (from 0), on one line; "" where there is none."""
    if number is None or not 0 <= number < len(bank.refused):
        return ""
    return one_line(str(bank.refused[number].get("quote", "")))


def status_counts(bank: Bank) -> Counter[str]:
    """How many questions are "draft", "approved" and "retired"."""
    return Counter(question.status for question in bank.questions)


def set_status(question: Question, status: str) -> None:
    """Approve, reject (retire) or put back a question. Attempts that were given it keep it."""
    if status not in {DRAFT, APPROVED, RETIRED}:
        raise ValueError(f"unknown status {status!r}")
    question.status = status
    db.session.commit()


def swap_distractor(question: Question, number: int, *, author: User) -> QuestionVersion:
    """Put the first spare distractor in place of distractor ``number`` (1, 2, ...), which becomes spare.

    404 when there is no such distractor or no spare.
    """
    content = dict(question.current.content)
    distractors, spares = list(content.get("distractors", ())), list(content.get("spare_distractors", ()))
    if not spares or not 1 <= number <= len(distractors):
        raise NotFound
    out = distractors[number - 1]
    distractors[number - 1] = spares.pop(0)
    changed = {**content, "distractors": distractors, "spare_distractors": [*spares, out]}
    return new_version(question, changed, author=author, note=f"Swapped the option “{out}”")


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A question as a reviewer sees it."""

    question: Question
    content: Any
    evidence: list[Evidence]
    flaws: list[Flaw]


def review_item(question: Question) -> ReviewItem:
    content: Any = question_type(question.type).parse(question.current.content)
    return ReviewItem(
        question=question,
        content=content,
        evidence=evidence_of(content),
        flaws=flaws(content, stems_of_others=_stems_beside(question)),
    )


def _stems_beside(question: Question) -> list[str]:
    """The stems of the other questions of the bank that are not rejected."""
    others = [other for other in question.bank.questions if other is not question and other.status != RETIRED]
    return [str(other.current.content["stem"]) for other in others]


def review_items(bank: Bank) -> list[ReviewItem]:
    """Every question of the bank, drafts first, then approved, then rejected; each in bank order."""
    rank = {DRAFT: 0, APPROVED: 1, RETIRED: 2}
    ordered = sorted(bank.questions, key=lambda question: (rank[question.status], question.position))
    return [review_item(question) for question in ordered]
