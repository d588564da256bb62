"""Statistics against published values and by their properties."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.analysis.statistics import (
    alpha,
    difference_interval,
    discrimination,
    facility,
    mean_interval,
    standard_error_of_measurement,
)

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference data are not beside this checkout")
def test_the_lsat_section_six_has_its_published_statistics() -> None:
    expected = json.loads((REFERENCE / "lsat6_expected.json").read_text())["lsat6"]
    rows: list[list[float]] = []
    with (REFERENCE / "lsat6.csv").open() as file:
        for row in csv.DictReader(file):
            values = list(row.values())
            rows += [[float(value) for value in values[:5]]] * int(values[-1])
    assert [round(facility([row[item] for row in rows]) or 0, 3) for item in range(5)] == expected["ctt"]["p"]
    assert alpha(rows) == pytest.approx(expected["ctt"]["alpha_ddof1"])
    assert standard_error_of_measurement(rows) == pytest.approx(expected["ctt"]["sem_ddof1"])


def test_discrimination_leaves_the_item_itself_out() -> None:
    assert discrimination([1, 1, 0, 0], [3, 2, 1, 0]) == pytest.approx(0.8944, abs=1e-4)


def test_figures_that_cannot_be_computed_are_none() -> None:
    assert facility([]) is None
    assert discrimination([1, 1, 1], [1, 2, 3]) is None
    assert alpha([[1.0, 0.0]]) is None
    assert mean_interval([0.5]) is None
    assert difference_interval([0.5], [0.1, 0.2]) is None


def test_the_interval_of_a_mean_is_students() -> None:
    interval = mean_interval([0.2, 0.4, 0.6])
    assert interval is not None
    assert (interval.low, interval.high) == (0.0, pytest.approx(0.4 + 4.303 * 0.2 / 3**0.5))


SHARES = st.lists(st.floats(0, 1), min_size=2, max_size=30)


@given(SHARES)
def test_an_interval_holds_its_mean(values: list[float]) -> None:
    interval = mean_interval(values)
    assert interval is not None
    assert interval.low - 1e-9 <= sum(values) / len(values) <= interval.high + 1e-9


@given(SHARES, SHARES)
def test_the_difference_turns_round_with_its_groups(first: list[float], second: list[float]) -> None:
    one, other = difference_interval(first, second), difference_interval(second, first)
    assert one is not None
    assert other is not None
    assert one.low == pytest.approx(-other.high)
