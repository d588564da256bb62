"""The streak: it forgives one missed day in any seven, and never counts a day with nothing to do as missed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quizapp.practice.days import ONE_DAY
from quizapp.practice.streaks import FORGIVING_DAYS, streak

TODAY = date(2026, 11, 25)


def ago(*days: int) -> set[date]:
    return {TODAY - ONE_DAY * n for n in days}


day_sets = st.frozensets(st.integers(0, 40).map(lambda n: TODAY - ONE_DAY * n), max_size=41)


def test_nobody_starts_with_a_streak() -> None:
    found = streak(set(), set(), TODAY)
    assert (found.days, found.days_in_all, found.includes_today) == (0, 0, False)


def test_days_in_a_row_count() -> None:
    assert streak(ago(0, 1, 2), set(), TODAY).days == 3


def test_today_is_not_missed_before_it_is_over() -> None:
    found = streak(ago(1, 2), set(), TODAY)
    assert (found.days, found.forgiven, found.days_with_today) == (2, 0, 3)


def test_one_missed_day_is_forgiven_and_not_counted() -> None:
    found = streak(ago(0, 2, 3), set(), TODAY)
    assert (found.days, found.forgiven) == (3, 1)


def test_two_missed_days_in_a_row_begin_anew() -> None:
    assert streak(ago(0, 3, 4), set(), TODAY).days == 1
    assert streak(ago(3, 4), set(), TODAY).days == 0


def test_a_second_missed_day_is_forgiven_a_week_after_the_first() -> None:
    every_day_but = set(range(20)) - {2}
    assert streak(ago(*every_day_but - {8}), set(), TODAY).days == 7
    assert streak(ago(*every_day_but - {9}), set(), TODAY).days == 18


def test_days_with_nothing_to_do_neither_break_nor_lengthen_it() -> None:
    found = streak(ago(0, 10), ago(*range(1, 10)), TODAY)
    assert (found.days, found.forgiven) == (2, 0)


@given(day_sets, day_sets)
def test_it_never_exceeds_the_days_practised(practised: frozenset[date], resting: frozenset[date]) -> None:
    found = streak(practised, resting, TODAY)
    assert 0 <= found.days <= found.days_in_all == len(practised)


@given(day_sets, day_sets, st.integers(0, 40))
def test_practising_one_more_day_never_shortens_it(
    practised: frozenset[date], resting: frozenset[date], more: int
) -> None:
    assert streak(practised | ago(more), resting, TODAY).days >= streak(practised, resting, TODAY).days


@given(day_sets, st.integers(0, 40))
def test_a_day_with_nothing_to_do_never_shortens_it(practised: frozenset[date], rest: int) -> None:
    assert streak(practised, ago(rest), TODAY).days >= streak(practised, set(), TODAY).days


@given(day_sets)
def test_it_is_the_longest_run_whose_weeks_miss_one_day_at_most(practised: frozenset[date]) -> None:
    def holds(first: date) -> bool:
        days = [first + ONE_DAY * n for n in range((TODAY - first).days)]
        missed = [day not in practised for day in days]
        return all(sum(missed[n : n + FORGIVING_DAYS]) <= 1 for n in range(len(missed)))

    runs = [sum(day >= first for day in practised) for first in practised if holds(first)]
    assert streak(practised, set(), TODAY).days == max(runs, default=0)


@given(day_sets)
def test_as_long_as_practice_goes_on_every_sixth_day_off_costs_nothing(practised: frozenset[date]) -> None:
    kept = ago(*(n for n in range(40) if n % FORGIVING_DAYS != 3)) | practised
    assert streak(kept, set(), TODAY).days >= len(ago(*range(40)) & kept)
