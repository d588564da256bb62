"""Practice answers: each counts once, moves the question's next day, and touches no grade and no statistic."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from quizapp.accounts.models import User
from quizapp.analysis.answers import answers_of
from quizapp.analysis.items import item_rows
from quizapp.analysis.quiz import quiz_statistics
from quizapp.analysis.scores import student_rows
from quizapp.analysis.scores import summary as class_summary
from quizapp.banks.models import Bank, Question
from quizapp.banks.versions import new_version
from quizapp.classes.models import Classroom
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.days import ONE_DAY, day_of
from quizapp.practice.models import PracticeReview, ReviewCard
from quizapp.practice.reviewing import Outdated, Withdrawn, next_turn, record_review, say_how_it_felt
from quizapp.practice.today import NEW_A_DAY, streak_of, summary_of, today_of
from quizapp.questions.content import Content
from quizapp.quizzes.models import Assignment, Attempt, Response
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
)

WRONG: dict[str, Any] = {"choice": "2"}


def closed_quiz(bank: Bank, classroom: Classroom) -> Assignment:
    return an_assignment(a_quiz(bank.owner, bank), classroom, closes_at=now() - timedelta(hours=1))


def a_practiser(*banks: Sequence[Content]) -> User:
    """A student whose class has a closed quiz on each of these banks."""
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    for contents in banks:
        closed_quiz(a_bank(teacher, contents), classroom)
    return student


def many(count: int, name: str = "hall") -> list[Content]:
    return [a_multiple_choice(f"In which year did {name} number {n} open?") for n in range(count)]


def practise(
    student: User, answer: dict[str, Any] = RIGHT, at: datetime | None = None, question_id: int | None = None
) -> PracticeReview:
    """The student's answer to the next question of the day, or to this one."""
    at = at or now()
    if question_id is None:
        question_id = today_of(student, at).left[0].question_id
    question = db.session.get_one(Question, question_id)
    return record_review(
        student, question, answer, turn=next_turn(student, question), version_id=question.current.id, at=at
    )


def test_a_right_answer_sends_the_question_to_another_day(app: Flask) -> None:
    student = a_practiser(many(1))
    review = practise(student)
    today = today_of(student)
    assert (review.credit, today.left, today.done) == (1, [], 1)
    assert today.next_on
    assert today.next_on > today.day


def test_a_wrong_answer_comes_back_at_the_end_of_the_day(app: Flask) -> None:
    student = a_practiser(many(3))
    wrong = practise(student, WRONG).version.question_id
    assert [item.question_id for item in today_of(student).left][-1] == wrong
    assert (today_of(student).done, today_of(student).total) == (0, 3)


def test_the_total_of_the_day_stays_while_it_is_done(app: Flask) -> None:
    student = a_practiser(many(4))
    totals = []
    for answer in (RIGHT, WRONG, RIGHT, RIGHT, RIGHT):
        totals.append(today_of(student).total)
        practise(student, answer)
    assert totals == [4] * 5
    assert (today_of(student).done, today_of(student).left) == (4, [])


