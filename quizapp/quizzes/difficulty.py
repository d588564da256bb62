"""How hard a question is: by what learners did with it where enough did, else by what its teacher says."""

from collections.abc import Sequence

from sqlalchemy import Select, distinct, func, or_, select

from quizapp.banks.models import APPROVED, Question, QuestionVersion
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.models import IN_PROGRESS, Attempt, AttemptQuestion, Response

EASY = "easy"
MEDIUM = "medium"
HARD = "hard"
UNKNOWN = ""
LEVELS = (EASY, MEDIUM, HARD)

ENOUGH_LEARNERS = 10
# Facilities: from this one up a question is easy, below the other it is hard.
EASY_FROM = 0.8
HARD_BELOW = 0.5


def level(facility: float | None, tags: Sequence[str]) -> str:
    """Easy, medium or hard by the facility, else by the first tag that says so; unknown (empty) otherwise."""
    if facility is not None:
        return EASY if facility >= EASY_FROM else HARD if facility < HARD_BELOW else MEDIUM
    return next((tag.casefold() for tag in tags if tag.casefold() in LEVELS), UNKNOWN)


def facilities(bank_ids: Select[int]) -> dict[int, float]:
    """The facility in [0, 1] of the approved questions of these banks that at least ten learners have met.

    One query. It takes the current version of each question in the ended first attempts of everybody,
    whoever taught them: only the mean leaves it. A question that was left open counts as no credit. An
    earlier version says nothing about the current one, which may have another key.
    """
    has_ended = or_(Attempt.state != IN_PROGRESS, Attempt.deadline < now())
    query = (
        select(QuestionVersion.question_id, func.avg(func.coalesce(Response.credit, 0.0)))
        .join(
            Question,
            (Question.id == QuestionVersion.question_id) & (Question.version_number == QuestionVersion.number),
        )
        .join(AttemptQuestion, AttemptQuestion.question_version_id == QuestionVersion.id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .outerjoin(
            Response,
            (Response.attempt_id == Attempt.id) & (Response.question_version_id == QuestionVersion.id),
        )
        .where(Question.bank_id.in_(bank_ids), Question.status == APPROVED, Attempt.number == 1, has_ended)
        .group_by(QuestionVersion.question_id)
        .having(func.count(distinct(Attempt.learner_id)) >= ENOUGH_LEARNERS)
    )
    return {question_id: float(mean) for question_id, mean in db.session.execute(query)}
