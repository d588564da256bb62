"""When learners see what is right: at once, at the end, after the window, never. And never earlier."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.models import AFTER_CLOSE, AFTER_HAND_IN, AT_ONCE, SCORE_ONLY, Attempt
from tests.factories import (
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_short_answer,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
    an_attempt,
    evidence,
    sign_in_as,
)
from tests.quizzes.conftest import sent

# What a script hears of an answer that is stored, in a quiz without a clock.
STORED = {"saved": True, "newer": False, "seconds_left": None}
SECRETS = ("Only the mason knew", "The stone above the door tells it.", "Clara Löw", "Her name stands in the cellar")
JSON = {"Accept": "application/json"}


def begun(client: FlaskClient, feedback: str, **terms: object) -> Attempt:
    """A student's attempt at three questions; what must stay hidden stands in ``SECRETS``."""
    teacher, student = a_teacher(), a_student()
    contents = [
        a_multiple_choice(explanation=SECRETS[0], evidence=(evidence(SECRETS[1]),)),
        a_short_answer(evidence=(evidence(SECRETS[3]),)),
        a_timeline(),
    ]
    quiz = a_quiz(teacher, a_bank(teacher, contents), feedback=feedback)
    assignment = an_assignment(quiz, a_class(teacher, [student]), **terms)
    attempt = an_attempt(assignment, student, handed_in=False)
    sign_in_as(client, student)
    return attempt


def page(attempt: Attempt, position: int = 1) -> str:
    return f"/attempts/{attempt.id}/questions/{position}"


def give(client: FlaskClient, attempt: Attempt, position: int, form: dict[str, str], **more: Any) -> TestResponse:
    return client.post(page(attempt, position), data=sent(attempt, position, form), **more)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("feedback", [AT_ONCE, AFTER_HAND_IN, AFTER_CLOSE, SCORE_ONLY])
def test_no_page_of_a_running_attempt_tells_what_is_right(client: FlaskClient, feedback: str) -> None:
    attempt = begun(client, feedback, closes_at=now() + timedelta(days=1))
    give(client, attempt, 1, {"choice": "1"}, headers=JSON)
    give(client, attempt, 2, {"written": "Somebody"}, headers=JSON)
    texts = [client.get(page(attempt, position)).text for position in (1, 2, 3)]
    texts.append(client.get(f"/attempts/{attempt.id}").text)
    texts.append(give(client, attempt, 2, {"written": ""}).text)
    assert [leaks(text) for text in texts] == [[]] * 5
    assert not any("right answer" in text for text in texts)


@pytest.mark.parametrize("feedback", [AFTER_HAND_IN, AFTER_CLOSE, SCORE_ONLY])
def test_other_quizzes_lead_on_and_let_an_answer_be_changed(client: FlaskClient, feedback: str) -> None:
    attempt = begun(client, feedback, closes_at=now() + timedelta(days=1))
    assert give(client, attempt, 1, {"choice": "1", "sequence": "1"}).location == page(attempt, 2)
    assert give(client, attempt, 1, {"choice": "0", "sequence": "2"}).location == page(attempt, 2)
    assert leaks(client.get(page(attempt)).text) == []
    assert db.session.get_one(Attempt, attempt.id).score == 1


def test_at_the_end_everything_is_told(client: FlaskClient) -> None:
    attempt = begun(client, AFTER_HAND_IN)
    client.post(f"/attempts/{attempt.id}/hand-in")
    assert leaks(client.get(f"/attempts/{attempt.id}/result").text) == list(SECRETS)


@pytest.mark.parametrize(("hours", "told"), [(24, []), (-1, list(SECRETS))])
def test_after_the_window_and_not_before(client: FlaskClient, hours: int, told: list[str]) -> None:
    attempt = begun(client, AFTER_CLOSE, closes_at=now() + timedelta(days=1))
    client.post(f"/attempts/{attempt.id}/hand-in")
    attempt.assignment.closes_at = now() + timedelta(hours=hours)
    db.session.commit()
    assert leaks(client.get(f"/attempts/{attempt.id}/result").text) == told


