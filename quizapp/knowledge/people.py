"""Public figures as wrong answers to "who" questions."""

from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import rows

# Where the first word of a name is the family's, it tells no sex.
_FAMILY_NAME_FIRST = frozenset(
    ["China", "Japan", "Myanmar", "North Korea", "Singapore", "South Korea", "Taiwan", "Vietnam"]
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A person of one country and role, active from ``first`` to ``last``; ``sex`` is "f" or "m"."""

    name: str
    country: str
    role: str
    first: int
    last: int
    sex: str


@cache
def figures() -> tuple[Figure, ...]:
    return tuple(
        Figure(row["name"], row["country"], row["role"], int(row["from"]), int(row["to"]), row["sex"])
        for row in rows("people.csv")
    )


def peers(country: str, year: int | None, sex: str | None, *, role: str | None = None, within: int = 0) -> list[str]:
    """People of that country who were active in the year, or ``within`` so many years of it, the nearest first.

    Of those who are equally near the ones of the role come first. A missing year or sex fits any.
    """
    fitting = [each for each in figures() if each.country == country and sex in {None, each.sex}]
    near = [each for each in fitting if _years_off(each, year) <= within]
    return [each.name for each in sorted(near, key=lambda each: (_years_off(each, year), each.role != role))]


def _years_off(figure: Figure, year: int | None) -> int:
    """Years between the year and the figure's public life; 0 within it."""
    return 0 if year is None else max(figure.first - year, year - figure.last, 0)


@cache
def _by_name() -> dict[str, Figure]:
    return {each.name: each for each in figures()}


def find(name: str) -> Figure | None:
    """The figure of that full name."""
    return _by_name().get(name)


def country_of(name: str) -> str | None:
    """The country of a figure of the pack, or None for anybody else."""
    found = find(name)
    return found.country if found else None


@cache
def _by_first_name() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in figures():
        if each.country not in _FAMILY_NAME_FIRST:
            found.setdefault(each.name.split()[0], set()).add(each.sex)
    return found


@cache
def _family_names() -> frozenset[str]:
    """First words that are family names where these come first ("Kim"), though given names elsewhere."""
    return frozenset(each.name.split()[0] for each in figures() if each.country in _FAMILY_NAME_FIRST)


def sex_of(name: str) -> str | None:
    """The sex of a person of the pack, or the only one that the pack knows for the first name."""
    if found := find(name):
        return found.sex
    if name.split()[0] in _family_names():
        return None
    sexes = _by_first_name().get(name.split()[0], set())
    return next(iter(sexes)) if len(sexes) == 1 else None
