"""How a date is shown to the one who writes it: in the form, and read back in words."""

from quizapp.questions.dates import display, interval
from quizapp.questions.written_dates import UnreadableDate, misread_as_month, read_date


def as_written(edtf: str) -> str:
    """An EDTF date in words that are read as exactly this date, or the EDTF where no words are exact."""
    for words in (_century_words(edtf), display(edtf)):
        try:
            if words and read_date(words) == edtf:
                return words
        except UnreadableDate:
            continue
    return edtf


def _century_words(edtf: str) -> str:
    if not edtf.endswith("XX") or len(edtf) != 4:
        return ""
    number = int(edtf[:2]) + 1
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} century"


def echo(text: str) -> str:
    """What was understood: "June 1987 (1987-06), any day of that month". Raises ``UnreadableDate``."""
    edtf = read_date(text)
    words = _century_words(edtf) or display(edtf)
    understood = f"{words if words == edtf else f'{words} ({edtf})'}{_reach(edtf)}"
    misread = misread_as_month(text)
    return f"{understood}. For the years, write {misread}" if misread and read_date(misread) != edtf else understood


def _reach(edtf: str) -> str:
    """Which days count, where the words leave that open."""
    covered = interval(edtf)
    if "/" in edtf:
        begin, end = edtf.split("/")
        if begin in {"", ".."}:
            return ", any day up to then"
        return ", any day from then on" if end in {"", ".."} else ", any day in between"
    core = edtf.rstrip("?~%")
    if core != edtf:
        unit = {4: "year", 7: "month"}.get(len(core.removeprefix("-")), "day")
        return f", the {unit}s before and after count too" if "X" not in core else ", with the years around them"
    if core.endswith("XX") and len(core) == 4:
        return ", any day of those hundred years"
    if core.endswith("X") and len(core) == 4:
        return ", any day of those ten years"
    if covered.earliest == covered.latest:
        return ""
    if covered.latest - covered.earliest < 31:
        return ", any day of that month"
    is_season = len(core.removeprefix("-")) == 7 and not core.endswith("XX")
    return ", any day of that year, since seasons differ around the world" if is_season else ", any day of that year"
