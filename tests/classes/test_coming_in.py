"""Coming into a class: by name, from the list, with an account, and who is kept out."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import SignIn, User
from quizapp.classes import cards, needs
from quizapp.classes.models import CARD, LISTED, Accommodation, Classroom, Enrolment
from quizapp.classes.needs import Needs
from quizapp.database import db
from tests.factories import PASSWORD, a_class, a_listed_student, a_student, a_teacher, sign_in_as


def place_of(student: User) -> Enrolment:
    return db.session.query(Enrolment).filter_by(user_id=student.id).one()


def join(client: FlaskClient, classroom: Classroom, **typed: str):
    return client.post(f"/join?code={classroom.join_code}", data=typed)


def code_shown(client: FlaskClient) -> str:
    found = re.search(r'class="own-code">([^<]+)<', client.get("/joined").text)
    assert found
    return found[1]


def test_a_name_is_all_a_new_student_types(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    assert "Civics 9a" in client.get("/join", query_string={"code": classroom.join_code.lower()}).text
    assert join(client, classroom, name="  Mo   Kareem ").location == "/joined"
    student = db.session.query(Enrolment).one().user
    assert (student.name, student.username, student.password_hash) == ("Mo Kareem", None, None)
    assert client.get("/learn").status_code == 200


def test_the_code_is_shown_until_the_student_has_it_and_signs_them_in_elsewhere(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    join(client, classroom, name="Mo Kareem")
    code = code_shown(client)
    assert code_shown(client) == code
    client.post("/joined")
    assert client.get("/joined").location == "/"
    other = client.application.test_client()
    assert other.post("/sign-in/card", data={"code": code}).status_code == 303
    assert "Mo Kareem" in other.get("/learn").text


def test_without_a_name_the_page_asks_for_one(client: FlaskClient) -> None:
    page = join(client, a_class(a_teacher()), name="  ")
    assert (page.status_code, "Type your name." in page.text) == (422, True)


def test_a_listed_student_picks_a_name_and_keeps_the_card_made_for_it(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    student = a_listed_student(classroom)
    code = cards.code_of(student)
    assert "Lena Listed" in client.get(f"/join?code={classroom.join_code}").text
    assert join(client, classroom, place=str(place_of(student).id)).status_code == 303
    assert code_shown(client) == code
    assert db.session.query(Enrolment).count() == 1


def test_a_taken_name_can_neither_be_picked_nor_typed(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    student = a_listed_student(classroom)
    place = str(place_of(student).id)
    join(client, classroom, place=place)
    second = client.application.test_client()
    assert "Lena Listed" not in second.get(f"/join?code={classroom.join_code}").text
    for typed in ({"place": place}, {"name": "lena  LISTED"}):
        page = join(second, classroom, **typed)
        assert page.status_code == 422
        assert "card" in page.text
        assert second.get("/learn").status_code == 302
    assert db.session.query(User).filter_by(name="Lena Listed").count() == 1


def test_of_many_who_pick_one_name_in_the_same_moment_one_gets_it(app: Flask) -> None:
    classroom = a_class(a_teacher())
    address, place = f"/join?code={classroom.join_code}", str(place_of(a_listed_student(classroom)).id)
    db.session.remove()
    with ThreadPoolExecutor(8) as crowd:
        answers = [
            crowd.submit(lambda: app.test_client().post(address, data={"place": place}).status_code) for _ in range(8)
        ]
        assert sorted(answer.result() for answer in answers) == [303] + 7 * [422]
    assert db.session.query(SignIn).count() == 1


def test_typing_a_free_name_of_the_list_is_picking_it(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    a_listed_student(classroom)
    assert join(client, classroom, name="lena listed").status_code == 303
    assert db.session.query(Enrolment).count() == 1


def test_picking_one_name_and_typing_another_is_asked_about(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    student = a_listed_student(classroom)
    page = join(client, classroom, place=str(place_of(student).id), name="Mo Kareem")
    assert (page.status_code, "but not both" in page.text, "Mo Kareem" in page.text) == (422, True, True)


def test_a_class_with_a_list_lets_only_its_names_in(client: FlaskClient) -> None:
    classroom = a_class(a_teacher(), joining=LISTED)
    student = a_listed_student(classroom)
    page = client.get(f"/join?code={classroom.join_code}").text
    assert 'name="name"' not in page
    assert join(client, classroom, name="Mo Kareem").status_code == 422
    assert join(client, classroom, place=str(place_of(student).id)).status_code == 303
    other = client.application.test_client()
    assert "Every name on the list is taken" in other.get(f"/join?code={classroom.join_code}").text
    late = join(other, classroom, place=str(place_of(student).id))
    assert (late.status_code, "no longer free" in late.text) == (422, True)


def test_where_cards_are_wanted_the_link_lets_nobody_in_and_the_card_does(client: FlaskClient) -> None:
    classroom = a_class(a_teacher(), joining=CARD)
    student = a_listed_student(classroom)
    page = client.get(f"/join?code={classroom.join_code}").text
    assert "Lena Listed" not in page
    assert 'action="/sign-in/card"' in page
    for typed in ({"place": str(place_of(student).id)}, {"name": "Lena Listed"}, {"name": "Mo"}, {}):
        assert join(client, classroom, **typed).status_code == 422
    assert client.get("/learn").status_code == 302
    client.post("/sign-in/card", data={"code": cards.code_of(student)})
    assert "Civics 9a" in client.get("/learn").text


def test_whoever_has_been_here_before_goes_straight_on_after_signing_in(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    student = a_listed_student(classroom)
    back = re.search(r'action="(/sign-in/card\?[^"]+)"', client.get(f"/join?code={classroom.join_code}").text)
    assert back
    signed_in = client.post(back[1].replace("&amp;", "&"), data={"code": cards.code_of(student)})
    assert client.get(signed_in.location).location == "/"
    assert "in this class already" in client.get(f"/join?code={classroom.join_code}").text


def test_a_free_name_of_somebody_with_a_password_cannot_be_picked(client: FlaskClient) -> None:
    classroom = a_class(a_teacher(), [a_student("Petra Password")])
    assert "Petra Password" not in client.get(f"/join?code={classroom.join_code}").text
    assert join(client, classroom, name="Petra Password").status_code == 422


def test_a_signed_in_student_joins_with_one_button(client: FlaskClient) -> None:
    classroom, student = a_class(a_teacher()), a_student()
    sign_in_as(client, student)
    client.post("/join", data={"code": classroom.join_code})
    client.post("/join", data={"code": classroom.join_code})
    assert db.session.query(Enrolment).count() == 1


@pytest.mark.parametrize("joining", [LISTED, CARD])
def test_a_signed_in_student_who_is_not_on_the_list_stays_out(client: FlaskClient, joining: str) -> None:
    classroom = a_class(a_teacher(), joining=joining)
    sign_in_as(client, a_student())
    assert client.get(f"/join?code={classroom.join_code}").status_code == 200
    assert join(client, classroom).status_code == 422
    assert db.session.query(Enrolment).count() == 0


@pytest.mark.parametrize("joining", [LISTED, CARD])
def test_a_removed_student_returns_by_the_link_only_where_any_name_may_join(client: FlaskClient, joining: str) -> None:
    teacher, student = a_teacher(), a_student()
    strict, easy = a_class(teacher, [student], joining=joining), a_class(teacher, [student])
    sign_in_as(client, teacher)
    for classroom in (strict, easy):
        client.post(f"/classes/{classroom.id}/students/{student.id}/remove")
    sign_in_as(client, student)
    assert join(client, strict).status_code == 422
    assert join(client, easy).status_code == 303


def test_a_student_of_another_class_takes_the_place_that_waits_for_them(client: FlaskClient) -> None:
    first, second = a_class(a_teacher(), name="Civics 9a"), a_class(a_teacher("Otto Other"), name="History 9a")
    student = a_listed_student(first)
    listed = a_listed_student(second)
    needs.store(place_of(listed), Needs(no_clock=True))
    client.post("/sign-in/card", data={"code": cards.code_of(student)})
    assert join(client, second).status_code == 303
    assert {place.classroom.name for place in db.session.query(Enrolment).filter_by(user_id=student.id)} == {
        "Civics 9a",
        "History 9a",
    }
    assert db.session.query(Accommodation).one().user_id == student.id
    assert cards.code_of(listed) is None
    assert db.session.query(Enrolment).count() == 2


def test_a_user_name_and_a_password_are_possible_too(client: FlaskClient) -> None:
    classroom = a_class(a_teacher())
    a_listed_student(classroom, "Mo Kareem")
    typed = {"name": "Mo Kareem", "username": "mo.k", "password": "long-enough"}
    assert client.post(f"/join/account?code={classroom.join_code}", data=typed).location == "/"
    student = db.session.query(Enrolment).one().user
    assert (student.username, student.password_hash is not None) == ("mo.k", True)


def test_a_taken_user_name_keeps_what_was_typed(client: FlaskClient) -> None:
    classroom, other = a_class(a_teacher()), a_student()
    typed = {"name": "Mo Typed", "username": other.username, "password": "long-enough"}
    page = client.post(f"/join/account?code={classroom.join_code}", data=typed)
    assert (page.status_code, "Mo Typed" in page.text, "is taken" in page.text) == (422, True, True)
    assert client.get(f"/join?code={classroom.join_code}").status_code == 200


def test_where_there_is_a_list_nobody_makes_an_account_of_their_own(client: FlaskClient) -> None:
    classroom = a_class(a_teacher(), joining=LISTED)
    typed = {"name": "Mo Kareem", "username": "mo.k", "password": "long-enough"}
    assert client.post(f"/join/account?code={classroom.join_code}", data=typed).status_code == 302
    assert db.session.query(Enrolment).count() == 0


def test_a_student_without_a_password_has_nothing_to_change_in_their_account(client: FlaskClient) -> None:
    join(client, a_class(a_teacher()), name="Mo Kareem")
    page = client.post("/account", data={"name": "Somebody Else"})
    assert "You sign in with your card" in page.text
    assert db.session.query(User).filter_by(name="Mo Kareem").count() == 1


def test_nobody_signs_in_as_a_card_student_with_an_empty_password(client: FlaskClient) -> None:
    a_listed_student(a_class(a_teacher()))
    for username in ("", "None", "Lena Listed"):
        assert client.post("/sign-in", data={"username": username, "password": PASSWORD}).status_code == 422


def test_an_unreadable_name_is_refused_and_kept(client: FlaskClient) -> None:
    page = join(client, a_class(a_teacher()), name="12345")
    assert (page.status_code, "no letter" in page.text, 'value="12345"' in page.text) == (422, True, True)
