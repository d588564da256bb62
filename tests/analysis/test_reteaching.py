"""What to reteach: the most frequent mistakes of a class, with the sentences to read again."""

from flask import Flask
from flask.testing import FlaskClient

from quizapp.analysis import scores
from quizapp.analysis.items import item_rows
from quizapp.analysis.reteaching import Lesson, lesson_of
from quizapp.quizzes.models import Assignment
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_class,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    sign_in_as,
)

WRONG = {"choice": "2"}
SWAPPED = {"order": ["fire", "built", "rebuilt"]}


def a_sat_assignment(*sittings: list[dict[str, object]]) -> Assignment:
    teacher = a_teacher()
    students = [a_student(f"S{number}") for number in range(len(sittings))]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, students))
    for student, answers in zip(students, sittings, strict=True):
        an_attempt(assignment, student, answers)
    return assignment


def lesson(assignment: Assignment) -> Lesson:
    return lesson_of(item_rows(scores.counted_answers(assignment)))


def test_the_most_frequent_mistakes_come_with_their_sentences(app: Flask) -> None:
    found = lesson(a_sat_assignment([WRONG, SWAPPED], [WRONG, SWAPPED], [WRONG, IN_ORDER], [RIGHT, IN_ORDER]))
    assert (found.missed[0].item.stem, found.missed[0].share) == ("In which year did the hall open?", 0.75)
    assert found.missed[0].quotes[0].quote == "The hall opened in 1911."
    wrong = found.wrong[0]
    assert (wrong.text, wrong.right, wrong.count, wrong.share) == ("1921", "1911", 3, 0.75)
    swap = found.swapped[0]
    assert (swap.earlier, swap.later, swap.count) == ("The hall is built (1911)", "The roof burns (May 1923)", 2)
    assert [quote.quote for quote in swap.quotes] == ["The hall opened in 1911."]


def test_one_slip_is_no_lesson(app: Flask) -> None:
    found = lesson(a_sat_assignment([WRONG, SWAPPED], [RIGHT, IN_ORDER], [RIGHT, IN_ORDER]))
    assert found == Lesson([], [], [])


def test_the_page_has_its_empty_its_quiet_and_its_full_state(client: FlaskClient) -> None:
    teacher = a_teacher()
    students = [a_student("A"), a_student("B")]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, students), attempts_allowed=2, grading_method="last")
    sign_in_as(client, teacher)
    page = f"/assignments/{assignment.id}/reteach"
    assert "Nobody has finished yet" in client.get(page).text
    for student in students:
        an_attempt(assignment, student, [RIGHT, IN_ORDER])
    assert "Nothing to reteach" in client.get(page).text
    for student in students:
        an_attempt(assignment, student, [WRONG, SWAPPED])
    shown = client.get(page).text
    assert "Most missed" in shown
    assert "Wrong answers that many chose" in shown
    assert "Events put the wrong way round" in shown
