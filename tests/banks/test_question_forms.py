"""Writing and editing questions of every type, through the pages."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.banks.models import DRAFT, Bank, Question, StoredArticle
from quizapp.banks.question_forms import FORMS
from quizapp.database import db
from quizapp.questions import TYPES, question_type
from tests.factories import a_bank, a_teacher, one_of_each, sign_in_as

TEXT = "The hall opened in 1911. It seats 1,200 people.\nThe roof burned in 1923 and was rebuilt in 1925."

WRITTEN: Mapping[str, dict[str, str]] = {
    "multiple-choice": {"stem": "When did it open?", "key": "1911", "distractors": "1901\n1921"},
    "multiple-response": {"stem": "Which rooms?", "keys": "Library\n\nChamber\n", "distractors": "Prison\nPool"},
    "true-false": {"stem": "The hall opened in 1911.", "key": "true"},
    "short-answer": {"stem": "What burned?", "key": "the roof", "accepted": "roof top", "accents_optional": "y"},
    "number": {"stem": "How many sit there?", "key": "1,200", "tolerance": "5 %", "unit": "people"},
    "matching": {
        "stem": "What happened when?",
        "pairs-0-left": "Opening",
        "pairs-0-right": "1911",
        "pairs-0-quote": "The hall opened in 1911.",
        "pairs-1-left": "",
        "pairs-1-right": "forgotten",
        "pairs-2-left": "Fire",
        "pairs-2-right": "1923",
        "distractors": "1999",
    },
    "timeline": {
        "stem": "Order these.",
        "events-0-id": "",
        "events-0-label": "The hall opens",
        "events-0-date": "1911",
        "events-0-quote": "The hall opened in 1911.",
        "events-1-label": "The roof burns",
        "events-1-date": "1923",
        "events-2-label": "The roof is rebuilt",
        "events-2-date": "1925",
    },
}


@pytest.fixture
def teacher(client: FlaskClient) -> User:
    user = a_teacher()
    sign_in_as(client, user)
    return user


@pytest.fixture
def bank(teacher: User) -> Bank:
    bank = a_bank(teacher, one_of_each())
    bank.article = StoredArticle(
        owner_id=teacher.id, title="The hall", filename="hall.txt", source=b"", text=TEXT, sha256="0" * 64,
        structure={"title": None, "summary": None}
        | {part: [] for part in ("lead", "sections", "faq", "key_points", "noise")},
    )  # fmt: skip
    db.session.commit()
    return bank


def newest(bank: Bank) -> Question:
    question: Question = db.session.query(Question).filter_by(bank_id=bank.id).order_by(Question.id.desc()).first()
    return question


def test_every_type_has_a_form() -> None:
    assert set(FORMS) == set(TYPES) == set(WRITTEN)


def test_the_types_are_offered_by_name(client: FlaskClient, bank: Bank) -> None:
    page = client.get(f"/banks/{bank.id}/questions/new").text
    assert all(kind.label in page for kind in TYPES.values())


@pytest.mark.parametrize("type_name", list(WRITTEN))
def test_a_question_written_by_hand_becomes_a_draft_of_its_bank(
    client: FlaskClient, bank: Bank, type_name: str
) -> None:
    address = f"/banks/{bank.id}/questions/new/{type_name}"
    assert client.get(address).status_code == 200
    answer = client.post(address, data=WRITTEN[type_name])
    assert answer.status_code == 303
    question = newest(bank)
    assert (question.type, question.status, question.position) == (type_name, DRAFT, 8)
    assert answer.location.endswith(f"/review?question={question.id}")
    assert WRITTEN[type_name]["stem"] in client.get(answer.location).text


def test_lists_are_written_one_item_a_line(client: FlaskClient, bank: Bank) -> None:
    client.post(f"/banks/{bank.id}/questions/new/multiple-response", data=WRITTEN["multiple-response"])
    content = newest(bank).current.content
    assert (content["keys"], content["distractors"]) == (["Library", "Chamber"], ["Prison", "Pool"])


def test_rows_without_their_first_side_do_not_count(client: FlaskClient, bank: Bank) -> None:
    client.post(f"/banks/{bank.id}/questions/new/matching", data=WRITTEN["matching"])
    pairs = newest(bank).current.content["pairs"]
    assert [(pair["left"], pair["right"]) for pair in pairs] == [("Opening", "1911"), ("Fire", "1923")]
    assert pairs[0]["evidence"] == {"quote": "The hall opened in 1911.", "start": 0, "end": 24}


def test_new_events_are_named_after_their_labels(client: FlaskClient, bank: Bank) -> None:
    client.post(f"/banks/{bank.id}/questions/new/timeline", data=WRITTEN["timeline"])
    events = newest(bank).current.content["events"]
    assert [event["id"] for event in events] == ["the-hall-opens", "the-roof-burns", "the-roof-is-rebuilt"]


def test_quotes_are_found_in_the_article(client: FlaskClient, bank: Bank) -> None:
    typed = WRITTEN["number"] | {"proof": "It seats 1,200 people.\n1,200 people. The roof burned in 1923"}
    client.post(f"/banks/{bank.id}/questions/new/number", data=typed)
    found = newest(bank).current.content["evidence"]
    assert [TEXT[each["start"] : each["end"]] for each in found] == [each["quote"] for each in found]
    assert found[1]["quote"] == "1,200 people.\nThe roof burned in 1923"


def test_a_quote_that_is_not_in_the_article_is_named_and_nothing_is_lost(client: FlaskClient, bank: Bank) -> None:
    typed = WRITTEN["true-false"] | {"proof": "It opened in 1912."}
    page = client.post(f"/banks/{bank.id}/questions/new/true-false", data=typed)
    assert page.status_code == 422
    assert "“It opened in 1912.” does not stand in the article." in page.text
    assert typed["stem"] in page.text


@pytest.mark.parametrize(
    ("type_name", "changes", "message"),
    [
        ("multiple-choice", {"distractors": "1901"}, "Needs at least 2."),
        ("multiple-response", {"keys": "Library\nlibrary", "distractors": "Pool"}, "Every option must stand once only"),
        ("short-answer", {"accepted": "Roof"}, "“Roof” is accepted already"),
        ("number", {"key": "many"}, "The key “many” is not a number in digits"),
        ("number", {"tolerance": "a bit"}, "The tolerance “a bit” is neither an amount"),
        ("matching", {"pairs-2-left": "opening"}, "“Opening” stands on the left twice"),
        ("matching", {"pairs-2-right": ""}, "Fill this in."),
        ("matching", {"pairs-0-quote": "Never said."}, "This does not stand in the article."),
        ("timeline", {"events-1-date": "last spring"}, "“last spring” cannot be read as a date"),
        ("timeline", {"events-1-date": "12/03/2024"}, "could be 12 March or 3 December"),
        ("timeline", {"events-2-label": ""}, "Needs at least 3."),
        ("true-false", {"stem": ""}, "Write the statement."),
    ],
)
def test_what_does_not_fit_is_explained_and_nothing_is_lost(
    client: FlaskClient, bank: Bank, type_name: str, changes: dict[str, str], message: str
) -> None:
    typed = WRITTEN[type_name] | changes
    page = client.post(f"/banks/{bank.id}/questions/new/{type_name}", data=typed | {"explanation": "Kept words"})
    assert page.status_code == 422
    assert message in page.text
    assert "Kept words" in page.text
    assert db.session.query(Question).filter_by(bank_id=bank.id).count() == 7


def test_errors_of_the_rows_and_of_their_quotes_are_shown_at_once(client: FlaskClient, bank: Bank) -> None:
    changes = {"pairs-0-quote": "Never said.", "pairs-2-right": ""}
    page = client.post(f"/banks/{bank.id}/questions/new/matching", data=WRITTEN["matching"] | changes).text
    assert "This does not stand in the article." in page
    assert "Fill this in." in page


def fields_of(form: Any) -> dict[str, str]:
    """What a browser would send back for this form."""
    sent: dict[str, str] = {}
    for field in form:
        if field.type == "FieldList":
            for entry in field:
                sent |= {each.name: each.data or "" for each in entry.form}
        elif field.type == "BooleanField":
            sent |= {field.name: "y"} if field.data else {}
        elif field.type != "CSRFTokenField":
            sent[field.name] = field.data or ""
    return sent


@pytest.mark.parametrize("position", range(7))
def test_saving_an_unchanged_form_changes_nothing(client: FlaskClient, bank: Bank, position: int) -> None:
    question = bank.questions[position]
    content = question_type(question.type).parse(question.current.content)
    with client.application.test_request_context():
        form = FORMS[question.type]()
        form.fill(content)
        sent = fields_of(form)
    assert client.get(f"/questions/{question.id}/edit").status_code == 200
    assert client.post(f"/questions/{question.id}/edit", data=sent).status_code == 303
    assert len(db.session.get_one(Question, question.id).versions) == 1


def test_a_cleared_quote_is_gone(client: FlaskClient, bank: Bank) -> None:
    question = bank.questions[2]
    client.post(f"/questions/{question.id}/edit", data={"stem": "The hall is old.", "key": "true", "proof": ""})
    content = db.session.get_one(Question, question.id).current.content
    assert (content["key"], content["evidence"]) == (True, [])


def test_two_questions_with_one_stem_get_different_names(client: FlaskClient, bank: Bank) -> None:
    for _ in range(2):
        client.post(f"/banks/{bank.id}/questions/new/number", data=WRITTEN["number"])
    names = [question.slug for question in db.session.get_one(Bank, bank.id).questions][-2:]
    assert names == ["how-many-sit-there", "how-many-sit-there-2"]


def test_an_unknown_type_and_a_foreign_bank_do_not_exist(client: FlaskClient, bank: Bank) -> None:
    assert client.get(f"/banks/{bank.id}/questions/new/essay").status_code == 404
    client.post("/sign-out")
    sign_in_as(client, a_teacher("Other"))
    assert client.post(f"/banks/{bank.id}/questions/new/number", data=WRITTEN["number"]).status_code == 404
