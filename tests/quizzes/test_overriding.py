"""A teacher sets a score or a credit by hand, excuses a student, or leaves a comment."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from quizapp.analysis import scores
from quizapp.analysis.exporting import as_csv, as_xlsx
from quizapp.analysis.gradebook import EXCUSED, LATE, NOT_BEGUN, gradebook_of
from quizapp.database import db
from quizapp.quizzes import overriding, rescoring
from quizapp.quizzes.models import Assignment, Attempt
from quizapp.quizzes.proposing import proposed
from quizapp.quizzes.review_models import Override
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
    moment,
    sign_in_as,
)


@pytest.fixture
def attempt(client: FlaskClient) -> Attempt:
    """Ada's: the first of two questions right. Ben has not begun."""
    teacher, students = a_teacher(), [a_student("Ada"), a_student("Ben")]
    bank = a_bank(teacher, [a_multiple_choice(), a_multiple_choice("Another?")])
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, students))
    sign_in_as(client, teacher)
    return an_attempt(assignment, students[0], [RIGHT, {"choice": "2"}])


def cells(assignment: Assignment) -> list[tuple[float | None, str]]:
    return [(row.cells[0].share, row.cells[0].state) for row in gradebook_of(assignment.classroom).rows]


def test_a_score_set_by_hand_stands_and_is_told_with_its_reason(client: FlaskClient, attempt: Attempt) -> None:
    page = f"/assignments/{attempt.assignment_id}/students/{attempt.learner_id}"
    form = {"act": "score", "points": "9", "out_of": "10", "score_reason": "On paper, after the break."}
    assert client.post(page, data=form).status_code == 303
    assert cells(attempt.assignment)[0] == (0.9, "handed in")
    assert scores.student_rows(attempt.assignment)[0].points == 9
    assert "set by the teacher" in client.get(f"/classes/{attempt.assignment.classroom_id}/gradebook").text
    sign_in_as(client, attempt.learner)
    result = client.get(f"/attempts/{attempt.id}/result").text
    assert "set the score to 9 of 10" in result
    assert "On paper, after the break." in result


def test_who_has_no_attempt_reads_the_word_on_the_page_of_quizzes(client: FlaskClient, attempt: Attempt) -> None:
    ben = next(row.student for row in gradebook_of(attempt.assignment.classroom).rows if row.student.name == "Ben")
    teacher = attempt.assignment.classroom.teacher
    overriding.set_score(attempt.assignment, ben, points=1.5, out_of=2, reason="You told me aloud.", author=teacher)
    sign_in_as(client, ben)
    page = client.get("/learn").text
    assert "set the score to 1.5 of 2" in page
    assert "You told me aloud." in page
    sign_in_as(client, attempt.learner)
    assert "You told me aloud." not in client.get("/learn").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"points": "11"}, "up to the most there are"),
        ({"points": "many"}, "Write a number in digits"),
        ({"points": "NaN"}, "Write a number in digits"),
        ({"out_of": "Infinity"}, "Write a number in digits"),
        ({"points": "-1"}, "at least 0"),
        ({"out_of": "0", "points": "0"}, "up to the most there are"),
        ({"score_reason": " "}, "Say why in a few words"),
    ],
)
def test_a_score_that_cannot_be_is_refused_and_kept_in_the_form(
    client: FlaskClient, attempt: Attempt, changes: dict[str, str], message: str
) -> None:
    page = f"/assignments/{attempt.assignment_id}/students/{attempt.learner_id}"
    form = {"act": "score", "points": "9", "out_of": "10", "score_reason": "On paper."} | changes
    answer = client.post(page, data=form)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{form["points"]}"' in answer.text
    assert db.session.query(Override).count() == 0


def test_one_who_is_excused_is_in_no_average_and_no_analysis(client: FlaskClient, attempt: Attempt) -> None:
    page = f"/assignments/{attempt.assignment_id}/students/{attempt.learner_id}"
    assert client.post(page, data={"act": "excuse", "excuse_reason": "She was ill."}).status_code == 303
    assert cells(attempt.assignment) == [(None, EXCUSED), (None, NOT_BEGUN)]
    assert gradebook_of(attempt.assignment.classroom).rows[0].mean is None
    assert scores.counted_answers(attempt.assignment).attempts == []
    assert scores.summary(scores.student_rows(attempt.assignment)).finished == 0
    word = db.session.query(Override).one()
    client.post(f"/assignments/{attempt.assignment_id}/overrides/{word.id}/remove")
    assert cells(attempt.assignment)[0] == (0.5, "handed in")
    assert "removed" in client.get(page).text


