"""Details on the side are not asked, and what is cut out of a sentence leaves a whole question or none."""

from dataclasses import replace

import pytest

from quizapp.generation.worth import is_side_detail
from tests.generation.written import AT_HOME, asked, candidate


@pytest.mark.parametrize(
    "stem",
    [
        "Who slowly covered his face in black paint?",
        "Who held up an old map in the hall of Kirkby?",
        "Jane Roe had been dismissed by a small college in which city?",
        "Jane Roe was a clerk in which town?",
        "Which country was John Harper on his first visit to?",
        "In which year was John Harper on his first visit to Norway?",
        "Peter Olsen chose a phrase that had been growing for how many years?",
        "In which year were the rulers of Kirkby about to be condemned?",
        "In which year were the voters of Kirkby supposed to be asked?",
        "In which year did the Weaver Court lose patience?",
        "Which country gave notice in 2025?",
        "In which year did 55 percent vote against?",
    ],
)
def test_scenes_and_turns_of_speech_are_details_on_the_side(stem: str) -> None:
    assert is_side_detail(replace(candidate(), stem=stem))


@pytest.mark.parametrize(
    "stem",
    [
        "In which city did Maria Keller found the club?",
        "The Weaver Bridge is a wooden bridge in which country?",
        "In 1985, Jane Roe was on her first visit to which country?",
        "In which year did the Weaver Court vote against the tax on salt?",
        "Which country gave notice of its leaving in 2025?",
        "Who faces the head of state across the table?",
        "In which year did a wave of strikes begin?",
    ],
)
def test_acts_are_not(stem: str) -> None:
    assert not is_side_detail(replace(candidate(), stem=stem))


def test_an_inn_is_a_detail_and_a_prison_is_not() -> None:
    assert is_side_detail(replace(candidate(), kind="thing", key="the Westgate Hotel"))
    assert not is_side_detail(replace(candidate(), kind="thing", key="Fremantle Prison"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Within two weeks the town of Kirkby was in the deepest trouble it had known.", id="was-what"),
        pytest.param("The Weaver Council had 155 members, 17 of them in seats kept for bakers.", id="of-them"),
        pytest.param("Two bills in the 1970s went to the Weaver Council.", id="year-in-the-middle"),
        pytest.param("The army of Kirkby was beaten near Poltava, in what is now Ukraine.", id="what-is-now"),
        pytest.param("In Hindi the word raj means rule.", id="language"),
        pytest.param("The women of Kirkby followed in 1923.", id="followed"),
        pytest.param("Norway passed its law in 1923.", id="its-law"),
        pytest.param("Prisoners of the Dyers' Guild on ceasefire were freed.", id="on-ceasefire"),
        pytest.param("In the Patriot Act the Weaver Council gave the mayor a similar tool.", id="similar"),
        pytest.param("The king escaped to Norway.", id="the-king"),
        pytest.param("Peter Olsen of Kirkby was named in 1923.", id="named-what"),
    ],
)
def test_what_would_be_torn_or_lean_is_not_asked(text: str) -> None:
    assert asked(text, title=AT_HOME) == {}


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        pytest.param(
            "On 7 May 1923 the Weaver Party of Kirkby came first with 23 seats.",
            "On 7 May 1923, which party came first with 23 seats in New Zealand?",
            "the Weaver Party of Kirkby",
            id="came-first",
        ),
        pytest.param(
            "The Weaver Court, which sits in Norway, was set up by the Dyers' Guild in 1923.",
            "In which country does the Weaver Court sit?",
            "Norway",
            id="which-sits",
        ),
    ],
)
def test_what_is_whole_is_asked(text: str, stem: str, key: str) -> None:
    assert asked(text, title=AT_HOME).get(stem) == key


def test_what_a_court_does_is_not_said_of_the_place_where_it_sits() -> None:
    made = asked("The Weaver Court is an old court, seated in Oslo, which tries the bakers of Kirkby.", title=AT_HOME)
    assert not any("tries the bakers" in stem for stem, key in made.items() if key == "Oslo")
