"""What may be practised: approved questions of the learner's classes, and never the key of a test still to come."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from quizapp.accounts.models import User
from quizapp.banks.models import RETIRED, Bank
from quizapp.classes.models import Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.deck import Deck, deck_of
from quizapp.quizzes import choosing
from quizapp.quizzes.catalogue import Filter
from quizapp.quizzes.models import Attempt, QuizQuestion
from tests.factories import (
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

HOUR = timedelta(hours=1)


class School:
    """A teacher with a class of one and a bank of two questions."""

    def __init__(self) -> None:
        self.teacher: User = a_teacher()
        self.student: User = a_student()
        self.classroom: Classroom = a_class(self.teacher, [self.student])
        self.bank: Bank = a_bank(self.teacher)

    def assign(self, *, feedback: str = "after hand-in", take: bool = False, **terms: Any) -> Attempt | None:
        quiz = a_quiz(self.teacher, self.bank, feedback=feedback)
        given = an_assignment(quiz, self.classroom, **terms)
        return an_attempt(given, self.student, [RIGHT]) if take else None

    def deck(self) -> Deck:
        db.session.expire_all()
        return deck_of(self.student, now())


@pytest.fixture
def school(app: Flask) -> Iterator[School]:
    return School()


def test_nothing_is_practised_before_a_quiz_is_assigned(school: School) -> None:
    assert len(school.deck()) == 0
    assert school.deck().waiting_quizzes == 0


def test_a_quiz_that_can_still_be_taken_holds_its_questions_back(school: School) -> None:
    school.assign()
    assert len(school.deck()) == 0
    assert school.deck().waiting_quizzes == 1


def test_a_quiz_that_opens_later_holds_its_questions_back(school: School) -> None:
    school.assign(opens_at=now() + HOUR, closes_at=now() + 2 * HOUR)
    assert len(school.deck()) == 0


def test_once_taken_its_questions_may_be_practised(school: School) -> None:
    school.assign(take=True)
    assert set(school.deck().bank_of) == {question.id for question in school.bank.questions}


def test_a_closed_quiz_may_be_practised_by_who_missed_it(school: School) -> None:
    school.assign(closes_at=now() - HOUR)
    assert len(school.deck()) == 2


def test_a_running_attempt_holds_its_questions_back_even_when_the_quiz_has_changed_since(school: School) -> None:
    school.assign(take=True)
    other = a_quiz(school.teacher, school.bank)
    an_attempt(an_assignment(other, school.classroom), school.student, [RIGHT], handed_in=False)
    db.session.query(QuizQuestion).filter_by(quiz_id=other.id).delete()
    db.session.commit()
    assert len(school.deck()) == 0


def test_a_running_attempt_of_a_class_that_was_left_still_holds_them_back(school: School) -> None:
    school.assign(take=True)
    other = a_class(school.teacher, [school.student])
    given = an_assignment(a_quiz(school.teacher, school.bank), other)
    an_attempt(given, school.student, [RIGHT], handed_in=False)
    db.session.query(Enrolment).filter_by(classroom_id=other.id).one().removed_at = now()
    db.session.commit()
    assert len(school.deck()) == 0


def test_an_attempt_whose_time_is_up_holds_nothing_back(school: School) -> None:
    school.assign(take=True)
    attempt = an_attempt(
        an_assignment(a_quiz(school.teacher, school.bank), school.classroom), school.student, handed_in=False
    )
    attempt.deadline = now() - HOUR
    db.session.commit()
    assert len(school.deck()) == 2


@pytest.mark.parametrize(("method", "practised"), [("first", 2), ("best", 0), ("last", 0)])
def test_while_another_attempt_could_still_count_the_questions_wait(
    school: School, method: str, practised: int
) -> None:
    school.assign(take=True, attempts_allowed=2, grading_method=method)
    assert len(school.deck()) == practised


def test_answers_that_come_out_at_the_close_wait_for_it(school: School) -> None:
    attempt = school.assign(take=True, feedback="after close", closes_at=now() + HOUR)
    assert len(school.deck()) == 0
    assert attempt
    attempt.assignment.closes_at = now() - HOUR
    db.session.commit()
    assert len(school.deck()) == 2


def test_a_quiz_that_shows_only_the_score_is_never_practised_by_itself(school: School) -> None:
    school.assign(take=True, feedback="score only")
    school.assign(feedback="score only", closes_at=now() - HOUR)
    assert len(school.deck()) == 0


def test_once_over_such_a_quiz_does_not_keep_back_what_another_has_shown(school: School) -> None:
    school.assign(feedback="score only", attempts_allowed=2, take=True, closes_at=now() + HOUR)
    school.assign(take=True)
    assert len(school.deck()) == 0
    db.session.query(Attempt).filter_by(number=1).first().assignment.closes_at = now() - HOUR  # type: ignore[union-attr]
    db.session.commit()
    assert len(school.deck()) == 2


def test_a_question_that_a_coming_test_needs_is_left_out_wherever_it_was_asked(school: School) -> None:
    school.assign(take=True)
    test = a_quiz(school.teacher, school.bank)
    db.session.query(QuizQuestion).filter_by(quiz_id=test.id, position=2).delete()
    an_assignment(test, school.classroom, opens_at=now() + HOUR)
    assert set(school.deck().bank_of) == {school.bank.questions[1].id}


def test_only_approved_questions_are_practised(school: School) -> None:
    school.assign(take=True)
    school.bank.questions[0].status = RETIRED
    db.session.commit()
    assert set(school.deck().bank_of) == {school.bank.questions[1].id}


def test_the_questions_of_a_class_go_with_the_class(school: School) -> None:
    school.assign(closes_at=now() - HOUR)
    db.session.query(Enrolment).one().removed_at = now()
    db.session.commit()
    assert len(school.deck()) == 0


def test_other_classes_are_not_practised(school: School) -> None:
    an_assignment(a_quiz(school.teacher, school.bank), a_class(school.teacher), closes_at=now() - HOUR)
    assert len(school.deck()) == 0


def test_a_quiz_that_draws_for_each_attempt_releases_what_it_drew_and_holds_what_it_may_draw(school: School) -> None:
    bank = a_bank(school.teacher, [a_multiple_choice(f"Question {number}?") for number in range(4)])
    quiz = a_quiz(school.teacher, a_bank(school.teacher))
    choosing.add_rule(quiz, 2, Filter(bank_id=bank.id))
    choosing.draw_for_all(quiz, same=False)
    db.session.commit()
    given = an_assignment(quiz, school.classroom)
    pool = {question.id for question in bank.questions}
    drawn = {each.version.question_id for each in an_attempt(given, school.student).given} & pool
    assert len(drawn) == 2
    assert set(school.deck().bank_of) & pool == drawn

    an_assignment(quiz, school.classroom)
    assert set(school.deck().bank_of) & pool == set()
