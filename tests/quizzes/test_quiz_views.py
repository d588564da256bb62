"""Taking and making quizzes through their pages."""

from flask.testing import FlaskClient

from quizapp.database import db
from quizapp.quizzes.models import Assignment, Attempt, Quiz
from quizapp.web.filters import as_datetime
from tests.factories import (
    RIGHT,
    a_bank,
    a_class,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    moment,
    sign_in_as,
)
from tests.quizzes.conftest import sent

# What a script hears of an answer that is stored, in a quiz without a clock.
STORED = {"saved": True, "newer": False, "seconds_left": None}


def test_a_teacher_makes_a_quiz_and_assigns_it(client: FlaskClient) -> None:
    teacher = a_teacher()
    bank, classroom = a_bank(teacher), a_class(teacher)
    sign_in_as(client, teacher)
    made = {"title": "Hall", "start": "all", "feedback": "after hand-in"}
    client.post(f"/quizzes/new?bank={bank.id}", data=made)
    quiz = db.session.query(Quiz).one()
    assert [chosen.question_id for chosen in quiz.chosen] == [question.id for question in bank.questions]
    terms = {
        "classes": [classroom.id],
        "attempts_allowed": 2,
        "grading_method": "best",
        "timeline_grading": "partial",
        "closes_at": "2030-01-01T12:00",
    }
    answer = client.post(f"/quizzes/{quiz.id}/assign", data=terms)
    assert answer.status_code == 303
    assignment = db.session.query(Assignment).one()
    assert (assignment.attempts_allowed, assignment.closes_at.isoformat()) == (2, "2030-01-01T12:00:00+00:00")


def test_a_wrong_time_limit_is_explained_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    teacher = a_teacher()
    a_bank(teacher)
    sign_in_as(client, teacher)
    typed = {"title": "My long title", "feedback": "at once", "time_limit_minutes": "9000"}
    answer = client.post("/quizzes/new", data=typed)
    assert answer.status_code == 422
    assert "Give a number of minutes from 1 to 600." in answer.text
    assert 'value="My long title"' in answer.text
    assert db.session.query(Quiz).count() == 0


def test_a_new_quiz_without_a_bank_goes_on_to_its_questions(client: FlaskClient) -> None:
    teacher = a_teacher()
    a_bank(teacher)
    sign_in_as(client, teacher)
    answer = client.post("/quizzes/new", data={"title": "Hall", "feedback": "after hand-in"})
    assert answer.location == f"/quizzes/{db.session.query(Quiz).one().id}/questions"


def test_closing_before_opening_is_an_error(client: FlaskClient) -> None:
    teacher = a_teacher()
    quiz, classroom = a_quiz(teacher), a_class(teacher)
    sign_in_as(client, teacher)
    terms = {"classes": [classroom.id], "attempts_allowed": 1, "grading_method": "first", "timeline_grading": "partial"}
    times = {"opens_at": "2030-01-02T12:00", "closes_at": "2030-01-01T12:00"}
    answer = client.post(f"/quizzes/{quiz.id}/assign", data=terms | times)
    assert (answer.status_code, "close after it opens" in answer.text) == (422, True)


def test_the_way_of_a_student_from_start_to_result(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, [student]))
    sign_in_as(client, student)
    begun = client.post(f"/assignments/{assignment.id}/start")
    attempt = db.session.query(Attempt).one()
    assert begun.location == f"/attempts/{attempt.id}/questions/1"
    onward = client.post(begun.location, data=sent(attempt, 1, {"choice": "0", "sequence": "1"}))
    assert onward.location == f"/attempts/{attempt.id}/questions/2"
    places = {"place-built": "1", "place-fire": "2", "place-rebuilt": "3", "sequence": "1"}
    last = client.post(onward.location, data=sent(attempt, 2, places))
    assert last.location == f"/attempts/{attempt.id}"
    assert "Every question has an answer" in client.get(last.location).text
    done = client.post(f"/attempts/{attempt.id}/hand-in")
    result = client.get(done.location).text
    assert "2 of 2" in result
    assert "The hall opened in 1911." in result


