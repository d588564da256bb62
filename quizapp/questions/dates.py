"""EDTF dates (ISO 8601-2, levels 0 and 1) as intervals of days, and as text for readers.

Left out on purpose: times of day, years of more than four digits, and level 2.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

# What an open or unknown end of an interval stands for: before and after every date of four digits.
OPEN_START = -10_000_000
OPEN_END = 10_000_000

_ENDS = {"..", ""}
_ONE_DATE = re.compile(
    r"(?P<year>-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<doubt>[?~%]?)"
)
_DOUBT = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """First and last day that a date may mean.

    Days are numbered as ``datetime.date.toordinal`` does, and on in the same calendar before year 1.
    """

    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class _Date:
    """One date as written. ``span`` is the number of years: 1, or 10 and 100 where digits are open."""

    year: int
    span: int
    month: int | None
    day: int | None
    doubt: str


# A large bank is read question by question, and its dates and amounts come again and again.
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def interval(edtf: str) -> Interval:
    """The days that an EDTF date covers. Raises ``ValueError`` for anything else.

    A doubtful date ("1893~", "1893?") also covers the year, month or day on each side of it. A season
    covers its whole year, because hemispheres disagree. An end that is open or unknown has no limit.
    """
    first, last = _read(edtf)
    earliest = OPEN_START if first is None else _days(first).earliest
    latest = OPEN_END if last is None else _days(last).latest
    if earliest > latest:
        raise ValueError(f"{edtf!r} ends before it begins")
    return Interval(earliest, latest)


def parts(edtf: str) -> tuple[int, ...] | None:
    """(year), (year, month) or (year, month, day) of one date without doubt; None for all that is less certain.

    The year counts as EDTF does: 0 is 1 BC. Raises ``ValueError`` for anything that is not EDTF.
    """
    interval(edtf)
    read, _ = _read(edtf)
    if "/" in edtf or read is None or read.doubt or read.span > 1 or read.month in SEASONS:
        return None
    return tuple(part for part in (read.year, read.month, read.day) if part is not None)


def calendar_day(ordinal: int) -> tuple[int, int, int]:
    """(year, month, day) of a numbered day: the inverse of how intervals count."""
    # The calendar repeats every 400 years of 146,097 days, and ``date`` knows none before year 1.
    eras, rest = divmod(ordinal - 1, 146_097)
    day = date.fromordinal(rest + 1)
    return day.year + 400 * eras, day.month, day.day


def display(edtf: str) -> str:
    """An EDTF date for readers: "25 March 1957", "about 1893", "2004 to 2006", "44 BC".

    Raises ``ValueError`` for anything that is not EDTF.
    """
    interval(edtf)
    first, last = _read(edtf)
    if "/" not in edtf:
        return _text(first) if first else ""
    begin, end = edtf.split("/")
    if last is None:
        return f"{_text(first)} onwards" if end else f"{_text(first)} to an unknown date"
    if first is None:
        return f"until {_text(last)}" if begin else f"an unknown date to {_text(last)}"
    return f"{_text(first)} to {_text(last)}"


def _read(edtf: str) -> tuple[_Date | None, _Date | None]:
    """Begin and end; ``None`` is an open or unknown one. A single date is both."""
    begin, slash, end = edtf.partition("/")
    if not slash:
        return (only := _read_one(begin, edtf)), only
    if begin in _ENDS and end in _ENDS:
        raise _not_a_date(edtf)
    return (
        None if begin in _ENDS else _read_one(begin, edtf),
        None if end in _ENDS else _read_one(end, edtf),
    )


def _read_one(written: str, edtf: str) -> _Date:
    found = _ONE_DATE.fullmatch(written)
    if not found or found["year"] == "-0000":
        raise _not_a_date(edtf)
    open_digits = found["year"].count("X")
    month = _number(found["month"])
    day = _number(found["day"])
    if open_digits and found["month"]:
        raise _not_a_date(edtf)
    if found["day"] and (month in SEASONS or (month is None and day is not None)):
        raise _not_a_date(edtf)
    date = _Date(int(found["year"].replace("X", "0")), 10**open_digits, month, day, found["doubt"])
    if month is not None and month not in SEASONS and not 1 <= month <= 12:
        raise ValueError(f"{edtf!r} has no month {month}")
    if month is not None and day is not None and not 1 <= day <= _month_length(date.year, month):
        raise ValueError(f"{edtf!r} has no day {day}")
    return date


def _number(digits: str | None) -> int | None:
    return None if digits is None or digits == "XX" else int(digits)


def _not_a_date(edtf: str) -> ValueError:
    return ValueError(
        f"{edtf!r} is not an EDTF date, such as 1957, 1957-03, 1957-03-25, 1893~, 195X, -0043 or 2004/2006"
    )


def _days(date: _Date) -> Interval:
    doubt = 1 if date.doubt else 0
    if date.month is None or date.month in SEASONS:
        wider = doubt * date.span
        return Interval(_ordinal(date.year - wider, 1, 1), _ordinal(date.year + date.span - 1 + wider, 12, 31))
    if date.day is None:
        begin = _month_after(date.year, date.month, -doubt)
        end = _month_after(date.year, date.month, doubt)
        return Interval(_ordinal(*begin, 1), _ordinal(*end, _month_length(*end)))
    day = _ordinal(date.year, date.month, date.day)
    return Interval(day - doubt, day + doubt)


def _month_after(year: int, month: int, step: int) -> tuple[int, int]:
    years, index = divmod(month - 1 + step, 12)
    return year + years, index + 1


def _month_length(year: int, month: int) -> int:
    # The calendar repeats every 400 years, and monthrange knows none before year 1.
    return monthrange(year % 400 + 2000, month)[1]


def _ordinal(year: int, month: int, day: int) -> int:
    """Day number in the proleptic Gregorian calendar, for any year: 1 is 1 January of year 1."""
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + sum(_month_length(year, earlier) for earlier in range(1, month)) + day


def _text(date: _Date | None) -> str:
    if date is None:
        return ""
    return _DOUBT[date.doubt] + _certain_text(date)


def _certain_text(date: _Date) -> str:
    if date.span > 1:
        # "The 1900s" could be ten years or a hundred.
        decade = date.span == 10 and date.year % 100
        return f"the {date.year}s" if decade else f"between {date.year} and {date.year + date.span - 1}"
    year = _year_text(date.year)
    if date.month is None:
        return year
    if date.month in SEASONS:
        return f"{SEASONS[date.month]} {year}"
    month = f"{MONTHS[date.month - 1]} {year}"
    return month if date.day is None else f"{date.day} {month}"


def _year_text(year: int) -> str:
    """EDTF has a year 0, which is 1 BC. Before the year 100 a bare number would not read as a year."""
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 100 else str(year)
