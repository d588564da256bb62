"""What a learner sees of their quizzes: what to do, what is running, what is done, and results."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.accounts.models import User
from quizapp.banks.models import QuestionVersion
from quizapp.classes.models import Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Answer, Evidence, evidence_of
from quizapp.quizzes.attempts import counted, counted_share, is_running, response_to, version_at
from quizapp.quizzes.models import Assignment, Attempt, Quiz
from quizapp.quizzes.windows import Window, answers_are_out, scores_are_out, window_of


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as one learner stands to it, within their window.

    ``share`` is what their attempts come to, in [0, 1]; None where nothing counts yet or the score is not out.
    """

    assignment: Assignment
    window: Window
    running: Attempt | None
    counted: Attempt | None
    share: float | None
    is_open: bool
    is_late: bool
    opens_later: bool
    attempts_left: int | None

    @property
    def points(self) -> float | None:
        return None if self.share is None or self.counted is None else self.share * self.counted.max_score


def tasks_of(learner: User) -> list[Task]:
    """Every assignment of the learner's classes, newest first."""
    classes = select(Enrolment.classroom_id).where(
        Enrolment.user_id == learner.id, Enrolment.removed_at.is_(None)
    )
    assignments = db.session.scalars(
        select(Assignment)
        .where(Assignment.classroom_id.in_(classes))
        .order_by(Assignment.id.desc())
        .options(
            joinedload(Assignment.classroom),
            joinedload(Assignment.quiz).options(selectinload(Quiz.chosen), selectinload(Quiz.rules)),
            joinedload(Assignment.own_dates),
        )
    ).unique()
    tried: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in db.session.scalars(
        select(Attempt).where(Attempt.learner_id == learner.id).order_by(Attempt.number)
    ):
        tried[attempt.assignment_id].append(attempt)
    moment = now()
    tasks = [_task(assignment, learner, tried[assignment.id], moment) for assignment in assignments]
    return [task for task in tasks if task.counted or task.running or not task.assignment.classroom.archived_at]


def _task(assignment: Assignment, learner: User, attempts: list[Attempt], moment: datetime) -> Task:
    window = window_of(assignment, learner.id)
    left = max(0, window.attempts_allowed - len(attempts)) if window.attempts_allowed else None
    is_within = not (window.opens_later(moment) or window.has_ended(moment) or assignment.classroom.archived_at)
    return Task(
        assignment=assignment,
        window=window,
        running=next((attempt for attempt in attempts if is_running(attempt)), None),
        counted=counted(attempts, assignment.grading_method),
        share=counted_share(attempts, assignment.grading_method) if scores_are_out(assignment) else None,
        is_open=is_within and left != 0,
        is_late=window.is_late(moment),
        opens_later=window.opens_later(moment),
        attempts_left=left,
    )


def classes_of(learner: User) -> list[Classroom]:
    """The classes in use that the learner sits in."""
    query = (
        select(Classroom)
        .join(Enrolment)
        .where(Enrolment.user_id == learner.id, Enrolment.removed_at.is_(None), Classroom.archived_at.is_(None))
    )
    return list(db.session.scalars(query.order_by(Classroom.name)))


def shows_answers(attempt: Attempt) -> bool:
    """Whether the quiz's rules let the learner of this ended attempt see right answers by now."""
    return answers_are_out(attempt.assignment)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question of an ended attempt, ready for a page; ``feedback`` is for the type's template."""

    position: int
    type: str
    stem: str
    is_answered: bool
    credit: float
    feedback: Any
    explanation: str
    evidence: list[Evidence]


def results_of(attempt: Attempt) -> list[QuestionResult]:
    """Every question of the attempt with what was answered and what was right."""
    return [result_at(attempt, given.position) for given in attempt.given]


def result_at(attempt: Attempt, position: int) -> QuestionResult:
    """One question of the attempt with what was answered and what was right."""
    version = version_at(attempt, position)
    response = response_to(attempt, version)
    return question_result(
        version,
        answer=response.answer if response else None,
        credit=response.credit if response else 0.0,
        seed=attempt.seed,
        position=position,
    )


def question_result(
    version: QuestionVersion, *, answer: Answer | None, credit: float, seed: int, position: int
) -> QuestionResult:
    """What to show about one answer to one question version; ``answer`` None: not answered."""
    kind = question_type(version.question.type)
    content: Any = kind.parse(version.content)
    return QuestionResult(
        position=position,
        type=kind.name,
        stem=content.stem,
        is_answered=answer is not None,
        credit=credit,
        feedback=kind.feedback(content, answer, seed),
        explanation=content.explanation,
        evidence=evidence_of(content),
    )
