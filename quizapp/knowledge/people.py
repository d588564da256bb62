"""Public figures as wrong answers to "who" questions."""

from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import listed, rows


@dataclass(frozen=True, slots=True)
class Pool:
    """People of one country and role who were active in the same years."""

    country: str
    role: str
    first: int
    last: int
    names: tuple[str, ...]


@cache
def _pools() -> tuple[Pool, ...]:
    pools = []
    for row in rows("people.csv"):
        first, last = (int(year) for year in row["active"].split("-"))
        pools.append(Pool(row["country"], row["role"], first, last, tuple(listed(row["names"]))))
    return tuple(pools)


def peers(country: str | None, year: int | None) -> list[str]:
    """Names of people of that country whose time holds the year; a missing country or year fits any."""
    fitting = [pool for pool in _pools() if country is None or pool.country == country]
    if year is not None:
        fitting = [pool for pool in fitting if pool.first <= year <= pool.last] or fitting
    return [name for pool in fitting for name in pool.names]
