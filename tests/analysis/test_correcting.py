"""The pages for correcting a question: preview, apply, undo, challenges, and what students read."""

import re
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.analysis import scores
from quizapp.analysis.items import item_rows
from quizapp.analysis.reteaching import lesson_of
from quizapp.banks.models import QuestionVersion
from quizapp.database import db
from quizapp.quizzes import challenging
from quizapp.quizzes.models import ACCEPTED, SCORE_ONLY, Assignment, Attempt, Challenge
from quizapp.quizzes.review_models import Correction
from tests.conftest import Statements
from tests.factories import (
    RIGHT,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_short_answer,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    one_of_each,
    sign_in_as,
)
from tests.quizzes.test_reading_again import TEXT, with_article

KEY = {"act": "key", "right": "2", "explanation": ""}


@dataclass
class Sat:
    """A class whose students answered "1911" (Ada) and "1921" (Ben), and Cem nothing."""

    teacher: User
    students: list[User]
    assignment: Assignment
    versions: list[QuestionVersion]
    attempts: list[Attempt]

    @property
    def page(self) -> str:
        return f"/assignments/{self.assignment.id}/questions/{self.versions[0].id}"


@pytest.fixture
def sat(client: FlaskClient) -> Sat:
    teacher, students = a_teacher(), [a_student(name) for name in ("Ada", "Ben", "Cem")]
    bank = with_article(a_bank(teacher, [a_multiple_choice(), a_short_answer()]))
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, students))
    given = [[RIGHT, {"written": "Löw"}], [{"choice": "2"}, {"written": "Lion"}], [None, {"written": "the lion."}]]
    attempts = [an_attempt(assignment, each, answers) for each, answers in zip(students, given, strict=True)]
    sign_in_as(client, teacher)
    return Sat(teacher, students, assignment, [question.current for question in bank.questions], attempts)


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def corrected(client: FlaskClient, sat: Sat, **fields: str) -> str:
    form = KEY | fields
    seen = seen_in(client.get(f"{sat.page}/correct", query_string=form).text)
    answer = client.post(f"{sat.page}/correct", data={**form, "seen": seen, "reason": "The plaque says 1921."})
    assert answer.status_code == 303
    return client.get(answer.location).text


def test_the_preview_names_who_gains_and_who_loses_and_stores_nothing(client: FlaskClient, sat: Sat) -> None:
    page = client.get(f"{sat.page}/correct", query_string=KEY).text
    assert "Who gains" in page
    assert "Who loses" not in page
    assert "<strong>1 / 2</strong>" in page
    page = client.get(f"{sat.page}/correct", query_string=KEY | {"lower": "yes"}).text
    assert page.index("Who loses") < page.rindex(">Ada<") < page.index("Who gains") < page.rindex(">Ben<")
    assert "Later attempts are asked a corrected version" in page
    assert db.session.query(Correction).count() == 0


def test_a_correction_is_recorded_and_told_to_those_whom_it_touches(client: FlaskClient, sat: Sat) -> None:
    page = corrected(client, sat)
    assert "1 result changed" in page
    assert "What is right was changed" in page
    assert "The plaque says 1921." in page
    ada, ben, _ = sat.attempts
    sign_in_as(client, sat.students[1])
    result = client.get(f"/attempts/{ben.id}/result").text
    assert re.search(r"Question 1 was corrected on \d+ \w+ \d+: 0/2 became 1/2\.", result)
    assert "“The plaque says 1921.”" in result
    sign_in_as(client, sat.students[0])
    result = client.get(f"/attempts/{ada.id}/result").text
    assert "was corrected on" not in result
    assert "This answer keeps the credit from before the question was corrected." in result


def test_where_answers_are_not_shown_the_note_says_the_points_only(client: FlaskClient, sat: Sat) -> None:
    sat.assignment.quiz.feedback = SCORE_ONLY
    db.session.commit()
    corrected(client, sat)
    sign_in_as(client, sat.students[1])
    result = client.get(f"/attempts/{sat.attempts[1].id}/result").text
    assert "0/2 became 1/2" in result
    assert "1921" not in result


def test_without_a_reason_nothing_is_changed_and_nothing_is_lost(client: FlaskClient, sat: Sat) -> None:
    seen = seen_in(client.get(f"{sat.page}/correct", query_string=KEY).text)
    answer = client.post(f"{sat.page}/correct", data={**KEY, "seen": seen, "reason": " "})
    assert answer.status_code == 422
    assert "Say in a few words" in answer.text
    assert re.search(r'value="2" checked', answer.text)
    assert db.session.query(Correction).count() == 0


