"""The article behind a result: at its proof, and only where the learner may see what is right."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from quizapp.articles.reading import read_article
from quizapp.banks.models import Bank, StoredArticle
from quizapp.banks.structuring import set_reading
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes import attempts
from quizapp.quizzes.models import AFTER_CLOSE, AFTER_HAND_IN, AT_ONCE, SCORE_ONLY, Attempt
from tests.factories import (
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
    an_attempt,
    sign_in_as,
)

TEXT = "The hall opened in 1911. It seats 450 guests.\n\nThe mayor lives nearby. The roof is red.\n"
MARKED = '<mark class="evidence is-lit" id="proof">The hall opened in 1911.</mark>'
WRONG = {"choice": "1"}


def with_article(bank: Bank, text: str = TEXT) -> Bank:
    article = StoredArticle(owner_id=bank.owner_id, title="The hall", filename="a.txt", source=b"", sha256="0" * 64)
    set_reading(article, read_article(text.encode(), filename="a.txt"))
    bank.article = article
    db.session.commit()
    return bank


def sat(client: FlaskClient, feedback: str = AFTER_HAND_IN, *, handed_in: bool = True, **terms: object) -> Attempt:
    """A student's attempt at a question of the article and a timeline, the first one wrong."""
    teacher, student = a_teacher(), a_student()
    bank = with_article(a_bank(teacher, [a_multiple_choice(), a_timeline()]))
    assignment = an_assignment(a_quiz(teacher, bank, feedback=feedback), a_class(teacher, [student]), **terms)
    attempt = an_attempt(assignment, student, [WRONG, None], handed_in=handed_in)
    sign_in_as(client, student)
    return attempt


def address(attempt: Attempt, position: int = 1) -> str:
    return f"/attempts/{attempt.id}/article?question={position}"


def test_the_article_opens_at_the_sentence_that_proves_the_question(client: FlaskClient) -> None:
    attempt = sat(client)
    page = client.get(address(attempt)).text
    assert MARKED in page
    assert "The mayor lives nearby." in page
    assert f"/attempts/{attempt.id}/result#question-1" in page
    assert f'href="{address(attempt)}#proof"' in client.get(f"/attempts/{attempt.id}/result").text


@pytest.mark.parametrize("feedback", [AFTER_CLOSE, SCORE_ONLY])
def test_the_article_stays_shut_while_answers_do(client: FlaskClient, feedback: str) -> None:
    attempt = sat(client, feedback, closes_at=now() + timedelta(days=1))
    assert client.get(address(attempt)).status_code == 404
    assert "The hall opened" not in client.get(f"/attempts/{attempt.id}/result").text


@pytest.mark.parametrize("feedback", [AFTER_HAND_IN, AT_ONCE])
def test_a_running_attempt_has_no_article_for_what_is_not_final(client: FlaskClient, feedback: str) -> None:
    attempt = sat(client, feedback, handed_in=False)
    assert client.get(address(attempt)).status_code == 404
    assert client.get(address(attempt, 2)).status_code == 404


def test_after_an_answer_told_at_once_only_its_passage_opens(client: FlaskClient) -> None:
    attempt = sat(client, AT_ONCE, handed_in=False)
    attempts.record_response(attempt, 1, WRONG, sequence=2, check=True)
    page = client.get(address(attempt)).text
    assert MARKED in page
    assert "Only this passage" in page
    assert "The mayor lives nearby." not in page
    assert address(attempt) in client.get(f"/attempts/{attempt.id}/questions/1").text
    assert client.get(address(attempt, 2)).status_code == 404


def test_nobody_else_opens_it_and_no_place_beyond_the_last(client: FlaskClient) -> None:
    attempt = sat(client)
    assert client.get(address(attempt, 3)).status_code == 404
    assert client.get(address(attempt, 0)).status_code == 404
    sign_in_as(client, a_student("Ida Other"))
    assert client.get(address(attempt)).status_code == 404


def test_a_sentence_that_has_gone_is_not_marked_elsewhere(client: FlaskClient) -> None:
    attempt = sat(client)
    article = db.session.query(StoredArticle).one()
    set_reading(article, read_article(b"The hall opened late. Nobody knows when.", filename="a.txt"))
    db.session.commit()
    page = client.get(address(attempt)).text
    assert "The sentence has changed" in page
    assert "<mark" not in page


def test_the_result_says_what_to_read_again_and_only_of_what_was_missed(client: FlaskClient) -> None:
    attempt = sat(client)
    page = client.get(f"/attempts/{attempt.id}/result").text
    again = page[page.index("What to read again") : page.index("Question by question")]
    assert "<q>The hall opened in 1911.</q>" in again
    assert "✗ wrong" in page
    assert "– not answered" in page


def test_a_result_without_a_mistake_has_nothing_to_read_again(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student()
    bank = a_bank(teacher, [a_multiple_choice()])
    attempt = an_attempt(an_assignment(a_quiz(teacher, bank), a_class(teacher, [student])), student, [{"choice": "0"}])
    sign_in_as(client, student)
    page = client.get(f"/attempts/{attempt.id}/result").text
    assert "Everything right" in page
    assert "What to read again" not in page
    assert "✓ right" in page
    assert "in the article" not in page
    assert "I think another answer" not in page


def test_points_are_shown_by_topic(client: FlaskClient) -> None:
    attempt = sat(client)
    for given, tag in zip(attempt.given, ["opening-day", "order"], strict=True):
        given.version.tags = [tag]
    db.session.commit()
    page = client.get(f"/attempts/{attempt.id}/result").text
    assert "By topic" in page
    assert "opening day" in page


def test_what_was_missed_leads_to_practice_of_just_that(client: FlaskClient) -> None:
    attempt = sat(client)
    numbers = [given.version.question_id for given in attempt.given]
    page = client.get(f"/attempts/{attempt.id}/result").text
    assert "Practise what I missed" in page
    assert f"/practice/next?only={numbers[0]},{numbers[1]}" in page.replace("%2C", ",")
    first = client.get(f"/practice/next?only={numbers[1]}")
    assert first.location == f"/practice/{numbers[1]}?only={numbers[1]}"
