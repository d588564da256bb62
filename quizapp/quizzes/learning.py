"""What a learner sees of their quizzes: what to do, what is running, what is done, and results."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.accounts.models import User
from quizapp.banks.models import QuestionVersion
from quizapp.classes.models import Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions.content import Answer, Evidence, evidence_of
from quizapp.quizzes.attempts import counted, is_running, response_to, version_at
from quizapp.quizzes.crediting import credit_of, ruled_version
from quizapp.quizzes.models import AFTER_CLOSE, AFTER_HAND_IN, AT_ONCE, Assignment, Attempt, Quiz
from quizapp.quizzes.overriding import results_set
from quizapp.quizzes.review_models import Correction, Override


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as one learner stands to it. ``words`` are the teacher's on the result, newest last."""

    assignment: Assignment
    running: Attempt | None
    counted: Attempt | None
    is_open: bool
    opens_later: bool
    attempts_left: int | None
    words: list[Override]


def tasks_of(learner: User) -> list[Task]:
    """Every assignment of the learner's classes, newest first."""
    classes = select(Enrolment.classroom_id).where(
        Enrolment.user_id == learner.id, Enrolment.removed_at.is_(None)
    )
    query = (
        select(Assignment)
        .where(Assignment.classroom_id.in_(classes))
        .order_by(Assignment.id.desc())
        .options(
            joinedload(Assignment.classroom),
            joinedload(Assignment.quiz).options(selectinload(Quiz.chosen), selectinload(Quiz.rules)),
        )
    )
    assignments = list(db.session.scalars(query))
    tried: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in db.session.scalars(
        select(Attempt).where(Attempt.learner_id == learner.id).order_by(Attempt.number)
    ):
        tried[attempt.assignment_id].append(attempt)
    moment = now()
    words = results_set([assignment.id for assignment in assignments], learner)
    return [
        _task(each, tried[each.id], list(words.get((each.id, learner.id), {}).values()), moment)
        for each in assignments
    ]


def _task(assignment: Assignment, attempts: list[Attempt], words: list[Override], moment: datetime) -> Task:
    allowed = assignment.attempts_allowed
    left = max(0, allowed - len(attempts)) if allowed else None
    opens_later = bool(assignment.opens_at and moment < assignment.opens_at)
    has_closed = bool(assignment.closes_at and moment >= assignment.closes_at)
    return Task(
        assignment=assignment,
        running=next((attempt for attempt in attempts if is_running(attempt)), None),
        counted=counted(attempts, assignment.grading_method),
        is_open=not opens_later and not has_closed and left != 0,
        opens_later=opens_later,
        attempts_left=left,
        words=words,
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
    """One question of an ended attempt, ready for a page; ``feedback`` is for the type's template.

    ``note`` says why the credit is more than the feedback tells, where the question was corrected.
    """

    position: int
    type: str
    stem: str
    is_answered: bool
    credit: float
    feedback: Any
    explanation: str
    evidence: list[Evidence]
    is_dropped: bool = False
    note: str = ""


def results_of(attempt: Attempt) -> list[QuestionResult]:
    """Every question of the attempt with what was answered and what was right."""
    return [result_at(attempt, given.position) for given in attempt.given]


def result_at(attempt: Attempt, position: int) -> QuestionResult:
    """One question of the attempt with what was answered, and what counts as right by now."""
    version = version_at(attempt, position)
    given, response = attempt.given[position - 1], response_to(attempt, version)
    result = question_result(
        version,
        answer=response.answer if response else None,
        credit=credit_of(given, response),
        seed=attempt.seed,
        position=position,
        correction=given.correction,
    )
    return replace(result, is_dropped=given.is_dropped)


def question_result(
    version: QuestionVersion,
    *,
    answer: Answer | None,
    credit: float,
    seed: int,
    position: int,
    correction: Correction | None = None,
) -> QuestionResult:
    """What to show about one answer to one question version; ``answer`` None: not answered."""
    content = ruled_version(version, correction)
    return QuestionResult(
        position=position,
        type=content.kind.name,
        stem=content.content.stem,
        is_answered=answer is not None,
        credit=credit,
        feedback=content.feedback(answer, seed),
        explanation=content.right[0].explanation,
        evidence=evidence_of(content.right[0]),
        note=content.note(answer),
    )
