"""Keeping a class."""

import re

from flask.testing import FlaskClient

from quizapp.classes import codes
from quizapp.classes.models import LISTED, Classroom, Enrolment
from quizapp.database import db
from tests.factories import PASSWORD, a_class, a_student, a_teacher, sign_in_as


def test_a_wrong_code_is_explained_and_kept(client: FlaskClient) -> None:
    page = client.get("/join?code=WR-ONG")
    assert page.status_code == 422
    assert "No class has this code" in page.text
    assert 'value="WR-ONG"' in page.text


def test_a_teacher_makes_renames_and_renews(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    client.post("/classes/new", data={"name": "  Civics   9b "})
    classroom = db.session.query(Classroom).one()
    code = classroom.join_code
    client.post(f"/classes/{classroom.id}/settings", data={"name": "Civics 9c", "joining": "listed"})
    client.post(f"/classes/{classroom.id}/code")
    db.session.refresh(classroom)
    assert (classroom.name, classroom.joining, classroom.fewer_options_allowed) == ("Civics 9c", LISTED, False)
    assert classroom.join_code != code
    assert "Nobody has joined yet" in client.get(f"/classes/{classroom.id}").text


def test_removing_a_student_can_be_undone(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student("Zoe Gone")
    classroom = a_class(teacher, [student])
    sign_in_as(client, teacher)
    client.post(f"/classes/{classroom.id}/students/{student.id}/remove")
    assert "Bring back" in client.get(f"/classes/{classroom.id}").text
    client.post(f"/classes/{classroom.id}/students/{student.id}/restore")
    assert db.session.query(Enrolment).one().removed_at is None


def test_a_new_password_is_shown_once_and_works(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    sign_in_as(client, teacher)
    page = client.post(f"/classes/{classroom.id}/students/{student.id}/password").text
    password = page.split('<strong class="code">')[1].split("<")[0]
    other = client.application.test_client()
    assert other.post("/sign-in", data={"username": student.username, "password": PASSWORD}).status_code == 422
    assert other.post("/sign-in", data={"username": student.username, "password": password}).status_code == 303
    assert password not in client.get(f"/classes/{classroom.id}").text


def test_settings_that_cannot_be_stored_keep_what_was_typed(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    page = client.post(f"/classes/{classroom.id}/settings", data={"name": " ", "joining": "card"})
    assert page.status_code == 422
    assert "Give the class a name." in page.text
    assert re.search('value="card"[^>]*checked|checked[^>]*value="card"', page.text)


def test_the_board_shows_link_code_and_how_many_have_joined(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student, a_student("Not Yet")])
    sign_in_as(client.application.test_client(), student)
    sign_in_as(client, teacher)
    page = client.get(f"/classes/{classroom.id}/board?look=dark").text
    assert classroom.join_code in page
    assert "<svg" in page
    assert "code-board--dark" in page
    assert client.get(f"/classes/{classroom.id}/board/count").json == {"count": "1 of 2 have joined"}


def test_only_the_owner_sees_a_class(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    sign_in_as(client, a_teacher("Other"))
    assert client.get(f"/classes/{classroom.id}").status_code == 404


def test_codes_have_no_look_alikes_and_forgive_typing() -> None:
    assert not set("O0I1LZ2S5B8UV") & set(codes.ALPHABET)
    assert codes.normal(" ab-c 3 ") == "ABC3"
