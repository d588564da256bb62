"""Classes and who is in them, as their teacher keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager
from werkzeug.exceptions import NotFound

from quizapp.accounts import users
from quizapp.accounts.models import STUDENT, User
from quizapp.accounts.passwords import readable_password
from quizapp.classes import cards, codes, names
from quizapp.classes.joining import enrolment_of
from quizapp.classes.models import Classroom, Enrolment
from quizapp.classes.needs import Needs, needs_in, needs_of
from quizapp.classes.teaching import teaches
from quizapp.clock import now
from quizapp.database import db


class NameInUse(Exception):
    """Somebody else in the class has this name."""


def classes_of_teacher(teacher: User, *, archived: bool = False) -> list[Classroom]:
    """The classes that the teacher keeps, alone or with others: those in use, or those archived."""
    is_wanted = Classroom.archived_at.is_not(None) if archived else Classroom.archived_at.is_(None)
    query = select(Classroom).where(teaches(teacher), is_wanted).order_by(Classroom.name, Classroom.id)
    return list(db.session.scalars(query))


def class_of(class_id: int, teacher: User) -> Classroom:
    """One of the teacher's classes; anyone else's does not exist for them (404)."""
    classroom = db.session.scalar(select(Classroom).where(Classroom.id == class_id, teaches(teacher)))
    if classroom is None:
        raise NotFound
    return classroom


def create(teacher: User, name: str) -> Classroom:
    classroom = Classroom(name=users.tidy(name), teacher_id=teacher.id, join_code=_free_code())
    db.session.add(classroom)
    db.session.commit()
    return classroom


def settle(classroom: Classroom, *, name: str, joining: str, fewer_options_allowed: bool) -> None:
    """Store what the class is called, who may join it, and whether needs may shorten its questions."""
    classroom.name, classroom.joining = users.tidy(name), joining
    classroom.fewer_options_allowed = fewer_options_allowed
    db.session.commit()


def let_join(classroom: Classroom, joining: str) -> None:
    """Store who may join the class with its code alone: ``CARD`` closes the code."""
    classroom.joining = joining
    db.session.commit()


def archive(classroom: Classroom, teacher: User) -> None:
    """Take the class off the list and close it: nobody joins, no quiz is begun. Everything is kept."""
    classroom.archived_at = classroom.archived_at or now()
    users.audit(teacher, "class archived", classroom_id=classroom.id)
    db.session.commit()


def bring_back(classroom: Classroom, teacher: User) -> None:
    """Put an archived class on the list again, with its code as it was."""
    classroom.archived_at = None
    users.audit(teacher, "class brought back", classroom_id=classroom.id)
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
    """The class with this join code, or None; nobody joins an archived one."""
    query = select(Classroom).where(Classroom.join_code == codes.normal(typed), Classroom.archived_at.is_(None))
    return db.session.scalar(query)


def classes_of_learner(learner: User) -> list[int]:
    """The ids of the classes that the learner sits in."""
    query = select(Enrolment.classroom_id).where(Enrolment.user_id == learner.id, Enrolment.removed_at.is_(None))
    return list(db.session.scalars(query))


@dataclass(frozen=True, slots=True)
class Place:
    """A learner's row in the roster. ``joined_at`` is None for a listed name that nobody has used yet."""

    enrolment: Enrolment
    joined_at: datetime | None
    needs: Needs

    @property
    def student(self) -> User:
        return self.enrolment.user


def places_of(classroom: Classroom) -> list[Place]:
    """Everyone who is or was in the class, by name."""
    needs = needs_in(classroom)
    enrolments = db.session.scalars(
        select(Enrolment)
        .join(Enrolment.user)
        .where(Enrolment.classroom_id == classroom.id)
        .order_by(User.name, User.id)
        .options(contains_eager(Enrolment.user))
    )
    return [_place(enrolment, needs.get(enrolment.user_id, Needs())) for enrolment in enrolments]


def _place(enrolment: Enrolment, needs: Needs) -> Place:
    first = enrolment.user.first_signed_in_at
    return Place(enrolment, max(first, enrolment.joined_at) if first else None, needs)


def place_of(enrolment: Enrolment) -> Place:
    return _place(enrolment, needs_of(enrolment.user, enrolment.classroom))


def count_students(classroom: Classroom) -> int:
    return counts_of([classroom]).get(classroom.id, 0)


def counts_of(classrooms: list[Classroom]) -> dict[int, int]:
    """How many students are in each of the classes that have any, by the id of the class."""
    query = (
        select(Enrolment.classroom_id, func.count(Enrolment.id))
        .where(
            Enrolment.classroom_id.in_([classroom.id for classroom in classrooms]), Enrolment.removed_at.is_(None)
        )
        .group_by(Enrolment.classroom_id)
    )
    return dict(db.session.execute(query).all())


