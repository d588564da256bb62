"""Making users, checking who they are, and changing their passwords."""

import unicodedata
from typing import Any

from sqlalchemy import delete, select

from quizapp.accounts import throttle
from quizapp.accounts.models import STUDENT, AuditEvent, SignIn, User
from quizapp.accounts.passwords import hash_password, is_right
from quizapp.database import db


class NameTaken(Exception):
    """Somebody else has this user name."""


class WrongPassword(Exception):
    """The present password was needed and was not given."""


def normal(username: str) -> str:
    """User names are compared in lower case and without spaces at their edges.

    Letters with marks are the same however a keyboard puts them together.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold()).strip()


def tidy(name: str) -> str:
    """A person's name as stored: one space between its parts, none around them."""
    return " ".join(name.split())


def find(username: str) -> User | None:
    return db.session.scalar(select(User).where(User.username == normal(username)))


def add(username: str, name: str, password: str, role: str) -> User:
    """A new user, with an id; the caller commits. Raises ``NameTaken``."""
    if find(username):
        raise NameTaken
    user = User(username=normal(username), name=tidy(name), role=role, password_hash=hash_password(password))
    db.session.add(user)
    db.session.flush()
    return user


def add_by_name(name: str) -> User:
    """A new student without user name and password, with an id; the caller commits."""
    user = User(name=tidy(name), role=STUDENT)
    db.session.add(user)
    db.session.flush()
    return user


def authenticated(username: str, password: str) -> User | None:
    """The user if the password is right, else None; failures are counted by user name and stored.

    Raises ``throttle.TooManyTries``.
    """
    subject = f"password:{normal(username)}"[:160]
    throttle.check(subject)
    user = find(username)
    if is_right(password, user.password_hash if user else None):
        throttle.forget(subject)
        return user
    throttle.record_failure(subject)
    if user:
        audit(None, "sign-in failed", user_id=user.id)
    db.session.commit()
    return None


def change(user: User, name: str, *, old: str, new: str | None) -> None:
    """Change the name and, where a new one is given, the password; then every sign-in of the user ends.

    The caller commits. Raises ``WrongPassword`` if a new password comes without the present one, and
    ``throttle.TooManyTries`` when that was tried too often.
    """
    if new and authenticated(user.username or "", old) is None:
        raise WrongPassword
    user.name = tidy(name)
    if new:
        set_password(user, new)
        audit(user, "password changed")


def set_password(user: User, password: str) -> None:
    """Change the password and end every sign-in of the user. The caller commits."""
    user.password_hash = hash_password(password)
    end_sign_ins(user)
    throttle.forget(f"password:{user.username}"[:160])


def end_sign_ins(user: User) -> None:
    """Sign the user out everywhere. The caller commits."""
    db.session.execute(delete(SignIn).where(SignIn.user_id == user.id))


def audit(actor: User | None, action: str, **details: Any) -> None:
    """Write down who did what. The caller commits."""
    db.session.add(AuditEvent(user_id=actor.id if actor else None, action=action, details=details))
