"""Migrations: models and revisions agree, and a filled database loses no row."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import text

from quizapp import demo
from quizapp.accounts.models import User
from quizapp.app import create_app
from quizapp.banks.models import CURRENT, StoredArticle
from quizapp.classes.models import ANY_NAME, Classroom
from quizapp.database import Base, db
from quizapp.migrating import SCRIPTS, upgrade


def counts(tables: set[str]) -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            table: connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
            for table in sorted(tables)
        }


def give_everyone_a_user_name(path: Path) -> None:
    """Older programs knew nobody without one."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE user SET username = 'older' || id, password_hash = '' WHERE username IS NULL"
        )


def copy_rows(source: Path, target: Path) -> set[str]:
    """Copy what both databases have room for, as an older program would have stored it; names the tables."""
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("ATTACH ? AS filled", (str(source),))
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        tables -= {"alembic_version"}
        for table in tables:
            here = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
            there = {row[1] for row in connection.execute(f'PRAGMA filled.table_info("{table}")')}
            columns = ", ".join(f'"{column}"' for column in here if column in there)
            connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM filled."{table}"')
    return tables


def test_the_models_and_the_revisions_describe_the_same_tables(app: Flask) -> None:
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_filled_database_goes_through_every_revision_without_loss(app: Flask, tmp_path: Path) -> None:
    demo.load_demo()
    db.session.remove()
    filled, path = db.engine.url.database, tmp_path / "older.sqlite3"
    assert filled
    older = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}", "SECRET_KEY": "test"})
    revisions = [script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()][::-1]
    upgrade(older, revisions[0])
    give_everyone_a_user_name(Path(filled))
    tables = copy_rows(Path(filled), path)
    with older.app_context():
        before = counts(tables)
        for revision in revisions[1:]:
            upgrade(older, revision)
        upgrade(older)
        assert counts(tables) == before
        assert before["response"] > 300
        people, classes = db.session.query(User).all(), db.session.query(Classroom).all()
        assert all(user.first_signed_in_at == user.created_at and user.username for user in people)
        assert {(each.joining, each.fewer_options_allowed) for each in classes} == {(ANY_NAME, True)}
        articles = db.session.query(StoredArticle).all()
        assert articles
        assert {(article.state, len(article.corrections)) for article in articles} == {(CURRENT, 0)}
        db.engine.dispose()


def test_foreign_keys_are_checked_again_after_an_upgrade(app: Flask) -> None:
    upgrade(app)
    with db.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
