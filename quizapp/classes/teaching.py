"""Who teaches a class: the one rule by which its pages, its quizzes and its results are open.

A class has a teacher whom its students see, and may have others, who may do the same. There is always one.
"""

from sqlalchemy import ColumnElement, CompoundSelect, or_, select
from sqlalchemy.orm import joinedload

from quizapp.accounts import users
from quizapp.accounts.models import User
from quizapp.classes.models import Classroom, CoTeacher
from quizapp.database import db


class CannotTeach(ValueError):
    """This teacher cannot be added; the message says why."""


class LastTeacher(Exception):
    """A class keeps at least one teacher."""


def teaches(teacher: User) -> ColumnElement[bool]:
    """The condition on ``Classroom`` that holds for the classes of this teacher."""
    together = select(CoTeacher.classroom_id).where(CoTeacher.user_id == teacher.id)
    return or_(Classroom.teacher_id == teacher.id, Classroom.id.in_(together))


def is_taught_by(classroom: Classroom, teacher: User) -> bool:
    if classroom.teacher_id == teacher.id:
        return True
    return db.session.get(CoTeacher, (classroom.id, teacher.id)) is not None


def ids_of_teachers(classroom: Classroom) -> CompoundSelect[int]:
    """The ids of all who teach the class, for a condition."""
    first = select(Classroom.teacher_id).where(Classroom.id == classroom.id)
    return first.union(select(CoTeacher.user_id).where(CoTeacher.classroom_id == classroom.id))


def teachers_of(classroom: Classroom) -> list[User]:
    """The one whom students see, then the others in the order in which they came."""
    query = select(CoTeacher).where(CoTeacher.classroom_id == classroom.id).options(joinedload(CoTeacher.user))
    others = db.session.scalars(query.order_by(CoTeacher.added_at, CoTeacher.user_id))
    return [classroom.teacher, *(each.user for each in others)]


def add_teacher(classroom: Classroom, username: str, by: User) -> User:
    """Open the class to the teacher with this user name; a second time is no change.

    Raises ``CannotTeach``. Students and unknown names get the same answer, so that nobody learns who has an
    account.
    """
    colleague = users.find(username)
    if colleague is None or not colleague.is_teacher:
        raise CannotTeach("There is no teacher with this user name here. Ask your colleague how it is spelt.")
    if not is_taught_by(classroom, colleague):
        db.session.add(CoTeacher(classroom_id=classroom.id, user_id=colleague.id))
        users.audit(by, "class teacher added", classroom_id=classroom.id, user_id=colleague.id)
        db.session.commit()
    return colleague


def remove_teacher(classroom: Classroom, teacher_id: int, by: User) -> User | None:
    """Close the class to one of its teachers; returns who that was, None if they do not teach it.

    Where the one whom students see goes, the one who has been there longest follows. Raises ``LastTeacher``.
    """
    teachers = teachers_of(classroom)
    gone = next((each for each in teachers if each.id == teacher_id), None)
    if gone is None:
        return None
    if len(teachers) == 1:
        raise LastTeacher
    moved_up = teachers[1] if gone.id == classroom.teacher_id else None
    row = db.session.get_one(CoTeacher, (classroom.id, (moved_up or gone).id))
    db.session.delete(row)
    if moved_up:
        classroom.teacher_id = moved_up.id
    users.audit(by, "class teacher removed", classroom_id=classroom.id, user_id=gone.id)
    db.session.commit()
    return gone
