"""Countries, their parts and their cities: what is of the same kind, and what gives away what."""

from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import listed, rows


@dataclass(frozen=True, slots=True)
class Place:
    """``kind``: country, city, or what its country calls its parts (state, province, canton, ...).

    ``country`` is the country it is or lies in; ``region`` is that country's part of the world.
    """

    name: str
    kind: str
    country: str
    region: str


def _key(name: str) -> str:
    return name.strip().removeprefix("the ").removeprefix("The ").casefold()


@cache
def _places() -> dict[str, Place]:
    """Every place by every name; a country wins over a city of the same name."""
    found: dict[str, Place] = {}
    for row in rows("countries.csv"):
        country = Place(row["name"], "country", row["name"], row["region"])
        for name in [row["name"], *listed(row["aliases"])]:
            found.setdefault(_key(name), country)
    for row in rows("countries.csv"):
        for name in [row["capital"], *listed(row["cities"])]:
            found.setdefault(_key(name), Place(name, "city", row["name"], row["region"]))
    for row in rows("regions.csv"):
        region = found[_key(row["country"])].region
        for name in listed(row["names"]):
            found.setdefault(_key(name), Place(name, row["kind"], row["country"], region))
    return found


@cache
def _demonyms() -> dict[str, str]:
    return {row["demonym"].casefold(): row["name"] for row in rows("countries.csv")}


def find(name: str) -> Place | None:
    """The place with this name or alias, whatever its article or capitals."""
    return _places().get(_key(name))


def country_behind(word: str) -> str | None:
    """The country that a place name or demonym points to ("Tokyo", "Japanese" -> "Japan")."""
    place = find(word)
    return place.country if place else _demonyms().get(_key(word))


def gives_away(hint: str, answer: str) -> bool:
    """Whether naming ``hint`` points to ``answer``: one is the other's country, city or people."""
    country = country_behind(hint)
    return country is not None and country == country_behind(answer)


@cache
def _cities() -> dict[str, int]:
    return {row["name"]: len(listed(row["cities"])) for row in rows("countries.csv")}


def siblings(name: str) -> list[str]:
    """Places of the same kind, the nearest first: same country's parts, then same region, then others."""
    place = find(name)
    if place is None:
        return []
    others = sorted({other for other in _places().values() if other.kind == place.kind}, key=lambda p: p.name)
    if place.kind not in {"country", "city"}:
        others = [other for other in others if other.country == place.country]
    near = [o for o in others if o.region == place.region and o.name != place.name]
    # Of the rest those that pupils have heard of: the countries of many cities.
    far = sorted((o for o in others if o.region != place.region), key=lambda o: -_cities()[o.country])
    if place.kind == "city":
        near.sort(key=lambda other: other.country != place.country)
    return [other.name for other in near + far]


def of_country(country: str | None, kinds: set[str]) -> list[str]:
    """The names of a country's places of these kinds, sorted."""
    return sorted({place.name for place in _places().values() if place.country == country and place.kind in kinds})


def of_kind(kind: str) -> list[str]:
    """The names of all places of the kind, whatever their country, sorted."""
    return sorted({place.name for place in _places().values() if place.kind == kind})


@cache
def _with_the() -> frozenset[str]:
    names = {row["name"] for row in rows("countries.csv") if row["article"]}
    for row in rows("countries.csv"):
        names |= {alias for alias in listed(row["aliases"]) if _takes_the(alias)}
    return frozenset(names)


def _takes_the(alias: str) -> bool:
    """Whether an alias takes "the": initials and names of a kind ("US", "Republic of Korea")."""
    first = alias.split()[0]
    return alias.replace(".", "").isupper() or first in {"Republic", "Kingdom", "United", "Commonwealth", "State"}


def with_article(name: str) -> str:
    """The name as it stands in a sentence ("the Netherlands")."""
    return f"the {name}" if name in _with_the() else name
