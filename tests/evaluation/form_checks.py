"""Item-writing flaws, found a second time: another implementation than the app's, on bare words.

It shares no code with ``quizapp.questions.flaws``, so that a mistake there does not hide itself here.
An item is a stem, its options as shown, and the place of the key.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_STOP = frozenset(
    "a an the of in on at to for by with from and or is are was were be been did does do has have had which what "
    "who whom when where how many much its their this that these those as it not no than more most".split()
)
_NEGATIVE = re.compile(r"\b(?:not|except|never|least likely)\b|\bNOT\b|n't\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\b(?:always|never|all of|none of|every single|completely|absolutely)\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:often|usually|sometimes|frequently|rarely|generally)\b", re.IGNORECASE)
_NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}


@dataclass(frozen=True, slots=True)
class Item:
    """``options`` in the order shown; ``key`` is the place of the right one; ``quote`` is the proof."""

    stem: str
    options: tuple[str, ...]
    key: int
    quote: str

    @property
    def right(self) -> str:
        return self.options[self.key]

    @property
    def wrong(self) -> tuple[str, ...]:
        return tuple(text for place, text in enumerate(self.options) if place != self.key)


def words(text: str) -> list[str]:
    """Lower-case words without articles, prepositions and question words."""
    return [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in _STOP]


def number(text: str) -> float | None:
    """The only number of an option, or None."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    if len(found) == 1:
        return float(found[0].replace(",", ""))
    spelled = [_NUMBER_WORDS[word] for word in text.lower().split() if word in _NUMBER_WORDS]
    return float(spelled[0]) if len(spelled) == 1 and not found else None


def _stands_in(phrase: str, text: str) -> bool:
    inner, outer = words(phrase), words(text)
    size = len(inner)
    return bool(inner) and any(outer[at : at + size] == inner for at in range(len(outer) - size + 1))


def _key_is_longest(item: Item) -> bool:
    longest = max(len(text) for text in item.wrong)
    return len(item.right) > 1.35 * longest and len(item.right) - longest > 12


def _clue_word(item: Item) -> bool:
    in_wrong = {word for text in item.wrong for word in words(text)}
    own = {word for word in words(item.right) if len(word) > 3} - in_wrong
    return bool(own & set(words(item.stem)))


def _unsorted_numbers(item: Item) -> bool:
    values = [number(text) for text in item.options]
    known = [value for value in values if value is not None]
    return len(known) == len(values) and known != sorted(known) and known != sorted(known, reverse=True)


def _wrong_kind(item: Item) -> bool:
    if not re.search(r"\b(?:how many|which year|what year)\b", item.stem, re.IGNORECASE):
        return False
    kinds = {
        bool(re.search(r"\d", text)) or bool(set(text.lower().split()) & set(_NUMBER_WORDS)) for text in item.options
    }
    return len(kinds) > 1


def _uneven_grammar(item: Item) -> bool:
    def start(text: str) -> str:
        first = text.split()[0].lower()
        return first if first in {"a", "an", "the", "to", "by", "because", "in", "on"} else ""

    starts = [start(text) for text in item.wrong]
    article = {"a": "a", "an": "a"}
    normal = {article.get(each, each) for each in starts}
    return len(normal) == 1 and article.get(start(item.right), start(item.right)) not in normal


def _overlapping(item: Item) -> bool:
    return any(_stands_in(a, b) for a in item.options for b in item.options if a is not b)


FORM_CHECKS: dict[str, Callable[[Item], bool]] = {
    "ambiguous or unclear stem": lambda item: len(item.stem.split()) < 4 or "  " in item.stem,
    "implausible distractor": lambda item: _far_off(item),
    "none of the above": lambda item: any(re.match(r"none of", text, re.IGNORECASE) for text in item.options),
    "all of the above": lambda item: any(re.match(r"all of", text, re.IGNORECASE) for text in item.options),
    "longest option correct": _key_is_longest,
    "gratuitous information in the stem": lambda item: len(item.stem.split()) > 30 or item.stem.count(". ") > 0,
    "true or false question": lambda item: item.stem.lower().startswith(("true or false", "is it true")),
    "convergence on the key": lambda item: _converges(item),
    "logical cue": _wrong_kind,
    "absolute term": lambda item: any(_ABSOLUTE.search(text) for text in item.wrong),
    "word repeated in key": _clue_word,
    "more than one right": lambda item: (
        any(_stands_in(text, item.quote) for text in item.wrong)
        and number(item.right) is None
        and len(item.right.split()) < 6
    ),
    "negative stem": lambda item: bool(_NEGATIVE.search(item.stem)),
    "vague term": lambda item: any(_VAGUE.search(text) for text in item.options),
    "complex K-type": lambda item: any(re.match(r"(?:both )?[A-D] and [A-D]\b", text) for text in item.options),
    "unfocused stem": lambda item: not item.stem.rstrip().endswith("?"),
    "fill in the blank": lambda item: "__" in item.stem or "..." in item.stem,
    "grammatical cue": _uneven_grammar,
    "lost sequence": _unsorted_numbers,
    "option inside option": _overlapping,
    "key in stem": lambda item: _stands_in(item.right, item.stem),
    "distractor in stem": lambda item: any(_stands_in(text, item.stem) for text in item.wrong),
    "key not in quote": lambda item: not set(words(item.right)) & set(words(item.quote)),
}


def _far_off(item: Item) -> bool:
    values = [number(text) for text in item.options]
    known = [value for value in values if value]
    return len(known) == len(values) and max(known) > 20 * min(known) and max(known) < 1000


def _converges(item: Item) -> bool:
    """Whether the key shares clearly more words with the other options than any of them does."""

    def shared(place: int) -> int:
        own = set(words(item.options[place]))
        return sum(len(own & set(words(text))) for at, text in enumerate(item.options) if at != place)

    others = [shared(place) for place in range(len(item.options)) if place != item.key]
    return shared(item.key) > 1 + max(others)


def form_flaws(item: Item) -> list[str]:
    """The names of the criteria that the item breaks."""
    return [name for name, breaks in FORM_CHECKS.items() if breaks(item)]
