"""What questions say instead of "it", "he", "the ban" and "Harper", where they are, and what they never leave out."""

import pytest

from tests.generation.written import AT_HOME, asked, choices, generated, refused

DEFINITIONS = """Frequently Asked Questions

What is a levy?
A levy is a tax that a town raises for one purpose.

What is a warrant?
A warrant is an order that lets a treasurer pay a bill.

What is a quorum?
A quorum is the number of members that must be present for a vote.

What is a deficit?
A deficit is the amount by which spending exceeds income.
"""


def proofs(text: str) -> dict[str, str]:
    """Every stem with the quote that proves its key."""
    return {content.stem: content.evidence[0].quote for content in choices(generated(text, title=AT_HOME))}


# "It" and "they".


def test_it_takes_up_the_subject_of_the_sentence_before() -> None:
    made = asked("The Dyers' Guild met in Lyon. It opened a school in 1923.", title=AT_HOME)
    assert made["In which year did the Dyers' Guild open a school?"] == "1923"


def test_the_proof_of_it_reaches_back_to_what_it_means() -> None:
    made = proofs("The Dyers' Guild met in Lyon. It opened a school in 1923.")
    quote = made["In which year did the Dyers' Guild open a school?"]
    assert quote == "The Dyers' Guild met in Lyon. It opened a school in 1923."


def test_a_chain_of_it_is_followed() -> None:
    text = "The Dyers' Guild met in Lyon. It opened a school in 1923. It sold the Mill Bridge in 1931."
    assert asked(text, title=AT_HOME)["In which year did the Dyers' Guild sell the Mill Bridge?"] == "1931"


def test_the_proof_of_a_chain_of_it_reaches_back_to_its_start() -> None:
    text = "The Dyers' Guild met in Lyon. It opened a school in 1923. It sold the Mill Bridge in 1931."
    assert proofs(text)["In which year did the Dyers' Guild sell the Mill Bridge?"] == text


def test_they_takes_up_a_plural_subject() -> None:
    made = asked("The women of Kirkby met in Lyon. They opened a school in 1923.", title=AT_HOME)
    assert made["In which year did the women of Kirkby open a school?"] == "1923"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Dyers' Guild sued the Harbour Board. It opened a school in 1923.", id="two-nouns-agree"),
        pytest.param("The Dyers' Guild met in Lyon.\n\nIt opened a school in 1923.", id="another-paragraph"),
        pytest.param("The women of Kirkby met in Lyon. It opened a school in 1923.", id="a-plural-before"),
        pytest.param("The guild met in Lyon. It opened a school in 1923.", id="itself-unnamed"),
        pytest.param("It opened a school in 1923.", id="nothing-before"),
    ],
)
def test_it_is_not_asked_where_its_meaning_is_uncertain(text: str) -> None:
    assert not any("school" in stem for stem in asked(text, title=AT_HOME))
    assert "leans-on-context" in refused(text, title=AT_HOME)


# "He" and "she".


def test_he_is_the_only_person_of_the_paragraph() -> None:
    made = asked("John Harper was a printer. He moved to Lyon in 1923.", title=AT_HOME)
    assert made["To which city did John Harper move in 1923?"] == "Lyon"


def test_he_is_the_subject_among_several_people() -> None:
    made = asked("John Harper wrote to Peter Olsen. In 1923 he moved to Lyon.", title=AT_HOME)
    assert made["To which city did John Harper move in 1923?"] == "Lyon"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("John Harper was a printer.\n\nHe moved to Lyon in 1923.", id="another-paragraph"),
        pytest.param("John Harper met Peter Olsen at the Harbour Hall. He moved to Lyon in 1923.", id="two-people"),
        pytest.param("He moved to Lyon in 1923.", id="nobody-before"),
    ],
)
def test_he_is_not_asked_where_its_meaning_is_uncertain(text: str) -> None:
    assert not any("move" in stem for stem in asked(text, title=AT_HOME))


# Short names.


def test_a_surname_is_completed() -> None:
    made = asked("Senator John Harper printed books. In 1923 Harper moved to Lyon.", title=AT_HOME)
    assert made["In 1923, who moved to Lyon?"] == "John Harper"


def test_a_surname_of_two_bearers_is_not_asked() -> None:
    text = "John Harper and Mary Harper printed books. In 1923 Harper moved to Lyon."
    assert not any("move" in stem for stem in asked(text, title=AT_HOME))


def test_a_surname_is_completed_by_the_only_bearer_until_then() -> None:
    text = (
        "Senator John Harper printed books. In 1923 Harper moved to Lyon. Years went by. "
        "Mary Harper wrote the Fishing Report."
    )
    assert asked(text, title=AT_HOME)["In 1923, who moved to Lyon?"] == "John Harper"


# Bare nouns.


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        pytest.param(
            "The women of Kirkby opposed the salt tax. In 1923 the farmers of Kirkby paid the tax.",
            "In which year did the farmers of Kirkby pay the salt tax?",
            id="compound",
        ),
        pytest.param(
            "The ban on salt hurt the women of Kirkby. The farmers of Kirkby lifted the ban in 1923.",
            "In which year did the farmers of Kirkby lift the ban on salt?",
            id="what-follows-the-noun",
        ),
        pytest.param(
            "The women of Kirkby built the Mill Bridge in 1911. The bridge fell into the Avon in 1923.",
            "In which year did the Mill Bridge fall into the Avon?",
            id="name",
        ),
    ],
)
def test_a_bare_noun_is_said_in_full(text: str, stem: str) -> None:
    assert asked(text, title=AT_HOME)[stem] == "1923"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In 1923 the farmers of Kirkby paid the tax.", id="nothing-before"),
        pytest.param(
            "The women of Kirkby opposed the salt tax and the beer tax. In 1923 the farmers of Kirkby paid the tax.",
            id="two-before",
        ),
        pytest.param(
            "The women of Kirkby opposed the salt tax. Snow fell. Rain fell. Hail fell. Wind blew. "
            "In 1923 the farmers of Kirkby paid the tax.",
            id="too-far-back",
        ),
    ],
)
def test_a_bare_noun_is_not_asked_where_its_meaning_is_uncertain(text: str) -> None:
    assert not any("farmers" in stem for stem in asked(text, title=AT_HOME))


