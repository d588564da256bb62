"""Attempts: no answer is lost, none counts that came late, and every score can be recomputed."""

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from quizapp.banks.models import DRAFT
from quizapp.banks.versions import new_version
from quizapp.classes.models import Accommodation
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes import attempts, learning, timing
from quizapp.quizzes.asking import ask
from quizapp.quizzes.masking import hidden, revealed_form
from quizapp.quizzes.models import EXPIRED, SUBMITTED, Assignment, Attempt
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_bank,
    a_class,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
)

WRONG = {"choice": "2"}


def given(**terms: object) -> tuple[Assignment, Attempt]:
    teacher, student = a_teacher(), a_student()
    rules = {key: terms.pop(key) for key in ("time_limit_minutes", "feedback") if key in terms}
    quiz = a_quiz(teacher, **rules)
    assignment = an_assignment(quiz, a_class(teacher, [student]), **terms)
    return assignment, attempts.start(assignment, student)


def test_a_right_answer_earns_its_point_at_once(app: Flask) -> None:
    _, attempt = given()
    attempts.record_response(attempt, 1, RIGHT, sequence=1)
    assert (attempt.score, attempt.max_score) == (1.0, 2.0)


def test_an_answer_can_be_changed_until_handing_in(app: Flask) -> None:
    _, attempt = given()
    attempts.record_response(attempt, 1, WRONG, sequence=1)
    attempts.record_response(attempt, 1, RIGHT, sequence=2)
    assert [response.answer for response in attempt.responses] == [RIGHT]


def test_an_answer_that_was_overtaken_changes_nothing(app: Flask) -> None:
    _, attempt = given()
    attempts.record_response(attempt, 1, RIGHT, sequence=5)
    attempts.record_response(attempt, 1, WRONG, sequence=4)
    assert attempt.responses[0].answer == RIGHT


def test_nothing_can_be_answered_after_handing_in(app: Flask) -> None:
    _, attempt = given()
    attempts.hand_in(attempt)
    with pytest.raises(attempts.Closed, match="handed in"):
        attempts.record_response(attempt, 1, RIGHT, sequence=1)


def test_after_the_deadline_the_attempt_is_expired_and_keeps_its_score(app: Flask) -> None:
    _, attempt = given(time_limit_minutes=10)
    attempts.record_response(attempt, 1, RIGHT, sequence=1)
    attempt.deadline = now() - timedelta(minutes=1)
    db.session.commit()
    with pytest.raises(attempts.Closed, match="time is up"):
        attempts.record_response(attempt, 2, IN_ORDER, sequence=1)
    attempts.hand_in(attempt)
    assert (attempt.state, attempt.score) == (EXPIRED, 1.0)


def test_handing_in_twice_changes_nothing(app: Flask) -> None:
    _, attempt = given()
    attempts.hand_in(attempt)
    first = attempt.submitted_at
    attempts.hand_in(attempt)
    assert (attempt.state, attempt.submitted_at) == (SUBMITTED, first)


def test_starting_again_goes_on_with_the_running_attempt(app: Flask) -> None:
    assignment, attempt = given(attempts_allowed=3)
    assert attempts.start(assignment, attempt.learner).id == attempt.id


def test_no_more_attempts_than_allowed(app: Flask) -> None:
    assignment, attempt = given(attempts_allowed=1)
    attempts.hand_in(attempt)
    with pytest.raises(attempts.NotAllowed, match="every attempt"):
        attempts.start(assignment, attempt.learner)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"opens_at": now() + timedelta(days=1)}, "not open yet"),
        ({"closes_at": now() - timedelta(days=1)}, "has closed"),
    ],
)
def test_an_attempt_begins_only_inside_the_window(app: Flask, terms: dict[str, object], message: str) -> None:
    teacher, student = a_teacher(), a_student()
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, [student]), **terms)
    with pytest.raises(attempts.NotAllowed, match=message):
        attempts.start(assignment, student)


def test_somebody_outside_the_class_finds_no_such_quiz(app: Flask) -> None:
    assignment, _ = given()
    with pytest.raises(NotFound):
        attempts.start(assignment, a_student("Other"))


def test_nobody_opens_the_attempt_of_another(app: Flask) -> None:
    _, attempt = given()
    with pytest.raises(NotFound):
        attempts.of_learner(attempt.id, a_student("Other"))


def test_drafts_never_reach_students(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    quiz = a_quiz(teacher, a_bank(teacher, status=DRAFT))
    with pytest.raises(attempts.NotAllowed, match="no questions"):
        attempts.start(an_assignment(quiz, a_class(teacher, [student])), student)


def test_an_edit_leaves_running_attempts_on_their_version(app: Flask) -> None:
    assignment, attempt = given()
    question = assignment.quiz.chosen[0].question
    changed = {**question.current.content, "key": "1912"}
    new_version(question, changed, author=a_teacher("Editor"), note="")
    assert attempt.given[0].version.content["key"] == "1911"


@pytest.mark.parametrize(("extra", "no_clock", "minutes"), [(0.5, False, 15.0), (0.0, True, None)])
def test_accommodations_change_the_deadline(
    app: Flask, extra: float, no_clock: bool, minutes: float | None
) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    db.session.add(
        Accommodation(classroom_id=classroom.id, user_id=student.id, extra_time=extra, no_clock=no_clock)
    )
    db.session.commit()
    attempt = attempts.start(an_assignment(a_quiz(teacher, time_limit_minutes=10), classroom), student)
    given_minutes = attempt.deadline and (attempt.deadline - attempt.started_at).total_seconds() / 60
    assert given_minutes == minutes


def test_all_or_nothing_gives_a_partly_right_timeline_no_credit(app: Flask) -> None:
    _, attempt = given(timeline_grading="all-or-nothing")
    attempts.record_response(attempt, 2, {"order": ["fire", "built", "rebuilt"]}, sequence=1)
    assert attempt.score == 0


@pytest.mark.parametrize(("method", "score"), [("first", 1.0), ("best", 2.0), ("last", 0.0)])
def test_the_grading_method_chooses_the_attempt_that_counts(app: Flask, method: str, score: float) -> None:
    teacher, student = a_teacher(), a_student()
    terms = {"attempts_allowed": 3, "grading_method": method}
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, [student]), **terms)
    tried = [an_attempt(assignment, student, answers) for answers in ([RIGHT], [RIGHT, IN_ORDER], [WRONG])]
    counted = attempts.counted(tried, method)
    assert counted is not None
    assert counted.score == score


