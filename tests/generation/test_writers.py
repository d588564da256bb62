"""Every writer of questions: what it asks of a sentence, word for word, and with which key."""

import pytest

from quizapp.questions.timeline import Timeline
from tests.generation.written import AT_HOME, asked, choices, generated, timelines

NOWHERE = "Stories from Many Towns"
BUDGET = "A Guide to Town Budgets"
# A subject that no writer asks for, so that a sentence holds one thing to ask.
WOMEN = "women of the Dyers' Guild"


def one(name: str, text: str, stem: str, key: str, title: str = AT_HOME) -> object:
    return pytest.param(text, stem, key, title, id=name)


@pytest.mark.parametrize(
    ("text", "stem", "key", "title"),
    [
        # When.
        one(
            "year",
            "In 1923 the weavers of Kirkby marched.",
            "In which year did the weavers of Kirkby march?",
            "1923",
        ),
        one(
            "year-of-a-passive",
            "The salt tax of Kirkby was raised in 1923.",
            "In which year was the salt tax of Kirkby raised?",
            "1923",
        ),
        one(
            "year-before-when",
            "The war ended in 1971, when the weavers of Kirkby founded the Mill Bank.",
            "In which year did the weavers of Kirkby found the Mill Bank?",
            "1971",
        ),
        one(
            "day",
            f"On 4 May 1950 the {WOMEN} opened a school.",
            f"On what date did the {WOMEN} open a school?",
            "4 May 1950",
        ),
        one(
            "month",
            f"In June 1923 the {WOMEN} opened a school.",
            f"In which month and year did the {WOMEN} open a school?",
            "June 1923",
        ),
        one(
            "decade",
            f"In the 1950s the {WOMEN} opened a school.",
            f"In which decade did the {WOMEN} open a school?",
            "the 1950s",
        ),
        one(
            "only-the-year-of-a-day-in-a-long-story",
            f"On 4 May 1950 the {WOMEN} opened a school. In 1893 the dyers of Kirkby went on strike.",
            f"In which year did the {WOMEN} open a school?",
            "1950",
        ),
        # How many and how much.
        one(
            "number-with-unit",
            f"The {WOMEN} asked for 30 days of leave.",
            f"For how many days of leave did the {WOMEN} ask?",
            "30",
        ),
        one(
            "number-with-hedge",
            f"The {WOMEN} asked for at least 30 days of leave.",
            f"For at least how many days of leave did the {WOMEN} ask?",
            "30",
        ),
        one(
            "number-in-words",
            "The Weaver Club of Lyon has forty members.",
            "How many members does the Weaver Club of Lyon have?",
            "forty",
            NOWHERE,
        ),
        one(
            "compound-number",
            f"The {WOMEN} elected Peter Olsen to a seven-year term.",
            f"The {WOMEN} elected Peter Olsen to a term of how many years?",
            "seven",
            NOWHERE,
        ),
        one(
            "share",
            f"About two thirds of the {WOMEN} supported a strike.",
            f"About what share of the {WOMEN} supported a strike?",
            "two thirds",
        ),
        one(
            "percent",
            f"The {WOMEN} won 53 percent of the seats.",
            f"What share of the seats did the {WOMEN} win?",
            "53 percent",
        ),
        one(
            "vote-tally",
            "The Dyers' Guild chose its leader by 20 votes to 18.",
            "By what vote did the Dyers' Guild choose its leader?",
            "20 votes to 18",
        ),
        one(
            "money",
            f"The {WOMEN} paid $1.2 million for a school.",
            f"How much did the {WOMEN} pay for a school?",
            "$1.2 million",
        ),
        one(
            "section",
            f"The {WOMEN} gained a Charter under Section 8.",
            f"Under which section did the {WOMEN} gain a Charter?",
            "Section 8",
        ),
        one(
            "votes-where-clause",
            f"The recount took place in Florida, where the {WOMEN} led the farmers of Kirkby by 537 votes.",
            f"By how many votes did the {WOMEN} lead the farmers of Kirkby in Florida?",
            "537",
            NOWHERE,
        ),
        # Where.
        one(
            "city",
            f"The {WOMEN} opened a school in Lyon.",
            f"In which city did the {WOMEN} open a school?",
            "Lyon",
        ),
        one(
            "city-with-its-country",
            f"The {WOMEN} opened a school in Toronto, Canada.",
            f"In which city did the {WOMEN} open a school?",
            "Toronto",
        ),
        one(
            "state",
            f"The {WOMEN} opened a school in Utah.",
            f"In which state did the {WOMEN} open a school?",
            "Utah",
        ),
        one(
            "country",
            f"The {WOMEN} opened a school in Canada.",
            f"In which country did the {WOMEN} open a school?",
            "Canada",
        ),
        one(
            "unknown-town",
            f"The {WOMEN} opened a school in Onehunga.",
            f"In which town did the {WOMEN} open a school?",
            "Onehunga",
        ),
        one(
            "unknown-town-after-city-of",
            f"The {WOMEN} opened a school in the city of Brookfield.",
            f"In which city did the {WOMEN} open a school?",
            "Brookfield",
        ),
        one(
            "unknown-town-of-a-mayor",
            f"The {WOMEN} thanked the mayor of Springvale.",
            f"The {WOMEN} thanked the mayor of which town?",
            "Springvale",
        ),
        one(
            "place-of-an-apposition",
            "Kirkby, a fishing village in Norway, elected two members.",
            "Which place does the article describe as a fishing village in Norway?",
            "Kirkby",
        ),
        one(
            "place-of-an-apposition-that-is-past",
            "The Weaver Bridge, a wooden bridge in Norway, was closed by the Dyers' Guild.",
            "The Weaver Bridge is a wooden bridge in which country?",
            "Norway",
        ),
        one(
            "place-of-a-quarrel",
            "There are tensions between China and Japan over Taiwan.",
            "Over which place are there tensions between China and Japan, according to the article?",
            "Taiwan",
        ),
        # Who.
        one(
            "person-as-subject",
            "Senator John Harper opened the Weaver Hall.",
            "Who opened the Weaver Hall?",
            "John Harper",
        ),
        one(
            "king",
            "The Weaver Bridge was opened by King Charles.",
            "By whom was the Weaver Bridge opened?",
            "King Charles",
        ),
        one(
            "queen",
            "The Weaver Bridge was opened by Queen Victoria in 1866.",
            "By whom was the Weaver Bridge opened in 1866?",
            "Queen Victoria",
        ),
        one(
            "person-after-a-preposition",
            "The Weaver Bridge was named after Senator John Harper.",
            "After whom was the Weaver Bridge named?",
            "John Harper",
        ),
        one(
            "person-by-title",
            "The weavers of Kirkby defeated Senator John Harper in 1923.",
            "Which senator did the weavers of Kirkby defeat in 1923?",
            "John Harper",
        ),
        one(
            "person-by-title-of-two-words",
            "Anna Miller defeated Prime Minister John Harper in 1923.",
            "Which prime minister did Anna Miller defeat in 1923?",
            "John Harper",
        ),
        one(
            "person-by-what-stands-beside",
            "The Weaver Union chose Jane Harper, a retired judge, as chair of the Weaver Hall in 1923.",
            "Which retired judge did the Weaver Union choose as chair of the Weaver Hall in 1923?",
            "Jane Harper",
        ),
        one(
            "person-by-role",
            "John Harper, the founder of the Weaver Club, sold flowers.",
            "According to the article, who was the founder of the Weaver Club?",
            "John Harper",
        ),
        one(
            "person-by-role-as-attribute",
            "John Harper was the first mayor of Nelson.",
            "According to the article, who was the first mayor of Nelson?",
            "John Harper",
        ),
        one(
            "successor",
            "John Harper opened the Weaver Bridge. His successor, Peter Olsen, closed it in 1923.",
            "Who was John Harper\u2019s successor?",
            "Peter Olsen",
        ),
        # Bodies and things.
        one(
            "institution",
            f"The {WOMEN} lost a case in the Court of Appeal.",
            f"In which court did the {WOMEN} lose a case?",
            "the Court of Appeal",
        ),
        one(
            "party",
            f"The {WOMEN} joined the Labour Party.",
            f"Which party did the {WOMEN} join?",
            "the Labour Party",
        ),
        one(
            "institution-called",
            f"Long ago the {WOMEN} met in a body called the National Assembly.",
            f"In which body did the {WOMEN} meet long ago?",
            "the National Assembly",
        ),
        one(
            "institution-described",
            "The Legislative Council, the appointed upper house, rejected the Weaver Bill.",
            "Which chamber does the article describe as the appointed upper house?",
            "the Legislative Council",
        ),
        one(
            "prison",
            f"The {WOMEN} were held in Fremantle Prison.",
            f"In which prison were the {WOMEN} held?",
            "Fremantle Prison",
        ),
        one(
            "thing-of-a-class-inside-a-phrase",
            "The minister praised China's construction of oil platforms in the Yellow Sea.",
            "The article mentions China's construction of which structures in the Yellow Sea?",
            "oil platforms",
        ),
        # Terms.
        one(
            "called",
            "The yearly cost of repaying a loan is called debt service.",
            "What is the yearly cost of repaying a loan called?",
            "debt service",
            BUDGET,
        ),
        one(
            "definition-in-the-text",
            "A levy is a tax that a town raises for one single purpose.",
            "What is a levy, according to the article?",
            "a tax that a town raises for one single purpose",
            NOWHERE,
        ),
        one(
            "term-explained-beside",
            "The yearly budget lists all appropriations, which are permissions to spend public money in one year.",
            "What are permissions to spend public money in one year called?",
            "appropriations",
            BUDGET,
        ),
    ],
)
def test_a_sentence_is_asked(text: str, stem: str, key: str, title: str) -> None:
    assert asked(text, title=title).get(stem) == key


