"""Sharing the figures of a class with colleagues, under a code name and frozen; and what colleagues have shared."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.accounts import users
from quizapp.accounts.models import User
from quizapp.analysis.changes import Frozen, changed_since
from quizapp.analysis.disclosure import SMALLEST_GROUP, Group, may_see, objection
from quizapp.analysis.figures import Difference, Figures, difference, figures_of
from quizapp.analysis.first_attempts import FirstAttempts, first_attempts
from quizapp.analysis.intervals import Interval
from quizapp.analysis.models import Snapshot, SnapshotLearner
from quizapp.classes.models import Enrolment
from quizapp.classes.roster import classes_of_teacher
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.models import Assignment

_NAMES = (
    "Alder Ash Aspen Bay Beech Birch Bramble Cedar Cherry Chestnut Cypress Elder Elm Fern Fir Furze Hawthorn Hazel "
    "Heather Holly Hornbeam Ivy Juniper Larch Laurel Lime Linden Maple Myrtle Oak Olive Pine Plane Poplar Privet "
    "Quince Rowan Sallow Sorrel Spruce Sycamore Tamarisk Thorn Walnut Willow Yew"
).split()


class CannotShare(ValueError):
    """These figures must not be shared; the message says why."""


def snapshot_of(assignment: Assignment) -> Snapshot | None:
    """What was shared of this class, withdrawn or not."""
    return db.session.scalar(select(Snapshot).where(Snapshot.assignment_id == assignment.id))


def share(assignment: Assignment, teacher: User) -> Snapshot:
    """Freeze the figures of the class's first attempts for colleagues to see. Raises ``CannotShare``.

    Once frozen they stay: a withdrawn snapshot comes back as it was.
    """
    earlier = snapshot_of(assignment)
    if earlier is not None:
        earlier.withdrawn_at = None
        users.audit(teacher, "class figures shared again", assignment_id=assignment.id)
        db.session.commit()
        return earlier
    firsts = first_attempts([assignment])[assignment.id]
    shares = firsts.shares(firsts.versions)
    group = Group(frozenset(firsts.learners), frozenset(firsts.versions))
    problem = objection(group, shares, _groups_with(firsts.learners))
    if problem:
        raise CannotShare(problem)
    made = _frozen(assignment, figures_of(shares, len(firsts.versions)), firsts)
    db.session.add(made)
    users.audit(teacher, "class figures shared", assignment_id=assignment.id)
    db.session.commit()
    return made


def _frozen(assignment: Assignment, figures: Figures, firsts: FirstAttempts) -> Snapshot:
    return Snapshot(
        assignment_id=assignment.id,
        code_name=_code_name(),
        version_ids=sorted(firsts.versions),
        n=figures.n,
        mean=figures.mean,
        sd=figures.sd,
        low=figures.low,
        middle=figures.middle,
        high=figures.high,
        interval_low=figures.interval.low,
        interval_high=figures.interval.high,
        learners=[SnapshotLearner(learner_id=learner) for learner in firsts.learners],
    )


def _groups_with(learners: Sequence[int]) -> list[Group]:
    """Every group that was ever shared with one of these learners in it."""
    touched = select(SnapshotLearner.snapshot_id).where(SnapshotLearner.learner_id.in_(learners))
    members: dict[int, set[int]] = {}
    query = select(SnapshotLearner.snapshot_id, SnapshotLearner.learner_id)
    for snapshot_id, learner_id in db.session.execute(query.where(SnapshotLearner.snapshot_id.in_(touched))):
        members.setdefault(snapshot_id, set()).add(learner_id)
    found = db.session.execute(select(Snapshot.id, Snapshot.version_ids).where(Snapshot.id.in_(members)))
    return [Group(frozenset(members[number]), frozenset(versions)) for number, versions in found]


def _code_name() -> str:
    """A name that says nothing about the class, its teacher or the order of sharing."""
    taken = set(db.session.scalars(select(Snapshot.code_name)))
    rounds = 1 + len(taken) // len(_NAMES)
    free = [name for name in _numbered(rounds) if name not in taken] or _numbered(rounds + 1)
    return secrets.choice([name for name in free if name not in taken])


def _numbered(rounds: int) -> list[str]:
    return list(_NAMES) if rounds == 1 else [f"{name} {rounds}" for name in _NAMES]


def withdraw(snapshot: Snapshot, teacher: User) -> None:
    """Show the figures to nobody any more. They can be shared again as they are."""
    snapshot.withdrawn_at = snapshot.withdrawn_at or now()
    users.audit(teacher, "class figures withdrawn", assignment_id=snapshot.assignment_id)
    db.session.commit()


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A colleague's class beside one's own, both on the same ``questions``. ``mine`` is None in a small group.

    ``is_changed``: results in its figures were changed since they were taken. ``is_corrected``: a question among
    these was corrected in one's own class, which the other's figures need not know.
    """

    code_name: str
    taken_at: datetime
    is_changed: bool
    is_corrected: bool
    questions: int
    figures: Figures
    mine: Figures | None
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class Shared:
    """What colleagues share with a class, and what it shares itself.

    ``changed`` students in its own ``snapshot`` have another result by now.
    """

    lines: list[SharedLine]
    snapshot: Snapshot | None
    changed: int


def shared_beside(assignment: Assignment, teacher: User, mine: FirstAttempts) -> Shared:
    """The classes of colleagues that answered nothing but versions that this class answered too, by code name."""
    found, snapshot = _visible(teacher, mine), snapshot_of(assignment)
    all_of_them = [*found, snapshot] if snapshot else found
    changed = changed_since([Frozen(each.assignment_id, each.taken_at) for each in all_of_them])
    lines = [_shared_line(each, mine, is_changed=bool(changed[each.assignment_id])) for each in found]
    return Shared(lines, snapshot, len(changed[assignment.id]) if snapshot else 0)


def _visible(teacher: User, mine: FirstAttempts) -> list[Snapshot]:
    own = select(Enrolment.user_id).where(
        Enrolment.classroom_id.in_([classroom.id for classroom in classes_of_teacher(teacher)])
    )
    strangers = (
        select(Snapshot, func.count())
        .join(SnapshotLearner)
        .where(Snapshot.withdrawn_at.is_(None), SnapshotLearner.learner_id.not_in(own))
        .group_by(Snapshot.id)
        .order_by(Snapshot.code_name)
    )
    met = set(mine.versions)
    return [
        snapshot
        for snapshot, count in db.session.execute(strangers)
        if may_see(count) and met.issuperset(snapshot.version_ids)
    ]


def _shared_line(snapshot: Snapshot, mine: FirstAttempts, *, is_changed: bool) -> SharedLine:
    figures = Figures(
        n=snapshot.n,
        mean=snapshot.mean,
        sd=snapshot.sd,
        low=snapshot.low,
        middle=snapshot.middle,
        high=snapshot.high,
        interval=Interval(snapshot.interval_low, snapshot.interval_high),
    )
    shares = mine.shares(snapshot.version_ids)
    own = figures_of(shares, len(snapshot.version_ids)) if len(shares) >= SMALLEST_GROUP else None
    return SharedLine(
        code_name=snapshot.code_name,
        taken_at=snapshot.taken_at,
        is_changed=is_changed,
        is_corrected=not mine.corrected.isdisjoint(snapshot.version_ids),
        questions=len(snapshot.version_ids),
        figures=figures,
        mine=own,
        difference=difference(own.moments, figures.moments) if own else None,
    )
