"""The teacher's review and comparison pages."""

from flask import Flask
from flask.testing import FlaskClient

from quizapp.analysis import comparison, scores
from quizapp.analysis.items import item_rows
from quizapp.analysis.quiz import quiz_statistics
from quizapp.quizzes import overriding
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


def test_option_and_swap_counts_are_of_the_attempts_that_count(app: Flask) -> None:
    teacher = a_teacher()
    students = [a_student(f"S{number}") for number in range(4)]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, students))
    for student, answers in zip(students, ([RIGHT, IN_ORDER], [WRONG, SWAPPED], [RIGHT, SWAPPED], [None]), strict=True):
        an_attempt(assignment, student, answers)
    choice, timeline = item_rows(scores.counted_answers(assignment))
    assert [(option.text, option.count) for option in choice.tally] == [
        ("1911", 2),
        ("1901", 0),
        ("1921", 1),
        ("1931", 0),
    ]
    assert (choice.asked, choice.unanswered, choice.facility) == (4, 1, 0.5)
    assert [(each.swap.earlier, each.count) for each in timeline.tally] == [("The hall is built (1911)", 2)]


def test_a_running_attempt_does_not_count(app: Flask) -> None:
    teacher, student = a_teacher(), a_student()
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, [student]))
    an_attempt(assignment, student, [RIGHT], handed_in=False)
    row = scores.student_rows(assignment)[0]
    assert (row.counted, row.state) == (None, "in progress")


def two_classes(first: int, second: int) -> comparison.Comparison:
    teacher = a_teacher()
    quiz = a_quiz(teacher)
    assignments = []
    for size, name in ((first, "9a"), (second, "9b")):
        students = [a_student(f"{name}-{number}") for number in range(size)]
        assignment = an_assignment(quiz, a_class(teacher, students, name), attempts_allowed=2)
        for number, student in enumerate(students):
            an_attempt(assignment, student, [RIGHT if number % 2 else WRONG, IN_ORDER])
        assignments.append(assignment)
    return comparison.compare(assignments[0], teacher)


def test_classes_are_compared_with_their_number_and_uncertainty(app: Flask) -> None:
    lines = two_classes(16, 18).lines
    assert [line.finished for line in lines] == [16, 18]
    assert lines[0].interval is not None
    assert lines[1].difference is not None
    assert lines[1].difference.interval.holds(0)
    assert lines[1].difference.sentence == "The difference of 0 points could well be chance."


def test_the_mean_has_the_same_interval_on_every_page(app: Flask) -> None:
    line = two_classes(16, 18).lines[0]
    answers = scores.counted_answers(line.assignment)
    whole = quiz_statistics(answers).mean
    assert whole is not None
    assert scores.summary(scores.student_rows(line.assignment)).interval == line.interval == whole.interval


def test_every_student_is_a_dot_of_their_own(app: Flask) -> None:
    drawn = two_classes(16, 18).drawn
    assert [len(row.dots) for row in drawn] == [16, 18]
    assert all(len(set(row.dots)) == len(row.dots) for row in drawn)
    assert drawn[0].bottom < drawn[1].y


def test_a_small_group_is_hidden(app: Flask) -> None:
    lines = two_classes(16, 9).lines
    assert (lines[1].mean, lines[1].interval, lines[1].difference) == (None, None, None)


def test_who_is_excused_or_not_finished_is_not_counted_and_is_named(client: FlaskClient) -> None:
    teacher = a_teacher()
    quiz, given = a_quiz(teacher), []
    for name in ("9a", "9b"):
        students = [a_student(f"{name}-{number}") for number in range(12)]
        given.append(an_assignment(quiz, a_class(teacher, students, name)))
        for number, student in enumerate(students[:11]):
            an_attempt(given[-1], student, [RIGHT if number else WRONG, IN_ORDER])
    first = scores.student_rows(given[1])[0].student
    overriding.excuse(given[1], first, reason="Ill", author=teacher)
    other = comparison.compare(given[0], teacher).lines[1]
    assert (other.finished, other.mean, other.excused, other.waiting) == (10, 1.0, [first.name], ["9b-11"])
    sign_in_as(client, teacher)
    text = client.get(f"/assignments/{given[0].id}/compare").text
    assert f"Excused: {first.name}" in text
    assert "Not finished: 9a-11" in text


def test_only_first_attempts_are_compared(app: Flask) -> None:
    teacher = a_teacher()
    students = [a_student(f"S{number}") for number in range(10)]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, students), attempts_allowed=2, grading_method="best")
    for student in students:
        an_attempt(assignment, student, [WRONG, SWAPPED])
        an_attempt(assignment, student, [RIGHT, IN_ORDER])
    assert comparison.compare(assignment, teacher).lines[0].mean < 0.5


def test_every_page_shows_its_empty_and_its_full_state(client: FlaskClient) -> None:
    teacher, student = a_teacher(), a_student("Ida Student")
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, [student]))
    sign_in_as(client, teacher)
    base = f"/assignments/{assignment.id}"
    assert "not begun" in client.get(base).text
    assert "Nobody has finished yet" in client.get(f"{base}/items").text
    assert "No other class has this quiz" in client.get(f"{base}/compare").text
    attempt = an_attempt(assignment, student, [WRONG, SWAPPED])
    assert "Ida Student" in client.get(base).text
    assert "Pairs that were put the wrong way round" in client.get(f"{base}/items").text
    page = client.get(f"{base}/attempts/{attempt.id}").text
    assert "chosen" in page
    assert "The hall is built (1911)</strong> came about 12 years before" in page


def test_the_results_of_another_teacher_do_not_exist(client: FlaskClient) -> None:
    teacher = a_teacher()
    assignment = an_assignment(a_quiz(teacher), a_class(teacher))
    sign_in_as(client, a_teacher("Other"))
    assert client.get(f"/assignments/{assignment.id}").status_code == 404
