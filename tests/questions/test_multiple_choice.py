from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import TYPES, multiple_choice, question_type
from quizapp.questions.content import InvalidAnswer
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.presenting import with_fewer_options


def a_question(*options: str) -> MultipleChoice:
    return multiple_choice.parse({"stem": "What is right?", "key": options[0], "distractors": options[1:]})


def shown(*options: str) -> list[str]:
    return [text for _, text in multiple_choice.presented(a_question(*options), seed=3)]


@given(st.integers(min_value=0))
def test_every_option_is_shown_with_its_canonical_number(seed):
    content = a_question("Rome", "Paris", "Bonn", "Oslo")
    assert sorted(multiple_choice.presented(content, seed)) == [
        ("0", "Rome"), ("1", "Paris"), ("2", "Bonn"), ("3", "Oslo"),
    ]  # fmt: skip


def test_the_key_is_not_always_shown_in_the_same_place():
    content = a_question("Rome", "Paris", "Bonn")
    places = {multiple_choice.presented(content, seed).index(("0", "Rome")) for seed in range(30)}
    assert places == {0, 1, 2}


def test_a_seed_always_gives_the_same_order():
    content = a_question("Rome", "Paris", "Bonn")
    assert multiple_choice.presented(content, 7) == multiple_choice.presented(content, 7)


@pytest.mark.parametrize(
    "ascending",
    [
        ["705", "720", "1,751"],
        ["24 hours", "36 hours", "48 hours"],
        ["1 year", "2 years", "10 years"],
        ["Two years", "Five years", "10 years"],
        ["$900,000", "$1.5 million", "$2 billion"],
        ["5.5%", "40 per cent", "60 percent"],
        ["25 March 1957", "1 May 1957", "2 January 1958"],
        ["October 27, 1987", "February 25, 1988", "July 17, 1988"],
        ["June 1979", "May 1984", "January 1989"],
        ["44 BC", "31 BC", "27 BC"],
    ],
)
def test_amounts_and_dates_of_one_form_stand_in_ascending_order(ascending):
    key, second, last = ascending
    assert shown(last, key, second) == shown(second, last, key) == ascending


@pytest.mark.parametrize(
    "options",
    [
        ["5 days", "2 weeks", "1 month"],
        ["1957", "May 1958", "the 1960s"],
        ["from 5 to 9", "from 1 to 3", "from 2 to 4"],
    ],
)
def test_what_cannot_be_compared_is_shuffled(options):
    orders = {tuple(multiple_choice.presented(a_question(*options), seed)) for seed in range(30)}
    assert len(orders) > 1


def test_only_the_key_earns_credit():
    content = a_question("Rome", "Paris", "Bonn")
    earned = [multiple_choice.grade(content, {"choice": str(number)}).credit for number in range(3)]
    assert earned == [1, 0, 0]


def test_the_guess_score_is_one_in_the_number_of_options():
    assert multiple_choice.guess_score(a_question("Rome", "Paris", "Bonn")) == Fraction(1, 3)


def test_the_chosen_number_is_the_answer():
    content = a_question("Rome", "Paris", "Bonn")
    assert multiple_choice.answer_from_form(content, {"choice": ["2"]}) == {"choice": "2"}


@pytest.mark.parametrize("form", [{}, {"choice": []}, {"choice": ["3"]}, {"choice": ["-1"]}, {"choice": ["²"]}])
def test_a_form_without_a_choice_is_refused(form):
    with pytest.raises(InvalidAnswer, match="Choose one"):
        multiple_choice.answer_from_form(a_question("Rome", "Paris", "Bonn"), form)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["Rome", "Paris"], "at least 2"),
        (["Rome", "Paris", "rome "], "the same"),
        (["Rome", "Paris", "  "], "empty"),
        (list("abcdefg"), "at most 5"),
    ],
)
def test_unusable_options_are_refused(options, message):
    with pytest.raises(ValidationError, match=message):
        a_question(*options)


def test_content_survives_storage():
    content = a_question("Rome", "Paris", "Bonn")
    assert multiple_choice.parse(multiple_choice.to_dict(content)) == content


def test_the_registry_finds_each_type_by_its_name():
    assert {name: question_type(name).name for name in TYPES} == {
        name: name
        for name in (
            "multiple-choice", "multiple-response", "true-false", "short-answer", "number", "matching", "timeline",
        )
    }  # fmt: skip


@given(st.integers(min_value=0))
def test_fewer_options_are_the_key_and_two_distractors_on_every_page_of_a_sitting(seed):
    content = a_question("Rome", "Paris", "Bonn", "Oslo")
    few = with_fewer_options(seed)
    shown = multiple_choice.presented(content, few)
    assert len(shown) == 3
    assert ("0", "Rome") in shown
    assert shown == multiple_choice.presented(content, few)
    assert [option.text for option in multiple_choice.feedback(content, {"choice": "0"}, few)] == [t for _, t in shown]


def test_which_distractors_are_left_out_differs_from_learner_to_learner():
    content = a_question("Rome", "Paris", "Bonn", "Oslo")
    seen = {frozenset(multiple_choice.presented(content, with_fewer_options(seed))) for seed in range(40)}
    assert len(seen) == 3
