"""Dates as people write them, read as EDTF and shown again."""

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.questions.date_wording import as_written, echo
from quizapp.questions.dates import interval
from quizapp.questions.written_dates import UnreadableDate, read_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("June 1987", "1987-06"),
        ("Sept. 1939", "1939-09"),
        ("c. 1893", "1893~"),
        ("about 1893", "1893~"),
        ("perhaps 1893", "1893?"),
        ("1893?", "1893?"),
        ("perhaps about April 1893", "1893-04%"),
        ("44 BC", "-0043"),
        ("44 B.C.", "-0043"),
        ("AD 79", "0079"),
        ("476", "0476"),
        ("12 March 2024", "2024-03-12"),
        ("12th of March, 2024", "2024-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("Tuesday, 12 March 2024", "2024-03-12"),
        ("25/12/2024", "2024-12-25"),
        ("2024/03/12", "2024-03-12"),
        ("03.03.2024", "2024-03-03"),
        ("1980s", "198X"),
        ("early 1990s", "1990/1993"),
        ("late-1990s", "1997/1999"),
        ("early in 1993", "1993-01/1993-04"),
        ("19th century", "18XX"),
        ("the nineteenth century", "18XX"),
        ("early 19th century", "1800/1833"),
        ("5th century BC", "-0499/-0400"),
        ("late 5th century BC", "-0432/-0400"),
        ("1914-1918", "1914/1918"),
        ("1914–18", "1914/1918"),
        ("1904–12", "1904/1912"),
        ("between 1914 and 1918", "1914/1918"),
        ("March to June 2024", "2024-03/2024-06"),
        ("3–5 May 2024", "2024-05-03/2024-05-05"),
        ("27 BC to AD 14", "-0026/0014"),
        ("100–44 BC", "-0099/-0043"),
        ("spring 2020", "2020-21"),
        ("Q2 2024", "2024-04/2024-06"),
        ("the second quarter of 2024", "2024-04/2024-06"),
        ("before 1900", "../1899"),
        ("before June 1987", "../1987-05"),
        ("before 1 January 1987", "../1986-12-31"),
        ("after the 1980s", "1990/.."),
        ("since 1990", "1990/.."),
        ("until 1990", "../1990"),
        ("1957-03-25", "1957-03-25"),
        ("2004/2006", "2004/2006"),
        ("-0043", "-0043"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, expected: str) -> None:
    assert read_date(written) == expected
    assert edtf.parse_edtf(expected)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("12/03/2024", "could be 12 March or 3 December. Write the month as a word."),
        ("Q2", "of which year?"),
        ("June", "of which year?"),
        ("8 September", "of which year?"),
        ("79", "Write 1979, or AD 79."),
        ("80s", "of which century? Write 1980s."),
        ("1900s", "could be the years 1900 to 1909, or the 20th century"),
        ("31 February 2020", "There is no 31 February"),
        ("29 February 1900", "There is no 29 February"),
        ("Monday 12 March 2024", "that day was a Tuesday"),
        ("1918-1914", "ends before it begins"),
        ("12345", "too many digits"),
        ("0", "no year 0"),
        ("last spring", "such as June 1987, c. 1893, 44 BC or 12 March 2024"),
        ("", "cannot be read as a date"),
        ("before " * 10_000, "too long for a date"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_way_out(written: str, message: str) -> None:
    with pytest.raises(UnreadableDate) as problem:
        read_date(written)
    assert message in str(problem.value)


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("June 1987", "June 1987 (1987-06), any day of that month"),
        ("1987", "1987, any day of that year"),
        ("12 March 2024", "12 March 2024 (2024-03-12)"),
        ("c. 1893", "about 1893 (1893~), the years before and after count too"),
        ("44 BC", "44 BC (-0043), any day of that year"),
        ("1980s", "the 1980s (198X), any day of those ten years"),
        ("19th century", "19th century (18XX), any day of those hundred years"),
        ("spring 2020", "spring 2020 (2020-21), any day of that year, since seasons differ around the world"),
        ("before 1900", "until 1899 (../1899), any day up to then"),
        ("since 1990", "1990 onwards (1990/..), any day from then on"),
        ("1914-18", "1914 to 1918 (1914/1918), any day in between"),
        ("1904-12", "December 1904 (1904-12), any day of that month. For the years, write 1904–1912"),
    ],
)
def test_what_was_understood_is_said_in_words_and_as_edtf(written: str, understood: str) -> None:
    assert echo(written) == understood


YEARS = st.integers(-3000, 3000).map(lambda year: f"-{-year:04d}" if year < 0 else f"{year:04d}")
DAYS = st.dates().map(lambda day: day.isoformat())
MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", YEARS, st.integers(1, 12) | st.integers(21, 24))
DECADES = st.integers(0, 299).map(lambda decade: f"{decade:03d}X") | st.integers(0, 29).map(lambda c: f"{c:02d}XX")
ONE = st.builds(lambda core, doubt: core + doubt, YEARS | MONTHS | DAYS | DECADES, st.sampled_from(["", "", "~", "?"]))
DATES = ONE | st.builds(lambda a, b: f"{a}/{b}", ONE | st.just(".."), ONE | st.just(".."))


def _is_date(text: str) -> bool:
    try:
        interval(text)
    except ValueError:
        return False
    return True


@settings(deadline=None)
@given(DATES.filter(_is_date))
def test_what_the_form_shows_is_read_as_the_same_date(date: str) -> None:
    assert read_date(as_written(date)) == date


@settings(deadline=None)
@given(DATES.filter(_is_date))
def test_a_single_date_in_words_covers_the_same_days_as_the_edtf_library_says(date: str) -> None:
    # The library knows no doubt in the same way, and no open end.
    if "/" in date or date[-1] in "~?" or date.startswith("-") or date == "0000":
        return
    read = read_date(as_written(date))
    parsed = edtf.parse_edtf(date)
    ends = [f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}" for moment in (
        parsed.lower_strict(), parsed.upper_strict()
    )]  # fmt: skip
    seasons = len(date) == 7 and "21" <= date[5:] <= "24"
    assert seasons or (interval(read).earliest, interval(read).latest) == (
        interval(ends[0]).earliest, interval(ends[1]).latest
    )  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="0129 -–/~?.XbcBCadto", max_size=30))
def test_no_text_raises_anything_but_unreadable_date(text: str) -> None:
    try:
        read = read_date(text)
    except UnreadableDate:
        return
    assert interval(read)
    assert echo(text)