def test_with_the_score_only_nothing_is_ever_told(client: FlaskClient) -> None:
    attempt = begun(client, SCORE_ONLY, closes_at=now() + timedelta(days=1))
    client.post(f"/attempts/{attempt.id}/hand-in")
    attempt.assignment.closes_at = now() - timedelta(days=9)
    db.session.commit()
    assert leaks(client.get(f"/attempts/{attempt.id}/result").text) == []


def test_at_once_an_answer_is_followed_by_verdict_explanation_and_quote(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    checked = give(client, attempt, 1, {"choice": "2", "sequence": "1"})
    assert checked.location == page(attempt)
    text = client.get(checked.location).text
    assert "Your answer is wrong." in text
    assert leaks(text) == list(SECRETS[:2])
    assert 'name="choice"' not in text
    assert f'href="{page(attempt, 2)}"' in text


def test_at_once_a_second_answer_is_refused_and_the_first_stays(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    give(client, attempt, 1, {"choice": "2", "sequence": "1"})
    again = give(client, attempt, 1, {"choice": "0", "sequence": "2"})
    assert (again.status_code, "can no longer change" in again.text) == (409, True)
    by_script = give(client, attempt, 1, {"choice": "0", "sequence": "3"}, headers=JSON)
    assert (by_script.status_code, "can no longer change" in (by_script.json or {})["closed"]) == (409, True)
    stored = db.session.get_one(Attempt, attempt.id)
    assert [response.answer for response in stored.responses] == [{"choice": "2"}]
    assert stored.score == 0


def test_at_once_what_a_script_stores_counts_but_is_neither_final_nor_told(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    assert give(client, attempt, 1, {"choice": "2", "sequence": "1"}, headers=JSON).json == STORED
    text = client.get(page(attempt)).text
    assert leaks(text) == []
    assert " checked" in text
    give(client, attempt, 1, {"choice": "0", "sequence": "2"}, headers=JSON)
    assert db.session.get_one(Attempt, attempt.id).score == 1
    give(client, attempt, 1, {"choice": "0", "sequence": "3"})
    assert "Your answer is right." in client.get(page(attempt)).text


def test_at_once_an_answer_never_checked_still_counts_at_the_end(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    give(client, attempt, 1, {"choice": "0", "sequence": "1"}, headers=JSON)
    client.post(f"/attempts/{attempt.id}/hand-in")
    text = client.get(f"/attempts/{attempt.id}/result").text
    assert "1 of 3" in text
    assert leaks(text) == list(SECRETS)


def test_at_once_checking_wins_over_an_autosave_that_overtook_it(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    give(client, attempt, 1, {"choice": "2", "sequence": "9"}, headers=JSON)
    give(client, attempt, 1, {"choice": "0", "sequence": "1"})
    assert "Your answer is right." in client.get(page(attempt)).text
    late = give(client, attempt, 1, {"choice": "2", "sequence": "10"}, headers=JSON)
    assert late.status_code == 409


def test_at_once_nothing_is_checked_without_an_answer(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    empty = give(client, attempt, 1, {"sequence": "1"})
    assert (empty.status_code, leaks(empty.text)) == (422, [])
    assert give(client, attempt, 1, {"choice": "0"}).status_code == 303


def test_an_answer_that_was_told_stays_final_when_the_teacher_changes_the_mode(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    give(client, attempt, 1, {"choice": "2", "sequence": "1"})
    attempt.assignment.quiz.feedback = AFTER_HAND_IN
    db.session.commit()
    assert give(client, attempt, 1, {"choice": "0", "sequence": "2"}).status_code == 409
    assert give(client, attempt, 2, {"written": "x", "sequence": "1"}).location == page(attempt, 3)


def test_at_once_the_time_still_ends(client: FlaskClient) -> None:
    attempt = begun(client, AT_ONCE)
    attempt.deadline = now() - timedelta(minutes=1)
    db.session.commit()
    late = give(client, attempt, 1, {"choice": "0", "sequence": "1"})
    assert (late.status_code, "The time is up" in late.text, leaks(late.text)) == (409, True, [])
