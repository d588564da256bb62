"""What students see of their place: nothing, the class's spread, or also a leaderboard of chosen nicknames.

The spread is frozen, too: were it live, the change after one student hands in would tell that student's result.
For the same reason it follows a correction only where that changes ten results or more; where it changes fewer,
the spread says of which day it is, and that results were changed since. The leaderboard is always as it is now.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.accounts.models import User
from quizapp.analysis.changes import Frozen, changed_since
from quizapp.analysis.disclosure import SMALLEST_GROUP, may_renew
from quizapp.analysis.figures import Drawn, drawn, figures_of
from quizapp.analysis.gradebook import cell_of
from quizapp.analysis.models import LEADERBOARD, NOTHING, SPREAD, Nickname, Standing
from quizapp.analysis.nicknames import problem_with
from quizapp.analysis.scores import StudentRow, student_rows
from quizapp.classes.models import Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.models import Assignment, Attempt
from quizapp.quizzes.review_models import Correction, CorrectionEffect
from quizapp.quizzes.windows import scores_are_out

CHOICES = {
    NOTHING: "Only their own score",
    SPREAD: "Their own score and the spread of the class",
    LEADERBOARD: "Also a leaderboard of those who want to be on it, under nicknames",
}


class Refused(ValueError):
    """The choice is not stored; the message says why."""


def standing_of(assignment: Assignment) -> Standing:
    """The stored setting, or a new one that shows nothing."""
    return db.session.get(Standing, assignment.id) or Standing(assignment_id=assignment.id, shows=NOTHING)


def counted_shares(assignment: Assignment) -> list[float]:
    """The results that count, one a student."""
    return [row.share for row in student_rows(assignment) if row.share is not None]


def settle(assignment: Assignment, shows: str) -> Standing:
    """Store what students see; where it is the spread and enough have finished, it is taken now."""
    if shows not in CHOICES:
        raise Refused("Choose what your students see.")
    standing = standing_of(assignment)
    standing.shows = shows
    if shows != NOTHING:
        _renew(standing, counted_shares(assignment), changed_results(standing))
    db.session.add(standing)
    db.session.commit()
    return standing


def renew(assignment: Assignment) -> Standing:
    """Take the spread anew. Raises ``Refused`` while fewer than ten results are new or changed since last time."""
    standing, shares = standing_of(assignment), counted_shares(assignment)
    if not _renew(standing, shares, changed_results(standing)):
        wanted = (standing.counted or 0) + SMALLEST_GROUP
        raise Refused(
            f"{len(shares)} have finished. From {wanted} on, or once ten results are changed, nobody's result shows."
        )
    db.session.add(standing)
    db.session.commit()
    return standing


def changed_results(standing: Standing) -> int:
    """How many of the results in the spread were changed since it was taken."""
    if standing.taken_at is None:
        return 0
    frozen = Frozen(standing.assignment_id, standing.taken_at)
    return len(changed_since([frozen])[standing.assignment_id])


def follow(correction: Correction) -> None:
    """Take anew the spreads that a correction has made wrong, as far as nobody shows by it. Nothing is committed."""
    touched = select(Attempt.assignment_id).join(CorrectionEffect, CorrectionEffect.attempt_id == Attempt.id)
    query = select(Standing).where(
        Standing.assignment_id.in_(touched.where(CorrectionEffect.correction_id == correction.id)),
        Standing.taken_at.is_not(None),
    )
    for standing in db.session.scalars(query):
        assignment = db.session.get_one(Assignment, standing.assignment_id)
        _renew(standing, counted_shares(assignment), changed_results(standing))


def _renew(standing: Standing, shares: list[float], changed: int) -> bool:
    if not may_renew(standing.counted, len(shares), changed):
        return False
    figures = figures_of(shares, 1)
    standing.counted, standing.taken_at = figures.n, now()
    standing.low, standing.middle, standing.high = figures.low, figures.middle, figures.high
    return True


@dataclass(frozen=True, slots=True)
class Spread:
    """The frozen quartiles of the class beside one student's own share; all in [0, 1].

    ``is_changed``: since they were taken, results that are in them were changed.
    """

    counted: int
    taken_at: datetime
    is_changed: bool
    low: float
    middle: float
    high: float
    own: float

    @property
    def drawn(self) -> Drawn:
        return drawn(self.low, self.middle, self.high, self.own)


def spread_for(attempt: Attempt) -> Spread | None:
    """What the learner of this attempt may see of the class; None: nothing, or not yet."""
    standing = standing_of(attempt.assignment)
    quartiles = (standing.low, standing.middle, standing.high)
    if not shows_place(attempt.assignment) or standing.counted is None or standing.taken_at is None:
        return None
    low, middle, high = (each or 0.0 for each in quartiles)
    is_changed = changed_results(standing) > 0
    return Spread(standing.counted, standing.taken_at, is_changed, low, middle, high, _own_share(attempt))


def _own_share(attempt: Attempt) -> float:
    """What counts for the learner, as in the figures of the class; of who is excused, this attempt's share."""
    found = cell_of(attempt.assignment, attempt.learner_id)
    share = found[1].share if found else None
    return attempt.share if share is None else share


