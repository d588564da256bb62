"""Quizzes, their assignment to classes, and what learners did."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.accounts.models import User
from quizapp.banks.models import Question, QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime

if TYPE_CHECKING:
    from quizapp.quizzes.review_models import Correction

# When a learner sees right answers and explanations (``Quiz.feedback``).
AT_ONCE = "at once"
AFTER_HAND_IN = "after hand-in"
AFTER_CLOSE = "after close"
SCORE_ONLY = "score only"

IN_PROGRESS = "in progress"
SUBMITTED = "submitted"
EXPIRED = "expired"

# A challenge waits for the teacher's word, has it, or was taken back by the learner.
OPEN = "open"
ACCEPTED = "accepted"
DECLINED = "declined"
WITHDRAWN = "withdrawn"


# Seconds that an answer given in time may wait for a connection, where the teacher says nothing else.
USUAL_GRACE = 30


class Quiz(Base):
    """A selection of questions, by hand and by rule, and how they are asked.

    ``time_limit_minutes`` of None means no clock. ``feedback`` is one of the four constants above.
    ``one_page``: all questions stand on one page, instead of one a page.

    Where ``same_for_all``, what the rules draw stands in ``chosen`` beside what was picked by hand;
    otherwise every attempt draws by its own seed, and ``chosen`` holds only what was picked by hand.
    """

    __tablename__ = "quiz"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    instructions: Mapped[str] = mapped_column(Text, default="")
    shuffle_questions: Mapped[bool] = mapped_column(default=False)
    time_limit_minutes: Mapped[int | None] = mapped_column()
    feedback: Mapped[str] = mapped_column(String(24), default="after hand-in")
    one_page: Mapped[bool] = mapped_column(default=False, server_default=false())
    same_for_all: Mapped[bool] = mapped_column(default=True, server_default=true())
    draw_seed: Mapped[int] = mapped_column(default=0, server_default="0")
    archived_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    chosen: Mapped[list["QuizQuestion"]] = relationship(
        back_populates="quiz", order_by="QuizQuestion.position", cascade="all, delete-orphan"
    )
    owner: Mapped[User] = relationship()
    rules: Mapped[list["QuizRule"]] = relationship(
        back_populates="quiz", order_by="QuizRule.position", cascade="all, delete-orphan"
    )

    @property
    def question_count(self) -> int:
        """How many questions it asks: at most, since a rule may find fewer than it wants."""
        return len(self.chosen) + (0 if self.same_for_all else sum(rule.count for rule in self.rules))


class QuizRule(Base):
    """``count`` questions to draw from a bank (None: from every bank the teacher may use).

    An empty ``tag``, ``type`` or ``difficulty`` means any.
    """

    __tablename__ = "quiz_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), index=True)
    position: Mapped[int] = mapped_column()
    count: Mapped[int] = mapped_column()
    bank_id: Mapped[int | None] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"), index=True)
    tag: Mapped[str] = mapped_column(String(80), default="")
    type: Mapped[str] = mapped_column(String(32), default="")
    difficulty: Mapped[str] = mapped_column(String(8), default="")
    quiz: Mapped[Quiz] = relationship(back_populates="rules")


class QuizQuestion(Base):
    """A question's place in a quiz. ``rule_id`` names the rule that drew it; None: picked by hand."""

    __tablename__ = "quiz_question"
    __table_args__ = (UniqueConstraint("quiz_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    position: Mapped[int] = mapped_column()
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_rule.id", ondelete="SET NULL"), index=True)
    quiz: Mapped[Quiz] = relationship(back_populates="chosen")
    question: Mapped[Question] = relationship()


class Assignment(Base):
    """A quiz given to a class.

    ``attempts_allowed`` of 0 means any number. ``grading_method`` is "first", "best" or "last".
    ``timeline_grading`` is "partial" or "all-or-nothing", for every type with partial credit.
    ``grace_seconds``: how long after the deadline an answer that was given before it may still arrive.
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
    grace_seconds: Mapped[int] = mapped_column(default=USUAL_GRACE, server_default=str(USUAL_GRACE))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    quiz: Mapped[Quiz] = relationship()
    classroom: Mapped[Classroom] = relationship()


class Attempt(Base):
    """One learner's sitting. Its id is unguessable; ``score`` counts credits of ``max_score`` questions.

    The minutes say what the deadline is made of: the quiz's limit (None: no clock), what the learner
    has on top of it, and what the teacher has added since.
    """

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
    time_limit_minutes: Mapped[int | None] = mapped_column()
    extra_minutes: Mapped[float] = mapped_column(default=0.0, server_default="0")
    added_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
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
    """The version an attempt was given at a position (1, 2, ...), and whether the learner flagged it for later.

    ``correction_id`` names what counts here instead of what the version says. ``set_credit`` is the credit that
    holds whatever was answered: everyone's by a correction, or the teacher's word. ``is_dropped``: it counts
    neither in the score nor in what could be reached.
    """

    __tablename__ = "attempt_question"
    __table_args__ = (UniqueConstraint("attempt_id", "question_version_id"),)

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    is_flagged: Mapped[bool] = mapped_column(default=False, server_default=false())
    correction_id: Mapped[int | None] = mapped_column(ForeignKey("correction.id"), index=True)
    set_credit: Mapped[float | None] = mapped_column()
    is_dropped: Mapped[bool] = mapped_column(default=False, server_default=false())
    attempt: Mapped[Attempt] = relationship(back_populates="given")
    version: Mapped[QuestionVersion] = relationship()
    correction: Mapped["Correction | None"] = relationship()


class Response(Base):
    """A learner's newest answer to one question of an attempt, with its credit in [0, 1].

    ``sequence`` counts up on the learner's device: a lower one than stored came late and loses.
    ``is_final``: the learner has been shown what is right, so that the answer may no longer change.
    """

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("attempt_id", "question_version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"))
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    credit: Mapped[float] = mapped_column()
    sequence: Mapped[int] = mapped_column(default=0)
    is_final: Mapped[bool] = mapped_column(default=False, server_default=false())
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    attempt: Mapped[Attempt] = relationship(back_populates="responses")
    version: Mapped[QuestionVersion] = relationship()


class Challenge(Base):
    """A learner thinks that a sentence of the article supports another answer to a question that was asked.

    ``quote`` is the sentence as it stood at ``start``; ``answer`` is the answer that they think right. ``reply``
    are the teacher's words. One learner challenges one version of a question once.
    """

    __tablename__ = "challenge"
    __table_args__ = (UniqueConstraint("learner_id", "question_version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), index=True)
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    quote: Mapped[str] = mapped_column(Text)
    start: Mapped[int] = mapped_column()
    answer: Mapped[str] = mapped_column(String(500))
    words: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(16), default=OPEN)
    reply: Mapped[str] = mapped_column(String(500), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    learner: Mapped[User] = relationship(foreign_keys=[learner_id])
    attempt: Mapped[Attempt] = relationship()
    version: Mapped[QuestionVersion] = relationship()
