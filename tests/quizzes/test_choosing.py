"""Choosing the questions of a quiz by hand and by rule."""

import pytest
from flask import Flask

from quizapp.accounts.models import User
from quizapp.banks.models import RETIRED, Bank, Question
from quizapp.database import db
from quizapp.quizzes import attempts, choosing, making
from quizapp.quizzes.catalogue import Filter, entries_for
from quizapp.quizzes.models import AttemptQuestion, Quiz
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
)


@pytest.fixture
def teacher(app: Flask) -> User:
    return a_teacher()


@pytest.fixture
def bank(teacher: User) -> Bank:
    return a_bank(teacher, [a_multiple_choice(f"Question {n}?") for n in range(12)])


@pytest.fixture
def quiz(teacher: User) -> Quiz:
    settings = making.Settings("A quiz", "", shuffle_questions=False, time_limit_minutes=None, feedback="score only")
    return making.create_quiz(teacher, settings)


def ids(quiz: Quiz) -> list[int]:
    return [chosen.question_id for chosen in quiz.chosen]


def drawn(quiz: Quiz) -> set[int]:
    return {chosen.question_id for chosen in quiz.chosen if chosen.rule_id}


def picked(quiz: Quiz) -> list[int]:
    return [chosen.question_id for chosen in choosing.picked_by_hand(quiz)]


def test_questions_are_picked_in_the_order_of_picking_and_none_twice(quiz: Quiz, bank: Bank) -> None:
    first, second, third = [question.id for question in bank.questions[:3]]
    assert choosing.add(quiz, [third, first, third]) == 2
    assert choosing.add(quiz, [first, second]) == 1
    assert ids(quiz) == [third, first, second]


def test_questions_move_and_stop_at_the_ends(quiz: Quiz, bank: Bank) -> None:
    a, b, c = [question.id for question in bank.questions[:3]]
    choosing.add(quiz, [a, b, c])
    assert choosing.move(quiz, c, by=-1) == 2
    assert choosing.move(quiz, a, by=-1) == 1
    db.session.expire_all()
    assert ids(quiz) == [a, c, b]


def test_a_removed_question_can_be_put_back_where_it_was(quiz: Quiz, bank: Bank) -> None:
    a, b, c = [question.id for question in bank.questions[:3]]
    choosing.add(quiz, [a, b, c])
    removed = choosing.remove(quiz, b)
    assert ids(quiz) == [a, c]
    assert removed == choosing.Removed(place=2, may_return=True)
    choosing.add(quiz, [b], at=2)
    db.session.expire_all()
    assert ids(quiz) == [a, b, c]


def test_a_rejected_question_leaves_for_good(quiz: Quiz, bank: Bank) -> None:
    choosing.add(quiz, [bank.questions[0].id])
    bank.questions[0].status = RETIRED
    db.session.commit()
    assert choosing.remove(quiz, bank.questions[0].id) == choosing.Removed(place=1, may_return=False)


def test_questions_of_other_teachers_and_drafts_cannot_be_picked(quiz: Quiz) -> None:
    foreign = a_bank(a_teacher("Other")).questions[0]
    draft = a_bank(quiz.owner, status="draft").questions[0]
    assert choosing.add(quiz, [foreign.id, draft.id, 999]) == 0


