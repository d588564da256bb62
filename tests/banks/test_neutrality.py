"""Whether a bank takes sides."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.banks.models import RETIRED, Bank
from quizapp.banks.neutrality import findings
from quizapp.questions.multiple_choice import MultipleChoice
from tests.factories import a_bank, a_multiple_choice, a_teacher, sign_in_as


def codes(*contents: dict[str, Any]) -> list[str]:
    return [each.code for each in findings(bank_of(*contents))]


def bank_of(*contents: dict[str, Any]) -> Bank:
    plain = {"stem": "Which body passed the law?", "key": "the Senate", "distractors": ["the cabinet", "the court"]}
    return a_bank(a_teacher(), [MultipleChoice.model_validate(plain | content) for content in contents])


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"stem": "Which body passed the best law?"}, "opinion-as-fact"),
        ({"stem": "Which body should pass the law?"}, "opinion-as-fact"),
        ({"stem": "Which body did the regime dissolve?"}, "loaded-word"),
        ({"distractors": ["the mob", "the court"]}, "loaded-word"),
        ({"stem": "Which body is widely regarded as the stronger one?"}, "claim-of-nobody"),
        ({"stem": "Many say that the law is old. Which body passed it?"}, "claim-of-nobody"),
        ({"stem": "It is often said that the law is old. Which body passed it?"}, "claim-of-nobody"),
        ({"distractors": ["the cabinet, which never yields", "the court"]}, "absolute-when-wrong"),
    ],
)
def test_each_way_to_take_a_side_is_found(content: dict[str, Any], code: str) -> None:
    assert codes(content) == [code]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "content",
    [
        {},
        {"stem": "Which body should pass the law, according to the commission?"},
        {"key": "the Senate, which never yields", "distractors": ["the cabinet, which never yields", "the court"]},
        {"stem": "Which body met in the Best Hall of Bestwick?"},
        {"stem": "How many people did the law affect?"},
        {"stem": "Which body do critics say passed the law?"},
        {"distractors": ["the cabinet, elected every year", "the court, which has no members at all"]},
    ],
)
def test_plain_questions_pass(content: dict[str, Any]) -> None:
    assert codes(content) == []


@pytest.mark.usefixtures("app")
def test_one_party_named_alone_is_said_and_one_country_alone_is_not() -> None:
    stems = [f"Which pledge of the Labour Party in France was number {number}?" for number in range(6)]
    made = findings(bank_of(*({"stem": stem} for stem in stems)))
    assert [(each.code, each.name) for each in made] == [("lopsided", "Labour Party")]
    assert "none names another party" in made[0].message


@pytest.mark.usefixtures("app")
def test_one_country_named_far_more_than_the_next_is_said_once() -> None:
    contents = [{"stem": f"Which town of China is number {number}?"} for number in range(7)]
    made = findings(bank_of(*contents, {"stem": "Which town of Japan is it?"}))
    assert [(each.code, each.question_id) for each in made] == [("lopsided", None)]
    assert "7 questions name China" in made[0].message
    assert "Japan" in made[0].message


@pytest.mark.usefixtures("app")
def test_rejected_questions_do_not_count() -> None:
    bank = bank_of({"stem": "Which body did the regime dissolve?"})
    bank.questions[0].status = RETIRED
    assert findings(bank) == []


def test_the_page_names_the_word_and_leads_to_the_question(client: FlaskClient) -> None:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    plain = {"key": "the Senate", "distractors": ["the cabinet", "the court"]}
    bank = a_bank(teacher, [MultipleChoice.model_validate(plain | {"stem": "Which body did the regime dissolve?"})])
    page = client.get(f"/banks/{bank.id}/neutrality").text
    assert "“regime” takes a side" in page
    assert f'href="/questions/{bank.questions[0].id}"' in page


def test_every_finding_shows_the_text_that_says_the_word(app: Flask) -> None:
    said = {"stem": "Which body passed the best law?", "distractors": ["the cabinet, which never yields", "the court"]}
    assert [(each.kind, each.passage) for each in findings(bank_of(said))] == [
        ("Opinion as fact", ("Which body passed the ", "best", " law?")),
        ("Absolute when wrong", ("the cabinet, which ", "never", " yields")),
    ]


def test_the_page_says_everything_about_a_question_in_one_place(client: FlaskClient) -> None:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    stem = "Which shameful law did the regime pass?"
    bank = a_bank(teacher, [a_multiple_choice(stem, distractors=("1901", "never", "1921"))])
    page = client.get(f"/banks/{bank.id}/neutrality").text
    assert "3 remarks" in page
    assert page.count(f">{stem}</a>") == 1
    assert all(f"<mark>{word}</mark>" in page for word in ("shameful", "regime", "never"))
    assert "Leave it out there, or say it in the right answer too." in page


def test_what_is_named_too_often_can_be_found(client: FlaskClient) -> None:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    stems = [*(f"Which town of China is number {number}?" for number in range(7)), "Which town of Japan is it?"]
    bank = a_bank(teacher, [a_multiple_choice(stem) for stem in stems])
    assert f'href="/banks/{bank.id}?words=China"' in client.get(f"/banks/{bank.id}/neutrality").text


def test_a_bank_that_takes_no_side_says_so(client: FlaskClient) -> None:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    bank = a_bank(teacher, [a_multiple_choice()])
    assert "Nothing takes a side here" in client.get(f"/banks/{bank.id}/neutrality").text
