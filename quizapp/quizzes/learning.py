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
from quizapp.classes.needs import Needs, needs_everywhere
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Answer, Evidence, evidence_of
from quizapp.quizzes.attempts import counted, is_running, response_to, version_at
from quizapp.quizzes.models import AFTER_CLOSE, AFTER_HAND_IN, AT_ONCE, Assignment, Attempt, Quiz
from quizapp.quizzes.timing import minutes_in_words, own_limit_in_words


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as one learner stands to it. ``time_in_words`` is the time they have, or will have once begun."""

    assignment: Assignment
    running: Attempt | None
    counted: Attempt | None
    is_open: bool
    opens_later: bool
    attempts_left: int | None
    time_in_words: str


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
        )
    ).all()
    tried: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in db.session.scalars(
        select(Attempt).where(Attempt.learner_id == learner.id).order_by(Attempt.number)
    ):
        tried[attempt.assignment_id].append(attempt)
    has_clock = any(assignment.quiz.time_limit_minutes for assignment in assignments)
    moment, needs = now(), needs_everywhere(learner) if has_clock else Needs()
    return [_task(assignment, tried[assignment.id], moment, needs) for assignment in assignments]


def _task(assignment: Assignment, attempts: list[Attempt], moment: datetime, needs: Needs) -> Task:
    allowed = assignment.attempts_allowed
    left = max(0, allowed - len(attempts)) if allowed else None
    opens_later = bool(assignment.opens_at and moment < assignment.opens_at)
    has_closed = bool(assignment.closes_at and moment >= assignment.closes_at)
    running = next((attempt for attempt in attempts if is_running(attempt)), None)
    planned = own_limit_in_words(assignment.quiz.time_limit_minutes, needs)
    return Task(
        assignment=assignment,
        running=running,
        counted=counted(attempts, assignment.grading_method),
        is_open=not opens_later and not has_closed and left != 0,
        opens_later=opens_later,
        attempts_left=left,
        time_in_words=(minutes_in_words(running) or planned) if running else planned,
    )


def classes_of(learner: User) -> list[Classroom]:
    query = select(Classroom).join(Enrolment).where(
        Enrolment.user_id == learner.id, Enrolment.removed_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(Classroom.name)))


def shows_answers(attempt: Attempt) -> bool:
    """Whether the quiz's rules let the learner of this ended attempt see right answers by now."""
    return answers_are_out(attempt.assignment)


def answers_are_out(assignment: Assignment) -> bool:
    """Whether right answers may be seen by now by those who need not give their own any more."""
    rule = assignment.quiz.feedback
    if rule == AFTER_CLOSE:
        return assignment.closes_at is None or now() >= assignment.closes_at
    return rule in (AT_ONCE, AFTER_HAND_IN)


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
