"""Whose results were changed after a day on which figures of them were frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, or_, select, union_all

from quizapp.accounts.models import AuditEvent
from quizapp.database import UTCDateTime, db
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.review_models import Correction, CorrectionEffect, Override


@dataclass(frozen=True, slots=True)
class Frozen:
    """An assignment, and when figures of it were taken."""

    assignment_id: int
    at: datetime


def changed_since(frozen: Sequence[Frozen]) -> dict[int, set[int]]:
    """By assignment, those who had ended an attempt by then and whose result was corrected, set or merged since."""
    found: dict[int, set[int]] = {each.assignment_id: set() for each in frozen}
    changes = _changes(list(found), min(each.at for each in frozen)) if frozen else []
    ended = _ended(list(found)) if changes else {}
    for assignment_id, learner_id, at in changes:
        for each in frozen:
            end = ended.get((each.assignment_id, learner_id))
            if assignment_id in (ANY, each.assignment_id) and end is not None and end <= each.at < at:
                found[each.assignment_id].add(learner_id)
    return found


# Two accounts of a student that were made one touch every assignment in which either has a result.
ANY = 0


def _changes(assignment_ids: Sequence[int], after: datetime) -> list[tuple[int, int, datetime]]:
    """What was corrected, set and merged: assignment, learner, moment."""
    corrected = (
        select(Attempt.assignment_id, Attempt.learner_id, Correction.at)
        .join(CorrectionEffect, CorrectionEffect.attempt_id == Attempt.id)
        .join(Correction, Correction.id == CorrectionEffect.correction_id)
        .where(Attempt.assignment_id.in_(assignment_ids), Correction.at > after)
    )
    newest_word = func.coalesce(Override.removed_at, Override.at, type_=UTCDateTime)
    words = select(Override.assignment_id, Override.learner_id, newest_word).where(
        Override.assignment_id.in_(assignment_ids), or_(Override.at > after, Override.removed_at > after)
    )
    merged = select(literal(ANY), AuditEvent.details["user_id"].as_integer(), AuditEvent.at).where(
        AuditEvent.action == "students merged", AuditEvent.at > after
    )
    return [(number, learner, at) for number, learner, at in db.session.execute(union_all(corrected, words, merged))]


def _ended(assignment_ids: Sequence[int]) -> dict[tuple[int, int], datetime]:
    """When each learner's first attempt had ended; who has none that has is left out."""
    end = func.coalesce(Attempt.submitted_at, Attempt.deadline, type_=UTCDateTime)
    query = select(Attempt.assignment_id, Attempt.learner_id, end).where(Attempt.assignment_id.in_(assignment_ids))
    found: dict[tuple[int, int], datetime] = {}
    for number, learner_id, at in db.session.execute(query.where(end.is_not(None)).order_by(end.desc())):
        found[number, learner_id] = at
    return found
