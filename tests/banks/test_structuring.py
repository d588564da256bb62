"""The structure page: corrections, their undoing, and the encoding."""

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp.banks import structuring
from quizapp.banks.models import Bank, StoredArticle
from quizapp.database import db
from tests.documents import a_docx, paragraph
from tests.factories import a_teacher, sign_in_as

ARTICLE = Path(__file__).resolve().parents[2] / "question_banks" / "articles" / "how-a-bill-becomes-law.txt"
PROSE = "The council meets in the old town hall on the first Monday of each month and anyone may come and listen."
TEXT = f"""A Town Hall and Its Rules

{PROSE}

Who Decides

{PROSE}

Key Points Details
Founder Maria Keller gave the land.
Voting Age Lowered from 20 to 18 in 1991.
"""


@pytest.fixture
def stored(client: FlaskClient) -> StoredArticle:
    sign_in_as(client, a_teacher())
    return bring_in(client, TEXT.encode(), "hall.txt")


def bring_in(client: FlaskClient, data: bytes, name: str) -> StoredArticle:
    answer = client.post("/articles/new", data={"file": (io.BytesIO(data), name)})
    assert answer.status_code == 303
    return db.session.get_one(StoredArticle, int(answer.location.rsplit("/", 1)[1]))


def test_every_line_stands_beside_what_was_read_with_a_way_to_correct_it(
    client: FlaskClient, stored: StoredArticle
) -> None:
    page = client.get(f"/articles/{stored.id}").text
    assert "What was read" in page
    for view in structuring.line_views(stored):
        assert f'id="line-{view.start}"' in page
        assert f"?line={view.start}#kind" in page
    start = TEXT.index("Voting Age")
    form = client.get(f"/articles/{stored.id}?line={start}").text
    assert "Voting / Age Lowered" in form
    assert f'value="{TEXT.index("Lowered")}" selected' in form or f'selected value="{TEXT.index("Lowered")}"' in form


def test_a_row_is_split_again_and_put_back(client: FlaskClient, stored: StoredArticle) -> None:
    start = TEXT.index("Founder")
    typed = {"start": start, "kind": "point", "cut": TEXT.index("gave the land")}
    answer = client.post(f"/articles/{stored.id}/corrections", data=typed)
    assert answer.location == f"/articles/{stored.id}#line-{start}"
    article = db.session.get_one(StoredArticle, stored.id)
    assert article.structure["key_points"][0]["label"] == "Founder Maria Keller"
    assert article.text == TEXT
    assert "corrected" in client.get(f"/articles/{stored.id}").text
    client.post(f"/articles/{stored.id}/corrections/undo", data={"start": start})
    article = db.session.get_one(StoredArticle, stored.id)
    assert article.structure == structuring._structure(structuring.as_read(article))
    assert (article.corrections, article.reading) == ([], None)


def test_a_second_correction_of_a_line_takes_the_place_of_the_first(client: FlaskClient, stored: StoredArticle) -> None:
    before, start = stored.structure, TEXT.index("Who Decides")
    for kind in ("noise", "question"):
        client.post(f"/articles/{stored.id}/corrections", data={"start": start, "kind": kind, "cut": "0"})
    article = db.session.get_one(StoredArticle, stored.id)
    assert [each["kind"] for each in article.corrections] == ["question"]
    assert [entry["question"] for entry in article.structure["faq"]] == ["Who Decides"]
    client.post(f"/articles/{stored.id}/corrections", data={"start": 0, "kind": "heading", "cut": "0"})
    client.post(f"/articles/{stored.id}/corrections/undo")
    assert db.session.get_one(StoredArticle, stored.id).structure == before


def test_a_correction_that_does_not_fit_is_explained_in_its_place(client: FlaskClient, stored: StoredArticle) -> None:
    typed = {"start": TEXT.index("Who Decides"), "kind": "point", "cut": "0"}
    page = client.post(f"/articles/{stored.id}/corrections", data=typed)
    assert (page.status_code, "a key point needs a label and a detail" in page.text) == (422, True)
    assert client.post(f"/articles/{stored.id}/corrections", data=typed | {"start": 3}).status_code == 404
    assert client.get(f"/articles/{stored.id}?line=3").status_code == 404
    assert db.session.get_one(StoredArticle, stored.id).corrections == []


