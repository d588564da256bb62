"""Questions say what they are about, and their wrong answers could be true there and then."""

import pytest

from quizapp.generation.thinness import is_thin
from quizapp.generation.when import other_years
from quizapp.knowledge import named_things, places
from quizapp.knowledge.words import SINCE
from tests.generation.written import asked, choices, generated


@pytest.mark.parametrize(
    "stem",
    [
        "Who wrote to The Times?",
        "With whom does Jane Roe meet?",
        "In which city is Weaver Shipping based?",
        "About how many people died?",
        "In which year did she come?",
    ],
)
def test_what_could_be_asked_of_many_times_is_thin(stem: str) -> None:
    assert is_thin(stem)


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Syngman Rhee resign?",
        "By whom was the Weaver Commission headed?",
        "Who wrote to The Times about bread?",
        "Which fund pays for ordinary services?",
        "In which city did participatory budgeting begin in 1989?",
    ],
)
def test_a_short_question_that_tells_which_is_not(stem: str) -> None:
    assert not is_thin(stem)


def test_a_vote_is_asked_by_its_majority_and_none_below_half_stands_beside_it() -> None:
    questions = choices(generated("The Weaver Council can override a veto, typically by a vote of two thirds."))
    content = next(q for q in questions if q.key == "two thirds")
    assert content.stem == "Typically, by what majority can the Weaver Council override a veto?"
    assert not {"one third", "a quarter"} & {*content.distractors, *content.spare_distractors}


def test_a_sum_is_asked_at_the_front() -> None:
    made = asked("The Weaver Council charges a fee of ten rupees.")
    assert made["A fee of how many rupees does the Weaver Council charge?"] == "ten"


def test_since_when_is_asked_at_the_front() -> None:
    made = asked("The Weaver Mission has watched over truces in the valleys since 1948.")
    assert made["Since which year has the Weaver Mission watched over truces in the valleys?"] == "1948"


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the Weaver Council ruled that the bakers of Kirkby are covered as well.",
        "John Harper was elected in 1992.",
        "Jane Roe was critical of the bakers of Kirkby in 2016.",
    ],
)
def test_what_only_its_neighbours_explain_is_not_asked(text: str) -> None:
    assert not [stem for stem in asked(text) if "which year" in stem]


def test_an_office_beside_the_election_is_enough() -> None:
    made = asked("John Harper was elected mayor of Kirkby in 1992.")
    assert made["In which year was John Harper elected mayor of Kirkby?"] == "1992"


LAW = "The Harbour Act: How a Law of the Coast Works"
ABOUT_IT = "The Harbour Act is a law of the coast. "


def test_rules_and_sections_are_those_of_the_one_law_that_the_article_is_about() -> None:
    made = asked(f"{ABOUT_IT}A captain must reply within 30 days.", title=LAW)
    assert made["Under the Harbour Act, within how many days must a captain reply?"] == "30"
    made = asked(f"{ABOUT_IT}Section 8 lists the exemptions.", title=LAW)
    assert made["Which section of the Harbour Act lists the exemptions?"] == "Section 8"
    assert not asked("Section 8 lists the exemptions.")


def test_of_two_laws_in_the_title_neither_is_the_one() -> None:
    text = f"{ABOUT_IT}The Bakers Act came later. A captain must reply within 30 days."
    assert not [stem for stem in asked(text, title="The Harbour Act and the Bakers Act: Two Acts") if "Under" in stem]


def test_what_happened_in_the_same_year_is_told_with_the_year() -> None:
    text = "In 1869 John Harper wrote a book. In the same year the American territory of Wyoming gave women the vote."
    assert asked(text)["In 1869, which American territory gave women the vote?"] == "Wyoming"


def test_no_state_stands_in_a_story_before_its_time() -> None:
    text = "On 18 August 1920, the American state of Tennessee gave women the vote."
    content = next(q for q in choices(generated(text)) if q.key == "Tennessee")
    assert not {"Alaska", "Hawaii"} & {*content.distractors, *content.spare_distractors}


@pytest.mark.parametrize("name", sorted(SINCE))
def test_what_has_a_beginning_is_a_country_or_a_part_of_one(name: str) -> None:
    place = places.find(name)
    assert place is not None
    assert (place.name, place.kind != "city") == (name, True)
    assert 1800 < SINCE[name] < 2026


def test_no_year_to_come_stands_beside_one_that_is_past() -> None:
    assert max(map(int, other_years("2024", (1990, 2024, 2030, 2031)))) <= 2026


