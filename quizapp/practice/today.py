"""A learner's practice of one day: what is left, what is done, and when it goes on."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from quizapp.accounts.models import User
from quizapp.banks.models import Question, QuestionVersion
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.days import ONE_DAY, day_of, end_of
from quizapp.practice.deck import Deck, deck_of
from quizapp.practice.models import PracticeReview, ReviewCard
from quizapp.practice.ordering import Item, in_order, mixed
from quizapp.practice.streaks import ENOUGH_ANSWERS, Streak, streak

# More new ones a day would pile up as reviews of the days after.
NEW_A_DAY = 10


@dataclass(frozen=True, slots=True)
class Answered:
    """One practice answer of today."""

    question_id: int
    bank_id: int
    turn: int
    credit: float


@dataclass(frozen=True, slots=True)
class Today:
    """``left`` in the order to ask; ``done`` counts questions answered today that do not come back today.

    ``next_on``: the next day, today included, on which something is to do; None for an empty deck.
    """

    day: date
    deck: Deck
    left: list[Item]
    answers: list[Answered]
    done: int
    next_on: date | None

    def asks(self, question_id: int) -> bool:
        """Whether this question is still to be answered today."""
        return any(item.question_id == question_id for item in self.left)

    def only(self, wanted: Collection[int]) -> "Today":
        """The same day with nothing left but the wanted questions."""
        return replace(self, left=[item for item in self.left if item.question_id in wanted])

    @property
    def total(self) -> int:
        return self.done + len(self.left)

    @property
    def due(self) -> int:
        """How many of those left were practised before."""
        return len(self.left) - self.new

    @property
    def new(self) -> int:
        return sum(item.due_on is None and not item.is_again for item in self.left)


def today_of(learner: User, moment: datetime | None = None, *, wanted: Collection[int] = ()) -> Today:
    """Everything due before the day ends, at most ``NEW_A_DAY`` new questions, and what was answered today.

    ``wanted`` are questions that the learner asks for: new ones among them come today however many there are.
    """
    moment = moment or now()
    day = day_of(moment)
    deck = deck_of(learner, moment)
    due_at = _due_dates(learner)
    answers = _answers_on(day, learner)
    answered = {answer.question_id for answer in answers}
    end = end_of(day)
    left = [
        Item(
            question_id,
            bank_id,
            due_on=day_of(due_at[question_id]),
            is_again=question_id in answered and due_at[question_id] > moment,
        )
        for question_id, bank_id in deck.bank_of.items()
        if question_id in due_at and due_at[question_id] < end
    ]
    left.sort(key=lambda item: due_at[item.question_id])
    unseen = [Item(*each) for each in deck.bank_of.items() if each[0] not in due_at]
    new = [item for item in unseen if item.question_id in wanted]
    others = [item for item in unseen if item.question_id not in wanted]
    new += mixed(others)[: max(0, NEW_A_DAY - len(new) - sum(answer.turn == 1 for answer in answers))]
    later = [due for question_id, due in due_at.items() if question_id in deck and due >= end]
    return Today(
        day=day,
        deck=deck,
        left=in_order(left + new, after_bank=answers[-1].bank_id if answers else None),
        answers=answers,
        done=len(answered - {item.question_id for item in left}),
        next_on=_next_day(day, bool(left or new), len(unseen) > len(new), later),
    )


def _next_day(day: date, has_left: bool, has_more_new: bool, later: list[datetime]) -> date | None:
    if has_left:
        return day
    if has_more_new:
        return day + ONE_DAY
    return day_of(min(later)) if later else None


def _due_dates(learner: User) -> dict[int, datetime]:
    query = select(ReviewCard.question_id, ReviewCard.due_at).where(ReviewCard.learner_id == learner.id)
    return {row.question_id: row.due_at for row in db.session.execute(query)}


def _answers_on(day: date, learner: User) -> list[Answered]:
    query = (
        select(Question.id, Question.bank_id, PracticeReview.turn, PracticeReview.credit)
        .select_from(PracticeReview)
        .join(QuestionVersion, QuestionVersion.id == PracticeReview.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(PracticeReview.learner_id == learner.id, PracticeReview.day == day)
        .order_by(PracticeReview.id)
    )
    return [Answered(*row) for row in db.session.execute(query)]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was practised on a day: answers, different questions, and how many were right at the first go."""

    answers: int
    questions: int
    right_at_first: int


def summary_of(today: Today) -> Summary:
    first: dict[int, float] = {}
    for answer in today.answers:
        first.setdefault(answer.question_id, answer.credit)
    return Summary(
        answers=len(today.answers),
        questions=len(first),
        right_at_first=sum(credit == 1 for credit in first.values()),
    )


def streak_of(learner: User, day: date) -> Streak:
    """The learner's streak: a day counts with ``ENOUGH_ANSWERS`` answers, or when nothing was left of it."""
    query = (
        select(PracticeReview.day, func.count(PracticeReview.id), func.max(PracticeReview.next_on))
        .where(PracticeReview.learner_id == learner.id)
        .group_by(PracticeReview.day)
    )
    practised, resting = set(), set()
    for practice_day, answers, next_on in db.session.execute(query):
        if next_on or answers >= ENOUGH_ANSWERS:
            practised.add(practice_day)
        if next_on:
            resting |= {practice_day + ONE_DAY * n for n in range(1, (next_on - practice_day).days)}
    return streak(practised, resting, day)
