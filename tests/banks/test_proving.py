"""What makes a proof doubtful, and what does not."""

from pathlib import Path
from typing import Any

import pytest

from quizapp.articles.reading import read_file
from quizapp.banks.files import read_bank
from quizapp.banks.proving import doubts
from quizapp.banks.quoting import located
from quizapp.questions.content import Content, Evidence
from quizapp.questions.matching import Matching, Pair
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.short_answer import ShortAnswer
from quizapp.questions.timeline import Event, Timeline
from quizapp.questions.true_false import TrueFalse

BANKS = sorted((Path(__file__).resolve().parents[2] / "question_banks").glob("*.toml"))
ARTICLE = """The town hall

The council of Alston opened the town hall in 1911. Clara Marsh designed it for 450 guests. The library moved into
the hall in June 1923, and two thirds of its books came from the school. The mayor signs every by-law of the council.
The clerk keeps the by-laws of the council and signs every one of them for the mayor.
The British ambassador visited the hall twice.
The upper chamber may delay a bill for a year.
"""


def quote(text: str) -> Evidence:
    found = located(text, ARTICLE)
    assert found is not None
    return found


def choice(stem: str, key: str, proof: str, *distractors: str) -> MultipleChoice:
    return MultipleChoice(
        stem=stem, key=key, distractors=distractors or ("Nobody knows", "Never"), evidence=(quote(proof),)
    )


def codes(content: Content, article: str | None = ARTICLE) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.where) for doubt in doubts(content, article)]


OPENED = "The council of Alston opened the town hall in 1911."
DESIGNED = "Clara Marsh designed it for 450 guests."
MOVED = "The library moved into\nthe hall in June 1923, and two thirds of its books came from the school."
SIGNS = "The mayor signs every by-law of the council."
VISITED = "The British ambassador visited the hall twice."
DELAY = "The upper chamber may delay a bill for a year."


@pytest.mark.parametrize("bank", BANKS, ids=lambda path: path.stem)
def test_no_question_of_our_own_banks_is_doubted(bank: Path) -> None:
    file = read_bank(bank)
    assert file.article is not None
    text = read_file(bank.parent / file.article.file).text
    found = {question.id: doubts(question.content, text) for question in file.questions}
    assert {name: each for name, each in found.items() if each} == {}


def test_a_question_without_any_quote_has_no_proof() -> None:
    assert codes(ShortAnswer(stem="Who designed the hall?", key="Clara Marsh")) == [("no-proof", "evidence")]


def test_a_quote_that_the_article_does_not_have_is_gone() -> None:
    lost = Evidence(quote="The hall burnt down.", start=0, end=20)
    content = ShortAnswer(stem="What happened to the hall?", key="It was sold", evidence=(lost,))
    assert codes(content) == [("quote-gone", "evidence")]
    assert "“The hall burnt down.” does not stand in the article" in doubts(content, ARTICLE)[0].message


def test_a_quote_at_another_place_of_the_article_is_moved() -> None:
    moved = Evidence(quote=OPENED, start=0, end=len(OPENED))
    content = ShortAnswer(stem="When did the hall open?", key="1911", evidence=(moved,))
    assert codes(content) == [("quote-moved", "evidence")]


def test_without_an_article_a_quote_is_believed() -> None:
    lost = Evidence(quote="The hall burnt down in 1950.", start=0, end=28)
    assert codes(ShortAnswer(stem="When did the hall burn?", key="1950", evidence=(lost,)), None) == []


@pytest.mark.parametrize(
    ("key", "proof"),
    [
        ("1911", OPENED),
        ("Marsh", DESIGNED),
        ("Clara Marsh, an architect", DESIGNED),
        ("450", DESIGNED),
        ("two-thirds", MOVED),
        ("2/3 of its books", MOVED),
        ("A library’s move", MOVED),
        ("Great Britain", VISITED),
        ("two visits", VISITED),
        ("It can delay bills", DELAY),
        ("They were told to each other", SIGNS),
    ],
)
def test_a_key_may_be_put_in_other_words(key: str, proof: str) -> None:
    assert codes(choice("What does the article say?", key, proof)) == []


