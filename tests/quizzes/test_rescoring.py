"""Correcting a question that was asked: who gains and loses, one transaction, and what everyone sees afterwards."""

from math import fsum, isclose
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.accounts.models import User
from quizapp.banks.models import QuestionVersion
from quizapp.banks.versions import new_version
from quizapp.database import db
from quizapp.questions import TYPES
from quizapp.questions.rekeying import key_form
from quizapp.questions.rulings import ALWAYS, IF_BETTER, NEVER, Ruling
from quizapp.quizzes import attempts, rescoring
from quizapp.quizzes.crediting import Line, credit_of, total
from quizapp.quizzes.models import SUBMITTED, Assignment, Attempt, AttemptQuestion, Response
from quizapp.quizzes.proposing import fields_now, proposed
from quizapp.quizzes.review_models import Correction, CorrectionEffect
from tests.conftest import Statements
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
    one_of_each,
)

# For each type: an answer that is right, one that is not, and fields that make the second one right.
WAYS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, list[str]]]] = {
    "multiple-choice": ({"choice": "0"}, {"choice": "2"}, {"right": ["2"]}),
    "multiple-response": ({"choices": ["0", "1"]}, {"choices": ["0", "2"]}, {"right": ["0", "2"]}),
    "true-false": ({"choice": "false"}, {"choice": "true"}, {"right": ["true"]}),
    "short-answer": ({"written": "Löw"}, {"written": "the Lion"}, {"accept": ["Lion"]}),
    "number": ({"written": "1,200"}, {"written": "1,500"}, {"key": ["1500"]}),
    "matching": (
        {"matches": {"0": "0", "1": "1", "2": "2"}},
        {"matches": {"0": "3", "1": "1", "2": "2"}},
        {"match-0": ["3"]},
    ),
    "timeline": (
        {"order": ["built", "fire", "rebuilt"]},
        {"order": ["fire", "rebuilt", "built"]},
        {"date-built": ["1999"], "date-rebuilt": ["1925"]},
    ),
}


def given_to(students: list[User], contents: list[Any], **terms: Any) -> tuple[User, Assignment, list[QuestionVersion]]:
    teacher = a_teacher()
    bank = a_bank(teacher, contents)
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, students), **terms)
    return teacher, assignment, [question.current for question in bank.questions]


def ruled_as(version: QuestionVersion, teacher: User, **fields: list[str]) -> Ruling:
    return proposed(version, teacher, {**fields_now(version, teacher), "act": ["key"], **fields})


def correct(version: QuestionVersion, teacher: User, ruling: Ruling, **terms: Any) -> Correction:
    seen = rescoring.effect_of(version, teacher, ruling).mark
    return rescoring.correct(version, teacher, ruling, reason="The key was wrong.", seen=seen, **terms)


def points(attempt: Attempt) -> tuple[float, float]:
    db.session.refresh(attempt)
    return attempt.score, attempt.max_score


@pytest.mark.parametrize("name", list(TYPES))
def test_what_is_right_after_all_earns_the_credit_whatever_the_type(app: Flask, name: str) -> None:
    right, wrong, fields = WAYS[name]
    content = one_of_each()[list(TYPES).index(name)]
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, (version,) = given_to(students, [content])
    ada, ben = (an_attempt(assignment, each, [answer]) for each, answer in zip(students, (right, wrong), strict=True))
    before = ben.score
    ruling = ruled_as(version, teacher, **fields)
    effect = rescoring.effect_of(version, teacher, ruling)
    assert [change.learner for change in effect.gaining] == ["Ben"]
    assert effect.losing == []
    correct(version, teacher, ruling)
    assert (points(ada), points(ben)) == ((1.0, 1.0), (1.0, 1.0))
    assert before < 1
    assert TYPES[name].parse(version.content) == content, "the version stays what it was"
    later = an_attempt(an_assignment(assignment.quiz, assignment.classroom), students[0], handed_in=False)
    assert later.given[0].question_version_id != version.id
    assert later.given[0].version.number == 2


