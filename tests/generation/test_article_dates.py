"""The date grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.generation.dates import find_dates
from quizapp.questions.dates import interval


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It opened on 27 October 1987.", "1987-10-27"),
        ("It opened on October 27, 1987.", "1987-10-27"),
        ("It opened in June 1987.", "1987-06"),
        ("It opened in 1987.", "1987"),
        ("It lasted 1914-1918.", "1914/1918"),
        ("In the 1950s it closed.", "195X"),
        ("Around 1893 it began.", "1893~"),
        ("He died in 44 BC.", "-0043"),
        ("On May 3rd, 1808 it began.", "1808-05-03"),
    ],
)
def test_a_date_is_read_as_edtf(text: str, edtf: str) -> None:
    assert [date.edtf for date in find_dates(text)] == [edtf]


@pytest.mark.parametrize("text", ["They may march on.", "May it pass?", "Section 8 of 130", "31 February"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == []


def test_a_day_without_a_year_needs_a_certain_one() -> None:
    assert find_dates("On April 13 he spoke.") == []
    assert [date.edtf for date in find_dates("On April 13 he spoke.", year=1987)] == ["1987-04-13"]


@given(st.text(max_size=200))
def test_every_date_found_is_valid_edtf_at_its_place(text: str) -> None:
    for date in find_dates(text):
        interval(date.edtf)
        assert date.text == text[date.start : date.end].strip()
