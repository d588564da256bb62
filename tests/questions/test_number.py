from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import number
from quizapp.questions.content import InvalidAnswer
from quizapp.questions.number import NotANumber, Number, as_text, number_in


def a_question(key: object = "720", **changes: object) -> Number:
    return number.parse({"stem": "How many seats?", "key": key, **changes})


def is_right(content: Number, written: str) -> bool:
    return number.grade(content, {"written": written}).credit == 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("720", 720),
        (" 720. ", 720),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1\u202f200", 1200),
        ("1'200'000", 1_200_000),
        ("1’200", 1200),
        ("12.5", Fraction(25, 2)),
        (".5", Fraction(1, 2)),
        ("1,200.25", Fraction(4801, 4)),
        ("-3", -3),
        ("−3", -3),
        ("+3", 3),
        ("2/3", Fraction(2, 3)),
        ("½", Fraction(1, 2)),
        ("450 million", 450_000_000),
        ("1.5 Billion", 1_500_000_000),
        ("４２", 42),
        ("٤٢", 42),
        ("007", 7),
    ],
)
def test_a_number_is_read_exactly_however_it_is_written(written, value):
    assert number_in(written) == value


@pytest.mark.parametrize(
    "written",
    ["", "twelve", "12 00", "1,20", "1,2000", "1,200 300", "12.5.1", "1.200,5", "10²", "2½", "1e3", "5-7", "1/0", ".",
     "-", "about 5", "5 people", "NaN", "inf", "①", "0x10", "1_000"],
)  # fmt: skip
def test_what_is_no_single_number_is_refused(written):
    with pytest.raises(NotANumber):
        number_in(written)


def test_a_decimal_comma_is_explained():
    with pytest.raises(NotANumber, match=r"point, such as 12\.5"):
        number_in("12,5")


@given(st.text())
def test_no_text_raises_anything_else(text):
    with suppress(NotANumber):
        assert isinstance(number_in(text), Fraction)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_what_is_shown_reads_as_the_same_number(whole, places):
    value = Fraction(whole, 10**places)
    assert number_in(as_text(value)) == value


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("seats", "720 seats"),
        ("Seats", "720seats"),
        ("%", "720 %"),
        ("%", "720 per cent"),
        ("€", "€ 720"),
        ("€", "720€"),
    ],
)
def test_the_unit_may_be_written_along(unit, written):
    assert is_right(a_question(unit=unit), written)


def test_another_unit_is_refused_with_what_was_written():
    with pytest.raises(InvalidAnswer, match="“720 chairs” cannot be read"):
        number.answer_from_form(a_question(unit="seats"), {"written": ["720 chairs"]})


@pytest.mark.parametrize(
    ("key", "tolerance", "right", "wrong"),
    [
        ("720", "", ["720", "720.0"], ["719", "720.0001"]),
        ("720", "5", ["715", "725"], ["714.99", "725.01"]),
        ("1,200", "5 %", ["1,140", "1260"], ["1139", "1261"]),
        ("0.1", "0.2", ["0.3", "-0.1"], ["0.30000001"]),
        ("-40", "10%", ["-44", "-36"], ["40", "-35.9"]),
        ("2/3", "0.01", ["0.67", "2/3"], ["0.6"]),
    ],
)
def test_the_tolerance_counts_to_its_very_ends(key, tolerance, right, wrong):
    content = a_question(key, tolerance=tolerance)
    assert [is_right(content, written) for written in right] == [True] * len(right)
    assert [is_right(content, written) for written in wrong] == [False] * len(wrong)


@given(st.decimals(-(10**6), 10**6, places=3), st.decimals(0, 1000, places=2), st.decimals(-(10**6), 10**6, places=3))
def test_credit_is_full_within_the_tolerance_and_nothing_beyond(key, tolerance, written):
    content = a_question(f"{key:f}", tolerance=f"{tolerance:f}")
    within = abs(Fraction(written) - Fraction(key)) <= Fraction(tolerance)
    assert number.grade(content, {"written": f"{written:f}"}).credit == within


@given(st.text())
def test_grading_survives_any_text(text):
    assert number.grade(a_question(), {"written": text}).credit in (0, 1)


@pytest.mark.parametrize("written", ["", "   ", "many", "12,5", "9" * 61])
def test_text_is_refused_with_a_message(written):
    with pytest.raises(InvalidAnswer):
        number.answer_from_form(a_question(), {"written": [written]})


def test_an_answer_is_kept_as_it_was_typed():
    answer = number.answer_from_form(a_question(), {"written": [" 1,200 "]})
    assert answer == {"written": "1,200"}
    assert number.form_from_answer(a_question(), answer) == {"written": ["1,200"]}


def test_a_bare_number_of_a_bank_file_is_taken_as_it_stands():
    assert (a_question(720).key, a_question(12.5, tolerance=0.5).tolerance) == ("720", "0.5")


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"key": "many", "tolerance": "wide"}, ["key “many”", "tolerance “wide”"]),
        ({"tolerance": "-1"}, ["less than nothing"]),
        ({"tolerance": "100 %"}, ["nearly everything"]),
        ({"key": "0", "tolerance": "5 %"}, ["share of zero"]),
        ({"unit": "5 seats"}, ["holds a digit"]),
        ({"key": True}, ["string"]),
    ],
)
def test_unusable_numbers_are_refused_all_at_once(changes, messages):
    with pytest.raises(ValidationError) as caught:
        a_question(**changes)
    assert all(message in str(caught.value) for message in messages)


def test_feedback_tells_the_key_with_its_unit_and_what_else_counts():
    shown = number.feedback(a_question("1,200", tolerance="5 %", unit="people"), {"written": "900"}, seed=0)
    assert (shown.key, shown.also_right) == ("1,200 people", "Anything from 1,140 to 1,260 counts as right.")


def test_the_tally_joins_what_is_the_same_number():
    answers = [{"written": text} for text in ("1200", "1,200", "900", "900.0", "5")]
    counted = number.tally(a_question("1,200"), answers, asked=5)
    assert [(each.text, each.count) for each in counted] == [("1200", 2), ("900", 2), ("5", 1)]
