"""How long one event came before another, in words that are never untrue."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.dates import calendar_day, interval, parts
from quizapp.questions.time_between import time_between

days = st.dates(date(1, 1, 1), date(2400, 12, 31))
years = st.integers(-4000, 2400)


def written(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


@st.composite
def some_dates(draw: st.DrawFn) -> str:
    """Days, months, years, doubtful ones, spans and open ones."""
    day = draw(days).isoformat()
    shapes = ["{day}", "{month}", "{year}", "{year}~", "{month}?", "{decade}X", "{day}/..", "../{day}"]
    return draw(st.sampled_from(shapes)).format(day=day, month=day[:7], year=day[:4], decade=day[:3])


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        ("1965", "1991", "26 years"),
        ("1990", "1991", "1 year"),
        ("-0043", "0014", "57 years"),
        ("1965", "1991-03-02", "about 26 years"),
        ("1923-05", "1923-07", "2 months"),
        ("1923-05", "1924-05", "1 year"),
        ("1923-05", "1924-11", "18 months"),
        ("1923-05", "1933-11", "about 11 years"),
        ("2024-02-28", "2024-03-01", "2 days"),
        ("2024-01-31", "2024-02-29", "1 month"),
        ("2024-01-01", "2024-01-31", "30 days"),
        ("2024-01-01", "2024-02-20", "about 2 months"),
        ("1957-03-25", "1979-03-25", "22 years"),
        ("1957-03-25", "1979-06-07", "about 22 years"),
        ("1893~", "1965", "at least 70 years"),
        ("1893", "191X", "at least 16 years"),
        ("2004/2006", "2007-03", "at least 2 months"),
        ("../1950-01-01", "1950-01-11", "at least 10 days"),
    ],
)
def test_time_is_told_as_people_tell_it(earlier: str, later: str, words: str) -> None:
    assert time_between(earlier, later) == words


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("1965", "1965-03"), ("1991", "1965"), ("195X", "196X"), ("1950/..", "1990"), ("1950", "../1990")],
)
def test_nothing_is_told_of_dates_that_overlap_or_touch(earlier: str, later: str) -> None:
    assert time_between(earlier, later) == ""


@given(years, years)
def test_two_years_are_as_far_apart_as_their_numbers(one: int, other: int) -> None:
    first, last = sorted((one, other))
    told = {0: "", 1: "1 year"}.get(last - first, f"{last - first} years")
    assert time_between(written(first), written(last)) == told


@given(days, st.integers(1, 27))
def test_less_than_a_month_is_told_in_days(day: date, number: int) -> None:
    later = (day + timedelta(days=number)).isoformat()
    assert time_between(day.isoformat(), later) == ("1 day" if number == 1 else f"{number} days")


SHORTEST = {"day": 1, "month": 28, "year": 365}
LONGEST = {"day": 1, "month": 31, "year": 366}


@given(some_dates(), some_dates())
def test_what_is_told_fits_the_days_between(earlier: str, later: str) -> None:
    words = time_between(earlier, later)
    if not words:
        return
    found = re.fullmatch(r"(?:(about|at least) )?([0-9]+) (day|month|year)s?", words)
    assert found, words
    how, number, unit = found[1], int(found[2]), found[3]
    before, after = interval(earlier), interval(later)
    least, most = after.earliest - before.latest, after.latest - before.earliest
    assert least > 0
    assert (number == 1) == (not words.endswith("s"))
    if how == "at least":
        assert number * SHORTEST[unit] <= least
        assert least < (number + 1) * LONGEST[unit] + LONGEST[unit]
    else:
        # Rounded by at most half of what is counted, and the dates themselves are that long.
        slack = LONGEST[unit] / 2 + 1 if how else 0
        assert number * SHORTEST[unit] <= most + slack
        assert number * LONGEST[unit] >= least - slack


@given(some_dates(), some_dates())
def test_only_one_direction_is_told(earlier: str, later: str) -> None:
    assert not (time_between(earlier, later) and time_between(later, earlier))


@given(st.integers(-1_500_000, 900_000))
def test_numbered_days_are_calendar_days_and_back(ordinal: int) -> None:
    year, month, day = calendar_day(ordinal)
    assert interval(f"{written(year)}-{month:02}-{day:02}").earliest == ordinal


@pytest.mark.parametrize(
    ("edtf", "known"),
    [("1957", (1957,)), ("1957-03", (1957, 3)), ("1957-03-25", (1957, 3, 25)), ("-0043", (-43,))]
    + [(edtf, None) for edtf in ("1957~", "195X", "1957-21", "1957/1958", "1957/..")],
)
def test_the_parts_of_a_date_are_those_that_are_certain(edtf: str, known: tuple[int, ...] | None) -> None:
    assert parts(edtf) == known
