"""How long before another date one was, in words: "26 years", "about 3 months", "at least 10 days"."""

from calendar import monthrange

from quizapp.questions.dates import OPEN_END, OPEN_START, calendar_day, interval, parts

# Below so many months, months say more than years.
_MONTHS_SAID = 24


def time_between(earlier: str, later: str) -> str:
    """The time from one EDTF date to a later one, as it stands before "before"; "" where nothing can be said.

    Two dates of the same exactness are counted as people count them: 1965 to 1991 is 26 years. Where one is
    more exact than the other, the time is "about" that. Where a date is uncertain, a span, or open, only the
    least time is sure: "at least". Nothing can be said of dates that overlap or follow each other at once.
    Raises ``ValueError`` for anything that is not EDTF.
    """
    before, after = interval(earlier), interval(later)
    if before.latest >= after.earliest or before.latest == OPEN_END or after.earliest == OPEN_START:
        return ""
    one, other = parts(earlier), parts(later)
    if one is None or other is None:
        return _at_least(before.latest, after.earliest)
    known = min(len(one), len(other))
    is_about = len(one) != len(other)
    if known == 1:
        return _said(other[0] - one[0], "year", is_about=is_about)
    if known == 2:
        return _months_said(12 * (other[0] - one[0]) + other[1] - one[1], is_about=is_about)
    return _days_said(before.latest, after.earliest)


def _at_least(last: int, first: int) -> str:
    """From the last day of one to the first of the other, in whole units that have surely passed."""
    if first - last < 2:
        return ""
    months, _ = _whole_months(last, first)
    if months >= 12:
        return f"at least {_count(months // 12, 'year')}"
    return f"at least {_count(months, 'month') if months else _count(first - last, 'day')}"


def _days_said(first: int, last: int) -> str:
    months, days = _whole_months(first, last)
    if not months:
        return _count(last - first, "day")
    # Half a month and more is nearer to the next one.
    return _months_said(months + (days > 15), is_about=days > 0)


def _months_said(months: int, *, is_about: bool) -> str:
    years, rest = divmod(months, 12)
    if months < _MONTHS_SAID and rest:
        return _said(months, "month", is_about=is_about)
    return _said(years + (rest >= 6), "year", is_about=is_about or rest > 0)


def _whole_months(first: int, last: int) -> tuple[int, int]:
    """The months that have passed from one numbered day to another, and the days after them."""
    year, month, day = calendar_day(first)
    to_year, to_month, to_day = calendar_day(last)
    months = 12 * (to_year - year) + to_month - month
    # A month from 31 January is over at the end of February.
    if to_day < min(day, _length(to_year, to_month)):
        months -= 1
        to_month = to_month - 1 or 12
        return months, to_day + max(0, _length(to_year, to_month) - day)
    return months, max(0, to_day - day)


def _length(year: int, month: int) -> int:
    return monthrange(year % 400 + 2000, month)[1]


def _said(number: int, unit: str, *, is_about: bool) -> str:
    if not number:
        return ""
    return f"{'about ' if is_about else ''}{_count(number, unit)}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
