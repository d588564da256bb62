"""Several teachers keep a class, and classes go to rest."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.classes import roster, teaching
from quizapp.classes.models import ANY_NAME, CARD, Classroom
from quizapp.database import db
from quizapp.quizzes import attempts, learning
from tests.factories import (
    a_class,
    a_listed_student,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    sign_in_as,
)


def test_every_page_of_a_class_is_open_to_a_teacher_who_was_added(client: FlaskClient) -> None:
    ada, ben, student = a_teacher("Ada"), a_teacher("Ben"), a_student()
    classroom = a_class(ada, [student])
    assignment = an_assignment(a_quiz(ada), classroom)
    pages = [f"/classes/{classroom.id}", f"/classes/{classroom.id}/gradebook", f"/assignments/{assignment.id}"]
    sign_in_as(client, ada)
    added = client.post(f"/classes/{classroom.id}/teachers", data={"username": ben.username}, follow_redirects=True)
    assert "Ben keeps this class together with you" in added.text
    sign_in_as(client, ben)
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    assert classroom.name in client.get("/classes").text
    client.post(f"/classes/{classroom.id}/teachers/{ben.id}/remove")
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


@pytest.mark.parametrize("who", ["nobody", "a student"])
def test_only_a_teacher_of_this_installation_can_be_added(client: FlaskClient, who: str) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    username = student.username if who == "a student" else "nobody"
    page = client.post(f"/classes/{classroom.id}/teachers", data={"username": username})
    assert page.status_code == 422
    assert "There is no teacher with this user name here" in page.text
    assert f'value="{username}"' in page.text


def test_the_last_teacher_stays(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    page = client.post(f"/classes/{classroom.id}/teachers/{teacher.id}/remove", follow_redirects=True)
    assert "A class needs a teacher" in page.text
    assert client.get(f"/classes/{classroom.id}").status_code == 200


def test_when_the_first_teacher_leaves_the_next_one_takes_the_place(app: Flask) -> None:
    ada, ben, cem = a_teacher("Ada"), a_teacher("Ben"), a_teacher("Cem")
    classroom = a_class(ada)
    teaching.add_teacher(classroom, ben.username or "", ada)
    teaching.add_teacher(classroom, cem.username or "", ada)
    teaching.add_teacher(classroom, cem.username or "", ada)
    teaching.remove_teacher(classroom, ada.id, ada)
    db.session.expire_all()
    assert [each.name for each in teaching.teachers_of(classroom)] == ["Ben", "Cem"]
    assert roster.classes_of_teacher(ada) == []


def test_a_teacher_who_was_added_has_no_hand_on_students_of_other_classes(app: Flask) -> None:
    ada, ben, student = a_teacher("Ada"), a_teacher("Ben"), a_student()
    a_class(ada, [student], name="First")
    shared = a_class(ada, [student], name="Second")
    listed = a_listed_student(shared, "Only Here")
    teaching.add_teacher(shared, ben.username or "", ada)
    assert [place.user_id for place in roster.kept_places(shared, ada)] == [listed.id, student.id]
    assert [place.user_id for place in roster.kept_places(shared, ben)] == [listed.id]


def test_a_code_is_closed_and_opened_again(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    sign_in_as(client, teacher)
    client.post(f"/classes/{classroom.id}/joining", data={"joining": CARD})
    assert "Closed" in client.get(f"/classes/{classroom.id}").text
    visitor = client.application.test_client()
    assert "cards only" in visitor.post("/join", data={"code": classroom.join_code, "name": "Mo"}).text
    client.post(f"/classes/{classroom.id}/joining", data={"joining": ANY_NAME})
    assert visitor.post("/join", data={"code": classroom.join_code, "name": "Mo"}).status_code == 303
    assert client.post(f"/classes/{classroom.id}/joining", data={"joining": "no"}).status_code == 400


def test_an_archived_class_leaves_the_list_and_closes_but_keeps_everything(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student], name="Civics 2019")
    quiz = a_quiz(teacher)
    done, open_one = an_assignment(quiz, classroom), an_assignment(quiz, classroom)
    an_attempt(done, student)
    sign_in_as(client, teacher)
    client.post(f"/classes/{classroom.id}/archive")
    assert "Civics 2019" not in client.get("/classes").text.replace("Civics 2019 is archived", "")
    assert "Civics 2019" in client.get("/classes?archived=1").text
    assert "This class is archived" in client.get(f"/classes/{classroom.id}").text
    assert "Civics 2019" not in client.get(f"/quizzes/{quiz.id}/assign").text
    assert roster.with_code(classroom.join_code) is None
    with pytest.raises(attempts.NotAllowed, match="archived"):
        attempts.start(attempts.assignment_to_take(open_one.id), student)
    assert [task.counted is not None for task in learning.tasks_of(student) if task.is_open or task.counted] == [True]

    client.post(f"/classes/{classroom.id}/bring-back")
    assert roster.with_code(classroom.join_code) == db.session.get(Classroom, classroom.id)
    assert "Civics 2019" in client.get("/classes").text
