"""Words before a number that make it less than exact ("at least", "nearly", "more than")."""

from typing import Any

# What a hedge becomes before "how many"; a hedge that is missing here is left out ("only", "barely").
_HEDGES = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "nearly": "about", "almost": "about", "at least": "at least", "at most": "at most", "up to": "up to",
    "more than": "about", "over": "about", "fewer than": "about", "less than": "about", "under": "about",
    "no more than": "at most", "no fewer than": "at least", "no less than": "at least", "just over": "about",
    "well over": "about",
}  # fmt: skip
_LEFT_OUT = frozenset({"only", "just", "barely", "exactly"})
# "More than 120" tells a bound: asked as "about how many", its key can be disputed.
_BOUNDS = frozenset({"more than", "over", "just over", "well over", "fewer than", "less than", "under"})


def hedge_before(token: Any) -> tuple[str, set[int]]:
    """What to say before "how many" ("at least", "about"), and the tokens of the hedge."""
    for length in (3, 2, 1):
        start = token.i - length
        if start < token.sent.start:
            continue
        words = " ".join(t.lower_ for t in token.doc[start : token.i])
        if words in _HEDGES or words in _LEFT_OUT:
            return _HEDGES.get(words, ""), set(range(start, token.i))
    return "", set()


def is_bounded(token: Any) -> bool:
    """Whether only a bound of the number is told."""
    doc, at = token.doc, token.i
    return any(" ".join(t.lower_ for t in doc[max(at - n, 0) : at]) in _BOUNDS for n in (1, 2))
