"""Given names: whether a name is a person's, and of which sex; and names of people nobody knows."""

import random
from functools import cache

from quizapp.knowledge import table

_TODAY, _OLD = 2026, 1930

@cache
def _names() -> dict[str, str]:
    lists = table("given_names.toml")
    return {name: sex for sex in ("f", "m", "both") for name in lists[sex]}


def is_given(word: str) -> bool:
    """Whether the pack knows the word as a given name."""
    return word in _names()


def sex_of_given(word: str) -> str | None:
    """ "f" or "m" where nearly all bearers are of one sex, else None."""
    sex = _names().get(word)
    return sex if sex in {"f", "m"} else None


def ordinary(like: str, country: str, sex: str | None, *, count: int, year: int = _TODAY) -> list[str]:
    """Names to stand beside somebody who is not widely known; always the same for one name, [] for other countries.

    Before ``_OLD`` they are names of that time.
    """
    tables = table("given_names.toml")
    if country not in tables["ordinary"]["countries"]:
        return []
    lists = tables["ordinary_of_old"] if year < _OLD else tables["ordinary"]
    chance = random.Random(like)
    given = chance.sample(lists[sex] if sex in {"f", "m"} else sorted({*lists["f"], *lists["m"]}), count)
    names = zip(given, chance.sample(lists["surnames"], count), strict=True)
    return [f"{first} {last}" for first, last in names if first not in like and last not in like]
