"""Number: an amount is written, and compared exactly or within a tolerance."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from quizapp.questions.content import Answer, Grade, InvalidAnswer, Proven
from quizapp.questions.content import is_complete as is_complete
from quizapp.questions.feedback import OptionCount, WrittenFeedback, written_counts

name = "number"
label = "Number"
summary = "A number to write, exact or within a tolerance."

LONGEST_ANSWER = 60

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WRITTEN = re.compile(
    r"(?P<sign>[+-]?)\s*"
    r"(?:(?P<over>[0-9]+)\s*/\s*(?P<under>[0-9]+)"
    r"|(?P<whole>[0-9]{1,3}(?:(?P<gap>[,' ])[0-9]{3})(?:(?P=gap)[0-9]{3})*|[0-9]*)(?:\.(?P<decimals>[0-9]+))?)"
    rf"(?:\s*(?P<scale>{'|'.join(_SCALES)}))?"
)
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_SHARE = re.compile(r"(.*?)\s*(?:%|per ?cent)", re.IGNORECASE)
_PERCENT = ("%", "percent", "per cent")


class NotANumber(ValueError):
    """The text is no number: the message says how to write one."""


@lru_cache(maxsize=4096)
def number_in(text: str, *, unit: str = "") -> Fraction:
    """The number that the whole text writes, exactly; the unit may stand before or after it.

    Thousands may be set apart by commas, spaces or apostrophes ("1,200", "1 200"); decimals follow a point;
    "2/3" and "450 million" are numbers too. Raises ``NotANumber`` for anything else.
    """
    plain = _without_unit(_plain(text), _plain(unit))
    found = _WRITTEN.fullmatch(plain)
    if not found or not any((found["over"], found["whole"], found["decimals"])):
        if _DECIMAL_COMMA.fullmatch(plain):
            raise NotANumber(f"Write decimals with a point, such as {plain.replace(',', '.')}, not with a comma.")
        raise NotANumber("Write one number in digits, such as 45, 1,200 or 12.5.")
    if found["over"]:
        if not int(found["under"]):
            raise NotANumber("Nothing can be divided by zero.")
        value = Fraction(int(found["over"]), int(found["under"]))
    else:
        whole = re.sub(r"[,' ]", "", found["whole"]) or "0"
        value = Fraction(f"{whole}.{found['decimals'] or '0'}")
    value *= _SCALES[found["scale"]] if found["scale"] else 1
    return -value if found["sign"] == "-" else value


def _plain(text: str) -> str:
    """The text with one kind of space, minus, digit and apostrophe. Raised digits stay: 10² is not 102."""
    letters = []
    for letter in text:
        plain = unicodedata.normalize("NFKC", letter)
        if letter.isdecimal():
            plain = str(unicodedata.decimal(letter))
        elif letter.isdigit():
            plain = letter
        elif "\u2044" in plain:  # ½: a number of its own, so that 2½ is not read as 21/2
            plain = f" {plain.replace(chr(0x2044), '/')}"
        letters.append(plain)
    joined = "".join(letters).casefold().translate(str.maketrans("−–‐‑⁄’‘", "----/''"))
    return " ".join(joined.split()).removesuffix(".")


def _without_unit(text: str, unit: str) -> str:
    if not unit:
        return text
    for same in _PERCENT if unit in _PERCENT else (unit,):
        if text.endswith(same):
            return text.removesuffix(same).rstrip()
        if text.startswith(same):
            return text.removeprefix(same).lstrip()
    return text


def as_text(value: Fraction) -> str:
    """The number for readers, with commas: exact to six decimal places, else rounded with "about"."""
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return _grouped(int(scaled), places)
    return f"about {_grouped(round(value * 10**4), 4)}"


def _grouped(scaled: int, places: int) -> str:
    whole, decimals = divmod(abs(scaled), 10**places)
    sign = "\u2212" if scaled < 0 else ""
    return f"{sign}{whole:,}" + (f".{decimals:0{places}d}" if places else "")


def _as_written(value: Any) -> Any:
    """A bank file may hold a bare number."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Written = Annotated[str, BeforeValidator(_as_written)]


