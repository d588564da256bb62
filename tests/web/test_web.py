"""What every page shares: errors, headers, filters and the front door."""

import gzip
import json
import re
import struct
from datetime import UTC, datetime
from urllib.parse import urljoin

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


def test_texts_come_compressed_to_those_who_take_them_so(client: FlaskClient) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.vary
    assert "Class code" in gzip.decompress(packed.data).decode()
    assert len(packed.data) < len(plain.data) / 2


def test_files_are_kept_under_the_mark_of_their_content_and_what_they_name_too(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/v-\w{10}/css/tokens.css)"', client.get("/").text)
    assert address
    sheet = client.get(address[1], headers={"Accept-Encoding": "gzip"})
    assert "immutable" in sheet.headers["Cache-Control"]
    assert "--paper" in gzip.decompress(sheet.data).decode()
    font = address[1].replace("css/tokens.css", "fonts/atkinson-hyperlegible-latin-400-normal.woff2")
    kept = client.get(font, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in kept.headers["Cache-Control"]
    assert "Content-Encoding" not in kept.headers
    same = client.get(address[1], headers={"Accept-Encoding": "gzip", "If-None-Match": sheet.headers["ETag"]})
    assert same.status_code == 304


def test_a_page_from_before_an_update_gets_the_files_of_today_and_does_not_keep_them(client: FlaskClient) -> None:
    old = client.get("/static/v-0123456789/css/tokens.css")
    assert (old.status_code, "immutable" in old.headers.get("Cache-Control", "")) == (200, False)
    assert client.get("/static/v-0123456789/css/none.css").status_code == 404


def test_the_app_can_be_installed(client: FlaskClient) -> None:
    found = re.search(r'<link rel="manifest" href="([^"]+)">', client.get("/").text)
    assert found
    manifest = client.get(found[1])
    assert manifest.mimetype == "application/manifest+json"
    said = json.loads(manifest.data)
    assert {"name", "short_name", "start_url", "scope", "display", "theme_color", "background_color"} <= said.keys()
    assert (said["display"], said.get("prefer_related_applications", False)) == ("standalone", False)
    assert client.get(said["start_url"]).status_code == 200
    pngs = [icon for icon in said["icons"] if icon["type"] == "image/png"]
    assert {(icon["sizes"], icon["purpose"]) for icon in pngs} == {
        (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
    }
    for icon in pngs:
        picture = client.get(urljoin(found[1], icon["src"]))
        assert picture.mimetype == "image/png"
        assert "{}x{}".format(*struct.unpack(">II", picture.data[16:24])) == icon["sizes"]
        assert len(picture.data) < 8_000
