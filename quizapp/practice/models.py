"""What a learner should see again, and when; and what they have practised."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.banks.models import Question, QuestionVersion
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime


class ReviewCard(Base):
    """A learner's memory of one question: the FSRS scheduler's state, when it falls due, how often it was seen.

    A card belongs to the question, so that a new version of it keeps what the learner knows.
    """

    __tablename__ = "review_card"
    __table_args__ = (UniqueConstraint("learner_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
    seen: Mapped[int] = mapped_column(default=1, server_default="1")
    question: Mapped[Question] = relationship()


class PracticeReview(Base):
    """One practice answer. ``turn`` counts the card's answers (1, 2, ...), so that each counts once.

    ``day`` is the school's calendar day. ``rating`` is FSRS's (1 again, 2 hard, 3 good, 4 easy); ``feeling`` is
    what the learner said about a right answer ("guess", "hard", "easy" or ""), and ``before`` the card's state
    that the rating was applied to (None: the question was new). ``next_on`` is set on the answer that finished
    the day's practice: the next day on which there is something to do.
    """

    __tablename__ = "practice_review"
    __table_args__ = (
        UniqueConstraint("card_id", "turn"),
        Index("ix_practice_review_learner_day", "learner_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    card_id: Mapped[int] = mapped_column(ForeignKey("review_card.id"))
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    turn: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    day: Mapped[date] = mapped_column(Date)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    credit: Mapped[float] = mapped_column()
    rating: Mapped[int] = mapped_column()
    feeling: Mapped[str] = mapped_column(String(8), default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    next_on: Mapped[date | None] = mapped_column(Date)
    card: Mapped[ReviewCard] = relationship()
    version: Mapped[QuestionVersion] = relationship()
