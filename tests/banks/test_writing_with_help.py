"""Writing with help beside the form: the preview, what to look at, mends, rows, and editing at the same time."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from quizapp.accounts.models import User
from quizapp.banks import previewing, sketching, versions
from quizapp.banks.models import RETIRED, Bank, Question, StoredArticle
from quizapp.banks.question_forms import FORMS
from quizapp.database import db
from quizapp.questions import TYPES, question_type
from tests.conftest import Statements
from tests.factories import a_bank, a_multiple_choice, a_teacher, a_timeline, one_of_each, sign_in_as
from tests.questions.test_mending import with_labels

TEXT = "The hall opened in 1911. It seats 1,200 people.\nThe roof burned in 1923 and was rebuilt in 1925."
HALF_FILLED: dict[str, dict[str, str]] = {
    "multiple-choice": {"stem": "When did it", "distractors": "1901"},
    "multiple-response": {"stem": "Which rooms", "keys": "Library"},
    "true-false": {"stem": "The hall"},
    "short-answer": {"stem": "Who designed"},
    "number": {"stem": "How many", "unit": "seats"},
    "matching": {"stem": "What belongs", "pairs-0-left": "Opening"},
    "timeline": {"stem": "Put these", "events-0-label": "The hall opens", "events-0-date": "soon"},
}


@pytest.fixture
def teacher(client: FlaskClient) -> User:
    user = a_teacher()
    sign_in_as(client, user)
    return user


@pytest.fixture
def bank(teacher: User) -> Bank:
    bank = a_bank(teacher, one_of_each())
    structure: dict[str, Any] = {part: [] for part in ("lead", "sections", "faq", "key_points", "noise")}
    structure["lead"] = [{"start": 0, "end": 47}, {"start": 48, "end": len(TEXT)}]
    bank.article = StoredArticle(
        owner_id=teacher.id, title="The hall", filename="hall.txt", source=b"", text=TEXT, sha256="0" * 64,
        structure=structure | {"title": None, "summary": None},
    )  # fmt: skip
    db.session.commit()
    return bank


def said(page: str) -> str:
    """The text of a page without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


CHOICE = {"stem": "When did the hall open?", "key": "1911", "distractors": "1901\n1921", "proof": TEXT[:24]}


@pytest.mark.parametrize("type_name", list(TYPES))
def test_a_half_filled_form_is_previewed_and_nothing_is_stored(client: FlaskClient, bank: Bank, type_name: str) -> None:
    answer = client.post(f"/banks/{bank.id}/questions/new/{type_name}/check", data=HALF_FILLED[type_name])
    assert answer.status_code == 200
    assert HALF_FILLED[type_name]["stem"] in answer.text
    assert "<html" not in answer.text
    assert db.session.query(Question).count() == 7


@pytest.mark.parametrize("type_name", list(TYPES))
def test_an_empty_form_shows_what_is_still_to_fill_in(client: FlaskClient, bank: Bank, type_name: str) -> None:
    address = f"/banks/{bank.id}/questions/new/{type_name}"
    for page in (client.get(address).text, client.post(f"{address}/check", data={"stem": ""}).text):
        assert "Still to fill in: " in said(page)
        assert "to put right" not in page
        assert "field__error" not in page


@pytest.mark.parametrize("position", range(7))
def test_the_edit_page_shows_the_question_as_students_see_it(client: FlaskClient, bank: Bank, position: int) -> None:
    page = client.get(f"/questions/{bank.questions[position].id}/edit").text
    preview = page[page.index("As students see it") : page.index("What to look at")]
    assert bank.questions[position].current.content["stem"] in unescape(preview)


def test_the_edit_page_stands_under_banks_and_leads_back_to_the_bank_and_the_desk(
    client: FlaskClient, bank: Bank
) -> None:
    question = bank.questions[0].id
    page = client.get(f"/questions/{question}/edit").text
    assert 'aria-current="page">Banks<' in page
    assert f'<a href="/banks/{bank.id}">' in page
    assert f'<a href="/banks/{bank.id}/review?question={question}">Review</a>' in page


