"""Needs: set once, held in every class."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.classes import needs
from quizapp.classes.models import Classroom, Enrolment
from quizapp.classes.needs import Needs
from quizapp.database import db
from tests.factories import a_class, a_quiz, a_student, a_teacher, an_assignment, an_attempt, sign_in_as


def place(classroom: Classroom, student: User) -> Enrolment:
    return db.session.query(Enrolment).filter_by(classroom_id=classroom.id, user_id=student.id).one()


@pytest.fixture
def student(app: Flask) -> User:
    return a_student()


@pytest.fixture
def classes(student: User) -> tuple[Classroom, Classroom]:
    """Two classes of two teachers, with one student in both."""
    return a_class(a_teacher(), [student]), a_class(a_teacher("Otto Other"), [student], name="History 9a")


def test_what_one_teacher_sets_holds_in_the_other_s_class(student: User, classes: tuple[Classroom, Classroom]) -> None:
    first, second = classes
    needs.store(place(first, student), Needs(extra_time=0.5, larger_text=True))
    assert needs.needs_of(student, second) == Needs(extra_time=0.5, larger_text=True)
    assert needs.needs_of(student, second).extra_time == 0.5
    assert needs.needs_of(a_student("Other"), second) == Needs()


def test_of_two_teachers_settings_the_more_generous_holds(student: User, classes: tuple[Classroom, Classroom]) -> None:
    first, second = classes
    needs.store(place(first, student), Needs(extra_time=0.5))
    needs.store(place(second, student), Needs(extra_time=0.25, fewer_options=True))
    for classroom in classes:
        assert needs.needs_of(student, classroom) == Needs(extra_time=0.5, fewer_options=True)
    assert needs.set_here(place(second, student)).extra_time == 0.25
    assert needs.set_elsewhere(place(second, student)) == Needs(extra_time=0.5)


def test_fewer_options_hold_only_where_the_class_allows_them(
    student: User, classes: tuple[Classroom, Classroom]
) -> None:
    first, second = classes
    needs.store(place(first, student), Needs(fewer_options=True, no_clock=True))
    second.fewer_options_allowed = False
    db.session.commit()
    assert needs.needs_of(student, first).fewer_options
    assert needs.needs_of(student, second) == Needs(no_clock=True)
    assert needs.needs_in(second) == {student.id: Needs(no_clock=True)}


def test_a_time_limit_grows_in_every_class(student: User, classes: tuple[Classroom, Classroom]) -> None:
    first, second = classes
    needs.store(place(first, student), Needs(extra_time=0.5))
    quiz = a_quiz(second.teacher, time_limit_minutes=20)
    attempt = an_attempt(an_assignment(quiz, second), student, handed_in=False)
    assert attempt.deadline
    assert (attempt.deadline - attempt.started_at).total_seconds() == 30 * 60


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        (Needs(), ""),
        (Needs(extra_time=0.25), "a quarter more time"),
        (Needs(extra_time=1.0, larger_text=True), "twice the time, larger text"),
        (Needs(extra_time=0.5, no_clock=True, fewer_options=True), "no clock, fewer options"),
        (Needs(extra_time=0.4), "40 % more time"),
    ],
)
def test_needs_are_put_in_words(holds: Needs, words: str) -> None:
    assert holds.in_words() == words


def test_a_teacher_sets_needs_and_sees_what_others_have_set(
    client: FlaskClient, student: User, classes: tuple[Classroom, Classroom]
) -> None:
    first, second = classes
    sign_in_as(client, first.teacher)
    typed = {"extra_time": "0.25", "no_clock": "y", "larger_text": "y", "fewer_options": "y"}
    client.post(f"/classes/{first.id}/students/{student.id}/needs", data=typed)
    assert needs.set_here(place(first, student)) == Needs(0.25, True, True, True)
    assert "no clock, larger text, fewer options" in client.get(f"/classes/{first.id}").text
    sign_in_as(client, second.teacher)
    page = client.get(f"/classes/{second.id}/students/{student.id}").text
    assert "Set in another class: <strong>no clock, larger text, fewer options</strong>" in page


def test_an_unknown_amount_of_time_changes_nothing_and_keeps_the_ticks(
    client: FlaskClient, student: User, classes: tuple[Classroom, Classroom]
) -> None:
    first, _ = classes
    sign_in_as(client, first.teacher)
    page = client.post(f"/classes/{first.id}/students/{student.id}/needs", data={"extra_time": "9", "larger_text": "y"})
    assert page.status_code == 422
    assert 'checked id="larger_text"' in page.text
    assert needs.set_here(place(first, student)) == Needs()


def test_larger_text_is_on_every_page_of_the_student_and_on_nobody_else_s(
    client: FlaskClient, student: User, classes: tuple[Classroom, Classroom]
) -> None:
    first, _ = classes
    needs.store(place(first, student), Needs(larger_text=True))
    sign_in_as(client, student)
    for address in ("/learn", "/practice", "/account", "/nowhere"):
        assert '<html lang="en" data-text="larger">' in client.get(address).text
    sign_in_as(client, first.teacher)
    assert "data-text" not in client.get("/classes").text
