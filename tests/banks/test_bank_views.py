"""Bringing articles in and reviewing drafts, through the pages."""

import io
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question, StoredArticle
from quizapp.database import db
from tests.factories import a_bank, a_multiple_choice, a_teacher, sign_in_as

ARTICLE = Path(__file__).resolve().parents[2] / "question_banks" / "articles" / "how-a-bill-becomes-law.txt"


def upload(data: bytes, name: str = "article.txt") -> dict[str, object]:
    return {"file": (io.BytesIO(data), name)}


def test_an_article_becomes_a_bank_of_drafts_beside_its_evidence(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    stored = client.post("/articles/new", data=upload(ARTICLE.read_bytes()))
    assert "FAQ entries" in client.get(stored.location).text
    drafted = client.post(f"{stored.location}/generate")
    page = client.get(drafted.location).text
    bank = db.session.query(Bank).one()
    assert sum(question.type == "multiple-choice" for question in bank.questions) >= 12
    assert {question.status for question in bank.questions} == {DRAFT}
    assert f"0 of {len(bank.questions)} drafts decided" in page
    assert page.count('id="proof"') == 1
    assert "Why not more questions?" in page


def test_students_can_store_answers_while_drafts_are_made(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in_as(client, a_teacher())
    stored = client.post("/articles/new", data=upload(ARTICLE.read_bytes()))
    file = db.engine.url.database
    assert file
    begun = []

    def write_meanwhile(*args: Any, **options: Any) -> subprocess.CompletedProcess[bytes]:
        with sqlite3.connect(file, timeout=0) as other:
            begun.append(other.execute("BEGIN IMMEDIATE"))
        return subprocess.CompletedProcess(args, 2, b"", b"Stopped here.")

    monkeypatch.setattr(subprocess, "run", write_meanwhile)
    assert client.post(f"{stored.location}/generate").status_code == 303
    assert begun


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "is empty"),
        (b"\x89PNG\0\0", "a.txt", "not text"),
        (("Der Rat tagt im alten Rathaus und jeder darf zuhören. " * 9).encode(), "a.txt", "in English"),
        (b"%PDF-1.7", "a.pdf", "may be damaged"),
        (b"PK", "a.docx", "not a readable .docx"),
        (b"x", "a.exe", ".txt, .md, .html, .docx or .pdf"),
    ],
)
def test_a_bad_upload_is_explained_and_what_was_typed_stays(
    client: FlaskClient, data: bytes, name: str, message: str
) -> None:
    sign_in_as(client, a_teacher())
    page = client.post("/articles/new", data={"text": "My pasted words", **upload(data, name)})
    assert page.status_code == 422
    assert message in page.text
    assert "My pasted words" in page.text
    assert db.session.query(StoredArticle).count() == 0


