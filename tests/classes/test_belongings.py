"""A student's data: the copy is complete, and the removal leaves nothing."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, func, select

from quizapp.accounts.models import User
from quizapp.classes import belongings
from quizapp.database import Base, db
from quizapp.quizzes.models import Assignment, Attempt, Challenge, OwnDates
from tests.every_table import OF_TEACHERS, fill_every_table_of_students, rows_that_refer_to
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_class,
    a_listed_student,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    sign_in_as,
)


@pytest.fixture
def student(app: Flask) -> User:
    """Somebody with a row in every table that may have one, in a class of one teacher."""
    teacher = a_teacher()
    quiz = a_quiz(teacher)
    classroom = a_class(teacher, [], name="Civics 9a")
    student = a_listed_student(classroom, "Zoe Gone")
    attempt = an_attempt(an_assignment(quiz, classroom), student, [RIGHT, IN_ORDER])
    fill_every_table_of_students(student, attempt)
    return student


def test_every_row_that_names_a_student_is_in_the_copy(student: User) -> None:
    tables = belongings.belongings_of(student)
    attempt = db.session.query(Attempt).one()
    assert set(tables) >= fill_every_table_of_students(student, attempt) - OF_TEACHERS
    copied = json.loads(belongings.as_json(student))
    assert copied["user"][0]["name"] == "Zoe Gone"
    assert copied["attempt"][0]["assignment (in words)"] == "Civics 9a, The hall quiz"
    assert "In which year did the hall open?" in {each["question_version (in words)"] for each in copied["response"]}
    text = belongings.as_json(student)
    assert "lookup" not in text
    assert "password_hash" not in text


def test_the_removal_empties_every_table_of_the_student_and_nothing_else(student: User) -> None:
    teacher, number = db.session.query(Assignment).one().classroom.teacher, student.id
    other = a_student("Stays Here")
    assignment = db.session.query(Assignment).one()
    a_class(teacher, [other])
    kept = {table.name: _count(table) for table in Base.metadata.sorted_tables if table.name in OF_TEACHERS}
    belongings.remove_all(student, teacher)
    assert rows_that_refer_to(number) == {}
    assert db.session.get(User, number) is None
    assert (db.session.query(Attempt).count(), db.session.query(Challenge).count()) == (0, 0)
    assert db.session.query(OwnDates).count() == 0
    assert db.session.get(User, other.id) is not None
    assert {table.name: _count(table) for table in Base.metadata.sorted_tables if table.name in OF_TEACHERS} == kept
    assert db.session.get(Assignment, assignment.id) is not None


def _count(table: Table) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_what_was_written_down_about_a_student_goes_too(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    student = a_listed_student(classroom, "Zoe Gone")
    sign_in_as(client, teacher)
    address = f"/classes/{classroom.id}/students/{student.id}"
    client.post(f"{address}/name", data={"name": "Zoe Newname"})
    page = client.post(f"{address}/data/remove", follow_redirects=True)
    assert "everything that was stored about them is removed" in page.text
    assert client.get(address).status_code == 404
    stored = [row for table in Base.metadata.sorted_tables for row in db.session.execute(select(table)).all()]
    assert "Zoe" not in repr(stored)


def test_nobody_touches_the_data_of_a_student_who_sits_with_other_teachers_too(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    student = a_listed_student(classroom, "Zoe Shared")
    a_class(a_teacher("Other"), [student])
    sign_in_as(client, teacher)
    base = f"/classes/{classroom.id}/students/{student.id}/data"
    assert "of another teacher too" in client.get(base, follow_redirects=True).text
    assert client.get(f"{base}.json").status_code == 303
    client.post(f"{base}/remove")
    assert db.session.get(User, student.id) is not None


def test_the_page_says_what_is_stored_and_gives_a_copy(client: FlaskClient, student: User) -> None:
    classroom = db.session.query(Assignment).one().classroom
    sign_in_as(client, classroom.teacher)
    base = f"/classes/{classroom.id}/students/{student.id}/data"
    assert "This cannot be undone" in client.get(base).text
    assert client.get(f"{base}.json").json["user"][0]["name"] == "Zoe Gone"
