"""How hard a question is: by what learners did with it where enough did, else by what its teacher says."""

from collections.abc import Sequence

from sqlalchemy import distinct, func, or_, select

from quizapp.accounts.models import User
from quizapp.banks.models import APPROVED, Question, QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.classes.teaching import teaches
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.crediting import EARNED
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt, AttemptQuestion, Response

EASY = "easy"
MEDIUM = "medium"
HARD = "hard"
UNKNOWN = ""
LEVELS = (EASY, MEDIUM, HARD)

ENOUGH_LEARNERS = 10
MOST_ATTEMPTS = 1000
# Facilities: from this one up a question is easy, below the other it is hard.
EASY_FROM = 0.8
HARD_BELOW = 0.5


def level(facility: float | None, tags: Sequence[str]) -> str:
    """Easy, medium or hard by the facility, else by the first tag that says so; unknown (empty) otherwise."""
    if facility is not None:
        return EASY if facility >= EASY_FROM else HARD if facility < HARD_BELOW else MEDIUM
    return next((tag.casefold() for tag in tags if tag.casefold() in LEVELS), UNKNOWN)


def facilities(teacher: User) -> dict[int, float]:
    """The facility in [0, 1] of the approved questions that at least ten learners of the teacher have met.

    One query. It takes the current version of each question in the ended first attempts of the teacher's
    classes, the newest thousand of them, so that the page stays quick after years of teaching. A question that
    was left open counts as no credit. An earlier version says nothing about the current one, which may have
    another key.
    """
    has_ended = or_(Attempt.state != IN_PROGRESS, Attempt.deadline < now())
    newest = (
        select(Attempt.id, Attempt.learner_id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .where(teaches(teacher), Attempt.number == 1, has_ended)
        .order_by(Attempt.started_at.desc(), Attempt.id)
        .limit(MOST_ATTEMPTS)
        .subquery()
    )
    query = (
        select(Question.id, func.avg(EARNED))
        .select_from(newest)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == newest.c.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(
            Question,
            (Question.id == QuestionVersion.question_id) & (Question.version_number == QuestionVersion.number),
        )
        .outerjoin(
            Response,
            (Response.attempt_id == newest.c.id) & (Response.question_version_id == QuestionVersion.id),
        )
        .where(Question.status == APPROVED, AttemptQuestion.is_dropped.is_(False))
        .group_by(Question.id)
        .having(func.count(distinct(newest.c.learner_id)) >= ENOUGH_LEARNERS)
    )
    return {question_id: float(mean) for question_id, mean in db.session.execute(query)}
