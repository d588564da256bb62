"""The yardstick itself: each form check finds the flaw that it claims to find, and a clean item passes."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.articles.reading import read_article
from tests.evaluation.evaluate import Run, answered_elsewhere, facts_asked, item_of, same_fact, verbatim
from tests.evaluation.form_checks import FORM_CHECKS, Item, form_flaws, number, words
from tests.evaluation.guesser import HABITS, chance_of_hit, votes

CLEAN = Item(
    stem="In which city did Maria Keller found the Weaver Club?",
    options=("Lyon", "Paris", "Lille", "Nantes"),
    key=0,
    quote="Maria Keller founded the Weaver Club in Lyon in 1911.",
)
YEARS = Item(
    stem="In which year did Maria Keller found the Weaver Club?",
    options=("1905", "1908", "1911", "1914"),
    key=2,
    quote=CLEAN.quote,
)

# What is changed about a clean item, and the criterion that it then breaks.
FLAWED = [
    ("ambiguous or unclear stem", CLEAN, {"stem": "Which city?"}),
    ("implausible distractor", YEARS, {"stem": "How many came to the club?", "options": ("3", "5", "6", "700")}),
    ("none of the above", CLEAN, {"options": ("Lyon", "Paris", "Lille", "None of these")}),
    ("all of the above", CLEAN, {"options": ("Lyon", "Paris", "Lille", "All of the above")}),
    (
        "longest option correct",
        CLEAN,
        {"options": ("Lyon, the old silk town on the Rhone", "Paris", "Lille", "Nantes")},
    ),
    ("gratuitous information in the stem", CLEAN, {"stem": f"She was a weaver. {CLEAN.stem}"}),
    ("true or false question", CLEAN, {"stem": "True or false: Maria Keller founded the Weaver Club?"}),
    (
        "convergence on the key",
        CLEAN,
        {"options": ("old stone bridge", "old stone wall", "new stone bridge", "old iron bridge")},
    ),
    ("logical cue", YEARS, {"options": ("1905", "1908", "1911", "Paris")}),
    ("absolute term", CLEAN, {"options": ("Lyon", "Paris", "always in Lille", "Nantes")}),
    ("word repeated in key", CLEAN, {"options": ("Weaver Street", "Paris", "Lille", "Nantes")}),
    ("more than one right", CLEAN, {"quote": "She founded the Weaver Club in Lyon and in Paris."}),
    ("negative stem", CLEAN, {"stem": "In which city did Maria Keller not found the Weaver Club?"}),
    ("vague term", CLEAN, {"options": ("Lyon", "Paris", "usually Lille", "Nantes")}),
    ("complex K-type", CLEAN, {"options": ("Lyon", "Paris", "Lille", "A and B")}),
    ("unfocused stem", CLEAN, {"stem": "The Weaver Club was founded in"}),
    ("fill in the blank", CLEAN, {"stem": "In the city of ___ who founded the Weaver Club?"}),
    ("grammatical cue", CLEAN, {"options": ("Lyon", "a town", "a village", "an island")}),
    ("lost sequence", YEARS, {"options": ("1905", "1911", "1908", "1914")}),
    ("option inside option", CLEAN, {"options": ("Lyon", "Paris", "Lille", "Lille Centre")}),
    ("key in stem", CLEAN, {"stem": "In which city did Maria of Lyon found the Weaver Club?"}),
    ("distractor in stem", CLEAN, {"stem": "In which city did Maria of Paris found the Weaver Club?"}),
    ("key not in quote", CLEAN, {"quote": "Maria Keller founded the Weaver Club in 1911."}),
]


@pytest.mark.parametrize("item", [CLEAN, YEARS], ids=["cities", "years"])
def test_a_clean_item_breaks_no_criterion(item: Item) -> None:
    assert form_flaws(item) == []


@pytest.mark.parametrize(("name", "item", "changes"), FLAWED, ids=[row[0] for row in FLAWED])
def test_a_flaw_is_found_by_its_name(name: str, item: Item, changes: dict[str, object]) -> None:
    assert name in form_flaws(replace(item, **changes))  # type: ignore[arg-type]


def test_every_form_check_has_a_test() -> None:
    assert {row[0] for row in FLAWED} == set(FORM_CHECKS)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1911", 1911), ("$1,200", 1200), ("3.5 million", 3.5), ("seven years", 7), ("20 to 18", None), ("Lyon", None)],
)
def test_the_only_number_of_an_option_is_read(text: str, value: float | None) -> None:
    assert number(text) == value


def test_words_leave_out_what_says_little() -> None:
    assert words("In which city did the Weaver Club meet?") == ["city", "weaver", "club", "meet"]


# The guesser.

TEMPTED = [
    ("longest option", CLEAN, ("Lyon on the Rhone", "Paris", "Lille", "Nantes")),
    ("words of the stem", CLEAN, ("Weaver Street", "Paris", "Lille", "Nantes")),
    ("words of the other options", CLEAN, ("old stone bridge", "old wall", "stone wall", "iron bridge")),
    ("middle value", YEARS, ("1905", "1908", "1911", "1914")),
    ("grammar of the stem", replace(CLEAN, stem="Maria Keller was an"), ("actor", "printer", "baker", "weaver")),
]


@pytest.mark.parametrize(("name", "item", "options"), TEMPTED, ids=[row[0] for row in TEMPTED])
def test_a_habit_hits_where_the_form_betrays_the_key(name: str, item: Item, options: tuple[str, ...]) -> None:
    betrayed = replace(item, options=options)
    assert chance_of_hit(betrayed, HABITS[name]) > 0.25


@pytest.mark.parametrize(("name", "item", "options"), TEMPTED, ids=[row[0] for row in TEMPTED])
def test_a_habit_misses_where_the_form_points_elsewhere(name: str, item: Item, options: tuple[str, ...]) -> None:
    best = max(range(4), key=lambda place: HABITS[name](replace(item, options=options), options[place]))
    other = next(
        place
        for place in range(4)
        if HABITS[name](replace(item, options=options), options[place])
        < HABITS[name](replace(item, options=options), options[best])
    )
    assert chance_of_hit(replace(item, options=options, key=other), HABITS[name]) == 0.0


def test_every_habit_has_a_test() -> None:
    assert {row[0] for row in TEMPTED} == set(HABITS)


def test_a_guesser_without_a_clue_draws_by_lot() -> None:
    even = replace(CLEAN, options=("Lyon", "Bern", "Rome", "Oslo"))
    assert chance_of_hit(even, votes) == 0.25


def test_all_habits_together_find_a_key_that_is_longest() -> None:
    betrayed = replace(CLEAN, options=("Lyon on the Rhone", "Paris", "Lille", "Nantes"))
    assert chance_of_hit(betrayed, votes) == 1.0


# What the report counts.

CONTENT = {
    "stem": CLEAN.stem,
    "key": "Lyon",
    "distractors": ["Paris", "Lille", "Nantes"],
    "evidence": [{"quote": CLEAN.quote, "start": 8, "end": 8 + len(CLEAN.quote)}],
}


def _run(quote: str = CLEAN.quote) -> Run:
    """An article of one sentence with one draft and one fact that is expected."""
    content = {**CONTENT, "evidence": [{"quote": quote, "start": 8, "end": 8 + len(quote)}]}
    article = read_article(f"A Club\n\n{CLEAN.quote}\n".encode(), filename="a.txt")
    facts = [
        {"question": "Where was the Weaver Club founded?", "key": "Lyon", "quote": CLEAN.quote},
        {"question": "When was the Weaver Club founded?", "key": "1911", "quote": CLEAN.quote},
    ]
    draft = {"type": "multiple-choice", "content": content, "tags": ["place"]}
    return Run(Path("a.txt"), article, [draft], [], 0.0, 0.0, {"facts": facts})


def test_an_item_shows_the_options_of_its_draft() -> None:
    item = item_of({"content": CONTENT})
    assert item.right == "Lyon"
    assert sorted(item.options) == ["Lille", "Lyon", "Nantes", "Paris"]


def test_a_fact_is_asked_by_a_draft_with_its_key_and_its_sentence() -> None:
    assert facts_asked(_run()) == (
        ["Where was the Weaver Club founded? [Lyon]"],
        ["When was the Weaver Club founded? [1911]"],
    )


def test_a_quote_at_its_span_is_verbatim() -> None:
    assert verbatim(_run())


def test_a_reworded_quote_is_not_verbatim() -> None:
    assert not verbatim(_run(CLEAN.quote.replace("founded", "opened")))


def test_two_items_about_one_fact_are_counted() -> None:
    again = replace(CLEAN, stem="In which town did Maria Keller found the Weaver Club?")
    assert same_fact([CLEAN, again, YEARS]) == 1


def test_an_item_that_another_stem_answers_is_counted() -> None:
    teller = replace(YEARS, stem="In which year did Maria Keller found the Weaver Club of Lyon?")
    assert answered_elsewhere([CLEAN, teller]) == 1
    assert answered_elsewhere([CLEAN, YEARS]) == 0
