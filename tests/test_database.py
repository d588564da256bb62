"""SQLite's rules, on real files."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, StatementError

from quizapp.accounts.models import User
from quizapp.database import db
from tests.factories import a_student


@pytest.fixture
def writing(app: Flask) -> Flask:
    """The app with one page that reads and writes, and one that tries to write on GET."""

    @app.post("/count/<int:user_id>")
    def count(user_id: int) -> str:
        user = db.session.get_one(User, user_id)
        user.name = str(int(user.name) + 1)
        db.session.commit()
        return user.name

    @app.get("/cheat/<int:user_id>")
    def cheat(user_id: int) -> str:
        db.session.get_one(User, user_id).name = "changed"
        db.session.commit()
        return ""

    return app


def test_concurrent_changes_lose_nothing(writing: Flask) -> None:
    student = a_student("0")
    db.session.remove()

    def press(_: int) -> int:
        return writing.test_client().post(f"/count/{student.id}").status_code

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(press, range(200)))
    assert set(codes) == {200}
    assert db.session.get_one(User, student.id).name == "200"


def test_a_get_cannot_write(writing: Flask) -> None:
    student = a_student("0")
    db.session.remove()
    with pytest.raises(OperationalError, match="readonly"):
        writing.test_client().get(f"/cheat/{student.id}")
    db.session.rollback()
    assert db.session.get_one(User, student.id).name == "0"


def test_the_file_is_safe_against_power_cuts_and_dangling_rows(app: Flask) -> None:
    with db.engine.connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys")
        settings = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]
    assert settings == ["wal", 2, 1]


def test_a_moment_without_a_zone_is_refused(app: Flask) -> None:
    student = a_student()
    student.created_at = datetime(2026, 1, 1)  # noqa: DTZ001 - naive on purpose
    with pytest.raises(StatementError, match="no time zone"):
        db.session.commit()
    db.session.rollback()


def test_moments_come_back_aware(app: Flask) -> None:
    student = a_student()
    db.session.expire(student)
    assert student.created_at.tzinfo is UTC
