"""Several questions of a bank at once: which were chosen, and what is done to all of them."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.accounts.models import User
from quizapp.banks.models import DRAFT, RETIRED, Bank, Question, QuestionVersion
from quizapp.banks.versions import NOTE_LENGTH, newest_numbers
from quizapp.database import db

TAG_LENGTH = 60


class BadTag(ValueError):
    """The tag cannot be used; the message says why."""


def chosen_questions(bank: Bank, ids: Sequence[int]) -> list[Question]:
    """Those of the questions that are in the bank, in its order, with their current versions."""
    query = select(Question).where(Question.bank_id == bank.id).order_by(Question.position, Question.id)
    loaded = query.options(selectinload(Question.current), joinedload(Question.bank))
    wanted = set(ids)
    return [question for question in db.session.scalars(loaded) if question.id in wanted]


def set_statuses(questions: Sequence[Question], status: str) -> int:
    """Reject all of them, or take them back to the drafts; says how many changed.

    Approving is not done to many at once: each is read beside its proof.
    """
    if status not in {DRAFT, RETIRED}:
        raise ValueError(f"not for many questions at once: {status!r}")
    changing = [question for question in questions if question.status != status]
    for question in changing:
        question.status = status
    db.session.commit()
    return len(changing)


def cleaned_tag(text: str) -> str:
    """The tag as it is stored. Raises ``BadTag``."""
    tag = " ".join(text.split())
    if not tag:
        raise BadTag("Write a tag, such as “elections”.")
    if len(tag) > TAG_LENGTH:
        raise BadTag(f"A tag takes at most {TAG_LENGTH} characters.")
    return tag


def add_tag(questions: Sequence[Question], tag: str, *, author: User) -> int:
    """Give all of them the tag, each as a new version; says how many changed."""
    return _retag(questions, lambda tags: tags if tag in tags else [*tags, tag], author, f"Tagged “{tag}”")


def remove_tag(questions: Sequence[Question], tag: str, *, author: User) -> int:
    """Take the tag from all of them, each as a new version; says how many changed."""
    return _retag(questions, lambda tags: [each for each in tags if each != tag], author, f"Untagged “{tag}”")


def rename_tag(questions: Sequence[Question], old: str, new: str, *, author: User) -> int:
    """Call the tag something else on all that have it; where both stand, one is left."""
    return _retag(
        questions,
        lambda tags: list(dict.fromkeys(new if tag == old else tag for tag in tags)) if old in tags else tags,
        author,
        f"Tag “{old}” renamed to “{new}”",
    )


def _retag(questions: Sequence[Question], change: Callable[[list[str]], list[str]], author: User, note: str) -> int:
    changing = [
        (question, tags)
        for question in questions
        if (tags := change(list(question.current.tags))) != question.current.tags
    ]
    newest = newest_numbers([question.id for question, _ in changing])
    for question, tags in changing:
        current, number = question.current, newest[question.id] + 1
        db.session.add(
            QuestionVersion(
                question_id=question.id,
                number=number,
                content=current.content,
                tags=tags,
                author_id=author.id,
                note=note[:NOTE_LENGTH],
                # The same content has the same flaws.
                flaw_codes=current.flaw_codes,
                checked_by=current.checked_by,
            )
        )
        question.version_number = number
    db.session.commit()
    for question, _ in changing:
        db.session.expire(question)
    return len(changing)
