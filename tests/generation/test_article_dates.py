"""The date grammar."""

from calendar import monthrange

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.articles.reading import read_article
from quizapp.generation.dates import dates_of, find_dates
from quizapp.generation.parsing import sentences_of
from quizapp.questions.dates import MONTHS, interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on 27 October 1987.", "1987-10-27"),
        ("It opened on 27th October, 1987.", "1987-10-27"),
        ("It opened on the 27th of October 1987.", "1987-10-27"),
        ("It opened on October 27, 1987.", "1987-10-27"),
        ("It opened on October 27th 1987.", "1987-10-27"),
        ("On May 3rd, 1808 it began.", "1808-05-03"),
        ("It closed on 29 February 1952.", "1952-02-29"),
        ("It opened in June 1987.", "1987-06"),
        ("It opened in June, 1987.", "1987-06"),
        ("It opened in May of 1987.", "1987-05"),
        ("It opened in early June 1987.", "1987-06"),
        ("It opened in mid-June 1987.", "1987-06"),
        ("It opened in late June 1987.", "1987-06"),
        ("It opened in the spring of 1987.", "1987-21"),
        ("It opened in summer 1987.", "1987-22"),
        ("It opened in autumn 1987.", "1987-23"),
        ("It opened in the fall of 1987.", "1987-23"),
        ("It opened in the winter of 1987.", "1987-24"),
        ("It opened in 1987.", "1987"),
        ("It lasted 1914-1918.", "1914/1918"),
        ("It lasted 1914\u20131918.", "1914/1918"),
        ("It lasted 1914\u201318.", "1914/1918"),
        ("It lasted from 1914 to 1918.", "1914/1918"),
        ("It lasted from 1914 until 1918.", "1914/1918"),
        ("It lasted between 1914 and 1918.", "1914/1918"),
        ("In the 1950s it closed.", "195X"),
        ("In the nineteenth century it closed.", "18XX"),
        ("In the 19th century it closed.", "18XX"),
        ("In the twenty-first century it closed.", "20XX"),
        ("Around 1893 it began.", "1893~"),
        ("About 1893 it began.", "1893~"),
        ("It began c. 1893.", "1893~"),
        ("It began c.1893.", "1893~"),
        ("It began circa 1893.", "1893~"),
        ("Some time in 1893 it began.", "1893~"),
        ("He died in 44 BC.", "-0043"),
        ("He died in 44 BCE.", "-0043"),
        ("He died in 1 BC.", "0000"),
        ("He died in AD 43.", "0043"),
        ("He died in 43 AD.", "0043"),
        ("He died in 843 CE.", "0843"),
        ("1500 was a good year.", "1500"),
        ("In 1500 this was new.", "1500"),
        ("In 1987, voters went home.", "1987"),
    ],
)
def test_a_date_is_read_as_edtf(text: str, expected: str) -> None:
    assert [date.edtf for date in find_dates(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "May it pass?",
        "The march ended at the wall.",
        "April Hunter won.",
        "Section 8 of 130",
        "31 February",
        "1500 voters came.",
        "In 1200 towns it rained.",
        "About 1500 people came.",
        "It cost 2000 won.",
        "It has 1984 seats.",
        "In the early 1950s it closed.",
        "In the fifth century BC it closed.",
        "In the first century it closed.",
        "The room 101 is free.",
        "It has 12345 pages.",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == []


def test_a_range_that_runs_backwards_is_two_years() -> None:
    assert [date.edtf for date in find_dates("It was 1918-1914.")] == ["1918", "1914"]


def test_several_dates_come_in_the_order_of_the_text() -> None:
    found = find_dates("It opened in 1987, closed on 3 May 1990 and fell in the 1990s.")
    assert [date.edtf for date in found] == ["1987", "1990-05-03", "199X"]


def test_a_day_without_a_year_needs_a_certain_one() -> None:
    assert find_dates("On April 13 he spoke.") == []
    assert [date.edtf for date in find_dates("On April 13 he spoke.", year=1987)] == ["1987-04-13"]


def _leaning(paragraph: str) -> list[str]:
    article = read_article(f"A Hall\n\n{paragraph}\n".encode(), filename="a.txt")
    return [date.edtf for found in dates_of(sentences_of(article)).values() for date in found if date.leans]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("The hall opened in March 1950. By that June it was closed.", "1950-06"),
        ("The hall opened in March 1950. In the same March it was closed.", "1950-03"),
        ("The hall opened in March 1950. In the following June it was closed.", "1950-06"),
        ("The hall opened in August 1950. In the following June it was closed.", "1951-06"),
        ("The hall opened in 1950. Three years later it closed.", "1953"),
        ("The hall opened in 1950. It had burned a year earlier.", "1949"),
        ("The hall opened in 1950. It burned the same year.", "1950"),
        ("The hall opened in 1950. The following year it burned.", "1951"),
        ("The hall opened in 1950 and burned two years later.", "1952"),
        ("The hall opened on 4 May 1950. The next day it closed.", "1950-05-05"),
        ("The hall opened on 31 December 1950. The next day it closed.", "1951-01-01"),
        ("The hall opened on 4 May 1950. Two days later it closed.", "1950-05-06"),
        ("The hall opened on 4 May 1950. It had burned three days before.", "1950-05-01"),
        ("The hall opened on 4 May 1950. On 8 September it closed.", "1950-09-08"),
        ("The hall opened in 1952. On February 29 it closed.", "1952-02-29"),
    ],
)
def test_a_leaning_date_is_read_from_the_one_before(paragraph: str, expected: str) -> None:
    assert _leaning(paragraph) == [expected]


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("Three years later the hall closed.", id="nothing-before"),
        pytest.param("The hall opened in 1950.\n\nThree years later it closed.", id="another-paragraph"),
        pytest.param("The hall opened in the 1950s. Three years later it closed.", id="uncertain-before"),
        pytest.param("The hall opened in May 1950. The next day it closed.", id="day-after-a-month"),
        pytest.param("The hall opened in August 1950. By that June it was closed.", id="month-runs-backwards"),
        pytest.param("The hall opened in 1950. In the following June it was closed.", id="which-june"),
        pytest.param("The hall opened on 4 May 1950. On 8 March it closed.", id="day-runs-backwards"),
        pytest.param("The hall opened in 1950. On 29 February it closed.", id="no-such-day"),
    ],
)
def test_a_leaning_date_without_a_certain_anchor_is_left_alone(paragraph: str) -> None:
    assert _leaning(paragraph) == []


