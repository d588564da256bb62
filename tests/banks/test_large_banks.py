"""A bank of 2,000 questions stays usable: no page asks the database question by question."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.banks import sharing
from quizapp.banks.files import write_bank
from quizapp.banks.loading import export_bank
from quizapp.banks.models import EDIT, Bank
from quizapp.database import db
from tests.conftest import Statements
from tests.factories import a_bank, a_large_bank, a_teacher, sign_in_as

MOST = 14


@pytest.fixture
def bank(client: FlaskClient) -> Bank:
    teacher = a_teacher()
    bank = a_large_bank(teacher)
    for number in range(12):
        colleague = a_teacher(f"Colleague {number}")
        sharing.share(bank, colleague.username, EDIT)
        sharing.share(a_bank(colleague), teacher.username, EDIT)
    db.session.expunge_all()
    sign_in_as(client, teacher)
    return db.session.get(Bank, bank.id)


def test_every_page_of_a_large_bank_needs_few_statements(
    client: FlaskClient, bank: Bank, statements: Statements
) -> None:
    question = bank.questions[0].id
    edited = write_bank(export_bank(bank)).replace("first", "once", 900).encode()
    preview = client.post("/banks/import", data={"bank": (io.BytesIO(edited), "b.toml")}).location
    one = f"/banks/{bank.id}"
    pages = [
        "/teach",
        "/banks",
        "/banks?words=town",
        one,
        f"{one}?page=40",
        f"{one}?words=harbour+rebuilt&status=approved&tag=exam&type=multiple-choice&flaw=any",
        f"{one}?words=nothing+like+this",
        f"{one}/neutrality",
        f"{one}/tags",
        f"{one}/copies",
        f"{one}/settings",
        f"{one}/export.toml",
        f"{one}/export.zip",
        f"/questions/{question}",
        f"/questions/{question}/compare?old=1&new=1",
        preview,
        f"{preview}?page=3",
    ]
    for page in pages:
        with statements() as sent:
            answer = client.get(page)
        assert answer.status_code == 200, page
        assert len(sent) <= MOST, (page, sent)


def test_a_page_shows_fifty_questions_and_leads_on(client: FlaskClient, bank: Bank) -> None:
    page = client.get(f"/banks/{bank.id}?status=approved").text
    assert page.count('name="question"') == 50
    assert "1000 of 2000 questions" in page
    assert "Page 1 of 20" in page
    assert "status=approved&amp;page=2" in page


def test_no_deed_at_the_desk_or_the_shelf_needs_more_statements_for_a_large_bank(
    client: FlaskClient, bank: Bank, statements: Statements
) -> None:
    choice, draft = bank.questions[0].id, bank.questions[1].id
    every = ",".join(str(question.id) for question in bank.questions)
    one = f"/banks/{bank.id}"
    deeds: list[tuple[str, dict[str, Any]]] = [
        (f"/questions/{draft}/approve", {"show": "draft", "words": "I know it."}),
        (f"/questions/{draft}/reject", {"show": "draft", "reason": "trivia"}),
        (f"/questions/{draft}/restore", {}),
        (f"/questions/{choice}/swap", {"number": 1, "spare": 1}),
        (f"/questions/{choice}/check", {"stem": "When?"}),
        *((f"{one}/several", {"act": act, "everything": 1}) for act in ("approve", "reject", "draft", "move", "copy")),
        (f"{one}/several", {"act": "tag", "everything": 1, "new_tag": "spring"}),
        (f"{one}/tags/rename", {"old": "spring", "new": "summer"}),
        (f"{one}/several/reject", {"questions": every}),
        (f"{one}/several/approve", {"questions": every}),
        (f"{one}/several/draft", {"questions": every}),
    ]
    for address, data in deeds:
        with statements() as sent:
            answer = client.post(address, data=data)
        assert answer.status_code in {200, 303}, address
        assert len(sent) <= MOST, (address, data.get("act"), sent)
