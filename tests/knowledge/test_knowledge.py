"""The knowledge pack: classes that hold together, names that lead to one thing, ladders that climb."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.knowledge import glossary, ladders, listed, people, places, rows, siblings, table


@pytest.mark.parametrize("each", siblings.classes(), ids=lambda each: each.name)
def test_every_member_fits_the_frame_of_its_class(each: siblings.SiblingClass) -> None:
    assert each.frame.count("{}") == 1
    assert len(each.members) >= 5
    for member in each.members:
        assert not re.search(r"\b(?:a|an|the) (?:a|an|the)\b", each.frame.format(member))
        assert member == member.strip()


@pytest.mark.parametrize("each", siblings.classes(), ids=lambda each: each.name)
def test_no_member_holds_or_is_a_sibling(each: siblings.SiblingClass) -> None:
    bare = [siblings.bare(member) for member in each.members]
    assert len(set(bare)) == len(bare)
    for one in bare:
        assert not [other for other in bare if other != one and re.search(rf"\b{re.escape(one)}\b", other)]


def test_a_member_belongs_to_one_class() -> None:
    members = [siblings.bare(member) for each in siblings.classes() for member in each.members]
    assert len(set(members)) == len(members)


def test_every_country_name_leads_to_its_country() -> None:
    for row in rows("countries.csv"):
        for name in [row["name"], *listed(row["aliases"])]:
            found = places.find(name)
            assert found is not None
            assert (found.kind, found.name) == ("country", row["name"])


@pytest.mark.parametrize(
    ("hint", "answer"), [("Tokyo", "Japan"), ("Japanese", "Osaka"), ("U.S.", "Chicago"), ("Swiss", "Switzerland")]
)
def test_a_city_and_a_people_give_their_country_away(hint: str, answer: str) -> None:
    assert places.gives_away(hint, answer)
    assert not places.gives_away(hint, "Brazil")


def test_neighbours_come_before_strangers() -> None:
    assert set(places.siblings("Japan")[:5]) == {"China", "Mongolia", "North Korea", "South Korea", "Taiwan"}
    assert places.siblings("Wyoming")[0] == "Alabama"
    assert places.siblings("nowhere at all") == []


def test_people_are_of_the_country_and_the_time() -> None:
    assert "Abraham Lincoln" in people.peers("United States", 1860, None)
    assert "Abraham Lincoln" not in people.peers("United States", 1990, None)


def test_terms_have_definitions_that_do_not_name_them() -> None:
    for term in glossary.terms():
        assert not re.search(rf"\b{re.escape(term.name)}\b", term.definition), term.name
        assert 4 <= len(term.definition.split()) <= 20


def test_ladders_climb() -> None:
    for unit, steps in table("ladders.toml").items():
        assert steps == sorted(set(steps)), unit


@pytest.mark.parametrize(
    ("text", "unit", "first"),
    [("48", "hour", "36"), ("sixty", "day", "forty-five"), ("25,000", "rupee", "22,000"), ("36.6", "%", "32.3")],
)
def test_neighbours_are_written_like_their_number(text: str, unit: str, first: str) -> None:
    assert ladders.neighbours(text, unit)[0] == first


@given(st.integers(1, 2_000_000), st.sampled_from(["day", "member", "article", "%"]))
def test_neighbours_are_other_numbers(number: int, unit: str) -> None:
    assert str(number) not in ladders.neighbours(str(number), unit)


@given(st.integers(0, 999))
def test_numbers_in_words_can_be_read_back(number: int) -> None:
    assert ladders.value_of(ladders.in_words(number)) == number