def test_ten_new_questions_come_a_day_from_every_bank(app: Flask) -> None:
    student = a_practiser(many(30, "hall"), many(30, "bridge"))
    today = today_of(student)
    assert [item.bank_id for item in today.left] == [1, 2] * (NEW_A_DAY // 2)
    assert (today.new, today.due) == (NEW_A_DAY, 0)
    for _ in range(NEW_A_DAY):
        practise(student)
    today = today_of(student)
    assert (today.left, today.next_on) == ([], today.day + ONE_DAY)
    assert today_of(student, now() + ONE_DAY).new == NEW_A_DAY


def test_due_questions_come_before_new_ones_and_most_overdue_first(app: Flask) -> None:
    student = a_practiser(many(12))
    first = practise(student, at=now() - 30 * ONE_DAY).version.question_id
    second = practise(student, at=now() - 20 * ONE_DAY, question_id=first + 5).version.question_id
    left = [item.question_id for item in today_of(student).left]
    assert left[:2] == [first, second]
    assert len(left) == 2 + NEW_A_DAY


def test_the_same_turn_sent_again_changes_nothing(app: Flask) -> None:
    student = a_practiser(many(1))
    question = db.session.query(Question).one()
    version_id = question.current.id
    first = record_review(student, question, WRONG, turn=1, version_id=version_id)
    again = record_review(student, question, RIGHT, turn=1, version_id=version_id)
    assert again.id == first.id
    assert (again.credit, db.session.query(PracticeReview).count()) == (0, 1)
    assert db.session.query(ReviewCard).one().seen == 1


@pytest.mark.parametrize("turn", [None, 0, 2, 99])
def test_an_answer_from_no_page_of_ours_is_refused(app: Flask, turn: int | None) -> None:
    student = a_practiser(many(1))
    question = db.session.query(Question).one()
    with pytest.raises(Outdated):
        record_review(student, question, RIGHT, turn=turn, version_id=question.current.id)


def test_a_question_that_is_done_for_today_is_not_answered_again_before_its_day(app: Flask) -> None:
    student = a_practiser(many(12))
    question = practise(student).version.question
    last = db.session.get_one(Question, 12)
    for done_or_too_many, turn in ((question, 2), (last, 1)):
        with pytest.raises(Withdrawn):
            record_review(student, done_or_too_many, RIGHT, turn=turn, version_id=done_or_too_many.current.id)
    assert db.session.query(PracticeReview).count() == 1


def test_an_answer_to_an_older_version_is_refused_and_the_card_is_kept(app: Flask) -> None:
    student = a_practiser(many(1))
    practise(student, at=now() - 30 * ONE_DAY)
    question = db.session.query(Question).one()
    old = question.current
    new_version(question, old.content | {"key": "1912"}, author=question.bank.owner, note="")
    assert [item.question_id for item in today_of(student).left] == [question.id]
    with pytest.raises(Outdated):
        record_review(student, question, RIGHT, turn=2, version_id=old.id)
    assert practise(student).turn == 2


def test_a_guess_comes_back_today_and_an_easy_answer_later_than_a_good_one(app: Flask) -> None:
    due = {}
    for feeling in ("guess", "hard", "", "easy"):
        student = a_practiser(many(1))
        review = practise(student)
        assert say_how_it_felt(review, student, feeling) is bool(feeling)
        due[feeling] = review.card.due_at - review.at
    assert due["guess"] < due["hard"] < due[""] < due["easy"]


def test_how_it_felt_is_said_once_about_the_newest_right_answer_of_today(app: Flask) -> None:
    student = a_practiser(many(2))
    wrong, right = practise(student, WRONG), practise(student)
    assert not say_how_it_felt(wrong, student, "easy")
    assert not say_how_it_felt(right, student, "nonsense")
    assert say_how_it_felt(right, student, "easy")
    assert not say_how_it_felt(right, student, "guess")
    assert right.feeling == "easy"
    earlier = practise(a_practiser(many(1)), at=now() - ONE_DAY)
    assert not say_how_it_felt(earlier, student, "easy")


def test_a_day_counts_with_five_answers_or_when_nothing_is_left(app: Flask) -> None:
    few, four, five = (a_practiser(many(2)), a_practiser(many(9)), a_practiser(many(9)))
    for student, answers in ((few, 2), (four, 4), (five, 5)):
        for _ in range(answers):
            practise(student)
    today = day_of(now())
    assert [streak_of(student, today).days for student in (few, four, five)] == [1, 0, 1]


def test_a_last_answer_that_was_a_guess_leaves_the_day_unfinished(app: Flask) -> None:
    student = a_practiser(many(1))
    review = practise(student)
    say_how_it_felt(review, student, "guess")
    assert streak_of(student, day_of(now())).days == 0
    practise(student)
    assert streak_of(student, day_of(now())).days == 1


def test_days_on_which_nothing_was_due_do_not_break_the_streak(app: Flask) -> None:
    student = a_practiser(many(1))
    at = now() - 20 * ONE_DAY
    for _ in range(3):
        review = practise(student, at=at)
        assert review.next_on
        at += ONE_DAY * (review.next_on - day_of(at)).days
    found = streak_of(student, day_of(at - ONE_DAY))
    assert (found.days, found.forgiven) == (3, 0)


def test_the_summary_tells_what_was_right_at_first(app: Flask) -> None:
    student = a_practiser(many(2))
    for answer in (WRONG, RIGHT, RIGHT):
        practise(student, answer)
    summary = summary_of(today_of(student))
    assert (summary.answers, summary.questions, summary.right_at_first) == (3, 2, 1)


def test_practice_changes_no_attempt_no_grade_and_no_statistic(app: Flask) -> None:
    teacher, students = a_teacher(), [a_student(f"Student {n}") for n in range(6)]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, students))
    for number, student in enumerate(students):
        an_attempt(assignment, student, [RIGHT if number % 2 else WRONG, IN_ORDER])

    def figures() -> tuple[Any, ...]:
        rows = student_rows(assignment)
        answers = answers_of([row.counted for row in rows if row.counted])
        items = [(item.version.id, replace(item, version=None)) for item in item_rows(answers)]  # type: ignore[arg-type]
        return (
            items,
            quiz_statistics(answers),
            class_summary(rows),
            [(attempt.id, attempt.score, attempt.state) for attempt in db.session.query(Attempt)],
            [(response.id, response.credit, response.answered_at) for response in db.session.query(Response)],
        )

    before = figures()
    for student in students:
        practise(student, WRONG, question_id=1)
        practise(student, IN_ORDER, question_id=2)
    db.session.expire_all()
    assert db.session.query(PracticeReview).count() == 12
    assert figures() == before


def test_todays_practice_asks_few_queries(app: Flask, statements: Statements) -> None:
    teacher, student = a_teacher(), a_student()
    classroom = a_class(teacher, [student])
    for number in range(30):
        closed_quiz(a_bank(teacher, many(5, f"hall {number}")), classroom)
    for _ in range(5):
        practise(student)
    db.session.rollback()
    db.session.expire_all()
    student_id = student.id
    db.session.expunge_all()
    with statements() as asked:
        today = today_of(db.session.get_one(User, student_id))
        streak_of(db.session.get_one(User, student_id), today.day)
    assert len(today.deck) == 150
    assert len(asked) <= 12