@pytest.mark.parametrize(
    ("key", "proof"),
    [
        ("1912", OPENED),
        ("Clara Low", DESIGNED),
        ("Norton", OPENED),
        ("45", DESIGNED),
        ("three quarters", MOVED),
        ("The school burnt down long ago", OPENED),
        ("France", VISITED),
        ("three visits", VISITED),
        ("the lower chamber", DELAY),
        ("the clerk", SIGNS),
    ],
)
def test_a_key_that_no_quote_says_is_not_supported(key: str, proof: str) -> None:
    assert ("key-not-supported", "key") in codes(choice("What does the article say?", key, proof))


def test_words_of_the_stem_do_not_support_a_key() -> None:
    asked = "Which officer of the council signs every by-law?"
    assert codes(choice(asked, "The mayor of the council", SIGNS)) == []
    assert codes(choice(asked, "The treasurer of the council", SIGNS)) == [("key-not-supported", "key")]


def test_a_distractor_in_the_quoted_sentence_may_be_true() -> None:
    content = choice("Who opened the hall?", "The council", OPENED, "The bank", "Alston")
    assert codes(content) == [("distractor-also-true", "distractors.1")]


def test_a_distractor_that_the_article_says_the_same_of_may_be_true() -> None:
    content = choice("Who signs every by-law of the council?", "The mayor", SIGNS, "The clerk", "The library")
    assert codes(content) == [("distractor-also-true", "distractors.0")]
    assert "the article says “The clerk keeps" in doubts(content, ARTICLE)[0].message


@pytest.mark.parametrize(("said", "found"), [("On 21 May", []), ("With 21 speeches", ["distractors.0"])])
def test_the_day_of_a_date_counts_nothing(said: str, found: list[str]) -> None:
    quote = "The hall was opened with 24 speeches."
    content = MultipleChoice(
        stem="With how many speeches was the hall opened?",
        key="24",
        distractors=("21", "30"),
        evidence=(Evidence(quote=quote, start=0, end=len(quote)),),
    )
    article = f"{quote} {said} the hall was opened again, with its speeches."
    assert [doubt.where for doubt in doubts(content, article)] == found


def test_the_same_said_of_another_name_is_no_doubt() -> None:
    text = "Ann Low was a student at Yonsei University. Joe Park was a student at Seoul National University."
    proof = Evidence(quote=text[:43], start=0, end=43)
    content = MultipleChoice(
        stem="Who was a student at Yonsei University?",
        key="Ann Low",
        distractors=("Joe Park", "Kim Ray"),
        evidence=(proof,),
    )
    assert codes(content, text) == []


def test_a_distractor_named_elsewhere_about_other_things_is_no_doubt() -> None:
    assert codes(choice("Who designed the hall?", "Clara Marsh", DESIGNED, "The clerk", "The ambassador")) == []


@pytest.mark.parametrize(("key", "other"), [("two thirds", "2/3"), ("12 members", "twelve members")])
def test_a_distractor_that_is_the_key_in_other_signs_is_true(key: str, other: str) -> None:
    content = MultipleChoice(stem="How many?", key=key, distractors=(other, "nobody"), evidence=())
    assert ("distractor-also-true", "distractors.0") in codes(content)


def test_one_place_by_two_names_is_one_answer() -> None:
    content = MultipleChoice(stem="Where?", key="Mumbai", distractors=("Bombay", "Delhi"))
    assert ("distractor-also-true", "distractors.0") in codes(content)


def test_a_true_statement_among_the_wrong_ones_is_found() -> None:
    content = choice(
        "Which statement does the article make?",
        "The mayor signs by-laws",
        SIGNS,
        "Clara Marsh designed it for 450 guests",
        "The hall was never opened to the public",
    )
    assert codes(content) == [("distractor-also-true", "distractors.0")]


def test_every_right_option_of_several_needs_its_support() -> None:
    content = MultipleResponse(
        stem="Who had to do with the hall?",
        keys=("The council", "Clara Marsh", "The queen"),
        distractors=("The bishop", "The British ambassador"),
        evidence=(quote(OPENED), quote(DESIGNED), quote(VISITED)),
    )
    assert codes(content) == [("key-not-supported", "keys.2"), ("distractor-also-true", "distractors.1")]


