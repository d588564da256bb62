"""The practice pages: question, feedback, next, and the end of a day."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.banks.models import RETIRED, Question
from quizapp.banks.versions import new_version
from quizapp.classes import needs
from quizapp.classes.models import Enrolment
from quizapp.classes.needs import Needs
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.models import PracticeReview
from quizapp.quizzes.models import Attempt, Response
from tests.conftest import Statements
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    sign_in_as,
)

_EVENTS = ("The hall is built", "The roof burns", "The roof is rebuilt")


@pytest.fixture
def student(client: FlaskClient) -> User:
    """A signed-in student who has handed in a quiz of two questions."""
    teacher, student = a_teacher(), a_student()
    an_attempt(an_assignment(a_quiz(teacher), a_class(teacher, [student])), student, [RIGHT, IN_ORDER])
    sign_in_as(client, student)
    return student


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the answer form."""
    return dict(re.findall(r'<input type="hidden" name="(turn|version|fewer)" value="(\w+)">', page))


def choosing(page: str, text: str) -> dict[str, str]:
    """What a browser sends from this page for the option with this text."""
    options = re.findall(r'value="(\w+)".*?option__text">([^<]+)<', page)
    return {"choice": next(value for value, label in options if label == text), **fields(page)}


def ordering(page: str, *labels: str) -> dict[str, str]:
    """The same for events in this order."""
    events = re.findall(r'data-event="(\w+)".*?timeline__label">([^<]+)<', page, re.DOTALL)
    ids = {label: event for event, label in events}
    return {"order": ",".join(ids[label] for label in labels), **fields(page)}


def test_an_answer_sent_after_the_session_has_ended_waits_in_its_page_until_it_is_stored(
    app: Flask, client: FlaskClient, student: User
) -> None:
    question = db.session.scalars(select(Question).order_by(Question.id)).first()
    assert question is not None
    address = f"/practice/{question.id}?only={question.id}"
    sent = choosing(client.get(address).text, "1911")
    ours = {"Origin": "http://localhost"}
    client.post("/sign-out")

    from_elsewhere = client.post(address, data=sent, headers={"Origin": "http://elsewhere.example"})
    assert "Your answer is not stored yet" not in from_elsewhere.text

    kept = client.post(address, data=sent, headers=ours)
    assert kept.status_code == 401
    assert "Your answer is not stored yet" in kept.text
    assert f'<form method="post" action="{address}">' in kept.text
    held = dict(re.findall(r'<input type="hidden" name="(choice|turn|version|fewer)" value="(\w+)">', kept.text))
    assert held == sent
    assert db.session.scalars(select(PracticeReview)).all() == []

    sign_in_as(client, student)
    app.config["WTF_CSRF_ENABLED"] = True
    outdated = client.post(address, data=held, headers=ours)
    assert outdated.status_code == 400
    assert "You have signed in since you opened the question." in outdated.text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', outdated.text)[-1]
    feedback = client.post(address, data={**held, "csrf_token": token}, headers=ours)
    assert feedback.status_code == 303
    assert feedback.location.endswith(f"?only={question.id}")
    assert [each.credit for each in db.session.scalars(select(PracticeReview))] == [1.0]