def test_of_a_role_word_and_a_nationality_both_are_told() -> None:
    made = asked("A statue of the Scottish bishop John Harper stands in Auckland.", title=AT_HOME)
    assert made == {"A statue of which Scottish bishop stands in Auckland?": "John Harper"}


def test_an_institution_stands_beside_others_of_its_kind() -> None:
    (content,) = choices(generated(f"The {WOMEN} lost a case in the Court of Appeal.", title=AT_HOME))
    assert all("Court" in option for option in content.options)


def test_a_city_stands_beside_cities_of_its_country() -> None:
    (content,) = choices(generated(f"The {WOMEN} opened a school in Toronto, Canada.", title=AT_HOME))
    assert {*content.distractors, *content.spare_distractors} <= {
        "Montreal", "Edmonton", "Calgary", "Ottawa", "Vancouver", "Winnipeg", "Halifax", "Victoria", "Quebec City",
    }  # fmt: skip


# Definitions in a FAQ.

DEFINITIONS = """Frequently Asked Questions

What is a levy?
A levy is a tax that a town raises for one purpose.

What is a warrant?
A warrant is an order that lets a treasurer pay a bill.

What is a quorum?
A quorum is the number of members that must be present for a vote.

What is a deficit?
A deficit is the amount by which spending exceeds income.

What is a dividend?
A dividend is the part of a profit that goes to the owners.

What is an ordinance?
An ordinance is a law that a town makes for itself.
"""