def test_options_keep_their_order_while_the_stem_is_typed(client: FlaskClient, bank: Bank) -> None:
    typed = CHOICE | {"key": "the council", "distractors": "the mayor\nthe voters\nthe courts"}
    orders = set()
    for stem in ("W", "Wh", "Who", "Who runs the hall?"):
        page = client.post(f"/banks/{bank.id}/questions/new/multiple-choice/check", data=typed | {"stem": stem}).text
        orders.add(tuple(re.findall(r'option__text">([^<]+)', page)))
    assert len(orders) == 1


def test_checking_takes_no_turn_among_those_who_write(client: FlaskClient, bank: Bank) -> None:
    begun: list[str] = []
    addresses = [f"/banks/{bank.id}/questions/new/multiple-choice/check", f"/questions/{bank.questions[0].id}/check"]
    event.listen(db.engine, "before_cursor_execute", lambda _c, _cur, sql, *_: begun.append(sql))
    for address in addresses:
        client.post(address, data=CHOICE)
    assert "BEGIN" in begun
    assert "BEGIN IMMEDIATE" not in begun


def test_the_stems_of_a_bank_are_read_in_one_query_without_rejected_ones(bank: Bank, statements: Statements) -> None:
    bank.questions[1].status = RETIRED
    db.session.commit()
    question = bank.questions[0]
    with statements() as sent:
        stems = previewing.stems_beside(bank, question)
    assert len(sent) == 1
    assert sorted(stems) == sorted(question.current.content["stem"] for question in bank.questions[2:])


def test_a_stem_that_another_question_has_is_said_but_not_its_own(client: FlaskClient, bank: Bank) -> None:
    stem = bank.questions[0].current.content["stem"]
    address = f"/banks/{bank.id}/questions/new/multiple-choice/check"
    assert "has the same stem" in client.post(address, data=CHOICE | {"stem": stem}).text
    own = f"/questions/{bank.questions[0].id}/check"
    assert "has the same stem" not in client.post(own, data=CHOICE | {"stem": stem}).text


def test_a_wrong_answer_that_the_article_makes_true_is_doubted(client: FlaskClient, bank: Bank) -> None:
    typed = CHOICE | {"stem": "When did the roof of the hall burn?", "key": "1923", "distractors": "1925\n1921"}
    typed["proof"] = "The roof burned in 1923 and was rebuilt in 1925."
    page = client.post(f"/banks/{bank.id}/questions/new/multiple-choice/check", data=typed).text
    assert "is it true?" in page
    assert "“1925” stands in the quoted sentence too" in unescape(page)


def test_the_places_of_the_quotes_are_given_for_highlighting(client: FlaskClient, bank: Bank) -> None:
    page = client.post(f"/banks/{bank.id}/questions/new/multiple-choice/check", data=CHOICE).text
    assert 'data-spans="[[0, 24]]"' in page


def test_the_article_stands_beside_the_form_sentence_by_sentence(client: FlaskClient, bank: Bank) -> None:
    page = client.get(f"/banks/{bank.id}/questions/new/number").text
    assert 'class="sentence" data-start="25" data-end="47">It seats 1,200 people.' in page
    page = client.get(f"/questions/{bank.questions[0].id}/edit").text
    assert 'class="sentence is-quoted" data-start="0" data-end="24">' in page


def test_without_script_a_preview_keeps_everything_and_stores_nothing(client: FlaskClient, bank: Bank) -> None:
    typed = CHOICE | {"distractors": "1901\nAll of the above", "explanation": "Kept words", "preview": "1"}
    answer = client.post(f"/banks/{bank.id}/questions/new/multiple-choice", data=typed)
    assert (answer.status_code, db.session.query(Question).count()) == (200, 7)
    assert "Kept words" in answer.text
    assert "“All of the above” is found by knowing two options." in unescape(answer.text)


