"""What would break a question or leave it without its sense, beside what is asked all the same."""

import pytest

from quizapp.generation.notability import is_venue
from tests.generation.written import AT_HOME, asked, choices, generated, timelines

WOMEN = "women of the Dyers' Guild"


@pytest.mark.parametrize(
    ("words", "whole", "broken"),
    [
        pytest.param(
            "How many seats",
            f"The {WOMEN} won 20 seats on the night.",
            f"The {WOMEN} did surprisingly well, taking 20 seats on the night.",
            id="did-as-a-verb-of-its-own",
        ),
        pytest.param(
            "Within how many days",
            f"Within 30 days the {WOMEN} opened a school.",
            f"Within 30 days, and the word of the bishop, the {WOMEN} opened a school.",
            id="half-of-a-phrase",
        ),
        pytest.param(
            "since which year",
            f"The {WOMEN} have marched in silence since 1964.",
            f"The {WOMEN} marched in silence (a custom since 1964).",
            id="in-brackets",
        ),
        pytest.param(
            "which country",
            f"The {WOMEN} moved to Norway in 1921.",
            f"The songs of the {WOMEN} are older than Norway.",
            id="compared-with-a-place",
        ),
        pytest.param(
            "how many boats",
            f"The {WOMEN} were told to sell 40 boats.",
            f"The {WOMEN} with 40 boats were held to offend the guild.",
            id="what-they-were-held-to-do",
        ),
    ],
)
def test_a_stem_is_whole_or_not_asked(words: str, whole: str, broken: str) -> None:
    assert any(words.lower() in stem.lower() for stem in asked(whole, title=AT_HOME))
    assert not any(words.lower() in stem.lower() for stem in asked(broken, title=AT_HOME))


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("The Weaver Club had sold 40 boats.", "How many boats did the Weaver Club sell?"),
        (f"The {WOMEN}, based in Bergen, sold 40 boats.", f"In which city are the {WOMEN} based?"),
        (f"The {WOMEN} opened 40 schools on Thursday.", f"How many schools did the {WOMEN} open?"),
        ("Stone House, a village in Norway, burned the old mill.", "Stone House is a village in which country?"),
    ],
)
def test_a_stem_stands_in_its_own_time(text: str, stem: str) -> None:
    assert stem in asked(text, title="Stories from Many Towns")


def test_what_another_sentence_dates_is_no_date_of_the_event() -> None:
    marched = "After a rigged vote in March 1960 the weavers of Kirkby filled the streets."
    others = " ".join(
        f"The {who} of Kirkby {did} in {year}."
        for who, did, year in [
            ("bakers", "closed the Brick Theatre", 1905), ("farmers", "blocked the Stone Road", 1910),
            ("miners", "flooded a tunnel", 1925), ("nurses", "planted a garden", 1935),
        ]
    )  # fmt: skip
    (line,) = timelines(generated(f"{others} {marched}", title=AT_HOME))
    assert [event.date for event in line.events] == ["1905", "1910", "1925", "1935"]


@pytest.mark.parametrize(("name", "expected"), [("the Angel Hotel", True), ("the Mill Council", False)])
def test_a_house_is_a_venue_and_a_body_is_none(name: str, expected: bool) -> None:
    assert is_venue(name) is expected


GLOSSARY = (
    "Words to know\n\n"
    "\u2022 Quorum \u2013 the number of members who must be present for a vote.\n\n"
    "\u2022 Surplus \u2013 the money that is left over at the end of the year.\n\n"
    "\u2022 Audit \u2013 a check of the accounts by somebody from outside.\n\n"
    "\u2022 Bill \u2013 a draft of a law that waits for a vote.\n\n"
    "\u2022 Whip \u2013 an order to members to vote with their party.\n\n"
    "\u2022 Confidence \u2013 the support of a majority in the lower house.\n\n"
)


def test_the_lines_of_a_list_of_words_are_asked_as_terms() -> None:
    made = asked("The weavers marched.", rest=GLOSSARY)
    assert made["What is the term for the support of a majority in the lower house?"] == "confidence"


def test_lines_that_define_nothing_are_no_terms() -> None:
    route = "".join(
        f"\u2022 {town} \u2013 where they were received by the {who} of the town.\n\n"
        for town, who in [("Lyon", "bishop"), ("Oslo", "mayor"), ("Cork", "judge"), ("Bergen", "guild")]
    )
    assert not any(stem.startswith("What is the term for") for stem in asked("They marched.", rest=f"Route\n\n{route}"))


def test_a_town_has_one_mayor() -> None:
    town = "KIRKBY, Ohio \u2014 Mayor Anna Miller opened the fair."
    title = "Kirkby Opens Its Fair"
    people = " John Harper, a baker, sold bread. Peter Olsen, a farmer, came too. Maria Keller, a nurse, sang."
    stem = "According to the article, who was the mayor of Kirkby?"
    assert asked(town + people, title=title).get(stem) == "Anna Miller"
    assert stem not in asked(f"{town}{people} Mayor Peter Brook had closed it.", title=title)


def _options(text: str, stem: str) -> tuple[str, ...]:
    made = choices(generated(text, title=AT_HOME))
    return next(each.options for each in made if each.stem == stem)


def test_beside_a_year_to_come_stand_no_years_that_are_past() -> None:
    told = f"In 2019 and in 2021 the guild met. The {WOMEN} will open a school in 2027."
    assert min(_options(told, f"In which year will the {WOMEN} open a school?")) > "2021"


def test_beside_a_year_that_is_past_stand_no_years_to_come() -> None:
    told = f"The {WOMEN} opened a school in 2019. The guild will close the mill in 2024."
    assert "2024" not in _options(told, f"In which year did the {WOMEN} open a school?")
