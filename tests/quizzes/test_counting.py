"""Which attempt counts, and what being late takes off."""

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.clock import now
from quizapp.quizzes.attempts import counted, counted_share
from quizapp.quizzes.models import IN_PROGRESS, SUBMITTED, Attempt


def ended(score: float, **facts: object) -> Attempt:
    made = {"state": SUBMITTED, "submitted_at": now(), "max_score": 4.0, "late_deduction": 0}
    return Attempt(score=score, **(made | facts))


@pytest.mark.parametrize(
    ("method", "share", "place"),
    [
        ("first", 0.5, 0),
        ("best", 1.0, 1),
        ("last", 0.25, 2),
        ("average", 7 / 12, 2),
    ],
)
def test_each_method_makes_its_own_share_of_the_attempts(app: Flask, method: str, share: float, place: int) -> None:
    attempts = [ended(2.0), ended(4.0), ended(1.0)]
    assert counted_share(attempts, method) == pytest.approx(share)
    assert counted(attempts, method) is attempts[place]


def test_an_attempt_that_is_still_running_changes_no_average(app: Flask) -> None:
    running = ended(4.0, state=IN_PROGRESS, submitted_at=None)
    assert counted_share([ended(2.0), running], "average") == 0.5
    assert counted_share([running], "average") is None


def test_an_attempt_handed_in_after_it_was_due_loses_the_stated_share_of_its_points(app: Flask) -> None:
    due = now()
    late = ended(4.0, due_at=due, submitted_at=due + timedelta(minutes=1), late_deduction=25)
    in_time = ended(4.0, due_at=due, submitted_at=due - timedelta(minutes=1), late_deduction=25)
    assert (late.is_late, late.points, late.share) == (True, 3.0, 0.75)
    assert (in_time.is_late, in_time.points, in_time.share) == (False, 4.0, 1.0)


def test_the_best_attempt_is_the_one_with_most_points_after_what_is_taken_off(app: Flask) -> None:
    due = now()
    late = ended(4.0, due_at=due, submitted_at=due + timedelta(minutes=1), late_deduction=50)
    assert counted([late, first := ended(3.0)], "best") is first
