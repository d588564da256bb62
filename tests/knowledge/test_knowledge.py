"""The knowledge pack: names that lead to one thing, ladders that climb."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.knowledge import ladders, listed, people, places, rows, table


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


def test_ladders_climb() -> None:
    for unit, steps in table("ladders.toml").items():
        assert steps == sorted(set(steps)), unit


@pytest.mark.parametrize(
    ("text", "unit", "first"),
    [("48", "hour", "36"), ("sixty", "day", "forty-five"), ("25,000", "rupee", "20,000"), ("36.6", "%", "32.3")],
)
def test_neighbours_are_written_like_their_number(text: str, unit: str, first: str) -> None:
    assert ladders.neighbours(text, unit)[0] == first


@given(st.integers(1, 2_000_000), st.sampled_from(["day", "member", "article", "%"]))
def test_neighbours_are_other_numbers(number: int, unit: str) -> None:
    assert str(number) not in ladders.neighbours(str(number), unit)


@given(st.integers(0, 999))
def test_numbers_in_words_can_be_read_back(number: int) -> None:
    assert ladders.value_of(ladders.in_words(number)) == number


@pytest.mark.parametrize(("price", "grain"), [("1.75", 25), ("2.35", 5), ("12.50", 25)])
def test_beside_a_price_stand_prices(price: str, grain: int) -> None:
    others = ladders.neighbours(price, "money")
    assert len(set(others)) >= 5
    assert all(round(float(other) * 100) % grain == 0 and other != price for other in others)
