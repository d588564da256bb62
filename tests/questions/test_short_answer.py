import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import short_answer
from quizapp.questions.content import InvalidAnswer
from quizapp.questions.short_answer import ShortAnswer, fold


def a_question(key: str = "European Council", *accepted: str, **changes: object) -> ShortAnswer:
    return short_answer.parse({"stem": "Who decides?", "key": key, "accepted": accepted, **changes})


def is_right(content: ShortAnswer, written: str) -> bool:
    return short_answer.grade(content, {"written": written}).credit == 1


@pytest.mark.parametrize(
    "written",
    [
        "European Council",
        "the european council.",
        "  THE  European   Council !",
        "“European Council”",
        "European\u00a0Council",
        "Ｅｕｒｏｐｅａｎ Council",
        "europeancouncil",
    ],
)
def test_case_spaces_articles_and_final_punctuation_do_not_count(written):
    assert is_right(a_question(), written)


@pytest.mark.parametrize("written", ["Council", "European Councils", "not the European Council", "?", "the", ""])
def test_other_words_are_wrong(written):
    assert not is_right(a_question(), written)


def test_an_accepted_variant_is_as_right_as_the_key():
    assert is_right(a_question("European Council", "heads of government"), "Heads of Government")


@pytest.mark.parametrize(("optional", "right"), [(True, True), (False, False)])
def test_accents_may_be_left_out_only_where_the_question_says_so(optional, right):
    assert is_right(a_question("János Kovács", accents_optional=optional), "Janos Kovacs") is right


def test_accents_count_the_same_however_they_are_encoded():
    assert is_right(a_question("Löw"), unicodedata.normalize("NFD", "Löw"))


def test_typographic_apostrophes_and_hyphens_are_plain_ones():
    assert is_right(a_question("People's vice-president"), "People’s vice‑president")


def test_an_article_that_is_the_whole_answer_is_kept():
    assert fold("The") == "the"
    assert fold("A") == "a"


@given(st.text())
def test_grading_survives_any_text(text):
    assert short_answer.grade(a_question(), {"written": text}).credit in (0, 1)


@given(st.text(min_size=1, max_size=200))
def test_the_key_itself_is_always_right(key):
    try:
        content = a_question(key)
    except ValidationError:
        return
    assert is_right(content, key)
    assert is_right(content, f"  {key.upper() if key.upper().casefold() == key.casefold() else key} ")


@given(st.text(max_size=200).filter(str.strip))
def test_what_was_written_is_the_answer_and_comes_back_into_the_form(text):
    answer = short_answer.answer_from_form(a_question(), {"written": [text]})
    assert short_answer.form_from_answer(a_question(), answer) == {"written": [text.strip()]}


@pytest.mark.parametrize("form", [{}, {"written": []}, {"written": ["  "]}, {"written": ["x" * 201]}])
def test_a_form_without_a_usable_text_is_refused(form):
    with pytest.raises(InvalidAnswer, match="Write"):
        short_answer.answer_from_form(a_question(), form)


def test_every_useless_variant_is_named_at_once():
    with pytest.raises(ValidationError) as caught:
        a_question("Council", "the council", "...", "Parliament")
    message = str(caught.value)
    assert "“the council” is accepted already" in message
    assert "“...” has no letter or digit" in message


def test_feedback_keeps_what_was_written_and_says_what_else_is_right():
    shown = short_answer.feedback(a_question("Council", "Cabinet"), {"written": "Parliament"}, seed=0)
    assert (shown.written, shown.is_right, shown.key, shown.also_right) == (
        "Parliament", False, "Council", "Also right: Cabinet.",
    )  # fmt: skip


def test_the_tally_joins_spellings_that_mean_the_same():
    answers = [{"written": text} for text in ("Council", "council.", "Court", "court", "Court", "Mayor")]
    counted = short_answer.tally(a_question("Council"), answers, asked=6)
    assert [(each.text, each.is_key, each.count) for each in counted] == [
        ("Council", True, 2), ("Court", False, 3), ("Mayor", False, 1),
    ]  # fmt: skip


def test_a_blind_guess_earns_nothing():
    assert short_answer.guess_score(a_question()) == 0
