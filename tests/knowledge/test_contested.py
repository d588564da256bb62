"""Places that countries quarrel over."""

import pytest

from quizapp.knowledge import listed, places, rows
from quizapp.knowledge.contested import rivals


def test_the_likeliest_are_claimed_by_one_of_the_two_and_none_by_both() -> None:
    found = rivals("Taiwan", ("Japan", "China"))
    assert {"Taiwan", "the Senkaku Islands"} & set(found) == set()
    assert {"Dokdo", "the Kuril Islands", "the Spratly Islands"} <= set(found[:6])


@pytest.mark.parametrize("sides", [("Tokyo", "Beijing"), ("Japanese", "Chinese")])
def test_the_sides_may_be_told_by_their_capital_or_people(sides: tuple[str, str]) -> None:
    assert rivals("Taiwan", sides) == rivals("Taiwan", ("Japan", "China"))


def test_of_unknown_sides_nothing_is_near() -> None:
    assert len(rivals("Crimea", ("the bakers", "the weavers"))) == len(rows("contested.csv")) - 1


def test_nearly_every_party_is_a_country_of_the_pack() -> None:
    parties = {party for row in rows("contested.csv") for party in listed(row["parties"])}
    unknown = {party for party in parties if places.find(party) is None}
    assert unknown <= {"Somaliland", "Kosovo", "South Sudan"}
