"""The clock of a sitting: what its minutes are made of, and giving more of them."""

from datetime import datetime, timedelta

from sqlalchemy import select

from quizapp.classes.needs import Needs
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.attempts import is_running
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt
from quizapp.web.filters import plural


def seconds_left(attempt: Attempt, moment: datetime) -> int | None:
    """Seconds until answers stop counting, 0 or more; None without a clock."""
    return max(0, int((attempt.deadline - moment).total_seconds())) if attempt.deadline else None


def left_in_words(seconds: int | None) -> str:
    """ "29 min left", as the page is made: a script counts on from there. Nothing without a clock, or for days."""
    if seconds is None or seconds >= _ONE_DAY:
        return ""
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{hours} h {minutes} min left"
    return f"{minutes} min left" if minutes else "less than a minute left"


_ONE_DAY = 24 * 60 * 60


def minutes_in_words(attempt: Attempt) -> str:
    """ "45 min: 30 + 15 your extra time", or nothing where the minutes are the quiz's own or there is no clock."""
    limit = attempt.time_limit_minutes
    extra, added = attempt.extra_minutes or 0, attempt.added_minutes or 0
    if limit is None or attempt.deadline is None or not (extra or added):
        return ""
    total = limit + extra + added
    if attempt.started_at + timedelta(minutes=total) > attempt.deadline + timedelta(seconds=1):
        return "the quiz closes then"
    return _sum_in_words(limit, extra, added)


def _sum_in_words(limit: int, extra: float, added: int) -> str:
    parts = [f"{limit}"]
    parts += [f"{extra:g} your extra time"] if extra else []
    parts += [f"{added} from your teacher"] if added else []
    return f"{limit + extra + added:g} min: {' + '.join(parts)}"


def own_limit_in_words(limit: int | None, needs: Needs) -> str:
    """The time that a learner will have, before they begin: the quiz's limit with their own extra time.

    Nothing for a quiz without a clock.
    """
    if limit is None:
        return ""
    if needs.no_clock:
        return "no clock for you"
    extra = needs.extra_minutes(limit)
    return _sum_in_words(limit, extra, 0) if extra else plural(limit, "minute")


def with_clock(assignment: Assignment) -> list[Attempt]:
    """The attempts of the assignment whose time is running now."""
    query = select(Attempt).where(
        Attempt.assignment_id == assignment.id, Attempt.state == IN_PROGRESS, Attempt.deadline.is_not(None)
    )
    return [attempt for attempt in db.session.scalars(query) if is_running(attempt)]


def extend(assignment: Assignment, minutes: int, attempt_id: str | None = None) -> str:
    """Give more minutes to everybody whose time is running, or to one attempt; says what was done.

    A clock that has just run out, but whose grace has not, starts again from now.
    """
    chosen = [attempt for attempt in with_clock(assignment) if attempt_id in (None, attempt.id)]
    moment = now()
    for attempt in chosen:
        attempt.deadline = max(attempt.deadline or moment, moment) + timedelta(minutes=minutes)
        attempt.added_minutes += minutes
        # Minutes that a teacher gives make nobody late.
        attempt.due_at = attempt.due_at + timedelta(minutes=minutes) if attempt.due_at else None
    db.session.commit()
    if not chosen:
        return "No clock is running any more, so that no time was added."
    return f"{plural(minutes, 'minute')} more for {plural(len(chosen), 'student')}."
