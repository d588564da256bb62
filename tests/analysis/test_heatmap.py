"""The article as a heat map: what was missed where, and what nobody asks about."""

from flask import Flask
from flask.testing import FlaskClient

from quizapp.analysis import scores
from quizapp.analysis.heatmap import HeatMap, heat_maps
from quizapp.analysis.items import item_rows
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
    a_timeline,
    an_assignment,
    an_attempt,
    sign_in_as,
)
from tests.quizzes.test_reading_again import with_article

WRONG = {"choice": "2"}


def a_sat_assignment(right: int, wrong: int) -> Assignment:
    teacher = a_teacher()
    bank = with_article(a_bank(teacher, [a_multiple_choice(), a_timeline()]))
    students = [a_student(f"S{number}") for number in range(right + wrong)]
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, students))
    for number, student in enumerate(students):
        an_attempt(assignment, student, [RIGHT if number < right else WRONG, IN_ORDER])
    return assignment


def the_map(assignment: Assignment) -> HeatMap:
    (found,) = heat_maps(item_rows(scores.counted_answers(assignment)))
    return found


def test_a_sentence_has_the_miss_rate_of_its_questions(app: Flask) -> None:
    found = the_map(a_sat_assignment(2, 8))
    (patch,) = found.asked
    assert patch.text == "The hall opened in 1911."
    assert [each.number for each in patch.questions] == [1, 2]
    # Eight of ten missed the first question, nobody the second.
    assert (patch.missed, patch.asked, patch.rate, patch.step) == (8.0, 20, 0.4, 2)


def test_what_nobody_asks_about_is_told(app: Flask) -> None:
    found = the_map(a_sat_assignment(2, 8))
    assert (found.unasked, found.sentences) == (3, 4)
    unasked = [patch.text for block in found.blocks for patch in block.patches if patch.is_unasked]
    assert unasked == ["It seats 450 guests.", "The mayor lives nearby. The roof is red."]


def test_below_ten_learners_there_are_counts_only(client: FlaskClient) -> None:
    assignment = a_sat_assignment(1, 8)
    (patch,) = the_map(assignment).asked
    assert (patch.rate, patch.step, patch.missed, patch.asked) == (None, None, 8.0, 18)
    sign_in_as(client, assignment.quiz.owner)
    page = client.get(f"/assignments/{assignment.id}/reteach").text
    assert "8 of 18" in page
    assert "\u00a0%" not in page


def test_a_sentence_leads_to_its_questions(client: FlaskClient) -> None:
    assignment = a_sat_assignment(2, 8)
    version = the_map(assignment).asked[0].questions[0].item.version
    sign_in_as(client, assignment.quiz.owner)
    place = f"/assignments/{assignment.id}/items#question-{version.id}"
    assert f'href="{place}"' in client.get(f"/assignments/{assignment.id}/reteach").text
    assert f'id="question-{version.id}"' in client.get(f"/assignments/{assignment.id}/items").text
