"""Sharing banks with colleagues: who sees and may do what."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.banks import access, sharing
from quizapp.banks.models import COPY, EDIT, READ, Bank, BankShare, Question
from quizapp.database import db
from tests.factories import a_bank, a_multiple_choice, a_quiz, a_student, a_teacher, sign_in_as

# What a page or an act needs: READ < COPY < EDIT < OWN.
GETS = {
    "": READ,
    "/neutrality": READ,
    "/copies": COPY,
    "/export.toml": COPY,
    "/export.zip": COPY,
    "/article.txt": COPY,
    "/tags": EDIT,
    "/review": EDIT,
    "/settings": access.OWN,
}
POSTS = {
    "/copy": COPY,
    "/several/copy": COPY,
    "/several/move": EDIT,
    "/several/reject": EDIT,
    "/tags/remove": EDIT,
    "/shares": access.OWN,
    "/merge": access.OWN,
    "/archive": access.OWN,
    "/put-back": access.OWN,
    "/delete": access.OWN,
}


@pytest.fixture
def bank(app: Flask) -> Bank:
    return a_bank(a_teacher("Ada Owner"), [a_multiple_choice()])


@pytest.fixture
def colleague(app: Flask) -> User:
    return a_teacher("Ben Colleague")


@pytest.mark.parametrize("right", [None, READ, COPY, EDIT])
def test_every_page_needs_its_right(client: FlaskClient, bank: Bank, colleague: User, right: str | None) -> None:
    if right:
        sharing.share(bank, colleague.username, right)
    sign_in_as(client, colleague)
    for path, needed in GETS.items():
        status = client.get(f"/banks/{bank.id}{path}").status_code
        assert (status == 200) is access.suffices(right, needed), (path, right, status)


@pytest.mark.parametrize("right", [None, READ, COPY, EDIT])
def test_what_needs_a_higher_right_does_not_exist(
    client: FlaskClient, bank: Bank, colleague: User, right: str | None
) -> None:
    if right:
        sharing.share(bank, colleague.username, right)
    sign_in_as(client, colleague)
    for path, needed in POSTS.items():
        if not access.suffices(right, needed):
            assert client.post(f"/banks/{bank.id}{path}", data={}).status_code == 404, (path, right)
    assert db.session.get(Bank, bank.id).archived_at is None


def test_questions_follow_their_bank(client: FlaskClient, bank: Bank, colleague: User) -> None:
    number = bank.questions[0].id
    sign_in_as(client, colleague)
    assert client.get(f"/questions/{number}").status_code == 404
    sharing.share(bank, colleague.username, READ)
    page = client.get(f"/questions/{number}").text
    assert "Version 1" in page
    assert f"/questions/{number}/edit" not in page
    assert client.get(f"/questions/{number}/compare?old=1&new=1").status_code == 200
    assert client.get(f"/questions/{number}/edit").status_code == 404
    assert client.post(f"/questions/{number}/versions/1/restore").status_code == 404
    sharing.share(bank, colleague.username, EDIT)
    assert client.get(f"/questions/{number}/edit").status_code == 200


def test_a_reader_sees_whose_the_bank_is_and_nothing_they_may_not_do(
    client: FlaskClient, bank: Bank, colleague: User
) -> None:
    sharing.share(bank, colleague.username, READ)
    sign_in_as(client, colleague)
    page = client.get(f"/banks/{bank.id}").text
    assert "Ada Owner shares this bank with you: you may read it" in page
    for hidden in ("Copy", "Review", "Write a question", "Sharing and settings", "With the ticked questions"):
        assert hidden not in page
    assert "Shared by Ada Owner" in client.get("/banks").text


def test_sharing_again_changes_the_right(bank, colleague):
    sharing.share(bank, colleague.username, READ)
    sharing.share(bank, f" {colleague.username.upper()} ", EDIT)
    assert [share.right for share in db.session.query(BankShare)] == [EDIT]


def test_an_unknown_name_and_a_student_get_the_same_answer(client: FlaskClient, bank: Bank) -> None:
    sign_in_as(client, bank.owner)
    student = a_student("Quiet Student")
    answers = [
        client.post(f"/banks/{bank.id}/shares", data={"username": name, "right": READ})
        for name in ("nobody-here", student.username)
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert "There is no teacher with this user name here." in answer.text
        assert "Quiet Student" not in answer.text
    assert db.session.query(BankShare).count() == 0


def test_a_bank_is_not_shared_with_its_owner_nor_with_a_made_up_right(bank, colleague):
    with pytest.raises(sharing.CannotShare, match="yours already"):
        sharing.share(bank, bank.owner.username, READ)
    with pytest.raises(sharing.CannotShare, match="Choose"):
        sharing.share(bank, colleague.username, "own")


def test_a_withdrawn_bank_is_gone_for_the_colleague_while_their_copy_stays(
    client: FlaskClient, bank: Bank, colleague: User
) -> None:
    sharing.share(bank, colleague.username, COPY)
    sign_in_as(client, colleague)
    copied = client.post(f"/banks/{bank.id}/copy").location
    assert sharing.withdraw(db.session.get(Bank, bank.id), colleague.id) == "Ben Colleague"
    assert client.get(f"/banks/{bank.id}").status_code == 404
    page = client.get(copied).text
    assert "Copied from “The hall” of Ada Owner" in page
    assert db.session.query(Question).count() == 2


def test_an_archived_bank_is_off_the_shelf_and_comes_back(client: FlaskClient, bank: Bank, colleague: User) -> None:
    sharing.share(bank, colleague.username, READ)
    sign_in_as(client, bank.owner)
    client.post(f"/banks/{bank.id}/archive")
    assert f'href="/banks/{bank.id}"' not in client.get("/banks").text
    assert f'href="/banks/{bank.id}"' in client.get("/banks?archived=1").text
    client.post(f"/banks/{bank.id}/put-back")
    assert f'href="/banks/{bank.id}"' in client.get("/banks").text


def test_only_an_empty_bank_is_deleted(client: FlaskClient, bank: Bank) -> None:
    sign_in_as(client, bank.owner)
    answer = client.post(f"/banks/{bank.id}/delete", follow_redirects=True)
    assert "The bank has questions, so it was not deleted." in answer.text
    empty = Bank(owner_id=bank.owner_id, slug="empty", title="Empty", questions=[])
    db.session.add(empty)
    db.session.commit()
    sharing.share(empty, a_teacher().username, READ)
    client.post(f"/banks/{empty.id}/delete")
    assert [row.slug for row in db.session.query(Bank)] == [bank.slug]


def test_details_are_changed_and_a_title_is_needed(client: FlaskClient, bank: Bank) -> None:
    sign_in_as(client, bank.owner)
    typed = {"title": "Halls", "language": "en-GB", "licence": "CC0-1.0"}
    client.post(f"/banks/{bank.id}/settings", data=typed)
    changed = db.session.get(Bank, bank.id)
    assert (changed.title, changed.language, changed.licence) == ("Halls", "en-GB", "CC0-1.0")
    refused = client.post(f"/banks/{bank.id}/settings", data=typed | {"title": ""})
    assert (refused.status_code, "Give the bank a title." in refused.text) == (422, True)


def test_banks_worked_on_together_may_be_asked_from_and_those_only_read_may_not(client: FlaskClient) -> None:
    teacher, owner = a_teacher(), a_teacher("Owner")
    read, edited = (a_bank(owner, [a_multiple_choice()], title=title) for title in ("Only read", "Edited together"))
    sharing.share(read, teacher.username, COPY)
    sharing.share(edited, teacher.username, EDIT)
    sign_in_as(client, teacher)
    page = client.get(f"/quizzes/{a_quiz(teacher).id}/questions").text
    assert "Edited together" in page
    assert "Only read" not in page
