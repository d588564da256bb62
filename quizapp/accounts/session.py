"""Signing a browser in and out, and who is signed in."""

import hashlib
import secrets
from datetime import timedelta

from flask import g, session
from sqlalchemy import delete, select

from quizapp.accounts.models import SignIn, User
from quizapp.clock import now
from quizapp.database import db

LASTS = timedelta(days=30)
_COOKIE_KEY = "sign_in"


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(user: User) -> None:
    """Sign the browser of this request in as ``user``, with a new session; ends an earlier one.

    Sign-ins that have expired, anybody's, are cleared away on this occasion.

    Adds rows; the caller commits.
    """
    sign_out()
    db.session.execute(delete(SignIn).where(SignIn.expires_at <= now()))
    token = secrets.token_urlsafe(32)
    db.session.add(SignIn(token_hash=_hashed(token), user_id=user.id, expires_at=now() + LASTS))
    user.first_signed_in_at = user.first_signed_in_at or now()
    session.clear()
    session[_COOKIE_KEY] = token
    session.permanent = True
    g.current_user = user


def sign_out() -> None:
    """Forget this browser's sign-in. Deletes a row; the caller commits."""
    token = session.pop(_COOKIE_KEY, None)
    if token:
        db.session.execute(delete(SignIn).where(SignIn.token_hash == _hashed(token)))
    g.current_user = None


_OF_TOKEN = select(SignIn)


def current_user() -> User | None:
    """The signed-in user of this request, or None."""
    if "current_user" not in g:
        g.current_user = _user_of_cookie()
    user: User | None = g.current_user
    return user


def _user_of_cookie() -> User | None:
    token = session.get(_COOKIE_KEY)
    if not token:
        return None
    row = db.session.scalar(_OF_TOKEN.where(SignIn.token_hash == _hashed(token)))
    return row.user if row and row.expires_at > now() else None