@pytest.mark.parametrize(
    ("stem", "key"),
    [
        ("What is a levy?", "a tax that a town raises for one purpose"),
        ("What is the term for an order that lets a treasurer pay a bill?", "warrant"),
        ("What is a quorum?", "the number of members that must be present for a vote"),
        ("What is the term for a law that a town makes for itself?", "ordinance"),
    ],
)
def test_definitions_are_asked_one_way_and_the_other_in_turn(stem: str, key: str) -> None:
    text = "A general fund pays for schools."
    assert asked(text, title="A Guide to Town Money", rest=DEFINITIONS).get(stem) == key


def test_what_something_means_is_asked_for_its_name() -> None:
    text = "Some towns allow sequestration, which means that the jurors sleep in a hotel until the verdict."
    made = asked(text, title="A Guide to Town Money", rest=DEFINITIONS)
    assert made["What is it called when the jurors sleep in a hotel until the verdict?"] == "sequestration"


# Questions of the article's own FAQ.

QUESTIONS = """Frequently Asked Questions

When did women in Norway gain the vote?
Women in Norway gained the vote in 1913.

How many members does the Weaver Club have?
The Weaver Club has 40 members.

How long does a term in the Weaver Club last?
A term in the Weaver Club lasts four years.

Which country was the first to close its coal mines?
The first country was Denmark.

In which city does the Weaver Club meet?
The Weaver Club meets in Lyon.

When did it close?
It closed in 1950.
"""


