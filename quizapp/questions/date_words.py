"""The words of dates in English, and the EDTF they stand for.

Shared by what finds dates in running text and by what reads the one date of a form.
"""

import re
from calendar import monthrange

from quizapp.questions.dates import MONTHS

SEASON_WORDS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()


def month_number(word: str) -> int:
    """The month (1 to 12) with this name, or at least the first three letters of it; 0 for none."""
    start = word.casefold().rstrip(".")
    named = [number for number, name in enumerate(MONTHS, start=1) if name.casefold().startswith(start)]
    return named[0] if len(start) >= 3 and named else 0


def ordinal_number(word: str) -> int:
    """1 for "first" and "1st"; 0 for what is no ordinal up to "twenty-first"."""
    if word[:1].isdigit():
        return int(re.sub(r"\D", "", word))
    return ORDINALS.index(word) + 1 if word in ORDINALS else 0


def year_edtf(year: int, *, before_christ: bool = False) -> str:
    """A year in EDTF, which counts astronomically: 1 BC is year 0."""
    return edtf_of_astronomical(1 - year if before_christ else year)


def edtf_of_astronomical(year: int) -> str:
    """A year that may be 0 or below, in EDTF."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def century_edtf(number: int, *, before_christ: bool = False) -> str:
    """A century in EDTF: the 19th is 18XX; what four digits cannot say is given from year to year."""
    if before_christ:
        first = 100 * number
        return f"{year_edtf(first, before_christ=True)}/{year_edtf(first - 99, before_christ=True)}"
    return f"{number - 1:02d}XX" if number > 1 else "0001/0100"


def day_edtf(year: str, month: int, day: int) -> str | None:
    """A day in EDTF; None where the month has no such day. ``year`` is in EDTF."""
    # The calendar repeats every 400 years, and monthrange knows none before year 1.
    length = monthrange(int(year) % 400 + 2000, month)[1]
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= length else None