def names_by_class(class_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Who is in each of the classes now: names by user, in the order of the names."""
    found: dict[int, dict[int, str]] = {class_id: {} for class_id in class_ids}
    query = select(Enrolment.classroom_id, User.id, User.name).join(User, User.id == Enrolment.user_id)
    rows = query.where(Enrolment.classroom_id.in_(found), Enrolment.removed_at.is_(None)).order_by(User.name, User.id)
    for class_id, user_id, name in db.session.execute(rows):
        found[class_id][user_id] = name
    return found


def count_joined(classroom: Classroom) -> int:
    """How many of the class have ever been in."""
    query = (
        select(func.count(Enrolment.id))
        .join(User)
        .where(
            Enrolment.classroom_id == classroom.id,
            Enrolment.removed_at.is_(None),
            User.first_signed_in_at.is_not(None),
        )
    )
    return db.session.scalar(query) or 0


def student_of(classroom: Classroom, user_id: int) -> Enrolment:
    """A learner's place in the class, removed or not (404 otherwise)."""
    enrolment = enrolment_of(classroom, user_id)
    if enrolment is None:
        raise NotFound
    return enrolment


def is_kept_by(teacher: User, enrolment: Enrolment) -> bool:
    """Whether name, card and password of this learner are in the hands of this teacher.

    They are with the teachers of the class that the learner came to first and still sits in: otherwise somebody
    could register as a teacher, have a student join, print the student's card, and sit as them elsewhere.
    """
    return enrolment.user_id in _kept_by(teacher, [enrolment.user_id])


def kept_places(classroom: Classroom, teacher: User) -> list[Enrolment]:
    """Everyone in the class whose card this teacher makes, by name."""
    present = [place.enrolment for place in places_of(classroom) if not place.enrolment.removed_at]
    kept = _kept_by(teacher, [enrolment.user_id for enrolment in present])
    return [enrolment for enrolment in present if enrolment.user_id in kept]


def _kept_by(teacher: User, user_ids: list[int]) -> set[int]:
    """Which of these students came first to a class of this teacher."""
    query = (
        select(Enrolment.user_id, teaches(teacher).label("is_taught"))
        .join(Classroom)
        .join(User, User.id == Enrolment.user_id)
        .where(Enrolment.user_id.in_(user_ids), Enrolment.removed_at.is_(None), User.role == STUDENT)
        .order_by(Enrolment.joined_at.desc(), Enrolment.id.desc())
    )
    # The earliest place comes last and stays.
    in_first_class = {row.user_id: bool(row.is_taught) for row in db.session.execute(query)}
    return {user_id for user_id, is_taught in in_first_class.items() if is_taught}


def kept_student(classroom: Classroom, user_id: int, teacher: User) -> Enrolment:
    """A learner whose name, card and password this teacher may change (404 otherwise)."""
    enrolment = student_of(classroom, user_id)
    if not is_kept_by(teacher, enrolment):
        raise NotFound
    return enrolment


def names_in(classroom: Classroom) -> list[str]:
    """The names of everyone who is or was in the class."""
    return list(db.session.scalars(select(User.name).join(Enrolment).where(Enrolment.classroom_id == classroom.id)))


def add_names(classroom: Classroom, wanted: list[str], teacher: User) -> None:
    """Put these names on the list, each with a card: all of them or, if anything fails, none.

    They come from ``names.read_names`` without problems.
    """
    for name in wanted:
        learner = users.add_by_name(name)
        cards.issue(learner)
        db.session.add(Enrolment(classroom_id=classroom.id, user_id=learner.id))
    users.audit(teacher, "names added", classroom_id=classroom.id, count=len(wanted))
    db.session.commit()


def rename_student(enrolment: Enrolment, name: str, teacher: User) -> None:
    """Correct a student's name. Raises ``NameInUse`` if another in the class has it."""
    others = db.session.scalars(
        select(User.name)
        .join(Enrolment)
        .where(Enrolment.classroom_id == enrolment.classroom_id, User.id != enrolment.user_id)
    )
    if names.same(name) in {names.same(other) for other in others}:
        raise NameInUse
    users.audit(teacher, "student renamed", user_id=enrolment.user_id, before=enrolment.user.name)
    enrolment.user.name = users.tidy(name)
    db.session.commit()


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
    if enrolment.user.username is None:
        raise NotFound
    password = readable_password()
    users.set_password(enrolment.user, password)
    users.audit(teacher, "password reset", user_id=enrolment.user_id)
    db.session.commit()
    return password


def make_cards(classroom: Classroom, teacher: User) -> None:
    """Give everyone whose card this teacher makes one that works."""
    for enrolment in kept_places(classroom, teacher):
        cards.issue(enrolment.user)
    db.session.commit()


def renew_card(enrolment: Enrolment, teacher: User) -> None:
    """Give the student a new code; the old card stops, and their devices are signed out."""
    cards.renew(enrolment.user)
    users.audit(teacher, "card renewed", user_id=enrolment.user_id)
    db.session.commit()


def free_name(enrolment: Enrolment, teacher: User) -> None:
    """Let a name be picked again, after somebody picked the wrong one. What was answered stays with the name.

    Whoever sits there is signed out, and the code they were shown stops.
    """
    if enrolment.user.password_hash is not None:
        raise NotFound
    enrolment.user.first_signed_in_at = None
    users.audit(teacher, "name freed", user_id=enrolment.user_id)
    renew_card(enrolment, teacher)
