"""Every criterion: one question that has the flaw, and the nearest one that has it not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.questions import multiple_choice, question_type, timeline
from quizapp.questions.flaws import Flaw, flaws

SOUND: dict[str, Any] = {
    "stem": "Which body elects the chancellor of the republic?",
    "key": "Parliament",
    "distractors": ["Voters", "Judges", "Mayors"],
}


def codes(changes: dict[str, Any], *, quote: str = "", stems: tuple[str, ...] = ()) -> set[str]:
    data = SOUND | changes
    quote = quote or f"It is written here: {data['key']}, and nothing besides."
    data["evidence"] = [{"quote": quote, "start": 0, "end": len(quote)}]
    return {flaw.code for flaw in flaws(multiple_choice.parse(data), stems_of_others=stems)}


def test_a_sound_question_has_no_flaw():
    assert codes({}) == set()


@pytest.mark.parametrize(
    ("code", "flawed", "sound"),
    [
        (
            "ambiguous-information",
            {"stem": "Why did they reject the budget of the city?"},
            {"stem": "Why did the councillors reject the budget of the city?"},
        ),
        (
            "ambiguous-information",
            {"stem": "Which treaty did the king sign last week?"},
            {"stem": "Which treaty did the king sign in the last week of May 1890?"},
        ),
        (
            "implausible-distractors",
            {"key": "12 judges", "distractors": ["9 judges", "5,000 judges"]},
            {"key": "12 judges", "distractors": ["9 judges", "500 judges"]},
        ),
        (
            "implausible-distractors",
            {"distractors": ["Voters", "Nobody"]},
            {"distractors": ["Voters", "No judge"]},
        ),
        (
            "none-of-the-above",
            {"distractors": ["Voters", "None of the above"]},
            {"distractors": ["Voters", "None of the mayors"]},
        ),
        (
            "all-of-the-above",
            {"distractors": ["Voters", "All of these"]},
            {"distractors": ["Voters", "All of the mayors"]},
        ),
        (
            "longest-answer-correct",
            {"key": "Parliament, meeting in both of its chambers"},
            {
                "key": "Parliament, meeting in both of its chambers",
                "distractors": ["Judges, meeting in the supreme court", "Voters"],
            },
        ),
        (
            "gratuitous-information",
            {"stem": "Many republics, large and small, " * 8 + "have a chancellor. Which body elects the chancellor?"},
            {"stem": "Many republics, large and small, have a chancellor. Which body elects the chancellor?"},
        ),
        (
            "true-false-question",
            {"stem": "Which of these statements about the chancellor is true?"},
            {"stem": "Which of these bodies elects the chancellor?"},
        ),
        (
            "true-false-question",
            {"key": "Yes, with a majority", "distractors": ["No, never", "Yes, alone"]},
            {"key": "Yes, with a majority", "distractors": ["Never", "Alone"]},
        ),
        (
            "convergence-cues",
            {"key": "Tax on land", "distractors": ["Tax on ships", "Rent on land", "Fee on trade"]},
            {"key": "Tax on land", "distractors": ["Tax on ships", "Tax on trade", "Tax on salt"]},
        ),
        (
            "logical-cues",
            {
                "stem": "In which year did the chancellor resign?",
                "key": "1974",
                "distractors": ["1969", "Bonn"],
            },
            {
                "stem": "In which city did the chancellor resign?",
                "key": "Bonn",
                "distractors": ["Berlin", "Ulm"],
            },
        ),
        (
            "logical-cues",
            {"distractors": ["Voters and judges", "Judges and voters", "Mayors"]},
            {"distractors": ["Voters and judges", "Judges and mayors", "Mayors and voters"]},
        ),
        (
            "fill-in-the-blank",
            {"stem": "The chancellor of the republic is elected by ____ every term."},
            {"stem": "The chancellor of the republic is elected every term by"},
        ),
        (
            "absolute-terms",
            {"distractors": ["Voters", "Always the judges"]},
            {"key": "Always parliament", "distractors": ["Voters", "Always the judges"]},
        ),
        (
            "absolute-terms",
            {"distractors": ["Voters", "Judges, who must never resign"]},
            {"distractors": ["Voters", "A court never set up"]},
        ),
        (
            "word-repeats",
            {"stem": "Which body elects the federal chancellor?", "key": "The federal assembly"},
            {
                "stem": "Which body elects the federal chancellor?",
                "key": "The federal assembly",
                "distractors": ["The federal court", "Voters"],
            },
        ),
        ("unfocused-stem", {"stem": "Which of the following is it?"}, {"stem": "What is a quorum?"}),
        (
            "unfocused-stem",
            {"stem": "The chancellor"},
            {"stem": "The chancellor of the republic is elected by"},
        ),
        (
            "complex-or-k-type",
            {"key": "A and B", "distractors": ["B and C", "A, B and C"]},
            {"key": "Ann and Bob", "distractors": ["Bob and Cy", "Ann, Bob and Cy"]},
        ),
        (
            "grammatical-cues",
            {
                "stem": "The head of this government is called an",
                "key": "emperor",
                "distractors": ["king", "duke"],
            },
            {
                "stem": "The head of this government is called",
                "key": "emperor",
                "distractors": ["king", "duke"],
            },
        ),
        (
            "grammatical-cues",
            {"key": "To pass laws", "distractors": ["It appoints judges", "It collects taxes"]},
            {"key": "To pass laws", "distractors": ["To appoint judges", "To collect taxes"]},
        ),
        (
            "lost-sequence",
            {"key": "5 days", "distractors": ["2 weeks", "1 month"]},
            {"key": "5 days", "distractors": ["14 days", "30 days"]},
        ),
        (
            "vague-terms",
            {"distractors": ["Voters", "Often the judges"]},
            {"distractors": ["Voters", "The judges"]},
        ),
        (
            "more-than-one-correct",
            {"key": "60%", "distractors": ["60 per cent", "70%"]},
            {"key": "60%", "distractors": ["65 per cent", "70%"]},
        ),
        (
            "negative-wording",
            {"stem": "Which body may not elect the chancellor?"},
            {"stem": "Which body elects the chancellor if the king does not?"},
        ),
        (
            "negative-wording",
            {"stem": "All bodies elect the chancellor except which one?"},
            {"stem": "Who is exempt from the vote on the chancellor except where the king objects?"},
        ),
        (
            "negative-wording",
            {"stem": "Which bodies do NOT elect the chancellor?"},
            {"stem": "Why did the bodies not elect the chancellor?"},
        ),
        (
            "option-inside-option",
            {"key": "The Senate", "distractors": ["The Senate and the House", "Voters"]},
            {"key": "The Senate", "distractors": ["The Senates of the states", "Voters"]},
        ),
        (
            "key-in-stem",
            {"stem": "Which body elects the chancellor after parliament has met?"},
            {"stem": "Which body elects the chancellor after the parliamentary recess?"},
        ),
        (
            "distractor-in-stem",
            {"stem": "Which body elects the chancellor when voters do not decide?"},
            {"stem": "Which body elects the chancellor when nobody else decides?"},
        ),
    ],
)
def test_the_flaw_is_found_and_its_neighbour_passes(code, flawed, sound):
    assert (code in codes(flawed), code in codes(sound)) == (True, False)


def test_a_distractor_that_the_evidence_lists_beside_the_key_may_be_right_too():
    assert "more-than-one-correct" in codes({}, quote="Parliament and voters elect the chancellor.")


def test_a_distractor_elsewhere_in_the_evidence_is_no_second_key():
    assert codes({}, quote="Parliament elects the chancellor; voters elect the mayor.") == set()


def test_the_ends_of_a_range_are_not_both_right():
    question = {"key": "1957", "distractors": ["1979", "1986"]}
    assert "more-than-one-correct" not in codes(question, quote="It grew between 1957 and 1979.")


def test_a_hedge_of_the_article_may_stay_in_the_key():
    assert "vague-terms" not in codes({"key": "Usually parliament"}, quote="Usually parliament elects.")


@pytest.mark.parametrize(
    ("key", "quote", "missing"),
    [
        ("720", "The house had 705 seats.", True),
        ("720", "The house had 720 seats.", False),
        ("Rosa Parks", "A seamstress refused to stand up.", True),
        ("12 judges", "There are twelve judges.", False),
        ("One day", "It was signed on a single day.", False),
        ("It becomes law unsigned", "Doing nothing makes it law, without a signature.", False),
        ("Constitutional review", "The court reviews whether a law fits the constitution.", False),
        ("Telling each other more", "If each side told the other more, it would help.", False),
        ("Higher taxes", "The mayor sold the harbour.", True),
    ],
)
def test_evidence_has_to_say_what_the_key_says(key, quote, missing):
    assert ("evidence-lacks-key" in codes({"key": key}, quote=quote)) is missing


def test_a_question_without_a_quote_is_reported():
    assert [flaw.code for flaw in flaws(multiple_choice.parse(SOUND))] == ["no-evidence"]


def test_a_stem_that_stands_twice_in_a_bank_is_reported():
    assert codes({}, stems=("which body elects the  chancellor of the republic",)) == {"duplicated-stem"}


def test_a_stem_that_answers_another_question_is_reported():
    other = "On which day does parliament elect the chancellor of the republic?"
    assert codes({}, stems=(other,)) == {"answered-by-another-stem"}


def test_a_stem_that_only_shares_the_name_of_the_key_answers_nothing():
    assert codes({}, stems=("In which city does parliament meet?",)) == set()


def test_words_that_most_stems_share_do_not_link_two_questions():
    others = [f"What may the chancellor of the republic ask of {name}?" for name in ("kings", "courts", "parliament")]
    assert codes({"stem": "Who elects the chancellor of the republic?"}, stems=tuple(others)) == set()


def test_where_names_the_part_that_is_flawed():
    content = multiple_choice.parse(SOUND | {"distractors": ["Voters", "None of these"]})
    assert {flaw.where for flaw in flaws(content) if flaw.code == "none-of-the-above"} == {"distractors.1"}


def timeline_codes(*labels: str, **changes: Any) -> set[str]:
    return {flaw.code for flaw in timeline_flaws(*labels, **changes)}


def timeline_flaws(
    *labels: str,
    dates: tuple[str | None, ...] = ("1957", "1979", "2009"),
    proven: bool = True,
    step: int = 20,
) -> list[Flaw]:
    """The flaws of a timeline whose quotes are ten characters long and begin ``step`` apart."""
    events = [
        {
            "id": f"e{index}",
            "label": label,
            "date": when,
            "evidence": {"quote": "So it was.", "start": step * index, "end": step * index + 10} if proven else None,
        }
        for index, (label, when) in enumerate(zip(labels, dates, strict=True))
    ]
    return flaws(timeline.parse({"stem": "Put in order.", "events": events}))


def test_a_sound_timeline_has_no_flaw():
    assert timeline_codes("The Treaty of Rome is signed", "Women vote for the first time", "Lisbon is signed") == set()


@pytest.mark.parametrize("label", ["Rome is signed in 1957", "Rome is signed in March", "Rome, 25 March, is signed"])
def test_a_date_in_a_label_is_reported(label):
    assert timeline_codes(label, "Voting begins", "Lisbon is signed") == {"date-in-label"}


@pytest.mark.parametrize("label", ["Rome may be signed", "1,500 people march", "The May family signs"])
def test_no_date_is_seen_where_there_is_none(label):
    assert timeline_codes(label, "Voting begins", "Lisbon is signed") == set()


@pytest.mark.parametrize(
    "labels",
    [
        ("Rome is signed", "Voting then begins", "Lisbon is signed"),
        ("Rome is signed", "Voting begins after Rome", "Lisbon is signed"),
        ("The first vote is held", "The second vote is held", "Lisbon is signed"),
    ],
)
def test_words_that_tell_the_order_are_reported(labels):
    assert timeline_codes(*labels) == {"order-words"}


def test_after_something_outside_the_timeline_tells_no_order():
    assert timeline_codes("Riots follow after a verdict", "Voting begins", "Lisbon is signed") == set()


def test_labels_of_very_different_length_are_reported():
    long = "The six founding states sign the treaty in the great hall on the hill of Rome"
    assert timeline_codes(long, "Voting begins", "Lisbon is signed") == {"uneven-labels"}


def test_events_without_evidence_are_reported():
    assert timeline_codes("Rome", "Voting", "Lisbon", proven=False) == {"event-without-evidence"}


def test_events_that_nothing_puts_in_order_are_named_with_their_dates():
    found = timeline_flaws("Rome", "Voting", "Lisbon", dates=("1957", "1957-03", "2009"))
    assert [flaw.code for flaw in found] == ["order-undecided"]
    expected = "Nothing decides whether “Rome” (1957) or “Voting” (March 1957) came first; both orders count."
    assert found[0].message == expected


def test_an_event_that_overlaps_several_is_reported_once():
    found = timeline_flaws("Rome", "Voting", "Lisbon", "Nice", dates=("195X", "1957", "1958", "2009"))
    assert [flaw.message for flaw in found] == [
        "Nothing decides whether “Rome” (the 1950s) came before or after “Voting” (1957) and “Lisbon” (1958); "
        "every order of them counts."
    ]


def test_an_event_without_date_or_known_order_is_reported():
    found = timeline_flaws("Rome", "Voting", "Lisbon", dates=("1957", None, "2009"))
    assert [(flaw.code, flaw.where) for flaw in found] == [("event-without-place", "events.1")]


def test_two_events_from_one_sentence_are_reported():
    found = timeline_flaws("Rome", "Voting", "Lisbon", step=5)
    assert [(flaw.code, flaw.where) for flaw in found] == [("same-sentence", "events.1"), ("same-sentence", "events.2")]


@pytest.mark.parametrize(
    ("labels", "dates"),
    [
        (("The treaty of Rome is signed", "Treaty of Rome signed", "Lisbon"), ("1957", "1958", "2009")),
        (("Rome signs the great treaty", "The great Rome treaty", "Lisbon"), ("1957", "1957", "2009")),
    ],
)
def test_events_that_tell_the_same_are_reported(labels, dates):
    assert "duplicate-events" in timeline_codes(*labels, dates=dates)


@pytest.mark.parametrize(
    ("labels", "dates"),
    [
        (("Britain joins the union", "Britain leaves the union", "Lisbon"), ("1973", "2020", "2021")),
        (("Rome signs the great treaty", "The great Rome treaty", "Lisbon"), ("1957", "1958", "2009")),
    ],
)
def test_events_that_share_words_only_are_not(labels, dates):
    assert "duplicate-events" not in timeline_codes(*labels, dates=dates)


@pytest.mark.parametrize("marks", [("1. ", "2. ", "3. "), ("a) ", "b) ", "c) "), ("Step 1: ", "Step 2: ", "Step 3: ")])
def test_labels_that_begin_with_their_number_are_reported(marks):
    labels = [mark + label for mark, label in zip(marks, ("Rome is signed", "Voting begins", "Lisbon"), strict=True)]
    assert "numbered-labels" in timeline_codes(*labels)


@pytest.mark.parametrize("label", ["Caesar dies in 44 BC", "Rome falls in the 5th century", "Pompeii burns, AD 79"])
def test_ancient_dates_in_a_label_are_reported(label):
    assert timeline_codes(label, "Voting begins", "Lisbon is signed") == {"date-in-label"}


def test_a_negative_stem_in_capitals_is_a_milder_matter():
    def messages(stem):
        found = flaws(multiple_choice.parse(SOUND | {"stem": stem}))
        return [flaw.message for flaw in found if flaw.code == "negative-wording"]

    plain = messages("Which body does not elect the chancellor?")
    loud = messages("Which body does NOT elect the chancellor?")
    assert "which readers miss" in plain[0]
    assert "which readers miss" not in loud[0]


TEXT = st.text(min_size=1, max_size=30)


@given(TEXT, st.lists(TEXT, min_size=3, max_size=6), TEXT)
def test_no_wording_makes_the_checks_fail(stem, options, other):
    try:
        content = multiple_choice.parse({"stem": stem, "key": options[0], "distractors": options[1:]})
    except ValidationError:
        return
    assert {flaw.where.split(".")[0] for flaw in flaws(content, stems_of_others=[other])} <= {
        "stem", "key", "distractors", "options", "evidence",
    }  # fmt: skip


def other_codes(type_: str, **data: Any) -> set[str]:
    quote = data.pop("quote", "")
    if quote:
        data["evidence"] = [{"quote": quote, "start": 0, "end": len(quote)}]
    return {flaw.code for flaw in flaws(question_type(type_).parse(data))}


RESPONSE = {
    "stem": "Which rooms does the hall have?",
    "keys": ["A library", "A chamber"],
    "distractors": ["A prison", "A pool"],
    "quote": "The hall has a library and a chamber.",
}
STATEMENT = {"stem": "The hall is older than the bridge.", "key": True, "quote": "The bridge came after the hall."}
SHORT = {"stem": "Who designed the hall?", "key": "Clara Reed", "quote": "Clara Reed designed it."}
NUMBER = {"stem": "How many people does the hall seat?", "key": "1,200", "quote": "It seats 1,200 people."}
PAIR_PROOF = {"quote": "It says so.", "start": 0, "end": 11}
MATCHING = {
    "stem": "What is each room used for?",
    "pairs": [
        {"left": "Chamber", "right": "Meetings", "evidence": PAIR_PROOF},
        {"left": "Cellar", "right": "The archive", "evidence": PAIR_PROOF},
    ],
    "distractors": ["Weddings"],
}


def with_pair(left: str, right: str, evidence: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"pairs": [*MATCHING["pairs"], {"left": left, "right": right, "evidence": evidence}]}


@pytest.mark.parametrize(
    ("type_", "sound"),
    [
        ("multiple-response", RESPONSE),
        ("true-false", STATEMENT),
        ("short-answer", SHORT),
        ("number", NUMBER),
        ("matching", MATCHING),
    ],
)
def test_a_sound_question_of_another_type_has_no_flaw(type_, sound):
    assert other_codes(type_, **sound) == set()


@pytest.mark.parametrize(
    ("type_", "sound", "changes", "code"),
    [
        ("multiple-response", RESPONSE, {"keys": ["A", "B", "C"], "distractors": []}, "all-options-right"),
        ("multiple-response", RESPONSE, {"distractors": ["A prison"]}, "ticking-everything-pays"),
        ("multiple-response", RESPONSE, {"quote": "The hall has a library."}, "evidence-lacks-key"),
        ("multiple-response", RESPONSE, {"stem": "Which rooms does the hall not have?"}, "negative-wording"),
        ("multiple-response", RESPONSE, {"quote": ""}, "no-evidence"),
        ("true-false", STATEMENT, {"stem": "The hall is not older than the bridge."}, "negative-wording"),
        ("true-false", STATEMENT, {"stem": "The hall isn’t older than the bridge."}, "negative-wording"),
        ("true-false", STATEMENT, {"stem": "Is the hall older than the bridge?"}, "not-a-statement"),
        ("true-false", STATEMENT, {"stem": "The hall is always open.", "key": False}, "absolute-terms"),
        ("short-answer", SHORT, {"stem": "Which hall did Clara Reed design?"}, "answer-in-stem"),
        ("short-answer", SHORT, {"key": "the woman who had also designed it"}, "long-key"),
        ("short-answer", SHORT, {"quote": "She designed it."}, "evidence-lacks-key"),
        ("number", NUMBER, {"quote": "It seats about 1,200 people."}, "rough-number-without-tolerance"),
        ("number", NUMBER, {"tolerance": "60 %"}, "wide-tolerance"),
        ("number", NUMBER, {"stem": "How many of its 1200 people does the hall seat?"}, "answer-in-stem"),
        ("number", NUMBER, {"quote": "It seats 900 people."}, "evidence-lacks-key"),
        ("number", NUMBER, {"stem": "In which year did the hall open?", "tolerance": "1 %"}, "year-with-share"),
        ("matching", MATCHING, {"distractors": []}, "match-by-elimination"),
        ("matching", MATCHING, with_pair("Loft", "Meetings"), "doubled-right-side"),
        ("matching", MATCHING, with_pair("Loft", "Bats"), "no-evidence"),
        ("matching", MATCHING, with_pair("Music room", "Music lessons", PAIR_PROOF), "matched-by-wording"),
    ],
)  # fmt: skip
def test_a_flaw_of_another_type_is_found(type_, sound, changes, code):
    assert code in other_codes(type_, **(sound | changes))


@pytest.mark.parametrize(
    ("type_", "sound", "changes", "code"),
    [
        ("number", NUMBER, {"quote": "About 1,200 sit.", "tolerance": "5 %"}, "rough-number-without-tolerance"),
        ("number", NUMBER, {"key": "450,000,000", "quote": "The Union has 450 million people."}, "evidence-lacks-key"),
        ("true-false", STATEMENT, {"stem": "The hall is in the north."}, "negative-wording"),
        ("true-false", STATEMENT, {"stem": "The hall is always open.", "key": True}, "absolute-terms"),
        ("short-answer", SHORT, {"accepted": ["Reed"], "quote": "Reed designed it."}, "evidence-lacks-key"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_flaw_is_left_alone(type_, sound, changes, code):
    assert code not in other_codes(type_, **(sound | changes))
