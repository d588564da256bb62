"""Intervals by their promise: out of a hundred, about ninety-five hold what they are about."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.analysis.distributions import f_quantile, incomplete_beta, t_quantile
from quizapp.analysis.intervals import (
    alpha_interval,
    correlation_interval,
    difference_interval,
    mean_interval,
    median_interval,
    share_interval,
    spread_interval,
)
from quizapp.analysis.statistics import alpha

# From printed tables.
T_975 = {1: 12.7062, 2: 4.3027, 5: 2.5706, 10: 2.2281, 30: 2.0423, 120: 1.9799}
F_95 = {(1, 1): 161.4476, (5, 10): 3.3258, (10, 5): 4.7351, (30, 120): 1.5543}


def test_quantiles_are_those_of_printed_tables() -> None:
    assert [round(t_quantile(degrees), 4) for degrees in T_975] == list(T_975.values())
    assert [round(f_quantile(*degrees, 0.95), 4) for degrees in F_95] == list(F_95.values())


@given(st.floats(0, 1), st.floats(0.5, 50), st.floats(0.5, 50))
def test_the_beta_function_turns_round_with_its_arguments(x: float, a: float, b: float) -> None:
    assert incomplete_beta(x, a, b) == pytest.approx(1 - incomplete_beta(1 - x, b, a), abs=1e-9)


def _shares(
    chance: np.random.Generator, *, ease: float, spread: float, items: int, learners: int, classes: int
) -> np.ndarray:
    """Shares right of simulated classes: one ability a learner, Rasch items around one ease."""
    ability = chance.normal(0, spread, (classes, learners, 1))
    easiness = ease - np.linspace(-0.8, 0.8, items)
    return (chance.random((classes, learners, items)) < 1 / (1 + np.exp(-(ability + easiness)))).mean(axis=2)


@pytest.mark.parametrize("learners", [10, 20, 40])
@pytest.mark.parametrize("items", [5, 10, 20])
@pytest.mark.parametrize("ease", [0.0, 1.5, 2.5])
def test_the_interval_of_a_mean_keeps_its_promise(learners: int, items: int, ease: float) -> None:
    chance = np.random.default_rng(20)
    setting = {"ease": ease, "spread": 1.0, "items": items}
    truth = _shares(chance, **setting, learners=1000, classes=200).mean()
    classes = _shares(chance, **setting, learners=learners, classes=1500)
    intervals = [mean_interval(shares, items) for shares in classes.tolist()]
    coverage = np.mean([interval is not None and interval.holds(truth) for interval in intervals])
    assert 0.92 <= coverage <= 0.98 + 0.01


def test_a_class_that_is_all_right_is_not_certain() -> None:
    interval = mean_interval([1.0] * 12, items=10)
    assert interval is not None
    assert 0.7 < interval.low < 0.99
    assert interval.high == pytest.approx(1.0)


SHARES = st.lists(st.floats(0, 1), min_size=2, max_size=30)


@given(SHARES, st.integers(1, 40))
def test_an_interval_holds_its_mean_and_stays_among_shares(values: list[float], items: int) -> None:
    interval = mean_interval(values, items)
    assert interval is not None
    assert 0 <= interval.low <= sum(values) / len(values) + 1e-9
    assert sum(values) / len(values) - 1e-9 <= interval.high <= 1


@given(SHARES, SHARES)
def test_the_difference_turns_round_with_its_groups(first: list[float], second: list[float]) -> None:
    one, other = difference_interval(first, second), difference_interval(second, first)
    assert one is not None
    assert other is not None
    assert one.low == pytest.approx(-other.high)


def test_two_equal_classes_mostly_have_an_interval_with_zero() -> None:
    chance = np.random.default_rng(4)
    pairs = _shares(chance, ease=1.0, spread=1.0, items=10, learners=20, classes=2000).reshape(1000, 2, 20)
    intervals = [difference_interval(first, second) for first, second in pairs.tolist()]
    assert 0.92 <= np.mean([interval is not None and interval.holds(0) for interval in intervals]) <= 0.98


def test_the_interval_of_a_spread_keeps_its_promise() -> None:
    chance = np.random.default_rng(5)
    intervals = [spread_interval(chance.normal(0, 2, 20).tolist()) for _ in range(1500)]
    assert 0.92 <= np.mean([interval is not None and interval.holds(2) for interval in intervals]) <= 0.98


def test_the_interval_of_a_correlation_keeps_its_promise() -> None:
    chance = np.random.default_rng(6)
    found = []
    for _ in range(1500):
        one = chance.normal(0, 1, 30)
        other = 0.5 * one + np.sqrt(0.75) * chance.normal(0, 1, 30)
        interval = correlation_interval(float(np.corrcoef(one, other)[0, 1]), 30)
        found.append(interval is not None and interval.holds(0.5))
    assert 0.92 <= np.mean(found) <= 0.98


def test_the_interval_of_alpha_keeps_its_promise() -> None:
    chance = np.random.default_rng(7)
    # Six parallel items whose common part is half of their variance: Spearman-Brown gives 6/7.
    found = []
    for _ in range(1500):
        table = chance.normal(0, 1, (25, 1)) + chance.normal(0, 1, (25, 6))
        found.append(alpha_interval(alpha(table) or 0, 25, 6).holds(6 / 7))
    assert 0.92 <= np.mean(found) <= 0.98


def test_the_interval_of_a_median_keeps_its_promise() -> None:
    chance = np.random.default_rng(8)
    intervals = [median_interval(chance.exponential(1, 15)) for _ in range(1500)]
    # It keeps more than it promises: the order of fifteen values knows no 95 % exactly.
    assert 0.95 <= np.mean([interval is not None and interval.holds(np.log(2)) for interval in intervals]) <= 0.99
    assert median_interval([1, 2, 3, 4, 5]) is None


def test_the_interval_of_a_share_keeps_its_promise() -> None:
    chance = np.random.default_rng(9)
    found = [share_interval(seen / 20, 20).holds(0.3) for seen in chance.binomial(20, 0.3, 2000)]
    assert 0.92 <= np.mean(found) <= 0.98


def test_too_few_values_have_no_interval() -> None:
    assert mean_interval([0.5]) is None
    assert difference_interval([0.5], [0.1, 0.2]) is None
    assert spread_interval([1, 2, 3, 4]) is None
    assert spread_interval([1, 1, 1, 1, 1]) is None
    assert correlation_interval(0.5, 3) is None
