"""The database handle, its column types and SQLite's transaction rules."""

import sqlite3
import threading
from datetime import UTC, datetime
from typing import Any

from flask import Flask, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_SECONDS = 15


class Base(DeclarativeBase):
    """Parent of every table. Constraints carry names so that migrations can find them again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC. Naive values are refused, because SQLite would forget their zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


# SQLite before 3.51.3 can damage its write-ahead log when two connections write and checkpoint at
# once; within the one server process every writing transaction therefore holds this lock.
_writing = threading.Lock()
_HOLDS_LOCK = "quizapp_holds_write_lock"


# Endpoints that are sent much text, so by POST, only to say what it would look like. While somebody types they
# must not take turns with those who write.
READING_POSTS: set[str] = set()


def reads_only() -> bool:
    """Whether the running request may only read: GET and HEAD never write, nor do the ``READING_POSTS``."""
    return has_request_context() and (
        request.method in {"GET", "HEAD", "OPTIONS"} or request.endpoint in READING_POSTS
    )


def init_database(app: Flask) -> None:
    """Bind the database to the app and, on SQLite, put its transactions under the rules above."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _govern_sqlite(db.engine)


def _govern_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transaction handling begins too late and too weakly; ours is in _begin.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            # NORMAL lost acknowledged answers in simulated power cuts, FULL lost none.
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if reads_only():
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("BEGIN")
            return
        if not connection.info.get(_HOLDS_LOCK):
            if not _writing.acquire(timeout=BUSY_TIMEOUT_SECONDS):
                raise PoolTimeoutError("another change is taking too long")
            connection.info[_HOLDS_LOCK] = True
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def _release(_connection: Any, record: Any) -> None:
        if record.info.pop(_HOLDS_LOCK, False):
            _writing.release()