def test_without_script_a_mend_fills_the_form_and_stores_nothing(client: FlaskClient, bank: Bank) -> None:
    typed = CHOICE | {"distractors": "1901\nAll of the above", "spare_distractors": "1931", "preview": "1"}
    address = f"/banks/{bank.id}/questions/new/multiple-choice"
    page = client.post(address, data=typed).text
    number = re.search(r'name="mend" value="(\d+)"[^>]*>Swap it for “1931”', unescape(page))
    assert number
    mended = client.post(address, data={**typed, "preview": "", "mend": number[1]}).text
    assert "“Swap it for “1931”” is done." in unescape(mended)
    assert "1901\n1931</textarea>" in mended.replace("\r", "")
    assert "is found by knowing two options" not in mended
    assert db.session.query(Question).count() == 7


def test_options_that_stand_twice_are_left_out_with_one_click(client: FlaskClient, bank: Bank) -> None:
    typed = CHOICE | {"distractors": "1901\n1911\n1901\n1921"}
    page = unescape(client.post(f"/banks/{bank.id}/questions/new/multiple-choice/check", data=typed).text)
    assert "Two options are the same." in page
    assert '{"distractors": "1901\\n1921"}' in page.replace("&quot;", '"')


def test_without_script_a_row_is_added(client: FlaskClient, bank: Bank) -> None:
    address = f"/banks/{bank.id}/questions/new/timeline"
    page = client.post(address, data=EVENTS | {"add_row": "1"}).text
    assert page.count("data-row>") == 4
    assert "The roof burns" in page


EVENTS = {
    "stem": "Put these events in order.",
    "events-0-label": "The hall opens",
    "events-0-date": "1911",
    "events-1-label": "The roof burns",
    "events-1-date": "June 1923",
    "events-2-label": "The mayor resigns",
    "events-2-date": "c. 1923",
}


def newest(bank: Bank) -> Question:
    question: Question = db.session.query(Question).filter_by(bank_id=bank.id).order_by(Question.id.desc()).first()
    return question


def test_dates_are_echoed_and_stored_as_edtf_and_shown_as_written(client: FlaskClient, bank: Bank) -> None:
    page = client.post(f"/banks/{bank.id}/questions/new/timeline/check", data=EVENTS).text
    assert "June 1923 (1923-06), any day of that month" in page
    assert "about 1923 (1923~), the years before and after count too" in page
    client.post(f"/banks/{bank.id}/questions/new/timeline", data=EVENTS)
    question = newest(bank)
    assert [each["date"] for each in question.current.content["events"]] == ["1911", "1923-06", "1923~"]
    page = client.get(f"/questions/{question.id}/edit").text
    assert 'value="June 1923"' in page
    assert 'value="about 1923"' in page


def test_a_date_that_cannot_be_read_is_kept_and_the_rest_is_judged(client: FlaskClient, bank: Bank) -> None:
    typed = EVENTS | {"events-0-date": "12/03/2024", "events-1-label": "The roof burns in 1923"}
    page = unescape(client.post(f"/banks/{bank.id}/questions/new/timeline/check", data=typed).text)
    assert "could be 12 March or 3 December" in page
    assert "“1923” in “The roof burns in 1923” gives its place away." in page
    assert "may stand anywhere" not in page
    answer = client.post(f"/banks/{bank.id}/questions/new/timeline", data=typed)
    assert (answer.status_code, 'value="12/03/2024"' in answer.text) == (422, True)


def test_pairs_that_dates_cannot_decide_are_named_and_can_be_decided(client: FlaskClient, bank: Bank) -> None:
    page = unescape(client.post(f"/banks/{bank.id}/questions/new/timeline/check", data=EVENTS).text)
    expected = "Nothing decides whether “The roof burns” (June 1923) or “The mayor resigns” (about 1923) came first"
    assert expected in page
    assert '{"events-2-after": ["1"]}' in page.replace("&quot;", '"')
    page = client.post(f"/banks/{bank.id}/questions/new/timeline/check", data=EVENTS | {"events-2-after": "1"}).text
    assert "Nothing decides" not in page


