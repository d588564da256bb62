"""How students come into a class: by a name on its list, by a name they type, or with an account."""

from sqlalchemy import select, update

from quizapp.accounts import users
from quizapp.accounts.models import STUDENT, User
from quizapp.classes import cards, names
from quizapp.classes.models import ANY_NAME, CARD, LISTED, Accommodation, Classroom, Enrolment, SignInCard
from quizapp.clock import now
from quizapp.database import db


class Refused(Exception):
    """This way in is closed; the message says why and what to do."""


NEEDS_CARD = "This class is joined with sign-in cards only. Type the code from your card, or ask your teacher for it."
JUST_TAKEN = "This name is no longer free. If it is yours, sign in with your card, or ask your teacher."


def free_places(classroom: Classroom) -> list[Enrolment]:
    """The names on the list that nobody has used yet, by name; none where the class wants cards."""
    if classroom.joining == CARD:
        return []
    query = (
        select(Enrolment)
        .join(User)
        .where(
            Enrolment.classroom_id == classroom.id,
            Enrolment.removed_at.is_(None),
            User.first_signed_in_at.is_(None),
            # Whoever has a password proves with it who they are.
            User.password_hash.is_(None),
        )
        .order_by(User.name, User.id)
    )
    return list(db.session.scalars(query))


def take_place(classroom: Classroom, enrolment_id: int, learner: User | None = None) -> User:
    """Sit in a free place of the list; the caller commits.

    A signed-in learner stays who they are: the place becomes theirs. Raises ``Refused``.
    """
    place = next((place for place in free_places(classroom) if place.id == enrolment_id), None)
    if place is None:
        raise Refused(NEEDS_CARD if classroom.joining == CARD else JUST_TAKEN)
    if learner:
        if enrolment_of(classroom, learner.id):
            raise Refused("You have a place in this class already. Ask your teacher if it was closed.")
        _hand_over(place, learner)
        return learner
    # Asked again in the same breath, because two may pick one name in the same moment.
    taking = (
        update(User)
        .where(User.id == place.user_id, User.first_signed_in_at.is_(None))
        .values(first_signed_in_at=now())
        .returning(User.id)
    )
    if db.session.scalar(taking) is None:
        raise Refused(JUST_TAKEN)
    cards.issue(place.user)
    return place.user


def by_name(classroom: Classroom, name: str) -> User:
    """A new student under a typed name, or the free place of that name; the caller commits.

    Raises ``Refused`` if the class has a list or wants cards, and for a name that is in use.
    """
    if not names.same(name):
        raise Refused(NEEDS_CARD if classroom.joining == CARD else JUST_TAKEN)
    place = _place_named(classroom, name)
    if place:
        return take_place(classroom, place.id)
    _refuse_unlisted(classroom, name)
    learner = users.add_by_name(name)
    cards.issue(learner)
    db.session.add(Enrolment(classroom_id=classroom.id, user_id=learner.id))
    return learner


def with_password(classroom: Classroom, *, name: str, username: str, password: str) -> User:
    """A new student who signs in with a password; the caller commits.

    Raises ``users.NameTaken`` for the user name, and ``Refused`` as ``by_name`` does.
    """
    place = _place_named(classroom, name)
    if place is None:
        _refuse_unlisted(classroom, name)
    learner = users.add(username, name, password, STUDENT)
    cards.issue(learner)
    if place:
        _hand_over(place, learner)
    else:
        db.session.add(Enrolment(classroom_id=classroom.id, user_id=learner.id))
    return learner


def with_account(classroom: Classroom, learner: User) -> None:
    """Put a signed-in learner in the class; a second time is no change. The caller commits.

    In a class with a list a free place of the learner's name becomes theirs. After removal this is a
    return where any name may join, and is refused elsewhere. Raises ``Refused``.
    """
    enrolment = enrolment_of(classroom, learner.id)
    if enrolment and (not enrolment.removed_at or classroom.joining == ANY_NAME):
        enrolment.removed_at = None
        return
    place = None if enrolment else _place_named(classroom, learner.name)
    if place:
        _hand_over(place, learner)
    elif classroom.joining == ANY_NAME:
        db.session.add(Enrolment(classroom_id=classroom.id, user_id=learner.id))
    else:
        raise Refused(
            NEEDS_CARD
            if classroom.joining == CARD
            else f"{learner.name} is not on the list of this class. Ask your teacher to add the name."
        )


def enrolment_of(classroom: Classroom, user_id: int) -> Enrolment | None:
    query = select(Enrolment).where(Enrolment.classroom_id == classroom.id, Enrolment.user_id == user_id)
    return db.session.scalar(query)


def _place_named(classroom: Classroom, name: str) -> Enrolment | None:
    wanted = names.same(name)
    return next((place for place in free_places(classroom) if names.same(place.user.name) == wanted), None)


def _refuse_unlisted(classroom: Classroom, name: str) -> None:
    if classroom.joining == CARD:
        raise Refused(NEEDS_CARD)
    known = db.session.scalars(select(User.name).join(Enrolment).where(Enrolment.classroom_id == classroom.id)).all()
    if names.same(name) in {names.same(each) for each in known}:
        raise Refused(
            f"Somebody is in this class as {users.tidy(name)} already. If that is you, sign in with your card "
            "or your code. If not, add a letter of your surname."
        )
    if classroom.joining == LISTED:
        raise Refused(f"{users.tidy(name)} is not on the list of this class. Ask your teacher to add the name.")
    if len(known) >= names.MOST:
        raise Refused("This class is full. Tell your teacher.")


def _hand_over(place: Enrolment, learner: User) -> None:
    """Give a listed place to somebody who has an account already, with what was set for it.

    The place's own user stays behind without card or class: other rooms may point at it.
    """
    card = db.session.get(SignInCard, place.user_id)
    if card:
        db.session.delete(card)
    moved = update(Accommodation).where(
        Accommodation.classroom_id == place.classroom_id, Accommodation.user_id == place.user_id
    )
    db.session.execute(moved.values(user_id=learner.id))
    place.user_id, place.joined_at = learner.id, now()
    db.session.flush()
    db.session.refresh(place)
