"""What the article describes beside a name."""

import pytest

from tests.generation.written import AT_HOME, asked


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        pytest.param(
            "The farmers of Kirkby met at Oberwald, a village on the border of Austria.",
            "Which place does the article describe as a village on the border of Austria?",
            "Oberwald",
            id="place",
        ),
        pytest.param(
            "Most states practise secularism, a principle that no church should be paid by the government.",
            "What is a principle that no church should be paid by the government called?",
            "secularism",
            id="term",
        ),
    ],
)
def test_a_description_asks_for_its_name(text: str, stem: str, key: str) -> None:
    assert asked(text, title=AT_HOME).get(stem) == key


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The farmers of Kirkby met at Oberwald, their old village on the border.", id="points-elsewhere"),
        pytest.param("The farmers of Kirkby met at Oberwald, a village.", id="says-too-little"),
        pytest.param("Anton Weber, a baker from Bern who led the choir, sold the garden.", id="a-person"),
        pytest.param("The Weaver Party, a party of bakers and farmers, sold the garden.", id="by-its-own-noun"),
    ],
)
def test_a_description_that_tells_nothing_worth_knowing_is_not_asked(text: str) -> None:
    assert not any("describe" in stem for stem in asked(text, title=AT_HOME))


def test_an_office_beside_a_name_is_asked() -> None:
    made = asked("The garden was sold, said Anton Weber, president of the Weaver Club of Lyon.", title=AT_HOME)
    assert made["According to the article, who was the president of the Weaver Club of Lyon?"] == "Anton Weber"


def test_a_case_is_asked_by_what_the_court_held() -> None:
    made = asked("In Harper v Olsen, decided in 1923, the Supreme Court held that a town may not tax bakers twice.")
    assert made["In which case did the Supreme Court hold that a town may not tax bakers twice?"] == "Harper v Olsen"


def test_a_case_whose_ruling_points_back_is_not_asked() -> None:
    made = asked("In Harper v Olsen, the Supreme Court held that it may not tax them twice.")
    assert not any(stem.startswith("In which case") for stem in made)


def test_a_country_of_a_list_is_asked_among_countries_that_the_article_does_not_name() -> None:
    made = asked("Chile, Peru and Bolivia gave the vote to sailors in 1923.")
    assert made.get("Which of these countries gave the vote to sailors in 1923?") in {"Chile", "Peru", "Bolivia"}


def test_a_list_of_two_countries_is_no_list() -> None:
    made = asked("Chile and Peru gave the vote to sailors in 1923.")
    assert not any("Which of these countries" in stem for stem in made)