def test_nothing_at_all_is_asked_for_again(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    assert "Paste an article or choose a file." in client.post("/articles/new", data={"text": " "}).text


def test_a_thin_article_says_why_there_are_no_drafts(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    stored = client.post("/articles/new", data={"text": "The hall opened in 1911. It is old."})
    client.post(f"{stored.location}/generate")
    assert "too short to ask about" in client.get(stored.location).text
    assert db.session.query(Bank).count() == 0


def test_approving_rejecting_and_putting_back(client: FlaskClient) -> None:
    teacher = a_teacher()
    number = a_bank(teacher, status=DRAFT).questions[0].id
    sign_in_as(client, teacher)
    for act, status in (("approve", APPROVED), ("reject", RETIRED), ("restore", DRAFT)):
        answer = client.post(f"/questions/{number}/{act}")
        assert answer.location.endswith(f"/review?question={number}")
        assert db.session.get_one(Question, number).status == status


def test_an_edit_makes_a_new_version(client: FlaskClient) -> None:
    teacher = a_teacher()
    question = a_bank(teacher).questions[0]
    sign_in_as(client, teacher)
    typed = {"stem": "When did the hall open?", "key": "1911", "distractors": "1901\n1921\n1931", "note": "Shorter"}
    assert client.post(f"/questions/{question.id}/edit", data=typed).status_code == 303
    versions = db.session.get_one(Question, question.id).versions
    assert [version.content["stem"] for version in versions] == [
        "In which year did the hall open?",
        "When did the hall open?",
    ]
    assert "Shorter" in client.get(f"/questions/{question.id}").text


def test_an_edit_with_two_equal_options_is_explained_beside_the_field(client: FlaskClient) -> None:
    teacher = a_teacher()
    question = a_bank(teacher).questions[0]
    sign_in_as(client, teacher)
    typed = {"stem": "My new stem?", "key": "1911", "distractors": "1901\n1901"}
    page = client.post(f"/questions/{question.id}/edit", data=typed)
    assert page.status_code == 422
    assert "Two options are the same." in page.text
    assert "My new stem?" in page.text


def test_a_timeline_can_be_edited_and_a_bad_date_is_explained(client: FlaskClient) -> None:
    teacher = a_teacher()
    question = a_bank(teacher).questions[1]
    sign_in_as(client, teacher)
    typed = {"stem": "Order these:"}
    for row, (key, label, date) in enumerate(
        [("built", "The hall is built", "1911"), ("fire", "Fire", "1923"), ("rebuilt", "The roof is rebuilt", "")]
    ):
        typed |= {f"events-{row}-id": key, f"events-{row}-label": label, f"events-{row}-date": date}
    assert client.post(f"/questions/{question.id}/edit", data=typed).status_code == 303
    assert db.session.get_one(Question, question.id).current.content["events"][1]["label"] == "Fire"
    page = client.post(f"/questions/{question.id}/edit", data=typed | {"events-1-date": "last spring"})
    assert (page.status_code, "“last spring” cannot be read as a date" in page.text) == (422, True)


def test_a_distractor_is_swapped_for_a_spare(client: FlaskClient) -> None:
    teacher = a_teacher()
    question = a_bank(teacher, [a_multiple_choice()]).questions[0]
    sign_in_as(client, teacher)
    client.post(f"/questions/{question.id}/swap", data={"number": "2"})
    content = db.session.get_one(Question, question.id).current.content
    assert (content["distractors"], content["spare_distractors"]) == (["1901", "1941", "1931"], ["1921"])


def test_a_bank_goes_out_as_a_file_and_comes_back(client: FlaskClient) -> None:
    teacher = a_teacher()
    bank = a_bank(teacher)
    sign_in_as(client, teacher)
    text = client.get(f"/banks/{bank.id}/export.toml").data
    client.post("/sign-out")
    sign_in_as(client, a_teacher("Colleague"))
    preview = client.post("/banks/import", data={"bank": (io.BytesIO(text), "bank.toml")}).location
    assert "A new bank" in client.get(preview).text
    assert db.session.query(Bank).count() == 1
    assert client.post(f"{preview}/accept").status_code == 303
    assert db.session.query(Bank).count() == 2


def test_a_broken_bank_file_lists_its_errors_and_changes_nothing(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    broken = b'format = 1\nslug = "x"\ntitle = "X"\n[[question]]\nid = "a"\ntype = "essay"\nstatus = "draft"\n'
    page = client.post("/banks/import", data={"bank": (io.BytesIO(broken), "bank.toml")})
    assert page.status_code == 422
    assert "question" in page.text
    assert db.session.query(Bank).count() == 0


def test_the_bank_of_another_teacher_does_not_exist(client: FlaskClient) -> None:
    bank = a_bank(a_teacher())
    sign_in_as(client, a_teacher("Other"))
    assert client.get(f"/banks/{bank.id}/review").status_code == 404
    assert client.post(f"/questions/{bank.questions[0].id}/approve").status_code == 404


def test_what_was_refused_can_be_asked_by_hand_with_its_sentence_as_proof(client: FlaskClient) -> None:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    bank = a_bank(teacher)
    bank.refused = [{"code": "too-thin", "message": "It says little.", "quote": "The hall\nis old."}]
    db.session.commit()
    assert f"/banks/{bank.id}/refused" in client.get(f"/banks/{bank.id}").text
    assert f"/banks/{bank.id}/questions/new?about=0" in client.get(f"/banks/{bank.id}/refused").text
    types = client.get(f"/banks/{bank.id}/questions/new?about=0").text
    assert f"/banks/{bank.id}/questions/new/multiple-choice?about=0" in types
    form = client.get(f"/banks/{bank.id}/questions/new/multiple-choice?about=0").text
    assert "The hall is old.</textarea>" in form


@pytest.mark.parametrize("number", ["7", "-1", "x"])
def test_an_unknown_refusal_begins_an_empty_question(client: FlaskClient, number: str) -> None:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    bank = a_bank(teacher)
    answer = client.get(f"/banks/{bank.id}/questions/new/multiple-choice?about={number}")
    assert answer.status_code == 200
