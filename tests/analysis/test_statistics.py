"""Statistics against published values and by their properties."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.analysis.intervals import moments
from quizapp.analysis.statistics import (
    alpha,
    alpha_without,
    discrimination,
    error_of_measurement,
    facility,
    hedges_g,
    ranking,
    reliability_intervals,
    upper_lower_index,
    upper_lower_interval,
)

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference data are not beside this checkout"
)


@pytest.fixture
def lsat() -> tuple[list[list[float]], dict[str, Any]]:
    rows: list[list[float]] = []
    with (REFERENCE / "lsat6.csv").open() as file:
        for row in csv.DictReader(file):
            values = list(row.values())
            rows += [[float(value) for value in values[:5]]] * int(values[-1])
    return rows, json.loads((REFERENCE / "lsat6_expected.json").read_text())["lsat6"]["ctt"]


@needs_reference
def test_the_lsat_section_six_has_its_published_statistics(lsat: tuple[list[list[float]], dict[str, Any]]) -> None:
    rows, expected = lsat
    table = np.array(rows)
    assert [round(facility(column) or 0, 3) for column in table.T] == expected["p"]
    rests = table.sum(axis=1, keepdims=True) - table
    found = [discrimination(table[:, item], rests[:, item]) for item in range(5)]
    assert found == pytest.approx(expected["pb_corrected"])
    assert alpha(rows) == pytest.approx(expected["alpha_ddof1"])
    assert alpha_without(rows) == pytest.approx(expected["alpha_if_deleted"])
    assert error_of_measurement(rows) == pytest.approx(expected["sem_ddof1"])


@needs_reference
def test_marks_with_parts_of_points_have_their_expected_statistics() -> None:
    data = json.loads((REFERENCE / "set00_expected.json").read_text())
    table = np.array(data["attempts_marks"])
    quiz = data["expected_quiz"]
    assert table.sum(axis=1).mean() == pytest.approx(quiz["avg"])
    assert table.sum(axis=1).std(ddof=1) == pytest.approx(quiz["standarddeviation"])
    assert 100 * (alpha(table) or 0) == pytest.approx(quiz["cic"])
    assert error_of_measurement(table) == pytest.approx(quiz["standarderror"])
    for item, expected in enumerate(data["expected_items"]):
        column = table[:, item]
        assert facility(column) == pytest.approx(expected["facility"])
        found = discrimination(column, table.sum(axis=1) - column)
        assert 100 * (found or 0) == pytest.approx(expected["discriminationindex"])


def test_discrimination_leaves_the_item_itself_out() -> None:
    assert discrimination([1, 1, 0, 0], [3, 2, 1, 0]) == pytest.approx(0.8944, abs=1e-4)


def test_figures_that_cannot_be_computed_are_none() -> None:
    assert facility([]) is None
    assert discrimination([1, 1, 1], [1, 2, 3]) is None
    assert upper_lower_index([1, 0, 1], ranking([2, 2, 2])) is None
    assert alpha([[1.0, 0.0]]) is None
    assert alpha([[1.0, 0.0], [0.0, 1.0]]) is None
    assert reliability_intervals([[1.0], [0.0]]) is None
    assert hedges_g(moments([1.0, 1.0]), moments([0.5, 0.5])) is None


def test_the_upper_group_is_shared_by_those_who_are_tied_at_its_edge() -> None:
    # Half of four is two: the best one, and one of the three who follow with the same score.
    assert ranking([9, 5, 5, 5]).upper(0.5) == pytest.approx([1, 1 / 3, 1 / 3, 1 / 3])
    assert ranking([9, 5, 5, 5]).lower(0.5) == pytest.approx([0, 2 / 3, 2 / 3, 2 / 3])


def test_the_upper_lower_index_is_one_where_only_the_best_are_right() -> None:
    assert upper_lower_index([1, 1, 1, 0, 0, 0], ranking([6, 5, 4, 3, 2, 1])) == 1.0
    assert upper_lower_index([0, 0, 0, 1, 1, 1], ranking([6, 5, 4, 3, 2, 1])) == -1.0


def test_the_upper_lower_index_is_never_certain() -> None:
    interval = upper_lower_interval([1, 1, 1, 0, 0, 0], ranking([6, 5, 4, 3, 2, 1]))
    assert interval is not None
    assert interval.low < 0.7
    assert interval.high == 1.0


def test_alpha_without_an_item_is_that_of_the_others() -> None:
    table = np.random.default_rng(3).random((12, 4))
    assert alpha_without(table) == pytest.approx([alpha(np.delete(table, item, axis=1)) for item in range(4)])
    assert alpha_without(table[:, :2]) == [None, None]


SCORES = st.lists(st.integers(0, 10), min_size=3, max_size=40)


@given(SCORES, st.floats(0.05, 0.5))
def test_a_group_has_its_size_and_does_not_depend_on_the_order(scores: list[int], part: float) -> None:
    belonging = ranking(scores).upper(part)
    assert belonging.sum() == pytest.approx(part * len(scores))
    assert list(ranking(scores[::-1]).upper(part)) == pytest.approx(list(belonging[::-1]))


def test_the_intervals_of_reliability_hold_it_and_narrow_with_more_learners() -> None:
    few = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0], [1, 0, 1], [0, 1, 1]]
    narrow, error = reliability_intervals(few * 20) or (None, None)
    wide, _ = reliability_intervals(few) or (None, None)
    assert narrow is not None
    assert error is not None
    assert wide is not None
    assert narrow.holds(alpha(few * 20) or 0)
    assert error.holds(error_of_measurement(few * 20) or 0)
    assert narrow.high - narrow.low < wide.high - wide.low


def test_hedges_g_of_two_groups_one_sd_apart() -> None:
    first, second = moments([1.0, 2.0, 3.0]), moments([0.0, 1.0, 2.0])
    assert hedges_g(first, second) == pytest.approx(1 - 3 / 15)
    assert hedges_g(second, first) == pytest.approx(-(1 - 3 / 15))