def test_from_the_question_to_the_feedback_to_the_next_one(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    shown = client.get(page).text
    assert "In which year did the hall open?" in shown
    assert "0 of 2 today" in shown
    answered = client.post(page, data=choosing(shown, "1911"))
    assert answered.status_code == 303
    feedback = client.get(answered.location).text
    assert "<h1>Right</h1>" in feedback
    assert "The article says so." in feedback
    assert "The hall opened in 1911." in feedback
    assert "1 of 2 today" in feedback
    assert "comes back on " in feedback
    assert client.get("/practice/next").location != page


def test_a_wrong_answer_shows_the_right_one_and_comes_again_today(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    feedback = client.post(page, data=choosing(client.get(page).text, "1921"), follow_redirects=True).text
    assert "Not this time" in feedback
    assert "right answer" in feedback
    assert "comes back today" in feedback
    assert "I guessed" not in feedback


def test_a_form_sent_twice_counts_once(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    shown = client.get(page).text
    first = client.post(page, data=choosing(shown, "1921"))
    second = client.post(page, data=choosing(shown, "1911"))
    assert first.location == second.location
    assert [review.credit for review in db.session.query(PracticeReview)] == [0]


def test_forms_sent_at_the_same_moment_count_once(app: Flask, client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    form = choosing(client.get(page).text, "1911")
    clients = [app.test_client() for _ in range(4)]
    for each in clients:
        sign_in_as(each, student)
    db.session.rollback()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda each: each.post(page, data=form), clients))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert db.session.query(PracticeReview).count() == 1


def test_a_changed_question_is_shown_anew_without_what_was_chosen_before(
    client: FlaskClient, student: User
) -> None:
    page = client.get("/practice/next").location
    form = choosing(client.get(page).text, "1931")
    question = db.session.query(Question).filter_by(type="multiple-choice").one()
    changed = question.current.content | {"key": "1912", "distractors": ["1901", "1921"]}
    new_version(question, changed, author=question.bank.owner, note="")
    answer = client.post(page, data=form)
    assert (answer.status_code, "has just changed this question" in answer.text) == (422, True)
    assert "checked" not in answer.text
    assert client.post(page, data=choosing(answer.text, "1912")).status_code == 303


def test_a_question_that_is_done_leads_to_the_next_one(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    client.post(page, data=choosing(client.get(page).text, "1911"))
    assert client.get(page).location == "/practice/next"


def test_no_answer_and_a_stale_page_are_said_and_the_question_stands_there_again(
    client: FlaskClient, student: User
) -> None:
    page = client.get("/practice/next").location
    empty = client.post(page, data=fields(client.get(page).text))
    assert (empty.status_code, "Choose one of the options." in empty.text) == (422, True)
    stale = client.post(page, data=choosing(empty.text, "1911") | {"turn": "7"})
    assert (stale.status_code, "not up to date" in stale.text) == (422, True)
    assert db.session.query(PracticeReview).count() == 0


def test_a_right_answer_may_be_called_a_guess_once(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    review = client.post(page, data=choosing(client.get(page).text, "1911")).location
    assert "I guessed" in client.get(review).text
    said = client.post(f"{review}/feeling", data={"feeling": "guess"}, follow_redirects=True).text
    assert "Noted as a guess. This question comes back today." in said
    assert "I guessed" not in said
    again = client.post(f"{review}/feeling", data={"feeling": "easy"}, follow_redirects=True).text
    assert "Nothing has changed." in again


def test_the_day_ends_with_a_summary(client: FlaskClient, student: User) -> None:
    for _ in range(2):
        page = client.get("/practice/next").location
        shown = client.get(page).text
        is_choice = "1911" in shown
        right = choosing(shown, "1911") if is_choice else ordering(shown, *_EVENTS)
        feedback = client.post(page, data=right, follow_redirects=True).text
    assert "Finish" in feedback
    end = client.get("/practice/next", follow_redirects=True).text
    assert "That was today’s practice" in end
    assert "2 of 2" in end
    assert "1 day" in end
    assert "All done for today" in client.get("/practice").text


def test_practice_writes_no_attempt_and_no_response(client: FlaskClient, student: User) -> None:
    before = [(each.id, each.score) for each in db.session.query(Attempt)], db.session.query(Response).count()
    page = client.get("/practice/next").location
    client.post(page, data=choosing(client.get(page).text, "1921"))
    assert before == (
        [(each.id, each.score) for each in db.session.query(Attempt)],
        db.session.query(Response).count(),
    )


def test_what_was_practised_is_hidden_again_while_a_new_quiz_needs_it(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    review = client.post(page, data=choosing(client.get(page).text, "1921")).location
    attempt = db.session.query(Attempt).one()
    an_assignment(attempt.assignment.quiz, attempt.assignment.classroom)
    for address in (page, review):
        answer = client.get(address, follow_redirects=True).text
        assert "not part of your practice right now" in answer
        assert "1911" not in answer


def test_a_question_taken_out_while_it_is_answered_is_said_kindly(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    form = choosing(client.get(page).text, "1911")
    db.session.query(Question).update({"status": RETIRED})
    db.session.commit()
    answer = client.post(page, data=form, follow_redirects=True)
    assert answer.status_code == 200
    assert "your teacher has taken it out" in answer.text


def test_who_needs_fewer_options_has_them_here_too_where_a_class_of_theirs_allows_it(
    client: FlaskClient, student: User
) -> None:
    place = db.session.query(Enrolment).filter_by(user_id=student.id).one()
    needs.store(place, Needs(fewer_options=True))
    page = client.get("/practice/next").location
    shown = client.get(page).text
    feedback = client.post(page, data=choosing(shown, "1921"), follow_redirects=True).text
    for text in (shown, feedback):
        assert sum(year in text for year in ("1901", "1911", "1921", "1931")) == 3
    place.classroom.fewer_options_allowed = False
    db.session.commit()
    assert client.get(page).text.count('name="choice"') == 4


def test_an_open_page_of_practice_means_what_it_shows_when_needs_are_set_anew(
    client: FlaskClient, student: User
) -> None:
    place = db.session.query(Enrolment).filter_by(user_id=student.id).one()
    needs.store(place, Needs(fewer_options=True))
    page = client.get("/practice/next").location
    version = db.session.query(Question).filter_by(type="multiple-choice").one().current
    version.content = version.content | {"key": "1931", "distractors": ["1901", "1911", "1921"]}
    db.session.commit()
    form = choosing(client.get(page).text, "1931")
    needs.store(place, Needs())
    assert "<h1>Right</h1>" in client.post(page, data=form, follow_redirects=True).text


def test_nobody_sees_the_practice_of_others(client: FlaskClient, student: User) -> None:
    page = client.get("/practice/next").location
    review = client.post(page, data=choosing(client.get(page).text, "1921")).location
    sign_in_as(client, a_student("Another Student"))
    assert client.get(review).status_code == 404
    assert client.post(f"{review}/feeling", data={"feeling": "easy"}).status_code == 404
    assert client.post(page, data={"choice": "0"}, follow_redirects=True).status_code == 200
    assert db.session.query(PracticeReview).count() == 1


@pytest.mark.parametrize("address", ["/practice", "/practice/summary", "/practice/progress"])
def test_pages_without_anything_to_practise_say_what_to_do(client: FlaskClient, address: str) -> None:
    sign_in_as(client, a_student())
    page = client.get(address).text
    assert "When a quiz of your class is over, its questions come here" in page
    assert 'href="/learn"' in page


def test_waiting_quizzes_are_said_to_follow(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    an_assignment(a_quiz(teacher), a_class(teacher, [student]))
    sign_in_as(client, student)
    assert "1 quiz of yours will follow" in client.get("/practice").text


def test_the_learners_own_page_counts_what_is_due(client: FlaskClient, student: User) -> None:
    page = client.get("/learn").text
    assert "2 questions for today" in page
    assert 'href="/practice/next"' in page


def test_the_learners_own_page_is_silent_where_nothing_can_be_practised(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    a_class(teacher, [student])
    sign_in_as(client, student)
    assert 'id="practice"' not in client.get("/learn").text


def test_signed_out_visitors_are_sent_to_sign_in(client: FlaskClient) -> None:
    for address in ("/practice", "/practice/next", "/practice/1", "/practice/summary", "/practice/progress"):
        assert client.get(address).location.startswith("/sign-in")


@pytest.mark.parametrize("address", ["/practice", "/practice/progress", "/practice/next", "/practice/summary"])
def test_pages_ask_few_queries_whatever_is_assigned(
    app: Flask, client: FlaskClient, statements: Statements, address: str
) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    for number in range(30):
        stems = [f"In which year did hall {number}-{n} open?" for n in range(5)]
        bank = a_bank(teacher, [a_multiple_choice(stem) for stem in stems], title=f"Hall {number}")
        an_assignment(a_quiz(teacher, bank), classroom, closes_at=now() - timedelta(hours=1))
    sign_in_as(client, student)
    with statements() as asked:
        assert client.get(address).status_code in {200, 302}
    assert len(asked) < 15
