"""A student who is twice in a class is made one, and nothing that either did is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, func, insert, select

from quizapp.accounts.models import AuditEvent, SignIn, User
from quizapp.banks.models import Question
from quizapp.classes import cards, merging, needs, roster
from quizapp.classes.models import Classroom, CoTeacher, Enrolment
from quizapp.classes.needs import Needs
from quizapp.clock import now
from quizapp.database import Base, db
from quizapp.practice.models import PracticeReview, ReviewCard
from quizapp.quizzes import overriding
from quizapp.quizzes.models import Assignment, Attempt, Response
from quizapp.quizzes.review_models import Override
from tests.every_table import fill_every_table_of_students, references, rows_that_refer_to
from tests.factories import (
    IN_ORDER,
    RIGHT,
    a_class,
    a_listed_student,
    a_quiz,
    a_student,
    a_teacher,
    an_assignment,
    an_attempt,
    sign_in_as,
)

DAY = timedelta(days=1)
# What only one of two may go on having, in whatever way it is stored.
WAYS_IN = frozenset({"user", "session", "sign_in_card", "audit_event"})
WORK = ("attempt", "attempt_question", "response", "practice_review")


@pytest.fixture
def classroom(app: Flask) -> Classroom:
    return a_class(a_teacher())


@pytest.fixture
def listed(classroom: Classroom) -> User:
    return a_listed_student(classroom, "Zoe Listed")


@pytest.fixture
def joined(classroom: Classroom) -> User:
    """The same child, who came by the class code and has no password either."""
    student = a_listed_student(classroom, "Zoe Joined")
    student.first_signed_in_at = now()
    db.session.commit()
    return student


@pytest.fixture
def assignment(classroom: Classroom) -> Assignment:
    return an_assignment(a_quiz(classroom.teacher), classroom, attempts_allowed=3)


def count(table: Table) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def counts() -> dict[str, int]:
    return {table.name: count(table) for table in Base.metadata.sorted_tables}


def with_a_row_everywhere(student: User, assignment: Assignment) -> None:
    attempt = an_attempt(assignment, student, [RIGHT, IN_ORDER])
    remember(student, attempt.given[0].version.question, days_ago=[3, 2])
    fill_every_table_of_students(student, attempt)


def remember(student: User, question: Question, days_ago: list[int]) -> ReviewCard:
    """A card with an answer on each of these days, the last of them telling when it was reviewed last."""
    last = now() - days_ago[-1] * DAY
    card = ReviewCard(
        learner_id=student.id,
        question_id=question.id,
        state={"last_review": last.isoformat(), "of": student.name},
        due_at=last + DAY,
        seen=len(days_ago),
    )
    db.session.add(card)
    db.session.flush()
    for turn, days in enumerate(days_ago, start=1):
        at = now() - days * DAY
        db.session.add(
            PracticeReview(
                learner_id=student.id,
                card_id=card.id,
                question_version_id=question.versions[0].id,
                turn=turn,
                at=at,
                day=at.date(),
                answer={},
                credit=1.0,
                rating=3,
            )
        )
    db.session.commit()
    return card


def copy_every_row(student: User, to: User) -> None:
    """Give another what the student has, row by row, with all that hangs on it."""
    copied: dict[tuple[str, Any], Any] = {("user", student.id): to.id}
    for table in Base.metadata.sorted_tables:
        for row in list(db.session.execute(select(table)).mappings()):
            values = dict(row)
            owning = [key for key in table.foreign_keys if (key.column.table.name, row[key.parent.name]) in copied]
            if not owning:
                continue
            for key in owning:
                values[key.parent.name] = copied[key.column.table.name, row[key.parent.name]]
            for column in table.columns:
                if column.unique or (column.primary_key and not column.foreign_keys and len(table.primary_key) == 1):
                    values[column.name] = f"copy {row[column.name]}" if column.type.python_type is str else None
            values = {name: value for name, value in values.items() if value is not None}
            taken = db.session.execute(insert(table).prefix_with("OR IGNORE").values(values))
            if len(table.primary_key) == 1 and taken.rowcount:
                key_name = next(iter(table.primary_key)).name
                copied[table.name, row[key_name]] = taken.inserted_primary_key[0]
    db.session.commit()


def test_every_row_of_the_double_is_with_the_one_who_stays(
    listed: User, joined: User, assignment: Assignment, classroom: Classroom
) -> None:
    with_a_row_everywhere(joined, assignment)
    named = {f"{table.name}.{column.name}" for table, column, key in references() if key.column.table.name == "user"}
    before, of_double, number = counts(), rows_that_refer_to(joined.id), joined.id
    assert {"attempt.learner_id", "practice_review.learner_id", "nickname.learner_id"} <= set(of_double) <= named
    merging.merge(listed, joined, classroom.teacher)
    assert rows_that_refer_to(number) == {}
    assert db.session.get(User, number) is None
    of_kept = rows_that_refer_to(listed.id)
    moved = {name for name in of_double if name.split(".")[0] not in WAYS_IN}
    assert {name: of_kept[name] for name in moved} == {name: of_double[name] for name in moved}
    # The place in the class is the only thing that both had.
    before["enrolment"] -= 1
    assert {name: each for name, each in counts().items() if name not in WAYS_IN} == {
        name: each for name, each in before.items() if name not in WAYS_IN
    }


def test_where_both_have_everything_no_work_is_lost_and_nothing_names_the_double(
    listed: User, joined: User, assignment: Assignment, classroom: Classroom
) -> None:
    with_a_row_everywhere(joined, assignment)
    copy_every_row(joined, listed)
    of_both = [rows_that_refer_to(student.id) for student in (listed, joined)]
    assert set(of_both[0]) == set(of_both[1])
    before, number = counts(), joined.id
    merging.merge(listed, joined, classroom.teacher)
    assert rows_that_refer_to(number) == {}
    assert {name: counts()[name] for name in WORK} == {name: before[name] for name in WORK}
    assert (before["attempt"], before["practice_review"]) == (2, 4)
    assert not list(db.session.execute(select(Attempt.id).where(Attempt.learner_id != listed.id)))


def test_attempts_are_numbered_in_the_order_in_which_they_were_begun(
    listed: User, joined: User, assignment: Assignment, classroom: Classroom
) -> None:
    other = an_assignment(assignment.quiz, classroom)
    late = an_attempt(assignment, listed, [RIGHT, IN_ORDER])
    early, middle = an_attempt(assignment, joined, [RIGHT]), an_attempt(assignment, joined)
    alone = an_attempt(other, joined)
    for attempt, days in ((late, 1), (middle, 2), (early, 3)):
        attempt.started_at = now() - days * DAY
    db.session.commit()
    merging.merge(listed, joined, classroom.teacher)
    assert [each.number for each in (early, middle, late, alone)] == [1, 2, 3, 1]
    assert {each.learner_id for each in (early, middle, late, alone)} == {listed.id}
    assert db.session.query(Response).count() == 3


@pytest.mark.parametrize(("of_double", "holds"), [([5, 1], "Zoe Joined"), ([5, 3], "Zoe Listed")])
def test_the_memory_that_was_reviewed_last_holds_with_the_answers_of_both(
    listed: User, joined: User, assignment: Assignment, classroom: Classroom, of_double: list[int], holds: str
) -> None:
    question = assignment.quiz.chosen[0].question
    remember(listed, question, days_ago=[4, 2])
    remember(joined, question, days_ago=of_double)
    only_theirs = remember(joined, assignment.quiz.chosen[1].question, days_ago=[1]).id
    merging.merge(listed, joined, classroom.teacher)
    card = db.session.query(ReviewCard).filter_by(question_id=question.id).one()
    assert (card.state["of"], card.seen, card.learner_id) == (holds, 4, listed.id)
    reviews = db.session.query(PracticeReview).filter_by(card_id=card.id).order_by(PracticeReview.turn).all()
    assert [each.turn for each in reviews] == [1, 2, 3, 4]
    assert [each.at for each in reviews] == sorted(each.at for each in reviews)
    assert db.session.get_one(ReviewCard, only_theirs).learner_id == listed.id


def test_whoever_still_sits_in_a_class_sits_there_and_needs_of_the_one_who_stays_hold(
    listed: User, joined: User, classroom: Classroom
) -> None:
    second = a_class(classroom.teacher, [joined], name="Civics 9b")
    here, double = roster.student_of(classroom, listed.id), roster.student_of(classroom, joined.id)
    roster.remove(here, classroom.teacher)
    needs.store(here, Needs(extra_time=0.25))
    needs.store(double, Needs(extra_time=1.0))
    needs.store(roster.student_of(second, joined.id), Needs(larger_text=True))
    merging.merge(listed, joined, classroom.teacher)
    places = db.session.query(Enrolment).filter_by(user_id=listed.id).order_by(Enrolment.classroom_id).all()
    assert [(place.classroom_id, place.removed_at) for place in places] == [(classroom.id, None), (second.id, None)]
    assert needs.needs_everywhere(listed) == Needs(extra_time=0.25, larger_text=True)


def test_a_result_set_for_both_is_the_one_of_who_stays(
    listed: User, joined: User, assignment: Assignment, classroom: Classroom
) -> None:
    for student, points in ((listed, 1.0), (joined, 2.0)):
        an_attempt(assignment, student, [RIGHT])
        overriding.set_score(
            assignment, student, points=points, out_of=2.0, reason="Said aloud.", author=classroom.teacher
        )
    merging.merge(listed, joined, classroom.teacher)
    assert [(each.learner_id, each.points) for each in db.session.query(Override)] == [(listed.id, 1.0)]


def test_the_one_with_a_password_stays_and_the_other_has_no_way_in(
    client: FlaskClient, listed: User, classroom: Classroom
) -> None:
    account = a_student("Zoe Account")
    db.session.add(Enrolment(classroom_id=classroom.id, user_id=account.id))
    db.session.commit()
    code, number = cards.code_of(listed), listed.id
    client.post("/join/card", data={"code": code})
    sign_in_as(client, account)
    assert merging.merge(listed, account, classroom.teacher).id == account.id
    assert db.session.get(User, number) is None
    assert cards.holder(code or "") is None
    # The one who stays had no card, and gets one.
    assert cards.holder(cards.code_of(account) or "") == account
    assert {each.user_id for each in db.session.query(SignIn)} == {account.id}
    assert account.name == "Zoe Account"


def test_a_listed_name_counts_as_used_once_its_double_was_in(
    listed: User, joined: User, classroom: Classroom
) -> None:
    since, code = joined.first_signed_in_at, cards.code_of(listed)
    merging.merge(listed, joined, classroom.teacher)
    assert listed.first_signed_in_at == since
    assert cards.holder(code or "") == listed


def test_it_is_written_down_and_what_was_written_about_the_double_is_with_the_other(
    listed: User, joined: User, classroom: Classroom
) -> None:
    roster.rename_student(roster.student_of(classroom, joined.id), "Zoe Again", classroom.teacher)
    merging.merge(listed, joined, classroom.teacher)
    events = {each.action: each for each in db.session.query(AuditEvent)}
    assert events["students merged"].user_id == classroom.teacher_id
    assert events["students merged"].details == {"user_id": listed.id}
    assert events["student renamed"].details["user_id"] == listed.id


def test_a_student_who_is_taking_a_quiz_is_left_alone(
    listed: User, joined: User, assignment: Assignment, classroom: Classroom
) -> None:
    attempt = an_attempt(assignment, joined, handed_in=False)
    for pair in ((listed, joined), (joined, listed)):
        with pytest.raises(merging.CannotMerge, match="Zoe Joined is taking a quiz"):
            merging.merge(*pair, classroom.teacher)
    attempt.deadline = now() - DAY
    db.session.commit()
    merging.merge(listed, joined, classroom.teacher)
    assert attempt.learner_id == listed.id


@pytest.mark.parametrize("which", ["listed", "joined"])
def test_a_student_of_another_teacher_too_is_left_alone_until_they_teach_together(
    request: pytest.FixtureRequest, listed: User, joined: User, classroom: Classroom, which: str
) -> None:
    other = a_class(a_teacher("Other"), [request.getfixturevalue(which)])
    with pytest.raises(merging.CannotMerge, match="of another teacher too"):
        merging.preview(listed, joined, classroom.teacher)
    with pytest.raises(merging.CannotMerge, match="of another teacher too"):
        merging.merge(listed, joined, classroom.teacher)
    db.session.add(CoTeacher(classroom_id=other.id, user_id=classroom.teacher_id))
    db.session.commit()
    assert merging.merge(listed, joined, classroom.teacher) == listed


def test_all_of_it_happens_or_nothing(
    listed: User, joined: User, assignment: Assignment, classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_row_everywhere(joined, assignment)
    before = counts(), rows_that_refer_to(joined.id)
    monkeypatch.setattr(merging.belongings, "remove_rows", _fails)
    with pytest.raises(RuntimeError):
        merging.merge(listed, joined, classroom.teacher)
    db.session.rollback()
    assert (counts(), rows_that_refer_to(joined.id)) == before


def _fails(_student: User) -> None:
    raise RuntimeError


@pytest.fixture
def page(client: FlaskClient, classroom: Classroom) -> Callable[..., Any]:
    """The page of a student, for the teacher: with ``post`` the confirmation is sent."""
    sign_in_as(client, classroom.teacher)

    def opened(student: User, other: Any = None, *, post: bool = False) -> Any:
        address = f"/classes/{classroom.id}/students/{student.id}/same"
        sent = {} if other is None else {"other": other}
        return client.post(address, data=sent) if post else client.get(address, query_string=sent)

    return opened


def test_the_teacher_chooses_reads_what_happens_and_confirms(
    page: Callable[..., Any], client: FlaskClient, listed: User, joined: User, assignment: Assignment
) -> None:
    an_attempt(assignment, joined, [RIGHT])
    chosen, gone = listed.id, joined.id
    assert "Zoe Joined (signs in with a card)" in page(listed).text
    shown = page(listed, joined.id).text
    assert "What moves to Zoe Listed" in shown
    assert '<th scope="row">attempts</th><td class="numeric">1</td>' in shown
    assert "This cannot be undone" in shown
    assert f"students/{chosen}/data.json" in shown
    assert f"students/{gone}/data.json" in shown
    assert "What moves to Zoe Joined" in page(joined, listed.id).text
    assert db.session.get(User, gone) is not None
    answer = page(listed, gone, post=True)
    assert answer.status_code == 303
    assert "everything is with Zoe Listed" in client.get(answer.location).text
    assert db.session.get(User, gone) is None


@pytest.mark.parametrize("other", [None, "", "x", 0, 999, "itself", "elsewhere"])
def test_only_another_student_of_the_class_can_be_chosen(
    page: Callable[..., Any], listed: User, joined: User, classroom: Classroom, other: Any
) -> None:
    stranger = a_listed_student(a_class(classroom.teacher, name="Civics 9b"), "Stranger")
    chosen = {"itself": listed.id, "elsewhere": stranger.id}.get(other, other)
    before = db.session.query(User).count()
    if chosen is not None:
        assert "Choose another student of this class." in page(listed, chosen).text
    answer = page(listed, chosen, post=True)
    assert answer.status_code == 422
    assert "Choose another student of this class." in answer.text
    assert db.session.query(User).count() == before


def test_a_refusal_is_said_at_the_choice(
    page: Callable[..., Any], listed: User, joined: User, assignment: Assignment
) -> None:
    an_attempt(assignment, joined, handed_in=False)
    for post in (False, True):
        answer = page(listed, joined.id, post=post)
        assert "Zoe Joined is taking a quiz at present" in answer.text
        assert "What moves to" not in answer.text
    assert db.session.get(User, joined.id) is not None


def test_alone_in_a_class_there_is_nobody_to_choose(page: Callable[..., Any], listed: User) -> None:
    assert "Nobody else is in this class" in page(listed).text
    assert page(listed, 1, post=True).status_code == 422


def test_another_teacher_reaches_none_of_it(client: FlaskClient, listed: User, joined: User) -> None:
    classroom = db.session.query(Classroom).one()
    sign_in_as(client, a_teacher("Visiting"))
    address = f"/classes/{classroom.id}/students/{listed.id}/same"
    assert client.get(address, query_string={"other": joined.id}).status_code == 404
    assert client.post(address, data={"other": joined.id}).status_code == 404
    assert db.session.get(User, joined.id) is not None
