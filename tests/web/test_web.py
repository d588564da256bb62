"""What every page shares: errors, headers, filters and the front door."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.app import create_app
from quizapp.web.filters import as_datetime, as_points, as_score, plural
from tests.factories import a_student, a_teacher, sign_in_as


def test_the_front_door_leads_everyone_to_their_own_home(client: FlaskClient) -> None:
    assert "Class code" in client.get("/").text
    sign_in_as(client, a_teacher())
    assert client.get("/").location == "/teach"
    client.post("/sign-out")
    sign_in_as(client, a_student())
    assert client.get("/").location == "/learn"


def test_an_unknown_page_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/nowhere")
    assert (page.status_code, "Check the address" in page.text) == (404, True)


def test_an_expired_form_says_that_nothing_is_lost(app: Flask) -> None:
    guarded = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": app.config["SQLALCHEMY_DATABASE_URI"],
            "SECRET_KEY": "test",
            "WTF_CSRF_ENABLED": True,
        }
    )
    page = guarded.test_client().post("/sign-in", data={"username": "x", "password": "y"})
    assert (page.status_code, "Nothing stored is lost" in page.text) == (400, True)


def test_an_upload_that_is_too_large_is_refused_with_a_page(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    page = client.post("/articles/new", data={"text": "x" * 7_000_000})
    assert (page.status_code, "larger than 5 MB" in page.text) == (413, True)
    assert 'href="/articles/new"' in page.text


def test_pages_run_no_foreign_or_inline_code_and_are_not_kept(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_health_check_asks_the_database(client: FlaskClient) -> None:
    assert client.get("/health").json == {"status": "ok"}


def test_values_are_written_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "Asia/Seoul")
    assert as_datetime(datetime(2026, 11, 24, 5, 5, tzinfo=UTC)) == "24 Nov 2026, 14:05"
    assert (as_score(2.0), as_score(1.25)) == ("2", "1.2")
    assert (as_points(0.05), as_points(-0.05), as_points(0.0)) == ("+5", "−5", "0")
    assert (plural(1, "class"), plural(2, "class"), plural(0, "question")) == ("1 class", "2 classes", "0 questions")
