"""Bank files by page: what they would change is shown first, and nothing changes before a yes."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.accounts.models import User
from quizapp.banks.files import BankFile, read_bank, write_bank
from quizapp.banks.loading import export_bank, load_bank
from quizapp.banks.models import APPROVED, RETIRED, Bank, BankUpload, Question, QuestionVersion, StoredArticle
from quizapp.banks.packing import pack, unpack
from quizapp.database import db
from tests.banks.test_files import banks
from tests.factories import a_bank, a_multiple_choice, a_teacher, one_of_each, sign_in_as

BANKS = Path(__file__).resolve().parents[2] / "question_banks"
BILL = BANKS / "how-a-bill-becomes-law.toml"
ARTICLE = BANKS / "articles" / "how-a-bill-becomes-law.txt"


@pytest.fixture
def teacher(client: FlaskClient) -> User:
    teacher = a_teacher()
    sign_in_as(client, teacher)
    return teacher


def send(client: FlaskClient, bank: bytes, name: str = "bank.toml", article: bytes | None = None) -> Any:
    data: dict[str, Any] = {"bank": (io.BytesIO(bank), name)}
    if article is not None:
        data["article"] = (io.BytesIO(article), "article.txt")
    return client.post("/banks/import", data=data)


def state() -> dict[str, int]:
    tables = (Bank, Question, QuestionVersion, StoredArticle)
    return {table.__name__: db.session.query(table).count() for table in tables}


def test_a_new_bank_is_shown_and_loaded_after_a_yes(client: FlaskClient, teacher: User) -> None:
    sent = send(client, BILL.read_bytes(), article=ARTICLE.read_bytes())
    assert "A new bank: “How a bill becomes law in the United States”" in client.get(sent.location).text
    assert state() == {"Bank": 0, "Question": 0, "QuestionVersion": 0, "StoredArticle": 0}
    loaded = client.post(f"{sent.location}/accept")
    assert state() == {"Bank": 1, "Question": 26, "QuestionVersion": 26, "StoredArticle": 1}
    assert db.session.query(BankUpload).count() == 0
    assert "How a bill becomes law" in client.get(loaded.location).text


def test_the_same_file_again_changes_nothing_and_says_so(client: FlaskClient, teacher: User) -> None:
    client.post(f"{send(client, BILL.read_bytes(), article=ARTICLE.read_bytes()).location}/accept")
    before = state()
    # The article is here already, so that the bank file alone is enough.
    sent = send(client, BILL.read_bytes())
    assert "This bank is here already, exactly like this" in client.get(sent.location).text
    client.post(f"{sent.location}/accept")
    assert state() == before


def test_an_edited_file_shows_its_differences_and_updates_by_question_id(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, [*one_of_each(), a_multiple_choice("Which year, again?")])
    toml = write_bank(export_bank(bank))
    head, *questions = toml.split("[[question]]\nid")
    edited = [head, questions[0].replace("In which year did", "In which summer did"), *questions[1:-1]]
    edited[3] = edited[3].replace('status = "approved"', 'status = "draft"')
    added = questions[0].replace('= "q1"', '= "brand-new"')
    file = "[[question]]\nid".join([*edited, added]).encode()
    sent = send(client, file)
    page = client.get(sent.location).text
    assert "<del>year</del>" in page
    assert "<ins>summer</ins>" in page
    assert "Which year, again?" in page
    before = state()
    client.post(f"{sent.location}/cancel")
    assert state() == before
    assert client.get(sent.location).status_code == 404
    client.post(f"{send(client, file).location}/accept")
    stored = {question.slug: question for question in db.session.query(Question)}
    assert stored["q1"].current.content["stem"] == "In which summer did the hall open?"
    assert [stored[f"q{n}"].version_number for n in range(1, 9)] == [2, 1, 1, 1, 1, 1, 1, 1]
    assert (stored["q3"].status, stored["q8"].status, stored["brand-new"].version_number) == ("draft", RETIRED, 1)
    assert stored["q2"].status == APPROVED


def test_approved_questions_without_any_proof_are_pointed_out(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, [a_multiple_choice(), a_multiple_choice("Who says so?", evidence=())])
    toml = write_bank(export_bank(bank)).replace(bank.slug, "another")
    page = client.get(send(client, toml.encode()).location).text
    assert "1 approved question without proof" in page


def test_one_file_waits_at_a_time_and_for_its_teacher_only(client: FlaskClient, teacher: User) -> None:
    bank = write_bank(export_bank(a_bank(teacher))).replace("bank", "other").encode()
    first, second = send(client, bank).location, send(client, bank).location
    assert client.get(first).status_code == 404
    client.post("/sign-out")
    sign_in_as(client, a_teacher("Other"))
    assert client.get(second).status_code == 404
    assert client.post(f"{second}/accept").status_code == 404


def test_quotes_without_their_article_are_refused_with_what_to_do(client: FlaskClient, teacher: User) -> None:
    refused = send(client, BILL.read_bytes())
    assert refused.status_code == 422
    assert "articles/how-a-bill-becomes-law.txt, which is not here yet" in refused.text
    assert db.session.query(BankUpload).count() == 0


def test_what_has_become_impossible_meanwhile_is_refused_and_changes_nothing(
    client: FlaskClient, teacher: User
) -> None:
    bank = a_bank(teacher, [a_multiple_choice()])
    sent = send(client, write_bank(export_bank(bank)).replace('id = "q1"', 'id = "q2"').encode())
    db.session.add(Question(bank_id=bank.id, slug="q2", type="timeline", versions=[]))
    db.session.flush()
    question = db.session.query(Question).filter_by(slug="q2").one()
    db.session.add(QuestionVersion(question_id=question.id, content={"stem": "Order"}))
    db.session.commit()
    for answer in (client.get(sent.location), client.post(f"{sent.location}/accept")):
        assert answer.status_code == 422
        assert "was another type before" in answer.text
    assert db.session.query(BankUpload).count() == 1


def test_a_packed_bank_goes_to_a_colleague_with_its_article(client: FlaskClient, teacher: User) -> None:
    client.post(f"{send(client, BILL.read_bytes(), article=ARTICLE.read_bytes()).location}/accept")
    packed = client.get("/banks/1/export.zip")
    assert packed.mimetype == "application/zip"
    assert packed.data == client.get("/banks/1/export.zip").data
    client.post("/sign-out")
    sign_in_as(client, a_teacher("Colleague"))
    client.post(f"{send(client, packed.data, 'bank.zip').location}/accept")
    assert client.get("/banks/2/export.zip").data == packed.data


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 no archive", "is damaged or locked"),
        (zipped(readme_txt="Hello"), "needs one bank file"),
        (zipped(a_toml="x = 1", b_toml="x = 1"), "needs one bank file"),
        (zipped(a_toml="x" * 13_000_000), "holds more than a bank and its article"),
        (zipped(a_toml="not toml"), "not TOML"),
    ],
)
def test_a_bad_archive_is_explained(client: FlaskClient, teacher: User, data: bytes, message: str) -> None:
    refused = send(client, data, "bank.zip")
    assert refused.status_code == 422
    assert message in refused.text


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xff\xfe\x00", "not UTF-8 text"), (b"x = " + 40_000 * b"[", "too deeply"), (b"", "is missing")],
)
def test_a_file_that_is_no_bank_is_explained(client: FlaskClient, teacher: User, data: bytes, message: str) -> None:
    refused = send(client, data)
    assert (refused.status_code, message in refused.text) == (422, True)


def without_article(bank: BankFile) -> BankFile:
    return bank.model_copy(update={"article": None})


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(banks().map(without_article))
def test_what_is_exported_loads_into_an_empty_database_and_is_exported_as_the_same_bytes(
    app: Flask, bank: BankFile
) -> None:
    for table in (QuestionVersion, Question, Bank):
        db.session.query(table).delete()
    db.session.commit()
    owner = db.session.query(User).first() or a_teacher()
    first = write_bank(export_bank(load_bank(db.session, bank, None, owner)))
    other = a_teacher()
    second = write_bank(export_bank(load_bank(db.session, read_bank(first), None, other)))
    assert second == first
    assert first == write_bank(bank)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(banks().map(without_article), st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_packed_bank_is_unpacked_as_it_was(bank: BankFile, text: str) -> None:
    assert unpack(pack(bank, text), "bank.zip").bank == bank
