"""Numbers in running text."""

from fractions import Fraction

import pytest

from quizapp.questions.numerals import numerals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("no number at all", []),
        ("within 1,200 days", [1200]),
        ("about 450 million people", [450_000_000]),
        ("€1.5bn", [1_500_000_000]),
        ("twenty-four hours", [24]),
        ("three hundred members", [300]),
        ("a two-thirds majority", [Fraction(2, 3)]),
        ("half of them, or 1/2", [Fraction(1, 2), Fraction(1, 2)]),
        ("the third reading on May 3rd", [3, 3]),
        ("twice a century", [2, 100]),
        ("in the 1890s", [1890]),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[int | Fraction]) -> None:
    assert [numeral.value for numeral in numerals(text)] == values


def test_a_rank_in_words_is_no_count_but_may_be_a_share() -> None:
    (third,) = numerals("the third of them")
    assert (third.is_rank, third.is_count, third.readings()) == (True, False, {Fraction(1, 3)})


def test_the_number_before_its_scale_counts_too() -> None:
    (people,) = numerals("450 million people")
    assert people.readings() == {Fraction(450), Fraction(450_000_000)}
