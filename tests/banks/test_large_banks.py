"""A bank of 2,000 questions stays usable: no page asks the database question by question."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.banks import merging, sharing
from quizapp.banks.entries import entries_of
from quizapp.banks.files import write_bank
from quizapp.banks.loading import export_bank
from quizapp.banks.models import EDIT, Bank
from quizapp.database import db
from tests.conftest import Statements
from tests.factories import a_bank, a_large_bank, a_teacher, an_article, sign_in_as

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
        (f"{one}/several", {"act": "untag", "everything": 1, "new_tag": "exam"}),
        (f"{one}/tags/rename", {"old": "spring", "new": "summer"}),
        (f"{one}/tags/remove", {"tag": "summer"}),
        (f"{one}/several/reject", {"questions": every}),
        (f"{one}/several/draft", {"questions": every}),
        (f"{one}/several/approve", {"questions": every, "words": "I know it."}),
        (f"{one}/several/copy", {"questions": every, "target": "new", "title": "All of it"}),
        (f"{one}/copy", {}),
    ]
    do_all(client, statements, deeds)


def test_no_way_from_bank_to_bank_needs_more_statements_for_a_large_bank(
    client: FlaskClient, bank: Bank, statements: Statements
) -> None:
    every = ",".join(str(question.id) for question in bank.questions)
    target = a_bank(bank.owner, title="Somewhere else")
    elsewhere = merging.copy_bank(bank, bank.owner)
    elsewhere.article = an_article(bank.owner, "In 1950 the hall was built.")
    target.article = an_article(bank.owner, "The hall was built in 1911.")
    db.session.commit()
    ours, theirs = f"/banks/{bank.id}/several", f"/banks/{elsewhere.id}/several"
    others = ",".join(str(question.id) for question in elsewhere.questions)
    deeds: list[tuple[str, dict[str, Any]]] = [
        (f"{ours}/copy", {"questions": every, "target": target.id, "without_proof": "y"}),
        (f"{ours}/move", {"questions": every, "target": target.id, "without_proof": "y"}),
        (f"{theirs}/copy", {"questions": others, "target": target.id, "without_proof": "y"}),
        (f"{theirs}/move", {"questions": others, "target": target.id, "without_proof": "y"}),
        (f"/banks/{target.id}/merge", {"source": bank.id}),
    ]
    do_all(client, statements, deeds)
    assert len(entries_of(target.id)) > 4 * 2000


def test_loading_a_large_bank_and_an_edited_one_needs_few_statements(
    client: FlaskClient, bank: Bank, statements: Statements
) -> None:
    file = write_bank(export_bank(bank))
    for edited in (
        file.replace(f'slug = "{bank.slug}"', 'slug = "loaded"'),
        file.replace("first", "once", 900).replace('id = "q7', 'id = "new-q7'),
    ):
        sent = client.post("/banks/import", data={"bank": (io.BytesIO(edited.encode()), "b.toml")})
        do_all(client, statements, [(f"{sent.location}/accept", {})])
    assert len(entries_of(bank.id)) > 2000


def test_a_newer_text_of_the_article_of_a_large_bank_needs_few_statements(
    client: FlaskClient, bank: Bank, statements: Statements
) -> None:
    text = " ".join(f"The hall of district {number} opened in 1911." for number in range(60))
    bank.article = an_article(bank.owner, text)
    for number, question in enumerate(bank.questions):
        if "evidence" in (content := dict(question.current.content)):
            quote = f"The hall of district {number % 60} opened in 1911."
            start = text.index(quote)
            evidence = [{"quote": quote, "start": start, "end": start + len(quote)}]
            question.versions[0].content = content | {"evidence": evidence}
    db.session.commit()
    newer = "First of all: " + text.replace("district 7 opened in 1911", "district 7 closed in 1999")
    sent = client.post(f"/articles/{bank.article_id}/again", data={"text": newer})
    with statements() as asked:
        assert "closed" in client.get(sent.location).text
    assert len(asked) <= MOST, asked
    do_all(client, statements, [(sent.location.replace("changes", "accept"), {})])


def do_all(client: FlaskClient, statements: Statements, deeds: list[tuple[str, dict[str, Any]]]) -> None:
    """Every one of the deeds is done, and sends few statements."""
    for address, data in deeds:
        with statements() as sent:
            answer = client.post(address, data=data)
        assert answer.status_code in {200, 303}, address
        assert len(sent) <= MOST, (address, data.get("act"), [statement[:200] for statement in sent])
