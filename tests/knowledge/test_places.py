"""Countries, parts and cities: every name leads to one place, and places of a kind know one another."""

import re
from collections import defaultdict

import pytest

from quizapp.knowledge import listed, places, rows

_COUNTRIES = rows("countries.csv")
_PARTS = rows("regions.csv")
_NO_MEMBERS_OF_THE_UN = {
    "Cook Islands",
    "Kosovo",
    "Niue",
    "Palestine",
    "Soviet Union",
    "Taiwan",
    "Vatican City",
}
_CITY_STATES = {"Djibouti", "Monaco", "San Marino", "Singapore", "Vatican City"}
# Names of cities and parts that lead elsewhere, with where they lead.
_LOSING = {
    ("Seychelles", "Victoria"): ("state", "Australia"),
    ("Soviet Union", "Moscow"): ("city", "Russia"),
    ("Pakistan", "Punjab"): ("state", "India"),
    ("United States", "Georgia"): ("country", "Georgia"),
    **{(name, name): ("country", name) for name in _CITY_STATES},
}
# Parts that bear the name of a city of their country: the city is meant.
_NAMED_LIKE_THEIR_CITY = {
    "Argentina": {"Buenos Aires", "Córdoba", "Mendoza"},
    "Austria": {"Salzburg", "Vienna"},
    "Brazil": {"Rio de Janeiro", "São Paulo"},
    "Germany": {"Berlin", "Hamburg"},
    "India": {"Delhi"},
    "Japan": {"Hiroshima", "Kyoto", "Nagasaki", "Osaka", "Tokyo"},
    "Mexico": {"Puebla"},
    "Netherlands": {"Utrecht"},
    "New Zealand": {"Auckland", "Wellington"},
    "Nigeria": {"Kaduna", "Kano", "Lagos"},
    "Switzerland": {"Bern", "Geneva", "Zurich"},
    "United States": {"New York", "Washington"},
}
_NUMBERS_OF_PARTS = {
    ("Australia", "state"): 6,
    ("Australia", "territory"): 2,
    ("Austria", "state"): 9,
    ("Canada", "province"): 10,
    ("Canada", "territory"): 3,
    ("China", "autonomous region"): 5,
    ("China", "province"): 22,
    ("France", "region"): 18,
    ("Germany", "state"): 16,
    ("India", "state"): 28,
    ("India", "union territory"): 8,
    ("Ireland", "county"): 26,
    ("Italy", "region"): 20,
    ("Japan", "prefecture"): 47,
    ("Malaysia", "state"): 13,
    ("Netherlands", "province"): 12,
    ("South Africa", "province"): 9,
    ("South Korea", "province"): 9,
    ("Spain", "autonomous community"): 17,
    ("Switzerland", "canton"): 26,
    ("United Kingdom", "nation"): 4,
    ("United States", "state"): 50,
    ("United States", "territory"): 5,
}


def _names(entry: str) -> list[str]:
    return [name.removeprefix("the ") for name in entry.split("=")]


def _cities(row: dict[str, str]) -> list[str]:
    return [row["capital"], *listed(row["cities"])]


def test_all_members_of_the_united_nations_are_there_once() -> None:
    names = [row["name"] for row in _COUNTRIES]
    assert len(set(names)) == len(names)
    assert set(names) >= _NO_MEMBERS_OF_THE_UN
    assert len(set(names) - _NO_MEMBERS_OF_THE_UN) == 193
    assert names == sorted(names, key=lambda name: name.replace("ã", "a"))


@pytest.mark.parametrize("row", _COUNTRIES, ids=lambda row: row["name"])
def test_a_country_is_complete(row: dict[str, str]) -> None:
    assert row["demonym"]
    assert row["capital"]
    assert row["article"] in {"", "the"}
    # A city state has no other cities, and the cities of the Soviet Union are those of its heirs.
    assert listed(row["cities"]) or row["name"] in {"Singapore", "Soviet Union", "Vatican City"}
    for cell in row.values():
        assert cell == cell.strip()
        assert not re.search(r";;|^;|;$|; | ;|\(|\)", cell)


def test_regions_hold_neighbours_enough() -> None:
    sizes: dict[str, int] = defaultdict(int)
    for row in _COUNTRIES:
        sizes[row["region"]] += 1
    assert len(sizes) == 20
    assert {region for region, size in sizes.items() if size < 5} == {"North America"}


