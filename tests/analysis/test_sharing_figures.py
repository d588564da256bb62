"""Classes shared with colleagues: frozen, under a code name, and only as far as nobody can be worked out."""

from collections.abc import Sequence

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.analysis import sharing
from quizapp.analysis.first_attempts import first_attempts
from quizapp.analysis.models import Snapshot
from quizapp.banks.models import Bank
from quizapp.classes.models import Enrolment
from quizapp.database import db
from quizapp.questions.rulings import EVERYONE, Ruling
from quizapp.quizzes import rescoring
from quizapp.quizzes.models import Assignment
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_bank,
    a_class,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    sign_in_as,
)

WRONG = {"choice": "2"}


def a_sat_class(
    teacher: User, bank: Bank, size: int, name: str = "Civics 9a", students: Sequence[User] = ()
) -> Assignment:
    """A class of which every second student has the first question right."""
    everybody = [*students, *(a_student(f"{name} {number}") for number in range(size - len(students)))]
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, everybody, name), attempts_allowed=2)
    for number, student in enumerate(everybody):
        an_attempt(assignment, student, [RIGHT if number % 2 else WRONG, IN_ORDER])
    return assignment


@pytest.fixture
def bank(app: Flask) -> Bank:
    return a_bank(a_teacher("Owner"))


def lines(teacher: User, assignment: Assignment) -> list[sharing.SharedLine]:
    return sharing.shared_beside(assignment, teacher, first_attempts([assignment])[assignment.id]).lines


def test_a_shared_class_stands_beside_a_colleagues_class_under_a_code_name(client: FlaskClient, bank: Bank) -> None:
    ben, ada = a_teacher("Ben Colleague"), a_teacher()
    shared = sharing.share(a_sat_class(ben, bank, 12, "Secret 9x"), ben)
    mine = a_sat_class(ada, bank, 14)
    (line,) = lines(ada, mine)
    assert (line.code_name, line.questions, line.figures.n, line.figures.mean) == (shared.code_name, 2, 12, 0.75)
    assert line.mine is not None
    assert line.mine.n == 14
    assert line.difference is not None
    assert line.difference.sentence == "The difference of 0 points could well be chance."
    sign_in_as(client, ada)
    page = client.get(f"/assignments/{mine.id}/compare").text
    assert shared.code_name in page
    assert "Secret" not in page
    assert "Ben Colleague" not in page


def test_shared_figures_do_not_change_afterwards(app: Flask, bank: Bank) -> None:
    ben, ada = a_teacher("Ben"), a_teacher()
    theirs, mine = a_sat_class(ben, bank, 12), a_sat_class(ada, bank, 14)
    sharing.share(theirs, ben)
    late = a_student("Late")
    db.session.add(Enrolment(classroom_id=theirs.classroom_id, user_id=late.id))
    db.session.commit()
    an_attempt(theirs, late, [WRONG, None])
    assert lines(ada, mine)[0].figures.n == 12
    sharing.share(theirs, ben)
    assert lines(ada, mine)[0].figures.n == 12


def test_a_correction_after_sharing_is_told_and_changes_no_figure(client: FlaskClient, bank: Bank) -> None:
    ben, ada = a_teacher("Ben"), a_teacher()
    theirs, mine = a_sat_class(ben, bank, 12), a_sat_class(ada, bank, 14)
    sharing.share(theirs, ben)
    before = lines(ada, mine)[0]
    assert (before.is_changed, before.is_corrected) == (False, False)
    version = bank.questions[0].current
    for teacher in (ben, ada):
        ruling = Ruling(act=EVERYONE, all_earn=True)
        seen = rescoring.effect_of(version, teacher, ruling).mark
        rescoring.correct(version, teacher, ruling, reason="Unclear.", seen=seen)
    after = lines(ada, mine)[0]
    assert (after.is_changed, after.is_corrected, after.figures) == (True, True, before.figures)
    sign_in_as(client, ada)
    assert "corrected since" in client.get(f"/assignments/{mine.id}/compare").text
    sign_in_as(client, ben)
    assert "6 students have another result since" in client.get(f"/assignments/{theirs.id}/compare").text


