"""The source of a question's page does not tell which option is right."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.database import db
from quizapp.quizzes.masking import hidden_form, revealed_form
from quizapp.quizzes.models import Attempt
from tests.factories import (
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    one_of_each,
    sign_in_as,
)
from tests.quizzes.test_types import NOT_QUITE, RIGHT


def begun(client: FlaskClient, contents: list[Any]) -> Attempt:
    teacher, student = a_teacher(), a_student()
    quiz = a_quiz(teacher, a_bank(teacher, contents))
    attempt = an_attempt(an_assignment(quiz, a_class(teacher, [student])), student, handed_in=False)
    sign_in_as(client, student)
    return attempt


def test_the_key_goes_by_another_name_from_question_to_question(client: FlaskClient) -> None:
    words = {"key": "A mayor", "distractors": ("A king", "A judge", "A priest")}
    attempt = begun(client, [a_multiple_choice(f"Who is number {n}?", **words) for n in range(12)])
    names = set()
    for position in range(1, 13):
        text = client.get(f"/attempts/{attempt.id}/questions/{position}").text
        values = re.findall(r'name="choice" value="(\w+)".*?option__text">([^<]+)<', text)
        assert [value for value, _ in values] == ["o1", "o2", "o3", "o4"]
        names.add(next(value for value, label in values if label == "A mayor"))
    assert len(names) > 1


def test_the_numbers_that_are_stored_are_not_taken_from_a_browser(client: FlaskClient) -> None:
    attempt = begun(client, [a_multiple_choice()])
    assert client.post(f"/attempts/{attempt.id}/questions/1", data={"choice": "0"}).status_code == 422
    assert db.session.get_one(Attempt, attempt.id).responses == []


def test_the_ids_of_events_do_not_stand_in_the_page(client: FlaskClient) -> None:
    attempt = begun(client, one_of_each())
    text = client.get(f"/attempts/{attempt.id}/questions/7").text
    assert not any(event in text for event in ("place-built", "place-fire", "place-rebuilt"))


@pytest.mark.parametrize("forms", [RIGHT, NOT_QUITE])
def test_what_a_browser_sends_comes_back_as_the_type_knows_it(client: FlaskClient, forms: list[dict[str, Any]]) -> None:
    attempt = begun(client, one_of_each())
    for given, form in zip(attempt.given, forms, strict=True):
        lists = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
        hidden = hidden_form(given.version, attempt.seed, lists)
        assert revealed_form(given.version, attempt.seed, hidden) == lists


def test_an_order_comes_back_as_well(client: FlaskClient) -> None:
    attempt = begun(client, one_of_each())
    version = attempt.given[6].version
    form = {"order": ["fire,built,rebuilt"], "sequence": ["3"]}
    hidden = hidden_form(version, attempt.seed, form)
    assert re.fullmatch(r"(o[123],?){3}", hidden["order"][0])
    assert revealed_form(version, attempt.seed, hidden) == form
