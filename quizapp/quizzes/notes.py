"""What a teacher changed or said afterwards, as the learner reads it beside the result."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.accounts.models import User
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.review_models import WHOLE, AttemptComment, CorrectionEffect, Override

LONGEST_COMMENT = 1000


@dataclass(frozen=True, slots=True)
class Notes:
    """``overrides`` are those in force. ``comments`` are by position, what is about the whole attempt at 0."""

    effects: list[CorrectionEffect]
    overrides: list[Override]
    comments: dict[int, AttemptComment]

    @property
    def comment(self) -> AttemptComment | None:
        """What is about the whole attempt."""
        return self.comments.get(WHOLE)

    def set_at(self, position: int) -> Override | None:
        """The teacher's word on the credit of one question."""
        return next((each for each in self.overrides if each.position == position), None)

    @property
    def about_result(self) -> list[Override]:
        """Those about the score as a whole, and that it does not count."""
        return [each for each in self.overrides if each.position is None]


def notes_of(attempt: Attempt) -> Notes:
    """Everything that stands beside the result of this attempt, corrections in the order in which they were made."""
    effects = (
        select(CorrectionEffect)
        .where(CorrectionEffect.attempt_id == attempt.id)
        .order_by(CorrectionEffect.correction_id)
        .options(joinedload(CorrectionEffect.correction))
    )
    overrides = (
        select(Override)
        .where(
            Override.assignment_id == attempt.assignment_id,
            Override.learner_id == attempt.learner_id,
            Override.removed_at.is_(None),
            Override.attempt_id.is_(None) | (Override.attempt_id == attempt.id),
        )
        .order_by(Override.id)
        .options(joinedload(Override.author))
    )
    comments = (
        select(AttemptComment)
        .where(AttemptComment.attempt_id == attempt.id)
        .options(joinedload(AttemptComment.author))
    )
    return Notes(
        list(db.session.scalars(effects)),
        list(db.session.scalars(overrides)),
        {each.position: each for each in db.session.scalars(comments)},
    )


def comment(attempt: Attempt, position: int, words: str, author: User) -> None:
    """Store what the learner reads about the attempt (position 0) or one of its questions; no words take it away."""
    found = db.session.get(AttemptComment, (attempt.id, position))
    tidy = words.strip()[:LONGEST_COMMENT]
    if not tidy:
        if found:
            db.session.delete(found)
    elif found:
        found.words, found.author_id, found.at = tidy, author.id, now()
    else:
        db.session.add(AttemptComment(attempt_id=attempt.id, position=position, words=tidy, author_id=author.id))
    db.session.commit()
