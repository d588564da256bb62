"""Well-known court cases as wrong answers to questions that ask for one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import rows

_VERSUS = re.compile(r"\s+(?:v|vs|versus)\.?\s+")
_SMALL_WORDS = frozenset({"and", "co", "for", "in", "of", "the"})


@dataclass(frozen=True, slots=True)
class Case:
    """A case written with "v.", the country of its court, and the year of the judgment.

    The country is "European Union" for the courts in Luxembourg and Strasbourg, and "World" for those between states.
    """

    name: str
    country: str
    year: int


@cache
def cases() -> tuple[Case, ...]:
    return tuple(Case(row["name"], row["country"], int(row["year"])) for row in rows("cases.csv"))


def peers(country: str | None, year: int | None, exclude: str | Iterable[str]) -> list[str]:
    """All cases but the excluded ones: those of the country first, and among them those nearest in time.

    A case is excluded by its name in any usual spelling ("Brown v Board of Education of Topeka", "the Brown case"),
    and rather too many are left out than one that the text may mean.
    """
    excluded = [exclude] if isinstance(exclude, str) else list(exclude)
    fitting = [each for each in cases() if not any(_may_be(each.name, name) for name in excluded)]
    fitting.sort(key=lambda each: (each.country != country, 0 if year is None else abs(each.year - year)))
    return [each.name for each in fitting]


def _may_be(case: str, name: str) -> bool:
    first, second = _parties(case)
    given = _parties(name)
    if len(given) == 2:
        return bool(first & given[0] and second & given[1])
    words = given[0] - {"case", "decision", "judgment", "ruling"}
    return bool(words) and words <= first | second


def _parties(name: str) -> list[frozenset[str]]:
    return [_words(party) for party in _VERSUS.split(name.replace("’", "'"), maxsplit=1)]


def _words(party: str) -> frozenset[str]:
    """The telling words of a party; the Crown is always "r"."""
    words = frozenset(re.findall(r"[\w'&-]+", party.casefold().replace(".", ""))) - _SMALL_WORDS
    return frozenset({"r"}) if words in ({"regina"}, {"rex"}) else words
