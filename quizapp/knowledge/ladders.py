"""Numbers near a number, as rules and reports write them."""

import math
import random
from functools import cache

from quizapp.knowledge import table

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
# The first two digits of numbers that are felt as round.
_ROUND = (10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90)
_PARTS_OFF = (-0.13, 0.14, -0.24, 0.27, -0.35, 0.41)
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    """0 to 999 in words ("thirty-six")."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_ONES[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")


@cache
def _from_words() -> dict[str, int]:
    return {in_words(number): number for number in range(1000)}


def value_of(text: str) -> float | None:
    """The number that a word or figure means ("sixty", "25,000", "36.6"), or None."""
    lowered = text.strip().casefold()
    if lowered in _from_words():
        return float(_from_words()[lowered])
    try:
        return float(lowered.replace(",", ""))
    except ValueError:
        return None


@cache
def _ladders() -> dict[str, list[int]]:
    return table("ladders.toml")


def neighbours(text: str, unit: str) -> list[str]:
    """Other values for ``text``, the nearest first, written as it is written; [] for what is no number."""
    value = value_of(text)
    if value is None or value <= 0:
        return []
    if value != int(value):
        places = len(text.partition(".")[2])
        if places == 2 and round(value * 100) % 5 == 0:
            return _prices(value)
        # A percentage moves by points, a small amount such as "1.2 million" by parts of itself.
        size = max(value, 0.0) / 12 if value < 15 else 1.0
        made = [f"{value + size * step:.{places}f}" for step in (-4.3, 5.2, 9.7, -8.6, 13.4, -6.5)]
        return [text for text in dict.fromkeys(made) if float(text) > 0 and float(text) != value]
    whole = int(value)
    if unit == "%":
        # Near 0 and 100 the steps are small, so that there is room on both sides.
        room = min(whole, 100 - whole)
        small = 7 if room > 21 else max(room // 3, 1)
        steps = [whole + n * small + n // 2 for n in (-1, 1, -2, 2, -3, 3, -4) if 0 < whole + n * small + n // 2 < 100]
    else:
        ladder = _ladders().get(unit, [])
        fits = bool(ladder) and ladder[0] <= whole <= ladder[-1]
        steps = [rung for rung in ladder if rung != whole] if fits else _round_steps(whole)
    steps.sort(key=lambda rung: (abs(rung - whole), rung))
    return [_written_like(text, step) for step in steps[:7]]


def _prices(value: float) -> list[str]:
    """Values as prices are: in quarters beside 1.75, in steps of five hundredths beside 2.35."""
    cents = round(value * 100)
    grain = 25 if cents % 25 == 0 else 5
    step = max(grain, round(cents * 0.15 / grain) * grain)
    return [f"{(cents + n * step) / 100:.2f}" for n in (-1, 1, 2, -2, 3, 4) if cents + n * step > 0]


def _round_steps(whole: int) -> list[int]:
    """Values around a number without a ladder, with as many round digits as it has."""
    if whole <= 20:
        return [n for n in range(max(2 if whole > 1 else 1, whole - 3), whole + 5) if n != whole]
    digits = len(str(whole))
    telling = len(str(whole).rstrip("0"))
    power = 10 ** (digits - 2)
    if whole % (power // 2 or 1) == 0 and whole // power in _ROUND:
        rungs = [rung * power * 10**scale // 10 for scale in (0, 1, 2) for rung in _ROUND]
        near = [n for n in rungs if n != whole and 0.3 <= n / whole <= 3.4]
        return sorted(set(near), key=lambda n: (abs(math.log(n / whole)), n))[:7]
    if telling <= 2:
        step = max(power, round(whole * 0.12 / power) * power)
        return [n for n in (whole - 2 * step, whole - step, whole + step, whole + 2 * step, whole + 3 * step) if n > 0]
    # A count to the last digit: others as exact, each another part of it, with as many zeros at the end.
    chance = random.Random(whole)
    grain = 10 ** (digits - telling)
    made = [round(whole * (1 + part + chance.uniform(-0.03, 0.03)) / grain) * grain for part in _PARTS_OFF]
    made = [n + grain if n % (10 * grain) == 0 else n for n in made]
    return [n for n in dict.fromkeys(made) if n > 0 and n != whole]


def _written_like(text: str, number: int) -> str:
    if text.strip()[:1].isdigit():
        return f"{number:,}" if "," in text or (number >= 10_000 and len(text) > 4) else str(number)
    return in_words(number) if number < 1000 else f"{number:,}"
