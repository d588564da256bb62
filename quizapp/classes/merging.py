"""A student who is twice in a class, once typed in and once joined by code, made one.

Every row that refers to the one who goes is pointed to the one who stays: which these are, the tables themselves
say, so that a table that is added later is moved by itself. Where a constraint allows only one, the row of the one
who stays holds. Rooms above say what else has to be put in order first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.accounts import throttle, users
from quizapp.accounts.models import User
from quizapp.classes import belongings, cards
from quizapp.classes.models import Classroom, Enrolment
from quizapp.classes.roster import places_of
from quizapp.database import Base, db

# Rooms above this one say whether a student is in the middle of something, and bring together what two students
# have of the same thing: each gets the one who stays and the one who goes, and commits nothing.
busy: list[Callable[[User], bool]] = []
settling: list[Callable[[User, User], None]] = []

_MOVED = {"enrolment": "classes", "attempt": "attempts", "practice_review": "practice answers"}


class CannotMerge(ValueError):
    """These two cannot be made one; the message says why."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Who stays, who goes, and what of the one who goes is moved: each as what it is called and how many.

    ``is_settled``: only the one who stays has a password, so that it cannot be the other way round.
    """

    kept: User
    double: User
    moved: list[tuple[str, int]]
    is_settled: bool


def others_in(classroom: Classroom, student: User) -> list[User]:
    """Who in the class, or removed from it, might be the same person, by name."""
    return [place.student for place in places_of(classroom) if place.student.id != student.id]


def preview(chosen: User, other: User, teacher: User) -> Preview:
    """What ``merge`` would do with these two. Raises ``CannotMerge``."""
    kept, double = _in_order(chosen, other)
    _check(kept, double, teacher)
    found = belongings.belongings_of(double)
    moved = [(called, len(found.get(name, []))) for name, called in _MOVED.items()]
    return Preview(kept, double, moved, bool(kept.password_hash) and not double.password_hash)


def merge(chosen: User, other: User, teacher: User) -> User:
    """Make the two one, at once and for good, and return who stays. Raises ``CannotMerge``.

    ``chosen`` stays, unless the other alone has a password.
    """
    kept, double = _in_order(chosen, other)
    _check(kept, double, teacher)
    for settle in settling:
        settle(kept, double)
    _settle_places(kept, double)
    _settle_ways_in(kept, double)
    for event in belongings.audit_events(double):
        if event.details.get("user_id") == double.id:
            event.details = {**event.details, "user_id": kept.id}
    db.session.flush()
    for table, column in _references():
        _move(table, column, kept, double)
    belongings.remove_rows(double)
    users.audit(teacher, "students merged", user_id=kept.id)
    db.session.commit()
    db.session.expire_all()
    return kept


def _in_order(chosen: User, other: User) -> tuple[User, User]:
    """Who stays and who goes."""
    return (other, chosen) if other.password_hash and not chosen.password_hash else (chosen, other)


def _check(kept: User, double: User, teacher: User) -> None:
    if kept.id == double.id:
        raise CannotMerge("Choose another student of this class.")
    for student in (kept, double):
        try:
            belongings.require_care(student, teacher)
        except belongings.SitsElsewhere as problem:
            raise CannotMerge(
                f"{student.name} is or was in a class of another teacher too. "
                "The two can be made one by somebody who teaches every class of both."
            ) from problem
        if any(is_busy(student) for is_busy in busy):
            raise CannotMerge(f"{student.name} is taking a quiz at present. Wait until it is handed in.")


def _settle_places(kept: User, double: User) -> None:
    """Whoever of the two still sits in a class still sits there."""
    present = select(Enrolment.classroom_id).where(Enrolment.user_id == double.id, Enrolment.removed_at.is_(None))
    here = update(Enrolment).where(Enrolment.user_id == kept.id, Enrolment.classroom_id.in_(present))
    db.session.execute(here.values(removed_at=None), execution_options={"synchronize_session": False})
    if double.first_signed_in_at:
        kept.first_signed_in_at = min(kept.first_signed_in_at or double.first_signed_in_at, double.first_signed_in_at)


def _settle_ways_in(kept: User, double: User) -> None:
    """One card works and one password. A code is worked out from the student's number, so that no card can move."""
    if cards.code_of(double):
        cards.issue(kept)
    users.end_sign_ins(double)
    throttle.forget(f"password:{double.username}"[:160])


def _references() -> Iterator[tuple[Table, Column[Any]]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is User.__table__ for key in column.foreign_keys):
                yield table, column


def _move(table: Table, column: Column[Any], kept: User, double: User) -> None:
    """Point the rows to the one who stays; one that clashes with a row of theirs is left where it is."""
    keys = list(table.primary_key.columns)
    for row in db.session.execute(select(*keys).where(column == double.id)).all():
        this = (key == value for key, value in zip(keys, row, strict=True))
        try:
            with db.session.begin_nested():
                db.session.execute(update(table).where(*this).values({column.name: kept.id}))
        except IntegrityError:
            continue
