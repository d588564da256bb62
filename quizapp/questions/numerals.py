"""Every number of a text, in digits or in words."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# "seven" to "ninety-nine".
COUNTS = {word: number for number, word in enumerate([*ONES, *_TEENS], start=1)}
COUNTS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
COUNTS |= {f"{tens}-{ones}": COUNTS[tens] + COUNTS[ones] for tens in _TENS for ones in ONES}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_RANKS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_OTHER_COUNTS = {"once": 1, "twice": 2, "dozen": 12, "decade": 10, "decades": 10, "century": 100, "fortnight": 14}
_ALL_COUNTS = COUNTS | _OTHER_COUNTS
_ALL_SCALES = SCALES | {"hundred": 100, "bn": 10**9, "m": 10**6}
_LONGEST_FIRST = "|".join(sorted([*_ALL_COUNTS, *_RANKS], key=len, reverse=True))
_NUMBER = re.compile(
    rf"\b(?P<top>an?|{'|'.join(ONES)})[\s-](?P<part>{'|'.join(PARTS)})s?\b|\b(?P<half>half|halves)\b"
    r"|(?P<over>\d+)/(?P<under>[1-9]\d*)(?![\d/])"
    r"|(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<rank>st|nd|rd|th)?"
    rf"|\b(?P<word>{_LONGEST_FIRST})\b",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"[\s-]*({'|'.join(_ALL_SCALES)})\b", re.IGNORECASE)

# Words that say a number and nothing else.
NUMBER_WORDS = frozenset([*_ALL_COUNTS, *_ALL_SCALES, *PARTS])


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as a text has it.

    ``bare`` is without its scale: "450 million" has 450 in it. "third" is a rank and may be a share as well;
    "3rd" is a rank and may be a count as well.
    """

    value: Fraction
    bare: Fraction
    is_rank: bool = False
    is_count: bool = True

    def readings(self) -> set[Fraction]:
        """What it may count or what share it may be."""
        if self.is_count:
            return {self.value, self.bare}
        return {1 / self.value} if self.value > 1 else set()


@lru_cache(maxsize=1024)
def numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of a text, in order."""
    found: list[Numeral] = []
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        word = (match["word"] or "").lower()
        bare = value = _value(match, word)
        while scale := _SCALE.match(text, at):
            value *= _ALL_SCALES[scale[1].lower()]
            at = scale.end()
        is_word_of_rank = word in _RANKS
        found.append(Numeral(value, bare, bool(match["rank"]) or is_word_of_rank, not is_word_of_rank))
    return tuple(found)


def _value(match: re.Match[str], word: str) -> Fraction:
    if match["part"]:
        return Fraction(COUNTS.get(match["top"].lower(), 1), PARTS[match["part"].lower()])
    if match["half"]:
        return Fraction(1, 2)
    if match["over"]:
        return Fraction(int(match["over"]), int(match["under"]))
    if match["digits"]:
        return Fraction(re.sub(r"[^\d.]", "", match["digits"]))
    return Fraction(_RANKS.get(word) or _ALL_COUNTS[word])