@pytest.mark.parametrize(
    ("key", "tolerance", "found"),
    [
        ("450", "", []),
        ("460", "", [("key-not-supported", "key")]),
        ("460", "10", []),
    ],
)
def test_a_number_stands_in_the_quote_or_near_what_it_says(
    key: str, tolerance: str, found: list[tuple[str, str]]
) -> None:
    assert codes(Number(stem="How many?", key=key, tolerance=tolerance, evidence=(quote(DESIGNED),))) == found


def test_a_number_may_be_the_years_between_two_years() -> None:
    proofs = (quote(OPENED), quote(MOVED))
    assert codes(Number(stem="How many years later did the library move in?", key="12", evidence=proofs)) == []


def test_one_accepted_wording_in_the_quote_is_enough() -> None:
    content = ShortAnswer(stem="Who?", key="The architect", accepted=("Clara Marsh",), evidence=(quote(DESIGNED),))
    assert codes(content) == []


@pytest.mark.parametrize(
    ("stem", "key", "proof", "found"),
    [
        ("The council opened the hall in 1911.", True, OPENED, []),
        ("The council opened the hall in 1912.", True, OPENED, [("key-not-supported", "stem")]),
        ("The council opened the hall in 1912.", False, OPENED, []),
        ("Clara Marsh designed it for 450 guests.", False, DESIGNED, [("false-but-stated", "stem")]),
        ("Railways pay dividends.", False, OPENED, [("key-not-supported", "stem")]),
    ],
)
def test_a_statement_is_held_against_its_quote(stem: str, key: bool, proof: str, found: list[tuple[str, str]]) -> None:
    assert codes(TrueFalse(stem=stem, key=key, evidence=(quote(proof),))) == found


def test_each_pair_is_held_against_its_own_quote() -> None:
    content = Matching(
        stem="Who did what?",
        pairs=(
            Pair(left="Council", right="Opened the hall", evidence=quote(OPENED)),
            Pair(left="Clara Marsh", right="Painted portraits", evidence=quote(DESIGNED)),
            Pair(left="Mayor", right="Signs by-laws"),
        ),
        distractors=("450 guests", "Sold bread"),
    )
    assert codes(content) == [
        ("no-proof", "pairs.2"),
        ("key-not-supported", "pairs.1"),
        ("distractor-also-true", "distractors.0"),
    ]


def timeline(**changes: Any) -> Timeline:
    moved = {"id": "moved", "label": "The library moves in", "date": "1923-06", "evidence": quote(MOVED)} | changes
    return Timeline(
        stem="Put these in order.",
        events=(
            Event(id="opened", label="The hall opens", date="1911", evidence=quote(OPENED)),
            Event(**moved),
            Event(id="visit", label="An ambassador comes", after=("moved",), evidence=quote(VISITED)),
        ),
    )


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"date": "1923"}, []),
        ({"date": "1924"}, [("date-not-supported", "events.1")]),
        ({"date": "1923-07"}, [("date-not-supported", "events.1")]),
        ({"label": "A bridge is painted"}, [("key-not-supported", "events.1")]),
        ({"evidence": None}, [("no-proof", "events.1")]),
        (
            {"date": "1931", "evidence": quote(SIGNS)},
            [("key-not-supported", "events.1"), ("date-not-supported", "events.1")],
        ),
    ],
)
def test_every_event_is_held_against_its_own_quote(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(timeline(**changes)) == found


@pytest.mark.parametrize(
    ("quote", "codes"),
    [
        ("The operating budget pays for services, while the capital budget pays for buildings and bridges.", []),
        ("The operating budget and the capital budget pay for buildings and bridges.", ["distractor-also-true"]),
    ],
)
def test_what_the_sentence_sets_against_the_key_is_no_doubt(quote: str, codes: list[str]) -> None:
    content = MultipleChoice(
        stem="Which budget pays for buildings and bridges?",
        key="the capital budget",
        distractors=("the operating budget", "the balanced budget", "the interim budget"),
        evidence=(Evidence(quote=quote, start=0, end=len(quote)),),
    )
    assert [doubt.code for doubt in doubts(content, quote)] == codes
