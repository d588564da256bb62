"""One question of every type, from the page to the result, to practice and to the teacher's counts."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.database import db
from quizapp.practice.reviewing import seed_of
from quizapp.quizzes.masking import hidden_form
from quizapp.quizzes.models import Attempt
from tests.factories import (
    a_bank,
    a_class,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    one_of_each,
    sign_in_as,
)
from tests.quizzes.conftest import sent

# What a browser sends for a right and for a not quite right answer, in the order of the registry.
RIGHT: list[dict[str, Any]] = [
    {"choice": "0"},
    {"choices": ["0", "1"]},
    {"choice": "false"},
    {"written": "the clara low"},
    {"written": "1 250 people"},
    {"match-0": "0", "match-1": "1", "match-2": "2"},
    {"place-built": "1", "place-fire": "2", "place-rebuilt": "3"},
]
NOT_QUITE: list[dict[str, Any]] = [
    {"choice": "1"},
    {"choices": ["0"]},
    {"choice": "true"},
    {"written": "Someone"},
    {"written": "900"},
    {"match-0": "0", "match-1": "3"},
    {"place-built": "2", "place-fire": "1", "place-rebuilt": "3"},
]
EARNED = [0, 0.5, 0, 0, 0, 1 / 3, 1 / 3]


@pytest.fixture
def attempt(client: FlaskClient) -> Attempt:
    teacher, student = a_teacher(), a_student()
    quiz = a_quiz(teacher, a_bank(teacher, one_of_each()))
    attempt = an_attempt(an_assignment(quiz, a_class(teacher, [student])), student, handed_in=False)
    sign_in_as(client, student)
    return attempt


def give(client: FlaskClient, attempt: Attempt, answers: list[dict[str, Any]]) -> None:
    for position, form in enumerate(answers, start=1):
        stored = client.post(f"/attempts/{attempt.id}/questions/{position}", data=sent(attempt, position, form))
        assert stored.status_code == 303


def credits_of(attempt: Attempt) -> list[float]:
    stored = db.session.get_one(Attempt, attempt.id)
    by_version = {response.question_version_id: response.credit for response in stored.responses}
    return [by_version[given.question_version_id] for given in stored.given]


def test_every_right_answer_earns_a_point(client: FlaskClient, attempt: Attempt) -> None:
    give(client, attempt, RIGHT)
    assert credits_of(attempt) == [1.0] * 7
    client.post(f"/attempts/{attempt.id}/hand-in")
    assert "7 of 7" in client.get(f"/attempts/{attempt.id}/result").text


def test_answers_that_are_not_quite_right_earn_their_share_and_are_explained(
    client: FlaskClient, attempt: Attempt
) -> None:
    give(client, attempt, NOT_QUITE)
    assert credits_of(attempt) == pytest.approx(EARNED)
    client.post(f"/attempts/{attempt.id}/hand-in")
    page = client.get(f"/attempts/{attempt.id}/result").text
    for expected in ("missed", "Someone", "Clara Löw", "Anything from 1,140 to 1,260", "left open", "Weddings"):
        assert expected in page


def test_a_stored_answer_stands_in_the_form_again(client: FlaskClient, attempt: Attempt) -> None:
    give(client, attempt, NOT_QUITE)
    pages = [client.get(f"/attempts/{attempt.id}/questions/{position}").text for position in range(1, 8)]
    assert [page.count(" checked") for page in pages[:3]] == [1, 1, 1]
    assert 'value="Someone"' in pages[3]
    assert 'value="900"' in pages[4]
    assert pages[5].count(" selected") == 2


@pytest.mark.parametrize(
    ("position", "form", "message", "kept"),
    [
        (2, {}, "Tick every option that is right", "Which rooms"),
        (3, {"choice": "maybe"}, "Choose true or false.", "The hall was built"),
        (4, {"written": " "}, "Write your answer in the box.", "Who designed"),
        (5, {"written": "twelve hundred"}, "“twelve hundred” cannot be read as a number.", 'value="twelve hundred"'),
        (5, {"written": "12,5"}, "Write decimals with a point, such as 12.5", 'value="12,5"'),
        (6, {"match-0": ""}, "Choose what belongs to each", "Council chamber"),
    ],
)
def test_what_cannot_be_stored_is_explained_and_kept(
    client: FlaskClient, attempt: Attempt, position: int, form: dict[str, str], message: str, kept: str
) -> None:
    page = client.post(f"/attempts/{attempt.id}/questions/{position}", data=sent(attempt, position, form))
    assert page.status_code == 422
    assert message in page.text
    assert kept in page.text
    assert db.session.get_one(Attempt, attempt.id).responses == []


def test_all_or_nothing_holds_for_every_type_with_partial_credit(client: FlaskClient, attempt: Attempt) -> None:
    attempt.assignment.timeline_grading = "all-or-nothing"
    db.session.commit()
    give(client, attempt, NOT_QUITE)
    assert credits_of(attempt) == [0.0] * 7


def test_every_type_can_be_practised(client: FlaskClient, attempt: Attempt) -> None:
    give(client, attempt, RIGHT)
    client.post(f"/attempts/{attempt.id}/hand-in")
    for given, form in zip(attempt.given, RIGHT, strict=True):
        page = f"/practice/{given.version.question_id}"
        fields = dict(re.findall(r'name="(turn|version)" value="(\d+)"', client.get(page).text))
        lists = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
        chosen = hidden_form(given.version, seed_of(given.version.question_id, 1), lists)
        assert "<h1>Right</h1>" in client.post(page, data={**chosen, **fields}, follow_redirects=True).text


def test_the_teacher_sees_what_was_answered_to_each_type(client: FlaskClient, attempt: Attempt) -> None:
    give(client, attempt, NOT_QUITE)
    client.post(f"/attempts/{attempt.id}/hand-in")
    assignment, quiz = attempt.assignment, attempt.assignment.quiz
    client.post("/sign-out")
    sign_in_as(client, db.session.get_one(User, quiz.owner_id))
    page = client.get(f"/assignments/{assignment.id}/items").text
    for expected in ("How many ticked each option", "Someone", "900", "Most often instead", "Weddings (1)"):
        assert expected in page
    for address in (
        f"/quizzes/{quiz.id}/preview",
        f"/quizzes/{quiz.id}",
        f"/banks/{quiz.chosen[0].question.bank_id}/review",
        f"/banks/{quiz.chosen[0].question.bank_id}",
        f"/assignments/{assignment.id}/attempts/{attempt.id}",
    ):
        assert client.get(address).status_code == 200
