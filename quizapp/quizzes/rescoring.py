"""Correcting a question that was asked already: new scores for all who were asked it, in one transaction."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import joinedload

from quizapp.accounts.models import User
from quizapp.banks.access import may
from quizapp.banks.models import QuestionVersion
from quizapp.banks.versions import add_version
from quizapp.classes.teaching import teaches
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions.rulings import KEY, Ruling
from quizapp.quizzes.crediting import ruling_of
from quizapp.quizzes.effects import Effect, Rescoring, differs
from quizapp.quizzes.models import ACCEPTED, OPEN, Assignment, Attempt, AttemptQuestion, Challenge, Response
from quizapp.quizzes.review_models import Correction, CorrectionEffect

LONGEST_REASON = 500

# Rooms above this one bring up to date what they have made of results: each gets the correction, and commits nothing.
following: list[Callable[[Correction], None]] = []


class Refused(Exception):
    """The correction cannot be made; the message says why."""


class ChangedMeanwhile(Exception):
    """The effect is not the one that was looked at: ``effect`` is the present one, and nothing is stored."""

    def __init__(self, effect: Effect) -> None:
        super().__init__("Answers have changed since you looked.")
        self.effect = effect


def corrections_of(version: QuestionVersion, teacher: User) -> list[Correction]:
    """Every correction that the teacher made of a version, newest first: the first one holds."""
    query = select(Correction).where(
        Correction.question_version_id == version.id, Correction.author_id == teacher.id
    )
    return list(db.session.scalars(query.order_by(Correction.id.desc()).options(joinedload(Correction.author))))


def ruling_before(version: QuestionVersion, teacher: User) -> Ruling | None:
    """What the teacher has ruled on a version so far; None: its own word holds."""
    return ruling_of(next(iter(corrections_of(version, teacher)), None))


def changed_by(correction: Correction) -> int:
    """How many results a correction changed."""
    query = select(func.count()).where(CorrectionEffect.correction_id == correction.id)
    return db.session.scalars(query).one()


def effect_of(version: QuestionVersion, teacher: User, ruling: Ruling | None) -> Effect:
    """What it would do to every attempt at the version in the teacher's classes; nothing is stored."""
    return Rescoring(version, teacher, ruling).effect()


def correct(
    version: QuestionVersion,
    teacher: User,
    ruling: Ruling,
    *,
    reason: str,
    seen: str,
    challenge: Challenge | None = None,
) -> Correction:
    """Make a ruling on a version hold for everyone in the teacher's classes, and for later attempts.

    ``seen`` is the mark of the effect that the teacher looked at: raises ``ChangedMeanwhile`` where it is another
    one by now, and ``Refused`` without a reason. A ``challenge`` is accepted by it, and so are those of others
    who said the same.
    """
    if not reason.strip():
        raise Refused("Say in a few words what was wrong. The students read it beside their result.")
    later = later_content(version, teacher, ruling)
    correction = _rescore(version, teacher, ruling, reason=reason, seen=seen)
    if later is not None:
        made = add_version(version.question, later, author=teacher, note=f"Corrected: {correction.reason}")
        correction.made_version_id = made.id
    if challenge is not None:
        _accept(challenge, teacher, reason)
    db.session.commit()
    return correction


def undo(correction: Correction, teacher: User, *, reason: str, seen: str) -> Correction:
    """Make hold again what held before a correction, as another correction. Raises as ``correct`` does.

    Only the newest correction of a version can be undone: an earlier one has been overtaken.
    """
    version = correction.version
    if next(iter(corrections_of(version, teacher)), None) != correction:
        raise Refused("This question has been corrected again since. Undo the newest correction first.")
    if not reason.strip():
        raise Refused("Say in a few words why. The students read it beside their result.")
    before = ruling_to_restore(correction)
    undoing = _rescore(version, teacher, before, reason=reason, seen=seen)
    undoing.undoes_id = correction.id
    undoing.made_version_id = _take_back(correction, teacher, before)
    db.session.commit()
    return undoing


def ruling_to_restore(correction: Correction) -> Ruling | None:
    """What held before a correction; None: the version's own word."""
    return Ruling.model_validate(correction.before) if correction.before else None


