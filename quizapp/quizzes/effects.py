"""What a correction of a question would do: every attempt that was asked it, as it is and as it would be."""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from math import isclose
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from quizapp.accounts.models import User
from quizapp.banks.models import QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.classes.teaching import teaches
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.rulings import NEVER, Ruling, ruled
from quizapp.quizzes.attempts import state_at
from quizapp.quizzes.crediting import EARNED, Line, Total, credited, ruling_of, total
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt, AttemptQuestion, Quiz, Response
from quizapp.quizzes.review_models import CREDIT, Correction, Override


@dataclass(frozen=True, slots=True)
class Change:
    """One ended attempt whose points change; ``position`` is the question's place in it."""

    attempt: Attempt
    position: int
    learner: str
    classroom: str
    after: Total

    @property
    def gain(self) -> float:
        """The change of the share of the points, in [-1, 1]; what is no more than rounding is 0."""
        most = self.attempt.max_score
        difference = self.after.share - (self.attempt.score / most if most else 0.0)
        return 0.0 if isclose(difference, 0.0, abs_tol=1e-9) else difference


@dataclass(frozen=True, slots=True)
class Effect:
    """What a ruling would do. ``asked`` attempts hold the question, ``running`` of them are not handed in yet.

    ``mark`` is another one as soon as anything in it is: whoever decides by it sends it along.
    """

    changes: list[Change]
    asked: int
    running: int
    mark: str

    @property
    def gaining(self) -> list[Change]:
        return [each for each in self.changes if each.gain > 0]

    @property
    def losing(self) -> list[Change]:
        return [each for each in self.changes if each.gain < 0]

    @property
    def level(self) -> list[Change]:
        """Those whose points change and whose share does not."""
        return [each for each in self.changes if each.gain == 0]


@dataclass(slots=True)
class Sitting:
    """An attempt at the version, its lines by position, and what was answered to the version."""

    lines: list[Line]
    dropped: list[bool]
    attempt: Attempt
    learner: str
    classroom: str
    position: int
    set_credit: float | None
    is_overridden: bool
    response_id: int | None
    answer: dict[str, Any] | None
    credit: float | None


class Rescoring:
    """The attempts at a version as they are, and as they would be. What was answered is graded once an answer."""

    def __init__(
        self, version: QuestionVersion, teacher: User, ruling: Ruling | None, *, locked: bool = False
    ) -> None:
        kind = question_type(version.question.type)
        self.version, self.teacher, self.ruling = version, teacher, ruling
        self.content = ruled(kind, kind.parse(version.content), ruling)
        self.sittings = self._read(locked)
        self.graded: dict[tuple[str, str, int], float] = {}
        self.after = [self._after(sitting) for sitting in self.sittings]

    def scope(self) -> Select[str]:
        """The ids of the attempts."""
        return (
            select(AttemptQuestion.attempt_id)
            .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
            .join(Assignment, Assignment.id == Attempt.assignment_id)
            .join(Classroom, Classroom.id == Assignment.classroom_id)
            .where(AttemptQuestion.question_version_id == self.version.id, teaches(self.teacher))
        )

    def _read(self, locked: bool) -> list[Sitting]:
        overridden = (
            select(Override.id)
            .where(
                Override.attempt_id == AttemptQuestion.attempt_id,
                Override.position == AttemptQuestion.position,
                Override.kind == CREDIT,
                Override.removed_at.is_(None),
            )
            .exists()
        )
        query = (
            select(
                Attempt,
                User.name,
                Classroom.name,
                AttemptQuestion.position,
                AttemptQuestion.set_credit,
                overridden,
                Response.id,
                Response.answer,
                Response.credit,
            )
            .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
            .join(User, User.id == Attempt.learner_id)
            .join(Attempt.assignment)
            .join(Classroom, Classroom.id == Assignment.classroom_id)
            .outerjoin(
                Response,
                (Response.attempt_id == Attempt.id) & (Response.question_version_id == self.version.id),
            )
            .where(AttemptQuestion.question_version_id == self.version.id, teaches(self.teacher))
            .order_by(Classroom.name, User.name, Attempt.number, Attempt.id)
            .options(joinedload(Attempt.assignment).joinedload(Assignment.quiz).load_only(Quiz.title))
        )
        if locked:
            # An answer that is being stored waits, and is then graded by the new ruling.
            query = query.with_for_update(of=Attempt).execution_options(populate_existing=True)
        lines, dropped = self._lines()
        rows = db.session.execute(query)
        return [Sitting(lines[attempt.id], dropped[attempt.id], attempt, *rest) for attempt, *rest in rows]

    def _lines(self) -> tuple[dict[str, list[Line]], dict[str, list[bool]]]:
        query = (
            select(
                AttemptQuestion.attempt_id,
                EARNED,
                AttemptQuestion.correction_id,
                AttemptQuestion.is_dropped,
            )
            .outerjoin(
                Response,
                (Response.attempt_id == AttemptQuestion.attempt_id)
                & (Response.question_version_id == AttemptQuestion.question_version_id),
            )
            .where(AttemptQuestion.attempt_id.in_(self.scope()))
            .order_by(AttemptQuestion.attempt_id, AttemptQuestion.position)
        )
        rows = db.session.execute(query).all()
        drops = self._drops({row[2] for row in rows if row[2]})
        lines, dropped = defaultdict(list), defaultdict(list)
        for attempt_id, credit, correction_id, is_dropped in rows:
            lines[attempt_id].append(Line(credit, drops.get(correction_id, NEVER)))
            dropped[attempt_id].append(is_dropped)
        return lines, dropped

    def _drops(self, ids: set[int]) -> dict[int | None, str]:
        found = db.session.scalars(select(Correction).where(Correction.id.in_(ids))) if ids else ()
        rulings = {correction.id: ruling_of(correction) for correction in found}
        return {number: each.drops for number, each in rulings.items() if each}

    def credit(self, sitting: Sitting) -> float:
        """What the answer earns under the ruling, overrides aside."""
        attempt = sitting.attempt
        grading, few = attempt.assignment.timeline_grading, min(attempt.seed, 0)
        key = (repr(sitting.answer), grading, few)
        if key not in self.graded:
            self.graded[key] = credited(self.content, sitting.answer, grading, attempt.seed)
        return self.graded[key]

    def _after(self, sitting: Sitting) -> Total:
        lines = list(sitting.lines)
        place = sitting.position - 1
        credit = lines[place].credit if sitting.is_overridden else self.credit(sitting)
        lines[place] = Line(credit, self.content.drops)
        return total(lines)

    def effect(self) -> Effect:
        moment = now()
        running = {each.attempt.id for each in self.sittings if state_at(each.attempt, moment) == IN_PROGRESS}
        changes = [
            Change(sitting.attempt, sitting.position, sitting.learner, sitting.classroom, after)
            for sitting, after in zip(self.sittings, self.after, strict=True)
            if sitting.attempt.id not in running and differs(sitting.attempt, after)
        ]
        told = [
            (each.attempt.id, round(each.attempt.score, 6), each.attempt.max_score, round(each.after.score, 6))
            for each in changes
        ]
        ruling = self.ruling.model_dump_json() if self.ruling else ""
        mark = sha256(repr((ruling, sorted(told))).encode()).hexdigest()[:32]
        return Effect(changes, len(self.sittings), len(running), mark)


def differs(attempt: Attempt, after: Total) -> bool:
    """Whether the attempt's points are others than these, by more than rounding."""
    same = isclose(attempt.score, after.score, abs_tol=1e-9) and attempt.max_score == after.out_of
    return not same
