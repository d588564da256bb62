"""Words of civics English that matter to a question writer."""

import re
from functools import cache

from quizapp.knowledge import table

_WORDS = table("words.toml")
FLUFF_VERBS = frozenset(_WORDS["fluff_verbs"])
VAGUE_NOUNS = frozenset(_WORDS["vague_nouns"])
ABSTRACT_NOUNS = frozenset(_WORDS["abstract_nouns"])
# Heads of long names that texts shorten to "the Court", "the Act".
BODY_NOUNS = frozenset(_WORDS["body_nouns"])
# Nouns of which a country, or the world, has one: "the government" needs no further words.
UNIQUE_NOUNS = frozenset(_WORDS["unique_nouns"])
# Countries that world news is full of: each is a likely answer where one of them is asked for.
POWERS = tuple(_WORDS["powers"])

# Nouns of settlements: what is called one is a place.
PLACE_NOUNS = frozenset("city town village township suburb port hamlet settlement seaport".split())

# States of the past with the one that took their place.
SUCCESSORS: dict[str, str] = _WORDS["successors"]
SINCE: dict[str, int] = _WORDS["since"]
# What is said "in Hindi" is said in no town.
LANGUAGES = frozenset(_WORDS["languages"])
LANDS = frozenset(_WORDS["lands"])
# Kings who are named with a number, to stand beside one.
MONARCHS = tuple(_WORDS["monarchs"])

_A_PERSON = re.compile(
    r"(?:er|or|ist|ian|ant|ent|man|woman|head|king|queen|chief|judge|justice|premier|clerk|secretary|chair|priest|bishop"
    r"|nurse|hero|wife|widow|daughter|son|sister|brother|mother|father|citizen|head|delegate|advocate|candidate)s?$"
)
# A meaning says in its first words what it is about.
_LOOKED_AT = 6
# Nouns that end like those of people but are none.
_NO_PERSON = frozenset(_WORDS["no_person_nouns"])


def is_person_noun(lemma: str) -> bool:
    """Whether the noun (lower case) names a person by role, kin or origin ("governor", "widow")."""
    return _A_PERSON.search(lemma) is not None and lemma not in _NO_PERSON


@cache
def _sorts() -> dict[str, str]:
    return {noun: sort for sort, nouns in _WORDS["sorts"].items() for noun in nouns}


# The noun that a meaning is about stands before the first of these.
_AFTER_HEAD = re.compile(
    r",|\b(?:of|that|who|which|whose|for|by|to|in|from|with|on|at|where|when|after|before|made|held|paid|sent|set)\b"
)


def sort_of(meaning: str) -> str | None:
    """What a meaning ("a tax on goods from abroad") is about, by its noun, else by its first words.

    "person", "people", "money", "time", "number", "text", "act" or "place".
    """
    head = re.findall(r"[\w-]+", _AFTER_HEAD.split(meaning.casefold(), maxsplit=1)[0])[-1:]
    if head and (sort := _sorts().get(head[0])):
        return sort
    words = re.findall(r"[\w-]+", meaning.casefold())[:_LOOKED_AT]
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if following == "who" or (is_person_noun(word) and word not in _sorts()):
            return "person"
        if sort := _sorts().get(word):
            return sort
    return None


def complements(verb: str) -> frozenset[str]:
    """What a verb needs after it to say anything: dependencies ("dobj") or prepositions; empty for most verbs."""
    return frozenset(_WORDS["complements"].get(verb, ()))


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
