"""Classes, who is in them, and what some learners need."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.accounts.models import User
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime


class Classroom(Base):
    """A class: one teacher who owns it, its learners, and the code they join with."""

    __tablename__ = "classroom"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    join_code: Mapped[str] = mapped_column(String(16), unique=True)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    teacher: Mapped[User] = relationship()


class Enrolment(Base):
    """A learner's place in a class. Removal is a date, so that it can be undone and attempts stay."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("classroom_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    classroom: Mapped[Classroom] = relationship()
    user: Mapped[User] = relationship()


class Accommodation(Base):
    """A learner's standing adjustment in one teacher's classes, applied to every timed quiz.

    ``extra_time`` is the share added to a time limit (0.25 is a quarter more); ``no_clock`` takes
    the limit away.
    """

    __tablename__ = "accommodation"
    __table_args__ = (UniqueConstraint("classroom_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    extra_time: Mapped[float] = mapped_column(default=0.0)
    no_clock: Mapped[bool] = mapped_column(default=False)