def shows_place(assignment: Assignment) -> bool:
    """Whether students see anything of the class: never before they see their own score."""
    return standing_of(assignment).shows != NOTHING and scores_are_out(assignment)


def has_board(assignment: Assignment) -> bool:
    return standing_of(assignment).shows == LEADERBOARD and scores_are_out(assignment)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A place on the leaderboard; who has the same points has the same place."""

    place: int
    nickname: str
    row: StudentRow
    is_own: bool


def board_of(assignment: Assignment, reader: User) -> list[BoardLine]:
    """Those who chose a nickname and have a result, the best first. Nobody else is on it or counted."""
    chosen = {each.learner_id: each.name for each in nicknames_of(assignment) if each.removed_at is None}
    rows = [row for row in student_rows(assignment) if row.student.id in chosen and row.share is not None]
    rows.sort(key=lambda row: (-(row.share or 0.0), chosen[row.student.id].casefold()))
    return [
        BoardLine(
            place=1 + sum((other.share or 0.0) > (row.share or 0.0) + 1e-9 for other in rows),
            nickname=chosen[row.student.id],
            row=row,
            is_own=row.student.id == reader.id,
        )
        for row in rows
    ]


def nicknames_of(assignment: Assignment) -> list[Nickname]:
    """Every chosen nickname, removed ones too, with their learners, by nickname."""
    query = select(Nickname).where(Nickname.assignment_id == assignment.id).options(joinedload(Nickname.learner))
    return list(db.session.scalars(query.order_by(Nickname.name)))


def nickname_of(assignment: Assignment, learner: User) -> Nickname | None:
    return db.session.get(Nickname, (assignment.id, learner.id))


def choose_nickname(assignment: Assignment, learner: User, typed: str) -> Nickname:
    """Put the learner on the leaderboard under this name. Raises ``Refused``."""
    if standing_of(assignment).shows != LEADERBOARD:
        raise Refused("This quiz has no leaderboard.")
    name = " ".join(typed.split())
    taken = {each.name.casefold() for each in nicknames_of(assignment) if each.learner_id != learner.id}
    problem = problem_with(name, _names_in(assignment))
    if problem or name.casefold() in taken:
        raise Refused(problem or "Somebody else has this nickname. Choose another.")
    chosen = nickname_of(assignment, learner)
    if chosen is not None and chosen.removed_at is not None and chosen.name.casefold() == name.casefold():
        raise Refused("Your teacher has removed this nickname. Choose another.")
    if chosen is None:
        chosen = Nickname(assignment_id=assignment.id, learner_id=learner.id)
        db.session.add(chosen)
    chosen.name, chosen.removed_at = name, None
    db.session.commit()
    return chosen


def leave_board(assignment: Assignment, learner: User) -> None:
    """Take the learner off the leaderboard."""
    chosen = nickname_of(assignment, learner)
    if chosen is not None and chosen.removed_at is None:
        db.session.delete(chosen)
        db.session.commit()


def remove_nickname(chosen: Nickname) -> None:
    """Take a nickname off the leaderboard; its learner may choose another one."""
    chosen.removed_at = chosen.removed_at or now()
    db.session.commit()


def restore_nickname(chosen: Nickname) -> None:
    """Put a removed nickname back."""
    chosen.removed_at = None
    db.session.commit()


def _names_in(assignment: Assignment) -> list[str]:
    """Everybody's name in the class, those who left and the teacher too."""
    query = select(User.name).join(Enrolment, Enrolment.user_id == User.id)
    names = db.session.scalars(query.where(Enrolment.classroom_id == assignment.classroom_id))
    return [*names, assignment.classroom.teacher.name]