@st.composite
def _written_dates(draw: st.DrawFn) -> tuple[str, str]:
    """A date in one of the forms of the grammar, and its EDTF."""
    year = draw(st.integers(1000, 2098))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    until = draw(st.integers(year + 1, 2099))
    decade = draw(st.integers(1, 9))
    small = draw(st.integers(1, 1999))
    century = draw(st.integers(2, 21))
    ending = {1: "st", 2: "nd", 3: "rd"}.get(century % 10, "th") if century not in {11, 12, 13} else "th"
    name = MONTHS[month - 1]
    forms = [
        (f"{day} {name} {year}", f"{year}-{month:02d}-{day:02d}"),
        (f"{name} {day}, {year}", f"{year}-{month:02d}-{day:02d}"),
        (f"{name} {year}", f"{year}-{month:02d}"),
        (f"{year}", f"{year}"),
        (f"circa {year}", f"{year}~"),
        (f"the spring of {year}", f"{year}-21"),
        (f"{year}\u2013{until}", f"{year}/{until}"),
        (f"from {year} to {until}", f"{year}/{until}"),
        # "The 1900s" may mean ten years or a hundred, and is no date.
        (f"the {year // 100}{decade}0s", f"{year // 100}{decade}X"),
        (f"the {century}{ending} century", f"{century - 1:02d}XX"),
        (f"{small} BC", f"-{small - 1:04d}" if small > 1 else "0000"),
        (f"AD {small % 999 + 1}", f"{small % 999 + 1:04d}"),
    ]
    return draw(st.sampled_from(forms))


@settings(deadline=None)
@given(_written_dates())
def test_every_written_date_is_found_and_read_by_the_edtf_library(written: tuple[str, str]) -> None:
    text, expected = written
    found = find_dates(f"It was {text}, they say.")
    assert [date.edtf for date in found] == [expected]
    assert str(edtf.parse_edtf(expected)) == expected


@settings(deadline=None)
@given(
    st.lists(_written_dates(), min_size=1, max_size=4), st.sampled_from([", ", " and ", " \u2013 ", "-", " to ", " "])
)
def test_whatever_is_found_in_a_row_of_dates_is_edtf(row: list[tuple[str, str]], between: str) -> None:
    text = between.join(written for written, _ in row)
    found = find_dates(text)
    assert found
    for date in found:
        edtf.parse_edtf(date.edtf)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_every_date_found_is_valid_edtf_at_its_place(text: str) -> None:
    for date in find_dates(text):
        interval(date.edtf)
        assert date.text == text[date.start : date.end].strip()


@pytest.mark.parametrize("text", ["On 31 February 1950 it closed.", "It closed on 29 February 1951.", "It was 0 BC."])
def test_an_impossible_day_is_no_date_at_all(text: str) -> None:
    assert find_dates(text) == []


def test_a_year_before_the_common_era_is_not_read_as_one_after() -> None:
    assert [date.edtf for date in find_dates("It fell in 1500 BC.")] == ["-1499"]
