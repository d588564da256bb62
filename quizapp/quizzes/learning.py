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
from quizapp.classes.needs import Needs, needs_everywhere
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions.content import Answer, Evidence, evidence_of
from quizapp.quizzes.attempts import counted, counted_share, is_running, response_to, version_at
from quizapp.quizzes.crediting import credit_of, ruled_version
from quizapp.quizzes.models import Assignment, Attempt, Quiz
from quizapp.quizzes.overriding import results_set
from quizapp.quizzes.review_models import Correction, Override
from quizapp.quizzes.timing import minutes_in_words, own_limit_in_words
from quizapp.quizzes.windows import Window, answers_are_out, scores_are_out, window_of


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as one learner stands to it, within their window.

    ``share`` is what their attempts come to, in [0, 1]; None where nothing counts yet or the score is not out.
    ``time_in_words`` is the time they have, or will have once begun; ``words`` are the teacher's on the result,
    newest last.
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
    time_in_words: str
    words: list[Override]

    @property
    def points(self) -> float | None:
        return None if self.share is None or self.counted is None else self.share * self.counted.max_score


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
            joinedload(Assignment.own_dates),
        )
    )
    assignments = list(db.session.scalars(query).unique())
    tried: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in db.session.scalars(
        select(Attempt).where(Attempt.learner_id == learner.id).order_by(Attempt.number)
    ):
        tried[attempt.assignment_id].append(attempt)
    has_clock = any(assignment.minutes for assignment in assignments)
    moment, needs = now(), needs_everywhere(learner) if has_clock else Needs()
    words = results_set([assignment.id for assignment in assignments], learner)
    tasks = [
        _task(each, learner, tried[each.id], list(words.get((each.id, learner.id), {}).values()), moment, needs)
        for each in assignments
    ]
    return [task for task in tasks if task.counted or task.running or not task.assignment.classroom.archived_at]


def _task(
    assignment: Assignment,
    learner: User,
    attempts: list[Attempt],
    words: list[Override],
    moment: datetime,
    needs: Needs,
) -> Task:
    window = window_of(assignment, learner.id)
    left = max(0, window.attempts_allowed - len(attempts)) if window.attempts_allowed else None
    is_within = not (window.opens_later(moment) or window.has_ended(moment) or assignment.classroom.archived_at)
    running = next((attempt for attempt in attempts if is_running(attempt)), None)
    planned = own_limit_in_words(assignment.minutes, needs)
    return Task(
        assignment=assignment,
        window=window,
        running=running,
        counted=counted(attempts, assignment.grading_method),
        share=counted_share(attempts, assignment.grading_method) if scores_are_out(assignment) else None,
        is_open=is_within and left != 0,
        is_late=window.is_late(moment),
        opens_later=window.opens_later(moment),
        attempts_left=left,
        time_in_words=(minutes_in_words(running) or planned) if running else planned,
        words=words,
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
