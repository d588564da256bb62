"""The teacher's results: a school in one file, and one quiz that a thousand students have sat."""

from quizapp.accounts.models import User
from tests.benchmarks.measuring import an_app, median_of, report
from tests.benchmarks.school import a_large_sitting, a_school
from tests.factories import PASSWORD, a_teacher

RUNS = 5


def classes_and_results() -> None:
    """The limits are 300 ms a page, and 200 ms for the item analysis of the great quiz."""
    with an_app() as app:
        with app.app_context():
            teacher: User = a_teacher()
            first = a_school(teacher)[0]
            one, classroom = f"/assignments/{first.id}", f"/classes/{first.classroom_id}"
            quiz = f"/quizzes/{first.quiz_id}"
            great = f"/assignments/{a_large_sitting(teacher).id}"
            username = teacher.username
        client = app.test_client()
        client.post("/sign-in", data={"username": username, "password": PASSWORD})
        results = [f"{one}{page}" for page in ("", "/items", "/reteach", "/compare", "/challenges", "/standing")]
        rooms = [classroom, f"{classroom}/names", f"{classroom}/gradebook"]
        dates = [f"{one}/edit", f"{one}/dates", quiz, f"{quiz}/assign"]
        for page in ("/teach", "/classes", *rooms, "/quizzes", *dates, *results):
            report(f"40 classes: {page}", median_of(RUNS, lambda page=page: client.get(page)))
        for page in ("/items", "/reteach", ""):
            report(f"1,000 students, 40 questions: {page}", median_of(RUNS, lambda page=page: client.get(great + page)))
