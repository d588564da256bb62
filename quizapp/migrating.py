"""Bringing a database to the present tables. No file is needed beside the installed package."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import Connection, text

from quizapp.database import db

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


class BrokenReferences(Exception):
    """A migration left rows that point nowhere; it was rolled back."""


def upgrade(app: Flask, revision: str = "head") -> None:
    """Upgrade the app's database to ``revision``, all or nothing.

    On SQLite foreign keys are off meanwhile, since rebuilding a table with them on silently deletes
    every child row; afterwards every reference is checked. Raises ``BrokenReferences``.
    """
    with app.app_context(), db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # The pragma does nothing inside a transaction, so it goes to the driver before one begins.
            _driver(connection).execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                command.upgrade(_config(connection), revision)
                if is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise BrokenReferences
        finally:
            if is_sqlite:
                _driver(connection).execute("PRAGMA foreign_keys = ON")


def _driver(connection: Connection):  # type: ignore[no-untyped-def]
    return connection.connection.driver_connection


def new_revision(app: Flask, message: str) -> None:
    """Write a revision with what the models have and the database has not."""
    with app.app_context(), db.engine.connect() as connection:
        command.revision(_config(connection), message=message, autogenerate=True)