def test_answers_that_came_between_are_told_before_anything_is_stored(client: FlaskClient, sat: Sat) -> None:
    seen = seen_in(client.get(f"{sat.page}/correct", query_string=KEY).text)
    late = an_attempt(an_assignment(sat.assignment.quiz, sat.assignment.classroom), sat.students[2], [{"choice": "2"}])
    form = {**KEY, "seen": seen, "reason": "The plaque."}
    answer = client.post(f"{sat.page}/correct", data=form)
    assert answer.status_code == 409
    assert "answers have changed since you looked" in answer.text
    assert "Cem" in answer.text
    assert "The plaque." in answer.text
    assert client.post(f"{sat.page}/correct", data=form | {"seen": seen_in(answer.text)}).status_code == 303
    db.session.refresh(late)
    assert late.score == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"act": "key"}, "Tick what is right."),
        ({"act": "nonsense"}, "Choose what to do"),
        ({"act": "key", "right": "0", "explanation": "The article says so."}, "counts as right already"),
        ({"act": "key", "right": ["0", "1", "2", "3"]}, "give everyone the credit instead"),
    ],
)
def test_what_cannot_be_is_said(client: FlaskClient, sat: Sat, fields: dict[str, str], message: str) -> None:
    answer = client.get(f"{sat.page}/correct", query_string=fields)
    assert answer.status_code == 422
    assert message in answer.text


def test_a_wording_is_accepted_once_for_all_who_wrote_it(client: FlaskClient, sat: Sat) -> None:
    address = f"/assignments/{sat.assignment.id}/questions/{sat.versions[1].id}"
    page = client.get(address).text
    assert page.count("Accept this answer") == 1, "“Lion” and “the lion.” are one answer"
    assert "Ben" in page
    assert 'value="Lion" checked' in client.get(f"{address}/correct?accept=Lion").text
    form = {"act": "key", "key": "Clara Löw", "accepted": "Löw", "half": "Lion", "explanation": ""}
    preview = client.get(f"{address}/correct", query_string=form).text
    assert preview.count("+25 %") == 2
    client.post(f"{address}/correct", data={**form, "seen": seen_in(preview), "reason": "It is her nickname."})
    for attempt in sat.attempts[1:]:
        db.session.refresh(attempt)
        assert attempt.score == 0.5
    assert sat.versions[1].question.current.content["partly"] == ["Lion"]


def test_a_challenge_is_accepted_straight_into_a_correction(client: FlaskClient, sat: Sat) -> None:
    seats = str(TEXT.index("It seats"))
    made = [
        challenging.challenge(attempt, 1, sentence=seats, answer=answer)
        for attempt, answer in zip(sat.attempts, ("1921", "1921", "1901"), strict=True)
    ]
    page = client.get(f"/assignments/{sat.assignment.id}/challenges").text
    address = f"{sat.page}/correct?challenge={made[1].id}"
    assert address in page
    page = client.get(address).text
    assert "Ben says" in page
    assert page.count(" checked") == 3, "the act, the old key and the answer of the challenge"
    corrected(client, sat, challenge=str(made[1].id))
    states = {each.id: each.state for each in db.session.query(Challenge)}
    assert [states[each.id] for each in made] == [ACCEPTED, ACCEPTED, "open"]
    quotes = [each["quote"] for each in sat.versions[0].question.current.content["evidence"]]
    assert quotes == ["It seats 450 guests."]


def test_a_correction_is_undone_with_a_preview(client: FlaskClient, sat: Sat) -> None:
    corrected(client, sat)
    made = db.session.query(Correction).one()
    address = f"/assignments/{sat.assignment.id}/corrections/{made.id}/undo"
    assert f'href="{address}"' in client.get(sat.page).text
    page = client.get(address).text
    assert page.index("Who loses") < page.index("Ben")
    assert client.post(address, data={"seen": seen_in(page), "reason": ""}).status_code == 422
    assert client.post(address, data={"seen": "other", "reason": "I erred."}).status_code == 409
    assert client.post(address, data={"seen": seen_in(page), "reason": "I erred."}).status_code == 303
    assert "A correction was undone" in client.get(sat.page).text
    db.session.refresh(sat.attempts[1])
    assert sat.attempts[1].score == 0


def test_every_analysis_goes_by_what_is_right_now(client: FlaskClient, sat: Sat) -> None:
    corrected(client, sat, lower="yes")
    answers = scores.counted_answers(sat.assignment)
    assert sorted(answers.credits[:, 0].tolist()) == [0.0, 0.0, 1.0]
    item = item_rows(answers)[0]
    assert [(option.text, option.is_key, option.count) for option in item.options][:2] == [
        ("1921", True, 1),
        ("1911", False, 1),
    ]
    missed = {each.item.stem: round(each.share, 2) for each in lesson_of(item_rows(answers)).missed}
    assert missed["In which year did the hall open?"] == 0.67
    assert [row.points for row in scores.student_rows(sat.assignment)] == [1.0, 1.0, 0.0]
    assert "corrected" in client.get(f"/assignments/{sat.assignment.id}/items").text


