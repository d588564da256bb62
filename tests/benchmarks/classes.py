"""The pages of a teacher with 40 classes of 30 students and 200 assignments."""

from quizapp.database import db
from quizapp.quizzes.models import Assignment
from tests.benchmarks.measuring import an_app, median_of, report
from tests.factories import PASSWORD, a_school, a_teacher


def a_large_school() -> None:
    with an_app() as app:
        with app.app_context():
            teacher = a_teacher()
            room = f"/classes/{a_school(teacher)[0].id}"
            given = db.session.query(Assignment).order_by(Assignment.id).first()
            assert given
            one, quiz, username = f"/assignments/{given.id}", f"/quizzes/{given.quiz_id}", teacher.username
        client = app.test_client()
        client.post("/sign-in", data={"username": username, "password": PASSWORD})
        pages = ["/classes", room, f"{room}/names", f"{room}/gradebook", one, f"{one}/edit", f"{one}/dates", quiz]
        for page in [*pages, f"{quiz}/assign", "/teach"]:
            report(f"40 classes: {page}", median_of(10, lambda page=page: client.get(page)))
