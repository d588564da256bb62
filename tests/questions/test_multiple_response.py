from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import multiple_response
from quizapp.questions.content import InvalidAnswer
from quizapp.questions.multiple_response import MultipleResponse


def a_question(keys: str = "ab", distractors: str = "cd") -> MultipleResponse:
    return multiple_response.parse({"stem": "Which are right?", "keys": [*keys], "distractors": [*distractors]})


def credit(content: MultipleResponse, *ticked: str) -> Fraction:
    return multiple_response.grade(content, {"choices": list(ticked)}).credit


@pytest.mark.parametrize(
    ("ticked", "earned"),
    [
        (["0", "1"], 1),
        (["0"], Fraction(1, 2)),
        (["0", "1", "2"], Fraction(1, 2)),
        (["0", "2"], 0),
        (["2", "3"], 0),
        ([], 0),
    ],
)
def test_a_wrong_tick_costs_what_a_right_one_earns(ticked, earned):
    assert credit(a_question(), *ticked) == earned


def test_ticking_everything_earns_nothing_where_as_many_are_wrong_as_right():
    assert credit(a_question("abc", "def"), *"012345") == 0


@given(st.integers(2, 5), st.integers(1, 5), st.sets(st.sampled_from("0123456789")))
def test_credit_is_full_for_exactly_the_right_options_and_never_outside_0_and_1(keys, distractors, ticked):
    content = a_question("abcde"[:keys], "vwxyz"[:distractors])
    earned = credit(content, *ticked)
    known = {value for value, _, _ in content.numbered()}
    assert 0 <= earned <= 1
    assert (earned == 1) == (ticked & known == {str(number) for number in range(keys)})


@pytest.mark.parametrize(("keys", "distractors"), [("ab", "c"), ("ab", "cd"), ("abc", "defg"), ("abc", "")])
def test_the_guess_score_is_the_mean_over_every_way_to_tick(keys, distractors):
    content = a_question(keys, distractors)
    values = [value for value, _, _ in content.numbered()]
    ways = [way for size in range(1, len(values) + 1) for way in combinations(values, size)]
    assert multiple_response.guess_score(content) == sum(credit(content, *way) for way in ways) / Fraction(len(ways))


@given(st.integers())
def test_every_option_is_shown_once(seed):
    content = a_question()
    assert sorted(multiple_response.presented(content, seed)) == [("0", "a"), ("1", "b"), ("2", "c"), ("3", "d")]


def test_years_stand_in_ascending_order():
    content = multiple_response.parse({"stem": "When?", "keys": ["1990", "1950"], "distractors": ["1970"]})
    assert [text for _, text in multiple_response.presented(content, 1)] == ["1950", "1970", "1990"]


def test_the_ticked_boxes_are_the_answer_and_come_back_into_the_form():
    content = a_question()
    answer = multiple_response.answer_from_form(content, {"choices": ["3", "0", "3"]})
    assert answer == {"choices": ["0", "3"]}
    assert multiple_response.form_from_answer(content, answer) == {"choices": ["0", "3"]}


@pytest.mark.parametrize("form", [{}, {"choices": []}, {"choices": ["9"]}, {"choices": ["0", "²"]}])
def test_a_form_without_a_usable_tick_is_refused(form):
    with pytest.raises(InvalidAnswer, match="Tick every option"):
        multiple_response.answer_from_form(a_question(), form)


@pytest.mark.parametrize(
    ("keys", "distractors", "message"),
    [("a", "bc", "at least 2"), ("ab", "", "three options"), ("abA", "c", "“a”"), ("ab", "cc", "“c”")],
)
def test_unusable_options_are_refused_by_name(keys, distractors, message):
    with pytest.raises(ValidationError, match=message):
        a_question(keys, distractors)


def test_feedback_tells_for_each_option_whether_it_is_right_and_whether_it_was_ticked():
    shown = multiple_response.feedback(a_question("ab", "c"), {"choices": ["0", "2"]}, seed=1)
    assert {(each.text, each.is_key, each.is_chosen) for each in shown} == {
        ("a", True, True), ("b", True, False), ("c", False, True),
    }  # fmt: skip


def test_the_tally_counts_each_option_by_itself():
    answers = [{"choices": ["0", "1"]}, {"choices": ["0", "2"]}]
    counted = multiple_response.tally(a_question("ab", "c"), answers, asked=4)
    assert [(each.text, each.count, each.share) for each in counted] == [("a", 2, 0.5), ("b", 1, 0.25), ("c", 1, 0.25)]