@pytest.mark.parametrize("name", list(TYPES))
def test_the_form_says_what_is_right_so_far(app: Flask, name: str) -> None:
    content = one_of_each()[list(TYPES).index(name)]
    teacher, _, (version,) = given_to([a_student()], [content])
    ruling = ruled_as(version, teacher, **WAYS[name][2])
    correct(version, teacher, ruling)
    fields = fields_now(version, teacher)
    right = [TYPES[name].parse(each) for each in ruling.contents]
    assert fields == key_form(name, TYPES[name].parse(version.content), right)
    with pytest.raises(rescoring.Refused, match="counts as right already"):
        proposed(version, teacher, {**fields, "act": ["key"]})


def test_some_may_lose_only_where_the_teacher_says_so(app: Flask) -> None:
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, versions = given_to(students, [a_multiple_choice(), a_multiple_choice("Another?")])
    ada = an_attempt(assignment, students[0], [RIGHT, RIGHT])
    ben = an_attempt(assignment, students[1], [{"choice": "2"}])
    fields = {"act": ["key"], "right": ["2"]}
    gentle, strict = proposed(versions[0], teacher, fields), proposed(versions[0], teacher, {**fields, "lower": ["y"]})
    assert rescoring.effect_of(versions[0], teacher, gentle).losing == []
    assert [change.learner for change in rescoring.effect_of(versions[0], teacher, strict).losing] == ["Ada"]
    correct(versions[0], teacher, strict)
    assert (points(ada), points(ben)) == ((1.0, 2.0), (1.0, 2.0))


def test_everyone_has_the_credit_answered_or_not(app: Flask) -> None:
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, versions = given_to(students, [a_multiple_choice(), a_multiple_choice("Another?")])
    ada = an_attempt(assignment, students[0], [{"choice": "1"}])
    ben = an_attempt(assignment, students[1], [None, RIGHT])
    correct(versions[0], teacher, proposed(versions[0], teacher, {"act": ["everyone"]}))
    assert (points(ada), points(ben)) == ((1.0, 2.0), (2.0, 2.0))
    later = an_attempt(an_assignment(assignment.quiz, assignment.classroom), students[0])
    assert points(later) == (1.0, 2.0), "the question is asked as it was, and counts as ruled"


def test_a_dropped_question_counts_for_those_who_do_better_with_it(app: Flask) -> None:
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, versions = given_to(students, [a_multiple_choice(), a_multiple_choice("Another?")])
    ada = an_attempt(assignment, students[0], [RIGHT, {"choice": "1"}])
    ben = an_attempt(assignment, students[1], [{"choice": "1"}, RIGHT])
    correct(versions[0], teacher, proposed(versions[0], teacher, {"act": ["drop"]}))
    assert (points(ada), points(ben)) == ((1.0, 2.0), (1.0, 1.0))
    correct(versions[0], teacher, proposed(versions[0], teacher, {"act": ["drop"], "lower": ["y"]}))
    assert (points(ada), points(ben)) == ((0.0, 1.0), (1.0, 1.0))


def test_a_running_attempt_counts_by_what_is_right_when_it_is_handed_in(app: Flask) -> None:
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, versions = given_to(students, [a_multiple_choice(), a_multiple_choice("Another?")])
    early = an_attempt(assignment, students[0], [{"choice": "2"}], handed_in=False)
    late = an_attempt(assignment, students[1], handed_in=False)
    ruling = proposed(versions[0], teacher, {"act": ["key"], "right": ["2"]})
    effect = rescoring.effect_of(versions[0], teacher, ruling)
    assert (effect.asked, effect.running, effect.changes) == (2, 2, [])
    correct(versions[0], teacher, ruling)
    attempts.record_response(late, 1, {"choice": "2"}, sequence=1)
    for attempt in (early, late):
        attempts.hand_in(attempt)
        assert points(attempt) == (1.0, 2.0)
    assert db.session.query(CorrectionEffect).count() == 0, "nobody was told another score before"


