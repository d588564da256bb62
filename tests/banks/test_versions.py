"""Versions, tags and status: every change is kept, comparable and restorable."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.banks import comparing, moving, status_log, tagging, versions
from quizapp.banks.choosing import chosen_questions
from quizapp.banks.files import read_bank, write_bank
from quizapp.banks.loading import export_bank, load_bank
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question, StatusChange
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.quizzes.models import Response
from tests.banks.test_moving import HALL, a_bank_about, proven
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
    sign_in_as,
    type_name_of,
)


@pytest.fixture
def teacher(app: Flask) -> User:
    return a_teacher("Ada Teacher")


def changed(question: Question, teacher: User, **fields: Any) -> None:
    versions.new_version(question, {**question.current.content, **fields}, author=teacher, note="Reworded")


@pytest.mark.parametrize("content", one_of_each(), ids=lambda content: type(content).__name__)
def test_every_type_is_compared_and_restored(teacher, content):
    question = a_bank(teacher, [content]).questions[0]
    first = question.current.content
    changed(question, teacher, stem="A wholly different stem about one thing?", explanation="Now explained.")
    old, new = (comparing.parts(version.content) for version in question.versions)
    differing = {part.label for part in comparing.compared(old, new) if part.differs}
    assert differing == {"Question", "Explanation"}
    assert versions.restore(question, 1, author=teacher) == []
    assert (question.current.content, question.version_number) == (first, 3)
    assert question.current.note == "Restored version 1"
    assert [version.number for version in versions.versions_of(question)] == [3, 2, 1]


@pytest.mark.parametrize("content", one_of_each(), ids=lambda content: type(content).__name__)
def test_the_parts_of_a_type_say_all_that_a_teacher_wrote(content):
    data = question_type_of(content).to_dict(content)
    said = "\n".join(part.text for part in comparing.parts(data, ["unit 1"]))
    for text in texts_in(data):
        assert text in said
    assert "unit 1" in said


def question_type_of(content: Any) -> Any:
    return question_type(type_name_of(content))


def texts_in(value: Any, name: str = "") -> list[str]:
    if isinstance(value, str):
        return [] if name in {"id", "date"} else [value]
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in texts_in(inner, key)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_in(inner, name)]
    return []


def test_a_part_that_is_new_or_gone_stands_beside_nothing():
    old = comparing.parts({"stem": "Why?", "distractors": ["a", "b"]})
    new = comparing.parts({"stem": "Why?", "distractors": ["a"], "explanation": "Because."})
    sides = {part.label: (bool(part.old), bool(part.new)) for part in comparing.compared(old, new)}
    assert sides["Wrong option 2"] == (True, False)
    assert sides["Explanation"] == (False, True)


def test_restoring_counts_quotes_where_they_stand_now(teacher):
    bank = a_bank_about(teacher, HALL, [proven()])
    question = bank.questions[0]
    changed(question, teacher, evidence=[])
    bank.article.text = f"Preface. {HALL}"
    db.session.commit()
    assert versions.restore(question, 1, author=teacher) == []
    assert question.current.content["evidence"][0]["start"] == len("Preface. ")
    assert question.status == APPROVED


def test_restoring_a_proof_that_is_gone_makes_a_draft(teacher):
    bank = a_bank_about(teacher, HALL, [proven()])
    question = bank.questions[0]
    changed(question, teacher, evidence=[])
    bank.article.text = "Everything is different now."
    db.session.commit()
    assert versions.restore(question, 1, author=teacher) == ["The hall opened in 1911."]
    assert (question.status, question.current.content["evidence"]) == (DRAFT, [])


def test_what_students_answered_stays_as_it_was(client: FlaskClient, teacher: User) -> None:
    bank, student = a_bank(teacher, [a_multiple_choice()]), a_student()
    question = bank.questions[0]
    an_attempt(an_assignment(a_quiz(teacher, bank), a_class(teacher, [student])), student, [RIGHT])
    given = question.versions[0].id
    changed(question, teacher, key="1910")
    sign_in_as(client, teacher)
    page = client.get(f"/questions/{question.id}").text
    assert "answered 1 time" in page
    assert "not answered yet" in page
    client.post(f"/questions/{question.id}/versions/1/restore")
    assert [row.question_version_id for row in db.session.query(Response)] == [given]
    assert db.session.get(Question, question.id).version_number == 3


def test_whatever_becomes_of_a_question_the_result_of_a_student_reads_the_same(
    client: FlaskClient, teacher: User
) -> None:
    bank, student = a_bank(teacher, [a_multiple_choice()]), a_student()
    question, other = bank.questions[0], a_bank(teacher, title="Other")
    attempt = an_attempt(an_assignment(a_quiz(teacher, bank), a_class(teacher, [student])), student, [RIGHT])

    def result() -> str:
        sign_in_as(client, student)
        page = client.get(f"/attempts/{attempt.id}/result").text
        sign_in_as(client, teacher)
        return re.sub(r'(name="csrf_token" value=|nonce=|name="csrf-token" content=)"[^"]*"', "", page)

    before = result()
    assert "In which year did the hall open?" in before
    changed(question, teacher, stem="When did it close?", key="1999", explanation="Another one.")
    assert result() == before
    file = export_bank(bank)
    edited = read_bank(write_bank(file).replace("When did it close?", "When did it burn?").replace("1999", "1923"))
    load_bank(db.session, edited, None, teacher)
    assert question.current.content["key"] == "1923"
    assert result() == before
    client.post(f"/questions/{question.id}/versions/2/restore")
    client.post(f"/questions/{question.id}/reject")
    assert question.status == RETIRED
    assert result() == before
    moving.move([question], other, author=teacher)
    assert question.bank is other
    assert result() == before


def test_the_pages_show_versions_side_by_side(client: FlaskClient, teacher: User) -> None:
    question = a_bank(teacher, [a_multiple_choice()]).questions[0]
    changed(question, teacher, stem="In which century did the hall open?")
    sign_in_as(client, teacher)
    page = client.get(f"/questions/{question.id}/compare?old=1&new=2").text
    assert "<del>year</del>" in page
    assert "<ins>century</ins>" in page
    assert "1 part differs." in page
    assert client.get(f"/questions/{question.id}/compare?old=1&new=9").status_code == 404


def test_tags_are_given_taken_and_renamed_as_versions(teacher):
    bank = a_bank(teacher, [a_multiple_choice(), a_multiple_choice("When else?")])
    ids = [question.id for question in bank.questions]

    def tags() -> list[list[str]]:
        return [question.current.tags for question in chosen_questions(bank, ids)]

    assert tagging.add_tag(chosen_questions(bank, ids), "exam", author=teacher) == 2
    assert tagging.add_tag(chosen_questions(bank, ids[:1]), "exam", author=teacher) == 0
    tagging.add_tag(chosen_questions(bank, ids[:1]), "unit 1", author=teacher)
    assert tags() == [["exam", "unit 1"], ["exam"]]
    assert [(tag.name, tag.count) for tag in tagging.tags_of(bank)] == [("exam", 2), ("unit 1", 1)]
    tagging.rename_tag(tagging.tagged(bank, "exam"), "exam", "unit 1", author=teacher)
    assert tags() == [["unit 1"], ["unit 1"]]
    tagging.remove_tag(tagging.tagged(bank, "unit 1"), "unit 1", author=teacher)
    assert tags() == [[], []]
    first = db.session.get(Question, ids[0])
    assert [(version.note, version.author_id) for version in first.versions][1:] == [
        ("Tagged “exam”", teacher.id),
        ("Tagged “unit 1”", teacher.id),
        ("Tag “exam” renamed to “unit 1”", teacher.id),
        ("Untagged “unit 1”", teacher.id),
    ]
    assert versions.restore(first, 3, author=teacher) == []
    assert first.current.tags == ["exam", "unit 1"]


@pytest.mark.parametrize(("typed", "message"), [("  ", "Write a tag"), ("x" * 61, "at most 60 characters")])
def test_a_bad_tag_is_explained(client: FlaskClient, teacher: User, typed: str, message: str) -> None:
    bank = a_bank(teacher)
    sign_in_as(client, teacher)
    data = {"act": "tag", "question": bank.questions[0].id, "new_tag": typed}
    refused = client.post(f"/banks/{bank.id}/several", data=data)
    assert (refused.status_code, message in refused.text) == (422, True)
    assert f'value="{bank.questions[0].id}" checked>' in refused.text
    renamed = client.post(f"/banks/{bank.id}/tags/rename", data={"old": "a", "new": typed})
    assert (renamed.status_code, message in renamed.text) == (422, True)


def test_tags_are_renamed_and_taken_away_by_page(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, [a_multiple_choice()])
    sign_in_as(client, teacher)
    client.post(f"/banks/{bank.id}/several", data={"act": "tag", "question": bank.questions[0].id, "new_tag": "exam"})
    assert "Rename" in client.get(f"/banks/{bank.id}/tags?tag=exam").text
    client.post(f"/banks/{bank.id}/tags/rename", data={"old": "exam", "new": "test"})
    assert "test" in client.get(f"/banks/{bank.id}/tags").text
    assert "Take “test” away?" in client.get(f"/banks/{bank.id}/tags?remove=test").text
    client.post(f"/banks/{bank.id}/tags/remove", data={"tag": "test"})
    assert "No tag yet" in client.get(f"/banks/{bank.id}/tags").text


def test_every_change_of_status_is_logged_with_who_and_when(client: FlaskClient, teacher: User) -> None:
    question = a_bank(teacher, [a_multiple_choice()]).questions[0]
    sign_in_as(client, teacher)
    for act in ("reject", "restore", "approve", "approve"):
        client.post(f"/questions/{question.id}/{act}")
    found = db.session.get(Question, question.id)
    changes = status_log.changes_of(found)
    assert [(change.before, change.after) for change in changes] == [
        (APPROVED, RETIRED),
        (RETIRED, DRAFT),
        (DRAFT, APPROVED),
    ]
    assert {change.author_id for change in changes} == {teacher.id}
    assert "Rejected by Ada Teacher" in client.get(f"/questions/{question.id}").text


def test_a_status_that_was_not_read_before_is_logged_too(app: Flask, teacher: User) -> None:
    bank: Bank = a_bank(teacher, [a_multiple_choice()])
    question = bank.questions[0]
    db.session.expire(question)
    question.status = RETIRED
    db.session.commit()
    assert [(row.before, row.author_id) for row in db.session.query(StatusChange)] == [(APPROVED, None)]


def test_the_page_of_a_question_says_what_is_worth_a_look(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, [a_multiple_choice(), a_multiple_choice()])
    sign_in_as(client, teacher)
    page = client.get(f"/questions/{bank.questions[0].id}").text
    assert "Worth a look" in page
    assert "Another question of this bank has the same stem." in page


def test_a_tag_is_given_to_all_that_fit_a_filter_by_another_tag(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, [a_multiple_choice(), a_multiple_choice("When else?"), a_multiple_choice("And when?")])
    tagging.add_tag(chosen_questions(bank, [question.id for question in bank.questions[:2]]), "old", author=teacher)
    sign_in_as(client, teacher)
    page = client.get(f"/banks/{bank.id}?tag=old").text
    assert '<input type="hidden" name="tag" value="old">' in page
    assert 'name="new_tag"' in page
    data = {"act": "tag", "everything": "1", "tag": "old", "new_tag": "new"}
    answer = client.post(f"/banks/{bank.id}/several", data=data)
    assert answer.location == f"/banks/{bank.id}?tag=old"
    assert [question.current.tags for question in db.session.get(Bank, bank.id).questions] == [
        ["old", "new"],
        ["old", "new"],
        [],
    ]
