"""What counts after all: grades, feedback and counts under a ruling, and the forms that make one."""

from fractions import Fraction

import pytest

from quizapp.questions import TYPES
from quizapp.questions import multiple_choice as kind
from quizapp.questions.presenting import with_fewer_options
from quizapp.questions.rekeying import InvalidKey, rekeyed, says
from quizapp.questions.rulings import Ruled, Ruling, ruled, ruling
from quizapp.questions.telling import sameness, told
from tests.factories import (
    a_matching,
    a_multiple_choice,
    a_multiple_response,
    a_number,
    a_short_answer,
    a_timeline,
    a_true_false,
)

CONTENT = a_multiple_choice()


def under(*values: str, raise_only: bool = True) -> Ruled:
    contents = [kind.to_dict(each) for each in rekeyed("multiple-choice", CONTENT, {"right": values})]
    made = ruling("key", None, kind.to_dict(CONTENT), contents, raise_only=raise_only)
    return ruled(kind, CONTENT, made)


def test_an_option_that_was_right_keeps_its_credit_and_is_not_shown_as_right() -> None:
    now = under("2")
    assert (now.credit({"choice": "0"}), now.credit({"choice": "2"}), now.credit({"choice": "1"})) == (1, 1, 0)
    assert (now.is_right({"choice": "0"}), now.is_right({"choice": "2"})) == (False, True)
    assert [option.text for option in now.feedback({"choice": "0"}, 7) if option.is_key] == ["1921"]
    assert under("2", raise_only=False).credit({"choice": "0"}) == 0


def test_options_stand_as_the_learner_saw_them() -> None:
    texts = [option.text for option in kind.feedback(CONTENT, {"choice": "2"}, 7)]
    shown = under("2").feedback({"choice": "2"}, 7)
    assert [option.text for option in shown] == texts
    assert next(option for option in shown if option.is_chosen).is_key


def test_who_could_not_see_what_is_right_has_the_credit() -> None:
    hidden = [
        seed
        for seed in map(with_fewer_options, range(40))
        if "1921" not in {text for _, text in kind.presented(CONTENT, seed)}
    ]
    assert hidden
    assert all(under("2").credit({"choice": "1"}, seed) == 1 for seed in hidden)
    assert under("2").credit({"choice": "1"}, 5) == 0
    assert under("2").credit(None, hidden[0]) == 0


def test_the_right_ones_are_counted_first() -> None:
    counted = under("2", "3").tally([{"choice": "2"}, {"choice": "0"}], 2)
    assert [(option.text, option.is_key, option.count) for option in counted] == [
        ("1921", True, 1),
        ("1931", True, 0),
        ("1911", False, 1),
        ("1901", False, 0),
    ]


def test_two_numbers_may_be_right_and_both_are_counted_as_right() -> None:
    number, content = TYPES["number"], a_number(tolerance="")
    right = rekeyed("number", content, {"key": ["1,200"], "also": ["300\n450"]})
    made = ruling("key", None, number.to_dict(content), [number.to_dict(each) for each in right], raise_only=True)
    counted = ruled(number, content, made).tally([{"written": "450"}, {"written": "7"}, {"written": "450.0"}], 3)
    assert [(each.text, each.is_key, each.count) for each in counted] == [("450", True, 2), ("7", False, 1)]


def test_a_second_side_may_be_right_for_one_pair() -> None:
    matching, content = TYPES["matching"], a_matching()
    fields = {"match-0": ["0"], "also-0": ["3"], "match-1": ["1"], "match-2": ["2"]}
    right = rekeyed("matching", content, fields)
    made = ruling("key", None, matching.to_dict(content), [matching.to_dict(each) for each in right], raise_only=False)
    now = ruled(matching, content, made)
    for side, credit in (("0", 1), ("3", 1), ("1", Fraction(2, 3))):
        assert now.credit({"matches": {"0": side, "1": "1", "2": "2"}}) == credit


def test_an_event_may_be_let_stand_anywhere() -> None:
    timeline, content = TYPES["timeline"], a_timeline()
    fields = {"date-built": ["1911"], "date-fire": ["May 1923"], "free": ["built"]}
    (right,) = rekeyed("timeline", content, fields)
    assert timeline.grade(right, {"order": ["fire", "rebuilt", "built"]}).credit == 1


@pytest.mark.parametrize(
    ("content", "name", "form", "message"),
    [
        (a_multiple_response(), "multiple-response", {"right": ["0"]}, "That cannot be right"),
        (a_true_false(), "true-false", {}, "Tick what is right"),
        (a_short_answer(), "short-answer", {"key": ["..."]}, "no letter or digit"),
        (a_number(), "number", {"key": ["many"]}, "not a number"),
        (a_matching(), "matching", {"match-0": ["9"]}, "Choose what belongs"),
        (a_timeline(), "timeline", {"date-built": ["soon"]}, "The hall is built"),
    ],
)
def test_a_form_that_says_nothing_right_is_refused(
    content: object, name: str, form: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(InvalidKey, match=message):
        rekeyed(name, content, form)


def test_an_answer_in_words_fills_the_form_where_the_type_has_a_place_for_it() -> None:
    assert says(CONTENT, "1921") == {"right": ["2"]}
    assert says(CONTENT, "1999") == {}
    assert says(a_true_false(), "True") == {"right": ["true"]}
    assert says(a_number(), "450") == {"also": ["450"]}
    assert says(a_timeline(), "The fire came first") == {}


def test_half_right_wordings_earn_half_and_are_left_out_of_what_is_stored_where_there_are_none() -> None:
    short = TYPES["short-answer"]
    content = a_short_answer(partly=("The Lion",))
    assert short.grade(content, {"written": "lion"}).credit == Fraction(1, 2)
    assert "Half right: The Lion." in short.feedback(content, {"written": "x"}, 0).also_right
    assert "partly" not in short.to_dict(a_short_answer())


def test_answers_that_mean_the_same_are_one() -> None:
    short, number = a_short_answer(), a_number()
    assert sameness("short-answer", short, {"written": "The Lion."}) == sameness(
        "short-answer", short, {"written": "lion"}
    )
    assert sameness("number", number, {"written": "1,200"}) == sameness("number", number, {"written": "1200 people"})
    assert told("matching", a_matching(), {"matches": {"0": "3"}})[:2] == [
        "Council chamber: Weddings",
        "Library: nothing",
    ]


def test_without_a_ruling_everything_is_as_the_type_says() -> None:
    plain = ruled(kind, CONTENT, None)
    assert plain.tally([{"choice": "1"}], 1) == kind.tally(CONTENT, [{"choice": "1"}], 1)
    assert plain.feedback({"choice": "1"}, 3) == kind.feedback(CONTENT, {"choice": "1"}, 3)
    assert ruled(kind, CONTENT, Ruling(act="everyone", all_earn=True)).credit(None) == 1