def test_a_known_order_is_stored_shown_and_taken_back(client: FlaskClient, bank: Bank) -> None:
    typed = EVENTS | {"events-2-date": "", "events-2-after": "1"}
    client.post(f"/banks/{bank.id}/questions/new/timeline", data=typed)
    question = newest(bank)
    assert question.current.content["events"][2]["after"] == ["the-roof-burns"]
    assert 'name="events-2-after" value="1" checked' in client.get(f"/questions/{question.id}/edit").text
    ids = {f"events-{n}-id": each["id"] for n, each in enumerate(question.current.content["events"])}
    client.post(f"/questions/{question.id}/edit", data=EVENTS | ids)
    assert db.session.get_one(Question, question.id).current.content["events"][2]["after"] == []


def test_a_mend_reaches_the_right_rows_where_some_are_empty(app: Any) -> None:
    content = with_labels("The hall opens", "A hall was opened", "The roof burns", "The mayor resigns",
                          dates=("1911", "1912", "1923", "1930"))  # fmt: skip
    smaller = content.model_copy(update={"events": (content.events[0], *content.events[2:])})
    with app.test_request_context():
        form: Any = FORMS["timeline"](formdata=None)
        form.events.append_entry()
        for number, item in enumerate(content.events):
            form.events.append_entry(form.row(item, {f"e{n}": str(n + 1) for n in range(4)}))
            assert form.events[number + 1].form.label.data == item.label
        gone = {"id": "", "label": "", "date": "", "quote": ""}
        assert form.fills(content, smaller) == {f"events-2-{name}": value for name, value in gone.items()}


@pytest.mark.parametrize(("name", "content"), list(zip(TYPES, one_of_each(), strict=True)), ids=list(TYPES))
def test_a_form_that_says_the_same_needs_no_change(app: Any, name: str, content: Any) -> None:
    with app.test_request_context():
        form = FORMS[name](formdata=None)
        form.fill(content)
        assert form.fills(content, content) == {}


def test_the_second_of_two_editors_is_told_and_loses_nothing(client: FlaskClient, bank: Bank) -> None:
    question = bank.questions[0]
    other = a_teacher("Bea Colleague")
    theirs = question.current.content | {"stem": "In what year did the town hall open?"}
    versions.new_version(question, theirs, author=other, note="Clearer")
    typed = CHOICE | {"stem": "In which year was the hall opened?", "began_from": "1"}
    answer = client.post(f"/questions/{question.id}/edit", data=typed)
    page = said(answer.text)
    assert answer.status_code == 409
    assert "Bea Colleague has saved another version" in page
    assert "Version 2, " in page
    assert "“Clearer”" in page
    assert "In which year was the hall opened?</textarea>" in answer.text
    assert "<del>" in answer.text
    assert "<ins>" in answer.text
    assert len(db.session.get_one(Question, question.id).versions) == 2


def test_an_editor_who_has_seen_the_other_version_may_save_all_the_same(client: FlaskClient, bank: Bank) -> None:
    question = bank.questions[0]
    versions.new_version(question, question.current.content | {"stem": "Other?"}, author=a_teacher("Bea"), note="")
    typed = CHOICE | {"stem": "Mine?", "began_from": "1"}
    page = client.post(f"/questions/{question.id}/edit", data=typed).text
    seen = re.search(r'name="began_from" type="hidden" value="(\d+)"', page)
    assert seen
    assert client.post(f"/questions/{question.id}/edit", data=typed | {"began_from": seen[1]}).status_code == 303
    stored = db.session.get_one(Question, question.id)
    assert [each.content["stem"] for each in stored.versions][1:] == ["Other?", "Mine?"]


