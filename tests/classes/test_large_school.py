"""Forty classes of thirty students and two hundred assignments: every page asks the database a few times."""

from flask.testing import FlaskClient

from quizapp.classes.models import Enrolment
from quizapp.database import db
from tests.benchmarks.school import a_school
from tests.conftest import Statements
from tests.factories import a_teacher, sign_in_as

MOST_QUERIES = 14


def test_every_page_of_classes_and_assignments_asks_a_few_times(client: FlaskClient, statements: Statements) -> None:
    teacher = a_teacher()
    given = a_school(teacher)[0]
    classroom = given.classroom
    place = db.session.query(Enrolment).filter_by(classroom_id=classroom.id).order_by(Enrolment.id).first()
    assert place
    student_id = place.user_id
    sign_in_as(client, teacher)
    room = f"/classes/{classroom.id}"
    one = f"{room}/students/{student_id}"
    addresses = ["/classes", "/classes?archived=1", room, f"{room}/names", f"{room}/cards", f"{room}/board", one]
    addresses += [f"{room}/gradebook", f"{room}/gradebook/{student_id}", f"/assignments/{given.id}"]
    addresses += [f"/assignments/{given.id}/edit", f"/assignments/{given.id}/dates"]
    addresses += [f"/quizzes/{given.quiz_id}", f"/quizzes/{given.quiz_id}/assign", "/teach"]
    counts = {}
    for address in addresses:
        with statements() as sent:
            assert client.get(address).status_code == 200, address
        counts[address] = len(sent)
    assert {address: count for address, count in counts.items() if count > MOST_QUERIES} == {}
