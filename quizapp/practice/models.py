"""What a learner should see again, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.banks.models import Question
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime


class ReviewCard(Base):
    """A learner's memory of one question: the FSRS scheduler's state and when it falls due."""

    __tablename__ = "review_card"
    __table_args__ = (UniqueConstraint("learner_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
    question: Mapped[Question] = relationship()