@pytest.mark.parametrize(
    ("stem", "key"),
    [
        ("When did women in Norway gain the vote?", "1913"),
        ("How many members does the Weaver Club have?", "40"),
        ("How long does a term in the Weaver Club last?", "four years"),
        ("Which country was the first to close its coal mines?", "Denmark"),
        ("In which city does the Weaver Club meet?", "Lyon"),
        ("When did it close?", None),
    ],
)
def test_a_question_of_the_faq_is_asked_as_it_stands(stem: str, key: str | None) -> None:
    assert asked("The club marched.", rest=QUESTIONS).get(stem) == key


# Key points.

POINTS = """Key Points

- Normal time limit: 30 days for an answer
- Fee: 10 rupees
- Agenda: trade, fishing, tourism, sport and visas
- In force since: 12 years
"""


@pytest.mark.parametrize(
    ("stem", "key"),
    [
        ("What normal time limit does the article give?", "30 days"),
        ("What fee does the article give?", "10 rupees"),
        ("Which of these topics does the article list under the key point \u201cAgenda\u201d?", "trade"),
        ("What in force since does the article give?", None),
    ],
)
def test_a_key_point_is_asked(stem: str, key: str | None) -> None:
    assert asked("The club marched.", rest=POINTS).get(stem) == key


# Roles of people.

ROLES = (
    "Peter Olsen, a former mayor of Nelson, sold the Castle Gardens. Robert Fields, a printer from Ghent, moved to "
    "Lyon. Anna Miller, a leader of the Dyers' Guild, wrote the Fishing Report. Jane Baker, a nurse from Auckland, "
    "opened a school. Simon Price, a teacher from Dunedin, lost the Harbour Case. Mary Cooper, a sheep farmer from "
    "Canterbury, planted trees. Laura Stone, a lawyer from Lyon, moved to Norway. Henry Marsh, a retired judge from "
    "Bristol, visited Ghent."
)


def test_what_a_person_was_is_asked_where_there_are_roles_enough() -> None:
    made = asked(ROLES, title=AT_HOME)
    assert made["Who was Anna Miller, according to the article?"] == "A leader of the Dyers' Guild"


def test_the_wrong_roles_are_those_of_others() -> None:
    made = choices(generated(ROLES, title=AT_HOME))
    content = next(each for each in made if each.stem == "Who was Anna Miller, according to the article?")
    assert all(option.lower() in ROLES.lower() for option in content.distractors)


# Reasons.

REASONS = (
    "The Weaver Union struck because the wages of the weavers had fallen. "
    "John Harper sold flowers because the bank of Lyon wanted money. "
    "Anna Miller left Norway because the leaders of the strike ignored women. "
    "The Weaver Committee closed the Brick Theatre because the roof of the building leaked. "
    "The Dyers' Guild banned salt because the price of bread rose. "
    "Peter Olsen built a bridge because the ferry to Kirkby sank."
)


def test_a_reason_is_asked_among_the_reasons_of_other_events() -> None:
    made = choices(generated(REASONS, title=AT_HOME))
    content = next(each for each in made if each.stem == "Why did the Weaver Union strike?")
    assert content.key == "Because the wages of the weavers had fallen"
    assert all(option.lower() in REASONS.lower() for option in content.distractors)


