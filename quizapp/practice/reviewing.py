"""Answering in practice: an answer is graded, logged once, and moves the question's next day.

Nothing here touches attempts or responses, so that practice counts towards no grade and no statistic.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.models import Question, QuestionVersion
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.days import day_of
from quizapp.practice.deck import deck_of
from quizapp.practice.models import PracticeReview, ReviewCard
from quizapp.practice.scheduling import FEELINGS, rating_for, reviewed
from quizapp.practice.today import today_of
from quizapp.questions import question_type
from quizapp.questions.content import Answer
from quizapp.questions.presenting import with_fewer_options


class Outdated(Exception):
    """The answer belongs to a page that no longer holds: the message says why and what to do."""


class Withdrawn(Exception):
    """The question may not be practised now: the message says why it may be so."""


def _refuse_if_withdrawn(learner: User, question_id: int) -> None:
    if question_id not in deck_of(learner, now()):
        raise Withdrawn(
            "That question is not part of your practice right now: a quiz still needs it, or your teacher has "
            "taken it out. Nothing of your practice is lost."
        )


def question_for(learner: User, question_id: int) -> Question:
    """A question that the learner may practise now. Raises ``Withdrawn`` for any other."""
    _refuse_if_withdrawn(learner, question_id)
    query = select(Question).where(Question.id == question_id).options(joinedload(Question.current))
    return db.session.scalars(query).one()


def next_turn(learner: User, question: Question) -> int:
    """The number of the learner's next answer to this question: 1, 2, ..."""
    card = _card_of(learner, question.id)
    return card.seen + 1 if card else 1


def seed_of(question_id: int, turn: int, *, fewer_options: bool = False) -> int:
    """Options stand in another order each time, so that nobody learns their places."""
    seed = 1000 * question_id + turn
    return with_fewer_options(seed) if fewer_options else seed


def record_review(
    learner: User,
    question: Question,
    answer: Answer,
    *,
    turn: int | None,
    version_id: int | None,
    wanted: Collection[int] = (),
    at: datetime | None = None,
) -> PracticeReview:
    """Grade the answer that the page with this turn and version asked for, and log it.

    The same turn sent again changes nothing and gives back what was logged the first time. Raises ``Outdated``
    where the page is not the one to be answered next, or the question has a new version, and ``Withdrawn`` where
    the question is not for today; ``wanted`` are questions that the learner asks for.
    """
    at = at or now()
    card = _card_of(learner, question.id, for_update=True)
    earlier = _review_of_turn(card, turn)
    if earlier:
        return earlier
    if turn != (card.seen + 1 if card else 1):
        raise Outdated("This page is not up to date any more. Here is the question again.")
    version = question.current
    if version.id != version_id:
        raise Outdated("Your teacher has just changed this question. Please answer it as it stands now.")
    if not today_of(learner, at, wanted=wanted).asks(question.id):
        raise Withdrawn("That question is done for today. It comes back on its day.")
    kind = question_type(question.type)
    credit = float(kind.grade(kind.parse(version.content), answer).credit)
    try:
        review = _log(learner, card, version, answer, credit, at)
        _mark_if_finished(review, learner, at)
        db.session.commit()
    except IntegrityError:
        # Two sent at once (SQLite lets one wait; PostgreSQL finds out here): the first one counts.
        db.session.rollback()
        return _must_exist(_review_of_turn(_card_of(learner, question.id), turn))
    return review


def _log(
    learner: User, card: ReviewCard | None, version: QuestionVersion, answer: Answer, credit: float, at: datetime
) -> PracticeReview:
    before = card.state if card else None
    rating = rating_for(credit)
    state, due_at = reviewed(before, rating, at)
    if card is None:
        card = ReviewCard(learner_id=learner.id, question_id=version.question_id, state=state, seen=0)
        db.session.add(card)
    card.state, card.due_at = state, due_at
    card.seen += 1
    review = PracticeReview(
        learner_id=learner.id,
        card=card,
        version=version,
        turn=card.seen,
        at=at,
        day=day_of(at),
        answer=answer,
        credit=credit,
        rating=rating.value,
        before=before,
    )
    db.session.add(review)
    return review


def _mark_if_finished(review: PracticeReview, learner: User, at: datetime) -> None:
    db.session.flush()
    today = today_of(learner, at)
    review.next_on = None if today.left else today.next_on


def say_how_it_felt(review: PracticeReview, learner: User, feeling: str) -> bool:
    """Rate a right answer anew by what the learner says of it: "guess", "hard" or "easy".

    Once for an answer, on its day, and only while it is the newest to its question; else nothing changes. Gives
    whether it did.
    """
    if not may_say_how_it_felt(review) or feeling not in FEELINGS:
        return False
    rating = rating_for(review.credit, feeling)
    review.card.state, review.card.due_at = reviewed(review.before, rating, review.at)
    review.rating, review.feeling = rating.value, feeling
    _mark_if_finished(review, learner, now())
    db.session.commit()
    return True


def may_say_how_it_felt(review: PracticeReview) -> bool:
    is_newest = review.turn == review.card.seen and review.day == day_of(now())
    return is_newest and review.credit == 1 and not review.feeling


def comes_back_on(review: PracticeReview) -> date:
    """The day on which the question of this answer falls due."""
    return day_of(review.card.due_at)


def review_of(review_id: int, learner: User) -> PracticeReview:
    """One of the learner's own logged answers (404 for anyone else's).

    Raises ``Withdrawn`` while its question may not be practised, because the page shows the right answer.
    """
    query = (
        select(PracticeReview)
        .where(PracticeReview.id == review_id, PracticeReview.learner_id == learner.id)
        .options(
            joinedload(PracticeReview.card),
            joinedload(PracticeReview.version).joinedload(QuestionVersion.question),
        )
    )
    review = db.session.scalar(query)
    if review is None:
        raise NotFound
    _refuse_if_withdrawn(learner, review.version.question_id)
    return review


def _card_of(learner: User, question_id: int, *, for_update: bool = False) -> ReviewCard | None:
    query = select(ReviewCard).where(ReviewCard.learner_id == learner.id, ReviewCard.question_id == question_id)
    return db.session.scalar(query.with_for_update() if for_update else query)


def _review_of_turn(card: ReviewCard | None, turn: int | None) -> PracticeReview | None:
    if card is None or turn is None:
        return None
    return db.session.scalar(
        select(PracticeReview).where(PracticeReview.card_id == card.id, PracticeReview.turn == turn)
    )


def _must_exist(review: PracticeReview | None) -> PracticeReview:
    if review is None:
        raise NotFound
    return review
