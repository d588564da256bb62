"""Time and memory of reading and drafting, and of storing an answer. Run by ``make bench``.

Each drafting run is a process of its own, model loading included; figures are the median of five.
"""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quizapp import demo
from quizapp.app import create_app
from quizapp.database import db
from quizapp.migrating import upgrade
from quizapp.quizzes import choosing
from quizapp.quizzes.catalogue import Filter
from quizapp.quizzes.models import Assignment
from tests.factories import PASSWORD, a_quiz, a_teacher
from tests.quizzes.conftest import a_large_bank

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
            ("stored answer", lambda: client.post(page, data={"choice": "o1", "sequence": "1"})),
        ):
            seconds = []
            for _ in range(100):
                begun = time.perf_counter()
                act()
                seconds.append(time.perf_counter() - begun)
            report(name, statistics.median(seconds))
        with app.app_context():
            db.engine.dispose()


def quizzes_over_a_large_bank() -> None:
    """The teacher's pages of a quiz that chooses from 2,000 questions, drawn anew for each attempt."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/bench.sqlite3", "SECRET_KEY": "bench"}
        app = create_app(settings | {"WTF_CSRF_ENABLED": False})
        upgrade(app)
        with app.app_context():
            teacher = a_teacher()
            bank = a_large_bank(teacher)
            quiz = a_quiz(teacher)
            choosing.add(quiz, [question.id for question in bank.questions[:60]])
            choosing.add_rule(quiz, 20, Filter(bank_id=bank.id, difficulty="hard"))
            choosing.draw_for_all(quiz, same=False)
            one, username = f"/quizzes/{quiz.id}", teacher.username
        client = app.test_client()
        client.post("/sign-in", data={"username": username, "password": PASSWORD})
        for page in ("/quizzes", one, f"{one}/questions", f"{one}/questions?words=19", f"{one}/try", f"{one}/print"):
            seconds = []
            for _ in range(20):
                begun = time.perf_counter()
                client.get(page)
                seconds.append(time.perf_counter() - begun)
            report(f"2,000 questions: {page}", statistics.median(seconds))
        with app.app_context():
            db.engine.dispose()


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
    quizzes_over_a_large_bank()


if __name__ == "__main__":
    main()
