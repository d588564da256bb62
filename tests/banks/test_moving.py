"""Questions into other banks: moved, copied, merged, duplicated, with what students answered as it was."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.banks import deciding, merging, moving, rescuing, sharing, undoing
from quizapp.banks.choosing import chosen_questions
from quizapp.banks.entries import entries_of
from quizapp.banks.models import APPROVED, COPY, DRAFT, EDIT, Bank, Question
from quizapp.database import db
from quizapp.questions.content import Content, Evidence
from quizapp.quizzes.models import Attempt, QuizQuestion, Response
from tests.factories import (
    RIGHT,
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_article,
    an_assignment,
    an_attempt,
    one_of_each,
    sign_in_as,
)

HALL = "The hall opened in 1911. It has a library."
BRIDGE = "The bridge is older. Everyone knows that the hall opened in 1911. It has a library."


@pytest.fixture
def teacher(app: Flask) -> User:
    return a_teacher()


def a_bank_about(owner: User, text: str | None, contents: list[Content], title: str = "The hall") -> Bank:
    bank = a_bank(owner, contents, title=title)
    bank.article = an_article(owner, text) if text else None
    db.session.commit()
    return bank


def proven(quote: str = "The hall opened in 1911.", start: int = 0, **changes: Any) -> Content:
    return a_multiple_choice(evidence=(Evidence(quote=quote, start=start, end=start + len(quote)),), **changes)


def emptied(bank: Bank) -> Bank:
    for question in list(bank.questions):
        bank.questions.remove(question)
    db.session.commit()
    return bank


def quotes_of(question: Question) -> list[tuple[str, int]]:
    return [(quote["quote"], quote["start"]) for quote in question.current.content["evidence"]]


def test_a_moved_question_keeps_its_quizzes_and_attempts(teacher):
    bank = a_bank(teacher, [a_multiple_choice(), a_timeline()])
    student = a_student()
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, [student]))
    an_attempt(assignment, student, [RIGHT, None])
    before = [(row.attempt_id, row.question_version_id, row.credit) for row in db.session.query(Response)]
    target = a_bank(teacher, title="Another")
    question = bank.questions[0]
    moved = moving.move([question], target, author=teacher)
    assert moved == moving.Moved(1, 0)
    assert [entry.id for entry in entries_of(target.id)][-1] == question.id
    assert question.id not in {entry.id for entry in entries_of(bank.id)}
    assert question.id in {row.question_id for row in db.session.query(QuizQuestion)}
    assert [(row.attempt_id, row.question_version_id, row.credit) for row in db.session.query(Response)] == before
    assert db.session.query(Attempt).one().score == 1


def test_a_name_that_is_taken_in_the_other_bank_gets_a_number(teacher):
    bank, target = a_bank(teacher, [a_multiple_choice()]), a_bank(teacher, [a_timeline()])
    moving.move(list(bank.questions), target, author=teacher)
    assert [entry.slug for entry in entries_of(target.id)] == ["q1", "q1-2"]


def test_an_empty_bank_takes_the_article_along(teacher):
    bank = a_bank_about(teacher, HALL, [proven()])
    target = emptied(a_bank(teacher, title="New"))
    moving.move(list(bank.questions), target, author=teacher)
    assert db.session.get(Bank, target.id).article.text == HALL


def test_quotes_that_stand_in_the_other_article_are_counted_there(teacher):
    bank = a_bank_about(teacher, BRIDGE, [proven("the hall opened in 1911.", BRIDGE.index("the hall"))])
    target = a_bank_about(teacher, "Once the hall opened in 1911. Then not.", [proven("Then not.", 30)])
    question = bank.questions[0]
    moving.move([question], target, author=teacher)
    question = db.session.get(Question, question.id)
    assert quotes_of(question) == [("the hall opened in 1911.", 5)]
    assert (question.status, question.version_number, question.current.note) == (APPROVED, 2, "Moved to “The hall”")


def test_a_question_without_proof_there_is_refused_and_nothing_changes(teacher):
    bank = a_bank_about(teacher, HALL, [proven(), proven("It has a library.", 25, stem="What does it have?")])
    target = a_bank_about(teacher, "Another text about a mill.", [proven("a mill", 19)], title="The mill")
    with pytest.raises(moving.LosesProof, match="2 questions whose proof does not stand in the article of “The mill”"):
        moving.move(list(bank.questions), target, author=teacher)
    db.session.rollback()
    assert len(entries_of(bank.id)) == 2


def test_without_proof_it_goes_as_a_draft(teacher):
    bank = a_bank_about(teacher, HALL, [proven()])
    target = a_bank_about(teacher, "Another text about a mill.", [proven("a mill", 19)])
    question = bank.questions[0]
    assert moving.move([question], target, author=teacher, without_proof=True) == moving.Moved(1, 1)
    question = db.session.get(Question, question.id)
    assert (question.status, quotes_of(question), len(question.versions)) == (DRAFT, [], 2)


@pytest.mark.parametrize("content", one_of_each(), ids=lambda content: type(content).__name__)
def test_every_type_can_be_copied_without_its_proof(teacher, content):
    bank = a_bank_about(teacher, HALL, [content])
    target = a_bank_about(teacher, "Another text about a mill.", [proven("a mill", 19)])
    moving.copy(list(bank.questions), target, author=teacher, without_proof=True)
    copied = entries_of(target.id)[-1]
    assert (copied.status, "start" in str(copied.content)) == (DRAFT, False)
    assert entries_of(bank.id)[0].status == APPROVED


def test_a_copy_begins_anew_and_says_where_it_is_from(teacher):
    bank, target = a_bank(teacher, [a_multiple_choice()]), a_bank(teacher, [a_timeline()])
    moving.copy(list(bank.questions), target, author=teacher)
    copied = db.session.get(Question, entries_of(target.id)[-1].id)
    assert (copied.version_number, copied.current.note) == (1, "Copied from “The hall”")
    assert len(entries_of(bank.id)) == 1


def test_questions_of_a_colleague_are_not_moved_away(teacher):
    owner = a_teacher("Owner")
    bank, own = a_bank(owner, [a_multiple_choice()]), a_bank(teacher, [a_timeline()])
    sharing.share(bank, teacher.username, EDIT)
    with pytest.raises(moving.CannotMove, match="Copy them instead"):
        moving.move(list(bank.questions), own, author=teacher)


def test_a_copied_bank_has_every_question_the_article_and_a_note_of_its_origin(teacher):
    owner = a_teacher("Clara Owner")
    bank = a_bank_about(owner, HALL, [proven(), *one_of_each()[1:]])
    sharing.share(bank, teacher.username, COPY)
    made = merging.copy_bank(bank, teacher)
    assert (made.owner_id, made.origin) == (teacher.id, "Copied from “The hall” of Clara Owner")
    assert (made.article.owner_id, made.article.text) == (teacher.id, HALL)
    old, new = entries_of(bank.id), entries_of(made.id)
    assert [(e.slug, e.type, e.status, e.content, e.tags) for e in new] == [
        (e.slug, e.type, e.status, e.content, e.tags) for e in old
    ]
    assert not {e.id for e in old} & {e.id for e in new}


def test_a_duplicate_shares_the_article_of_its_owner(teacher):
    bank = a_bank_about(teacher, HALL, [proven()])
    made = merging.copy_bank(bank, teacher)
    assert (made.article_id, made.title) == (bank.article_id, "The hall (copy)")


def test_merging_keeps_equal_questions_once_and_archives_the_other_bank(teacher):
    bank = a_bank(teacher, [a_multiple_choice(), a_timeline()])
    other = a_bank(teacher, [a_multiple_choice("In which YEAR did the hall open? "), a_multiple_choice("When else?")])
    merged = merging.merge(other, bank, author=teacher)
    assert [entry.stem for entry in merged.doubles] == ["In which YEAR did the hall open?"]
    assert [entry.stem for entry in entries_of(bank.id)][-1] == "When else?"
    assert len(entries_of(bank.id)) == 3
    left = db.session.get(Bank, other.id)
    assert left.archived_at
    assert [(question.status, question.current.content["stem"]) for question in left.questions] == [
        (APPROVED, "In which YEAR did the hall open?")
    ]


def test_the_same_stem_with_another_answer_is_another_question(teacher):
    bank = a_bank(teacher, [a_multiple_choice()])
    other = a_bank(teacher, [a_multiple_choice(key="1912")])
    assert len(merging.plan(other, bank).moving) == 1


def test_banks_of_different_articles_are_not_merged(teacher):
    bank = a_bank_about(teacher, HALL, [proven()])
    other = a_bank_about(teacher, BRIDGE, [proven("The bridge is older.")])
    with pytest.raises(merging.CannotMove, match="different articles"):
        merging.merge(other, bank, author=teacher)


def test_only_banks_that_can_be_merged_are_offered(client: FlaskClient, teacher: User) -> None:
    bank = a_bank_about(teacher, HALL, [proven()])
    a_bank_about(teacher, BRIDGE, [proven("The bridge is older.")])
    merging.merge(merging.copy_bank(bank, teacher), bank, author=teacher)
    sign_in_as(client, teacher)
    assert "You have no other bank of the same article." in client.get(f"/banks/{bank.id}/copies").text
    made = merging.copy_bank(bank, teacher)
    assert merging.mergeable(bank) == [made]
    page = client.get(f"/banks/{bank.id}/copies").text
    assert re.findall(r'<option[^>]* value="(\d+)"', page) == [str(made.id)]
    without = [a_bank(teacher, title="One"), a_bank(teacher, title="Two")]
    assert merging.mergeable(without[0]) == [without[1]]


def test_the_pages_ask_before_moving_and_before_merging(client: FlaskClient, teacher: User) -> None:
    bank, other = a_bank(teacher, [a_multiple_choice()]), a_bank(teacher, [a_timeline()], title="Other")
    sign_in_as(client, teacher)
    number = bank.questions[0].id
    asked = client.post(f"/banks/{bank.id}/several", data={"act": "move", "question": number})
    assert "Move 1 question?" in asked.text
    assert len(entries_of(bank.id)) == 1
    gone = client.post(f"/banks/{bank.id}/several/move", data={"questions": number, "target": other.id})
    assert gone.location == f"/banks/{other.id}"
    asked = client.post(f"/banks/{bank.id}/merge", data={"source": other.id})
    assert "Nothing has changed yet." in asked.text
    assert len(entries_of(other.id)) == 2
    client.post(f"/banks/{bank.id}/merge", data={"source": other.id, "sure": "1"})
    assert len(entries_of(bank.id)) == 2


def test_the_page_offers_to_go_without_proof(client: FlaskClient, teacher: User) -> None:
    bank = a_bank_about(teacher, HALL, [proven()])
    target = a_bank_about(teacher, "Another text about a mill.", [proven("a mill", 19)], title="The mill")
    sign_in_as(client, teacher)
    data = {"questions": bank.questions[0].id, "target": target.id}
    refused = client.post(f"/banks/{bank.id}/several/copy", data=data)
    assert refused.status_code == 422
    assert "Go on without the proof" in refused.text
    assert client.post(f"/banks/{bank.id}/several/copy", data=data | {"without_proof": "y"}).status_code == 303
    assert len(entries_of(target.id)) == 2


def test_a_new_bank_needs_a_title_and_takes_the_article(client: FlaskClient, teacher: User) -> None:
    bank = a_bank_about(teacher, HALL, [proven()])
    sign_in_as(client, teacher)
    data = {"questions": bank.questions[0].id, "target": "new"}
    refused = client.post(f"/banks/{bank.id}/several/copy", data=data)
    assert (refused.status_code, "Give the new bank a title." in refused.text) == (422, True)
    made = client.post(f"/banks/{bank.id}/several/copy", data=data | {"title": "Exam"}).location
    assert "Exam" in client.get(made).text
    assert db.session.query(Bank).filter_by(title="Exam").one().article.text == HALL


def test_what_was_decided_is_undone_in_the_bank_where_the_question_is(teacher):
    bank, target = a_bank(teacher, [a_multiple_choice()], status=DRAFT), a_bank(teacher, title="Another")
    question = bank.questions[0]
    deciding.approve(question, author=teacher)
    moving.move([question], target, author=teacher)
    assert undoing.last_decision(bank, teacher) is None
    decision = undoing.last_decision(target, teacher)
    assert undoing.undo(target, decision.id, teacher) == question.id
    assert db.session.get(Question, question.id).status == DRAFT


def test_a_rescue_is_not_undone_from_another_bank(teacher):
    bank, target = a_bank(teacher, [a_multiple_choice()]), a_bank(teacher, title="Another")
    refusal = {"stem": "Who built it?", "key": "Clara Löw", "quote": "", "message": "Asked already.", "distractors": []}
    bank.refused = [refusal]
    db.session.commit()
    moving.move([rescuing.rescue(bank, 0, author=teacher)], target, author=teacher)
    assert undoing.last_decision(target, teacher) is None
    assert len(entries_of(target.id)) == 3


def test_approving_several_names_those_in_doubt_and_leaves_them_out(client: FlaskClient, teacher: User) -> None:
    contents = [a_multiple_choice(), a_multiple_choice("When was it built?", key="1899")]
    bank = a_bank(teacher, contents, status=DRAFT)
    sign_in_as(client, teacher)
    asked = client.post(f"/banks/{bank.id}/several", data={"act": "approve", "everything": "1"}).text
    assert "Approve 1 question?" in asked
    assert "1 question will be left out" in asked
    assert [entry.status for entry in entries_of(bank.id)] == [DRAFT, DRAFT]
    ids = ",".join(str(entry.id) for entry in entries_of(bank.id))
    told = client.post(f"/banks/{bank.id}/several/approve", data={"questions": ids}, follow_redirects=True).text
    assert "Approved 1 question." in told
    assert "“When was it built?”. Review them one by one." in told
    assert [entry.status for entry in entries_of(bank.id)] == [APPROVED, DRAFT]


def test_rejecting_several_asks_and_everything_that_fits_is_meant(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, [a_multiple_choice(f"Which year {n}?") for n in range(60)])
    sign_in_as(client, teacher)
    asked = client.post(f"/banks/{bank.id}/several", data={"act": "reject", "everything": "1", "words": "year 5"})
    assert "Reject 15 questions?" in asked.text
    ids = ",".join(str(entry.id) for entry in entries_of(bank.id)[:11])
    client.post(f"/banks/{bank.id}/several/reject", data={"questions": ids})
    assert len(chosen_questions(bank, [e.id for e in entries_of(bank.id) if e.status == "retired"])) == 11
    nothing = client.post(f"/banks/{bank.id}/several", data={"act": "reject"})
    assert (nothing.status_code, "Tick at least one question first." in nothing.text) == (422, True)


def test_questions_of_another_bank_are_not_reached_through_this_one(client: FlaskClient, teacher: User) -> None:
    bank, foreign = a_bank(teacher), a_bank(a_teacher("Other"))
    sign_in_as(client, teacher)
    client.post(f"/banks/{bank.id}/several/reject", data={"questions": foreign.questions[0].id})
    assert db.session.get(Question, foreign.questions[0].id).status == APPROVED


def test_a_new_bank_is_offered_to_the_owner_who_moves_and_to_everyone_who_copies(
    client: FlaskClient, teacher: User
) -> None:
    bank = a_bank(a_teacher("Owner"), [a_multiple_choice()])
    sharing.share(bank, teacher.username, EDIT)
    sign_in_as(client, teacher)
    data = {"question": bank.questions[0].id}
    assert "A new bank" not in client.post(f"/banks/{bank.id}/several", data=data | {"act": "move"}).text
    assert "A new bank" in client.post(f"/banks/{bank.id}/several", data=data | {"act": "copy"}).text
