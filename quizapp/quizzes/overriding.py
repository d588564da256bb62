"""A teacher's own word on a result: another score, another credit, or that it does not count. All with a reason."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.attempts import is_running, version_at
from quizapp.quizzes.crediting import ruling_of, settle
from quizapp.quizzes.models import Assignment, Attempt
from quizapp.quizzes.review_models import CREDIT, EXCUSED, SCORE, Override

LONGEST_REASON = 500


class Refused(Exception):
    """The override cannot be made; the message says why."""


def overrides_of(assignment: Assignment, learner: User) -> list[Override]:
    """Every override of the learner's result, removed ones too, newest first."""
    query = select(Override).where(Override.assignment_id == assignment.id, Override.learner_id == learner.id)
    return list(db.session.scalars(query.order_by(Override.id.desc())))


def results_set(
    assignment_ids: Iterable[int], learner: User | None = None
) -> dict[tuple[int, int], dict[str, Override]]:
    """The overrides in force of whole results (of one ``learner``), by assignment and learner, then by kind."""
    query = (
        select(Override)
        .where(
            Override.assignment_id.in_(list(assignment_ids)),
            Override.removed_at.is_(None),
            Override.kind.in_([SCORE, EXCUSED]),
            true() if learner is None else Override.learner_id == learner.id,
        )
        .options(joinedload(Override.author))
    )
    found: dict[tuple[int, int], dict[str, Override]] = {}
    for each in db.session.scalars(query.order_by(Override.id)):
        found.setdefault((each.assignment_id, each.learner_id), {})[each.kind] = each
    return found


def set_score(
    assignment: Assignment, learner: User, *, points: float, out_of: float, reason: str, author: User
) -> Override:
    """Let this score stand for the learner's result, whatever their attempts earned. Raises ``Refused``."""
    if not 0 <= points <= out_of or not out_of:
        raise Refused("Give points from 0 up to the most there are.")
    made = _set(assignment, learner, SCORE, reason, author, points=points, out_of=out_of)
    db.session.commit()
    return made


def excuse(assignment: Assignment, learner: User, *, reason: str, author: User) -> Override:
    """Leave the assignment out of what counts for the learner. Raises ``Refused`` without a reason."""
    made = _set(assignment, learner, EXCUSED, reason, author)
    db.session.commit()
    return made


def set_credit(attempt: Attempt, position: int, *, credit: float, reason: str, author: User) -> Override:
    """Let this credit, in [0, 1], stand for one question of an ended attempt, also through later corrections.

    Raises ``Refused``.
    """
    version_at(attempt, position)
    given = attempt.given[position - 1]
    if is_running(attempt):
        raise Refused("This attempt is still running.")
    if given.is_dropped:
        raise Refused("This question is left out of the score.")
    if not 0 <= credit <= 1:
        raise Refused("Give a credit from 0 to 1.")
    made = _set(
        attempt.assignment, attempt.learner, CREDIT, reason, author, attempt=attempt, position=position, points=credit
    )
    given.set_credit = credit
    settle(attempt)
    db.session.commit()
    return made


def remove(override: Override, author: User) -> None:
    """Let hold again what holds without it. One that is removed already stays so."""
    if override.removed_at is not None:
        return
    override.removed_at, override.removed_by_id = now(), author.id
    if override.kind == CREDIT and override.attempt_id and override.position:
        attempt = db.session.get_one(Attempt, override.attempt_id)
        given = attempt.given[override.position - 1]
        found = ruling_of(given.correction)
        given.set_credit = 1.0 if found and found.all_earn else None
        settle(attempt)
    db.session.commit()


def override_of(override_id: int, assignment: Assignment) -> Override:
    """An override in this assignment (404 otherwise)."""
    found = db.session.get(Override, override_id, with_for_update=True)
    if found is None or found.assignment_id != assignment.id:
        raise NotFound
    return found


def _set(
    assignment: Assignment,
    learner: User,
    kind: str,
    reason: str,
    author: User,
    *,
    attempt: Attempt | None = None,
    position: int | None = None,
    **values: Any,
) -> Override:
    """Put it in place of the one of its kind that holds so far; nothing is committed."""
    if not reason.strip():
        raise Refused("Say why in a few words. The student reads it.")
    for earlier in overrides_of(assignment, learner):
        is_same = (earlier.kind, earlier.attempt_id, earlier.position) == (kind, attempt and attempt.id, position)
        if is_same and earlier.removed_at is None:
            earlier.removed_at, earlier.removed_by_id = now(), author.id
    made = Override(
        assignment_id=assignment.id,
        learner_id=learner.id,
        kind=kind,
        attempt_id=attempt.id if attempt else None,
        position=position,
        reason=reason.strip()[:LONGEST_REASON],
        author_id=author.id,
        **values,
    )
    db.session.add(made)
    return made