def test_every_name_and_alias_leads_to_one_country() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in _COUNTRIES:
        for name in [row["name"], *listed(row["aliases"])]:
            owners[name.removeprefix("the ").casefold()].add(row["name"])
            found = places.find(name)
            assert found is not None
            assert (found.kind, found.name) == ("country", row["name"])
    assert [name for name, countries in owners.items() if len(countries) > 1] == []


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("the U.S.", "United States"),
        ("Britain", "United Kingdom"),
        ("Holland", "Netherlands"),
        ("The Netherlands", "Netherlands"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Swaziland", "Eswatini"),
        ("Czechia", "Czech Republic"),
        ("Republic of Korea", "South Korea"),
        ("Zaire", "Democratic Republic of the Congo"),
        ("Timor-Leste", "East Timor"),
        ("Holy See", "Vatican City"),
    ],
)
def test_a_country_goes_by_many_names(name: str, country: str) -> None:
    found = places.find(name)
    assert found is not None
    assert found.name == country


def test_a_demonym_leads_to_one_country_unless_two_share_it() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in _COUNTRIES:
        for word in listed(row["demonym"]):
            owners[word.casefold()].add(row["name"])
    shared = {word: countries for word, countries in owners.items() if len(countries) > 1}
    assert shared == {
        "congolese": {"Democratic Republic of the Congo", "Republic of the Congo"},
        "dominican": {"Dominica", "Dominican Republic"},
    }
    for word, countries in owners.items():
        assert places.country_behind(word) == (next(iter(countries)) if word not in shared else None)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Filipino", "Philippines"),
        ("Filipinos", "Philippines"),
        ("Philippine", "Philippines"),
        ("Briton", "United Kingdom"),
        ("Scottish", "United Kingdom"),
        ("Argentinian", "Argentina"),
        ("Danes", "Denmark"),
        ("Dutch", "Netherlands"),
        ("Kiwis", "New Zealand"),
        ("Americans", "United States"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Swiss", "Switzerland"),
        ("Martian", None),
    ],
)
def test_a_people_has_a_country(word: str, country: str | None) -> None:
    assert places.country_behind(word) == country


def test_a_shared_demonym_gives_both_away() -> None:
    assert places.gives_away("Congolese", "Kinshasa")
    assert places.gives_away("Brazzaville", "Congolese")
    assert places.gives_away("Dominican", "Santo Domingo")
    assert not places.gives_away("Congolese", "Santo Domingo")


@pytest.mark.parametrize("row", _COUNTRIES, ids=lambda row: row["name"])
def test_the_cities_of_a_country_are_its_own(row: dict[str, str]) -> None:
    for entry in _cities(row):
        for name in _names(entry):
            found = places.find(name)
            assert found is not None
            if (row["name"], name) in _LOSING:
                assert (found.kind, found.country) == _LOSING[row["name"], name]
            else:
                assert (found.name, found.kind, found.country) == (_names(entry)[0], "city", row["name"])
                assert found.region == row["region"]


def test_a_city_stands_once() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for row in _COUNTRIES:
        for entry in _cities(row):
            for name in _names(entry):
                owners[name.casefold()].append(row["name"])
    assert {name: found for name, found in owners.items() if len(found) > 1} == {"moscow": ["Russia", "Soviet Union"]}


@pytest.mark.parametrize(
    ("capital", "country"),
    [
        ("Canberra", "Australia"),
        ("Brasília", "Brazil"),
        ("Ottawa", "Canada"),
        ("Gitega", "Burundi"),
        ("Astana", "Kazakhstan"),
        ("Naypyidaw", "Myanmar"),
        ("Wellington", "New Zealand"),
        ("Abuja", "Nigeria"),
        ("Bern", "Switzerland"),
        ("Dodoma", "Tanzania"),
        ("Ankara", "Turkey"),
        ("Washington", "United States"),
        ("Hanoi", "Vietnam"),
        ("Yamoussoukro", "Ivory Coast"),
    ],
)
def test_the_capital_is_not_the_largest_city(capital: str, country: str) -> None:
    row = next(row for row in _COUNTRIES if row["name"] == country)
    assert _names(row["capital"])[0] == capital
    assert listed(row["cities"])


@pytest.mark.parametrize("row", _COUNTRIES, ids=lambda row: row["name"])
def test_country_people_and_cities_give_one_another_away(row: dict[str, str]) -> None:
    """Both ways round, and nothing of a country elsewhere."""
    words = [row["name"], *listed(row["demonym"])]
    words += [_names(entry)[0] for entry in _cities(row) if (row["name"], _names(entry)[0]) not in _LOSING]
    elsewhere = ("Norway", "Norwegian", "Oslo") if row["name"] != "Norway" else ("Kenya", "Kenyan", "Nairobi")
    for one in words:
        for other in words:
            assert places.gives_away(one, other)
        for stranger in elsewhere:
            assert not places.gives_away(one, stranger)
            assert not places.gives_away(stranger, one)


