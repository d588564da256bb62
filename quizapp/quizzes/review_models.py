"""What a teacher changes in results afterwards: corrections of questions, overrides, and comments."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.accounts.models import User
from quizapp.banks.models import QuestionVersion
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime
from quizapp.quizzes.models import Assignment, Attempt

# What an override sets (``Override.kind``).
SCORE = "score"
CREDIT = "credit"
EXCUSED = "excused"

# The place of a comment that is about the whole attempt.
WHOLE = 0


class Correction(Base):
    """A ruling on a version that was asked, for everyone whom the author teaches.

    ``before`` and ``after`` are rulings as data, {} where the version's own word held. ``made_version_id`` is what
    later attempts are asked instead, if anything. ``undoes_id`` names the correction that this one takes back.
    """

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_version_id: Mapped[int | None] = mapped_column(ForeignKey("question_version.id"))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("correction.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    version: Mapped[QuestionVersion] = relationship(foreign_keys=[question_version_id])
    author: Mapped[User] = relationship()


class CorrectionEffect(Base):
    """What a correction did to an ended attempt that it changed."""

    __tablename__ = "correction_effect"

    correction_id: Mapped[int] = mapped_column(ForeignKey("correction.id"), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), primary_key=True, index=True)
    position: Mapped[int]
    score_before: Mapped[float]
    max_before: Mapped[float]
    score_after: Mapped[float]
    max_after: Mapped[float]
    correction: Mapped[Correction] = relationship()


class Override(Base):
    """A teacher's word on a learner's result in an assignment: a score, one credit, or that it does not count.

    A score has ``points`` of ``out_of``; a credit has ``points`` in [0, 1] at a ``position`` of an attempt. The
    learner reads the reason. One that was removed stays, for the history.
    """

    __tablename__ = "result_override"
    __table_args__ = (Index("ix_result_override_assignment_learner", "assignment_id", "learner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    attempt_id: Mapped[str | None] = mapped_column(ForeignKey("attempt.id"), index=True)
    position: Mapped[int | None]
    points: Mapped[float | None]
    out_of: Mapped[float | None]
    reason: Mapped[str] = mapped_column(String(500))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    assignment: Mapped[Assignment] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])


class AttemptComment(Base):
    """A teacher's words to the learner about an attempt (``position`` 0) or one of its questions."""

    __tablename__ = "attempt_comment"

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    words: Mapped[str] = mapped_column(String(1000))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    attempt: Mapped[Attempt] = relationship()
    author: Mapped[User] = relationship()