class Number(Proven):
    """A stem and its number as text; ``tolerance`` is an amount ("0.5") or a share of the key ("5 %")."""

    key: Written = Field(min_length=1, max_length=LONGEST_ANSWER)
    tolerance: Written = Field(default="", max_length=LONGEST_ANSWER)
    unit: str = Field(default="", max_length=40)
    explanation: str = ""

    @model_validator(mode="after")
    def _numbers_are_sound(self) -> "Number":
        problems = []
        try:
            number_in(self.key, unit=self.unit)
        except NotANumber:
            problems.append(f"the key “{self.key}” is not a number in digits, such as 45, 1,200, 12.5 or 2/3")
        problems += _problems_of_tolerance(self.tolerance)
        if any(letter.isdecimal() for letter in self.unit):
            problems.append(f"the unit “{self.unit}” holds a digit")
        if not problems and _share(self.tolerance) is not None and self.value == 0:
            problems.append("a share of zero is zero: give the tolerance as an amount")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def value(self) -> Fraction:
        return number_in(self.key, unit=self.unit)

    @property
    def reach(self) -> Fraction:
        """How far from the key an answer may be and still be right."""
        if not self.tolerance:
            return Fraction(0)
        share = _share(self.tolerance)
        return number_in(self.tolerance) if share is None else abs(self.value) * share

    @property
    def needs_letters(self) -> bool:
        """Whether the key is written with more than a number pad offers."""
        return self.value < 0 or "/" in self.key

    @property
    def key_text(self) -> str:
        """The key with its unit, for readers."""
        key = _plain(self.key)
        has_unit = not self.unit or _without_unit(key, _plain(self.unit)) != key
        return self.key if has_unit else f"{self.key} {self.unit}"

    @property
    def range_text(self) -> str:
        """What counts as right, for readers; empty where only the key does."""
        if not self.reach:
            return ""
        low, high = self.value - self.reach, self.value + self.reach
        return f"Anything from {as_text(low)} to {as_text(high)} counts as right."


def _share(tolerance: str) -> Fraction | None:
    """The tolerance as a share of the key, or ``None`` where it is an amount."""
    found = _SHARE.fullmatch(tolerance)
    return number_in(found[1]) / 100 if found else None


def _problems_of_tolerance(tolerance: str) -> list[str]:
    if not tolerance:
        return []
    try:
        share = _share(tolerance)
        reach = number_in(tolerance) if share is None else share
    except NotANumber:
        return [f"the tolerance “{tolerance}” is neither an amount, such as 0.5, nor a share, such as 5 %"]
    if reach < 0:
        return ["the tolerance is less than nothing"]
    return ["a tolerance of the whole key lets nearly everything pass"] if share and share >= 1 else []


def parse(data: Mapping[str, Any]) -> Number:
    return Number.model_validate(data)


def to_dict(content: Number) -> dict[str, Any]:
    return content.model_dump(mode="json")


def presented(content: Number, seed: int) -> list[tuple[str, str]]:
    return []


def answer_from_form(content: Number, form: Mapping[str, Sequence[str]]) -> Answer:
    """The number as it was written, so that the learner meets it again as typed."""
    written = next(iter(form.get("written", ())), "").strip()
    if not written:
        raise InvalidAnswer("Write your answer in the box, in digits.")
    if len(written) > LONGEST_ANSWER:
        raise InvalidAnswer(f"Write at most {LONGEST_ANSWER} characters.")
    try:
        number_in(written, unit=content.unit)
    except NotANumber as problem:
        raise InvalidAnswer(f"“{written}” cannot be read as a number. {problem}") from None
    return {"written": written}


def form_from_answer(content: Number, answer: Answer) -> dict[str, list[str]]:
    return {"written": [answer["written"]]}


def grade(content: Number, answer: Answer) -> Grade:
    """Credit 1 within the tolerance, its ends included, else 0. Everything is compared exactly."""
    return Grade(credit=Fraction(int(_is_right(content, str(answer.get("written", ""))))))


def _is_right(content: Number, written: str) -> bool:
    try:
        return abs(number_in(written, unit=content.unit) - content.value) <= content.reach
    except NotANumber:
        return False


def guess_score(content: Number) -> Fraction:
    return Fraction(0)


def feedback(content: Number, answer: Answer | None, seed: int) -> WrittenFeedback:
    written = answer.get("written") if answer else None
    return WrittenFeedback(
        written=written,
        is_right=written is not None and _is_right(content, written),
        key=content.key_text,
        also_right=content.range_text,
    )


def tally(content: Number, answers: Sequence[Answer], asked: int) -> list[OptionCount]:
    """Which numbers were written and how often, however they were written."""
    written = [str(answer.get("written", "")) for answer in answers]
    return written_counts([(_folded(text, content), text, _is_right(content, text)) for text in written], asked)


def _folded(written: str, content: Number) -> str:
    try:
        return str(number_in(written, unit=content.unit))
    except NotANumber:
        return written
