"""The teacher's pages for choosing questions, and for the list of quizzes."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.banks.models import RETIRED, Bank
from quizapp.database import db
from quizapp.quizzes import attempts, making
from quizapp.quizzes.models import AFTER_HAND_IN, IN_PROGRESS, SCORE_ONLY, Attempt, Quiz
from tests.factories import (
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    one_of_each,
    sign_in_as,
)


@pytest.fixture
def teacher(client: FlaskClient) -> User:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    return teacher


@pytest.fixture
def bank(teacher: User) -> Bank:
    return a_bank(teacher, [a_multiple_choice(f"Question number {n}?") for n in range(1, 31)], title="Thirty")


@pytest.fixture
def quiz(teacher: User, bank: Bank) -> Quiz:
    quiz = Quiz(owner_id=teacher.id, title="Empty so far")
    db.session.add(quiz)
    db.session.commit()
    return quiz


def stored(quiz: Quiz) -> Quiz:
    return db.session.get_one(Quiz, quiz.id)


def test_ticked_questions_are_added_and_the_search_stays(client: FlaskClient, quiz: Quiz, bank: Bank) -> None:
    address = f"/quizzes/{quiz.id}/questions?words=number+2&bank={bank.id}"
    ids = [bank.questions[1].id, bank.questions[19].id]
    answer = client.post(address, data={"question": ids})
    assert answer.location.startswith(f"/quizzes/{quiz.id}/questions?words=number+2&bank={bank.id}")
    assert [chosen.question_id for chosen in stored(quiz).chosen] == ids
    text = client.get(answer.location).text
    assert "2 questions added." in text
    assert text.count("in the quiz") == 2


def test_all_that_were_found_can_be_added_at_once(client: FlaskClient, quiz: Quiz, bank: Bank) -> None:
    address = f"/quizzes/{quiz.id}/questions?words=number+1"
    assert "Add all 12" in client.get(address).text
    client.post(address, data={"all": "1"})
    assert len(stored(quiz).chosen) == 12


def test_adding_nothing_says_what_to_do(client: FlaskClient, quiz: Quiz) -> None:
    answer = client.post(f"/quizzes/{quiz.id}/questions", data={})
    assert "Tick the questions to add first." in client.get(answer.location).text


def test_what_was_removed_can_be_put_back(client: FlaskClient, quiz: Quiz, bank: Bank) -> None:
    ids = [question.id for question in bank.questions[:3]]
    client.post(f"/quizzes/{quiz.id}/questions", data={"question": ids})
    answer = client.post(f"/quizzes/{quiz.id}/questions/{ids[1]}/remove")
    assert "Put the question back" in client.get(answer.location).text
    assert "Put the question back" not in client.get(answer.location).text
    client.post(f"/quizzes/{quiz.id}/questions", data={"question": ids[1], "at": "2"})
    assert [chosen.question_id for chosen in stored(quiz).chosen] == ids


def test_questions_are_moved_by_buttons(client: FlaskClient, quiz: Quiz, bank: Bank) -> None:
    ids = [question.id for question in bank.questions[:3]]
    client.post(f"/quizzes/{quiz.id}/questions", data={"question": ids})
    answer = client.post(f"/quizzes/{quiz.id}/questions/{ids[2]}/move", data={"to": "up"})
    assert answer.location.endswith(f"#chosen-{ids[2]}")
    assert [chosen.question_id for chosen in stored(quiz).chosen] == [ids[0], ids[2], ids[1]]


def test_a_rule_draws_from_what_is_looked_at(client: FlaskClient, quiz: Quiz, teacher: User) -> None:
    other = a_bank(teacher, one_of_each(), title="Seven")
    answer = client.post(f"/quizzes/{quiz.id}/rules?bank={other.id}", data={"count": "3", "difficulty": ""})
    assert "3 questions drawn by this rule." in client.get(answer.location).text
    rule = stored(quiz).rules[0]
    assert (rule.bank_id, rule.count, rule.tag, rule.type) == (other.id, 3, "", "")
    assert {chosen.question.bank_id for chosen in stored(quiz).chosen} == {other.id}


@pytest.mark.parametrize("count", ["", "0", "101", "many"])
def test_a_wrong_number_is_explained_and_stores_no_rule(client: FlaskClient, quiz: Quiz, count: str) -> None:
    answer = client.post(f"/quizzes/{quiz.id}/rules", data={"count": count, "difficulty": ""})
    assert answer.status_code == 422
    assert "field--invalid" in answer.text
    assert stored(quiz).rules == []


def test_a_rule_that_finds_too_few_is_told_when_saving_and_on_the_page(client: FlaskClient, quiz: Quiz) -> None:
    answer = client.post(f"/quizzes/{quiz.id}/rules", data={"count": "5", "difficulty": "hard"})
    assert "The rule wants 5 but finds 0" in client.get(answer.location).text
    client.post(f"/quizzes/{quiz.id}/rules", data={"count": "2", "difficulty": ""})
    assert "A rule finds too few questions" in client.get(f"/quizzes/{quiz.id}").text


def test_difficulties_are_counted_beside_the_rule(client: FlaskClient, quiz: Quiz, bank: Bank) -> None:
    for question, tag in zip(bank.questions, ["easy", "easy", "hard"], strict=False):
        question.current.tags = [tag]
    db.session.commit()
    text = client.get(f"/quizzes/{quiz.id}/questions").text
    assert "2 easy, 0 medium, 1 hard, 27 not known yet" in text
    assert ">easy (2)</option>" in text


def test_rules_are_changed_and_removed_and_can_be_put_back(client: FlaskClient, quiz: Quiz, bank: Bank) -> None:
    client.post(f"/quizzes/{quiz.id}/rules?bank={bank.id}", data={"count": "3", "difficulty": ""})
    rule = stored(quiz).rules[0].id
    client.post(f"/quizzes/{quiz.id}/rules/{rule}", data={"count": "4", "difficulty": ""})
    assert len(stored(quiz).chosen) == 4
    answer = client.post(f"/quizzes/{quiz.id}/rules/{rule}/remove")
    text = client.get(answer.location).text
    assert stored(quiz).chosen == []
    assert "Put the rule back" in text
    assert f'action="/quizzes/{quiz.id}/rules?bank={bank.id}' in text


def test_the_way_of_drawing_is_explained_and_changed(client: FlaskClient, quiz: Quiz) -> None:
    client.post(f"/quizzes/{quiz.id}/rules", data={"count": "3", "difficulty": ""})
    address = f"/quizzes/{quiz.id}/questions"
    assert "everybody gets the same questions, so that classes can be compared" in client.get(address).text
    client.post(f"/quizzes/{quiz.id}/draw", data={"way": "each"})
    assert "Each attempt draws its own questions" in client.get(address).text
    assert stored(quiz).chosen == []


def test_a_bank_is_a_start_for_a_quiz_by_rule(client: FlaskClient, bank: Bank) -> None:
    page = client.get(f"/quizzes/new?bank={bank.id}").text
    assert "All 30 approved questions of “Thirty”" in page
    data = {"title": "Ten of thirty", "start": "some", "start_count": "10", "feedback": "after hand-in"}
    by_hand = client.post(f"/quizzes/new?bank={bank.id}", data=data | {"start": "none"})
    assert by_hand.location.endswith(f"/questions?bank={bank.id}")
    db.session.delete(db.session.query(Quiz).one())
    db.session.commit()
    client.post(f"/quizzes/new?bank={bank.id}", data=data)
    quiz = db.session.query(Quiz).one()
    assert (len(quiz.chosen), quiz.rules[0].count, quiz.rules[0].bank_id) == (10, 10, bank.id)


def test_the_list_tells_how_far_each_quiz_is(client: FlaskClient, quiz: Quiz, teacher: User, bank: Bank) -> None:
    a_quiz(teacher, bank, title="Ready")
    assigned, taken = a_quiz(teacher, bank, title="Assigned"), a_quiz(teacher, bank, title="Taken")
    student = a_student()
    classroom = a_class(teacher, [student], name="Civics 7c")
    an_assignment(assigned, classroom)
    an_attempt(an_assignment(taken, classroom), student)
    text = client.get("/quizzes").text
    for expected in ("no questions yet", "not given to a class", ">assigned<", "taken: 1 attempt", "Civics 7c"):
        assert expected in text


def test_an_archived_quiz_leaves_the_list_and_comes_back(client: FlaskClient, quiz: Quiz) -> None:
    client.post(f"/quizzes/{quiz.id}/archive")
    client.get("/quizzes")
    assert "Empty so far" not in client.get("/quizzes").text
    assert "Empty so far" in client.get("/quizzes?archived=1").text
    client.post(f"/quizzes/{quiz.id}/bring-back")
    client.get("/quizzes")
    assert "Empty so far" in client.get("/quizzes").text


def test_a_student_keeps_an_archived_quiz(client: FlaskClient, teacher: User, bank: Bank) -> None:
    student = a_student()
    quiz = a_quiz(teacher, bank, title="Kept")
    an_assignment(quiz, a_class(teacher, [student]))
    client.post(f"/quizzes/{quiz.id}/archive")
    client.post("/sign-out")
    sign_in_as(client, student)
    assert "Kept" in client.get("/learn").text


def test_a_student_reads_how_many_questions_a_drawing_quiz_asks(
    client: FlaskClient, quiz: Quiz, teacher: User
) -> None:
    client.post(f"/quizzes/{quiz.id}/rules", data={"count": "7", "difficulty": ""})
    client.post(f"/quizzes/{quiz.id}/draw", data={"way": "each"})
    student = a_student()
    an_assignment(quiz, a_class(teacher, [student]))
    client.post("/sign-out")
    sign_in_as(client, student)
    assert "7 questions" in client.get("/learn").text


def _begun(teacher: User, bank: Bank, **settings: object) -> Quiz:
    """A quiz that one of a class has handed in, one is sitting and one has not begun."""
    quiz = a_quiz(teacher, bank, **settings)
    done, sitting = a_student("Done Student"), a_student("Sitting Student")
    given = an_assignment(quiz, a_class(teacher, [done, sitting, a_student("Late Student")], name="9b"))
    an_attempt(given, done)
    an_attempt(given, sitting, handed_in=False)
    return quiz


def _mark_in(text: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', text)
    assert found
    return found[1]


def test_other_questions_after_students_have_begun_are_shown_before_they_are_stored(
    client: FlaskClient, teacher: User, bank: Bank
) -> None:
    quiz = _begun(teacher, bank)
    gone = bank.questions[3].id
    address = f"/quizzes/{quiz.id}/questions/{gone}/remove"
    text = client.post(address).text
    assert "They keep the questions that they have" in text
    assert "29 questions. No longer asked: “Question number 4?”." in text
    assert "1 attempt ended; sitting it now: Sitting Student; 1 student not begun." in text
    assert gone in [chosen.question_id for chosen in stored(quiz).chosen]
    assert "Put the question back" not in client.get(f"/quizzes/{quiz.id}/questions").text

    assert client.post(address, data={"seen": _mark_in(text)}).status_code == 303
    db.session.expire_all()
    assert gone not in [chosen.question_id for chosen in stored(quiz).chosen]


def test_what_was_shown_of_a_change_holds_only_as_long_as_it_is_true(
    client: FlaskClient, teacher: User, bank: Bank
) -> None:
    quiz = _begun(teacher, bank)
    address = f"/quizzes/{quiz.id}/questions/{bank.questions[0].id}/remove"
    text = client.post(address).text
    attempts.hand_in(db.session.query(Attempt).filter_by(state=IN_PROGRESS).one())
    again = client.post(address, data={"seen": _mark_in(text)})
    assert "2 attempts ended; 1 student not begun." in again.text
    assert len(stored(quiz).chosen) == 30


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"feedback": AFTER_HAND_IN}, "Sees right answers at once</strong> (1 student)"),
        ({"shuffle_questions": "y"}, "They keep the order that they have."),
        ({"time_limit_minutes": "20"}, "They keep the clock that they have."),
        ({"one_page": "y"}, "Who sits it now meets this with the next page."),
    ],
)
def test_other_settings_after_students_have_begun_are_shown_before_they_are_stored(
    client: FlaskClient, teacher: User, bank: Bank, change: dict[str, str], told: str
) -> None:
    quiz = _begun(teacher, bank, feedback=SCORE_ONLY)
    before = making.Settings.of(quiz)
    sent = {"title": quiz.title, "feedback": SCORE_ONLY} | change
    text = client.post(f"/quizzes/{quiz.id}/edit", data=sent).text
    assert told in text
    db.session.expire_all()
    assert making.Settings.of(stored(quiz)) == before

    assert client.post(f"/quizzes/{quiz.id}/edit", data=sent | {"seen": _mark_in(text)}).status_code == 303
    db.session.expire_all()
    assert making.Settings.of(stored(quiz)) != before


def test_other_words_and_a_quiz_that_nobody_has_begun_need_no_look(
    client: FlaskClient, teacher: User, bank: Bank
) -> None:
    begun, fresh = _begun(teacher, bank), a_quiz(teacher, bank)
    sent = {"title": "Another title", "feedback": AFTER_HAND_IN}
    assert client.post(f"/quizzes/{begun.id}/edit", data=sent).status_code == 303
    assert client.post(f"/quizzes/{fresh.id}/edit", data=sent | {"one_page": "y"}).status_code == 303


def test_attempts_in_classes_of_others_are_counted_without_names(
    client: FlaskClient, teacher: User, bank: Bank
) -> None:
    quiz, pupil = a_quiz(teacher, bank), a_student("Their Student")
    an_attempt(an_assignment(quiz, a_class(a_teacher("Other"), [pupil], name="Their class")), pupil)
    text = client.post(f"/quizzes/{quiz.id}/edit", data={"title": "T", "feedback": SCORE_ONLY}).text
    assert "Classes of other teachers: 1 attempt." in text
    assert "Their" not in text


def test_deleting_asks_first(client: FlaskClient, quiz: Quiz) -> None:
    assert "Delete this quiz?" in client.get(f"/quizzes/{quiz.id}/delete").text
    assert db.session.query(Quiz).count() == 1
    client.post(f"/quizzes/{quiz.id}/delete")
    assert db.session.query(Quiz).count() == 0


def test_a_quiz_that_was_taken_offers_the_archive_instead(client: FlaskClient, teacher: User, bank: Bank) -> None:
    student = a_student()
    quiz = a_quiz(teacher, bank)
    an_attempt(an_assignment(quiz, a_class(teacher, [student])), student)
    text = client.get(f"/quizzes/{quiz.id}/delete").text
    assert "Archive it" in text
    assert "Delete the quiz" not in text
    client.post(f"/quizzes/{quiz.id}/delete")
    assert db.session.query(Quiz).count() == 1


def test_duplicating_leads_to_the_copy(client: FlaskClient, teacher: User, bank: Bank) -> None:
    quiz = a_quiz(teacher, bank, title="First")
    answer = client.post(f"/quizzes/{quiz.id}/duplicate")
    text = client.get(answer.location).text
    assert "First (copy)" in text
    assert "Question number 30?" in text


def test_a_question_no_longer_approved_is_named_on_the_page(client: FlaskClient, teacher: User, bank: Bank) -> None:
    quiz = a_quiz(teacher, bank)
    bank.questions[3].status = RETIRED
    db.session.commit()
    assert "not asked: rejected" in client.get(f"/quizzes/{quiz.id}").text
    assert "not asked: rejected" in client.get(f"/quizzes/{quiz.id}/questions").text


STEPS: list[Callable[[int, int], tuple[str, dict[str, object]]]] = [
    lambda quiz, question: (f"/quizzes/{quiz}/questions", {"question": question}),
    lambda quiz, question: (f"/quizzes/{quiz}/questions/{question}/move", {"to": "up"}),
    lambda quiz, question: (f"/quizzes/{quiz}/questions/{question}/remove", {}),
    lambda quiz, _: (f"/quizzes/{quiz}/rules", {"count": 2, "difficulty": ""}),
    lambda quiz, _: (f"/quizzes/{quiz}/draw", {"way": "each"}),
    lambda quiz, _: (f"/quizzes/{quiz}/duplicate", {}),
    lambda quiz, _: (f"/quizzes/{quiz}/archive", {}),
    lambda quiz, _: (f"/quizzes/{quiz}/delete", {}),
    lambda quiz, _: (f"/quizzes/{quiz}/try/1", {"choice": "0"}),
]


@pytest.mark.parametrize("step", STEPS)
def test_nobody_changes_the_quiz_of_another(
    client: FlaskClient, teacher: User, step: Callable[[int, int], tuple[str, dict[str, object]]]
) -> None:
    foreign = a_quiz(a_teacher("Other"))
    address, data = step(foreign.id, foreign.chosen[0].question_id)
    assert client.post(address, data=data).status_code == 404


def test_a_broken_address_of_a_search_means_any(client: FlaskClient, quiz: Quiz) -> None:
    text = client.get(f"/quizzes/{quiz.id}/questions?bank=x&tag=none&type=essay&page=999").text
    assert "30 questions" in text
    assert "Page 2 of 2" in text


def test_the_print_page_takes_only_what_it_offers(client: FlaskClient, teacher: User, bank: Bank) -> None:
    quiz = a_quiz(teacher, bank)
    text = client.get(f"/quizzes/{quiz.id}/print?kind=secret&version=Z&size=huge").text
    assert "Version A" in text
    assert "The article says so." not in text
