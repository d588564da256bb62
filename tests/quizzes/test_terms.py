"""The terms of an assignment: windows, late work, other dates for some, changes after students have begun."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.classes.roster import places_of
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes import attempts, changing, learning
from quizapp.quizzes.models import Assignment, OwnDates
from quizapp.quizzes.timing import extend
from quizapp.quizzes.windows import answers_are_out, ends_for_all, scores_are_out, window_of
from quizapp.web.filters import as_datetime
from quizapp.web.local_time import NoSuchTime, in_utc
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_class,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    sign_in_as,
)

HOUR = timedelta(hours=1)


def given(**terms: object) -> Assignment:
    """An assignment in a class of Ada and Ben."""
    teacher = a_teacher()
    return an_assignment(a_quiz(teacher), a_class(teacher, [a_student("Ada"), a_student("Ben")]), **terms)


def students_of(assignment: Assignment) -> list[User]:
    return [place.student for place in places_of(assignment.classroom)]


def test_a_learners_own_dates_go_before_the_class(app: Flask) -> None:
    closed = now() - HOUR
    assignment = given(closes_at=closed, attempts_allowed=1)
    ada, ben = students_of(assignment)
    changing.give_own_dates(assignment, ada.id, opens_at=None, closes_at=now() + HOUR, attempts_allowed=None)
    db.session.commit()
    assert window_of(assignment, ada.id).is_own
    assert window_of(assignment, ben.id).closes_at == closed
    assert attempts.start(assignment, ada).deadline == window_of(assignment, ada.id).closes_at
    with pytest.raises(attempts.NotAllowed):
        attempts.start(assignment, ben)
    (task,) = learning.tasks_of(ada)
    assert (task.window.is_own, task.running is not None) == (True, True)


def test_answers_after_closing_wait_for_whoever_has_longer(app: Flask) -> None:
    assignment = given(closes_at=now() - HOUR, own_feedback="after close", scores="after close")
    assert (answers_are_out(assignment), scores_are_out(assignment)) == (True, True)
    later = now() + HOUR
    assignment.own_dates.append(OwnDates(learner_id=students_of(assignment)[0].id, closes_at=later))
    assert (answers_are_out(assignment), scores_are_out(assignment), ends_for_all(assignment)) == (False, False, later)


def test_late_work_is_accepted_marked_and_loses_what_was_stated(app: Flask) -> None:
    assignment = given(closes_at=now() - HOUR, late_until=now() + HOUR, late_deduction=20)
    ada, _ = students_of(assignment)
    late = an_attempt(assignment, ada, [RIGHT, IN_ORDER])
    assert (late.deadline, late.is_late, late.points) == (assignment.late_until, True, 1.6)


def test_what_a_teacher_adds_to_the_clock_makes_nobody_late(app: Flask) -> None:
    assignment = given(closes_at=now() + HOUR, late_until=now() + 2 * HOUR)
    running = attempts.start(assignment, students_of(assignment)[0])
    before = running.due_at
    extend(assignment, 5)
    assert running.due_at == before + timedelta(minutes=5)


def test_an_assignment_may_have_another_clock_than_its_quiz(app: Flask) -> None:
    assignment = given(own_minutes=30)
    assignment.quiz.time_limit_minutes = 10
    assert attempts.start(assignment, students_of(assignment)[0]).time_limit_minutes == 30
    assignment.own_minutes = 0
    assert attempts.start(assignment, students_of(assignment)[1]).deadline is None


def test_a_score_that_is_kept_back_is_on_no_page_of_the_student(client: FlaskClient) -> None:
    assignment = given(own_feedback="score only", scores="never")
    ada, _ = students_of(assignment)
    attempt = an_attempt(assignment, ada, [RIGHT, IN_ORDER])
    sign_in_as(client, ada)
    result = client.get(f"/attempts/{attempt.id}/result").text
    assert "Points" not in result
    assert "Your teacher gives you the score in another way." in result
    assert "Handed in" in client.get("/learn").text


def test_a_change_after_students_have_begun_is_shown_before_it_is_stored(client: FlaskClient) -> None:
    assignment = given(attempts_allowed=2, grading_method="first")
    ada, ben = students_of(assignment)
    an_attempt(assignment, ada, [None, IN_ORDER])
    an_attempt(assignment, ada, [RIGHT, IN_ORDER])
    an_attempt(assignment, ben, [RIGHT, IN_ORDER])
    sign_in_as(client, assignment.classroom.teacher)
    address = f"/assignments/{assignment.id}/edit"
    wanted = {"grading_method": "best", "attempts_allowed": "1", "scores": "after hand-in", "late_rule": "refuse"}
    shown = client.post(address, data=wanted)
    assert shown.status_code == 200
    assert "Ada: 50\u00a0% becomes 100\u00a0%" in shown.text
    assert "Can no longer begin an attempt" in shown.text
    assert db.session.get_one(Assignment, assignment.id).grading_method == "first"

    seen = re.search(r'name="seen" value="(\w+)"', shown.text)
    assert seen
    other = client.post(address, data=wanted | {"grading_method": "last", "seen": seen[1]})
    assert other.status_code == 200
    assert client.post(address, data=wanted | {"seen": seen[1]}).status_code == 303
    assert db.session.get_one(Assignment, assignment.id).grading_method == "best"


def test_before_anybody_has_begun_a_change_is_stored_at_once_for_several_classes(client: FlaskClient) -> None:
    assignment = given()
    second = an_assignment(assignment.quiz, a_class(assignment.classroom.teacher, name="9b"))
    sign_in_as(client, assignment.classroom.teacher)
    wanted = {"grading_method": "average", "attempts_allowed": "3", "scores": "never", "classes": [second.id]}
    assert client.post(f"/assignments/{assignment.id}/edit", data=wanted).status_code == 303
    for each in (assignment, second):
        stored = db.session.get_one(Assignment, each.id)
        assert (stored.grading_method, stored.attempts_allowed, stored.scores) == ("average", 3, "never")


def test_another_end_moves_running_attempts_and_reopens_those_that_had_run_out(app: Flask) -> None:
    assignment = given(closes_at=now() + HOUR)
    ada, _ = students_of(assignment)
    running = attempts.start(assignment, ada)
    end = now() - HOUR
    (cut, *_) = changing.change([assignment], changing.Terms(closes_at=end))
    assert (cut.what, cut.names) == ("The running attempt ends at once; what is stored counts", ["Ada"])
    later = now() + 3 * HOUR
    effects = {each.what: each.names for each in changing.change([assignment], changing.Terms(closes_at=later))}
    assert effects["The attempt that had run out goes on"] == ["Ada"]
    assert effects["May begin an attempt"] == ["Ben"]
    assert running.deadline == later


def test_the_clock_of_a_running_attempt_goes_before_a_later_end(app: Flask) -> None:
    assignment = given(closes_at=now() + HOUR, own_minutes=20)
    running = attempts.start(assignment, students_of(assignment)[0])
    before = running.deadline
    changing.change([assignment], changing.Terms(closes_at=now() + 3 * HOUR, own_minutes=20))
    assert running.deadline == before


def test_own_dates_are_given_and_taken_on_a_page(client: FlaskClient) -> None:
    assignment = given(closes_at=now() - HOUR)
    ada, _ = students_of(assignment)
    sign_in_as(client, assignment.classroom.teacher)
    address = f"/assignments/{assignment.id}/dates"
    assert "Fill in at least one" in client.post(address, data={"learner": ada.id}).text
    done = client.post(address, data={"learner": ada.id, "closes_at": "2099-05-01T12:00"}, follow_redirects=True)
    assert "May begin an attempt: Ada." in done.text
    assert "closes 1 May 2099, 12:00" in done.text
    assert "Dates for single students (1)" in client.get(f"/assignments/{assignment.id}").text
    gradebook = f"/classes/{assignment.classroom_id}/gradebook"
    beside = [f"/assignments/{assignment.id}", f"/assignments/{assignment.id}/students/{ada.id}"]
    for page in [*beside, gradebook, f"{gradebook}/{ada.id}"]:
        assert client.get(page).text.count("closes 1 May 2099, 12:00") == 1, page
    client.post(f"{address}/{ada.id}/remove")
    assert db.session.query(OwnDates).count() == 0


def test_late_work_needs_an_end_and_a_percentage(client: FlaskClient) -> None:
    assignment = given()
    sign_in_as(client, assignment.classroom.teacher)
    address = f"/assignments/{assignment.id}/edit"
    wanted = {"attempts_allowed": "1", "grading_method": "first", "scores": "never", "late_rule": "deduct"}
    assert "Work can only be late where the quiz closes" in client.post(address, data=wanted).text
    assert "Write a whole number" in client.post(address, data=wanted | {"attempts_allowed": "many"}).text
    wanted |= {"closes_at": "2099-05-01T12:00"}
    assert "after the quiz has closed" in client.post(address, data=wanted).text
    wanted |= {"late_until": "2099-05-03T12:00"}
    assert "how many percent" in client.post(address, data=wanted).text
    assert client.post(address, data=wanted | {"late_deduction": "10"}).status_code == 303
    stored = db.session.get_one(Assignment, assignment.id)
    assert (stored.late_deduction, stored.late_until) == (10, datetime(2099, 5, 3, 12, tzinfo=UTC))


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "Europe/Berlin")


def test_a_time_that_the_clocks_jump_over_is_refused_with_the_reason(app: Flask, berlin: None) -> None:
    with pytest.raises(NoSuchTime, match="29 March 2026 the clocks go forward, so that 02:30 does not exist"):
        in_utc(datetime.fromisoformat("2026-03-29T02:30"), last=False)


def test_a_time_that_comes_twice_opens_at_the_first_and_closes_at_the_last(app: Flask, berlin: None) -> None:
    twice = datetime.fromisoformat("2026-10-25T02:30")
    assert in_utc(twice, last=False) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert in_utc(twice, last=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert as_datetime(in_utc(twice, last=True)) == "25 Oct 2026, 02:30 CET"
    assert as_datetime(in_utc(datetime.fromisoformat("2026-10-25T03:30"), last=True)) == "25 Oct 2026, 03:30"


def test_a_window_across_the_clock_change_is_typed_and_shown_again_as_it_was(
    client: FlaskClient, berlin: None
) -> None:
    assignment = given()
    sign_in_as(client, assignment.classroom.teacher)
    address = f"/assignments/{assignment.id}/edit"
    wanted = {"attempts_allowed": "1", "grading_method": "first", "scores": "never", "late_rule": "refuse"}
    window = {"opens_at": "2026-03-28T20:00", "closes_at": "2026-03-29T20:00"}
    assert client.post(address, data=wanted | window).status_code == 303
    stored = db.session.get_one(Assignment, assignment.id)
    assert stored.closes_at - stored.opens_at == 23 * HOUR
    page = client.get(address).text
    assert 'value="2026-03-28T20:00"' in page
    assert 'value="2026-03-29T20:00"' in page
    refused = client.post(address, data=wanted | {"opens_at": "2026-03-29T02:30"})
    assert "does not exist" in refused.text
    assert 'value="2026-03-29T02:30"' in refused.text


def test_the_gradebook_says_late_and_knows_own_dates(client: FlaskClient) -> None:
    assignment = given(closes_at=now() - HOUR, late_until=now() + HOUR, late_deduction=50)
    ada, _ = students_of(assignment)
    an_attempt(assignment, ada, [RIGHT, IN_ORDER])
    sign_in_as(client, assignment.classroom.teacher)
    page = client.get(f"/classes/{assignment.classroom_id}/gradebook").text
    assert ">late<" in page
    assert "1 / 2" in page
