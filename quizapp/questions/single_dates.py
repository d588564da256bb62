"""One date as people write it, read as EDTF; ranges and open ends are read elsewhere, from such dates."""

import re
from datetime import date

from quizapp.questions.date_words import (
    ORDINALS,
    SEASON_WORDS,
    century_edtf,
    day_edtf,
    edtf_of_astronomical,
    month_number,
    ordinal_number,
    year_edtf,
)
from quizapp.questions.dates import MONTHS

EXAMPLES = "Write it such as June 1987, c. 1893, 44 BC or 12 March 2024."

_ABOUT = r"(?:c\.?|ca\.?|circa|about|around|approximately|approx\.?|roughly|some time in|sometime in)(?:\s+|(?<=\.))"
_PERHAPS = r"(?:perhaps|possibly|probably|maybe)\s+"
_DOUBTS = ((re.compile(rf"(?:{_PERHAPS}){_ABOUT}"), "%"), (re.compile(_ABOUT), "~"), (re.compile(_PERHAPS), "?"))

_YEAR = r"(?:ad\s*\d{1,4}|\d{1,4}\s*(?:bce|bc|ce|ad)|\d{3,4})"
_WORD = r"[a-z]{3,9}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ORDINAL = rf"(?:{'|'.join(reversed(ORDINALS))}|\d{{1,2}}(?:st|nd|rd|th))"
_PART = r"(?:(?P<part>early|mid|middle|late)(?:\s+in|\s+of)?(?:\s+the)?[\s-]+)?(?:the\s+)?"
_WEEKDAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(.+)")
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
# Years of a decade or century that are its early, middle and late ones, in tenths.
_PARTS = {"early": (0, 3), "mid": (4, 6), "middle": (4, 6), "late": (7, 9)}


class UnreadableDate(ValueError):
    """The text is no date, or may be several: the message says how to write it."""


def single_date(text: str, written: str) -> str:
    """As ``doubted``, but text that is no date raises ``UnreadableDate``, which quotes what was ``written``."""
    found = doubted(text, written)
    if not found:
        raise UnreadableDate(f"“{written}” cannot be read as a date. {EXAMPLES}")
    return found


def doubted(text: str, written: str) -> str | None:
    """The one date that the text, in lower case, writes; None where it is none.

    "About" is ~, "perhaps" or a question mark is ?, both are %. Raises ``UnreadableDate`` for what may be several.
    """
    mark = ""
    if text.endswith("?"):
        text, mark = text.rstrip("? "), "?"
    for pattern, doubt in _DOUBTS:
        found = pattern.match(text)
        if found:
            text, mark = text[found.end() :], "%" if mark and doubt == "~" else doubt
            break
    certain = next((edtf for reader in _READERS if (edtf := reader(text, written))), None)
    return "/".join(part + mark for part in certain.split("/")) if certain else None


def _with_weekday(text: str, written: str) -> str | None:
    found = _WEEKDAY.fullmatch(text)
    edtf = single_date(found[2], written) if found else ""
    if not found or not re.fullmatch(r"[0-9]{4}-\d\d-\d\d", edtf) or edtf < "0001":
        return None
    weekday = f"{date.fromisoformat(edtf):%A}"
    if weekday.casefold() != f"{found[1]}day":
        raise UnreadableDate(f"“{written}”: that day was a {weekday}. Check the date.")
    return edtf


def _year(text: str, written: str) -> str | None:
    if re.fullmatch(r"'?\d{1,2}", text) and text.strip("'0"):
        digits = text.strip("'")
        raise UnreadableDate(f"“{written}” could be more than one year. Write 19{digits:0>2}, or AD {int(digits)}.")
    if not re.fullmatch(rf"{_YEAR}|0", text):
        return None
    number = int(re.sub(r"\D", "", text))
    if not number:
        raise UnreadableDate("There is no year 0: 1 BC is followed by AD 1.")
    return year_edtf(number, before_christ="bc" in text)


def _month(text: str, written: str) -> str | None:
    found = re.fullmatch(rf"(?:(?:early|mid|late)[\s-]+)?({_WORD}),?(?: of)? ({_YEAR})", text)
    month = month_number(found[1]) if found else 0
    return f"{_year(found[2], written)}-{month:02d}" if found and month else None


def _day(text: str, written: str) -> str | None:
    for pattern in (
        rf"(?:the )?(?P<day>{_DAY})(?: of)? (?P<month>{_WORD}),? (?P<year>{_YEAR})",
        rf"(?P<month>{_WORD}) (?:the )?(?P<day>{_DAY}),? (?P<year>{_YEAR})",
    ):
        found = re.fullmatch(pattern, text)
        month = month_number(found["month"]) if found else 0
        if found and month:
            year = _year(found["year"], written) or ""
            return _existing(year, month, int(re.sub(r"\D", "", found["day"])))
    return None


