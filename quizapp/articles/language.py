"""Is a text English? The share of very common English words tells."""

import re

_COMMON = frozenset(
    "the of and to in a is that for on was as with by it be are at this an from or has have not which were but they "
    "his her its their had who been will would there can more if when what one all also no into than other only "
    "may must she he we you i do does about after before between under over such any each how where why".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_ENOUGH_WORDS = 25
_ENGLISH_SHARE = 0.22


def is_english(text: str) -> bool:
    """Whether the text reads as English; texts too short to tell pass if they use Latin letters."""
    words = [word.lower() for word in _WORD.findall(text[:200_000])]
    if not words:
        return False
    if sum(word.isascii() for word in words) < 0.6 * len(words):
        return False
    if len(words) < _ENOUGH_WORDS:
        return True
    return sum(word in _COMMON for word in words) >= _ENGLISH_SHARE * len(words)