def test_a_quiz_cannot_become_endless(quiz: Quiz, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MOST_QUESTIONS", 3)
    with pytest.raises(choosing.Refused, match="at most 3"):
        choosing.add(quiz, [question.id for question in bank.questions])
    assert ids(quiz) == []


def test_rules_draw_once_for_everybody_behind_what_was_picked(quiz: Quiz, bank: Bank) -> None:
    choosing.add(quiz, [bank.questions[5].id])
    choosing.add_rule(quiz, 4, Filter(bank_id=bank.id))
    choosing.add_rule(quiz, 3, Filter(bank_id=bank.id))
    assert [chosen.position for chosen in quiz.chosen] == list(range(1, 9))
    assert ids(quiz)[0] == bank.questions[5].id
    assert len(set(ids(quiz))) == 8


def test_picking_a_drawn_question_by_hand_makes_its_rule_draw_another(quiz: Quiz, bank: Bank) -> None:
    choosing.add_rule(quiz, 4, Filter(bank_id=bank.id))
    before = drawn(quiz)
    chosen = quiz.chosen[1].question_id
    choosing.add(quiz, [chosen])
    assert picked(quiz) == [chosen]
    assert len(drawn(quiz)) == 4
    assert before - {chosen} < drawn(quiz)


def test_changing_a_rule_keeps_what_still_fits(quiz: Quiz, bank: Bank) -> None:
    rule = choosing.add_rule(quiz, 4, Filter(bank_id=bank.id))
    before = ids(quiz)
    choosing.change_rule(quiz, rule, 6, "")
    assert ids(quiz)[:4] == before
    choosing.change_rule(quiz, rule, 2, "")
    assert ids(quiz) == before[:2]


def test_answers_that_make_a_drawn_question_easier_do_not_take_it_out(quiz: Quiz, bank: Bank) -> None:
    for question in bank.questions[:6]:
        question.current.tags = ["hard"]
    db.session.commit()
    rule = choosing.add_rule(quiz, 3, Filter(bank_id=bank.id, difficulty="hard"))
    before = ids(quiz)
    quiz.chosen[0].question.current.tags = ["easy"]
    db.session.commit()
    choosing.fill_up(quiz)
    assert ids(quiz) == before
    choosing.change_rule(quiz, rule, 3, "easy")
    assert ids(quiz) == before[:1]


def test_removing_a_rule_removes_what_it_drew_and_nothing_else(quiz: Quiz, bank: Bank) -> None:
    choosing.add(quiz, [bank.questions[0].id])
    first = choosing.add_rule(quiz, 2, Filter(bank_id=bank.id))
    choosing.add_rule(quiz, 2, Filter(bank_id=bank.id))
    others = drawn(quiz) - {c.question_id for c in quiz.chosen if c.rule_id == first.id}
    choosing.remove_rule(quiz, first)
    db.session.expire_all()
    assert (drawn(quiz), len(quiz.rules), quiz.rules[0].position) == (others, 1, 1)


def test_a_rule_that_cannot_be_met_says_how_many_it_finds(quiz: Quiz, bank: Bank) -> None:
    choosing.add_rule(quiz, 20, Filter(bank_id=bank.id))
    state = choosing.rule_states(quiz, entries_for(quiz.owner))[0]
    assert (state.drawn, state.lacks, state.more) == (12, 8, False)


def test_a_gap_is_told_and_can_be_filled(quiz: Quiz, bank: Bank) -> None:
    choosing.add_rule(quiz, 5, Filter(bank_id=bank.id))
    gone = quiz.chosen[2].question
    gone.status = RETIRED
    db.session.commit()
    assert len(choosing.versions_to_ask(quiz, seed=1)) == 4
    state = choosing.rule_states(quiz, entries_for(quiz.owner))[0]
    assert (state.drawn, state.lacks, state.more) == (4, 1, True)
    choosing.fill_up(quiz)
    assert len(choosing.versions_to_ask(quiz, seed=1)) == 5
    assert gone.id not in ids(quiz)


def test_drawing_again_gives_others_until_somebody_has_begun(quiz: Quiz, bank: Bank) -> None:
    choosing.add_rule(quiz, 6, Filter(bank_id=bank.id))
    before = ids(quiz)
    choosing.draw_again(quiz)
    assert ids(quiz) != before
    student = a_student()
    an_attempt(an_assignment(quiz, a_class(quiz.owner, [student])), student)
    with pytest.raises(choosing.Refused, match="Duplicate the quiz"):
        choosing.draw_again(quiz)


def given_to(quiz: Quiz, count: int) -> list[list[int]]:
    """The version ids of this many learners' attempts."""
    students = [a_student(f"S{n}") for n in range(count)]
    assignment = an_assignment(quiz, a_class(quiz.owner, students))
    return [[g.question_version_id for g in attempts.start(assignment, s).given] for s in students]


def test_everybody_gets_the_same_questions_by_default(quiz: Quiz, bank: Bank) -> None:
    choosing.add_rule(quiz, 5, Filter(bank_id=bank.id))
    sheets = given_to(quiz, 4)
    assert all(sheet == sheets[0] for sheet in sheets)


def test_each_attempt_draws_its_own_and_its_seed_tells_which(quiz: Quiz, bank: Bank) -> None:
    choosing.add(quiz, [bank.questions[0].id])
    choosing.add_rule(quiz, 5, Filter(bank_id=bank.id))
    choosing.draw_for_all(quiz, same=False)
    assert (len(quiz.chosen), quiz.question_count) == (1, 6)
    sheets = given_to(quiz, 6)
    assert {len(set(sheet)) for sheet in sheets} == {6}
    assert len({tuple(sheet) for sheet in sheets}) > 1
    rows = db.session.query(AttemptQuestion).order_by(AttemptQuestion.attempt_id, AttemptQuestion.position)
    for attempt in {row.attempt for row in rows}:
        asked = [given.question_version_id for given in attempt.given]
        assert asked == choosing.versions_to_ask(quiz, attempt.seed)


def test_drawing_once_again_for_all_puts_questions_into_the_quiz(quiz: Quiz, bank: Bank) -> None:
    choosing.add_rule(quiz, 5, Filter(bank_id=bank.id))
    choosing.draw_for_all(quiz, same=False)
    choosing.draw_for_all(quiz, same=True)
    assert len(drawn(quiz)) == 5


def test_a_rule_without_a_bank_draws_from_all_of_them(quiz: Quiz, bank: Bank) -> None:
    a_bank(quiz.owner, one_of_each())
    choosing.add_rule(quiz, 9, Filter(type="timeline"))
    assert [chosen.question.type for chosen in quiz.chosen] == ["timeline"]


def test_a_fixed_order_stays_and_a_shuffled_one_follows_the_seed(quiz: Quiz, bank: Bank) -> None:
    choosing.add(quiz, [question.id for question in bank.questions])
    version_ids = choosing.versions_to_ask(quiz, 5)
    assert attempts.in_order(quiz, version_ids, 5) == version_ids
    quiz.shuffle_questions = True
    shuffled = attempts.in_order(quiz, version_ids, 5)
    assert shuffled == attempts.in_order(quiz, version_ids, 5) != version_ids
    assert sorted(shuffled) == sorted(version_ids)


def test_a_copy_asks_the_same_and_is_a_quiz_of_its_own(quiz: Quiz, bank: Bank) -> None:
    choosing.add(quiz, [bank.questions[0].id])
    choosing.add_rule(quiz, 3, Filter(bank_id=bank.id, type="multiple-choice"))
    copy = making.duplicate(quiz)
    assert ids(copy) == ids(quiz)
    choosing.remove_rule(copy, copy.rules[0])
    db.session.expire_all()
    assert (len(copy.chosen), len(quiz.chosen), len(quiz.rules)) == (1, 4, 1)


def test_a_quiz_nobody_has_begun_is_deleted_with_its_assignments(quiz: Quiz, bank: Bank) -> None:
    choosing.add_rule(quiz, 3, Filter(bank_id=bank.id))
    an_assignment(quiz, a_class(quiz.owner))
    making.delete(quiz)
    assert db.session.query(Quiz).count() == 0
    assert db.session.query(Question).count() == 12


def test_a_quiz_with_attempts_is_not_deleted(teacher: User) -> None:
    student = a_student()
    quiz = a_quiz(teacher)
    an_attempt(an_assignment(quiz, a_class(teacher, [student])), student)
    with pytest.raises(making.HasAttempts, match="archive"):
        making.delete(quiz)
    assert db.session.query(Quiz).count() == 1
