"""A learner challenges a question, the teacher answers, and both see what became of it."""

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound

from quizapp.database import db
from quizapp.quizzes import challenging
from quizapp.quizzes.challenging import Refused
from quizapp.quizzes.making import assignments_of_teacher
from quizapp.quizzes.models import ACCEPTED, DECLINED, OPEN, SCORE_ONLY, WITHDRAWN, Assignment, Attempt, Challenge
from tests.factories import a_student, a_teacher, sign_in_as
from tests.quizzes.test_reading_again import TEXT, sat

SEATS = str(TEXT.index("It seats"))


def challenged(attempt: Attempt, **changes: str) -> Challenge:
    given = {"sentence": SEATS, "answer": "1921", "words": "It says so."}
    return challenging.challenge(attempt, 1, **(given | changes))


def form(**changes: str) -> dict[str, str]:
    return {"answer": "1921", "sentence": SEATS, "words": "It says so."} | changes


def result_of(client: FlaskClient, attempt: Attempt) -> str:
    return client.get(f"/attempts/{attempt.id}/result").text


def test_a_learner_challenges_with_a_sentence_an_answer_and_words(client: FlaskClient) -> None:
    attempt = sat(client)
    page = client.get(f"/attempts/{attempt.id}/challenge/1").text
    assert page.count('name="sentence"') == 4
    assert page.count('name="answer"') == 3
    answer = client.post(f"/attempts/{attempt.id}/challenge/1", data=form())
    assert answer.location == f"/attempts/{attempt.id}/result#question-1"
    made = db.session.query(Challenge).one()
    assert (made.quote, made.start, made.answer, made.words, made.state) == (
        "It seats 450 guests.",
        int(SEATS),
        "1921",
        "It says so.",
        OPEN,
    )
    assert "waits for an answer" in result_of(client, attempt)


def test_an_answer_that_is_written_may_be_anything(client: FlaskClient) -> None:
    attempt = sat(client)
    assert challenging.ground_of(attempt, 2).answers == []
    made = challenging.challenge(attempt, 2, sentence=SEATS, answer=" The fire came first ")
    assert made.answer == "The fire came first"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sentence": ""}, "Choose the sentence"),
        ({"sentence": "999"}, "Choose the sentence"),
        ({"answer": ""}, "Say which answer"),
        ({"answer": "1911"}, "Say which answer"),
        ({"words": "x" * 501}, "under 500 characters"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: FlaskClient, changes: dict[str, str], message: str
) -> None:
    attempt = sat(client)
    answer = client.post(f"/attempts/{attempt.id}/challenge/1", data=form(**changes))
    assert answer.status_code == 422
    assert message in answer.text
    assert changes.get("words", "It says so.") in answer.text
    assert db.session.query(Challenge).count() == 0


def test_the_rule_refuses_the_same_as_the_form(client: FlaskClient) -> None:
    attempt = sat(client)
    with pytest.raises(Refused, match="sentence"):
        challenged(attempt, sentence="999")
    with pytest.raises(Refused, match="answer"):
        challenged(attempt, answer="1911")


def test_a_question_version_is_challenged_once(client: FlaskClient) -> None:
    attempt = sat(client)
    challenged(attempt)
    with pytest.raises(Refused, match="already"):
        challenged(attempt)
    client.post(f"/attempts/{attempt.id}/challenge/1", data=form(words="Again."))
    assert [made.words for made in db.session.query(Challenge)] == ["It says so."]


def test_a_challenge_can_be_withdrawn_brought_back_and_made_anew(client: FlaskClient) -> None:
    attempt = sat(client)
    made = challenged(attempt)
    client.post(f"/challenges/{made.id}/withdraw")
    assert db.session.query(Challenge).one().state == WITHDRAWN
    assert "Bring it back" in result_of(client, attempt)
    assert challenging.of_assignment(attempt.assignment) == []
    client.post(f"/challenges/{made.id}/bring-back")
    assert db.session.query(Challenge).one().state == OPEN
    client.post(f"/challenges/{made.id}/withdraw")
    challenged(attempt, answer="1931")
    assert [(each.answer, each.state) for each in db.session.query(Challenge)] == [("1931", OPEN)]


