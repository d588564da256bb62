"""Signing in, registering, and one's own account."""

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import AuditEvent, SignIn
from quizapp.accounts.passwords import hash_password, is_right, readable_password
from quizapp.accounts.throttle import TRIES
from quizapp.accounts.views import local_address
from quizapp.database import db
from tests.factories import PASSWORD, a_student, a_teacher, sign_in_as


def test_the_user_name_may_be_typed_in_capitals(client: FlaskClient) -> None:
    teacher = a_teacher()
    answer = client.post("/sign-in", data={"username": f" {teacher.username.upper()} ", "password": PASSWORD})
    assert answer.status_code == 303


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(client: FlaskClient) -> None:
    student = a_student()
    known = client.post("/sign-in", data={"username": student.username, "password": "wrong"})
    unknown = client.post("/sign-in", data={"username": "nobody", "password": "wrong"})
    for answer in (known, unknown):
        assert (answer.status_code, "do not belong together" in answer.text) == (422, True)
    assert db.session.query(AuditEvent).count() == 1


def test_guessing_is_slowed_down_by_user_name_and_nobody_else_is(client: FlaskClient) -> None:
    victim, neighbour = a_student(), a_student()
    for _ in range(TRIES):
        client.post("/sign-in", data={"username": victim.username, "password": "guess"})
    assert client.post("/sign-in", data={"username": victim.username, "password": PASSWORD}).status_code == 429
    assert client.post("/sign-in", data={"username": neighbour.username, "password": PASSWORD}).status_code == 303


def test_signing_out_ends_the_session_in_the_database(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    client.post("/sign-out")
    assert db.session.query(SignIn).count() == 0
    assert client.get("/teach").location.startswith("/sign-in")


def test_a_new_password_signs_out_every_other_device(client: FlaskClient) -> None:
    student = a_student()
    other = client.application.test_client()
    sign_in_as(other, student)
    sign_in_as(client, student)
    new = {"new_password": "another-long-one", "again": "another-long-one"}
    change = {"name": "New Name", "old_password": PASSWORD, **new}
    assert client.post("/account", data=change).status_code == 303
    assert client.get("/learn").status_code == 200
    assert other.get("/learn").status_code == 302


def test_the_old_password_is_needed_for_a_new_one(client: FlaskClient) -> None:
    sign_in_as(client, a_student())
    change = {"name": "Sam", "old_password": "wrong", "new_password": "another-long-one", "again": "another-long-one"}
    assert "not your present password" in client.post("/account", data=change).text


def test_a_teacher_registers_and_lands_on_an_empty_home(client: FlaskClient) -> None:
    answer = client.post("/register", data={"name": "Ada", "username": "Ada.L", "password": "long-enough"})
    assert answer.status_code == 303
    assert "Start with an article" in client.get("/teach").text


def test_a_taken_user_name_and_a_short_password_are_explained(client: FlaskClient) -> None:
    taken = a_teacher().username
    answer = client.post("/register", data={"name": "Ada", "username": taken, "password": "long-enough"})
    assert "is taken" in answer.text
    answer = client.post("/register", data={"name": "Ada", "username": "ada", "password": "short"})
    assert "at least 8 characters" in answer.text


def test_registration_can_be_closed(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_OPEN_REGISTRATION", "0")
    assert client.get("/register").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [("/teach", True), ("//evil.example", False), ("https://evil.example", False), ("/\\evil", False), (None, False)],
)
def test_signing_in_leads_only_to_own_pages(wanted: str | None, kept: bool) -> None:
    assert (local_address(wanted) == wanted and wanted is not None) == kept


def test_passwords_are_hashed_with_a_salt() -> None:
    assert hash_password("x") != hash_password("x")
    assert is_right("x", hash_password("x"))
    assert not is_right("x", None)
    assert readable_password() != readable_password()