def test_answers_stay_hidden_until_the_quiz_has_closed(app: Flask) -> None:
    _, attempt = given(feedback="after close", closes_at=now() + timedelta(days=1))
    attempts.hand_in(attempt)
    assert not learning.shows_answers(attempt)


def test_a_result_names_the_swapped_pair_with_its_dates(app: Flask) -> None:
    _, attempt = given()
    attempts.record_response(attempt, 2, {"order": ["fire", "built", "rebuilt"]}, sequence=1)
    result = learning.results_of(attempt)[1]
    assert [(swap.earlier, swap.later) for swap in result.feedback.swaps] == [
        ("The hall is built (1911)", "The roof burns (May 1923)")
    ]


def over_time(attempt: Attempt, seconds: int) -> None:
    attempt.deadline = now() - timedelta(seconds=seconds)
    db.session.commit()


def test_an_answer_given_in_time_that_waited_for_a_connection_counts_within_the_grace(app: Flask) -> None:
    _, attempt = given(time_limit_minutes=10, grace_seconds=60)
    over_time(attempt, 40)
    attempts.record_response(attempt, 1, RIGHT, sequence=1, age=45)
    assert attempt.score == 1.0


@pytest.mark.parametrize(
    ("grace", "late", "age"), [(60, 40, 10), (30, 40, 3600), (0, 2, 3600)], ids=["given late", "grace over", "no grace"]
)
def test_an_answer_that_was_given_or_came_too_late_is_refused(app: Flask, grace: int, late: int, age: int) -> None:
    _, attempt = given(time_limit_minutes=10, grace_seconds=grace)
    over_time(attempt, late)
    with pytest.raises(attempts.Closed, match="time is up"):
        attempts.record_response(attempt, 1, RIGHT, sequence=1, age=age)


def test_results_are_not_shown_while_late_answers_may_still_arrive(app: Flask) -> None:
    _, attempt = given(time_limit_minutes=10, grace_seconds=60)
    over_time(attempt, 40)
    assert attempts.is_running(attempt)
    over_time(attempt, 61)
    assert not attempts.is_running(attempt)


def test_the_next_sequence_is_above_every_answer_of_the_attempt(app: Flask) -> None:
    _, attempt = given()
    attempts.record_response(attempt, 1, RIGHT, sequence=7)
    attempts.record_response(attempt, 2, IN_ORDER, sequence=3)
    assert attempts.next_sequence(attempt) == 8


def test_the_clock_says_what_the_learners_minutes_are_made_of(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    db.session.add(Accommodation(classroom_id=classroom.id, user_id=student.id, extra_time=0.5))
    db.session.commit()
    assignment = an_assignment(a_quiz(teacher, time_limit_minutes=30), classroom)
    attempt = attempts.start(assignment, student)
    assert timing.minutes_in_words(attempt) == "45 min: 30 + 15 your extra time"
    before = attempt.deadline
    assert timing.extend(assignment, 5) == "5 minutes more for 1 student."
    assert before
    assert attempt.deadline == before + timedelta(minutes=5)
    assert timing.minutes_in_words(attempt) == "50 min: 30 + 15 your extra time + 5 from your teacher"


def test_time_can_be_given_to_one_student_alone(app: Flask) -> None:
    teacher, students = a_teacher(), [a_student("Sam"), a_student("Kim")]
    assignment = an_assignment(a_quiz(teacher, time_limit_minutes=30), a_class(teacher, students))
    one, other = (attempts.start(assignment, student) for student in students)
    ends = other.deadline
    timing.extend(assignment, 5, one.id)
    assert (one.added_minutes, other.added_minutes, other.deadline) == (5, 0, ends)


def test_fewer_options_hold_from_the_page_to_the_result(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    classroom.fewer_options_allowed = True
    db.session.add(Accommodation(classroom_id=classroom.id, user_id=student.id, fewer_options=True))
    db.session.commit()
    attempt = attempts.start(an_assignment(a_quiz(teacher), classroom), student)
    version = attempts.version_at(attempts.of_learner(attempt.id, student), 1)
    asked = hidden(ask(version, seed=attempt.seed), version, attempt.seed)
    assert [value for value, _ in asked.presented] == ["o1", "o2", "o3"]
    assert revealed_form(version, attempt.seed, {"choice": ["o4"]}) == {"choice": [""]}
    shown = [option.text for option in learning.results_of(attempt)[0].feedback]
    assert shown == [text for _, text in asked.presented]
