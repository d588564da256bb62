from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import matching
from quizapp.questions.content import InvalidAnswer
from quizapp.questions.matching import Matching


def a_question(pairs: dict[str, str] | None = None, *distractors: str) -> Matching:
    pairs = pairs or {"Council": "votes", "Mayor": "leads", "Court": "judges"}
    return matching.parse(
        {
            "stem": "Who does what?",
            "pairs": [{"left": left, "right": right} for left, right in pairs.items()],
            "distractors": distractors,
        }
    )


def credit(content: Matching, *values: str) -> Fraction:
    return matching.grade(content, {"matches": {str(n): value for n, value in enumerate(values)}}).credit


@pytest.mark.parametrize(
    ("values", "earned"), [("012", 1), ("021", Fraction(1, 3)), ("120", 0), ("0", Fraction(1, 3)), ("", 0)]
)
def test_credit_is_the_share_of_right_pairs(values, earned):
    assert credit(a_question(), *values) == earned


@given(st.lists(st.sampled_from("0123x"), max_size=5))
def test_credit_is_full_for_the_full_answer_only(values):
    earned = credit(a_question(None, "fines"), *values)
    assert 0 <= earned <= 1
    assert (earned == 1) == (values[:3] == ["0", "1", "2"])


def test_pairs_that_share_a_right_side_take_the_same_option():
    content = a_question({"Council": "elected", "Mayor": "elected", "Court": "appointed"})
    assert content.options == ("elected", "appointed")
    assert credit(content, "0", "0", "1") == 1


def test_the_guess_score_is_the_mean_over_every_order():
    content = a_question()
    orders = list(permutations("012"))
    assert matching.guess_score(content) == sum(credit(content, *order) for order in orders) / Fraction(len(orders))


@given(st.integers())
def test_every_option_is_shown_once(seed):
    shown = matching.presented(a_question(None, "fines"), seed)
    assert sorted(shown) == [("0", "votes"), ("1", "leads"), ("2", "judges"), ("3", "fines")]


def test_dates_stand_in_ascending_order():
    content = a_question({"Rome": "1957", "Paris": "1951", "Lisbon": "2007"})
    assert [text for _, text in matching.presented(content, 5)] == ["1951", "1957", "2007"]


def test_what_is_matched_so_far_is_an_answer_and_comes_back_into_the_form():
    form = {"match-0": ["1"], "match-1": [""], "match-2": ["2"]}
    answer = matching.answer_from_form(a_question(), form)
    assert answer == {"matches": {"0": "1", "2": "2"}}
    assert matching.form_from_answer(a_question(), answer) == {"match-0": ["1"], "match-2": ["2"]}


@pytest.mark.parametrize("form", [{}, {"match-0": [""]}, {"match-0": ["7"]}, {"match-9": ["0"]}, {"match-0": ["²"]}])
def test_a_form_without_a_usable_match_is_refused(form):
    with pytest.raises(InvalidAnswer, match="what belongs to each"):
        matching.answer_from_form(a_question(), form)


@pytest.mark.parametrize(
    ("pairs", "distractors", "message"),
    [
        ({"Council": "votes"}, ["leads"], "at least 2"),
        ({"Council": "votes", "council ": "leads"}, [], "on the left twice"),
        ({"Council": "votes", "Mayor": "leads"}, ["Votes"], "twice among what may be chosen"),
        ({"Council": "votes", "Mayor": "votes"}, [], "two different options"),
        ({"Council": "votes", "Mayor": " "}, [], "at least 1 character"),
    ],
)
def test_unusable_pairs_are_refused(pairs, distractors, message):
    with pytest.raises(ValidationError, match=message):
        a_question(pairs, *distractors)


def test_long_options_are_shown_beside_the_lists_by_letter():
    assert not a_question().is_lettered
    assert a_question({"Council": "votes on the budget of the city in June", "Mayor": "leads"}).is_lettered


def test_feedback_tells_for_each_pair_what_was_chosen_and_what_belongs_there():
    shown = matching.feedback(a_question(), {"matches": {"0": "0", "1": "2"}}, seed=0)
    assert [(each.left, each.chosen, each.right, each.is_right) for each in shown] == [
        ("Council", "votes", "votes", True),
        ("Mayor", "judges", "leads", False),
        ("Court", None, "judges", False),
    ]


def test_the_tally_names_the_most_frequent_wrong_match():
    answers = [{"matches": {"0": "0"}}, {"matches": {"0": "2"}}, {"matches": {"0": "2", "1": "1"}}]
    council, mayor, _ = matching.tally(a_question(), answers, asked=4)
    assert (council.count, council.share, council.often_wrong, council.wrong_count) == (1, 0.25, "judges", 2)
    assert (mayor.count, mayor.wrong_count) == (1, 0)