def test_no_reason_is_asked_where_the_events_are_alike() -> None:
    same = " ".join(
        f"The Dyers' Guild banned {thing} because the price of {other} rose."
        for thing, other in [("salt", "bread"), ("silk", "wool"), ("beer", "barley"), ("coal", "wood"), ("tea", "milk")]
    )
    assert not any(stem.startswith("Why") for stem in asked(same, title=AT_HOME))


# Statements.

CLUB = (
    "In Auckland the Weaver Club bought the Mill Bridge for $40 million in 1911. The Weaver Club opened a school in "
    "Wellington in 1923. The Weaver Club paid 20 pounds to the weavers of Dunedin. The Weaver Club met at the "
    "Westgate Hotel in 1940. The Weaver Club moved from Lyon to Norway in 1950. The Weaver Club lost the Harbour Case "
    "in the High Court in 1960. The Weaver Club gave women 30 days of holiday in 1970."
)


def _statement() -> tuple[str, str, tuple[str, ...], str]:
    made = next(each for each in choices(generated(CLUB, title=AT_HOME)) if "statements" in each.stem)
    return made.stem, made.key, made.distractors, made.evidence[0].quote


def test_one_question_asks_which_statement_agrees_with_the_article() -> None:
    made = [each for each in choices(generated(CLUB, title=AT_HOME)) if "statements" in each.stem]
    assert len(made) == 1


def test_all_statements_are_about_its_topic() -> None:
    stem, key, wrong, _ = _statement()
    topic = stem.partition(" about ")[2].removesuffix(" agrees with the article?")
    assert all(topic.lower() in each.lower() for each in (key, *wrong))


def test_only_the_right_statement_stands_in_the_article() -> None:
    _, key, wrong, _ = _statement()
    assert key in CLUB
    assert not any(each in CLUB for each in wrong)


def test_the_right_statement_is_its_quote() -> None:
    _, key, _, quote = _statement()
    assert key == quote


# Events and timelines.

STORY = (
    "In 1900 the weavers of Kirkby burned the Mill Bridge. In 1905 the bakers of Kirkby closed the Brick Theatre. "
    "In 1910 the farmers of Kirkby blocked the Stone Road. In 1915 the fishermen of Kirkby bought the Harbour Hall. "
    "In 1920 the printers of Kirkby founded a school. In 1925 the miners of Kirkby flooded a tunnel. In 1930 the "
    "dockers of Kirkby painted the Old Lighthouse. In 1935 the nurses of Kirkby planted a garden. In 1940 the tailors "
    "of Kirkby repaired the church clock. In 1945 the masons of Kirkby raised a statue. In 1950 the dyers of Kirkby "
    "cleaned the mill river. In 1955 the teachers of Kirkby printed a newspaper. In 1960 the coopers of Kirkby built "
    "a windmill. In 1965 the sailors of Kirkby sank an old ferry."
)


def _year_of(label: str) -> int:
    """The year in which the story tells of the label's people ("The weavers of Kirkby ...")."""
    who = label.split(" of ")[0].lower()
    return next(int(each.split()[1]) for each in STORY.split(". ") if f" {who} " in each)


def test_what_happened_in_a_year_is_asked() -> None:
    made = {stem: key for stem, key in asked(STORY, title=AT_HOME).items() if "took place in" in stem}
    assert made
    assert all(stem == f"Which of these events took place in {_year_of(key)}?" for stem, key in made.items())


def test_what_came_first_or_last_is_asked() -> None:
    made = [each for seed in range(6) for each in choices(generated(STORY, title=AT_HOME, seed=seed))]
    asked_for = [each for each in made if each.stem.startswith("Which of these events came")]
    assert {each.stem for each in asked_for} == {f"Which of these events came {end}?" for end in ("first", "last")}
    for content in asked_for:
        extreme = max if content.stem == "Which of these events came last?" else min
        assert extreme(content.options, key=_year_of) == content.key


def _tags(text: str) -> list[tuple[str, ...]]:
    made = generated(text, title=AT_HOME)
    return [draft.tags for draft in made.questions if isinstance(draft.content, Timeline)]


def test_dated_events_make_a_timeline() -> None:
    assert _tags(STORY) == [("timeline", "dated")]


