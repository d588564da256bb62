"""Quizzes, their assignment to classes, and what learners did."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.accounts.models import User
from quizapp.banks.models import Question, QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime

IN_PROGRESS = "in progress"
SUBMITTED = "submitted"
EXPIRED = "expired"


class Quiz(Base):
    """A selection of questions plus rules.

    ``time_limit_minutes`` of None means no clock. ``feedback`` is "after hand-in", "after close" or
    "score only".
    """

    __tablename__ = "quiz"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    instructions: Mapped[str] = mapped_column(Text, default="")
    shuffle_questions: Mapped[bool] = mapped_column(default=False)
    time_limit_minutes: Mapped[int | None] = mapped_column()
    feedback: Mapped[str] = mapped_column(String(24), default="after hand-in")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    chosen: Mapped[list["QuizQuestion"]] = relationship(
        back_populates="quiz", order_by="QuizQuestion.position", cascade="all, delete-orphan"
    )


class QuizQuestion(Base):
    """A question's place in a quiz."""

    __tablename__ = "quiz_question"
    __table_args__ = (UniqueConstraint("quiz_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    position: Mapped[int] = mapped_column()
    quiz: Mapped[Quiz] = relationship(back_populates="chosen")
    question: Mapped[Question] = relationship()


class Assignment(Base):
    """A quiz given to a class.

    ``attempts_allowed`` of 0 means any number. ``grading_method`` is "first", "best" or "last".
    ``timeline_grading`` is "partial" or "all-or-nothing", for every type with partial credit.
    """

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), index=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), index=True)
    opens_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts_allowed: Mapped[int] = mapped_column(default=1)
    grading_method: Mapped[str] = mapped_column(String(16), default="first")
    timeline_grading: Mapped[str] = mapped_column(String(16), default="partial")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    quiz: Mapped[Quiz] = relationship()
    classroom: Mapped[Classroom] = relationship()


class Attempt(Base):
    """One learner's sitting. Its id is unguessable; ``score`` counts credits of ``max_score`` questions."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_assignment_learner", "assignment_id", "learner_id"),)

    id: Mapped[str] = mapped_column(
        String(24), primary_key=True, default=lambda: secrets.token_urlsafe(12)
    )
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    seed: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(16), default=IN_PROGRESS)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    deadline: Mapped[datetime | None] = mapped_column(UTCDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    score: Mapped[float] = mapped_column(default=0.0)
    max_score: Mapped[float] = mapped_column(default=0.0)
    assignment: Mapped[Assignment] = relationship()
    learner: Mapped[User] = relationship()
    given: Mapped[list["AttemptQuestion"]] = relationship(
        back_populates="attempt", order_by="AttemptQuestion.position", cascade="all, delete-orphan"
    )
    responses: Mapped[list["Response"]] = relationship(
        back_populates="attempt", cascade="all, delete-orphan"
    )


class AttemptQuestion(Base):
    """The version an attempt was given at a position (1, 2, ...)."""

    __tablename__ = "attempt_question"
    __table_args__ = (UniqueConstraint("attempt_id", "question_version_id"),)

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    attempt: Mapped[Attempt] = relationship(back_populates="given")
    version: Mapped[QuestionVersion] = relationship()


class Response(Base):
    """A learner's newest answer to one question of an attempt, with its credit in [0, 1].

    ``sequence`` counts up on the learner's device: a lower one than stored came late and loses.
    """

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("attempt_id", "question_version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"))
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    credit: Mapped[float] = mapped_column()
    sequence: Mapped[int] = mapped_column(default=0)
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    attempt: Mapped[Attempt] = relationship(back_populates="responses")
    version: Mapped[QuestionVersion] = relationship()


class Correction(Base):
    """A rescoring: the version that was wrong, the one that replaced it, and its effect."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
