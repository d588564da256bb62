"""Time and memory of reading and drafting, of storing an answer and of practice. Run by ``make bench``.

Each drafting run is a process of its own, model loading included; figures are the median of five.
"""

import json
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from fsrs import Rating

from quizapp import demo
from quizapp.app import create_app
from quizapp.clock import now
from quizapp.database import db
from quizapp.migrating import upgrade
from quizapp.practice.models import ReviewCard
from quizapp.practice.scheduling import reviewed
from quizapp.quizzes.models import Assignment
from tests.factories import (
    PASSWORD,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
)

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5


def drafting(article: Path) -> None:
    seconds, drafts = [], 0
    for _ in range(RUNS):
        begun = time.perf_counter()
        command = [sys.executable, "-m", "quizapp.generation", article.name, "1"]
        run = subprocess.run(command, input=article.read_bytes(), capture_output=True, check=True)
        seconds.append(time.perf_counter() - begun)
        drafts = len(json.loads(run.stdout)["questions"])
    report(f"draft {article.stem}", statistics.median(seconds), f"{drafts} drafts")


def reading(article: Path) -> None:
    command = [sys.executable, "-m", "quizapp", "read", str(article)]
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        seconds.append(time.perf_counter() - begun)
    report(f"read {article.stem}", statistics.median(seconds))


def answering() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/bench.sqlite3", "SECRET_KEY": "bench"}
        app = create_app(settings | {"WTF_CSRF_ENABLED": False})
        upgrade(app)
        with app.app_context():
            demo.load_demo()
            latest = db.session.query(Assignment).order_by(Assignment.id.desc()).all()
            number = next(each.id for each in latest if each.classroom.join_code == demo.CLASS_CODE)
        client = app.test_client()
        client.post("/sign-in", data={"username": demo.STUDENT_NAMES[2], "password": demo.PASSWORD})
        page = client.post(f"/assignments/{number}/start").location
        for name, act in (
            ("question page", lambda: client.get(page)),
            ("stored answer", lambda: client.post(page, data={"choice": "1", "sequence": "1"})),
        ):
            report(name, median_of(100, act))
        with app.app_context():
            db.engine.dispose()


def practising() -> None:
    """A learner of 30 closed assignments, 2,000 questions, half of them practised before."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/bench.sqlite3", "SECRET_KEY": "bench"}
        app = create_app(settings | {"WTF_CSRF_ENABLED": False})
        upgrade(app)
        with app.app_context():
            username = a_long_practiser()
        client = app.test_client()
        client.post("/sign-in", data={"username": username, "password": PASSWORD})
        for name in ("practice", "practice/next", "practice/progress", "learn"):
            report(name, median_of(20, lambda page=f"/{name}": client.get(page)))
        page = client.get("/practice/next").location
        form = dict(re.findall(r'name="(turn|version)" value="(\d+)"', client.get(page).text))
        begun = time.perf_counter()
        client.post(page, data={"choice": "0", **form})
        report("practice answer", time.perf_counter() - begun)
        with app.app_context():
            db.engine.dispose()


def a_long_practiser() -> str:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    for number in range(30):
        contents = [a_multiple_choice(f"In which year did hall {number}-{n} open?") for n in range(67)]
        bank = a_bank(teacher, contents, title=f"Halls {number}")
        an_assignment(a_quiz(teacher, bank), classroom, closes_at=now() - timedelta(hours=1))
        for question in bank.questions[::2]:
            question.current.tags = [f"topic {question.position % 12}"]
            state, due_at = reviewed(None, Rating.Good, now() - timedelta(days=number % 7))
            db.session.add(ReviewCard(learner_id=student.id, question_id=question.id, state=state, due_at=due_at))
    db.session.commit()
    return student.username


def median_of(times: int, act: Callable[[], object]) -> float:
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def report(what: str, seconds: float, note: str = "") -> None:
    sys.stdout.write(f"{what:44} {1000 * seconds:9.1f} ms  {note}\n")


def peak_memory() -> None:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(f"{'most memory of a drafting process':44} {used:9d} MB\n")


def main() -> None:
    sys.stdout.write(f"{platform.machine()}, Python {platform.python_version()}\n")
    articles = sorted((ROOT / "question_banks" / "articles").glob("*.txt"))
    for article in articles:
        reading(article)
    for article in articles:
        drafting(article)
    peak_memory()
    answering()
    practising()


if __name__ == "__main__":
    main()
