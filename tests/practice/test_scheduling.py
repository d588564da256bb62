"""Scheduling: better answers put a question off for longer, and memory fades with time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from quizapp.practice.scheduling import RETENTION, is_being_learned, rating_for, retrievability, reviewed

BEGIN = datetime(2026, 9, 1, 9, tzinfo=UTC)
histories = st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(0, 40)), max_size=8)


def after(history: list[tuple[Rating, int]]) -> tuple[dict[str, Any] | None, datetime]:
    """The state after these ratings, each so many days after the one before, and the moment then."""
    state, at = None, BEGIN
    for rating, days in history:
        at += timedelta(days=days)
        state, _ = reviewed(state, rating, at)
    return state, at


@pytest.mark.parametrize(
    ("credit", "feeling", "rating"),
    [
        (1, "", Rating.Good),
        (1, "guess", Rating.Again),
        (1, "hard", Rating.Hard),
        (1, "easy", Rating.Easy),
        (1, "nonsense", Rating.Good),
        (0.5, "", Rating.Hard),
        (0.5, "easy", Rating.Hard),
        (0.25, "", Rating.Again),
        (0, "easy", Rating.Again),
    ],
)
def test_the_rating_follows_the_credit_and_for_right_answers_the_feeling(
    credit: float, feeling: str, rating: Rating
) -> None:
    assert rating_for(credit, feeling) == rating


@given(histories)
def test_a_better_rating_never_brings_a_question_back_sooner(history: list[tuple[Rating, int]]) -> None:
    state, at = after(history)
    due = [reviewed(state, rating, at + timedelta(days=1))[1] for rating in sorted(Rating)]
    assert due == sorted(due)


@given(histories, st.integers(0, 400), st.integers(0, 400))
def test_memory_only_fades_while_nothing_is_practised(
    history: list[tuple[Rating, int]], one: int, other: int
) -> None:
    state, at = after([*history, (Rating.Good, 1)])
    assert state
    sooner, later = sorted([one, other])
    chances = [retrievability(state, at + timedelta(days=days)) for days in (0, sooner, later)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == 1


@given(histories)
def test_a_right_answer_comes_back_about_when_memory_sinks_to_the_wanted_share(
    history: list[tuple[Rating, int]],
) -> None:
    state, at = after(history)
    state, due_at = reviewed(state, Rating.Good, at)
    assert timedelta(days=1) <= due_at - at <= timedelta(days=365)
    if due_at - at < timedelta(days=365):
        day_before = retrievability(state, due_at - timedelta(days=1))
        assert day_before >= RETENTION - 1e-9
        assert not is_being_learned(state)


@given(histories)
def test_a_wrong_answer_comes_back_within_the_hour(history: list[tuple[Rating, int]]) -> None:
    state, at = after(history)
    state, due_at = reviewed(state, Rating.Again, at)
    assert due_at - at <= timedelta(hours=1)
    assert is_being_learned(state)