def test_every_part_leads_to_its_country_or_loses_to_a_namesake() -> None:
    countries = {row["name"] for row in _COUNTRIES}
    for row in _PARTS:
        assert row["country"] in countries
        for entry in listed(row["names"]):
            for name in _names(entry):
                found = places.find(name)
                assert found is not None
                if (row["country"], name) in _LOSING:
                    assert (found.kind, found.country) == _LOSING[row["country"], name]
                elif name in _NAMED_LIKE_THEIR_CITY.get(row["country"], set()):
                    assert (found.kind, found.country) == ("city", row["country"])
                else:
                    expected = (_names(entry)[0], row["kind"], row["country"])
                    assert (found.name, found.kind, found.country) == expected


def test_lists_of_parts_are_complete() -> None:
    numbers = {(row["country"], row["kind"]): len(set(listed(row["names"]))) for row in _PARTS}
    assert len(numbers) == len(_PARTS)
    for kind, number in _NUMBERS_OF_PARTS.items():
        assert numbers[kind] == number, kind


def test_a_name_stands_for_the_best_known_of_its_bearers() -> None:
    kinds = {
        "Georgia": ("country", "Georgia"),
        "New York": ("city", "United States"),
        "Washington": ("city", "United States"),
        "Quebec": ("province", "Canada"),
        "Quebec City": ("city", "Canada"),
        "Geneva": ("city", "Switzerland"),
        "Zurich": ("city", "Switzerland"),
        "Vaud": ("canton", "Switzerland"),
        "Buenos Aires": ("city", "Argentina"),
        "Victoria": ("state", "Australia"),
        "Luxembourg": ("country", "Luxembourg"),
        "Niger": ("country", "Niger"),
        "Punjab": ("state", "India"),
        "Singapore": ("country", "Singapore"),
    }
    for name, expected in kinds.items():
        found = places.find(name)
        assert found is not None
        assert (found.kind, found.country) == expected, name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bombay", "Mumbai"),
        ("Peking", "Beijing"),
        ("Kiev", "Kyiv"),
        ("Saigon", "Ho Chi Minh City"),
        ("Leningrad", "Saint Petersburg"),
        ("Constantinople", "Istanbul"),
        ("Washington, D.C.", "Washington"),
        ("Sao Paulo", "São Paulo"),
        ("Orissa", "Odisha"),
        ("Pondicherry", "Puducherry"),
    ],
)
def test_two_names_of_a_place_are_one_place(old: str, new: str) -> None:
    found = places.find(old)
    assert found is not None
    assert found.name == new
    assert places.find(new) == found
    assert places.siblings(old) == places.siblings(new)
    assert old not in places.siblings(places.siblings(new)[0])


@pytest.mark.parametrize(
    ("name", "others", "first"),
    [
        ("Kenya", 199, {"Uganda", "Tanzania", "Ethiopia", "Rwanda"}),
        ("Chiang Mai", 500, {"Bangkok", "Phuket", "Pattaya"}),
        ("Ohio", 46, {"Alabama", "Texas"}),
        ("Vaud", 22, {"Ticino", "Uri"}),
        ("Bavaria", 13, {"Saxony", "Hesse"}),
        ("Okinawa", 41, {"Aichi", "Hokkaido"}),
        ("Wales", 3, {"England", "Northern Ireland", "Scotland"}),
    ],
)
def test_siblings_are_of_the_same_kind_and_not_the_place_itself(name: str, others: int, first: set[str]) -> None:
    place = places.find(name)
    assert place is not None
    siblings = places.siblings(name)
    assert len(siblings) >= others
    assert len(set(siblings)) == len(siblings)
    assert place.name not in siblings
    assert first <= set(siblings[:50])
    for other in siblings:
        found = places.find(other)
        assert found is not None
        assert found.kind == place.kind
        if place.kind not in {"country", "city"}:
            assert found.country == place.country


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Netherlands", "the Netherlands"),
        ("Philippines", "the Philippines"),
        ("Gambia", "the Gambia"),
        ("United States", "the United States"),
        ("Czech Republic", "the Czech Republic"),
        ("UK", "the UK"),
        ("Republic of Korea", "the Republic of Korea"),
        ("Russian Federation", "the Russian Federation"),
        ("Ottoman Empire", "the Ottoman Empire"),
        ("Basque Country", "the Basque Country"),
        ("Northwest Territories", "the Northwest Territories"),
        ("France", "France"),
        ("Britain", "Britain"),
        ("Czechia", "Czechia"),
        ("The Hague", "The Hague"),
        ("Ontario", "Ontario"),
    ],
)
def test_the_article_goes_with_the_name(name: str, written: str) -> None:
    assert places.with_article(name) == written


def test_names_are_read_once() -> None:
    places.find("Japan")
    before = places._places.cache_info().misses
    for row in _COUNTRIES:
        places.country_behind(row["capital"])
    assert places._places.cache_info().misses == before


def test_a_city_may_bear_the_name_of_a_part_of_its_country() -> None:
    new_york, chicago = places.find("New York"), places.find("Chicago")
    assert new_york is not None
    assert chicago is not None
    assert places.is_part_too(new_york)
    assert not places.is_part_too(chicago)
