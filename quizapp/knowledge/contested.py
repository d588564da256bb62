"""Places that countries quarrel over, as wrong answers to what two others quarrel over."""

from functools import cache

from quizapp.knowledge import listed, places, rows


@cache
def _parties() -> dict[str, frozenset[str]]:
    return {row["name"]: frozenset(listed(row["parties"])) for row in rows("contested.csv")}


def rivals(name: str, sides: tuple[str, str]) -> list[str]:
    """Contested places other than ``name`` that are surely not between both sides, the likeliest first.

    Those that one of the sides claims come before those in the same part of the world, and these before all others.
    The sides may be told by their country, its people or its capital.
    """
    countries = {country for side in sides if (country := places.country_behind(side))}
    regions = places.regions_of(countries)

    def distance(parties: frozenset[str]) -> int:
        return 0 if parties & countries else 1 if places.regions_of(parties) & regions else 2

    def is_between_them(parties: frozenset[str]) -> bool:
        """Whether both sides claim it; where one side is no known country, whether the other does."""
        return bool(countries) and countries <= parties

    fitting = [
        (distance(parties), place)
        for place, parties in _parties().items()
        if place != name and not is_between_them(parties)
    ]
    return [place for _, place in sorted(fitting, key=lambda each: each[0])]
