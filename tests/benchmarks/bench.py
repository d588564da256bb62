"""Time and memory of reading and drafting, of storing an answer, and of the heaviest pages. Run by ``make bench``.

Each drafting run is a process of its own, model loading included; figures are the median of five.
"""

import json
import platform
import subprocess
import sys
from pathlib import Path

from quizapp import demo
from quizapp.database import db
from quizapp.quizzes.models import Assignment
from tests.benchmarks.banks import large_bank
from tests.benchmarks.classes import classes_and_results
from tests.benchmarks.measuring import an_app, median_of, report
from tests.benchmarks.practice import practising
from tests.benchmarks.quizzes import quizzes_over_a_large_bank

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5


def drafting(article: Path) -> None:
    runs: list[bytes] = []

    def draft() -> None:
        command = [sys.executable, "-m", "quizapp.generation", article.name, "1"]
        runs.append(subprocess.run(command, input=article.read_bytes(), capture_output=True, check=True).stdout)

    seconds = median_of(RUNS, draft)
    report(f"draft {article.stem}", seconds, f"{len(json.loads(runs[-1])['questions'])} drafts")


def reading(article: Path) -> None:
    command = [sys.executable, "-m", "quizapp", "read", str(article)]
    seconds = median_of(RUNS, lambda: subprocess.run(command, capture_output=True, check=True))
    report(f"read {article.stem}", seconds)


def answering() -> None:
    with an_app() as app:
        with app.app_context():
            demo.load_demo()
            latest = db.session.query(Assignment).order_by(Assignment.id.desc()).all()
            number = next(each.id for each in latest if each.classroom.join_code == demo.CLASS_CODE)
        client = app.test_client()
        client.post("/sign-in", data={"username": demo.STUDENT_NAMES[2], "password": demo.PASSWORD})
        page = client.post(f"/assignments/{number}/start").location
        report("question page", median_of(100, lambda: client.get(page)))
        report("stored answer", median_of(100, lambda: client.post(page, data={"choice": "o1", "sequence": "1"})))


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
    large_bank()
    quizzes_over_a_large_bank()
    classes_and_results()


if __name__ == "__main__":
    main()
