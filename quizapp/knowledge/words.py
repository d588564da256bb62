"""Words of civics English that matter to a question writer."""

from functools import cache

from quizapp.knowledge import table

_WORDS = table("words.toml")
FLUFF_VERBS = frozenset(_WORDS["fluff_verbs"])
VAGUE_NOUNS = frozenset(_WORDS["vague_nouns"])
ABSTRACT_NOUNS = frozenset(_WORDS["abstract_nouns"])
# Heads of long names that texts shorten to "the Court", "the Act".
BODY_NOUNS = frozenset(_WORDS["body_nouns"])


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in _WORDS["synonyms"]:
        for verb in group:
            found[verb] = found.get(verb, frozenset()) | frozenset(group)
    return found


def synonyms(verb: str) -> frozenset[str]:
    """Verbs that may tell the same act, the verb itself included."""
    return _synonyms().get(verb, frozenset()) | {verb}


@cache
def contrasts() -> tuple[tuple[str, str], ...]:
    """Pairs of words of which each makes the opposite of the other, both ways round."""
    pairs = [(first, second) for first, second in _WORDS["contrasts"]]
    return (*pairs, *((second, first) for first, second in pairs))