def test_an_undone_correction_leaves_no_trace_but_its_record(app: Flask) -> None:
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, (version,) = given_to(students, [a_multiple_choice()])
    ada, ben = an_attempt(assignment, students[0], [RIGHT]), an_attempt(assignment, students[1], [{"choice": "2"}])
    made = correct(version, teacher, proposed(version, teacher, {"act": ["key"], "right": ["2"], "lower": ["y"]}))
    assert (points(ada)[0], points(ben)[0]) == (0.0, 1.0)
    seen = rescoring.effect_of(version, teacher, None).mark
    undone = rescoring.undo(made, teacher, reason="I read it again.", seen=seen)
    assert (points(ada)[0], points(ben)[0]) == (1.0, 0.0)
    assert (undone.undoes_id, undone.after) == (made.id, {})
    assert version.question.current.content == version.content
    assert version.question.current.number == 3
    with pytest.raises(rescoring.Refused, match="newest correction first"):
        rescoring.undo(made, teacher, reason="Again.", seen=seen)
    seen = rescoring.effect_of(version, teacher, rescoring.ruling_to_restore(undone)).mark
    again = rescoring.undo(undone, teacher, reason="No.", seen=seen)
    assert (points(ben)[0], again.undoes_id) == (1.0, undone.id)


def test_nothing_is_stored_when_answers_changed_since_the_preview(app: Flask) -> None:
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, (version,) = given_to(students, [a_multiple_choice()])
    an_attempt(assignment, students[0], [{"choice": "2"}])
    ruling = proposed(version, teacher, {"act": ["key"], "right": ["2"]})
    seen = rescoring.effect_of(version, teacher, ruling).mark
    an_attempt(assignment, students[1], [{"choice": "2"}])
    with pytest.raises(rescoring.ChangedMeanwhile) as changed:
        rescoring.correct(version, teacher, ruling, reason="Wrong key.", seen=seen)
    assert [each.learner for each in changed.value.effect.gaining] == ["Ada", "Ben"]
    db.session.rollback()
    assert db.session.query(Correction).count() == 0


def test_an_edit_that_came_between_is_not_replaced(app: Flask) -> None:
    student = a_student()
    teacher, assignment, (version,) = given_to([student], [a_multiple_choice()])
    attempt = an_attempt(assignment, student, [{"choice": "2"}])
    newer = new_version(version.question, {**version.content, "stem": "When?"}, author=teacher, note="")
    made = correct(version, teacher, proposed(version, teacher, {"act": ["key"], "right": ["2"]}))
    assert (points(attempt)[0], made.made_version_id) == (1.0, None)
    assert version.question.current.id == newer.id


def test_two_right_answers_count_for_later_attempts_too(app: Flask) -> None:
    students = [a_student("Ada"), a_student("Ben")]
    teacher, assignment, (version,) = given_to(students, [a_multiple_choice()])
    an_attempt(assignment, students[0], [{"choice": "2"}])
    made = correct(version, teacher, proposed(version, teacher, {"act": ["key"], "right": ["0", "2"]}))
    assert made.made_version_id is None
    later = an_attempt(assignment, students[1], [{"choice": "2"}])
    assert points(later) == (1.0, 1.0)


def test_other_teachers_classes_keep_their_scores(app: Flask) -> None:
    ada, ben = a_student("Ada"), a_student("Ben")
    teacher, assignment, (version,) = given_to([ada], [a_multiple_choice()])
    other = an_assignment(assignment.quiz, a_class(a_teacher(), [ben]))
    mine, theirs = an_attempt(assignment, ada, [{"choice": "2"}]), an_attempt(other, ben, [{"choice": "2"}])
    correct(version, teacher, proposed(version, teacher, {"act": ["key"], "right": ["0", "2"]}))
    assert (points(mine)[0], points(theirs)[0]) == (1.0, 0.0)
    assert points(an_attempt(an_assignment(assignment.quiz, other.classroom), ben, [{"choice": "2"}]))[0] == 0.0


