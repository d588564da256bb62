"""One-click mends: what each offers, and that it is rid of its flaw."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.questions import question_type
from quizapp.questions.content import Content
from quizapp.questions.flaws import flaws
from quizapp.questions.mending import Mend, mends
from quizapp.questions.timeline import Event, Timeline
from tests.factories import (
    a_multiple_choice,
    a_multiple_response,
    a_number,
    a_short_answer,
    a_timeline,
    a_true_false,
    evidence,
)


def offered(content: Content, code: str) -> dict[str, Any]:
    """What the mends of the first flaw with this code say, and the content each gives."""
    flaw = next(each for each in flaws(content) if each.code == code)
    return {mend.label: mend.content for mend in mends(content, flaw)}


def test_a_flawed_distractor_is_swapped_for_a_spare_or_left_out() -> None:
    content = a_multiple_choice(distractors=("1901", "All of the above", "1931"), spare_distractors=("1941", "1951"))
    found = offered(content, "all-of-the-above")
    assert list(found) == ["Swap it for “1941”", "Swap it for “1951”", "Leave out “All of the above”"]
    swapped = found["Swap it for “1941”"]
    assert (swapped.distractors, swapped.spare_distractors) == (("1901", "1941", "1931"), ("1951",))
    assert found["Leave out “All of the above”"].distractors == ("1901", "1931")


def test_nothing_is_left_out_where_too_few_options_would_stay() -> None:
    content = a_multiple_choice(distractors=("1901", "None of these"), spare_distractors=())
    assert offered(content, "none-of-the-above") == {}


def test_the_article_at_the_end_of_a_stem_moves_into_the_options() -> None:
    content = a_multiple_choice(
        "The head of the government of the republic is a", key="chancellor", distractors=("emperor", "alderman")
    )
    mended = offered(content, "grammatical-cues")["Move “a” or “an” into the options"]
    assert mended.stem == "The head of the government of the republic is"
    assert mended.options == ("a chancellor", "an emperor", "an alderman")


def test_a_full_stop_that_only_the_key_has_is_taken_off() -> None:
    content = a_multiple_choice(
        "What does the parliament of the republic do?",
        key="It elects the chancellor.",
        distractors=("It crowns an emperor", "It names the judges"),
    )
    assert offered(content, "grammatical-cues")["Take the full stops off"].key == "It elects the chancellor"


def test_bare_numbers_get_the_unit_of_the_others() -> None:
    content = a_multiple_choice(
        "How many members has the council of the town?", key="12 members", distractors=("15", "20 members")
    )
    (mended,) = offered(content, "lost-sequence").values()
    assert mended.distractors == ("15 members", "20 members")


@pytest.mark.parametrize(
    ("stem", "louder"),
    [
        ("Which body does not elect the chancellor?", "Which body does NOT elect the chancellor?"),
        ("Which body doesn’t elect the chancellor?", "Which body does NOT elect the chancellor?"),
        ("Which body can't elect the chancellor?", "Which body can NOT elect the chancellor?"),
        ("All may vote except which people?", "All may vote EXCEPT which people?"),
    ],
)
def test_a_quiet_negation_is_written_in_capitals(stem: str, louder: str) -> None:
    assert offered(a_multiple_choice(stem), "negative-wording")["Write it in capitals"].stem == louder


def test_a_question_gets_its_question_mark() -> None:
    found = offered(a_short_answer("Which hall"), "unfocused-stem")
    assert found["End with a question mark"].stem == "Which hall?"


def test_a_statement_is_said_without_not_and_its_key_turned_round() -> None:
    content = a_true_false("The hall was not built in 1911.", key=False)
    mended = offered(content, "negative-wording")["Say it without “not”, and make it true"]
    assert (mended.stem, mended.key) == ("The hall was built in 1911.", True)


@pytest.mark.parametrize("stem", ["All members were not there.", "The hall did not open.", "Nobody came."])
def test_a_statement_that_would_change_its_meaning_is_left_to_its_author(stem: str) -> None:
    assert offered(a_true_false(stem), "negative-wording") == {}


def test_an_absolute_word_is_left_out() -> None:
    content = a_true_false("Only citizens of the town pay the tax.", key=False)
    assert offered(content, "absolute-terms")["Leave the word out"].stem == "Citizens of the town pay the tax."


def test_numbers_get_a_tolerance() -> None:
    rough = offered(a_number(tolerance=""), "rough-number-without-tolerance")
    assert rough["Accept 5 % more or less"].tolerance == "5 %"
    assert offered(a_number(tolerance="900"), "wide-tolerance")["Accept 10 % more or less"].tolerance == "10 %"
    year = a_number("In which year did the hall open?", key="1911", tolerance="1 %", unit="", evidence=())
    assert list(offered(year, "year-with-share")) == ["Accept one year more or less", "Accept only the very year"]


def test_a_right_option_that_no_quote_proves_can_go() -> None:
    content = a_multiple_response(keys=("A council chamber", "A library", "Dovecotes"))
    assert offered(content, "evidence-lacks-key")["Leave out “Dovecotes”"].keys == ("A council chamber", "A library")


def with_labels(*labels: str, dates: tuple[str | None, ...] = ("1911", "1923", "1925")) -> Timeline:
    return Timeline(
        stem="Put these events in order.",
        events=tuple(
            Event(id=f"e{number}", label=label, date=date, evidence=evidence("x" * 10))
            for number, (label, date) in enumerate(zip(labels, dates, strict=True))
        ),
    )


@pytest.mark.parametrize(
    ("label", "mended"),
    [
        ("Rome is signed in March 1957", "Rome is signed"),
        ("On 25 March 1957, Rome is signed", "Rome is signed"),
        ("Rome, 25 March, is signed", "Rome is signed"),
        ("Rome signed (1957)", "Rome signed"),
        ("In the early 1950s talks begin", "Talks begin"),
        ("The 1957 treaty is signed", "The treaty is signed"),
        ("Caesar dies in 44 BC", "Caesar dies"),
        ("War of 1914-1918 ends", "War ends"),
    ],
)
def test_a_date_is_taken_out_of_a_label(label: str, mended: str) -> None:
    found = offered(with_labels(label, "The roof burns", "The roof is rebuilt"), "date-in-label")
    assert list(found) == [f"Write “{mended}”"]
    assert found[f"Write “{mended}”"].events[0].label == mended


def test_after_another_event_becomes_a_known_order() -> None:
    content = with_labels("The hall opens", "The fire", "Work begins after the fire", dates=("1911", "1923", None))
    first = next(iter(offered(content, "order-words").items()))
    assert first[0] == "Write “Work begins”, known to come after “The fire”"
    assert first[1].events[2].after == ("e1",)


def test_a_word_of_order_is_left_out() -> None:
    content = with_labels("The hall opens", "The roof later burns", "The mayor resigns")
    assert offered(content, "order-words")["Write “The roof burns”"].events[1].label == "The roof burns"


def test_numbers_before_labels_are_left_out() -> None:
    content = with_labels("1. The hall opens", "2. The roof burns", "3. The mayor resigns")
    mended = offered(content, "numbered-labels")["Leave the numbers out"]
    assert [event.label for event in mended.events] == ["The hall opens", "The roof burns", "The mayor resigns"]


def test_which_of_two_undecided_events_came_first_can_be_said() -> None:
    content = with_labels("The hall opens", "The roof burns", "The mayor resigns", dates=("1911", "1923", "1923-05"))
    found = offered(content, "order-undecided")
    assert list(found) == ["“The roof burns” came first", "“The mayor resigns” came first"]
    assert found["“The roof burns” came first"].events[2].after == ("e1",)


def test_one_of_two_equal_events_is_left_out() -> None:
    content = a_timeline(
        events=(
            Event(id="built", label="The hall is built", date="1911"),
            Event(id="again", label="A hall was built", date="1912", after=("built",)),
            Event(id="fire", label="The roof burns", date="1923", after=("again",)),
            Event(id="new", label="The mayor resigns", date="1930"),
        )
    )
    mended = offered(content, "duplicate-events")["Leave out “A hall was built”"]
    assert [(event.id, event.after) for event in mended.events] == [("built", ()), ("fire", ()), ("new", ())]


OPTIONS = st.sampled_from(
    ["Parliament", "The voters", "None of the above", "All of these", "Nobody", "always the mayor", "usually judges",
     "the voters of the town", "12", "15 judges", "12,000 judges", "It elects the chancellor.", "last year"]
)  # fmt: skip
STEMS = st.sampled_from(
    ["Which body does not elect the mayor?", "Which hall", "The head of the town is a", "In which year did it open?",
     "How many voters are there?", "What is the voters' hall called?"]
)  # fmt: skip
CHOICES = st.builds(
    lambda stem, options, spares: {
        "stem": stem, "key": options[0], "distractors": options[1:], "spare_distractors": spares
    },
    STEMS,
    st.lists(OPTIONS, min_size=3, max_size=5, unique=True),
    st.lists(OPTIONS, max_size=2, unique=True),
)  # fmt: skip
LABELS = st.sampled_from(
    ["The hall opens", "A hall opened", "The roof burns in 1923", "Work begins after the fire", "The fire", "1. Votes",
     "2. The mayor resigns", "The mayor later resigns", "Talks of 3 May 1950 fail", "The council of 1911 meets"]
)  # fmt: skip
TIMELINES = st.builds(
    lambda labels, dates: {
        "stem": "Put in order.",
        "events": [
            {"id": f"e{number}", "label": label, "date": date}
            for number, (label, date) in enumerate(zip(labels, dates, strict=False))
        ],
    },
    st.lists(LABELS, min_size=3, max_size=6, unique=True),
    st.lists(st.sampled_from([None, "1911", "1911-05", "1923~", "192X"]), min_size=6, max_size=6),
)


@settings(deadline=None)
@given(CHOICES.map(lambda data: ("multiple-choice", data)) | TIMELINES.map(lambda data: ("timeline", data)))
def test_a_mend_removes_its_flaw_and_keeps_the_content_valid(drawn: tuple[str, dict[str, Any]]) -> None:
    kind = question_type(drawn[0])
    try:
        content = kind.parse(drawn[1])
    except ValueError:
        return
    for flaw in flaws(content):
        for mend in mends(content, flaw):
            assert isinstance(mend, Mend)
            assert kind.parse(kind.to_dict(mend.content)) == mend.content
            assert flaw not in flaws(mend.content)
            assert mend.content != content
