"""A quiz on one page, as a browser without script sends it: everything at once, and nothing undone or lost."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.database import db
from quizapp.quizzes import attempts
from quizapp.quizzes.models import AT_ONCE, Attempt
from tests.factories import (
    RIGHT,
    a_bank,
    a_class,
    a_matching,
    a_multiple_choice,
    a_number,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
    sign_in_as,
)
from tests.quizzes.conftest import sent


@dataclass
class Page:
    """The page of a sitting in a browser: what it was made with stays in it until it is asked for again."""

    client: FlaskClient
    attempt_id: str

    def __post_init__(self) -> None:
        self.address = f"/attempts/{self.attempt_id}/questions"
        self.text = self.client.get(self.address).text

    def send(self, fields: dict[str, str | list[str]]) -> TestResponse:
        hidden = dict(re.findall(r'name="(sequence|q\d+-was)" value="([^"]*)"', self.text))
        return self.client.post(self.address, data={**hidden, **fields})

    def fields(self, position: int, form: dict[str, object]) -> dict[str, str | list[str]]:
        attempt = db.session.get_one(Attempt, self.attempt_id)
        return {f"q{position}-{name}": value for name, value in sent(attempt, position, form).items()}


Begin = Callable[..., Page]


@pytest.fixture
def begin(client: FlaskClient) -> Begin:
    """A student's page of a choice, a number, a matching question and a timeline."""

    def begun(**rules: object) -> Page:
        teacher, student = a_teacher(), a_student()
        bank = a_bank(teacher, [a_multiple_choice(), a_number(), a_matching(), a_timeline()])
        quiz = a_quiz(teacher, bank, one_page=True, **rules)
        attempt = attempts.start(an_assignment(quiz, a_class(teacher, [student])), student)
        sign_in_as(client, student)
        return Page(client, attempt.id)

    return begun


def earned(page: Page) -> dict[int, float]:
    attempt = db.session.get_one(Attempt, page.attempt_id)
    positions = {given.question_version_id: given.position for given in attempt.given}
    return {positions[response.question_version_id]: response.credit for response in attempt.responses}


def test_beginning_leads_to_the_page(client: FlaskClient, begin: Begin) -> None:
    page = begin()
    assignment_id = db.session.get_one(Attempt, page.attempt_id).assignment_id
    assert client.post(f"/assignments/{assignment_id}/start").location == f"{page.address}#question-1"
    assert [page.text.count(f'id="question-{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


def test_everything_that_was_given_is_stored_at_once_and_what_was_left_open_is_not(begin: Begin) -> None:
    page = begin()
    answer = page.send({**page.fields(1, RIGHT), "q2-written": "1200", **page.fields(4, {"place-built": "1"})})
    assert answer.status_code == 422
    assert "Look again at" in answer.text
    assert 'name="q2-written" type="text"' in answer.text
    assert earned(page) == {1: 1.0, 2: 1.0}
    places = {"place-built": "1", "place-fire": "2", "place-rebuilt": "3"}
    assert page.send(page.fields(4, places)).location == f"/attempts/{page.attempt_id}"
    assert earned(page) == {1: 1.0, 2: 1.0, 4: 1.0}


def test_what_cannot_be_read_stays_in_the_page_with_the_reason(begin: Begin) -> None:
    page = begin()
    answer = page.send({"q2-written": "about a thousand", **page.fields(1, RIGHT)})
    assert answer.status_code == 422
    assert 'value="about a thousand"' in answer.text
    assert "cannot be read as a number" in answer.text
    assert earned(page) == {1: 1.0}


def test_a_page_that_still_shows_an_old_answer_does_not_undo_a_newer_one(client: FlaskClient, begin: Begin) -> None:
    page = begin()
    page.send(page.fields(1, {"choice": "1"}))
    old, other = Page(client, page.attempt_id), Page(client, page.attempt_id)
    other.send(other.fields(1, RIGHT))
    old.send({**old.fields(1, {"choice": "1"}), "q2-written": "1200"})
    assert earned(page) == {1: 1.0, 2: 1.0}


def test_a_flag_stores_what_else_was_given_and_comes_back_to_its_question(begin: Begin) -> None:
    page = begin()
    answer = page.send({**page.fields(1, RIGHT), "flag-3": "yes"})
    assert answer.location == f"{page.address}#question-3"
    attempt = db.session.get_one(Attempt, page.attempt_id)
    assert [given.is_flagged for given in attempt.given] == [False, False, True, False]
    assert earned(page) == {1: 1.0}


def test_checking_one_answer_makes_that_one_final_and_stores_the_others(client: FlaskClient, begin: Begin) -> None:
    page = begin(feedback=AT_ONCE)
    given = {**page.fields(1, {"choice": "1"}), "q2-written": "1200", "at": "1"}
    assert page.send(given).location == f"{page.address}#question-1"
    attempt = db.session.get_one(Attempt, page.attempt_id)
    assert sorted((response.credit, response.is_final) for response in attempt.responses) == [(0, True), (1, False)]
    shown = client.get(page.address).text
    assert "right answer" in shown
    assert 'name="q1-choice"' not in shown
    again = page.send({**page.fields(1, RIGHT), **page.fields(4, {"order": "built,fire,rebuilt"})})
    assert again.status_code == 303
    assert earned(page) == {1: 0.0, 2: 1.0, 4: 1.0}


def test_checking_without_an_answer_says_what_is_missing(begin: Begin) -> None:
    answer = begin(feedback=AT_ONCE).send({"at": "2"})
    assert (answer.status_code, "Write your answer in the box" in answer.text) == (422, True)


def test_a_half_matched_question_is_partly_answered(client: FlaskClient, begin: Begin) -> None:
    page = begin()
    page.send({**page.fields(3, {"match-0": "0"}), "at": "3"})
    assert "Question 3, partly answered" in client.get(page.address).text
    overview = client.get(f"/attempts/{page.attempt_id}").text
    assert "◐ partly answered" in overview
    assert "Something is still left open in" in overview


def test_a_teacher_tries_the_page_and_nothing_is_stored(client: FlaskClient) -> None:
    teacher = a_teacher()
    quiz = a_quiz(teacher, a_bank(teacher, [a_number(), a_number("And how many stand?")]), one_page=True)
    sign_in_as(client, teacher)
    together = f"/quizzes/{quiz.id}/try/questions"
    assert client.get(f"/quizzes/{quiz.id}/try").location == f"{together}#question-1"
    answer = client.post(together, data={"q1-written": "1200", "flag-2": "yes"})
    assert answer.location == f"{together}#question-2"
    shown = client.get(together).text
    assert 'value="1200"' in shown
    assert "Question 2, open, flagged" in shown
    assert db.session.query(Attempt).count() == 0


@pytest.mark.parametrize(
    ("origin", "offered"), [("http://localhost", True), ("https://elsewhere.example", False), (None, False)]
)
def test_an_answer_of_a_session_that_has_ended_is_offered_again_only_to_those_who_sent_it_from_here(
    client: FlaskClient, begin: Begin, origin: str | None, offered: bool
) -> None:
    page = begin()
    client.post("/sign-out")
    headers = {"Origin": origin} if origin else {}
    answer = client.post(page.address, data={"q2-written": "<1200>"}, headers=headers)
    assert ('name="q2-written" value="&lt;1200&gt;"' in answer.text) is offered
    assert answer.status_code == (401 if offered else 302)