def test_a_thousand_attempts_take_a_few_statements(app: Flask, statements: Statements) -> None:
    teacher = a_teacher()
    contents = [a_multiple_choice(f"Question {number}?") for number in range(10)]
    bank = a_bank(teacher, contents)
    learners = [User(username=f"l{n}", name=f"L {n}", role="student", password_hash="") for n in range(1000)]
    db.session.add_all(learners)
    db.session.commit()
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, learners))
    versions = [question.current for question in bank.questions]
    for number, learner in enumerate(learners):
        db.session.add(
            Attempt(
                assignment_id=assignment.id,
                learner_id=learner.id,
                seed=number,
                state=SUBMITTED,
                score=9.0 if number % 2 else 10.0,
                max_score=10.0,
                given=[AttemptQuestion(position=n, question_version_id=v.id) for n, v in enumerate(versions, start=1)],
                responses=[
                    Response(
                        question_version_id=v.id,
                        answer={"choice": "2" if number % 2 and n == 0 else "0"},
                        credit=0.0 if number % 2 and n == 0 else 1.0,
                    )
                    for n, v in enumerate(versions)
                ],
            )
        )
    db.session.commit()
    version = versions[0]
    ruling = proposed(version, teacher, {"act": ["key"], "right": ["2"]})
    with statements() as looked:
        seen = rescoring.effect_of(version, teacher, ruling)
    assert len(seen.gaining) == 500
    assert len(looked) <= 5, looked
    with statements() as sent:
        rescoring.correct(version, teacher, ruling, reason="Wrong key.", seen=seen.mark)
    assert len(sent) <= 25, sent
    assert {each.score for each in db.session.query(Attempt)} == {10.0}
    assert db.session.query(CorrectionEffect).count() == 500


CREDITS = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0])
LINES = st.lists(st.builds(Line, CREDITS, st.sampled_from([NEVER, ALWAYS, IF_BETTER])), max_size=8)


@given(LINES, st.data())
def test_what_may_be_left_out_where_it_is_better_lowers_no_share(lines: list[Line], data: st.DataObject) -> None:
    before = total(lines)
    if lines:
        place = data.draw(st.integers(0, len(lines) - 1))
        changed = [*lines]
        changed[place] = Line(lines[place].credit, IF_BETTER)
        assert total(changed).share >= before.share - 1e-9 or lines[place].drops == ALWAYS
        raised = [*lines]
        raised[place] = Line(data.draw(CREDITS.filter(lambda each: each >= lines[place].credit)), lines[place].drops)
        assert total(raised).share >= before.share - 1e-9


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_chain_of_corrections_keeps_its_promises(app: Flask, data: st.DataObject) -> None:
    """Raise-only lowers nobody, doing it twice changes nothing, and every score is the sum of its credits."""
    students = [a_student(f"S{number}") for number in range(3)]
    grading = data.draw(st.sampled_from(["partial", "all-or-nothing"]))
    contents = one_of_each()
    teacher, assignment, versions = given_to(students, contents, timeline_grading=grading)
    answers = [[data.draw(st.sampled_from([*WAYS[name][:2], None])) for name in TYPES] for _ in students]
    sat = [an_attempt(assignment, each, given) for each, given in zip(students, answers, strict=True)]
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(list(TYPES)))
        version = versions[list(TYPES).index(name)]
        act = data.draw(st.sampled_from(["key", "everyone", "drop"]))
        fields = data.draw(st.sampled_from([WAYS[name][2], key_form(name, *_plain(version))]))
        lower = {"lower": ["y"]} if data.draw(st.booleans()) else {}
        try:
            ruling = proposed(version, teacher, {**fields_now(version, teacher), **fields, "act": [act], **lower})
        except rescoring.Refused:
            continue
        before = [_share(attempt) for attempt in sat]
        correct(version, teacher, ruling)
        after = [_share(attempt) for attempt in sat]
        if not lower:
            assert all(new >= old - 1e-9 for old, new in zip(before, after, strict=True))
        assert rescoring.effect_of(version, teacher, ruling).changes == []
        for attempt in sat:
            responses = {each.question_version_id: each for each in attempt.responses}
            counting = [each for each in attempt.given if not each.is_dropped]
            earned = [credit_of(each, responses.get(each.question_version_id)) for each in counting]
            assert isclose(attempt.score, fsum(earned), abs_tol=1e-9)
            assert attempt.max_score == len(counting)


def _plain(version: QuestionVersion) -> tuple[Any, list[Any]]:
    content = TYPES[version.question.type].parse(version.content)
    return content, [content]


def _share(attempt: Attempt) -> float:
    db.session.refresh(attempt)
    return attempt.score / attempt.max_score if attempt.max_score else 0.0
