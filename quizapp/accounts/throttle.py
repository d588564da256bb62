"""Slowing down guesses, by what is guessed at: a limit by address would lock out a whole class."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from quizapp.accounts.models import ThrottleEvent
from quizapp.clock import now
from quizapp.database import db

WINDOW = timedelta(minutes=10)
TRIES = 8


class TooManyTries(Exception):
    """Too many failures lately; the message says how long to wait."""

    def __init__(self) -> None:
        super().__init__("Too many wrong tries. Wait ten minutes, or ask your teacher for a new password.")


def check(subject: str) -> None:
    """Raise ``TooManyTries`` after ``TRIES`` failures at this subject within the window."""
    recent = db.session.scalar(
        select(func.count(ThrottleEvent.id)).where(
            ThrottleEvent.subject == subject, ThrottleEvent.at > now() - WINDOW
        )
    )
    if (recent or 0) >= TRIES:
        raise TooManyTries


def record_failure(subject: str) -> None:
    """Remember a failure and forget those that no longer count. The caller commits."""
    db.session.execute(delete(ThrottleEvent).where(ThrottleEvent.at <= now() - WINDOW))
    db.session.add(ThrottleEvent(subject=subject))


def forget(subject: str) -> None:
    """Clear the failures after a success. The caller commits."""
    db.session.execute(delete(ThrottleEvent).where(ThrottleEvent.subject == subject))
