"""What the tests of practice share: counting what a page asks of the database."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from quizapp.clock import now
from quizapp.database import db

Queries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def queries(app: Flask) -> Queries:
    """Lists the statements that run inside ``with queries() as asked``."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("PRAGMA", "BEGIN")):
                asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        yield asked
        event.remove(db.engine, "before_cursor_execute", note)

    return listening


def zone_where_it_is_noon() -> str:
    """A time zone in which no day ends soon, so that a test never runs over midnight."""
    ahead = 12 - now().hour
    # The names of these zones count the hours the other way round.
    return f"Etc/GMT{-ahead:+d}"


@pytest.fixture(autouse=True)
def _noon(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", zone_where_it_is_noon())