def test_a_withdrawn_class_is_shown_to_nobody_and_comes_back_as_it_was(app: Flask, bank: Bank) -> None:
    ben, ada = a_teacher("Ben"), a_teacher()
    theirs, mine = a_sat_class(ben, bank, 12), a_sat_class(ada, bank, 14)
    shared = sharing.share(theirs, ben)
    before = lines(ada, mine)
    sharing.withdraw(shared, ben)
    assert lines(ada, mine) == []
    sharing.share(theirs, ben)
    assert lines(ada, mine) == before


def test_a_group_below_ten_is_not_shared(app: Flask, bank: Bank) -> None:
    ben = a_teacher("Ben")
    with pytest.raises(sharing.CannotShare, match="9 of this class have finished"):
        sharing.share(a_sat_class(ben, bank, 9), ben)
    assert db.session.query(Snapshot).count() == 0


def test_the_same_students_in_another_class_are_not_shared_twice(app: Flask, bank: Bank) -> None:
    ben = a_teacher("Ben")
    students = [a_student(f"S{number}") for number in range(12)]
    shared = sharing.share(a_sat_class(ben, bank, 12, "All", students), ben)
    with pytest.raises(sharing.CannotShare, match="subtracted"):
        sharing.share(a_sat_class(ben, bank, 11, "All but one", students[1:]), ben)
    sharing.withdraw(shared, ben)
    with pytest.raises(sharing.CannotShare, match="subtracted"):
        sharing.share(a_sat_class(ben, bank, 13, "One more", students), ben)


def test_other_questions_of_the_same_students_may_be_shared(app: Flask, bank: Bank) -> None:
    ben = a_teacher("Ben")
    students = [a_student(f"S{number}") for number in range(12)]
    sharing.share(a_sat_class(ben, bank, 12, "All", students), ben)
    sharing.share(a_sat_class(ben, a_bank(ben, title="Other"), 12, "Again", students), ben)
    assert db.session.query(Snapshot).count() == 2


def test_who_teaches_some_of_the_students_could_take_them_off_and_sees_nothing(app: Flask, bank: Bank) -> None:
    ben, ada = a_teacher("Ben"), a_teacher()
    common = [a_student(f"C{number}") for number in range(3)]
    theirs = a_sat_class(ben, bank, 12, "Theirs", common)
    sharing.share(theirs, ben)
    assert lines(ada, a_sat_class(ada, bank, 14, "Mine", common)) == []


def test_only_classes_that_answered_nothing_but_the_same_versions_are_compared(app: Flask, bank: Bank) -> None:
    ben, ada = a_teacher("Ben"), a_teacher()
    sharing.share(a_sat_class(ben, bank, 12), ben)
    assert lines(ada, a_sat_class(ada, a_bank(ada, title="Other"), 14)) == []


def test_a_small_class_has_no_figures_beside_a_shared_one(app: Flask, bank: Bank) -> None:
    ben, ada = a_teacher("Ben"), a_teacher()
    sharing.share(a_sat_class(ben, bank, 12), ben)
    (line,) = lines(ada, a_sat_class(ada, bank, 9))
    assert (line.mine, line.difference) == (None, None)


def test_sharing_and_stopping_by_the_page(client: FlaskClient, bank: Bank) -> None:
    ben = a_teacher("Ben")
    small, large = a_sat_class(ben, bank, 3, "Small"), a_sat_class(ben, bank, 12, "Large")
    sign_in_as(client, ben)
    refused = client.post(f"/assignments/{small.id}/share", follow_redirects=True).text
    assert "Figures can be shared from 10" in refused
    shared = client.post(f"/assignments/{large.id}/share", follow_redirects=True).text
    assert "Stop sharing" in shared
    stopped = client.post(f"/assignments/{large.id}/share/withdraw", follow_redirects=True).text
    assert "Share again as it was" in stopped
    assert client.post(f"/assignments/{small.id}/share/withdraw").status_code == 404


def test_another_teacher_can_neither_share_nor_stop(client: FlaskClient, bank: Bank) -> None:
    ben = a_teacher("Ben")
    theirs = a_sat_class(ben, bank, 12)
    sharing.share(theirs, ben)
    sign_in_as(client, a_teacher("Other"))
    for page in ("share", "share/withdraw", "standing", "standing/renew"):
        assert client.post(f"/assignments/{theirs.id}/{page}").status_code == 404
