"""The pages of a learner who practises much."""

import re
from datetime import timedelta

from fsrs import Rating

from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.models import ReviewCard
from quizapp.practice.scheduling import reviewed
from tests.benchmarks.measuring import an_app, median_of, report
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


def practising() -> None:
    """A learner of 30 closed assignments, 2,000 questions, half of them practised before."""
    with an_app() as app:
        with app.app_context():
            username = a_long_practiser()
        client = app.test_client()
        client.post("/sign-in", data={"username": username, "password": PASSWORD})
        for name in ("practice", "practice/next", "practice/progress", "learn"):
            report(name, median_of(20, lambda page=f"/{name}": client.get(page)))
        page = client.get("/practice/next").location
        form = dict(re.findall(r'name="(turn|version)" value="(\d+)"', client.get(page).text))
        report("practice answer", median_of(1, lambda: client.post(page, data={"choice": "o1", **form})))


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
