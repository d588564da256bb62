"""What every benchmark needs: an app of its own, the median of some runs, a line on the screen."""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from quizapp.app import create_app
from quizapp.database import db
from quizapp.migrating import upgrade


@contextmanager
def an_app() -> Iterator[Flask]:
    """The app on an empty database that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/bench.sqlite3", "SECRET_KEY": "bench"}
        app = create_app(settings | {"WTF_CSRF_ENABLED": False})
        upgrade(app)
        # As the server does.
        gc.collect()
        gc.freeze()
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def median_of(times: int, act: Callable[[], object]) -> float:
    """Seconds that the act takes."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def report(what: str, seconds: float, note: str = "") -> None:
    """One line of the table."""
    sys.stdout.write(f"{what:44} {1000 * seconds:9.1f} ms  {note}\n")
