"""Classes, who is in them, what they sign in with, and what some learners need."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.accounts.models import User
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime

# Who may come in by the class link alone: whoever types a name, whoever picks one from the list, nobody.
ANY_NAME = "any-name"
LISTED = "listed"
CARD = "card"


class Classroom(Base):
    """A class: its teachers, its learners, and the code they join with.

    ``teacher`` is the one whom students see; ``CoTeacher`` has the others, who may do the same. ``joining`` is
    one of the three above. ``fewer_options_allowed`` says whether learners who need fewer options get them in
    this class. An archived class is off the list, its code is closed and its quizzes can only be looked back at.
    """

    __tablename__ = "classroom"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    join_code: Mapped[str] = mapped_column(String(16), unique=True)
    joining: Mapped[str] = mapped_column(String(16), default=ANY_NAME)
    fewer_options_allowed: Mapped[bool] = mapped_column(default=True)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    archived_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    teacher: Mapped[User] = relationship()


class CoTeacher(Base):
    """A further teacher of a class; every page of the class is open to them (see ``teaching``)."""

    __tablename__ = "co_teacher"

    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    user: Mapped[User] = relationship()


class Enrolment(Base):
    """A learner's place in a class. Removal is a date, so that it can be undone and attempts stay.

    ``joined_at`` is when the place was made; whether its learner has ever been in, the user knows.
    """

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("classroom_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    classroom: Mapped[Classroom] = relationship()
    user: Mapped[User] = relationship()


class SignInCard(Base):
    """A student's card. Its code is worked out from ``serial`` and the app's secret key, never stored.

    ``lookup`` finds the card of a typed code; without the secret key it says nothing about the code.
    """

    __tablename__ = "sign_in_card"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    serial: Mapped[int]
    lookup: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    user: Mapped[User] = relationship()


class Accommodation(Base):
    """A learner's standing adjustment as one class's teacher has set it; ``needs`` says what holds.

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
    larger_text: Mapped[bool] = mapped_column(default=False)
    fewer_options: Mapped[bool] = mapped_column(default=False)
