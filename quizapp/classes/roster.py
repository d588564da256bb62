"""Classes and who is in them."""

from dataclasses import dataclass

from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from quizapp.accounts import users
from quizapp.accounts.models import STUDENT, User
from quizapp.accounts.passwords import readable_password
from quizapp.classes import codes
from quizapp.classes.models import Accommodation, Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db


def classes_of_teacher(teacher: User) -> list[Classroom]:
    query = select(Classroom).where(Classroom.teacher_id == teacher.id).order_by(Classroom.name, Classroom.id)
    return list(db.session.scalars(query))


def class_of(class_id: int, teacher: User) -> Classroom:
    """One of the teacher's classes; anyone else's does not exist for them (404)."""
    classroom = db.session.get(Classroom, class_id)
    if classroom is None or classroom.teacher_id != teacher.id:
        raise NotFound
    return classroom


def create(teacher: User, name: str) -> Classroom:
    classroom = Classroom(name=" ".join(name.split()), teacher_id=teacher.id, join_code=_free_code())
    db.session.add(classroom)
    db.session.commit()
    return classroom


def rename(classroom: Classroom, name: str) -> None:
    classroom.name = " ".join(name.split())
    db.session.commit()


def renew_code(classroom: Classroom, teacher: User) -> None:
    """Give the class a new code; the old one stops working."""
    classroom.join_code = _free_code()
    users.audit(teacher, "class code renewed", classroom_id=classroom.id)
    db.session.commit()


def _free_code() -> str:
    while True:
        code = codes.new_code()
        if db.session.scalar(select(Classroom.id).where(Classroom.join_code == code)) is None:
            return code


def with_code(typed: str) -> Classroom | None:
    """The class with this join code, or None."""
    return db.session.scalar(select(Classroom).where(Classroom.join_code == codes.normal(typed)))


def enrol(classroom: Classroom, learner: User) -> None:
    """Put the learner in the class; a second time, or after removal, is a return. The caller commits."""
    enrolment = _enrolment(classroom, learner.id)
    if enrolment:
        enrolment.removed_at = None
    else:
        db.session.add(Enrolment(classroom_id=classroom.id, user_id=learner.id))


def join_as_new(classroom: Classroom, *, name: str, username: str, password: str) -> User:
    """A new student in the class; the caller commits. Raises ``users.NameTaken``."""
    learner = users.add(username, name, password, STUDENT)
    enrol(classroom, learner)
    return learner


def _enrolment(classroom: Classroom, user_id: int) -> Enrolment | None:
    query = select(Enrolment).where(Enrolment.classroom_id == classroom.id, Enrolment.user_id == user_id)
    return db.session.scalar(query)


@dataclass(frozen=True, slots=True)
class Place:
    """A learner's row in the roster."""

    enrolment: Enrolment
    need: Accommodation | None


def places_of(classroom: Classroom) -> list[Place]:
    """Everyone who is or was in the class, by name."""
    needs = {
        need.user_id: need
        for need in db.session.scalars(select(Accommodation).where(Accommodation.classroom_id == classroom.id))
    }
    enrolments = db.session.scalars(
        select(Enrolment).join(User).where(Enrolment.classroom_id == classroom.id).order_by(User.name, User.id)
    )
    return [Place(enrolment, needs.get(enrolment.user_id)) for enrolment in enrolments]


def count_students(classroom: Classroom) -> int:
    query = select(func.count(Enrolment.id)).where(
        Enrolment.classroom_id == classroom.id, Enrolment.removed_at.is_(None)
    )
    return db.session.scalar(query) or 0


def student_of(classroom: Classroom, user_id: int) -> Enrolment:
    """A learner's place in the class, removed or not (404 otherwise)."""
    enrolment = _enrolment(classroom, user_id)
    if enrolment is None:
        raise NotFound
    return enrolment


def remove(enrolment: Enrolment, teacher: User) -> None:
    """Take the learner out of the class. Attempts stay, and it can be undone."""
    enrolment.removed_at = now()
    users.audit(teacher, "student removed", classroom_id=enrolment.classroom_id, user_id=enrolment.user_id)
    db.session.commit()


def restore(enrolment: Enrolment) -> None:
    enrolment.removed_at = None
    db.session.commit()


def reset_password(enrolment: Enrolment, teacher: User) -> str:
    """Give the student a new password, to be read out once; their devices are signed out."""
    if enrolment.user.role != STUDENT:
        raise NotFound
    password = readable_password()
    users.set_password(enrolment.user, password)
    users.audit(teacher, "password reset", user_id=enrolment.user_id)
    db.session.commit()
    return password


def set_need(enrolment: Enrolment, *, extra_time: float, no_clock: bool) -> None:
    """Store a standing adjustment; attempts begun from now on follow it."""
    need = db.session.scalar(
        select(Accommodation).where(
            Accommodation.classroom_id == enrolment.classroom_id, Accommodation.user_id == enrolment.user_id
        )
    )
    if need is None:
        need = Accommodation(classroom_id=enrolment.classroom_id, user_id=enrolment.user_id)
        db.session.add(need)
    need.extra_time, need.no_clock = extra_time, no_clock
    db.session.commit()

