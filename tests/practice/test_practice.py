"""Practice: questions come back after pauses that grow with right answers."""

from flask import Flask
from flask.testing import FlaskClient

from quizapp.database import db
from quizapp.practice import cards
from quizapp.practice.models import ReviewCard
from tests.factories import RIGHT, a_class, a_quiz, a_student, a_teacher, an_assignment, an_attempt, sign_in_as


def test_only_questions_whose_answers_may_be_seen_are_practised(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    assignment = an_assignment(a_quiz(teacher, feedback="score only"), a_class(teacher, [student]))
    an_attempt(assignment, student, [RIGHT])
    assert cards.deck_of(student).total == 0


def test_a_right_answer_puts_the_question_off(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    an_attempt(an_assignment(a_quiz(teacher), a_class(teacher, [student])), student, [RIGHT])
    question = cards.deck_of(student).due[0]
    assert cards.record_practice(student, question, RIGHT) == 1.0
    deck = cards.deck_of(student)
    assert question not in deck.due
    assert deck.next_due_at is not None


def test_a_wrong_answer_comes_back_sooner_than_a_right_one(app: Flask) -> None:
    teacher = a_teacher()
    due = []
    for answer in (RIGHT, {"choice": "2"}):
        student = a_student()
        an_attempt(an_assignment(a_quiz(teacher), a_class(teacher, [student])), student, [RIGHT])
        question = cards.deck_of(student).due[0]
        cards.record_practice(student, question, answer)
        due.append(db.session.query(ReviewCard).filter_by(learner_id=student.id).one().due_at)
    assert due[1] < due[0]


def test_the_practice_pages(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    sign_in_as(client, student)
    assert "Nothing to practise yet" in client.get("/practice").text
    an_attempt(an_assignment(a_quiz(teacher), a_class(teacher, [student])), student, [RIGHT])
    page = client.get("/practice/next").location
    assert "In which year did the hall open?" in client.get(page).text
    assert client.post(page, data={}).status_code == 422
    assert "right answer" in client.post(page, data={"choice": "2"}).text
