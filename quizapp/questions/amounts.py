"""Amounts and dates among answer options: what they measure, how much, and their natural order."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from quizapp.questions.dates import MONTHS
from quizapp.questions.numerals import COUNTS, ONES, PARTS, SCALES

_LONGEST_FIRST = "|".join(sorted(COUNTS, key=len, reverse=True))
_SHARE = re.compile(rf"(?:an?|(?P<count>{'|'.join(ONES)}))?[ -]?(?P<part>{'|'.join(PARTS)})s?", re.IGNORECASE)
_MONTH = "|".join(MONTHS)
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|\b(?P<word>{_LONGEST_FIRST})\b",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"\s*({'|'.join(SCALES)})\b", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{_MONTH})(?:\s+(?P<us_day>\d{{1,2}}),)?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount in an option. ``unit`` is the text around the number: only equal units compare."""

    value: Fraction
    unit: str


@lru_cache(maxsize=4096)
def amount(option: str) -> Amount | None:
    """The one number or calendar date that an option states; ``None`` for none or several."""
    when = _DATE.fullmatch(option.strip())
    if when:
        return _date_amount(when)
    share = _SHARE.fullmatch(option.strip())
    if share:
        return Amount(Fraction(COUNTS[(share["count"] or "one").lower()], PARTS[share["part"].lower()]), "share")
    numbers = list(_NUMBER.finditer(option))
    if len(numbers) != 1:
        return None
    found = numbers[0]
    digits = found["digits"]
    value = Fraction(digits.replace(",", "")) if digits else Fraction(COUNTS[found["word"].lower()])
    end = found.end()
    scale = _SCALE.match(option, end)
    if scale:
        value *= SCALES[scale[1].lower()]
        end = scale.end()
    unit = _unit(f"{option[: found.start()]} {option[end:]}")
    # Years before the common era count backwards.
    return Amount(-value if unit in {"bc", "bce"} else value, unit)


def ascending(options: Sequence[str]) -> list[int] | None:
    """Positions of the options from the smallest amount to the largest, or ``None`` if not comparable."""
    amounts = [found for option in options if (found := amount(option)) is not None]
    if len(amounts) < len(options) or len({found.unit for found in amounts}) > 1:
        return None
    return sorted(range(len(options)), key=lambda index: (amounts[index].value, options[index]))


def shown(options: Sequence[str], seed: str) -> list[tuple[str, str]]:
    """Options with their numbers, shuffled by the seed; amounts and dates stand in order, as readers expect."""
    numbered = [(str(number), text) for number, text in enumerate(options)]
    order = ascending(options)
    if order is not None:
        return [numbered[position] for position in order]
    random.Random(seed).shuffle(numbered)
    return numbered


def _date_amount(when: re.Match[str]) -> Amount:
    day = when["day"] or when["us_day"]
    month = next(number for number, name in enumerate(MONTHS) if name.lower() == when["month"].lower())
    return Amount(Fraction(int(when["year"]) * 372 + month * 31 + int(day or 0)), "a day" if day else "a month")


def _unit(around: str) -> str:
    words = re.sub(r"[^\w%$€£¥₩]+", " ", around.casefold()).split()
    singular = [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words]
    return " ".join(singular).replace("per cent", "%").replace("percent", "%")
