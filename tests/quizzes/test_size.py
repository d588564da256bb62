"""A bank of 2,000 questions: every page about quizzes asks the database a few times, however many there are."""

import pytest
from flask.testing import FlaskClient

from quizapp.banks.models import APPROVED
from quizapp.database import db
from quizapp.quizzes import choosing
from quizapp.quizzes.catalogue import Filter
from quizapp.quizzes.models import Quiz
from tests.conftest import Statements
from tests.factories import a_class, a_large_bank, a_quiz, a_student, a_teacher, an_assignment, sign_in_as

MOST_QUERIES = 14


@pytest.fixture
def quiz(client: FlaskClient) -> Quiz:
    """A quiz over the large bank: 60 picked, two rules, given to a class; its teacher is signed in."""
    teacher = a_teacher()
    bank = a_large_bank(teacher, statuses=(APPROVED,))
    quiz = a_quiz(teacher)
    choosing.add(quiz, [question.id for question in bank.questions[:60]])
    choosing.add_rule(quiz, 20, Filter(bank_id=bank.id, difficulty="hard"))
    choosing.add_rule(quiz, 10, Filter(tag="unit 3", type="timeline"))
    an_assignment(quiz, a_class(teacher, [a_student()]))
    sign_in_as(client, teacher)
    return quiz


def many(client: FlaskClient, statements: Statements, addresses: list[str]) -> dict[str, int]:
    """The addresses that ask too often, with how often they do."""
    counts = {}
    for address in addresses:
        with statements() as seen:
            assert client.get(address).status_code in {200, 303}
        counts[address] = len(seen)
    return {address: count for address, count in counts.items() if count > MOST_QUERIES}


@pytest.mark.parametrize("same", [True, False], ids=["drawn once", "drawn for each attempt"])
def test_every_page_of_a_teacher_asks_a_few_times(
    client: FlaskClient, quiz: Quiz, statements: Statements, same: bool
) -> None:
    choosing.draw_for_all(quiz, same=same)
    one = f"/quizzes/{quiz.id}"
    pages = ["", "/edit", "/questions", "/questions?words=report+19&tag=unit+3&page=2", "/preview", "/print"]
    pages += ["/print?kind=key&version=B&size=large&article=y", "/delete", "/assign", "/try", "/try/1", "/try/overview"]
    pages += ["/try/result"]
    addresses = ["/quizzes", "/quizzes?archived=1", "/quizzes/new", f"/quizzes/new?bank={quiz.rules[0].bank_id}"]
    assert many(client, statements, addresses + [one + page for page in pages]) == {}


def test_beginning_and_answering_ask_a_few_times(client: FlaskClient, quiz: Quiz, statements: Statements) -> None:
    choosing.draw_for_all(quiz, same=False)
    client.post("/sign-out")
    student = a_student()
    assignment = an_assignment(quiz, a_class(quiz.owner, [student]))
    sign_in_as(client, student)
    with statements() as begun:
        first = client.post(f"/assignments/{assignment.id}/start").location
    with statements() as resumed:
        assert client.post(f"/assignments/{assignment.id}/start").location == first
    with statements() as asked:
        client.get(first)
    assert max(len(begun), len(resumed), len(asked)) <= MOST_QUERIES


def test_a_long_list_of_quizzes_asks_as_often_as_a_short_one(
    client: FlaskClient, quiz: Quiz, statements: Statements
) -> None:
    with statements() as few:
        client.get("/quizzes")
    for number in range(15):
        db.session.add(Quiz(owner_id=quiz.owner_id, title=f"Quiz {number}"))
    db.session.commit()
    with statements() as more:
        client.get("/quizzes")
    assert len(more) == len(few)


def test_the_page_of_questions_shows_a_page_of_them_and_counts_all(client: FlaskClient, quiz: Quiz) -> None:
    text = client.get(f"/quizzes/{quiz.id}/questions").text
    assert text.count('type="checkbox"') <= 25
    assert "2002 questions" in text
    assert "Page 1 of 81" in text
    found = client.get(f"/quizzes/{quiz.id}/questions?words=REPORT+1999").text
    assert "<strong>1 question</strong>" in found


def test_nothing_that_is_done_with_a_quiz_asks_question_by_question(
    client: FlaskClient, quiz: Quiz, statements: Statements
) -> None:
    one, rule = f"/quizzes/{quiz.id}", quiz.rules[0]
    picked = quiz.chosen[0].question_id
    deeds = [
        (f"{one}/questions?words=report+1", {"all": "y"}),
        (f"{one}/questions/{picked}/remove", {}),
        (f"{one}/questions", {"question": [picked], "at": 1}),
        (f"{one}/questions/{picked}/move", {"to": "down"}),
        (f"{one}/rules", {"count": 100, "bank": rule.bank_id, "tag": "", "type": "", "difficulty": ""}),
        (f"{one}/rules/{rule.id}", {"count": 90, "difficulty": ""}),
        (f"{one}/draw", {"again": "y"}),
        (f"{one}/rules/{rule.id}/remove", {}),
        (f"{one}/duplicate", {}),
    ]
    counts = {}
    for address, data in deeds:
        with statements() as sent:
            assert client.post(address, data=data).status_code == 303, address
        counts[address] = len(sent)
    assert {address: count for address, count in counts.items() if count > MOST_QUERIES} == {}
    assert len(db.session.get_one(Quiz, quiz.id).chosen) > 100
