from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.dates import OPEN_END, OPEN_START, Interval, display, interval


def days(first: date, last: date) -> Interval:
    return Interval(first.toordinal(), last.toordinal())


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1957-03-25", date(1957, 3, 25), date(1957, 3, 25)),
        ("1957-03", date(1957, 3, 1), date(1957, 3, 31)),
        ("1957", date(1957, 1, 1), date(1957, 12, 31)),
        ("1957-03-XX", date(1957, 3, 1), date(1957, 3, 31)),
        ("1957-XX", date(1957, 1, 1), date(1957, 12, 31)),
        ("1957-XX-XX", date(1957, 1, 1), date(1957, 12, 31)),
        ("1957-21", date(1957, 1, 1), date(1957, 12, 31)),
        ("195X", date(1950, 1, 1), date(1959, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2004/2006", date(2004, 1, 1), date(2006, 12, 31)),
        ("2004-06/2006-02-03", date(2004, 6, 1), date(2006, 2, 3)),
        ("1893~", date(1892, 1, 1), date(1894, 12, 31)),
        ("1893-01?", date(1892, 12, 1), date(1893, 2, 28)),
        ("1893-12-31%", date(1893, 12, 30), date(1894, 1, 1)),
    ],
)
def test_a_date_covers_the_days_it_may_mean(edtf, first, last):
    assert interval(edtf) == days(first, last)


@pytest.mark.parametrize("edtf", ["2004/..", "2004/"])
def test_an_open_end_comes_after_every_date(edtf):
    assert interval(edtf) == Interval(date(2004, 1, 1).toordinal(), OPEN_END)
    assert interval("9999").latest < OPEN_END


@pytest.mark.parametrize("edtf", ["../1990", "/1990"])
def test_an_open_start_comes_before_every_date(edtf):
    assert interval(edtf) == Interval(OPEN_START, date(1990, 12, 31).toordinal())
    assert interval("-9999").earliest > OPEN_START


@pytest.mark.parametrize(
    "edtf",
    [
        "", "/", "../..", "..", "unknown", "1957-3", "1957-00", "1957-13", "1957-02-30", "2001-02-29",
        "1957-04-31", "25 March 1957", "2006/2004", "2004/2005/2006", "-0000", "99999", "Y17E7",
        "[1667,1668]", "1957 ", "195X-03", "1957-XX-05", "1957-21-01", "1957-03-25T10:00:00Z",
        "１９５７", "1957\n",
    ],
)  # fmt: skip
def test_anything_else_is_refused(edtf):
    with pytest.raises(ValueError, match=r"ends before it begins|is not an EDTF date|has no"):
        interval(edtf)


@given(st.text() | st.text(alphabet="0129X-/.~?%Y"))
def test_no_text_raises_anything_but_value_error(text):
    try:
        covered = interval(text)
    except ValueError:
        return
    assert covered.earliest <= covered.latest
    assert display(text)


@given(st.integers(-9998, 9998))
def test_years_follow_each_other_without_gap_also_before_the_year_one(year):
    def written(number: int) -> str:
        return f"-{-number:04}" if number < 0 else f"{number:04}"

    assert interval(written(year)).latest + 1 == interval(written(year + 1)).earliest


@given(st.dates())
def test_a_day_has_the_number_that_python_gives_it(day):
    assert interval(day.isoformat()) == days(day, day)


def test_a_leap_day_before_the_year_one_exists():
    assert interval("-0004-02-29").latest + 1 == interval("-0004-03-01").earliest


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("1957-03-25", "25 March 1957"),
        ("1957-03", "March 1957"),
        ("1957", "1957"),
        ("1957-03-XX", "March 1957"),
        ("1957-XX-XX", "1957"),
        ("1957-23", "autumn 1957"),
        ("1893~", "about 1893"),
        ("1893?", "perhaps 1893"),
        ("1893-04%", "perhaps about April 1893"),
        ("2004/2006", "2004 to 2006"),
        ("2004/..", "2004 onwards"),
        ("2004/", "2004 to an unknown date"),
        ("../1990", "until 1990"),
        ("/1990", "an unknown date to 1990"),
        ("195X", "the 1950s"),
        ("190X", "between 1900 and 1909"),
        ("19XX", "between 1900 and 1999"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("0079", "AD 79"),
        ("0476", "476"),
        ("-0026/0014", "27 BC to AD 14"),
    ],
)
def test_a_date_is_shown_as_readers_write_it(edtf, shown):
    assert display(edtf) == shown