def test_a_dropped_question_is_in_no_analysis_and_can_still_be_found(client: FlaskClient, sat: Sat) -> None:
    corrected(client, sat, act="drop", lower="yes")
    assert len(scores.counted_answers(sat.assignment).versions) == 1
    page = client.get(f"/assignments/{sat.assignment.id}/items").text
    assert page.index("Left out of the score") < page.index(sat.page)
    assert "left out of the score" in client.get(sat.page).text
    sign_in_as(client, sat.students[0])
    result = client.get(f"/attempts/{sat.attempts[0].id}/result").text
    assert "left out of the score" in result
    assert "2/2 became 1/1" in result


def test_who_has_the_credit_with_everyone_reads_so(client: FlaskClient, sat: Sat) -> None:
    corrected(client, sat, act="everyone")
    sign_in_as(client, sat.students[2])
    result = client.get(f"/attempts/{sat.attempts[2].id}/result").text
    assert "Everyone has the credit for this question." in result
    assert "0/2 became 1/2" in result


@pytest.mark.parametrize("number", range(7))
def test_every_type_has_its_page_of_answers_and_its_form(client: FlaskClient, number: int) -> None:
    teacher, student = a_teacher(), a_student("Ada")
    bank = a_bank(teacher, [one_of_each()[number]])
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, [student]))
    an_attempt(assignment, student)
    sign_in_as(client, teacher)
    address = f"/assignments/{assignment.id}/questions/{bank.questions[0].current.id}"
    page = client.get(address).text
    assert "No answer" in page
    assert "Ada" in page
    page = client.get(f"{address}/correct").text
    assert "Show who gains" in page
    assert client.get(f"{address}/correct?act=everyone").text.count("+100 %") == 1


def test_other_teachers_students_and_visitors_get_nothing(client: FlaskClient, sat: Sat) -> None:
    corrected(client, sat)
    number = db.session.query(Correction).one().id
    base = f"/assignments/{sat.assignment.id}"
    attempt = f"{base}/attempts/{sat.attempts[0].id}"
    pages = [
        ("GET", sat.page),
        ("GET", f"{sat.page}/correct"),
        ("POST", f"{sat.page}/correct"),
        ("GET", f"{base}/corrections/{number}/undo"),
        ("POST", f"{base}/corrections/{number}/undo"),
        ("GET", attempt),
        ("POST", f"{attempt}/comment/0"),
        ("POST", f"{attempt}/credit/1"),
        ("GET", f"{base}/students/{sat.students[0].id}"),
        ("POST", f"{base}/students/{sat.students[0].id}"),
        ("POST", f"{base}/overrides/1/remove"),
    ]
    people = [a_teacher("Other"), sat.students[0], None]
    for person in people:
        client.post("/sign-out")
        if person:
            sign_in_as(client, person)
        for method, address in pages:
            answer = client.open(address, method=method)
            assert answer.status_code in ({404} if person is people[0] else {302, 303, 403, 404}), (method, address)


def test_a_question_of_another_quiz_is_not_found(client: FlaskClient, sat: Sat) -> None:
    other = a_bank(sat.teacher).questions[0].current
    assert client.get(f"/assignments/{sat.assignment.id}/questions/{other.id}").status_code == 404


def test_the_pages_ask_the_database_a_few_times(client: FlaskClient, statements: Statements) -> None:
    teacher, students = a_teacher(), [a_student(f"S{number}") for number in range(30)]
    bank = with_article(a_bank(teacher, one_of_each()))
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, students))
    attempts = [an_attempt(assignment, each, [{"choice": "2"}]) for each in students]
    base, version = f"/assignments/{assignment.id}", bank.questions[0].current.id
    learner = students[0]
    sign_in_as(client, teacher)
    pages = [
        base,
        f"{base}/items",
        f"{base}/questions/{version}",
        f"{base}/questions/{version}/correct?act=key&right=2&explanation=",
        f"{base}/attempts/{attempts[0].id}",
        f"{base}/students/{learner.id}",
        f"/classes/{assignment.classroom_id}/gradebook",
        f"/classes/{assignment.classroom_id}/gradebook/{learner.id}",
    ]
    for address in pages:
        with statements() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) < 15, (address, len(sent))
