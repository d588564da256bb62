"""Numbers near a number, as rules and reports write them."""

from functools import cache

from quizapp.knowledge import table

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
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
        return [f"{value + step:.{places}f}" for step in (-4.3, 5.2, 9.7, -8.6, 13.4) if value + step > 0]
    whole = int(value)
    if unit == "%":
        steps = [whole + step for step in (-7, 8, -14, 15, -21, 22) if 0 < whole + step < 100]
    else:
        ladder = _ladders().get(unit, [])
        fits = bool(ladder) and ladder[0] <= whole <= ladder[-1]
        steps = [rung for rung in ladder if rung != whole] if fits else _round_steps(whole)
    steps.sort(key=lambda rung: (abs(rung - whole), rung))
    return [_written_like(text, step) for step in steps[:7]]


def _round_steps(whole: int) -> list[int]:
    """Values around a number without a ladder, with as many round digits as it has."""
    if whole <= 20:
        return [n for n in range(max(2 if whole > 1 else 1, whole - 3), whole + 5) if n != whole]
    digits = len(str(whole))
    zeros = digits - len(str(whole).rstrip("0"))
    grain = 10**zeros if zeros else 1
    step = max(grain, round(whole * 0.12 / grain) * grain)
    return [n for n in (whole - 2 * step, whole - step, whole + step, whole + 2 * step, whole + 3 * step) if n > 0]


def _written_like(text: str, number: int) -> str:
    if text.strip()[:1].isdigit():
        return f"{number:,}" if "," in text or (number >= 10_000 and len(text) > 4) else str(number)
    return in_words(number) if number < 1000 else f"{number:,}"
