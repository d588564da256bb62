"""What students see of their place: as much as the teacher allows, and never a name."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.analysis import standing
from quizapp.analysis.models import LEADERBOARD, NOTHING, SPREAD
from quizapp.analysis.nicknames import problem_with
from quizapp.classes import merging
from quizapp.database import db
from quizapp.questions.rulings import EVERYONE, Ruling
from quizapp.quizzes import overriding, rescoring
from quizapp.quizzes.models import NEVER, SCORE_ONLY, Assignment, Attempt
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


def a_sat_class(size: int) -> tuple[Assignment, list[Attempt]]:
    """A class of 30 of whom as many have finished; every second one has half of the points."""
    teacher = a_teacher("Ada Lindqvist")
    students = [a_student(f"Zora{number} Ferreira") for number in range(30)]
    assignment = an_assignment(a_quiz(teacher), a_class(teacher, students))
    return assignment, [
        an_attempt(assignment, student, [RIGHT if number % 2 else WRONG, IN_ORDER])
        for number, student in enumerate(students[:size])
    ]


def test_students_see_nothing_of_the_class_until_the_teacher_allows_it(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(10)
    sign_in_as(client, attempts[0].learner)
    page = f"/attempts/{attempts[0].id}/result"
    assert "You and the class" not in client.get(page).text
    standing.settle(assignment, SPREAD)
    shown = client.get(page).text
    assert "You and the class" in shown
    assert "Zora1" not in shown
    assert "leaderboard" not in shown
    standing.settle(assignment, NOTHING)
    assert "You and the class" not in client.get(page).text


def test_the_spread_waits_for_ten(app: Flask) -> None:
    assignment, attempts = a_sat_class(9)
    standing.settle(assignment, SPREAD)
    assert standing.spread_for(attempts[0]) is None
    with pytest.raises(standing.Refused, match="From 10 on"):
        standing.renew(assignment)


def test_the_spread_does_not_move_when_one_more_hands_in(app: Flask) -> None:
    assignment, attempts = a_sat_class(10)
    standing.settle(assignment, SPREAD)
    before = standing.spread_for(attempts[0])
    eleventh = next(row.student for row in standing.student_rows(assignment) if row.counted is None)
    an_attempt(assignment, eleventh, [WRONG, None])
    assert standing.spread_for(attempts[0]) == before
    with pytest.raises(standing.Refused, match="From 20 on"):
        standing.renew(assignment)
    standing.settle(assignment, NOTHING)
    standing.settle(assignment, SPREAD)
    assert standing.spread_for(attempts[0]) == before


def test_ten_more_may_move_the_spread(app: Flask) -> None:
    assignment, attempts = a_sat_class(10)
    standing.settle(assignment, SPREAD)
    for row in [row for row in standing.student_rows(assignment) if row.counted is None][:10]:
        an_attempt(assignment, row.student, [WRONG, None])
    standing.renew(assignment)
    spread = standing.spread_for(attempts[0])
    assert spread is not None
    assert (spread.counted, spread.low) == (20, 0.0)


def _give_everyone_the_credit(assignment: Assignment) -> None:
    """Whoever had the first question wrong gains by it."""
    version, teacher = assignment.quiz.chosen[0].question.current, assignment.classroom.teacher
    seen = rescoring.effect_of(version, teacher, Ruling(act=EVERYONE, all_earn=True)).mark
    rescoring.correct(version, teacher, Ruling(act=EVERYONE, all_earn=True), reason="Unclear.", seen=seen)


def test_the_spread_follows_a_correction_that_changes_ten_results(app: Flask) -> None:
    assignment, attempts = a_sat_class(20)
    standing.settle(assignment, SPREAD)
    before = standing.spread_for(attempts[0])
    assert before is not None
    assert (before.low, before.own) == (0.5, 0.5)
    _give_everyone_the_credit(assignment)
    after = standing.spread_for(attempts[0])
    assert after is not None
    assert (after.low, after.own, after.is_changed) == (1.0, 1.0, False)


def test_a_correction_of_fewer_than_ten_results_leaves_the_spread_and_is_told(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(18)
    standing.settle(assignment, SPREAD)
    _give_everyone_the_credit(assignment)
    spread = standing.spread_for(attempts[0])
    assert spread is not None
    assert (spread.low, spread.own, spread.is_changed) == (0.5, 1.0, True)
    with pytest.raises(standing.Refused):
        standing.renew(assignment)
    sign_in_as(client, attempts[0].learner)
    assert "A few results were changed since; yours is as it is now." in client.get(
        f"/attempts/{attempts[0].id}/result"
    ).text
    sign_in_as(client, assignment.classroom.teacher)
    assert "9 of these results were changed since" in client.get(f"/assignments/{assignment.id}/standing").text


def test_results_set_by_hand_and_students_made_one_are_told_beside_the_spread(app: Flask) -> None:
    assignment, attempts = a_sat_class(12)
    teacher = assignment.classroom.teacher
    standing.settle(assignment, SPREAD)
    stored = standing.standing_of(assignment)
    overriding.set_score(assignment, attempts[0].learner, points=2, out_of=2, reason="Read aloud.", author=teacher)
    assert standing.changed_results(stored) == 1
    merging.merge(attempts[1].learner, attempts[2].learner, teacher)
    assert standing.changed_results(standing.standing_of(assignment)) == 2
    spread = standing.spread_for(attempts[0])
    assert spread is not None
    assert spread.own == 1.0


def test_the_leaderboard_has_the_points_that_count(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(2)
    standing.settle(assignment, LEADERBOARD)
    standing.choose_nickname(assignment, attempts[0].learner, "Heron")
    overriding.set_score(
        assignment, attempts[0].learner, points=1.5, out_of=2, reason="Read aloud.", author=assignment.classroom.teacher
    )
    sign_in_as(client, attempts[0].learner)
    assert "1.5 / 2" in client.get(f"/attempts/{attempts[0].id}/leaderboard").text


def test_who_may_not_see_the_score_sees_no_place_either(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(10)
    standing.settle(assignment, LEADERBOARD)
    assignment.quiz.feedback, assignment.scores = SCORE_ONLY, NEVER
    db.session.commit()
    sign_in_as(client, attempts[0].learner)
    assert "You and the class" not in client.get(f"/attempts/{attempts[0].id}/result").text
    assert client.get(f"/attempts/{attempts[0].id}/leaderboard").status_code == 404


def test_only_who_picks_a_nickname_is_on_the_leaderboard(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(4)
    standing.settle(assignment, LEADERBOARD)
    standing.choose_nickname(assignment, attempts[1].learner, "Northern Light")
    sign_in_as(client, attempts[0].learner)
    page = f"/attempts/{attempts[0].id}/leaderboard"
    shown = client.get(page).text
    assert "Northern Light" in shown
    assert "Zora1" not in shown
    assert client.post(page, data={"nickname": "River Stone"}).status_code == 303
    assert [(line.place, line.nickname) for line in standing.board_of(assignment, attempts[0].learner)] == [
        (1, "Northern Light"),
        (2, "River Stone"),
    ]
    client.post(f"{page}/leave")
    assert len(standing.board_of(assignment, attempts[0].learner)) == 1


def test_there_is_no_leaderboard_unless_it_is_switched_on(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(4)
    standing.settle(assignment, SPREAD)
    sign_in_as(client, attempts[0].learner)
    assert client.get(f"/attempts/{attempts[0].id}/leaderboard").status_code == 404
    with pytest.raises(standing.Refused):
        standing.choose_nickname(assignment, attempts[0].learner, "River Stone")


def test_who_has_the_same_points_has_the_same_place(app: Flask) -> None:
    assignment, attempts = a_sat_class(4)
    standing.settle(assignment, LEADERBOARD)
    for attempt, nickname in zip(attempts, ("Moss", "Fog", "Rain", "Dew"), strict=True):
        standing.choose_nickname(assignment, attempt.learner, nickname)
    places = [(line.place, line.nickname) for line in standing.board_of(assignment, attempts[0].learner)]
    assert places == [(1, "Dew"), (1, "Fog"), (3, "Moss"), (3, "Rain")]


@pytest.mark.parametrize("nickname", ["Zora1", "zora 1 ferreira", "FERREIRA", "Lindqvist99", "Emma", "Zora1Ferreira"])
def test_somebodys_name_is_no_nickname(app: Flask, nickname: str) -> None:
    assert "somebody's name" in problem_with(nickname, ["Zora1 Ferreira", "Ada Lindqvist"])


@pytest.mark.parametrize("nickname", ["sh1t", "F.u.c.k", "Bitchy", "a", "x" * 25, "<b>", "123"])
def test_what_is_rude_or_unreadable_is_refused(nickname: str) -> None:
    assert problem_with(nickname, [])


@pytest.mark.parametrize("nickname", ["River Stone", "Nordlicht 7", "Étoile", "Quiz-Fuchs"])
def test_other_nicknames_are_fine(nickname: str) -> None:
    assert problem_with(nickname, ["Zora Ferreira"]) == ""


def test_a_teacher_takes_a_nickname_off_and_puts_it_back(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(2)
    learner = attempts[0].learner
    standing.settle(assignment, LEADERBOARD)
    standing.choose_nickname(assignment, learner, "Grumpy Bear")
    sign_in_as(client, assignment.classroom.teacher)
    base = f"/assignments/{assignment.id}/standing"
    assert "Grumpy Bear" in client.get(base).text
    assert client.post(f"{base}/nicknames/{learner.id}/remove").status_code == 303
    assert standing.board_of(assignment, learner) == []
    with pytest.raises(standing.Refused, match="removed this nickname"):
        standing.choose_nickname(assignment, learner, "grumpy bear")
    assert client.post(f"{base}/nicknames/{learner.id}/restore").status_code == 303
    assert len(standing.board_of(assignment, learner)) == 1


def test_a_refused_nickname_is_not_lost(client: FlaskClient) -> None:
    assignment, attempts = a_sat_class(2)
    standing.settle(assignment, LEADERBOARD)
    sign_in_as(client, attempts[0].learner)
    answer = client.post(f"/attempts/{attempts[0].id}/leaderboard", data={"nickname": "Ferreira"})
    assert answer.status_code == 422
    assert 'value="Ferreira"' in answer.text
