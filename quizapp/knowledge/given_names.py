"""Given names: whether a name is a person's, and of which sex."""

from functools import cache

from quizapp.knowledge import table


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
