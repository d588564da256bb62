"""What a teacher decides about a question. Every decision is kept, with its reason, so that it can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Question, QuestionVersion, ReviewDecision
from quizapp.banks.proving import Doubt, doubts
from quizapp.banks.remarks import remarks
from quizapp.banks.status_log import change_statuses
from quizapp.banks.versions import new_version
from quizapp.database import db
from quizapp.questions import question_type

APPROVE, REJECT, RESTORE = "approve", "reject", "restore"
SWAP, MEND, EDIT, RESCUE = "swap", "mend", "edit", "rescue"
# Why drafts are rejected, most frequent first, as pages say it.
REASONS = {
    "trivia": "Not worth knowing",
    "two-right": "More than one right answer",
    "poor-distractors": "Poor wrong answers",
    "unclear": "Hard to understand",
    "not-in-course": "Not in my course",
    "other": "Another reason",
}
LONGEST_WORDS = 500


class Unproven(Exception):
    """The question's proof is in doubt, and nobody has said why it is right all the same."""

    def __init__(self, found: list[Doubt]) -> None:
        super().__init__("The proof is in doubt. Say why the question is right all the same, or change it.")
        self.doubts = found


def doubts_about(question: Question) -> list[Doubt]:
    """The doubts about the question as it is now, held against its bank's article."""
    return _doubts(question, question.current.content)


def _doubts(question: Question, content: dict[str, Any]) -> list[Doubt]:
    article = question.bank.article
    return doubts(question_type(question.type).parse(content), article.text if article else None)


def approve(question: Question, *, author: User, words: str = "") -> None:
    """Let the question reach students. Where its proof is in doubt, ``words`` say why it is right all the same.

    Raises ``Unproven`` where they are missing; then nothing has changed.
    """
    found = doubts_about(question)
    if found and not words.strip():
        raise Unproven(found)
    record(question, APPROVE, author, words=words if found else "")
    question.status = APPROVED
    db.session.commit()


@dataclass(frozen=True, slots=True)
class Sorted:
    """Several questions that shall be approved: those that can be, and those ``doubted``, which need a word each."""

    sound: list[Question]
    doubted: list[Question]


def sort_for_approval(questions: Sequence[Question]) -> Sorted:
    """The drafts among the questions, by whether their proof is in doubt. What was rejected stays so."""
    sound: list[Question] = []
    doubted: list[Question] = []
    for question in questions:
        if question.status == DRAFT:
            (doubted if doubts_about(question) else sound).append(question)
    return Sorted(sound, doubted)


def approve_several(questions: Sequence[Question], *, author: User) -> Sorted:
    """Approve the drafts whose proof stands, each as a decision of its own; says which, and which stay as they are."""
    found = sort_for_approval(questions)
    if found.sound:
        # All at once: a bank may have thousands of questions.
        decisions = [_decision(question, APPROVE, author) for question in found.sound]
        db.session.connection().execute(insert(ReviewDecision), decisions)
        change_statuses((question, APPROVED) for question in found.sound)
    db.session.commit()
    return found


def reject(question: Question, *, author: User, reason: str = "", words: str = "") -> None:
    """Take the question out of use; ``reason`` is one of ``REASONS`` or empty. Attempts that were given it keep it."""
    record(question, REJECT, author, reason=reason if reason in REASONS else "", words=words)
    question.status = RETIRED
    db.session.commit()


def put_back(question: Question, *, author: User) -> None:
    """Make the question a draft again."""
    record(question, RESTORE, author)
    question.status = DRAFT
    db.session.commit()


def swap_distractor(question: Question, number: int, spare: int = 1, *, author: User) -> QuestionVersion:
    """Put a spare distractor (1, 2, ...) in place of distractor ``number`` (1, 2, ...), which becomes the last spare.

    404 when there is no such distractor or spare.
    """
    content = dict(question.current.content)
    distractors, spares = list(content.get("distractors", ())), list(content.get("spare_distractors", ()))
    if not 1 <= spare <= len(spares) or not 1 <= number <= len(distractors):
        raise NotFound
    out = distractors[number - 1]
    distractors[number - 1] = spares.pop(spare - 1)
    changed = {**content, "distractors": distractors, "spare_distractors": [*spares, out]}
    return _changed(question, changed, SWAP, author=author, note=f"Swapped the option “{out}”")


def mend(question: Question, code: str, where: str, label: str, *, author: User) -> QuestionVersion:
    """Take the mend of this name for what a remark says there (404 where nothing of the kind is to be mended)."""
    kind = question_type(question.type)
    article = question.bank.article
    found = next(
        (
            way
            for remark in remarks(kind.parse(question.current.content), article.text if article else None)
            for way in remark.mends
            if (remark.code, remark.where, way.label) == (code, where, label)
        ),
        None,
    )
    if found is None:
        raise NotFound
    return _changed(question, kind.to_dict(found.content), MEND, author=author, note=f"Mended: {label}")


def edit(question: Question, content: dict[str, Any], *, author: User, note: str) -> QuestionVersion:
    """Store changed content as the question's next version; unchanged content changes nothing.

    An approved question with a new doubt about its proof becomes a draft again: nobody has approved that.
    Raises pydantic's ``ValidationError`` when the content does not fit the type.
    """
    return _changed(question, content, EDIT, author=author, note=note)


def _changed(
    question: Question, content: dict[str, Any], act: str, *, author: User, note: str
) -> QuestionVersion:
    new_doubts = set(_doubts(question, content)) - set(doubts_about(question))
    status = DRAFT if question.status == APPROVED and new_doubts else question.status
    number = max(version.number for version in question.versions) + 1
    decision = record(question, act, author)
    question.status = decision.status_after = status
    decision.version_after = number
    version = new_version(question, content, author=author, note=note)
    if version.number != number:
        db.session.rollback()
    return version


def record(question: Question, act: str, author: User, *, reason: str = "", words: str = "") -> ReviewDecision:
    """Keep what is decided; what it does to the question is the caller's."""
    decision = ReviewDecision(**_decision(question, act, author, reason=reason, words=words))
    db.session.add(decision)
    return decision


def _decision(question: Question, act: str, author: User, *, reason: str = "", words: str = "") -> dict[str, Any]:
    after = {APPROVE: APPROVED, REJECT: RETIRED, RESTORE: DRAFT}.get(act, question.status)
    return {
        "bank_id": question.bank_id,
        "question_id": question.id,
        "author_id": author.id,
        "act": act,
        "reason": reason,
        "words": words.strip()[:LONGEST_WORDS],
        "status_before": question.status,
        "status_after": after,
        "version_before": question.version_number,
        "version_after": question.version_number,
    }


def why_decided(question: Question) -> str:
    """Why the question is approved or rejected, in the teacher's words or by the reason chosen; "" for no reason."""
    query = select(ReviewDecision).where(
        ReviewDecision.question_id == question.id,
        ReviewDecision.status_after == question.status,
        ReviewDecision.act.in_([APPROVE, REJECT]),
        ReviewDecision.closed_at.is_(None),
    )
    last = db.session.scalar(query.order_by(ReviewDecision.id.desc()).limit(1))
    return in_words(last) if last else ""


def in_words(decision: ReviewDecision) -> str:
    """The reason of a decision for readers; "" for those that need none."""
    return ": ".join(filter(None, [REASONS.get(decision.reason, ""), decision.words]))
