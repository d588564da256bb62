"""Figures that are told to others: frozen snapshots of classes, what students see of theirs, chosen nicknames."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.accounts.models import User
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime
from quizapp.quizzes.models import Assignment

# What students see of their place (``Standing.shows``).
NOTHING = "nothing"
SPREAD = "spread"
LEADERBOARD = "leaderboard"


class Snapshot(Base):
    """The figures of a class's first attempts as they stood when its teacher shared them. They never change.

    ``version_ids`` are the question versions that all of its ``n`` learners answered. A withdrawn snapshot is shown
    to nobody and is kept, since its answers may enter no other one.
    """

    __tablename__ = "class_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), unique=True)
    code_name: Mapped[str] = mapped_column(String(40), unique=True)
    version_ids: Mapped[list[int]] = mapped_column(JSON)
    n: Mapped[int] = mapped_column()
    mean: Mapped[float] = mapped_column()
    sd: Mapped[float] = mapped_column()
    low: Mapped[float] = mapped_column()
    middle: Mapped[float] = mapped_column()
    high: Mapped[float] = mapped_column()
    interval_low: Mapped[float] = mapped_column()
    interval_high: Mapped[float] = mapped_column()
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    assignment: Mapped[Assignment] = relationship()
    learners: Mapped[list["SnapshotLearner"]] = relationship(cascade="all, delete-orphan")


class SnapshotLearner(Base):
    """Whose answers are in a snapshot: read only to keep them out of a second one, and never shown."""

    __tablename__ = "class_snapshot_learner"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("class_snapshot.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)


class Standing(Base):
    """What the students of an assignment see of their place, and the class's spread as it was last brought up to date.

    ``counted`` and the quartiles are None until enough have finished.
    """

    __tablename__ = "standing"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True)
    shows: Mapped[str] = mapped_column(String(16), default=NOTHING)
    counted: Mapped[int | None] = mapped_column()
    low: Mapped[float | None] = mapped_column()
    middle: Mapped[float | None] = mapped_column()
    high: Mapped[float | None] = mapped_column()
    taken_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Nickname(Base):
    """What a student chose to be called on the leaderboard of an assignment; without one they are not on it."""

    __tablename__ = "nickname"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(24))
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    learner: Mapped[User] = relationship()