def test_an_editor_may_take_the_other_version_and_still_copy_from_her_own(client: FlaskClient, bank: Bank) -> None:
    question = bank.questions[0]
    versions.new_version(question, question.current.content | {"stem": "Theirs?"}, author=a_teacher("Bea"), note="")
    typed = CHOICE | {"stem": "Mine, to copy?", "began_from": "1", "theirs": "1"}
    page = client.post(f"/questions/{question.id}/edit", data=typed).text
    assert "Theirs?</textarea>" in page
    assert "<dd>Mine, to copy?</dd>" in page
    assert 'name="began_from" type="hidden" value="2"' in page
    assert len(db.session.get_one(Question, question.id).versions) == 2


def test_two_editors_who_say_the_same_do_not_meet(client: FlaskClient, bank: Bank) -> None:
    question = bank.questions[0]
    changed = question.current.content | {"explanation": "So it is."}
    versions.new_version(question, changed, author=a_teacher("Bea"), note="")
    with client.application.test_request_context():
        form: Any = FORMS["multiple-choice"](formdata=None)
        form.fill(question_type("multiple-choice").parse(changed))
        typed = {name: form[name].data for name in form.parts()}
    assert client.post(f"/questions/{question.id}/edit", data=typed | {"began_from": "1"}).status_code == 303
    assert len(db.session.get_one(Question, question.id).versions) == 2


def test_an_edit_that_does_not_fit_still_learns_of_the_other_version(client: FlaskClient, bank: Bank) -> None:
    question = bank.questions[0]
    versions.new_version(question, question.current.content | {"stem": "Other?"}, author=a_teacher("Bea"), note="")
    answer = client.post(f"/questions/{question.id}/edit", data=CHOICE | {"key": "", "began_from": "1"})
    assert answer.status_code == 409
    assert "Bea has saved another version" in said(answer.text)


def test_the_browser_is_told_which_unsaved_text_is_stored_now(client: FlaskClient, bank: Bank) -> None:
    answer = client.post(f"/banks/{bank.id}/questions/new/multiple-choice", data=CHOICE | {"draft": "12-34"})
    assert answer.headers["Set-Cookie"].startswith("stored_draft=12-34;")


def test_a_quote_that_moved_is_found_again_when_the_question_is_saved(client: FlaskClient, bank: Bank) -> None:
    moved = {"quote": "The hall opened in 1911.", "start": 3, "end": 27}
    content = a_multiple_choice().model_dump(mode="json") | {"evidence": [moved]}
    question = versions.add_question(bank, "multiple-choice", content, author=a_teacher())
    client.post(f"/questions/{question.id}/edit", data=CHOICE)
    assert db.session.get_one(Question, question.id).current.content["evidence"][0]["start"] == 0


def test_the_checks_of_another_teachers_bank_do_not_exist(client: FlaskClient, bank: Bank) -> None:
    client.post("/sign-out")
    sign_in_as(client, a_teacher("Other"))
    assert client.post(f"/banks/{bank.id}/questions/new/number/check", data={}).status_code == 404
    assert client.post(f"/questions/{bank.questions[0].id}/check", data={}).status_code == 404


@pytest.mark.parametrize("order", [(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)])
def test_the_preview_of_a_timeline_is_never_solved_already(order: tuple[int, ...]) -> None:
    events = [{"id": f"e{year}", "label": f"Event {year}", "date": f"191{year}"} for year in order]
    preview = sketching.preview_of("timeline", {"stem": "Put these in order.", "events": events})
    assert [each for each, _ in preview.presented] != ["e1", "e2", "e3"]


def test_a_timeline_of_the_preview_offers_its_events_and_no_dates(client: FlaskClient, bank: Bank) -> None:
    page = client.post(f"/banks/{bank.id}/questions/new/timeline/check", data=EVENTS).text
    preview = page[page.index("As students see it") : page.index("What to look at")]
    assert preview.count("data-event=") == len(a_timeline().events)
    assert "1923" not in preview
