"""Item analysis of classes whose answers are known."""

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.analysis.items import item_rows
from quizapp.analysis.quiz import quiz_statistics
from quizapp.analysis.scores import counted_answers
from quizapp.database import db
from quizapp.practice.models import PracticeReview
from quizapp.practice.reviewing import next_turn, record_review
from quizapp.quizzes import challenging
from quizapp.quizzes.models import Assignment
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
from tests.quizzes.test_reading_again import with_article

# Who chose which option of three questions, best learner first.
CHOICES = [
    *[("0", "0", "0")] * 4,
    *[("0", "0", "1")] * 3,
    *[("0", "1", "1")] * 3,
    *[("2", "1", "0")] * 2,
]


def a_sat_assignment() -> Assignment:
    teacher = a_teacher()
    bank = a_bank(teacher, [a_multiple_choice(stem) for stem in ("First?", "Second?", "Third?")])
    students = [a_student(f"S{number}") for number in range(len(CHOICES))]
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, students))
    for student, choices in zip(students, CHOICES, strict=True):
        an_attempt(assignment, student, [{"choice": choice} for choice in choices])
    return assignment


def test_the_figures_are_those_of_the_table_of_credits(app: Flask) -> None:
    answers = counted_answers(a_sat_assignment())
    table = np.array([[float(choice == "0") for choice in choices] for choices in CHOICES])
    assert sorted(map(tuple, answers.credits.tolist())) == sorted(map(tuple, table.tolist()))
    first, second, third = item_rows(answers)
    assert [item.facility for item in (first, second, third)] == pytest.approx(table.mean(axis=0).tolist())
    assert first.discrimination == pytest.approx(np.corrcoef(table[:, 0], table[:, 1:].sum(axis=1))[0, 1])
    assert third.discrimination == pytest.approx(np.corrcoef(table[:, 2], table[:, :2].sum(axis=1))[0, 1])
    whole = quiz_statistics(answers)
    assert whole.mean is not None
    assert whole.spread is not None
    assert whole.mean.value == pytest.approx(table.mean())
    assert whole.spread.value == pytest.approx(table.mean(axis=1).std(ddof=1))
    assert sum(bar.count for bar in whole.bars) == len(CHOICES)


def test_practice_and_challenges_enter_no_figure(app: Flask) -> None:
    assignment = a_sat_assignment()
    bank = with_article(assignment.quiz.chosen[0].question.bank)
    attempt = counted_answers(assignment).attempts[0]
    before = _figures(assignment)
    for question in bank.questions:
        turn, shown = next_turn(attempt.learner, question), question.current.id
        record_review(attempt.learner, question, {"choice": "3"}, turn=turn, version_id=shown)
    sentence = str(bank.article.text.index("It seats"))
    challenging.challenge(attempt, 1, sentence=sentence, answer="1921")
    db.session.expire_all()
    assert db.session.query(PracticeReview).count() == 3
    assert _figures(assignment) == before


def _figures(assignment: Assignment) -> list[tuple[object, ...]]:
    return [
        (row.asked, row.facility, row.discrimination, [option.count for option in row.options])
        for row in item_rows(counted_answers(assignment))
    ]


def test_options_are_counted_in_each_third_of_the_class(app: Flask) -> None:
    first = item_rows(counted_answers(a_sat_assignment()))[0]
    assert [(option.text, option.count) for option in first.options] == [
        ("1911", 10),
        ("1901", 0),
        ("1921", 2),
        ("1931", 0),
    ]
    key, _, tempting, _ = first.options
    for option in first.options:
        assert (option.lower + option.middle + option.upper) / 3 == pytest.approx(option.share)
    assert key.upper == 1.0
    assert tempting.lower > tempting.upper
    assert tempting.discrimination is not None
    assert tempting.discrimination < 0


def test_a_question_left_out_earns_nothing_and_one_not_asked_is_not_counted(app: Flask) -> None:
    teacher = a_teacher()
    students = [a_student(f"S{number}") for number in range(3)]
    quiz = a_quiz(teacher)
    assignment = an_assignment(quiz, a_class(teacher, students))
    an_attempt(assignment, students[0], [RIGHT, IN_ORDER])
    an_attempt(assignment, students[1], [None, IN_ORDER])
    quiz.chosen.pop()
    an_attempt(assignment, students[2], [RIGHT])
    answers = counted_answers(assignment)
    choice, timeline = item_rows(answers)
    assert (choice.asked, choice.unanswered, choice.facility) == (3, 1, pytest.approx(2 / 3))
    assert (timeline.asked, timeline.unanswered, timeline.facility) == (2, 0, 1.0)
    assert answers.complete.shape == (3, 1)


def test_figures_wait_for_ten_students(client: FlaskClient) -> None:
    teacher = a_teacher()
    students = [a_student(f"S{number}") for number in range(10)]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, students))
    sign_in_as(client, teacher)
    page = f"/assignments/{assignment.id}/items"
    for student in students[:9]:
        an_attempt(assignment, student, [RIGHT, IN_ORDER])
    assert "Counts only, so far" in client.get(page).text
    assert "<dt>Facility</dt><dd class" not in client.get(page).text
    an_attempt(assignment, students[9], [{"choice": "2"}, IN_ORDER])
    shown = client.get(page).text
    assert "Early figures" in shown
    assert "<dt>Facility</dt><dd class" in shown
    assert "Best third" in shown