def test_an_empty_answer_is_asked_for_again(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    attempt = an_attempt(an_assignment(a_quiz(teacher), a_class(teacher, [student])), student, handed_in=False)
    sign_in_as(client, student)
    answer = client.post(f"/attempts/{attempt.id}/questions/1", data={"sequence": "1"})
    assert (answer.status_code, "Choose one of the options." in answer.text) == (422, True)


def test_two_events_with_one_number_keep_what_was_typed(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    attempt = an_attempt(an_assignment(a_quiz(teacher), a_class(teacher, [student])), student, handed_in=False)
    sign_in_as(client, student)
    typed = {"place-built": "2", "place-fire": "2", "place-rebuilt": "3"}
    answer = client.post(f"/attempts/{attempt.id}/questions/2", data=sent(attempt, 2, typed))
    assert answer.status_code == 422
    assert answer.text.count('value="2"') == 2


def test_a_script_hears_what_became_of_its_answer(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    attempt = an_attempt(an_assignment(a_quiz(teacher), a_class(teacher, [student])), student, handed_in=False)
    sign_in_as(client, student)
    wants = {"Accept": "application/json"}
    page = f"/attempts/{attempt.id}/questions/1"
    assert client.post(page, data=sent(attempt, 1, {"choice": "1"}), headers=wants).json == STORED
    assert "error" in (client.post(page, data={"choice": "9"}, headers=wants).json or {})
    client.post(f"/attempts/{attempt.id}/hand-in")
    closed = client.post(page, data=sent(attempt, 1, {"choice": "0"}), headers=wants)
    assert (closed.status_code, "closed" in (closed.json or {})) == (409, True)


def test_coming_back_resumes_at_the_first_open_question(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, [student]))
    attempt = an_attempt(assignment, student, [RIGHT], handed_in=False)
    sign_in_as(client, student)
    again = client.post(f"/assignments/{assignment.id}/start")
    assert again.location == f"/attempts/{attempt.id}/questions/2"


def test_a_student_may_not_open_the_teachers_pages(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    quiz = a_quiz(teacher)
    sign_in_as(client, student)
    assert client.get(f"/quizzes/{quiz.id}").status_code == 403


def test_a_teacher_finds_no_quiz_of_another(client: FlaskClient) -> None:
    quiz = a_quiz(a_teacher())
    sign_in_as(client, a_teacher("Other"))
    assert client.get(f"/quizzes/{quiz.id}").status_code == 404


def test_each_list_says_what_to_do_while_it_is_empty(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    assert "Start from an article" in client.get("/quizzes").text
    assert "Start with an article" in client.get("/teach").text
    client.post("/sign-out")
    sign_in_as(client, a_student())
    assert "You are in no class yet" in client.get("/learn").text


def test_my_quizzes_says_of_each_when_it_opens_when_it_closed_and_where_its_result_is(client: FlaskClient) -> None:
    teacher, ada = a_teacher(), a_student()
    classroom = a_class(teacher, [ada])
    past, coming = moment("2020-03-02T10:00:00+00:00"), moment("2090-03-02T10:00:00+00:00")
    an_assignment(a_quiz(teacher, title="Open now"), classroom, closes_at=coming)
    an_assignment(a_quiz(teacher, title="Not yet"), classroom, opens_at=coming)
    an_assignment(a_quiz(teacher, title="Gone by"), classroom, closes_at=past)
    handed_in = an_assignment(a_quiz(teacher, title="Finished"), classroom)
    attempt = an_attempt(handed_in, ada, [RIGHT])
    handed_in.closes_at = past
    db.session.commit()
    sign_in_as(client, ada)
    page = client.get("/learn").text
    to_do, later, done, closed = (
        page.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]
        for name in ("to-do", "later", "done", "missed")
    )
    assert "Open now" in to_do
    assert f"until {as_datetime(coming)}" in to_do
    assert "Start" in to_do
    assert "Not yet" in later
    assert f"opens {as_datetime(coming)}" in later
    assert "Gone by" in closed
    assert f"closed {as_datetime(past)} without an attempt of yours" in closed
    assert f'href="/attempts/{attempt.id}/result">Finished</a>' in done
    assert "Your result" in client.get(f"/attempts/{attempt.id}/result").text
    # What can't be begun offers no button, and each quiz stands in one place only.
    assert "<button" not in later + done + closed
    assert [page.count(f">{title}<") for title in ("Open now", "Not yet", "Gone by", "Finished")] == [1, 1, 1, 1]
