"""Changing the terms of an assignment after it was given: what that does, to whom, before it is stored.

A change is made, looked at and, for a preview, rolled back: what is shown is what would happen.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.classes.roster import names_by_class
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.attempts import counted, counted_share, is_running
from quizapp.quizzes.models import USUAL_GRACE, Assignment, Attempt, OwnDates
from quizapp.quizzes.windows import answers_are_out, fit, scores_are_out, window_of
from quizapp.web.filters import as_datetime, as_percent


@dataclass(frozen=True, slots=True)
class Terms:
    """What a class is told when it is given a quiz; see ``Assignment``."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    late_until: datetime | None = None
    late_deduction: int = 0
    attempts_allowed: int = 1
    grading_method: str = "first"
    timeline_grading: str = "partial"
    grace_seconds: int = USUAL_GRACE
    own_minutes: int | None = None
    own_feedback: str | None = None
    scores: str = "after hand-in"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a change does, and the students to whom it does it."""

    what: str
    names: list[str]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a student stands to an assignment; each part is compared before and after."""

    share: float | None
    is_late: bool
    runs_until: datetime | None
    is_running: bool
    may_begin: bool
    sees_answers: bool
    sees_score: bool


def terms_of(assignment: Assignment) -> Terms:
    return Terms(**{field.name: getattr(assignment, field.name) for field in fields(Terms)})


def has_begun(assignments: Sequence[Assignment]) -> bool:
    numbers = [each.id for each in assignments]
    return db.session.scalar(select(Attempt.id).where(Attempt.assignment_id.in_(numbers)).limit(1)) is not None


def change(assignments: Sequence[Assignment], terms: Terms) -> list[Effect]:
    """Put the assignments under new terms and say what that does. The caller commits or rolls back.

    How partly right answers count stays as it is once somebody has begun: their credits are stored already.
    """

    def put() -> None:
        for each in assignments:
            for name, value in asdict(terms).items():
                if name != "timeline_grading" or not begun:
                    setattr(each, name, value)

    begun = has_begun(assignments)
    return effects_of(put, assignments)


def give_own_dates(
    assignment: Assignment,
    learner_id: int,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    attempts_allowed: int | None,
) -> list[Effect]:
    """Give one learner other dates or attempts than the class, and say what that does. The caller commits."""

    def put() -> None:
        own = next((each for each in assignment.own_dates if each.learner_id == learner_id), None)
        if own is None:
            own = OwnDates(learner_id=learner_id)
            assignment.own_dates.append(own)
        own.opens_at, own.closes_at, own.attempts_allowed = opens_at, closes_at, attempts_allowed

    return effects_of(put, [assignment])


def take_own_dates(assignment: Assignment, learner_id: int) -> list[Effect]:
    """Let the class's dates hold again for a learner, and say what that does. The caller commits."""

    def put() -> None:
        for own in [each for each in assignment.own_dates if each.learner_id == learner_id]:
            assignment.own_dates.remove(own)

    return effects_of(put, [assignment])


def effects_of(put: Callable[[], None], assignments: Sequence[Assignment]) -> list[Effect]:
    """Do ``put`` and say what it does to those who have begun, or may begin. The caller commits or rolls back."""
    students = _students(assignments)
    tried = attempts_at(assignments)
    ends = {
        (each.id, attempt.learner_id): window_of(each, attempt.learner_id).ends_at
        for each in assignments
        for attempt in tried[each.id]
    }
    before = _standings(assignments, students, tried)
    put()
    for each in assignments:
        for attempt in tried[each.id]:
            fit(attempt, each, old_end=ends[each.id, attempt.learner_id])
    return _differences(before, _standings(assignments, students, tried), students)


Students = dict[int, dict[int, str]]
Standings = dict[tuple[int, int], _Standing]


def _students(assignments: Sequence[Assignment]) -> Students:
    """The names of those in the class of each assignment, by assignment and user."""
    of_class = names_by_class(each.classroom_id for each in assignments)
    return {each.id: of_class[each.classroom_id] for each in assignments}


def attempts_at(assignments: Sequence[Assignment]) -> dict[int, list[Attempt]]:
    """The attempts at each assignment, by its number, the first ones first; none where nobody has begun."""
    found: dict[int, list[Attempt]] = defaultdict(list)
    query = select(Attempt).where(Attempt.assignment_id.in_([each.id for each in assignments]))
    for attempt in db.session.scalars(query.order_by(Attempt.number).options(joinedload(Attempt.assignment))):
        found[attempt.assignment_id].append(attempt)
    return found


def _standings(
    assignments: Sequence[Assignment], students: Students, tried: dict[int, list[Attempt]]
) -> Standings:
    """How everybody stands; whoever has not begun cares only for whether they may."""
    moment = now()
    standings = {}
    for each in assignments:
        own: dict[int, list[Attempt]] = defaultdict(list)
        for attempt in tried[each.id]:
            own[attempt.learner_id].append(attempt)
        answers, score = answers_are_out(each), scores_are_out(each)
        for learner_id in students[each.id]:
            attempts, window = own[learner_id], window_of(each, learner_id)
            chosen = counted(attempts, each.grading_method)
            running = next((attempt for attempt in attempts if is_running(attempt)), None)
            has_one_left = not window.attempts_allowed or len(attempts) < window.attempts_allowed
            standings[each.id, learner_id] = _Standing(
                share=counted_share(attempts, each.grading_method),
                is_late=chosen is not None and chosen.is_late,
                runs_until=running.deadline if running else None,
                is_running=running is not None,
                may_begin=has_one_left and not window.has_ended(moment) and running is None,
                sees_answers=chosen is not None and answers,
                sees_score=chosen is not None and score,
            )
    return standings


def _differences(before: Standings, after: Standings, students: Students) -> list[Effect]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, new in after.items():
        old, name = before[key], students[key[0]][key[1]]
        for what, about in _said(old, new):
            found[what].append(f"{name}{about}")
    return [Effect(what, names) for what, names in found.items()]


def _said(old: _Standing, new: _Standing) -> list[tuple[str, str]]:
    """What has changed for one student: the sentence, and what is added to the name."""
    said = []
    if old.share != new.share and old.share is not None and new.share is not None:
        said.append(("The score changes", f": {as_percent(old.share)} becomes {as_percent(new.share)}"))
    if old.is_late != new.is_late:
        said.append(("Counts as late" if new.is_late else "No longer counts as late", ""))
    if old.is_running and not new.is_running:
        said.append(("The running attempt ends at once; what is stored counts", ""))
    elif new.is_running and not old.is_running:
        said.append(("The attempt that had run out goes on", ""))
    elif old.runs_until != new.runs_until:
        until = f" until {as_datetime(new.runs_until)}" if new.runs_until else " without an end"
        said.append(("The running attempt ends at another time", f":{until}"))
    if old.may_begin != new.may_begin and not old.is_running:
        said.append(("May begin an attempt" if new.may_begin else "Can no longer begin an attempt", ""))
    if old.sees_answers != new.sees_answers:
        said.append(("Sees right answers at once" if new.sees_answers else "No longer sees right answers", ""))
    if old.sees_score != new.sees_score:
        said.append(("Sees the score at once" if new.sees_score else "No longer sees the score", ""))
    return said
