"""A teacher gives more time to a class that is sitting a quiz, and its students' clocks learn of it."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from quizapp.classes.models import Accommodation
from quizapp.database import db
from quizapp.quizzes import attempts, timing
from quizapp.quizzes.models import Attempt
from tests.factories import a_class, a_quiz, a_student, a_teacher, an_assignment, sign_in_as


def test_a_teacher_gives_five_more_minutes_to_everybody_or_to_one(client: FlaskClient) -> None:
    teacher, students = a_teacher(), [a_student("Sam"), a_student("Kim")]
    assignment = an_assignment(a_quiz(teacher, time_limit_minutes=30), a_class(teacher, students))
    begun = [attempts.start(assignment, student) for student in students]
    before = {attempt.id: attempt.deadline for attempt in begun}
    sign_in_as(client, teacher)
    page = f"/assignments/{assignment.id}"
    assert "+5 min for everybody" in client.get(page).text
    assert "5 minutes more for 2 students." in client.post(f"{page}/extend", follow_redirects=True).text
    client.post(f"{page}/extend", data={"attempt": begun[0].id})
    added = {}
    for each in db.session.query(Attempt).populate_existing():
        ends = before[each.id]
        assert each.deadline
        assert ends
        added[each.learner.name] = each.deadline - ends
    assert added == {"Sam": timedelta(minutes=10), "Kim": timedelta(minutes=5)}


def test_nobody_adds_time_to_another_teachers_class(client: FlaskClient) -> None:
    student = a_student()
    teacher = a_teacher()
    assignment = an_assignment(a_quiz(teacher, time_limit_minutes=30), a_class(teacher, [student]))
    attempt = attempts.start(assignment, student)
    sign_in_as(client, a_teacher("Eve Elsewhere"))
    assert client.post(f"/assignments/{assignment.id}/extend").status_code == 404
    sign_in_as(client, student)
    assert client.post(f"/assignments/{assignment.id}/extend").status_code == 403
    assert db.session.get_one(Attempt, attempt.id).added_minutes == 0


def test_the_page_of_a_quiz_without_a_clock_offers_no_time(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, [student]))
    attempts.start(assignment, student)
    sign_in_as(client, teacher)
    assert "+5 min" not in client.get(f"/assignments/{assignment.id}").text


def test_the_clock_of_a_sitting_can_be_asked(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    assignment = an_assignment(a_quiz(teacher, time_limit_minutes=30), a_class(teacher, [student]))
    attempt = attempts.start(assignment, student)
    sign_in_as(client, student)
    said = client.get(f"/attempts/{attempt.id}/clock").json
    assert 1790 <= said["seconds_left"] <= 1800
    # A page without script has it from the server, to the minute.
    assert re.search(r"data-clock>(29|30) min left<", client.get(f"/attempts/{attempt.id}/questions/1").text)
    answer = client.post(
        f"/attempts/{attempt.id}/questions/1", data={"choice": "o1"}, headers={"Accept": "application/json"}
    )
    assert answer.json["saved"]
    assert answer.json["seconds_left"] <= 1800


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (45, "less than a minute left"),
        (29 * 60 + 59, "29 min left"),
        (3 * 3600 + 5 * 60, "3 h 5 min left"),
        (3 * 24 * 3600, ""),
    ],
)
def test_the_time_left_is_told_in_minutes_unless_it_is_days(seconds: int | None, words: str) -> None:
    assert timing.left_in_words(seconds) == words


@pytest.mark.parametrize(
    ("limit", "needs", "shown"),
    [
        (30, {}, "· 30 minutes"),
        (30, {"extra_time": 0.5}, "· 45 min: 30 + 15 your extra time"),
        (30, {"no_clock": True, "extra_time": 0.5}, "· no clock for you"),
        (None, {"extra_time": 0.5}, "2 questions</p>"),
    ],
)
def test_ones_own_time_is_told_before_starting(
    client: FlaskClient, limit: int | None, needs: dict[str, object], shown: str
) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    db.session.add(Accommodation(classroom_id=classroom.id, user_id=student.id, **needs))
    assignment = an_assignment(a_quiz(teacher, time_limit_minutes=limit), classroom)
    sign_in_as(client, student)
    assert shown in client.get("/learn").text
    client.post(f"/assignments/{assignment.id}/start")
    assert shown in client.get("/learn").text
