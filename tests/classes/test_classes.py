"""Joining a class and keeping one."""

from flask.testing import FlaskClient

from quizapp.classes import codes
from quizapp.classes.models import Accommodation, Classroom, Enrolment
from quizapp.database import db
from tests.factories import PASSWORD, a_class, a_student, a_teacher, sign_in_as


def test_a_new_student_joins_with_the_code(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    page = client.get("/join", query_string={"code": classroom.join_code.lower()})
    assert "Civics 9a" in page.text
    joined = client.post(
        f"/join?code={classroom.join_code}", data={"name": "Mo", "username": "mo.k", "password": "long-enough"}
    )
    assert joined.status_code == 303
    assert db.session.query(Enrolment).one().user.name == "Mo"
    assert client.get("/learn").status_code == 200


def test_a_wrong_code_is_explained_and_kept(client: FlaskClient) -> None:
    page = client.get("/join?code=WR-ONG")
    assert page.status_code == 422
    assert "No class has this code" in page.text
    assert 'value="WR-ONG"' in page.text


def test_a_signed_in_student_joins_with_one_button(client: FlaskClient) -> None:
    classroom, student = a_class(a_teacher()), a_student()
    sign_in_as(client, student)
    client.post("/join", data={"code": classroom.join_code})
    client.post("/join", data={"code": classroom.join_code})
    assert db.session.query(Enrolment).count() == 1


def test_a_taken_user_name_keeps_what_was_typed(client: FlaskClient) -> None:
    classroom, other = a_class(a_teacher()), a_student()
    typed = {"name": "Mo Typed", "username": other.username, "password": "long-enough"}
    page = client.post(f"/join?code={classroom.join_code}", data=typed)
    assert (page.status_code, "Mo Typed" in page.text) == (422, True)


def test_a_teacher_makes_renames_and_renews(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    client.post("/classes/new", data={"name": "  Civics   9b "})
    classroom = db.session.query(Classroom).one()
    code = classroom.join_code
    client.post(f"/classes/{classroom.id}/rename", data={"name": "Civics 9c"})
    client.post(f"/classes/{classroom.id}/code")
    db.session.refresh(classroom)
    assert classroom.name == "Civics 9c"
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


def test_needs_are_stored(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    sign_in_as(client, teacher)
    client.post(f"/classes/{classroom.id}/students/{student.id}/needs", data={"extra_time": "0.25", "no_clock": "y"})
    need = db.session.query(Accommodation).one()
    assert (need.extra_time, need.no_clock) == (0.25, True)


def test_only_the_owner_sees_a_class(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    sign_in_as(client, a_teacher("Other"))
    assert client.get(f"/classes/{classroom.id}").status_code == 404


def test_codes_have_no_look_alikes_and_forgive_typing() -> None:
    assert not set("O0I1LZ2S5B8UV") & set(codes.ALPHABET)
    assert codes.normal(" ab-c 3 ") == "ABC3"
