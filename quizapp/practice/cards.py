"""Practice: a learner meets again, after growing pauses, the questions they have been asked.

Pauses come from the FSRS scheduler (the fsrs library). A right answer counts as "good", a partly
right one as "hard", a wrong one as "again".
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fsrs import Card, Rating, Scheduler
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.models import APPROVED, Question, QuestionVersion
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.models import ReviewCard
from quizapp.questions import question_type
from quizapp.questions.content import Answer
from quizapp.quizzes.attempts import is_running
from quizapp.quizzes.learning import shows_answers
from quizapp.quizzes.models import Attempt, AttemptQuestion


@dataclass(frozen=True, slots=True)
class Deck:
    """What a learner may practise: how many questions in all, how many now, and when the next is due."""

    total: int
    due: list[Question]
    next_due_at: datetime | None


def deck_of(learner: User) -> Deck:
    """The questions of the learner's ended attempts whose answers they may see, those due now first."""
    moment = now()
    questions = _met_questions(learner)
    cards = {card.question_id: card for card in _cards_of(learner)}
    due = [q for q in questions if q.id not in cards or cards[q.id].due_at <= moment]
    later = [cards[q.id].due_at for q in questions if q.id in cards and cards[q.id].due_at > moment]
    return Deck(total=len(questions), due=due, next_due_at=min(later, default=None))


def question_for(learner: User, question_id: int) -> Question:
    """A question of the learner's deck (404 otherwise)."""
    found = next((q for q in _met_questions(learner) if q.id == question_id), None)
    if found is None:
        raise NotFound
    return found


def _met_questions(learner: User) -> list[Question]:
    attempts = db.session.scalars(select(Attempt).where(Attempt.learner_id == learner.id))
    visible = [attempt.id for attempt in attempts if not is_running(attempt) and shows_answers(attempt)]
    met = (
        select(QuestionVersion.question_id)
        .join(AttemptQuestion)
        .where(AttemptQuestion.attempt_id.in_(visible))
    )
    query = select(Question).where(Question.id.in_(met), Question.status == APPROVED).order_by(Question.id)
    return list(db.session.scalars(query))


def _cards_of(learner: User) -> list[ReviewCard]:
    return list(db.session.scalars(select(ReviewCard).where(ReviewCard.learner_id == learner.id)))


def record_practice(learner: User, question: Question, answer: Answer) -> float:
    """Grade a practice answer, move the question's next date, and give the credit in [0, 1]."""
    kind = question_type(question.type)
    credit = float(kind.grade(kind.parse(question.current.content), answer).credit)
    stored = db.session.scalar(
        select(ReviewCard).where(ReviewCard.learner_id == learner.id, ReviewCard.question_id == question.id)
    )
    if stored is None:
        stored = ReviewCard(learner_id=learner.id, question_id=question.id, state=_state(Card()))
        db.session.add(stored)
    card, _ = _SCHEDULER.review_card(Card.from_dict(_as_card(stored.state)), _rating(credit), now())
    stored.state = _state(card)
    stored.due_at = card.due
    db.session.commit()
    return credit


# No random fuzz: the same answers give the same dates.
_SCHEDULER = Scheduler(enable_fuzzing=False)


def _rating(credit: float) -> Rating:
    if credit == 1:
        return Rating.Good
    return Rating.Hard if credit > 0 else Rating.Again


def _state(card: Card) -> dict[str, Any]:
    return dict(card.to_dict())


def _as_card(state: dict[str, Any]) -> Any:
    return state


