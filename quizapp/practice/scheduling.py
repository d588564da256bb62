"""When a question should come back, and how well it is likely remembered: the FSRS scheduler, as plain functions.

A state is the scheduler's own dictionary of a card, ready to be stored as JSON.
"""

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from fsrs import Card, Rating, Scheduler, State

# A question comes back when the chance of still knowing it has sunk to this.
RETENTION = 0.9

# What a learner may say about a right answer, and what it is worth. A lucky guess is not knowledge.
FEELINGS: MappingProxyType[str, Rating] = MappingProxyType(
    {"guess": Rating.Again, "hard": Rating.Hard, "easy": Rating.Easy}
)

# One short step: what went wrong is asked again at the end of the same day's practice. No random fuzz, so that
# the same answers give the same days; within a day the banks are mixed anyway.
_SCHEDULER = Scheduler(
    desired_retention=RETENTION,
    learning_steps=(timedelta(minutes=10),),
    relearning_steps=(timedelta(minutes=10),),
    maximum_interval=365,
    enable_fuzzing=False,
)


def rating_for(credit: float, feeling: str = "") -> Rating:
    """The rating of an answer with this credit in [0, 1]; how it felt matters for right answers only."""
    if credit == 1:
        return FEELINGS.get(feeling, Rating.Good)
    return Rating.Hard if credit >= 0.5 else Rating.Again


def reviewed(state: dict[str, Any] | None, rating: Rating, at: datetime) -> tuple[dict[str, Any], datetime]:
    """The state after an answer at a moment in UTC, and when the question is due next. None: it was new."""
    card = _card(state) if state else Card(card_id=0, due=at)
    after, _ = _SCHEDULER.review_card(card, rating, at)
    return dict(after.to_dict()), after.due


def retrievability(state: dict[str, Any], at: datetime) -> float:
    """The chance in [0, 1] that the learner would answer right at this moment."""
    return float(_SCHEDULER.get_card_retrievability(_card(state), at))


def is_being_learned(state: dict[str, Any]) -> bool:
    """Whether the question is at its first steps, or was forgotten and is being learned again."""
    return bool(state["state"] != State.Review.value)


def last_reviewed(state: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(state["last_review"])


def _card(state: dict[str, Any]) -> Card:
    stored: Any = state
    return Card.from_dict(stored)
