"""Sign-in cards: their codes, printing them again, and taking them back."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import SignIn, User
from quizapp.classes import belongings, cards, guessing
from quizapp.classes.models import Enrolment, SignInCard
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.models import Attempt
from tests.factories import RIGHT, a_class, a_listed_student, a_quiz, a_student, a_teacher, an_assignment, sign_in_as


def with_card(client: FlaskClient, student: User, code: str | None = None):
    return client.post("/sign-in/card", data={"code": code or cards.code_of(student)})


def test_codes_can_be_spoken_and_hold_more_than_forty_bits(app: Flask) -> None:
    code = cards.code_of(a_listed_student(a_class(a_teacher())))
    assert re.fullmatch(r"([bdfhjlmnrstvw][aeiou]){2}(-([bdfhjlmnrstvw][aeiou]){2}){2}-\d\d", code or "")
    assert cards.CODES > 2**42


@pytest.mark.parametrize("typed", ["BADO LEFI RUM0 47", " bado-lefi-rumo-47 ", "badolefirumo47", "bado1efirumo47"])
def test_a_code_may_be_typed_carelessly(typed: str) -> None:
    assert cards.normal(typed) == "badolefirumo47"


def test_neither_code_nor_anything_it_follows_from_is_in_the_database(app: Flask) -> None:
    student = a_listed_student(a_class(a_teacher()))
    code = cards.code_of(student)
    assert code
    row = db.session.query(SignInCard).one()
    assert code not in f"{row.lookup} {row.serial}"
    app.config["SECRET_KEY"] = "another"
    assert cards.code_of(student) is None
    assert cards.holder(code) is None
    cards.issue(student)
    assert cards.code_of(student) not in {None, code}


def test_a_card_signs_in_and_a_wrong_code_is_kept_and_explained(client: FlaskClient) -> None:
    student = a_listed_student(a_class(a_teacher()))
    page = with_card(client, student, "dodo-dodo-dodo-00")
    assert (page.status_code, "dodo-dodo-dodo-00" in page.text, "No card has this code" in page.text) == (
        422,
        True,
        True,
    )
    assert with_card(client, student).status_code == 303
    assert db.session.query(SignIn).one().user_id == student.id
    assert "Type the code" in client.application.test_client().post("/sign-in/card", data={}).text


def test_signing_in_leads_on_only_within_the_site(client: FlaskClient) -> None:
    code = cards.code_of(a_listed_student(a_class(a_teacher())))
    assert client.post("/sign-in/card?next=/practice", data={"code": code}).location == "/practice"
    assert client.post("/sign-in/card?next=//evil.example", data={"code": code}).location == "/"


def test_a_card_on_another_device_continues_the_same_attempt(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    student = a_listed_student(classroom)
    assignment = an_assignment(a_quiz(teacher), classroom)
    with_card(client, student)
    started = client.post(f"/assignments/{assignment.id}/start")
    client.post(started.location, data=RIGHT | {"sequence": "1"})
    other = client.application.test_client()
    with_card(other, student)
    again = other.post(f"/assignments/{assignment.id}/start")
    assert db.session.query(Attempt).count() == 1
    assert again.location.split("/questions/")[0] == started.location.split("/questions/")[0]


def test_a_new_code_stops_the_old_one_and_every_device(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    student = a_listed_student(classroom)
    old = cards.code_of(student)
    pupil = client.application.test_client()
    with_card(pupil, student)
    sign_in_as(client, teacher)
    client.post(f"/classes/{classroom.id}/students/{student.id}/card")
    assert pupil.get("/learn").status_code == 302
    assert with_card(pupil, student, old).status_code == 422
    assert with_card(pupil, student).status_code == 303


def test_a_name_picked_by_mistake_is_freed_with_a_new_code(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    student = a_listed_student(classroom)
    old, place = cards.code_of(student), db.session.query(Enrolment).one().id
    wrong = client.application.test_client()
    wrong.post(f"/join?code={classroom.join_code}", data={"place": str(place)})
    sign_in_as(client, teacher)
    assert "Free the name" in client.get(f"/classes/{classroom.id}/students/{student.id}").text
    client.post(f"/classes/{classroom.id}/students/{student.id}/free")
    assert wrong.get("/learn").status_code == 302
    assert with_card(wrong, student, old).status_code == 422
    assert wrong.post(f"/join?code={classroom.join_code}", data={"place": str(place)}).status_code == 303


def test_the_sheet_holds_every_name_code_and_qr_code_the_same_each_time(client: FlaskClient) -> None:
    teacher = a_teacher()
    classroom = a_class(teacher)
    students = [a_listed_student(classroom, name) for name in ("Ada One", "Ben Two", "Cem Three")]
    sign_in_as(client, teacher)
    page = client.get(f"/classes/{classroom.id}/cards").text
    for student in students:
        assert student.name in page
        assert cards.code_of(student) in page
    assert page.count("<svg viewBox") == 4
    assert client.get(f"/classes/{classroom.id}/cards").text.count(cards.code_of(students[0]) or "-") == 1
    some = client.get(f"/classes/{classroom.id}/cards?student={students[1].id}").text
    assert cards.code_of(students[1]) in some
    assert cards.code_of(students[0]) not in some


def test_who_joined_before_there_were_cards_gets_one_on_asking(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student("Early Bird")
    classroom = a_class(teacher, [student])
    sign_in_as(client, teacher)
    assert "1 student without a card" in client.get(f"/classes/{classroom.id}/cards").text
    assert db.session.query(SignInCard).count() == 0
    client.post(f"/classes/{classroom.id}/cards")
    assert cards.code_of(student) in client.get(f"/classes/{classroom.id}/cards").text


def test_another_teacher_gets_neither_card_nor_password_nor_name_of_a_student_who_joined_there_too(
    client: FlaskClient,
) -> None:
    keeper, other = a_teacher(), a_teacher("Otto Other")
    first, second = a_class(keeper), a_class(other)
    student = a_listed_student(first)
    code = cards.code_of(student)
    assert code
    pupil = client.application.test_client()
    with_card(pupil, student)
    pupil.post("/join", data={"code": second.join_code})
    sign_in_as(client, other)
    here = f"/classes/{second.id}/students/{student.id}"
    assert code not in client.get(f"/classes/{second.id}/cards").text + client.get(here).text
    for act in ("card", "password", "free", "name"):
        assert client.post(f"{here}/{act}", data={"name": "X"}).status_code == 404
    assert cards.code_of(student) == code
    assert client.post(f"{here}/remove").status_code == 303


def test_only_a_class_of_ones_own_has_a_sheet_and_students_have_none(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    student = a_listed_student(classroom)
    addresses = ["cards", f"students/{student.id}", "names", "board", "board/count"]
    sign_in_as(client, a_teacher("Other"))
    assert {client.get(f"/classes/{classroom.id}/{address}").status_code for address in addresses} == {404}
    with_card(client, student)
    assert {client.get(f"/classes/{classroom.id}/{address}").status_code for address in addresses} == {403}


def test_guessing_is_stopped_and_the_class_whose_network_it_is_comes_in_all_the_same(client: FlaskClient) -> None:
    teacher = a_teacher()
    here, elsewhere = a_class(teacher), a_class(a_teacher("Far Away"))
    pupil, stranger = a_listed_student(here), a_listed_student(elsewhere, "Sven Stranger")
    for number in range(guessing.WRONG_CODES):
        client.post("/sign-in/card", data={"code": f"dodo-dodo-dodo-{number:02d}"})
    refused = with_card(client, pupil)
    assert (refused.status_code, "Too many wrong codes" in refused.text) == (429, True)
    assert client.get(f"/join?code={here.join_code}").status_code == 429
    sign_in_as(client, teacher)
    client.get(f"/classes/{here.id}/board")
    client.post("/sign-out")
    assert client.get(f"/join?code={here.join_code}").status_code == 200
    assert with_card(client, stranger).status_code == 429
    assert with_card(client, pupil).status_code == 303


def test_wrong_codes_are_forgotten_after_ten_minutes_and_classes_after_a_day() -> None:
    counted, start = guessing.WrongCodes(), now()
    for _ in range(guessing.WRONG_CODES):
        counted.record("192.0.2.1", start)
    assert counted.too_many("192.0.2.1", start + timedelta(minutes=9))
    assert not counted.too_many("192.0.2.2", start)
    assert not counted.too_many("192.0.2.1", start + timedelta(minutes=11))
    counted.admit("192.0.2.1", 7, start)
    assert counted.admits("192.0.2.1", [3, 7], start + timedelta(hours=23))
    assert not counted.admits("192.0.2.1", [3], start)
    assert not counted.admits("192.0.2.1", [7], start + timedelta(hours=25))


def test_a_household_with_many_ipv6_addresses_is_one_visitor() -> None:
    assert guessing.network("2001:db8::1") == guessing.network("2001:db8::ffff:2")
    assert guessing.network("2001:db8:0:1::1") != guessing.network("2001:db8::1")
    assert guessing.network(None) == ""


def test_the_paper_of_somebody_who_was_removed_opens_no_new_account(app: Flask) -> None:
    room = a_class(a_teacher())
    gone = a_listed_student(room)
    number, code = gone.id, cards.code_of(gone)
    belongings.remove_all(gone, room.teacher)
    new = a_listed_student(room)
    assert new.id == number
    assert code is not None
    assert cards.holder(code) is None