def test_the_events_of_a_timeline_stand_in_the_order_of_their_dates() -> None:
    (content,) = timelines(generated(STORY, title=AT_HOME))
    assert [event.date for event in content.events] == sorted(str(_year_of(event.label)) for event in content.events)


def test_no_date_stands_in_the_label_of_an_event() -> None:
    (content,) = timelines(generated(STORY, title=AT_HOME))
    assert not any(character.isdigit() for event in content.events for character in event.label)


def test_an_event_of_a_timeline_is_told_in_the_present() -> None:
    text = (
        "In 1900 John Harper founded the Weaver Club. In 1910 the Harbour Hall was opened by Peter Olsen. "
        "In 1920 Anna Miller carried a petition. In 1930 the weavers of Kirkby went on strike in Lyon. "
        "In 1935 the farmers of Kirkby sold the Castle Gardens."
    )
    (content,) = timelines(generated(text, title=AT_HOME))
    assert [event.label for event in content.events] == [
        "John Harper founds the Weaver Club",
        "The Harbour Hall is opened by Peter Olsen",
        "Anna Miller carries a petition",
        "The farmers of Kirkby sell the Castle Gardens",
    ]


def test_three_dated_events_are_too_few_for_a_timeline() -> None:
    text = ". ".join(STORY.split(". ")[:3])
    assert _tags(f"{text}.") == []


BANDS = (
    "John Harper visits Norway with his staff after the recent missile tests. John Harper's predecessor closed the "
    "border with Norway. John Harper will meet Peter Olsen in Bergen."
)


def test_without_dates_bands_of_time_make_a_timeline_that_says_so() -> None:
    assert _tags(BANDS) == [("timeline", "order-inferred")]


def test_the_bands_run_from_what_was_to_what_will_be() -> None:
    (content,) = timelines(generated(BANDS, title=AT_HOME))
    assert [event.label for event in content.events] == [
        "John Harper\u2019s predecessor closes the border with Norway",
        "Missile tests take place",
        "John Harper meets Peter Olsen in Bergen",
    ]


def test_the_order_of_bands_asks_to_be_confirmed() -> None:
    (content,) = timelines(generated(BANDS, title=AT_HOME))
    assert content.explanation.startswith("Order inferred, please confirm")


@pytest.mark.parametrize("when", ["In 44 BC", "In AD 43", "In 1500 BC"])
def test_years_long_gone_are_left_alone(when: str) -> None:
    made = asked(f"{when} the women of Kirkby opened a school.", title=AT_HOME)
    assert not [stem for stem in made if "year" in stem]


def test_a_prison_is_no_town() -> None:
    made = asked("Robert Fields was held in Monmouth Prison.", title=AT_HOME)
    assert not [stem for stem in made if "town" in stem or "city" in stem]


def test_the_name_beside_an_office_is_asked_by_the_office() -> None:
    made = asked("The state herald, John Harper, designed the Weaver Flag.", title=AT_HOME)
    assert made["Which state herald designed the Weaver Flag?"] == "John Harper"


def test_a_list_asks_which_of_these_it_holds() -> None:
    made = asked("The women of Kirkby built fish farms, sea walls and dry docks.", title=AT_HOME)
    assert made["Which of these did the women of Kirkby build?"] == "fish farms"


def test_a_question_with_not_in_its_stem_is_stopped() -> None:
    made = asked("The women of Kirkby did not visit Auckland in 1950.", title=AT_HOME)
    assert not [stem for stem in made if " not " in stem]


def test_steps_that_follow_each_other_make_a_timeline() -> None:
    text = (
        "The Weaver Committee collected signatures in Auckland. Then Peter Olsen wrote a letter to the Harbour Board. "
        "Finally the Harbour Board opened a school in Wellington."
    )
    made = timelines(generated(text, title=AT_HOME))
    assert [event.label for event in made[0].events] == [
        "The Weaver Committee collects signatures in Auckland",
        "Peter Olsen writes a letter to the Harbour Board",
        "The Harbour Board opens a school in Wellington",
    ]
