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

# When a learner sees right answers and explanations (``Quiz.feedback``), and the score (``Assignment.scores``).
AT_ONCE = "at once"
AFTER_HAND_IN = "after hand-in"
AFTER_CLOSE = "after close"
SCORE_ONLY = "score only"
NEVER = "never"

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

    ``attempts_allowed`` of 0 means any number. ``grading_method`` is "first", "best", "last" or "average".
    ``timeline_grading`` is "partial" or "all-or-nothing", for every type with partial credit.
    ``grace_seconds``: how long after the deadline an answer that was given before it may still arrive.

    ``own_minutes`` (0: no clock) and ``own_feedback`` take the place of the quiz's; None: as the quiz says.
    ``scores`` says when learners see their score. Work is accepted after ``closes_at`` until ``late_until``, if
    that is set: it is marked late, and ``late_deduction`` percent of its points are taken off.
    """

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), index=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), index=True)
    opens_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    late_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    late_deduction: Mapped[int] = mapped_column(default=0, server_default="0")
    attempts_allowed: Mapped[int] = mapped_column(default=1)
    grading_method: Mapped[str] = mapped_column(String(16), default="first")
    timeline_grading: Mapped[str] = mapped_column(String(16), default="partial")
    grace_seconds: Mapped[int] = mapped_column(default=USUAL_GRACE, server_default=str(USUAL_GRACE))
    own_minutes: Mapped[int | None] = mapped_column()
    own_feedback: Mapped[str | None] = mapped_column(String(24))
    scores: Mapped[str] = mapped_column(String(24), default=AFTER_HAND_IN, server_default=AFTER_HAND_IN)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    quiz: Mapped[Quiz] = relationship()
    classroom: Mapped[Classroom] = relationship()
    own_dates: Mapped[list["OwnDates"]] = relationship(cascade="all, delete-orphan", order_by="OwnDates.learner_id")

    @property
    def minutes(self) -> int | None:
        """The time limit; None: no clock."""
        return (self.quiz.time_limit_minutes if self.own_minutes is None else self.own_minutes) or None

    @property
    def feedback(self) -> str:
        """When learners see right answers and explanations."""
        return self.own_feedback or self.quiz.feedback


class OwnDates(Base):
    """What one learner has instead of the class's dates and attempts; None: as the class."""

    __tablename__ = "own_dates"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    opens_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts_allowed: Mapped[int | None] = mapped_column()
    learner: Mapped[User] = relationship()


class Attempt(Base):
    """One learner's sitting. Its id is unguessable; ``score`` counts credits of ``max_score`` questions.

    An attempt that ends after ``due_at`` is late; None: whatever is accepted is in time. ``late_deduction`` is
    the assignment's, kept here so that points can be told from the attempt alone.

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
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    late_deduction: Mapped[int] = mapped_column(default=0, server_default="0")
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

    @property
    def is_late(self) -> bool:
        """Whether an ended attempt was handed in, or ran out, after it was due."""
        ended = self.submitted_at or self.deadline
        return self.due_at is not None and ended is not None and ended > self.due_at

    @property
    def points(self) -> float:
        """The score of an ended attempt, less what is taken off for being late."""
        return self.score * (100 - self.late_deduction) / 100 if self.late_deduction and self.is_late else self.score

    @property
    def share(self) -> float:
        """The points as a share of the most that could be had, in [0, 1]."""
        return self.points / self.max_score if self.max_score else 0.0


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
