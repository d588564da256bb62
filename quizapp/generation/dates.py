"""The ways English texts write dates, as EDTF.

Months that are verbs or names ("may", "march", "May") count as dates only beside a day or a year. What
leans on an earlier date ("that June", "three years later", "on 8 September") is read by ``dates_of``,
and only where the same paragraph names one date that it can lean on.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from quizapp.generation.parsing import Sentence
from quizapp.questions.date_words import ORDINALS, SEASON_WORDS, century_edtf, day_edtf, ordinal_number, year_edtf
from quizapp.questions.dates import MONTHS

_MONTH = "|".join(MONTHS)
# Not the second day of "18-20 May".
_DAY = r"(?<![\d\u2013-])(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "twelve": 12, "twenty": 20}  # fmt: skip
# A number that counts something is no year: "1500 voters", "in 1200 towns".
_COUNTED = (
    r"(?!\s?(?:%|people|women|men|won|yen))"
    r"(?! (?!(?:was|has|its|this|plus|thus|as|is|always|across|unless|versus|perhaps|towards)\b)[a-z]+s\b)"
)
_PATTERNS = [
    re.compile(r"\b(?P<bce>\d{1,4}) (?:BCE|BC)\b"),
    re.compile(r"\bAD (?P<ad>\d{1,4})\b|\b(?P<ce>\d{1,4}) (?:CE|AD)\b"),
    re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}),? (?P<year>{_YEAR})\b"),
    re.compile(rf"\b(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH}),? (?P<year>{_YEAR})\b"),
    re.compile(rf"\b(?:(?P<about>early|mid|late)[ -])?(?P<month>{_MONTH})(?: of|,)? (?P<year>{_YEAR})\b"),
    re.compile(rf"\b(?:the )?(?P<season>{'|'.join(SEASON_WORDS)})(?: of)? (?P<year>{_YEAR})\b"),
    re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY})\b(?!,? ?\d)"),
    re.compile(rf"\b(?P<day>{_DAY}) (?P<month>{_MONTH})\b"),
    re.compile(rf"\b(?:between|from) (?P<year>{_YEAR}) (?:and|to|until) (?P<until>{_YEAR})\b"),
    re.compile(rf"\b(?P<year>{_YEAR})\s?[\u2013-]\s?(?P<until>{_YEAR})\b"),
    re.compile(rf"\b(?P<year>{_YEAR})[\u2013-](?P<short>\d\d)\b(?!\d)"),
    re.compile(r"\b(?:the )?(?:(?P<about>early|mid|late)[ -])?(?P<decade>(?:1[0-9]|20)\d)0s\b"),
    re.compile(rf"\bthe (?P<ordinal>{'|'.join(reversed(ORDINALS))}|\d\d?(?:st|nd|rd|th)) century(?P<era> BCE?)?\b"),
    re.compile(
        rf"(?P<about>(?:\bc\.|\b[Cc]irca|\b[Aa]bout|\b[Aa]round|\b[Ss]ome time in) ?)?\b(?P<year>{_YEAR})\b{_COUNTED}"
    ),
]


@dataclass(frozen=True, slots=True)
class Found:
    """A date at characters ``start`` to ``end``. ``precision``: day, month, season, year, decade, century,
    span or about. ``leans`` where its year comes from an earlier date of the paragraph.
    """

    text: str
    start: int
    end: int
    edtf: str
    precision: str
    leans: bool = False


def find_dates(text: str, *, year: int | None = None) -> list[Found]:
    """The dates of a text, in order; ``year`` is that of a day or month written without one."""
    found: list[Found] = []
    # What looks like a date but is none ("31 February 1950") must not be read as a part of one.
    impossible: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            taken = [*((other.start, other.end) for other in found), *impossible]
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            value = _value(match.groupdict(), year)
            if value:
                found.append(Found(match.group().strip(), match.start(), match.end(), *value))
            elif match.groupdict().get("day") and match.groupdict().get("year"):
                impossible.append(match.span())
    return sorted(found, key=lambda date: date.start)


def _value(parts: dict[str, str | None], year: int | None) -> tuple[str, str] | None:
    about = "~" if parts.get("about") else ""
    if bce := parts.get("bce"):
        return (year_edtf(int(bce), before_christ=True), "year") if int(bce) else None
    if common := parts.get("ad") or parts.get("ce"):
        return year_edtf(int(common)), "year"
    if decade := parts.get("decade"):
        # "The 1900s" may be ten years or a hundred.
        return (f"{decade}X", "decade") if not about and not decade.endswith("0") else None
    if ordinal := parts.get("ordinal"):
        return _century(ordinal, parts.get("era"))
    written = int(parts.get("year") or 0) or year
    if written is None:
        return None
    if short := parts.get("short"):
        until = written // 100 * 100 + int(short)
        return (f"{written}/{until}", "span") if until > written else None
    if end := parts.get("until"):
        return (f"{written}/{end}", "span") if int(end) > written else None
    if season := parts.get("season"):
        return f"{written}-{SEASON_WORDS[season]}", "season"
    return _calendar(parts.get("month"), parts.get("day"), written, about)


def _century(ordinal: str, era: str | None) -> tuple[str, str] | None:
    number = ordinal_number(ordinal)
    return None if era or not 1 < number < 22 else (century_edtf(number), "century")


def _calendar(month: str | None, day: str | None, year: int, about: str) -> tuple[str, str] | None:
    if not month:
        return f"{year}{about}", "about" if about else "year"
    number = MONTHS.index(month) + 1
    if not day:
        # "Early June" lies in June.
        return f"{year}-{number:02d}", "month"
    edtf = day_edtf(str(year), number, int(re.sub(r"\D", "", day)))
    return (edtf, "day") if edtf else None


_LEANING = [
    ("month", re.compile(rf"\b(?P<how>(?i:that|the same|the following)) (?P<month>{_MONTH})\b")),
    ("year", re.compile(r"\b(?P<how>that|the same|the following|the next) year\b", re.IGNORECASE)),
    ("year", re.compile(rf"\b(?P<count>{'|'.join(_COUNTS)}) years? (?P<way>later|earlier|before)\b", re.IGNORECASE)),
    ("day", re.compile(r"\b(?P<how>the next|the following|the same|that) day\b", re.IGNORECASE)),
    ("day", re.compile(r"\b(?P<count>a|one|two|three|four|five) days? (?P<way>later|earlier|before)\b", re.IGNORECASE)),
]


def dates_of(sentences: list[Sentence]) -> dict[int, list[Found]]:
    """The dates of every sentence by its number, those that lean on an earlier one included."""
    found: dict[int, list[Found]] = {}
    paragraph: int | None = None
    anchor: Found | None = None
    for sentence in sentences:
        if sentence.offset != paragraph:
            paragraph, anchor = sentence.offset, None
        found[sentence.number] = list(_in_order(sentence.text, anchor))
        certain = [each for each in found[sentence.number] if each.precision in {"day", "month", "year"}]
        anchor = certain[-1] if certain else anchor
    return found


def _in_order(text: str, anchor: Found | None) -> Iterator[Found]:
    """Explicit dates of the sentence, and leaning ones read from what stands before them."""
    explicit = find_dates(text)
    taken = list(explicit)
    for start, make in _leaning(text):
        before = [each for each in taken if each.end <= start and each.precision in {"day", "month", "year"}]
        leans_on = max(before, key=lambda each: each.end) if before else anchor
        made = make(leans_on) if leans_on else None
        if made and not any(made.start < other.end and made.end > other.start for other in taken):
            taken.append(made)
    yield from sorted(taken, key=lambda each: each.start)


def _leaning(text: str) -> list[tuple[int, Callable[[Found], Found | None]]]:
    """Where dates lean on an earlier one, each with what reads it once its anchor is known."""
    made: list[tuple[int, Callable[[Found], Found | None]]] = []
    for unit, pattern in _LEANING:
        made += [(match.start(), partial(_told_by, unit, match)) for match in pattern.finditer(text)]
    with_year = find_dates(text)
    for each in find_dates(text, year=2000):
        # Day and month without a year: what is found only when a year is lent.
        if each.precision in {"day", "month"} and not any(o.start <= each.start < o.end for o in with_year):
            made.append((each.start, partial(_lent, each)))
    return sorted(made, key=lambda pair: pair[0])


def _told_by(unit: str, match: re.Match[str], anchor: Found) -> Found | None:
    edtf = _moved(unit, match.groupdict(), anchor)
    return Found(match.group(), match.start(), match.end(), edtf, unit, leans=True) if edtf else None


def _lent(found: Found, anchor: Found) -> Found | None:
    """A day and month in its anchor's year, if that does not run backwards."""
    year = anchor.edtf[:4]
    if not re.match(r"[12]\d{3}", year):
        return None
    edtf = f"{year}{found.edtf[4:]}"
    if edtf[5:] == "02-29" and int(year) % 4:
        return None
    same_length = anchor.edtf[: len(edtf)]
    return replace(found, edtf=edtf, leans=True) if edtf[: len(same_length)] >= same_length else None


def _moved(unit: str, parts: dict[str, str | None], anchor: Found) -> str | None:
    if not re.match(r"[12]\d{3}", anchor.edtf):
        # So long ago nothing is counted in years from it.
        return None
    year = int(anchor.edtf[:4])
    how = (parts.get("how") or "").lower()
    step = _COUNTS.get((parts.get("count") or "").lower(), 0)
    step = -step if parts.get("way") in {"earlier", "before"} else step
    if unit == "month":
        month = MONTHS.index(parts["month"] or "") + 1
        known = int(anchor.edtf[5:7]) if len(anchor.edtf) >= 7 else 0
        if how == "the following":
            return f"{year + (known >= month)}-{month:02d}" if known else None
        return f"{year}-{month:02d}" if month >= known else None
    if unit == "year":
        return str(year + (step or (how in {"the following", "the next"})))
    if anchor.precision != "day":
        return None
    day = date.fromisoformat(anchor.edtf) + timedelta(days=step or (how in {"the next", "the following"}))
    return day.isoformat()
