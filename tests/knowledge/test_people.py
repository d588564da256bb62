"""Public figures: true to a time, a country and a sex, and told apart by their names."""

from collections import defaultdict
from itertools import combinations

import pytest

from quizapp.knowledge import people, places, rows

_FIGURES = people.figures()
_ROLES = {"diplomat", "head", "industrialist", "judge", "politician", "reformer", "scholar", "soldier"}
# Families of which two are known for the same years.
_FAMILIES = {("United Kingdom", "Pankhurst"), ("Argentina", "Perón")}
# The only figures with the name of a place in theirs.
_NAMED_LIKE_PLACES = {
    "Adelaide Cabete",
    "George Washington",
    "Leila de Lima",
    "Victoria Kent",
    "William Lyon Mackenzie King",
}


@pytest.mark.parametrize("each", _FIGURES, ids=lambda each: each.name)
def test_a_figure_is_sane(each: people.Figure) -> None:
    assert each.name == each.name.strip()
    assert each.role in _ROLES
    assert each.sex in {"f", "m"}
    assert 1700 < each.first < each.last <= 2030
    assert each.last - each.first <= 80
    if each.country != "World":
        place = places.find(each.country)
        assert place is not None
        assert (place.kind, place.name) == ("country", each.country)


def test_names_are_unique() -> None:
    names = [each.name.casefold() for each in _FIGURES]
    assert len(set(names)) == len(names) == len(rows("people.csv"))


def test_no_two_of_a_country_and_time_share_a_last_name() -> None:
    for one, other in combinations(_FIGURES, 2):
        last = one.name.split()[-1]
        if one.country == other.country and last == other.name.split()[-1] and (one.country, last) not in _FAMILIES:
            assert one.last < other.first or other.last < one.first, (one.name, other.name)


def test_places_do_not_hide_people() -> None:
    """A name with a place in it is taken for no person's: no more of them than there must be."""
    hidden = {each.name for each in _FIGURES if any(places.find(word) for word in each.name.split())}
    assert hidden == _NAMED_LIKE_PLACES


def test_countries_have_figures_enough_of_both_sexes() -> None:
    sexes: dict[str, list[str]] = defaultdict(list)
    for each in _FIGURES:
        sexes[each.country].append(each.sex)
    assert len(sexes) >= 60
    for country, all_of_them in sexes.items():
        assert len(all_of_them) >= 8, country
        assert all_of_them.count("f") >= 2, country
        assert all_of_them.count("m") >= 3, country
    assert 0.35 < sum(each.sex == "f" for each in _FIGURES) / len(_FIGURES) < 0.6


@pytest.mark.parametrize(
    ("country", "year"),
    [
        ("United States", 1787),
        ("United States", 1865),
        ("United States", 1920),
        ("United States", 1965),
        ("United Kingdom", 1832),
        ("United Kingdom", 1918),
        ("New Zealand", 1893),
        ("France", 1791),
        ("Germany", 1919),
        ("Japan", 1946),
        ("India", 1947),
        ("South Africa", 1990),
        ("South Korea", 1987),
        ("Australia", 1901),
        ("Canada", 1929),
        ("Ireland", 1921),
        ("Brazil", 1932),
        ("Finland", 1906),
    ],
)
def test_great_years_have_peers(country: str, year: int) -> None:
    peers = people.peers(country, year, None)
    assert len(peers) >= 4
    assert set(peers) >= set(people.peers(country, year, "f")) | set(people.peers(country, year, "m"))
    assert set(peers) <= set(people.peers(country, None, None))


@pytest.mark.parametrize(
    ("name", "country", "in_public", "not_in_public"),
    [
        ("Kate Sheppard", "New Zealand", 1893, 1950),
        ("Susan B. Anthony", "United States", 1872, 1920),
        ("Clement Attlee", "United Kingdom", 1945, 1990),
        ("Nelson Mandela", "South Africa", 1994, 1930),
        ("Jawaharlal Nehru", "India", 1950, 1990),
        ("Franklin D. Roosevelt", "United States", 1933, 1960),
        ("Mary Robinson", "Ireland", 1990, 1950),
        ("Kwame Nkrumah", "Ghana", 1957, 1990),
    ],
)
def test_a_figure_is_of_their_time(name: str, country: str, in_public: int, not_in_public: int) -> None:
    assert name in people.peers(country, in_public, None)
    assert name not in people.peers(country, not_in_public, None)


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Susan B. Anthony", "f"),
        ("Emmeline Pankhurst", "f"),
        ("Jacinda Ardern", "f"),
        ("Theresa May", "f"),
        ("Julia Gillard", "f"),
        ("Sirimavo Bandaranaike", "f"),
        ("Frederick Douglass", "m"),
        ("Emmeline Nobody", "f"),
        ("Winston Nobody", "m"),
        # Family names tell no sex.
        ("Chan Nobody", None),
        ("Nguyen Nobody", None),
        ("Nobody Known", None),
    ],
)
def test_the_sex_of_a_name(name: str, sex: str | None) -> None:
    assert people.sex_of(name) == sex


def test_peers_are_the_nearest_in_time_those_of_the_role_first() -> None:
    near = people.peers("South Korea", 2016, "f", role="head", within=40)
    strict = people.peers("South Korea", 2016, "f", role="head")
    assert near[: len(strict)] == strict
    assert len(near) > len(strict)
    roles = [figure.role for name in strict if (figure := people.find(name))]
    assert roles == sorted(roles, key=lambda role: role != "head")