# The place that the article is about.


def test_a_question_that_names_nothing_is_told_of_the_country() -> None:
    made = asked("About 40 percent of the farmers supported a tax on salt.", title=AT_HOME)
    assert made == {"In New Zealand, about what share of the farmers supported a tax on salt?": "40 percent"}


def test_a_question_word_lets_the_country_stand_first() -> None:
    made = asked("Two thirds of the farmers supported a tax on salt.", title=AT_HOME)
    assert made == {"In New Zealand, what share of the farmers supported a tax on salt?": "Two thirds"}


def test_a_question_that_names_something_stays_as_it_is() -> None:
    made = asked("Two thirds of the farmers of Kirkby supported a tax on salt.", title=AT_HOME)
    assert made == {"What share of the farmers of Kirkby supported a tax on salt?": "Two thirds"}


def test_a_paragraph_that_speaks_of_another_country_is_not_told_of_the_first() -> None:
    text = "Norway had a hard winter. Two thirds of the farmers supported a tax on salt."
    assert not any("New Zealand" in stem for stem in asked(text, title=AT_HOME))
    assert "names-nothing" in refused(text, title=AT_HOME)


def test_an_article_about_no_place_lends_none() -> None:
    assert asked("Two thirds of the farmers supported a tax on salt.") == {}


def test_a_definitional_article_speaks_of_any_place() -> None:
    made = asked("A city may issue a revenue bond.", title="A Guide to Money in New Zealand", rest=DEFINITIONS)
    assert made["Which kind of bond may a city issue?"] == "a revenue bond"


# What a question may not leave out.


def test_a_condition_before_the_clause_is_kept() -> None:
    made = asked("If prices rise, the Dyers' Guild closes the Mill Bridge for 20 days.")
    assert made["For how many days does the Dyers' Guild close the Mill Bridge if prices rise?"] == "20"


def test_a_condition_after_the_clause_is_kept() -> None:
    made = asked("The Dyers' Guild closes the Mill Bridge for 20 days if prices rise.")
    assert made["For how many days does the Dyers' Guild close the Mill Bridge if prices rise?"] == "20"


def test_a_verb_joined_to_a_conditional_one_is_not_asked_without_the_condition() -> None:
    text = "If prices rise, the Dyers' Guild closes the Mill Bridge for 20 days and opens the Harbour Hall for 30 days."
    assert not any("Harbour Hall" in stem and "if prices rise" not in stem for stem in asked(text))


def test_a_verb_joined_to_an_unconditional_one_is_asked() -> None:
    text = "The Dyers' Guild closes the Mill Bridge for 20 days and opens the Harbour Hall for 30 days."
    assert asked(text)["For how many days does the Dyers' Guild open the Harbour Hall?"] == "30"


@pytest.mark.parametrize(
    ("cut", "whole", "stem"),
    [
        pytest.param(
            "In 1925 the women of Kirkby joined.",
            "In 1925 the women of Kirkby joined the Dyers' Guild.",
            "In which year did the women of Kirkby join the Dyers' Guild?",
            id="join",
        ),
        pytest.param(
            "In 1925 the women of Kirkby agreed.",
            "In 1925 the women of Kirkby agreed to a strike.",
            "In which year did the women of Kirkby agree to a strike?",
            id="agree",
        ),
    ],
)
def test_a_verb_is_only_asked_with_what_it_needs(cut: str, whole: str, stem: str) -> None:
    assert asked(cut, title=AT_HOME) == {}
    assert asked(whole, title=AT_HOME) == {stem: "1925"}


def test_the_first_is_asked_with_what_it_was_the_first_to_do() -> None:
    made = asked("In 1923 Norway became the first country to tax salt.", title=AT_HOME)
    assert made == {"In 1923, which country became the first to tax salt?": "Norway"}


def test_the_first_of_nothing_is_not_asked() -> None:
    assert asked("In 1923 the women of Kirkby became the first.", title=AT_HOME) == {}


def test_a_sentence_that_points_back_is_not_asked() -> None:
    text = "It was sold in 1950. This happened in Lyon. They left it to him in 1961."
    assert asked(text) == {}


def test_he_is_never_a_woman() -> None:
    text = "Anna Miller was a nurse. In 1960 he moved to Lyon."
    assert not [stem for stem in asked(text, title=AT_HOME) if "Anna Miller" in stem]


def test_he_is_not_completed_by_somebody_with_the_same_first_name() -> None:
    text = "John Harper printed books in Auckland. John Stuart Mill spoke in 1867. He lost by 196 votes to 73."
    assert not [stem for stem in asked(text, title=AT_HOME) if "lose" in stem and "Harper" in stem]


def test_a_name_is_not_cut_in_the_middle() -> None:
    text = "The Abolition of Racially Based Land Measures Act took effect in 1991."
    assert not [stem for stem in asked(text, title=AT_HOME) if "Abolition" not in stem and "Land Measures" in stem]