def test_what_the_teacher_has_answered_is_not_withdrawn(client: FlaskClient) -> None:
    attempt = sat(client)
    made = challenged(attempt)
    challenging.decide(made, attempt.assignment.quiz.owner, accepted=True)
    page = client.post(f"/challenges/{made.id}/withdraw", follow_redirects=True).text
    assert "answered this challenge already" in page
    assert db.session.query(Challenge).one().state == ACCEPTED


def test_nobody_challenges_what_they_may_not_see(client: FlaskClient) -> None:
    hidden, running = sat(client, SCORE_ONLY), sat(client, handed_in=False)
    for attempt in (hidden, running):
        with pytest.raises(NotFound):
            challenged(attempt)
    assert client.get(f"/attempts/{running.id}/challenge/1").status_code == 404


def test_others_neither_see_nor_withdraw_a_challenge(client: FlaskClient) -> None:
    attempt = sat(client)
    made = challenged(attempt)
    sign_in_as(client, a_student("Ida Other"))
    assert client.post(f"/challenges/{made.id}/withdraw").status_code == 404
    assert client.get(f"/attempts/{attempt.id}/challenge/1").status_code == 404
    sign_in_as(client, a_teacher("Otto Other"))
    base = f"/assignments/{attempt.assignment_id}/challenges"
    assert client.get(base).status_code == 404
    assert client.post(f"{base}/{made.id}", data={"word": "accept"}).status_code == 404


def as_teacher(client: FlaskClient, assignment: Assignment) -> str:
    sign_in_as(client, assignment.quiz.owner)
    return f"/assignments/{assignment.id}/challenges"


def test_the_teacher_finds_the_challenge_and_its_sentence_beside_the_proof(client: FlaskClient) -> None:
    attempt = sat(client)
    challenged(attempt)
    base = as_teacher(client, attempt.assignment)
    page = client.get(base).text
    assert "Challenges (1)" in page
    assert "<q>It seats 450 guests.</q>" in page
    assert "<q>The hall opened in 1911.</q>" in page
    assert "Challenges (1)" in client.get(f"/assignments/{attempt.assignment_id}").text
    assert "1 challenge to answer" in client.get("/teach").text
    assert [given.challenges for given in assignments_of_teacher(attempt.assignment.quiz.owner)] == [1]


@pytest.mark.parametrize(
    ("word", "state", "told"), [("accept", ACCEPTED, "you’re right"), ("decline", DECLINED, "the answer stands")]
)
def test_the_learner_reads_the_teachers_answer(client: FlaskClient, word: str, state: str, told: str) -> None:
    attempt = sat(client)
    made = challenged(attempt)
    score = attempt.score
    base = as_teacher(client, attempt.assignment)
    client.post(f"{base}/{made.id}", data={"word": word, "reply": "Look at the year."})
    stored = db.session.query(Challenge).one()
    assert (stored.state, stored.reply, stored.decided_by_id) == (
        state,
        "Look at the year.",
        attempt.assignment.quiz.owner_id,
    )
    assert challenging.open_count(attempt.assignment) == 0
    sign_in_as(client, attempt.learner)
    page = result_of(client, attempt)
    assert told in page
    assert "Look at the year." in page
    assert db.session.get(Attempt, attempt.id).score == score  # type: ignore[union-attr]


def test_to_decline_takes_words_and_an_answer_may_be_changed(client: FlaskClient) -> None:
    attempt = sat(client)
    made = challenged(attempt)
    base = as_teacher(client, attempt.assignment)
    refused = client.post(f"{base}/{made.id}", data={"word": "decline", "reply": "  "})
    assert refused.status_code == 422
    assert "Say in a few words" in refused.text
    client.post(f"{base}/{made.id}", data={"word": "accept", "reply": ""})
    client.post(f"{base}/{made.id}", data={"word": "decline", "reply": "I read it again."})
    assert [(each.state, each.reply) for each in db.session.query(Challenge)] == [(DECLINED, "I read it again.")]


def test_an_assignment_without_challenges_says_how_they_come(client: FlaskClient) -> None:
    attempt = sat(client)
    page = client.get(as_teacher(client, attempt.assignment)).text
    assert "No challenge" in page
    assert "Challenges (" not in page
