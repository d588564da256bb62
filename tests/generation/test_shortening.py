"""What is left out of a sentence so that it can be asked, and what is not."""

import pytest

from quizapp.articles.reading import read_article
from quizapp.generation.asides import without_asides
from quizapp.generation.parsing import Sentence, sentences_of
from tests.generation.written import AT_HOME, asked

WOMEN = "women of Kirkby"


def read(text: str) -> list[Sentence]:
    return sentences_of(read_article(f"Stories from Many Towns\n\n{text}\n".encode(), filename="a.txt"))


def read_again(text: str) -> list[str]:
    """The sentences of the text as they are read without their asides."""
    return [" ".join(sentence.span.text.split()) for sentence in without_asides(read(text))]


def test_a_score_and_a_date_of_one_sentence_are_both_asked() -> None:
    made = asked("On 12 July 1923 the Dyers' Guild refused the salt tax by 35 votes to 14.", title=AT_HOME)
    assert made.get("By what vote did the Dyers' Guild refuse the salt tax?") == "35 votes to 14"
    assert made.get("On what date did the Dyers' Guild refuse the salt tax?") == "12 July 1923"


def test_a_date_stays_where_the_same_is_told_twice() -> None:
    text = (
        "On 12 July 1923 the Dyers' Guild refused the salt tax by 35 votes to 14. "
        "The Dyers' Guild refused the salt tax again by 40 votes to 9."
    )
    assert "On what date did the Dyers' Guild refuse the salt tax?" not in asked(text, title=AT_HOME)


def test_two_questions_of_one_sentence_do_not_name_each_others_answers() -> None:
    made = asked("John Harper died in Madrid on 4 May 1950.", title=AT_HOME)
    assert len({"John Harper", "Madrid"} & set(made.values())) == 1


def test_an_aside_is_left_out_where_it_keeps_the_verb_from_its_subject() -> None:
    text = "In 1869 the Dyers' Guild, meeting in secret because the mayor had closed it, bought the Mill Bridge."
    assert read_again(text) == ["In 1869 the Dyers' Guild bought the Mill Bridge."]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("In 1923 the Dyers' Guild bought the Mill Bridge; in 1931 the weavers of Lyon sold a hall to Anton Weber.", 2),
        ("It has worked just once: on 1 October 1982 John Harper beat Anton Weber.", 2),
        ("The guild bought three things: a bridge, a mill that was old, and a hall.", 1),
        ("The guild has three aims: to build, to trade; and peace.", 1),
        ("The guild (it was poor; nobody paid) bought a bridge.", 1),
        ("John Harper asked: who will pay?", 1),
    ],
)
def test_each_half_of_a_sentence_that_can_stand_alone_is_read_alone(text: str, halves: int) -> None:
    assert len(read(text)) == halves


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The guild bought salt, coal and iron for all members in villages of the north in 1923.", id="a-list"
        ),
        pytest.param(
            "The guild will buy the Mill Bridge from the town of Kirkby in the north, unless the mayor of it refuses.",
            id="a-condition",
        ),
    ],
)
def test_what_belongs_to_the_sentence_stays(text: str) -> None:
    assert read_again(text) == []


def test_what_points_back_is_left_out_of_what_happened() -> None:
    text = f"The hall burnt down. With its bricks the {WOMEN} built a school in Lyon."
    assert asked(text, title=AT_HOME).get(f"In which city did the {WOMEN} build a school?") == "Lyon"


def test_what_limits_a_rule_is_not_left_out() -> None:
    text = "The hall burnt down. With its leave the women of Kirkby may build a school in Lyon."
    assert not any("Lyon" in key for key in asked(text, title=AT_HOME).values())


def test_who_is_meant_keeps_both_its_verbs() -> None:
    text = "The guild paid pensions to 200 sailors who were killed or wounded in the storm."
    assert not any("killed?" in stem for stem in asked(text, title=AT_HOME))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("The Dyers' Guild lost its hall after the Weaver Club bought a mill in 1923.", True),
        ("The Dyers' Guild will lose its hall after the Weaver Club buys a mill in 2030.", False),
    ],
)
def test_what_happened_before_or_after_is_a_fact_of_its_own(text: str, asks: bool) -> None:
    assert ("the Weaver Club" in asked(text, title=AT_HOME).values()) is asks


def test_what_something_means_is_asked() -> None:
    made = asked("This means that the Harbour Treaty will lapse in 2040.", title=AT_HOME)
    assert "the Harbour Treaty" in made.values()


def test_a_seven_of_twenty_seven_is_no_number() -> None:
    made = asked(f"The {WOMEN} who had spent twenty-seven years in Lyon bought a school.", title=AT_HOME)
    assert "seven" not in made.values()


def test_an_amendment_of_a_number_is_no_share() -> None:
    made = asked("In 1923 the Weaver Party opposed the Twenty-third Amendment.", title=AT_HOME)
    assert not any("share" in stem for stem in made)
