"""A test-wise guesser: it knows nothing and looks only at the form of stem and options."""

from collections.abc import Callable

from tests.evaluation.form_checks import Item, number, words

_VOWELS = tuple("aeiou")


def _longest(item: Item, option: str) -> float:
    return len(option)


def _overlap_with_stem(item: Item, option: str) -> float:
    own = {word[:5] for word in words(option) if len(word) > 3}
    return len(own & {word[:5] for word in words(item.stem) if len(word) > 3})


def _overlap_with_options(item: Item, option: str) -> float:
    own = set(words(option))
    return sum(len(own & set(words(other))) for other in item.options if other != option)


def _middle_value(item: Item, option: str) -> float:
    values = [number(text) for text in item.options]
    known = sorted(value for value in values if value is not None)
    own = number(option)
    if own is None or len(known) < len(values):
        return 0
    return float(0 < known.index(own) < len(known) - 1)


def _fits_grammar(item: Item, option: str) -> float:
    last = item.stem.rstrip("?:. ").split()[-1].lower()
    if last not in {"a", "an"}:
        return 0
    return float(option.lower().startswith(_VOWELS) == (last == "an"))


HABITS: dict[str, Callable[[Item, str], float]] = {
    "longest option": _longest,
    "words of the stem": _overlap_with_stem,
    "words of the other options": _overlap_with_options,
    "middle value": _middle_value,
    "grammar of the stem": _fits_grammar,
}


def chance_of_hit(item: Item, habit: Callable[[Item, str], float]) -> float:
    """The probability (0 to 1) that a guesser with this habit picks the key; ties are drawn by lot."""
    scores = [habit(item, option) for option in item.options]
    best = [place for place, score in enumerate(scores) if score == max(scores)]
    return 1 / len(best) if item.key in best else 0.0


def votes(item: Item, option: str) -> float:
    """All habits together, each with one vote for the options that it likes best."""
    total = 0.0
    for habit in HABITS.values():
        scores = [habit(item, each) for each in item.options]
        if max(scores) > min(scores) and habit(item, option) == max(scores):
            total += 1 / scores.count(max(scores))
    return total