def _rescore(
    version: QuestionVersion, teacher: User, ruling: Ruling | None, *, reason: str, seen: str
) -> Correction:
    rescoring = Rescoring(version, teacher, ruling, locked=True)
    effect = rescoring.effect()
    if effect.mark != seen:
        raise ChangedMeanwhile(effect)
    before = ruling_before(version, teacher)
    correction = Correction(
        question_id=version.question_id,
        question_version_id=version.id,
        author_id=teacher.id,
        reason=reason.strip()[:LONGEST_REASON],
        before=before.model_dump(mode="json") if before else {},
        after=ruling.model_dump(mode="json") if ruling else {},
        at=now(),
    )
    db.session.add(correction)
    db.session.flush()
    _store(rescoring, effect, correction)
    for follow in following:
        follow(correction)
    return correction


def later_content(version: QuestionVersion, teacher: User, ruling: Ruling) -> dict[str, Any] | None:
    """What later attempts would be asked instead; None: the same version, under the ruling.

    A question can be told anew where one thing is right, the teacher may edit it, and nobody has edited it since.
    """
    question = version.question
    if ruling.act != KEY or len(ruling.contents) != 1 or not may(question.bank, teacher).edit:
        return None
    before = ruling_before(version, teacher)
    told = before.contents[:1] if before and before.contents else (version.content,)
    return dict(ruling.contents[0]) if question.current.content in (version.content, *told) else None


def _take_back(correction: Correction, teacher: User, before: Ruling | None) -> int | None:
    """Ask later attempts what they were asked before, unless somebody has edited the question since."""
    question, version = correction.version.question, correction.version
    if correction.made_version_id is None or question.current.id != correction.made_version_id:
        return None
    content = dict(before.contents[0]) if before and before.contents else version.content
    return add_version(question, content, author=teacher, note="A correction was undone").id


def _accept(challenge: Challenge, teacher: User, reason: str) -> None:
    """Tell the learner, and everyone with an open challenge that names the same answer, that they were right."""
    same = (
        select(Challenge)
        .join(Challenge.attempt)
        .join(Attempt.assignment)
        .join(Assignment.classroom)
        .where(
            Challenge.question_version_id == challenge.question_version_id,
            Challenge.state == OPEN,
            teaches(teacher),
        )
    )
    wanted = challenge.answer.strip().casefold()
    for each in {challenge, *db.session.scalars(same)}:
        if each.answer.strip().casefold() == wanted:
            each.state, each.reply = ACCEPTED, reason.strip()[:LONGEST_REASON]
            each.decided_by_id, each.decided_at = teacher.id, now()


def _store(rescoring: Rescoring, effect: Effect, correction: Correction) -> None:
    """Write what the correction changes, in a few statements however many attempts there are."""
    sittings = rescoring.sittings
    pairs = list(zip(sittings, rescoring.after, strict=True))
    here = AttemptQuestion.question_version_id == correction.question_version_id
    db.session.execute(
        update(AttemptQuestion)
        .where(here, AttemptQuestion.attempt_id.in_(rescoring.scope()))
        .values(correction_id=correction.id if rescoring.ruling else None)
        .execution_options(synchronize_session=False)
    )
    earned = 1.0 if rescoring.content.all_earn else None
    _all(
        update(AttemptQuestion),
        [
            {"attempt_id": each.attempt.id, "position": each.position, "set_credit": earned}
            for each in sittings
            if not each.is_overridden and each.set_credit != earned
        ],
    )
    _all(
        update(AttemptQuestion),
        [
            {"attempt_id": each.attempt.id, "position": place, "is_dropped": is_dropped}
            for each, after in pairs
            for place, (was, is_dropped) in enumerate(zip(each.dropped, after.dropped, strict=True), start=1)
            if was != is_dropped
        ],
    )
    _all(
        update(Response),
        [
            {"id": each.response_id, "credit": rescoring.credit(each)}
            for each in sittings
            if each.response_id is not None and each.credit != rescoring.credit(each)
        ],
    )
    _all(
        insert(CorrectionEffect),
        [
            {
                "correction_id": correction.id,
                "attempt_id": change.attempt.id,
                "position": change.position,
                "score_before": change.attempt.score,
                "max_before": change.attempt.max_score,
                "score_after": change.after.score,
                "max_after": change.after.out_of,
            }
            for change in effect.changes
        ],
    )
    _all(
        update(Attempt),
        [
            {"id": each.attempt.id, "score": after.score, "max_score": after.out_of}
            for each, after in pairs
            if differs(each.attempt, after)
        ],
    )
    db.session.expire_all()


def _all(statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(statement, rows)
