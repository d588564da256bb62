"""Words that take sides, state opinions or leave out who says so."""

from functools import cache

from quizapp.knowledge import table

OPINION = frozenset(table("neutrality.toml")["opinion"])
UNATTRIBUTED = tuple(table("neutrality.toml")["unattributed"])
ABSOLUTE = frozenset(table("neutrality.toml")["absolute"])


@cache
def loaded() -> dict[str, str]:
    """Loaded words (lower case) with a plainer word, or with what to say in their place."""
    return dict(table("neutrality.toml")["loaded"])
