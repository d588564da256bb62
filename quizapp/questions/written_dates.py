"""A date as people write it in a form, read as EDTF: "June 1987", "c. 1893", "44 BC", "between 1914 and 1918"."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from quizapp.questions.date_words import edtf_of_astronomical
from quizapp.questions.dates import interval
from quizapp.questions.single_dates import EXAMPLES, UnreadableDate, doubted, single_date

__all__ = ["LONGEST", "UnreadableDate", "misread_as_month", "read_date"]

LONGEST = 60
_UNKNOWN = "an unknown date"


def read_date(text: str) -> str:
    """The EDTF date that the whole text writes. Raises ``UnreadableDate``; EDTF itself is read as it is."""
    if len(text) > LONGEST:
        raise UnreadableDate(f"That is too long for a date. {EXAMPLES}")
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).strip(" ,;“”\"'")
    try:
        interval(plain)
    except ValueError:
        edtf = _read(_folded(plain), text.strip())
        try:
            interval(edtf)
        except ValueError:
            raise UnreadableDate(f"“{text.strip()}” ends before it begins.") from None
        return edtf
    return plain


def _folded(plain: str) -> str:
    lower = plain.casefold().replace("’", "'")
    lower = re.sub(r"\b(a\.d|b\.c\.e|b\.c|c\.e)\b\.?", lambda found: found[1].replace(".", ""), lower)
    return re.sub(r"^(?:in|on|at|dated)\s+", "", lower).rstrip(". ") or lower


def _read(text: str, written: str) -> str:
    for reader in (_bounded, _range, doubted):
        found = reader(text, written)
        if found:
            return found
    raise UnreadableDate(f"“{written}” cannot be read as a date. {EXAMPLES}")


_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[str, str], str]], ...] = (
    (re.compile(r"(?:before|earlier than) (.+)"), lambda edtf, written: f"../{_beside(edtf, -1, written)}"),
    (re.compile(r"(?:after|later than) (.+)"), lambda edtf, written: f"{_beside(edtf, 1, written)}/.."),
    (
        re.compile(r"(?:until|till|up to|by|(?:not|no) later than) (.+)"),
        lambda edtf, _: f"../{edtf.rpartition('/')[2]}",
    ),
    (re.compile(r"(?:since|(?:not|no) earlier than) (.+)"), lambda edtf, _: f"{edtf.partition('/')[0]}/.."),
    (re.compile(r"(?:from )?(.+?) (?:onwards?|or later)"), lambda edtf, _: f"{edtf.partition('/')[0]}/.."),
)


def _bounded(text: str, written: str) -> str | None:
    """Dates with one open end. "Before 1900" leaves 1900 out, "until 1900" has it in."""
    for pattern, bound in _BOUNDS:
        found = pattern.fullmatch(text)
        if found:
            return bound(_read(found[1], written), written)
    return None


def _beside(edtf: str, step: int, written: str) -> str:
    """The year, month or day just before (-1) or after (1) a date."""
    edge = edtf.partition("/")[0] if step < 0 else edtf.rpartition("/")[2]
    core = edge.rstrip("?~%")
    doubt, core = edge[len(core) :], core.replace("X", "0" if step < 0 else "9")
    found = re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", core)
    if not found or int(found[2] or 0) > 12 or (found[3] and not 1 <= int(found[1]) < 9999):
        raise UnreadableDate(f"“{written}” cannot be read as a date. Write the first or last date that it may be.")
    if found[3]:
        beside = date.fromordinal(date.fromisoformat(core).toordinal() + step).isoformat()
    elif found[2]:
        years, month = divmod(int(found[2]) - 1 + step, 12)
        beside = f"{edtf_of_astronomical(int(found[1]) + years)}-{month + 1:02d}"
    else:
        beside = edtf_of_astronomical(int(found[1]) + step)
    return beside + doubt


_RANGES = (
    re.compile(r"between (.+?) and (.+)"),
    re.compile(r"(?:from )?(.+?) (?:to|until|till|through) (.+)"),
    re.compile(r"(.+?)\s*[–—]\s*(.+)"),
    re.compile(r"(.+?) - (.+)"),
    re.compile(r"((?:.*\D)?\d{3,4}(?: ?(?:bce|bc|ce|ad))?)-((?:ad )?\d{2,4}(?: ?(?:bce|bc|ce|ad))?)"),
)


def _range(text: str, written: str) -> str | None:
    for pattern in _RANGES:
        found = pattern.fullmatch(text)
        if found:
            return _from_to(found[1], found[2], written)
    return None


def _from_to(begin: str, end: str, written: str) -> str:
    """Both ends. What the first leaves out ("March to June 2024", "100–44 BC", "1914–18") the other one says."""
    if begin == _UNKNOWN or end == _UNKNOWN:
        known = single_date(end if begin == _UNKNOWN else begin, written)
        return f"/{known.rpartition('/')[2]}" if begin == _UNKNOWN else f"{known.partition('/')[0]}/"
    short = re.fullmatch(r"\d\d", end)
    if short and (first := re.search(r"(\d\d)\d\d$", begin)):
        end = first[1] + end
    last = single_date(end, written).rpartition("/")[2]
    tail = end.split()
    problem: UnreadableDate | None = None
    for rest in ("", *(" ".join(tail[number:]) for number in range(1, len(tail)))):
        try:
            first_edtf = single_date(f"{begin} {rest}".strip(), written).partition("/")[0]
        except UnreadableDate as error:
            problem = problem or error
            continue
        try:
            interval(f"{first_edtf}/{last}")
        except ValueError:
            problem = problem or UnreadableDate(f"“{written}” ends before it begins.")
            continue
        return f"{first_edtf}/{last}" if first_edtf != last else last
    raise problem or UnreadableDate(f"“{written}” cannot be read as a date. {EXAMPLES}")


def misread_as_month(text: str) -> str:
    """Two years that a text such as "1904-12" may mean although EDTF says December 1904; "" for any other."""
    found = re.fullmatch(r"\s*(\d\d)(\d\d)-(\d\d)\s*", text)
    return f"{found[1]}{found[2]}–{found[1]}{found[3]}" if found and found[2] < found[3] else ""
