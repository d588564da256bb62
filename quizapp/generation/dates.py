"""The ways English texts write dates, as EDTF.

Months that are verbs or names ("may", "march", "May") count as dates only beside a day or a year.
"""

import re
from dataclasses import dataclass

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join(MONTHS)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_PATTERNS = [
    re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}),? (?P<year>{_YEAR})\b"),
    re.compile(rf"\b(?P<day>{_DAY}) (?P<month>{_MONTH}),? (?P<year>{_YEAR})\b"),
    re.compile(rf"\b(?P<month>{_MONTH}),? (?P<year>{_YEAR})\b"),
    re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY})\b(?!,? ?\d)"),
    re.compile(rf"\b(?P<day>{_DAY}) (?P<month>{_MONTH})\b"),
    re.compile(rf"\b(?P<year>{_YEAR})\s?[\u2013-]\s?(?P<until>{_YEAR})\b"),
    re.compile(r"\bthe (?P<decade>(?:1[0-9]|20)\d)0s\b"),
    re.compile(rf"(?P<about>\b(?i:c\.|circa|about|around) )?\b(?P<year>{_YEAR})\b(?!\s?(?:dollars|rupees|people|%))"),
    re.compile(r"\b(?P<bce>\d{1,4}) (?:BCE|BC)\b"),
]


@dataclass(frozen=True, slots=True)
class Found:
    """A date at characters ``start`` to ``end``. ``precision``: day, month, year, decade, span or about."""

    text: str
    start: int
    end: int
    edtf: str
    precision: str


def find_dates(text: str, *, year: int | None = None) -> list[Found]:
    """The dates of a text, in order; ``year`` is that of a day or month written without one."""
    found: list[Found] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and match.end() > other.start for other in found):
                continue
            value = _value(match.groupdict(), year)
            if value:
                found.append(Found(match.group().strip(), match.start(), match.end(), *value))
    return sorted(found, key=lambda date: date.start)


def _value(parts: dict[str, str | None], year: int | None) -> tuple[str, str] | None:
    if bce := parts.get("bce"):
        # EDTF counts years astronomically: 1 BC is year 0.
        return (f"-{int(bce) - 1:04d}" if bce != "1" else "0000"), "year"
    if decade := parts.get("decade"):
        return f"{decade}X", "decade"
    written = int(parts.get("year") or 0) or year
    if written is None:
        return None
    if until := parts.get("until"):
        return f"{written}/{until}", "span"
    month, day = parts.get("month"), parts.get("day")
    if not month:
        return (f"{written}~", "about") if parts.get("about") else (str(written), "year")
    number = MONTHS.index(month) + 1
    if not day:
        return f"{written}-{number:02d}", "month"
    count = int(re.sub(r"\D", "", day))
    if count > (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[number - 1]:
        return None
    return f"{written}-{number:02d}-{count:02d}", "day"
