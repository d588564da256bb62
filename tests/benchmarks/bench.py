"""Time and memory of reading and drafting, of storing an answer, and of a large bank. Run by ``make bench``.

Each drafting run is a process of its own, model loading included; figures are the median of five.
"""

import io
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
from quizapp.banks.files import write_bank
from quizapp.banks.loading import export_bank
from quizapp.database import db
from quizapp.migrating import upgrade
from quizapp.questions.flaws.bank_wide import codes_among
from quizapp.quizzes.models import Assignment
from tests import factories

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
            seconds = []
            for _ in range(100):
                begun = time.perf_counter()
                act()
                seconds.append(time.perf_counter() - begun)
            report(name, statistics.median(seconds))
        with app.app_context():
            db.engine.dispose()


def large_bank() -> None:
    """The pages of a bank of 2,000 questions, first with nothing remembered and then as a teacher works on."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/bench.sqlite3", "SECRET_KEY": "bench"}
        app = create_app(settings | {"WTF_CSRF_ENABLED": False})
        upgrade(app)
        with app.app_context():
            teacher = factories.a_teacher()
            bank = factories.a_large_bank(teacher)
            edited = write_bank(export_bank(bank)).replace("first", "once", 900).encode()
            one, question = f"/banks/{bank.id}", bank.questions[0].id
            db.session.remove()
        client = app.test_client()
        client.post("/sign-in", data={"username": teacher.username, "password": factories.PASSWORD})
        codes_among.cache_clear()
        sent = client.post("/banks/import", data={"bank": (io.BytesIO(edited), "b.toml")})
        for name, path in (
            ("first look at a bank", one),
            ("teacher's home", "/teach"),
            ("list of banks", "/banks"),
            ("bank", one),
            ("bank, searched and filtered", f"{one}?words=harbour+rebuilt&status=approved&flaw=any"),
            ("neutrality", f"{one}/neutrality"),
            ("tags", f"{one}/tags"),
            ("versions of a question", f"/questions/{question}"),
            ("preview of a file with 900 changes", sent.location),
            ("export", f"{one}/export.zip"),
        ):
            seconds = []
            for _ in range(1 if name.startswith("first") else RUNS):
                begun = time.perf_counter()
                client.get(path)
                seconds.append(time.perf_counter() - begun)
            report(f"2,000 questions: {name}", statistics.median(seconds))
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
    large_bank()


if __name__ == "__main__":
    main()
