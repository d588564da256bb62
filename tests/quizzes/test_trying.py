"""A teacher tries a quiz as a student meets it; nothing of it is stored."""

import random

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.database import db
from quizapp.quizzes import choosing
from quizapp.quizzes.catalogue import Filter
from quizapp.quizzes.models import AT_ONCE, Assignment, Attempt, Quiz, Response
from tests.factories import (
    a_bank,
    a_multiple_choice,
    a_quiz,
    a_short_answer,
    a_teacher,
    one_of_each,
    sign_in_as,
)
from tests.quizzes.conftest import sent_to_preview
from tests.quizzes.test_types import RIGHT


@pytest.fixture
def teacher(client: FlaskClient) -> User:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    return teacher


def begin(client: FlaskClient, quiz: Quiz) -> str:
    first = client.get(f"/quizzes/{quiz.id}/try").location
    assert first == f"/quizzes/{quiz.id}/try/1"
    return first


def test_the_whole_way_from_the_first_question_to_the_result_stores_nothing(
    client: FlaskClient, teacher: User
) -> None:
    quiz = a_quiz(teacher, a_bank(teacher, one_of_each()))
    at = begin(client, quiz)
    for form in RIGHT:
        text = client.get(at).text
        assert "Nothing you answer is stored" in text
        assert "Store and" in text
        at = client.post(at, data=sent_to_preview(client, at, form)).location
    assert at == f"/quizzes/{quiz.id}/try/overview"
    assert "Every question has an answer" in client.get(at).text
    done = client.post(f"/quizzes/{quiz.id}/try/result").location
    text = client.get(done).text
    assert "7 of 7" in text
    assert "The hall opened in 1911." in text
    assert [db.session.query(table).count() for table in (Assignment, Attempt, Response)] == [0, 0, 0]


def test_a_student_would_see_the_same_question_page(client: FlaskClient, teacher: User) -> None:
    text = client.get(begin(client, a_quiz(teacher))).text
    assert "data-answer-form" in text
    assert "js/answer.js" in text
    assert "The article says so." not in text


def test_what_a_script_stores_in_a_preview_is_there_again(client: FlaskClient, teacher: User) -> None:
    at = begin(client, a_quiz(teacher))
    stored = client.post(at, data=sent_to_preview(client, at, {"choice": "2"}), headers={"Accept": "application/json"})
    assert stored.json == {"saved": True}
    assert " checked" in client.get(at).text


def test_a_preview_tells_at_once_where_the_quiz_does(client: FlaskClient, teacher: User) -> None:
    at = begin(client, a_quiz(teacher, feedback=AT_ONCE))
    wrong, right = (sent_to_preview(client, at, {"choice": choice}) for choice in ("2", "0"))
    assert client.post(at, data=wrong).location == at
    assert "Your answer is wrong." in client.get(at).text
    assert client.post(at, data=right).status_code == 409


def test_the_result_of_a_preview_says_what_students_see(client: FlaskClient, teacher: User) -> None:
    quiz = a_quiz(teacher, feedback="score only")
    begin(client, quiz)
    text = client.get(f"/quizzes/{quiz.id}/try/result").text
    assert "Your students see only their score." in text
    assert "The article says so." in text


def test_drawing_again_shows_other_questions(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, [a_multiple_choice(f"Question {n}?") for n in range(30)])
    quiz = a_quiz(teacher)
    for chosen in list(quiz.chosen):
        choosing.remove(quiz, chosen.question_id)
    choosing.add_rule(quiz, 1, Filter(bank_id=bank.id))
    choosing.draw_for_all(quiz, same=False)
    db.session.commit()
    seen = set()
    for _ in range(8):
        text = client.get(begin(client, quiz)).text
        assert "Draw again" in text
        seen.add(text.split("Question 1 of 1</span> ")[1].split("?")[0])
    assert len(seen) > 1


def test_a_preview_of_another_quiz_begins_anew(client: FlaskClient, teacher: User) -> None:
    first, second = a_quiz(teacher), a_quiz(teacher, title="Another")
    begin(client, first)
    assert client.get(f"/quizzes/{second.id}/try/1").location == f"/quizzes/{second.id}/try"


def test_more_answers_than_a_browser_keeps_are_refused_and_said(client: FlaskClient, teacher: User) -> None:
    contents = [a_short_answer(f"Who stood at number {n}?") for n in range(60)]
    quiz = a_quiz(teacher, a_bank(teacher, contents))
    begin(client, quiz)
    refused = None
    for position in range(1, 61):
        written = random.Random(position).randbytes(75).hex()
        sent = client.post(f"/quizzes/{quiz.id}/try/{position}", data={"written": written})
        if sent.status_code == 409:
            refused = sent
            break
    assert refused is not None
    assert "cannot keep more answers" in refused.text
    assert "1 of 60" not in client.get(f"/quizzes/{quiz.id}/try/result").text


def test_nobody_tries_the_quiz_of_another(client: FlaskClient, teacher: User) -> None:
    quiz = a_quiz(a_teacher("Other"))
    assert client.get(f"/quizzes/{quiz.id}/try").status_code == 404


def test_a_quiz_without_questions_has_nothing_to_try(client: FlaskClient, teacher: User) -> None:
    quiz = a_quiz(teacher, a_bank(teacher, status="draft"))
    assert client.get(f"/quizzes/{quiz.id}/try").location == f"/quizzes/{quiz.id}"
