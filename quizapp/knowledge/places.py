"""Countries, their parts and their cities: what is of the same kind, and what gives away what."""

from collections.abc import Iterable, Iterator
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


def _bare(name: str) -> str:
    return name.strip().removeprefix("the ")


def _key(name: str) -> str:
    return _bare(name).removeprefix("The ").replace("\u2019", "'").casefold()


def _named(cell: str, kind: str, country: str, region: str) -> Iterator[tuple[str, Place]]:
    """Every name in a cell with its place; "Mumbai=Bombay" is one place with two names."""
    for entry in listed(cell):
        names = [_bare(name) for name in entry.split("=")]
        for name in names:
            yield _key(name), Place(names[0], kind, country, region)


@cache
def _places() -> dict[str, Place]:
    """Every place by every name.

    A country wins over its namesakes, a city over the part of its country that bears its name (New York),
    and such a part over a city elsewhere (Victoria).
    """
    found: dict[str, Place] = {}
    cities: dict[str, Place] = {}
    for row in rows("countries.csv"):
        country = Place(row["name"], "country", row["name"], row["region"])
        for name in [row["name"], *listed(row["aliases"])]:
            found.setdefault(_key(name), country)
        for cell in (row["capital"], row["cities"]):
            for key, city in _named(cell, "city", row["name"], row["region"]):
                cities.setdefault(key, city)
    for row in rows("regions.csv"):
        region = found[_key(row["country"])].region
        for key, part in _named(row["names"], row["kind"], row["country"], region):
            if key not in cities or cities[key].country != part.country:
                found.setdefault(key, part)
    return cities | found


@cache
def _demonyms() -> dict[str, frozenset[str]]:
    """The countries of every people: two of them where both go by one word ("Dominican")."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("countries.csv"):
        for word in listed(row["demonym"]):
            found[_key(word)] = found.get(_key(word), frozenset()) | {row["name"]}
    return found


def find(name: str) -> Place | None:
    """The place with this name or alias, whatever its article or capitals."""
    return _places().get(_key(name))


def regions_of(names: Iterable[str]) -> set[str]:
    """The parts of the world in which those of the places lie that the pack knows."""
    return {found.region for name in names if (found := find(name))}


@cache
def _parts() -> frozenset[tuple[str, str]]:
    return frozenset(
        (row["country"], _key(name))
        for row in rows("regions.csv")
        for cell in listed(row["names"])
        for name in cell.split("=")
    )


def is_part_too(place: Place) -> bool:
    """Whether a city bears the name of a part of its own country (New York), so that either may be meant."""
    return place.kind == "city" and (place.country, _key(place.name)) in _parts()


def _countries_behind(word: str) -> frozenset[str]:
    if place := find(word):
        return frozenset({place.country})
    key = _key(word)
    return _demonyms().get(key) or _demonyms().get(key.removesuffix("s"), frozenset())


def country_behind(word: str) -> str | None:
    """The country that a place name or demonym points to ("Tokyo", "Japanese" -> "Japan", "Filipinos" too)."""
    countries = _countries_behind(word)
    return next(iter(countries)) if len(countries) == 1 else None


def gives_away(hint: str, answer: str) -> bool:
    """Whether naming ``hint`` points to ``answer``: one is the other's country, city or people."""
    return bool(_countries_behind(hint) & _countries_behind(answer))


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


@cache
def _capitals() -> dict[str, tuple[str, str]]:
    """The capital of every country, with its part of the world."""
    return {row["capital"].split(";")[0].split("=")[0]: (row["name"], row["region"]) for row in rows("countries.csv")}


def is_capital(name: str) -> bool:
    """Whether the place is the capital of a country."""
    place = find(name)
    return place is not None and place.kind == "city" and place.name in _capitals()


def other_capitals(name: str) -> list[str]:
    """Capitals of other countries, those of the same part of the world first, then of the countries of many cities."""
    place = find(name)
    region = place.region if place else ""
    others = [capital for capital in _capitals() if place is None or capital != place.name]
    return sorted(others, key=lambda each: (_capitals()[each][1] != region, -_cities()[_capitals()[each][0]], each))


def of_country(country: str | None, kinds: set[str]) -> list[str]:
    """The names of a country's places of these kinds, the best known cities first."""
    return list(dict.fromkeys(p.name for p in _places().values() if p.country == country and p.kind in kinds))


def of_kind(kind: str) -> list[str]:
    """The names of all places of the kind, whatever their country, sorted."""
    return sorted({place.name for place in _places().values() if place.kind == kind})


@cache
def _with_the() -> frozenset[str]:
    names = {row["name"] for row in rows("countries.csv") if row["article"]}
    for row in rows("countries.csv"):
        names |= {_bare(alias) for alias in listed(row["aliases"]) if _takes_the(alias)}
    for row in rows("regions.csv"):
        names |= {_bare(entry.split("=")[0]) for entry in listed(row["names"]) if entry.startswith("the ")}
    return frozenset(names)


def _takes_the(alias: str) -> bool:
    """Whether an alias takes "the": it says so, it is initials or it begins with a kind ("Republic of Korea")."""
    first = alias.split()[0]
    kinds = {"the", "Republic", "Kingdom", "United", "Commonwealth", "State"}
    return alias.replace(".", "").isupper() or first in kinds


def with_article(name: str) -> str:
    """The name as it stands in a sentence ("the Netherlands")."""
    return f"the {name}" if name in _with_the() else name
