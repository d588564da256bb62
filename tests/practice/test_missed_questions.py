"""What a result missed can be practised at once, beside the day's own questions."""

from flask import Flask

from quizapp.practice.today import NEW_A_DAY, today_of
from tests.factories import a_bank, a_class, a_multiple_choice, a_quiz, a_student, a_teacher, an_assignment, an_attempt


def test_wanted_new_questions_come_today_however_many_there_are(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    contents = [a_multiple_choice(f"When did hall {number} open?") for number in range(NEW_A_DAY + 5)]
    bank = a_bank(teacher, contents)
    an_attempt(an_assignment(a_quiz(teacher, bank), a_class(teacher, [student])), student)
    wanted = frozenset(question.id for question in bank.questions[3:])
    today = today_of(student, wanted=wanted)
    assert {item.question_id for item in today.only(wanted).left} == wanted
    assert len(today.left) == len(wanted)
    assert len(today_of(student).left) == NEW_A_DAY


def test_questions_outside_the_deck_are_not_practised_for_being_wanted(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    bank = a_bank(teacher)
    an_assignment(a_quiz(teacher, bank), a_class(teacher, [student]))
    assert today_of(student, wanted=[question.id for question in bank.questions]).left == []
