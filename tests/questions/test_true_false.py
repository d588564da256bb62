from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import true_false
from quizapp.questions.content import InvalidAnswer

STATEMENT = true_false.parse({"stem": "The hall opened in 1911.", "key": True})


@pytest.mark.parametrize("key", [True, False])
def test_only_the_right_judgement_earns_credit(key):
    content = true_false.parse({"stem": "The hall opened in 1911.", "key": key})
    earned = {choice: true_false.grade(content, {"choice": choice}).credit for choice in ("true", "false")}
    assert earned == {"true": int(key), "false": int(not key)}


@given(st.text())
def test_any_other_text_earns_nothing(text):
    assert true_false.grade(STATEMENT, {"choice": text}).credit == (text == "true")


@given(st.integers())
def test_true_always_stands_first(seed):
    assert true_false.presented(STATEMENT, seed) == [("true", "True"), ("false", "False")]


@pytest.mark.parametrize("form", [{}, {"choice": []}, {"choice": ["True"]}, {"choice": ["maybe"]}])
def test_a_form_without_a_judgement_is_refused(form):
    with pytest.raises(InvalidAnswer, match="true or false"):
        true_false.answer_from_form(STATEMENT, form)


def test_the_judgement_comes_back_into_the_form():
    answer = true_false.answer_from_form(STATEMENT, {"choice": ["false"]})
    assert true_false.form_from_answer(STATEMENT, answer) == {"choice": ["false"]}


@pytest.mark.parametrize("key", ["true", 1, None])
def test_a_key_that_is_no_truth_value_is_refused(key):
    with pytest.raises(ValidationError):
        true_false.parse({"stem": "The hall opened in 1911.", "key": key})


def test_guessing_is_right_half_the_time():
    assert true_false.guess_score(STATEMENT) == Fraction(1, 2)


def test_the_tally_counts_both_judgements():
    counted = true_false.tally(STATEMENT, [{"choice": "false"}, {"choice": "true"}, {"choice": "false"}], asked=4)
    assert [(each.text, each.is_key, each.count) for each in counted] == [("True", True, 1), ("False", False, 2)]
