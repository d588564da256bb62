"""Difficulty: from the first attempts of enough learners, else from the teacher's tag, else unknown."""

import pytest
from flask import Flask

from quizapp.accounts.models import User
from quizapp.banks.versions import new_version
from quizapp.database import db
from quizapp.quizzes import difficulty
from quizapp.quizzes.catalogue import entries_for
from quizapp.quizzes.difficulty import facilities, level
from quizapp.quizzes.models import Quiz
from tests.factories import RIGHT, a_bank, a_class, a_quiz, a_student, a_teacher, an_assignment, an_attempt

WRONG = {"choice": "1"}


@pytest.mark.parametrize(
    ("facility", "tags", "expected"),
    [
        (0.8, ["hard"], "easy"),
        (0.79, [], "medium"),
        (0.5, [], "medium"),
        (0.49, ["easy"], "hard"),
        (None, ["history", "Hard"], "hard"),
        (None, ["history"], ""),
    ],
)
def test_answers_of_learners_come_before_the_tag(facility: float | None, tags: list[str], expected: str) -> None:
    assert level(facility, tags) == expected


def taken_by(teacher: User, right: int, wrong: int, open_: int = 0, again: int = 0) -> Quiz:
    """A quiz whose first question this many learners answered so; ``again`` of them right in a second attempt."""
    quiz = a_quiz(teacher)
    learners = [a_student(f"S{n}") for n in range(right + wrong + open_)]
    assignment = an_assignment(quiz, a_class(teacher, learners), attempts_allowed=0)
    answers = [[RIGHT]] * right + [[WRONG]] * wrong + [[None]] * open_
    for learner, given in zip(learners, answers, strict=True):
        an_attempt(assignment, learner, given)
    for learner in learners[-again:] if again else []:
        an_attempt(assignment, learner, [RIGHT])
    return quiz


def test_ten_learners_are_enough_and_an_open_question_earns_nothing(app: Flask) -> None:
    teacher = a_teacher()
    question = taken_by(teacher, right=4, wrong=4, open_=2).chosen[0].question
    assert facilities(teacher)[question.id] == pytest.approx(0.4)
    assert entries_for(teacher)[0].difficulty == "hard"


def test_nine_learners_are_too_few(app: Flask) -> None:
    teacher = a_teacher()
    taken_by(teacher, right=9, wrong=0)
    assert facilities(teacher) == {}


def test_second_attempts_do_not_count(app: Flask) -> None:
    teacher = a_teacher()
    question = taken_by(teacher, right=0, wrong=10, again=5).chosen[0].question
    assert facilities(teacher)[question.id] == 0


def test_a_new_version_has_to_be_met_by_itself(app: Flask) -> None:
    teacher = a_teacher()
    question = taken_by(teacher, right=10, wrong=0).chosen[0].question
    new_version(question, {**question.current.content, "key": "1912"}, author=teacher, note="")
    assert question.id not in facilities(teacher)


def test_attempts_that_still_run_do_not_count(app: Flask) -> None:
    teacher = a_teacher()
    learners = [a_student(f"S{n}") for n in range(10)]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, learners))
    for learner in learners:
        an_attempt(assignment, learner, [RIGHT], handed_in=False)
    assert facilities(teacher) == {}


def test_only_the_newest_attempts_count(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difficulty, "MOST_ATTEMPTS", 10)
    teacher = a_teacher()
    bank = a_bank(teacher)
    question = bank.questions[0]
    for answer in (RIGHT, WRONG):
        learners = [a_student(f"S{n}") for n in range(10)]
        assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, learners))
        for learner in learners:
            an_attempt(assignment, learner, [answer])
    assert facilities(teacher)[question.id] == 0


def test_answers_in_classes_of_other_teachers_do_not_count(app: Flask) -> None:
    teacher = a_teacher()
    taken_by(a_teacher("Other"), right=10, wrong=0)
    assert facilities(teacher) == {}


def test_without_answers_the_tag_of_the_current_version_tells(app: Flask) -> None:
    teacher = a_teacher()
    bank = a_bank(teacher)
    bank.questions[0].current.tags = ["law", "easy"]
    db.session.commit()
    assert [entry.difficulty for entry in entries_for(teacher)] == ["easy", ""]
