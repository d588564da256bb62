"""What two accounts of one learner remember of the same questions, brought together before their rows are."""

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.database import db
from quizapp.practice.models import PracticeReview, ReviewCard
from quizapp.practice.scheduling import last_reviewed


def merge_memories(kept: User, double: User) -> None:
    """Leave one card for each question: the one reviewed last, with the answers of both. Nothing is committed."""
    cards = {card.question_id: card for card in _cards(kept)}
    for other in _cards(double):
        if other.question_id in cards:
            _merge(cards[other.question_id], other)


def _cards(learner: User) -> list[ReviewCard]:
    return list(db.session.scalars(select(ReviewCard).where(ReviewCard.learner_id == learner.id)))


def _merge(card: ReviewCard, other: ReviewCard) -> None:
    if last_reviewed(other.state) > last_reviewed(card.state):
        card.state, card.due_at = other.state, other.due_at
    card.seen += other.seen
    of_both = select(PracticeReview).where(PracticeReview.card_id.in_([card.id, other.id]))
    reviews = list(db.session.scalars(of_both.order_by(PracticeReview.at, PracticeReview.id)))
    # Out of each other's way first: no two answers of a card may have the same turn at any moment.
    for review in reviews:
        review.card, review.turn = card, -review.id
    db.session.flush()
    for turn, review in enumerate(reviews, start=card.seen - len(reviews) + 1):
        review.turn = turn
    db.session.delete(other)
    db.session.flush()