def test_nobody_else_can_correct_or_read_again(client: FlaskClient, stored: StoredArticle) -> None:
    client.post("/sign-out")
    sign_in_as(client, a_teacher("Other"))
    for act in ("corrections", "corrections/undo", "encoding", "again"):
        assert client.post(f"/articles/{stored.id}/{act}", data={"start": 0}).status_code == 404


def test_drafts_come_from_the_corrected_article_and_quotes_hold_through_later_corrections(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    stored = bring_in(client, ARTICLE.read_bytes(), "law.txt")
    views = structuring.line_views(stored)
    rows = [view for view in views if view.kind == "point"]
    for row in rows:
        client.post(f"/articles/{stored.id}/corrections", data={"start": row.start, "kind": "noise", "cut": "0"})
    assert client.post(f"/articles/{stored.id}/generate").status_code == 303
    heading = next(view for view in views if view.kind == "heading")
    client.post(f"/articles/{stored.id}/corrections", data={"start": heading.start, "kind": "body", "cut": "0"})
    bank = db.session.query(Bank).one()
    assert bank.article
    quotes = [e for q in bank.questions for e in q.current.content.get("evidence", [])]
    assert quotes
    assert all(bank.article.text[e["start"] : e["end"]] == e["quote"] for e in quotes)
    left_out = [(part["start"], part["end"]) for part in bank.article.structure["noise"]]
    assert len(left_out) == len(rows)
    assert not any(start <= e["start"] < end for e in quotes for start, end in left_out)


CAFE = f"The Café and Its Rules\n\n{PROSE} The café’s owner, Zoë Müller, paid £5 for it.\n\n{PROSE}\n"


def test_the_guessed_encoding_is_shown_and_can_be_changed(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    stored = bring_in(client, CAFE.encode("cp1252"), "cafe.txt")
    page = client.get(f"/articles/{stored.id}").text
    assert "Read as" in page
    wrong = client.post(f"/articles/{stored.id}/encoding", data={"encoding": "mac-roman"})
    assert wrong.location == f"/articles/{stored.id}"
    article = db.session.get_one(StoredArticle, stored.id)
    assert ("Müller" in article.text, article.encoding, article.source) == (False, "mac-roman", CAFE.encode("cp1252"))
    client.post(f"/articles/{stored.id}/encoding", data={"encoding": "cp1252"})
    assert db.session.get_one(StoredArticle, stored.id).text == CAFE
    refused = client.post(f"/articles/{stored.id}/encoding", data={"encoding": "utf-8"})
    assert "Nothing was changed: choose another encoding" in client.get(refused.location).text
    assert db.session.get_one(StoredArticle, stored.id).text == CAFE


def test_another_encoding_of_an_article_in_use_shows_what_it_means_first(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    text = f"{ARTICLE.read_text()}\n\nThe café’s owner, Zoë Müller, paid £5.\n"
    stored = bring_in(client, text.replace("“", '"').replace("”", '"').encode("cp1252", "replace"), "law.txt")
    client.post(f"/articles/{stored.id}/generate")
    other = "mac-roman" if stored.encoding == "cp1252" else "cp1252"
    answer = client.post(f"/articles/{stored.id}/encoding", data={"encoding": other})
    assert answer.location.endswith("/changes")
    assert db.session.get_one(StoredArticle, stored.id).encoding == stored.encoding


def test_word_files_and_pasted_texts_have_no_encoding_to_guess(client: FlaskClient) -> None:
    sign_in_as(client, a_teacher())
    word = bring_in(client, a_docx(paragraph("The Hall", "Title"), paragraph(PROSE)), "Hall.docx")
    assert word.title == "The Hall"
    pasted = client.post("/articles/new", data={"text": TEXT}).location
    for address in (f"/articles/{word.id}", pasted):
        assert "Read as" not in client.get(address).text


def test_an_article_stored_before_corrections_were_possible_can_be_corrected(
    client: FlaskClient, stored: StoredArticle
) -> None:
    structure = dict(stored.structure)
    structure["faq"] = [{k: v for k, v in entry.items() if k != "paragraphs"} for entry in structure["faq"]]
    stored.structure = structure
    db.session.commit()
    client.post(
        f"/articles/{stored.id}/corrections", data={"start": TEXT.index("Who Decides"), "kind": "body", "cut": "0"}
    )
    assert db.session.get_one(StoredArticle, stored.id).structure["sections"] == []
