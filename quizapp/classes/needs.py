"""What learners need: set once, it holds in every class they sit in.

Each teacher sets it in their own class. Where two have set something different, the more generous
of each holds everywhere: a need belongs to the learner, and nobody should have to ask twice. It also
outlives a learner's leaving the class in which it was set.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select

from quizapp.accounts.models import User
from quizapp.classes.models import Accommodation, Classroom, Enrolment
from quizapp.database import db

EXTRA_TIME = [(0.0, "none"), (0.25, "a quarter more"), (0.5, "half more"), (1.0, "twice the time")]


@dataclass(frozen=True, slots=True)
class Needs:
    """Adjustments for one learner. ``extra_time`` is the share added to a time limit: 0.25 is a quarter more."""

    extra_time: float = 0.0
    no_clock: bool = False
    larger_text: bool = False
    fewer_options: bool = False

    def extra_minutes(self, limit: int | None) -> float:
        """The minutes on top of a time limit; nothing where there is no limit."""
        return (limit or 0) * self.extra_time

    def in_words(self) -> str:
        """ "half more time, larger text", or nothing."""
        words = [
            _time_in_words(self.extra_time) if self.extra_time and not self.no_clock else "",
            "no clock" if self.no_clock else "",
            "larger text" if self.larger_text else "",
            "fewer options" if self.fewer_options else "",
        ]
        return ", ".join(filter(None, words))


def _time_in_words(extra: float) -> str:
    words = dict(EXTRA_TIME).get(extra, f"{100 * extra:.0f} % more")
    return words if words.endswith("time") else f"{words} time"


def needs_of(learner: User, classroom: Classroom) -> Needs:
    """What holds for the learner in this class, from every class's settings.

    Fewer options hold only where the class allows them.
    """
    holds = needs_everywhere(learner)
    return holds if classroom.fewer_options_allowed else replace(holds, fewer_options=False)


def needs_everywhere(learner: User) -> Needs:
    """What all classes together have set for the learner; whether fewer options hold is for each class to say."""
    return _together(db.session.scalars(_OF_LEARNER, {"learner_id": learner.id}))


_OF_LEARNER = select(Accommodation).where(Accommodation.user_id == bindparam("learner_id"))


def wants_larger_text(learner: User) -> bool:
    """Whether any class has set larger text for the learner."""
    return db.session.scalar(_LARGER_TEXT, {"learner_id": learner.id}) is not None


_LARGER_TEXT = (
    select(Accommodation.id).where(Accommodation.user_id == bindparam("learner_id"), Accommodation.larger_text).limit(1)
)


def wants_fewer_options(learner: User) -> bool:
    """Whether fewer options hold where no one class is meant: set by any class, allowed by one that they sit in."""
    return db.session.scalar(_FEWER_OPTIONS, {"learner_id": learner.id}) is not None


_FEWER_OPTIONS = (
    select(Accommodation.id)
    .join(Enrolment, Enrolment.user_id == Accommodation.user_id)
    .join(Classroom, Classroom.id == Enrolment.classroom_id)
    .where(
        Accommodation.user_id == bindparam("learner_id"),
        Accommodation.fewer_options,
        Enrolment.removed_at.is_(None),
        Classroom.fewer_options_allowed,
    )
    .limit(1)
)


def set_here(enrolment: Enrolment) -> Needs:
    """What this class itself has set for the learner."""
    row = _row(enrolment)
    return _together([row] if row else [])


def set_elsewhere(enrolment: Enrolment) -> Needs:
    """What other classes have set for the learner, taken together."""
    return _together(
        db.session.scalars(
            select(Accommodation).where(
                Accommodation.user_id == enrolment.user_id, Accommodation.classroom_id != enrolment.classroom_id
            )
        )
    )


def needs_in(classroom: Classroom) -> dict[int, Needs]:
    """What holds in this class for each of its learners who needs anything, by the user's id."""
    rows = defaultdict(list)
    learners = select(Enrolment.user_id).where(Enrolment.classroom_id == classroom.id)
    for row in db.session.scalars(select(Accommodation).where(Accommodation.user_id.in_(learners))):
        rows[row.user_id].append(row)
    allowed = classroom.fewer_options_allowed
    together = {user_id: _together(several) for user_id, several in rows.items()}
    return {user_id: needs if allowed else replace(needs, fewer_options=False) for user_id, needs in together.items()}


def store(enrolment: Enrolment, needs: Needs) -> None:
    """Set what the learner needs, in the name of this class; attempts begun from now on follow it."""
    row = _row(enrolment)
    if row is None:
        row = Accommodation(classroom_id=enrolment.classroom_id, user_id=enrolment.user_id)
        db.session.add(row)
    row.extra_time, row.no_clock = needs.extra_time, needs.no_clock
    row.larger_text, row.fewer_options = needs.larger_text, needs.fewer_options
    db.session.commit()


def _row(enrolment: Enrolment) -> Accommodation | None:
    return db.session.scalar(
        select(Accommodation).where(
            Accommodation.classroom_id == enrolment.classroom_id, Accommodation.user_id == enrolment.user_id
        )
    )


def _together(rows: Iterable[Accommodation]) -> Needs:
    """The more generous of each."""
    several = list(rows)
    return Needs(
        extra_time=max((row.extra_time for row in several), default=0.0),
        no_clock=any(row.no_clock for row in several),
        larger_text=any(row.larger_text for row in several),
        fewer_options=any(row.fewer_options for row in several),
    )