def test_the_files_carry_what_was_set_and_every_state(client: FlaskClient, attempt: Attempt) -> None:
    assignment, teacher = attempt.assignment, attempt.assignment.classroom.teacher
    ben = next(row.student for row in gradebook_of(assignment.classroom).rows if row.student.name == "Ben")
    overriding.set_score(assignment, attempt.learner, points=2, out_of=2, reason="=1+1", author=teacher)
    overriding.excuse(assignment, ben, reason="Ill.", author=teacher)
    book = gradebook_of(assignment.classroom)
    ada_line, ben_line = list(csv.reader(io.StringIO(as_csv(book).removeprefix("\ufeff"))))[1:]
    assert ada_line[2:] == ["1.0", "2.0", "2.0", "handed in, score set by the teacher"]
    assert ben_line[2:] == ["", "", "", EXCUSED]
    assert as_xlsx(book).startswith(b"PK")


def test_work_after_the_end_of_the_window_is_late(client: FlaskClient, attempt: Attempt) -> None:
    attempt.due_at = moment("2026-01-01T10:00+00:00")
    attempt.submitted_at = moment("2026-01-01T10:05+00:00")
    db.session.commit()
    assert cells(attempt.assignment)[0] == (0.5, LATE)


def test_a_credit_set_by_hand_outlives_corrections_until_it_is_removed(client: FlaskClient, attempt: Attempt) -> None:
    page = f"/assignments/{attempt.assignment_id}/attempts/{attempt.id}"
    answer = client.post(f"{page}/credit/2", data={"credit": "0.5", "reason": "Half of it is true."})
    assert answer.status_code == 303
    db.session.refresh(attempt)
    assert attempt.score == 1.5
    version, teacher = attempt.given[1].version, attempt.assignment.classroom.teacher
    ruling = proposed(version, teacher, {"act": ["key"], "right": ["2"]})
    effect = rescoring.effect_of(version, teacher, ruling)
    assert effect.changes == []
    rescoring.correct(version, teacher, ruling, reason="It is right.", seen=effect.mark)
    db.session.refresh(attempt)
    assert attempt.score == 1.5
    word = db.session.query(Override).one()
    assert "You set the credit to 50" in client.get(page).text
    client.post(f"/assignments/{attempt.assignment_id}/overrides/{word.id}/remove")
    db.session.refresh(attempt)
    assert attempt.score == 2, "what the correction says holds once the teacher's own word is gone"


@pytest.mark.parametrize("changes", [{"credit": "2"}, {"credit": "x"}, {"credit": "NaN"}, {"reason": ""}])
def test_a_credit_that_cannot_be_is_refused(client: FlaskClient, attempt: Attempt, changes: dict[str, str]) -> None:
    page = f"/assignments/{attempt.assignment_id}/attempts/{attempt.id}"
    form = {"credit": "0.5", "reason": "Half of it."} | changes
    answer = client.post(f"{page}/credit/2", data=form)
    assert answer.status_code == 422
    assert f'value="{form["credit"]}"' in answer.text
    assert client.post(f"{page}/credit/9", data={"credit": "1", "reason": "x"}).status_code == 404
    db.session.refresh(attempt)
    assert attempt.score == 1


def test_a_later_word_takes_the_place_of_an_earlier_one(client: FlaskClient, attempt: Attempt) -> None:
    teacher = attempt.assignment.classroom.teacher
    for credit in (0.25, 0.75):
        overriding.set_credit(attempt, 2, credit=credit, reason="Better.", author=teacher)
    assert attempt.score == 1.75
    assert [each.removed_at is None for each in overriding.overrides_of(attempt.assignment, attempt.learner)] == [
        True,
        False,
    ]


def test_a_comment_is_read_beside_the_result_and_can_be_taken_away(client: FlaskClient, attempt: Attempt) -> None:
    page = f"/assignments/{attempt.assignment_id}/attempts/{attempt.id}"
    client.post(f"{page}/comment/0", data={"words": "Well read."})
    client.post(f"{page}/comment/2", data={"words": "Look at the <b>date</b>."})
    assert client.post(f"{page}/comment/9", data={"words": "x"}).status_code == 404
    too_long = client.post(f"{page}/comment/0", data={"words": "x" * 1001})
    assert too_long.status_code == 422
    assert "x" * 1001 in too_long.text
    teacher = attempt.assignment.classroom.teacher
    sign_in_as(client, attempt.learner)
    result = client.get(f"/attempts/{attempt.id}/result").text
    assert result.index("Well read.") < result.index("Look at the &lt;b&gt;date&lt;/b&gt;.")
    sign_in_as(client, teacher)
    client.post(f"{page}/comment/0", data={"words": " "})
    sign_in_as(client, attempt.learner)
    assert "Well read." not in client.get(f"/attempts/{attempt.id}/result").text


def test_attempts_are_read_one_student_after_the_other(client: FlaskClient, attempt: Attempt) -> None:
    ben = next(row.student for row in gradebook_of(attempt.assignment.classroom).rows if row.student.name == "Ben")
    other = an_attempt(attempt.assignment, ben, [RIGHT])
    base = f"/assignments/{attempt.assignment_id}/attempts"
    first, last = client.get(f"{base}/{attempt.id}").text, client.get(f"{base}/{other.id}").text
    assert f'href="{base}/{other.id}">Ben →' in first
    assert f'href="{base}/{attempt.id}">← Ada' in last
    assert "Answered after" in first
