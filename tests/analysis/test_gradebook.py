"""The gradebook: states, sorting, files for spreadsheets."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.analysis.exporting import as_csv, as_xlsx
from quizapp.analysis.gradebook import DONE, MISSED, NOT_BEGUN, gradebook_of, in_order
from quizapp.classes.models import Classroom
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.models import IN_PROGRESS
from tests.conftest import Statements
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


def a_used_class(names: tuple[str, ...] = ("Ada", "Ben", "Cem")) -> Classroom:
    """Ada has everything right, Ben is still at it, and the third has done nothing; a second quiz has closed."""
    teacher = a_teacher()
    students = [a_student(name) for name in names]
    classroom = a_class(teacher, students)
    quiz = a_quiz(teacher)
    first = an_assignment(quiz, classroom)
    closed = an_assignment(quiz, classroom)
    an_attempt(first, students[0], [RIGHT, IN_ORDER])
    an_attempt(first, students[1], [WRONG], handed_in=False)
    in_time = an_attempt(closed, students[0], [WRONG, IN_ORDER])
    closed.closes_at = now() - timedelta(days=1)
    in_time.submitted_at = now() - timedelta(days=2)
    db.session.commit()
    return classroom


def test_every_student_has_a_state_for_every_quiz(app: Flask) -> None:
    ada, ben, cem = gradebook_of(a_used_class()).rows
    assert [cell.state for cell in ada.cells] == [DONE, DONE]
    assert [cell.state for cell in ben.cells] == [MISSED, IN_PROGRESS]
    assert [cell.state for cell in cem.cells] == [MISSED, NOT_BEGUN]
    assert [cell.share for cell in ada.cells] == [0.5, 1.0]
    assert (ada.mean, ben.mean, cem.mean) == (0.75, None, None)


def test_who_has_no_figure_comes_last_whichever_way_it_is_sorted(app: Flask) -> None:
    rows = gradebook_of(a_used_class()).rows
    for downwards in (False, True):
        assert in_order(rows, "mean", downwards=downwards)[0].student.name == "Ada"
    assert [row.student.name for row in in_order(rows, "name", downwards=True)] == ["Cem", "Ben", "Ada"]


@pytest.mark.parametrize("name", ["=1+1", "+49 Ada", "-Ada", "@Ada", "  =Ada"])
def test_no_cell_of_a_file_is_a_formula(app: Flask, name: str) -> None:
    book = gradebook_of(a_used_class((name, "Ben", "Cem")))
    book.rows[1].student.username = book.assignments[0].quiz.title = name
    lines = list(csv.reader(io.StringIO(as_csv(book).removeprefix("\ufeff"))))
    cells = [cell for line in lines for cell in line]
    assert cells.count("'" + name) >= 3
    assert [cell for cell in cells if cell.strip()[:1] in set("=+-@")] == []
    with zipfile.ZipFile(io.BytesIO(as_xlsx(book))) as workbook:
        assert b"<f>" not in workbook.read("xl/worksheets/sheet1.xml")


def test_the_files_hold_points_and_states(client: FlaskClient) -> None:
    classroom = a_used_class()
    sign_in_as(client, classroom.teacher)
    answer = client.get(f"/classes/{classroom.id}/gradebook.csv")
    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert lines[1][0] == "Ada"
    assert lines[1][2:] == ["0.75", "1.0", "2.0", DONE, "2.0", "2.0", DONE]
    assert lines[3][2:] == ["", "", "", MISSED, "", "", NOT_BEGUN]
    assert client.get(f"/classes/{classroom.id}/gradebook.xlsx").data.startswith(b"PK")


def test_the_pages_show_their_empty_and_their_full_state(client: FlaskClient) -> None:
    classroom = a_used_class()
    sign_in_as(client, classroom.teacher)
    page = client.get(f"/classes/{classroom.id}/gradebook?sort=mean&down=1").text
    assert "Ada" in page
    assert "sorted downwards" in page
    assert "2 of 2" in client.get(f"/classes/{classroom.id}/gradebook/{_ada(classroom)}").text
    empty = a_class(classroom.teacher, name="Empty")
    assert "Nobody is in this class yet" in client.get(f"/classes/{empty.id}/gradebook").text
    without = a_class(classroom.teacher, [a_student()], name="Without")
    assert "No quiz has been given" in client.get(f"/classes/{without.id}/gradebook").text


def _ada(classroom: Classroom) -> int:
    return gradebook_of(classroom).rows[0].student.id


def test_another_teacher_sees_nothing(client: FlaskClient) -> None:
    classroom = a_used_class()
    number, ada = classroom.id, _ada(classroom)
    sign_in_as(client, a_teacher("Other"))
    for page in ("gradebook", "gradebook.csv", "gradebook.xlsx", f"gradebook/{ada}"):
        assert client.get(f"/classes/{number}/{page}").status_code == 404


def test_many_quizzes_stand_on_pages_and_need_few_queries(client: FlaskClient, statements: Statements) -> None:
    teacher = a_teacher()
    students = [a_student(f"S{number}") for number in range(5)]
    classroom = a_class(teacher, students)
    quiz = a_quiz(teacher)
    for _ in range(30):
        assignment = an_assignment(quiz, classroom)
        for student in students[:2]:
            an_attempt(assignment, student, [RIGHT, IN_ORDER])
    sign_in_as(client, teacher)
    with statements() as sent:
        page = client.get(f"/classes/{classroom.id}/gradebook?page=3").text
    assert page.count('<th scope="col"') == 2 + 6
    assert "Newer quizzes" in page
    assert "Older quizzes" not in page
    assert len(sent) < 15
