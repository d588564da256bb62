"""Migrations: models and revisions agree, and a filled database loses no row."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import text

from quizapp import demo
from quizapp.app import create_app
from quizapp.database import Base, db
from quizapp.migrating import SCRIPTS, upgrade


def counts() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            table: connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
            for table in sorted(Base.metadata.tables)
        }


def test_the_models_and_the_revisions_describe_the_same_tables(app: Flask) -> None:
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_filled_database_goes_through_every_revision_without_loss(tmp_path: Path) -> None:
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'filled.sqlite3'}", "SECRET_KEY": "test"})
    revisions = [script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()][::-1]
    upgrade(app, revisions[0])
    with app.app_context():
        demo.load_demo()
        before = counts()
        for revision in revisions[1:]:
            upgrade(app, revision)
        upgrade(app)
        assert counts() == before
        assert before["response"] > 300
        db.engine.dispose()


def test_foreign_keys_are_checked_again_after_an_upgrade(app: Flask) -> None:
    upgrade(app)
    with db.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
