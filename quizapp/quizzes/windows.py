"""When a learner may take a quiz: the class's dates, or their own where they have some; and what is seen when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.clock import now
from quizapp.quizzes.models import (
    AFTER_CLOSE,
    AFTER_HAND_IN,
    AT_ONCE,
    Assignment,
    Attempt,
    OwnDates,
)
from quizapp.web.filters import as_datetime, plural


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when, how often. ``late_until`` is set where late work is accepted after ``closes_at``.

    ``is_own``: something in it is the learner's own.
    """

    opens_at: datetime | None
    closes_at: datetime | None
    late_until: datetime | None
    attempts_allowed: int
    is_own: bool = False

    @property
    def ends_at(self) -> datetime | None:
        """After this nothing is accepted; None: it stays open."""
        return self.late_until or self.closes_at

    def opens_later(self, moment: datetime) -> bool:
        return self.opens_at is not None and moment < self.opens_at

    def has_ended(self, moment: datetime) -> bool:
        return self.ends_at is not None and moment >= self.ends_at

    def is_late(self, moment: datetime) -> bool:
        """Whether work that begins now is late, though still accepted."""
        return self.late_until is not None and self.closes_at is not None and moment >= self.closes_at


def own_dates_in_words(assignment: Assignment, learner_id: int) -> str:
    """What is the learner's own instead of the class's; "" for whoever has the class's dates."""
    own = _own(assignment, learner_id)
    said = [f"opens {as_datetime(own.opens_at)}"] if own.opens_at else []
    said += [f"closes {as_datetime(own.closes_at)}"] if own.closes_at else []
    if own.attempts_allowed is not None:
        said.append(plural(own.attempts_allowed, "attempt") if own.attempts_allowed else "any number of attempts")
    return ", ".join(said)


def _own(assignment: Assignment, learner_id: int | None) -> OwnDates:
    return next((each for each in assignment.own_dates if each.learner_id == learner_id), None) or OwnDates()


def window_of(assignment: Assignment, learner_id: int | None = None) -> Window:
    """The learner's window; without one, the class's. What is the learner's own goes before the class's."""
    own = _own(assignment, learner_id)
    closes_at = own.closes_at or assignment.closes_at
    late_until = assignment.late_until
    return Window(
        opens_at=own.opens_at or assignment.opens_at,
        closes_at=closes_at,
        late_until=late_until if late_until and closes_at and late_until > closes_at else None,
        attempts_allowed=assignment.attempts_allowed if own.attempts_allowed is None else own.attempts_allowed,
        is_own=any(value is not None for value in (own.opens_at, own.closes_at, own.attempts_allowed)),
    )


def due_at(assignment: Assignment, window: Window) -> datetime | None:
    """When an attempt in this window becomes late: a hand-in may be on its way as long as an answer may."""
    if window.late_until is None or window.closes_at is None:
        return None
    return window.closes_at + timedelta(seconds=assignment.grace_seconds)


def ends_for_all(assignment: Assignment) -> datetime | None:
    """When the last learner can hand in; None: for somebody it stays open."""
    learners = [None, *(each.learner_id for each in assignment.own_dates)]
    ends = [window_of(assignment, learner_id).ends_at for learner_id in learners]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def answers_are_out(assignment: Assignment) -> bool:
    """Whether right answers may be seen by now by those who need not give their own any more."""
    if assignment.feedback == AFTER_CLOSE:
        return _is_closed_for_all(assignment)
    return assignment.feedback in (AT_ONCE, AFTER_HAND_IN)


def scores_are_out(assignment: Assignment) -> bool:
    """Whether a learner who has handed in sees the score; whoever sees the answers sees it too."""
    if assignment.scores == AFTER_HAND_IN or answers_are_out(assignment):
        return True
    return assignment.scores == AFTER_CLOSE and _is_closed_for_all(assignment)


def _is_closed_for_all(assignment: Assignment) -> bool:
    """A quiz that nobody has given an end counts as closed, so that nothing is kept back for ever."""
    end = ends_for_all(assignment)
    return end is None or now() >= end


def fit(attempt: Attempt, assignment: Assignment, *, old_end: datetime | None) -> None:
    """Bring an attempt in line with the dates of its learner. ``old_end`` is when the window ended before.

    One that is handed in keeps its moment. One that is not goes on until the new end, or until its clock runs
    out; minutes that a teacher has added are kept.
    """
    window = window_of(assignment, attempt.learner_id)
    attempt.due_at = due_at(assignment, window)
    attempt.late_deduction = assignment.late_deduction
    if attempt.submitted_at is None and window.ends_at != old_end:
        ends = [end for end in (window.ends_at, _clock_end(attempt, old_end)) if end]
        attempt.deadline = min(ends, default=None)


def _clock_end(attempt: Attempt, old_end: datetime | None) -> datetime | None:
    """When the attempt's own clock runs out, whatever the window; None without a clock."""
    if attempt.time_limit_minutes is None:
        return None
    if attempt.deadline and attempt.deadline != old_end:
        return attempt.deadline
    minutes = attempt.time_limit_minutes + (attempt.extra_minutes or 0) + (attempt.added_minutes or 0)
    return attempt.started_at + timedelta(minutes=minutes)