def test_names_of_real_places_all_over_the_world_stand_only_where_no_country_is_known() -> None:
    somewhere, in_india = (named_things.others("the Rahimpur Canal", known) for known in ([], ["India"]))
    assert somewhere is not None
    assert "Rideau Canal" in somewhere.members
    assert in_india is not None
    assert in_india.members == ()
    hotels = named_things.others("the Westgate Hotel", ["France"])
    assert hotels is not None
    assert "Grand Hotel" in hotels.members


def test_a_pronoun_after_two_who_did_something_means_neither() -> None:
    first, second = "John Harper wished the bakers well", "Peter Olsen laughed"
    after = "He opened 40 schools in Norway in 1921."
    stem = "In which country did Peter Olsen open 40 schools in 1921?"
    assert asked(f"{first}. {second}. {after}")[stem] == "Norway"
    assert asked(f"{first}; {second}. {after}") == {}


@pytest.mark.parametrize(
    "text",
    [
        "In 1826 the Weaver Council required each town of the valley to elect a separate one.",
        "Article 25 says that the Weaver Charter must not be read so as to diminish them in Norway.",
        'Many of them say that "in the first place God made the Weavers in 1897" of the bakers.',
        "In 1981 John Harper won.",
        "The Weavers took law from England and, in Norway, from France.",
    ],
)
def test_what_has_lost_its_point_is_not_asked(text: str) -> None:
    assert asked(text) == {}


def test_a_month_of_no_year_is_left_out() -> None:
    assert asked("The Weaver Guild sold 40 boats in October.") == {"How many boats did the Weaver Guild sell?": "40"}


def test_what_a_sentence_sets_against_the_key_is_the_first_wrong_answer() -> None:
    text = "The operating budget pays for day-to-day services, while the capital budget pays for buildings and bridges."
    made = choices(generated(text))
    by_key = {content.key: {*content.distractors} for content in made}
    assert "the operating budget" in by_key["the capital budget"]
    both = "The operating budget and the capital budget pay for buildings and bridges of the Weaver Guild."
    assert not any("the operating budget" in content.distractors for content in choices(generated(both)))


CONSTITUTION = "The Constitution names the court. The Constitution protects bakers. Nobody reads the Constitution."


def test_how_often_something_is_done_is_asked() -> None:
    made = asked("The Weaver Commission reviews the salt tax every five years.")
    assert made["How often does the Weaver Commission review the salt tax?"] == "every five years"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (
            f"{CONSTITUTION} Article 12 forbids a tax on salt.",
            "Which article of the Constitution forbids a tax on salt?",
        ),
        ("The Constitution names the Weaver Court. Article 12 forbids a tax on salt.", None),
        (
            f"{CONSTITUTION} Article 12 of the Harbour Treaty forbids a tax on salt.",
            None,
        ),
    ],
)
def test_an_article_is_one_of_the_constitution_that_the_text_speaks_of(text: str, stem: str | None) -> None:
    found = [each for each, key in asked(text).items() if key == "Article 12"]
    assert found == ([stem] if stem else [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The Harbour Constitution was old. The Constitution took effect in 1923.", id="another-constitution"
        ),
        pytest.param(
            "The Harbour Council met. The Council of Weavers sang. The Council met in Kirkby in 1923.",
            id="two-councils",
        ),
        pytest.param("The Weaver Council proposed it in May. It was signed in 1923.", id="the-same-it-again"),
        pytest.param("The Weaver Visit is a sign for Norway as it faces 40 tariffs in 1923.", id="whose-it"),
    ],
)
def test_a_short_name_that_may_mean_another_is_not_made_longer(text: str) -> None:
    stems = " ".join(asked(text))
    assert "Harbour Constitution take" not in stems
    assert "Harbour Council meet" not in stems
    assert "Weaver Council signed" not in stems
    assert "Weaver Visit face" not in stems


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        (
            "On July 1, 1948, the governors of Norway handed the ministers of the western towns three papers of salt.",
            "western towns?",
        ),
        ("Britain lowered its salt tax at the end of 1967, Norway in May 1969.", "1969"),
        ("How strong that voice can be was seen in Norway.", "seen"),
        ("The salt tax, a duty known as the right of salt, is paid by bakers in the town.", "right of salt"),
        ("War broke out in Korea on 25 June 1950.", "town"),
        ("The Weaver Council may take bakers to the Court of Justice in Oslo.", "In which"),
    ],
)
def test_what_the_parser_cuts_wrongly_is_not_asked(text: str, torn: str) -> None:
    assert not any(torn in stem for stem in asked(text))