def _existing(year: str, month: int, day: int) -> str:
    edtf = day_edtf(year, month, day)
    if not edtf:
        raise UnreadableDate(f"There is no {day} {MONTHS[month - 1]} in that year. Check the day.")
    return edtf


def _numeric(text: str, written: str) -> str | None:
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4 and 1 <= second <= 12:
        return _existing(found[1], second, third)
    if len(found[4]) < 4:
        raise UnreadableDate(f"“{written}”: write the year with four digits and the month as a word, 12 March 2024.")
    possible = [(day, month) for day, month in ((first, second), (second, first)) if 1 <= month <= 12]
    if len(set(possible)) > 1:
        (a, b), (c, d) = possible
        either = f"{a} {MONTHS[b - 1]} or {c} {MONTHS[d - 1]}"
        raise UnreadableDate(f"“{written}” could be {either}. Write the month as a word.")
    return _existing(found[4], possible[0][1], possible[0][0]) if possible else None


def _part_of_year(text: str, written: str) -> str | None:
    found = re.fullmatch(rf"{_PART}({_YEAR})", text)
    if not found or not found["part"]:
        return None
    first, last = {"early": ("01", "04"), "late": ("09", "12")}.get(found["part"], ("05", "08"))
    year = _year(found[2], written)
    return f"{year}-{first}/{year}-{last}"


def _season(text: str, written: str) -> str | None:
    found = re.fullmatch(rf"(?:the )?({'|'.join(SEASON_WORDS)})(?: of)? ({_YEAR})", text)
    return f"{_year(found[2], written)}-{SEASON_WORDS[found[1]]}" if found else None


def _quarter(text: str, written: str) -> str | None:
    found = re.fullmatch(
        rf"(?:the )?(?:q(?P<n>[1-4])|(?P<nth>{_ORDINAL}) quarter)(?: of)?,? (?P<year>{_YEAR})"
        rf"|(?P<year2>{_YEAR}),? q(?P<n2>[1-4])",
        text,
    )
    if not found:
        return None
    number = int(found["n"] or found["n2"] or ordinal_number(found["nth"]))
    year = _year(found["year"] or found["year2"], written)
    return f"{year}-{3 * number - 2:02d}/{year}-{3 * number:02d}" if number <= 4 else None


def _decade(text: str, written: str) -> str | None:
    if re.fullmatch(r"(?:the )?'?\d0'?s", text):
        raise UnreadableDate(f"“{written}”: of which century? Write 19{re.sub(r'[^0-9]', '', text)}s.")
    found = re.fullmatch(rf"{_PART}(?P<decade>\d{{3}})0'?s", text)
    if not found:
        return None
    decade = found["decade"]
    if decade.endswith("0"):
        century = int(decade[:2]) + 1
        either = f"{decade}0 to {decade}9, or the {century}th century"
        raise UnreadableDate(f"“{written}” could be the years {either}. Write which.")
    first, last = _PARTS.get(found["part"] or "", (None, None))
    return f"{decade}X" if first is None else f"{decade}{first}/{decade}{last}"


def _century(text: str, written: str) -> str | None:
    found = re.fullmatch(rf"{_PART}(?P<nth>{_ORDINAL}) (?:century|c\.?)(?: (?P<era>bce|bc|ce|ad))?", text)
    number = ordinal_number(found["nth"]) if found else 0
    if not found or not 1 <= number <= 99:
        return None
    before_christ = (found["era"] or "").startswith("b")
    if not found["part"]:
        return century_edtf(number, before_christ=before_christ)
    first, last = _PARTS[found["part"]]
    begin = -100 * number + 1 if before_christ else 100 * (number - 1)
    # Thirds, not tenths: the first 34 years of a century are early, the last 33 late.
    edges = {0: 0, 3: 33, 4: 34, 6: 66, 7: 67, 9: 99}
    return f"{edtf_of_astronomical(begin + edges[first])}/{edtf_of_astronomical(begin + edges[last])}"


def _without_year(text: str, written: str) -> str | None:
    """Never a date: says what is missing from one that has no year."""
    words = re.sub(rf"\b{_DAY}\b|[,.]|\bof\b|\bthe\b|\bearly\b|\blate\b|\bmid\b", " ", text).split()
    if words and len(words) == 1 and (month_number(words[0]) or words[0] in SEASON_WORDS):
        raise UnreadableDate(f"“{written}”: of which year? Write it too, such as June 1987.")
    if re.fullmatch(rf"q[1-4]|(?:the )?{_ORDINAL} quarter", text):
        raise UnreadableDate(f"“{written}”: of which year? Write it too, such as Q2 2024.")
    if re.fullmatch(r"\d{5,}", text):
        raise UnreadableDate(f"“{written}” has too many digits. Years have at most four.")
    return None


_READERS = (
    _with_weekday, _year, _part_of_year, _month, _day, _numeric, _season, _quarter, _decade, _century, _without_year,
)  # fmt: skip
