"""Court cases: written alike, dated sanely, and none offered that is the true one in another spelling."""

import re
from collections import Counter

import pytest

from quizapp.knowledge import cases, places, rows

_CASES = cases.cases()
_COURTS_OF_SEVERAL_STATES = {"European Union", "World"}
# How many cases the main systems have at least, and since when their courts have sat.
_SYSTEMS = {
    "United States": (45, 1789),
    "United Kingdom": (20, 1600),
    "India": (15, 1950),
    "South Africa": (10, 1910),
    "Canada": (8, 1867),
    "Australia": (8, 1901),
    "New Zealand": (6, 1840),
    "European Union": (8, 1952),
    "Ireland": (4, 1922),
    "World": (4, 1922),
}
_BY_CASE = pytest.mark.parametrize("each", _CASES, ids=lambda each: each.name)


@_BY_CASE
def test_a_case_is_well_formed(each: cases.Case) -> None:
    assert each.name == " ".join(each.name.split())
    assert len(re.findall(r" v\. ", each.name)) == 1
    assert re.fullmatch(r"[A-Z].* v\. [A-Z].*\S", each.name) or each.name.endswith(" v. X")
    assert not re.search(r" (?:v|vs\.?|versus) ", each.name)
    assert not re.search(r"[,;:?!()\[\]\d]", each.name.replace("Make It 16", ""))
    assert len(each.name.split()) <= 12


@_BY_CASE
def test_a_case_is_of_a_known_country_and_a_sane_year(each: cases.Case) -> None:
    if each.country not in _COURTS_OF_SEVERAL_STATES:
        place = places.find(each.country)
        assert place is not None
        assert (place.kind, place.name) == ("country", each.country)
    since = _SYSTEMS.get(each.country, (0, 1900))[1]
    assert since <= each.year <= 2026


def test_names_are_unique() -> None:
    names = [each.name.casefold() for each in _CASES]
    assert len(set(names)) == len(names) == len(rows("cases.csv"))


def test_no_name_holds_another() -> None:
    for one in _CASES:
        holding = [
            each.name for each in _CASES if each is not one and re.search(rf"\b{re.escape(one.name)}", each.name)
        ]
        assert holding == []


@pytest.mark.parametrize("country", sorted(_SYSTEMS))
def test_the_main_systems_have_enough_cases(country: str) -> None:
    assert Counter(each.country for each in _CASES)[country] >= _SYSTEMS[country][0]


@pytest.mark.parametrize(
    ("name", "country", "year"),
    [
        ("Marbury v. Madison", "United States", 1803),
        ("Plessy v. Ferguson", "United States", 1896),
        ("Brown v. Board of Education", "United States", 1954),
        ("Entick v. Carrington", "United Kingdom", 1765),
        ("Kesavananda Bharati v. State of Kerala", "India", 1973),
        ("S v. Makwanyane", "South Africa", 1995),
        ("R. v. Oakes", "Canada", 1986),
        ("Mabo v. Queensland", "Australia", 1992),
        ("Costa v. ENEL", "European Union", 1964),
    ],
)
def test_landmarks_are_there(name: str, country: str, year: int) -> None:
    assert cases.Case(name, country, year) in _CASES


@_BY_CASE
def test_a_case_is_not_its_own_peer(each: cases.Case) -> None:
    found = cases.peers(each.country, each.year, each.name)
    assert each.name not in found
    assert each.name not in cases.peers(None, None, [each.name.replace(" v. ", " v ")])
    assert len(found) > len(_CASES) - 12


def test_cases_of_the_country_come_first_and_the_nearest_in_time_before_the_others() -> None:
    found = cases.peers("India", 1975, "State of Uttar Pradesh v. Raj Narain")
    known = {each.name: each for each in _CASES}
    own = [name for name in found if known[name].country == "India"]
    assert found[: len(own)] == own
    assert found[0] == "Indira Nehru Gandhi v. Raj Narain"
    for part in (own, found[len(own) :]):
        distances = [abs(known[name].year - 1975) for name in part]
        assert distances == sorted(distances)


def test_without_country_or_year_all_cases_are_peers() -> None:
    assert cases.peers(None, None, []) == [each.name for each in _CASES]
    assert cases.peers(None, 1803, [])[0] == "Marbury v. Madison"
    assert cases.peers("Ruritania", None, []) == [each.name for each in _CASES]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Brown v Board of Education of Topeka", "Brown v. Board of Education"),
        ("Brown vs. Board of Education", "Brown v. Board of Education"),
        ("Youngstown v. Sawyer", "Youngstown Sheet & Tube Co. v. Sawyer"),
        ("Citizens United v. Federal Election Commission", "Citizens United v. Federal Election Commission"),
        ("R (Miller) v The Prime Minister", "Miller v. Prime Minister"),
        ("Regina v. Oakes", "R. v. Oakes"),
        ("New Jersey v. TLO", "New Jersey v. T.L.O."),
        ("Justice K. S. Puttaswamy (Retd.) vs Union of India", "K.S. Puttaswamy v. Union of India"),
        ("Dobbs v. Jackson Women’s Health Organization", "Dobbs v. Jackson Women's Health Organization"),
        ("Dred Scott", "Dred Scott v. Sandford"),
        ("the Miranda decision", "Miranda v. Arizona"),
    ],
)
def test_another_spelling_of_a_case_excludes_it(written: str, meant: str) -> None:
    assert meant in cases.peers(None, None, [])
    assert meant not in cases.peers(None, None, written)
    assert len(cases.peers(None, None, written)) > len(_CASES) - 12


def test_an_empty_name_excludes_nothing() -> None:
    assert len(cases.peers(None, None, "")) == len(_CASES)
