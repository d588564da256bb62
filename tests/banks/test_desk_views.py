"""The pages of the review desk, without a browser."""

import pytest
from flask.testing import FlaskClient

from quizapp.accounts.models import User
from quizapp.articles.reading import read_article
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question, StoredArticle
from quizapp.banks.reviewing import LISTED
from quizapp.banks.structuring import set_reading
from quizapp.database import db
from quizapp.questions.content import Evidence
from tests.conftest import Statements
from tests.factories import a_bank, a_multiple_choice, a_teacher, evidence, one_of_each, sign_in_as

TEXT = "The hall opened in 1911. It seats 450 guests.\nThe mayor lives nearby. The roof is red.\n"
MOST_QUERIES = 15


@pytest.fixture
def teacher(client: FlaskClient) -> User:
    user = a_teacher()
    sign_in_as(client, user)
    return user


def with_article(bank: Bank) -> Bank:
    article = StoredArticle(owner_id=bank.owner_id, title="The hall", filename="a.txt", source=b"", sha256="0" * 64)
    set_reading(article, read_article(TEXT.encode(), filename="a.txt"))
    bank.article = article
    db.session.commit()
    return bank


@pytest.fixture
def bank(teacher: User) -> Bank:
    """Three drafts: sound, doubtful, sound."""
    contents = [
        a_multiple_choice("In which year did it open?"),
        a_multiple_choice("Since when is it open?", key="1899"),
        a_multiple_choice("When was the opening?"),
    ]
    return with_article(a_bank(teacher, contents, status=DRAFT))


def address(bank: Bank, query: str = "") -> str:
    return f"/banks/{bank.id}/review{query}"


def test_the_desk_shows_the_first_draft_and_no_other(client: FlaskClient, bank: Bank) -> None:
    page = client.get(address(bank)).text
    assert page.count("data-question=") == 1
    assert f'data-question="{bank.questions[0].id}"' in page
    assert "Draft 1 of 3" in page
    assert "0 of 3 drafts decided" in page
    assert '<mark class="evidence is-lit" id="proof">The hall opened in 1911.</mark>' in page
    assert "asked: 1 of 4 sentences" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?show=approved", "Approved question 1 of 1"),
        ("?show=all", "Question 1 of 3"),
        ("?show=retired", "No question is rejected."),
        ("?show=nonsense", "Draft 1 of 2"),
    ],
)
def test_questions_are_filtered_by_their_status(client: FlaskClient, bank: Bank, query: str, shown: str) -> None:
    bank.questions[1].status = APPROVED
    db.session.commit()
    assert shown in client.get(address(bank, query)).text


def test_a_question_that_the_filter_leaves_out_is_shown_all_the_same(client: FlaskClient, bank: Bank) -> None:
    bank.questions[1].status = RETIRED
    db.session.commit()
    first, second, third = (question.id for question in bank.questions)
    page = client.get(address(bank, f"?question={second}&show=draft")).text
    assert "This question" in page
    assert f"question={first}&amp;show=draft" in page
    assert f"question={third}&amp;show=draft" in page


def test_a_question_of_another_bank_is_not_found(client: FlaskClient, bank: Bank, teacher: User) -> None:
    other = a_bank(teacher).questions[0].id
    assert client.get(address(bank, f"?question={other}")).status_code == 404


def test_deciding_leads_through_the_drafts_to_what_to_do_next(client: FlaskClient, bank: Bank) -> None:
    first, doubtful, third = (question.id for question in bank.questions)
    answer = client.post(f"/questions/{third}/approve", data={"show": "draft"})
    assert answer.location == address(bank, f"?question={first}&show=draft")
    answer = client.post(f"/questions/{first}/reject", data={"show": "draft", "reason": "trivia"})
    assert answer.location == address(bank, f"?question={doubtful}&show=draft")
    answer = client.post(f"/questions/{doubtful}/reject", data={"show": "draft"})
    page = client.get(answer.location).text
    assert "All drafts are decided" in page
    assert "1 approved, 2 rejected" in page
    assert "Make a quiz" in page


def test_a_doubtful_proof_is_not_approved_before_the_teacher_says_why(client: FlaskClient, bank: Bank) -> None:
    doubtful = bank.questions[1].id
    shown = client.get(address(bank, f"?question={doubtful}")).text
    assert "The quoted sentence does not say “1899”" in shown
    refused = client.post(f"/questions/{doubtful}/approve", data={"show": "draft", "words": " "})
    assert refused.status_code == 422
    assert "Say why the question is right all the same" in refused.text
    assert db.session.get_one(Question, doubtful).status == DRAFT
    approved = client.post(f"/questions/{doubtful}/approve", data={"show": "draft", "words": "It says so on the door."})
    assert approved.status_code == 303
    assert "It says so on the door." in client.get(address(bank, f"?question={doubtful}")).text
    assert "It says so on the door." in client.get(f"/questions/{doubtful}").text


def test_words_that_are_too_long_are_not_lost(client: FlaskClient, bank: Bank) -> None:
    number = bank.questions[0].id
    page = client.post(f"/questions/{number}/reject", data={"reason": "other", "words": "far too long " * 60})
    assert page.status_code == 422
    assert "At most 500 characters" in page.text
    assert "far too long far too long" in page.text
    assert db.session.get_one(Question, number).status == DRAFT


def test_a_reason_to_reject_is_told_with_the_question(client: FlaskClient, bank: Bank) -> None:
    number = bank.questions[0].id
    client.post(f"/questions/{number}/reject", data={"show": "draft", "reason": "two-right", "words": "1910 as well"})
    for page in (f"/questions/{number}", address(bank, f"?question={number}")):
        assert "More than one right answer: 1910 as well" in client.get(page).text
    assert client.get(f"/questions/{number}").text.count("Rejected by") == 1


def test_the_last_decision_is_undone_and_the_question_shown_again(client: FlaskClient, bank: Bank) -> None:
    number = bank.questions[0].id
    shown = client.get(client.post(f"/questions/{number}/approve", data={"show": "draft"}).location).text
    assert "Approved: <span" in shown
    decision = shown.split('name="decision" value="')[1].split('"')[0]
    undone = client.post(f"/banks/{bank.id}/undo", data={"decision": decision})
    assert undone.location == address(bank, f"?question={number}")
    assert db.session.get_one(Question, number).status == DRAFT
    again = client.post(f"/banks/{bank.id}/undo", data={"decision": decision})
    assert "That was undone already." in client.get(again.location).text


def test_an_undo_of_nothing_is_not_found(client: FlaskClient, bank: Bank) -> None:
    assert client.post(f"/banks/{bank.id}/undo").status_code == 404


def test_an_edit_comes_back_to_the_question_and_can_be_undone(client: FlaskClient, bank: Bank) -> None:
    number = bank.questions[1].id
    typed = {"stem": "Since when?", "key": "1911", "distractors": "1901\n1921"}
    saved = client.post(f"/questions/{number}/edit?back=review", data=typed)
    assert saved.location == address(bank, f"?question={number}")
    assert "Edited: <span" in client.get(saved.location).text


def test_a_wrong_answer_in_doubt_is_mended_in_one_click(client: FlaskClient, teacher: User) -> None:
    quote = Evidence(quote=TEXT[:45], start=0, end=45)
    content = a_multiple_choice(distractors=("450", "1921", "1931"), evidence=(quote,))
    bank = with_article(a_bank(teacher, [content], status=DRAFT))
    assert "Swap it for “1941”" in client.get(address(bank)).text
    mend = {"code": "distractor-also-true", "where": "distractors.0", "label": "Swap it for “1941”"}
    client.post(f"/questions/{bank.questions[0].id}/mend", data=mend)
    page = client.get(address(bank)).text
    assert "may be right as well" not in page
    assert "Mended: <span" in page
    assert client.post(f"/questions/{bank.questions[0].id}/mend", data=mend).status_code == 404


def test_every_type_lies_on_the_desk(client: FlaskClient, teacher: User) -> None:
    bank = a_bank(teacher, one_of_each(), status=DRAFT)
    for question in bank.questions:
        page = client.get(address(bank, f"?question={question.id}"))
        assert (page.status_code, question.current.content["stem"] in page.text) == (200, True)


def test_any_sentence_can_be_asked_about(client: FlaskClient, bank: Bank) -> None:
    start = TEXT.index("The mayor")
    chosen = f"/banks/{bank.id}/questions/new?start={start}&amp;end={start + 23}"
    assert chosen in client.get(address(bank, "?ask=1")).text
    types = client.get(chosen.replace("&amp;", "&")).text
    assert "The mayor lives nearby." in types
    form = f"/banks/{bank.id}/questions/new/short-answer?start={start}&amp;end={start + 23}"
    assert form in types
    assert "The mayor lives nearby.</textarea>" in client.get(form.replace("&amp;", "&")).text


def test_a_refusal_becomes_a_draft_on_the_desk(client: FlaskClient, bank: Bank) -> None:
    asked = {"stem": "Who lives nearby?", "key": "The mayor", "distractors": []}
    bank.refused = [{"code": "x", "message": "Too few.", "quote": "The mayor lives nearby.", **asked}]
    db.session.commit()
    assert "Make it a draft" in client.get(f"/banks/{bank.id}/refused").text
    answer = client.post(f"/banks/{bank.id}/refused/0/rescue")
    page = client.get(answer.location).text
    assert "Who lives nearby?" in page
    assert "rescued" in page
    assert "made a draft" in client.get(f"/banks/{bank.id}/refused").text
    assert client.post(f"/banks/{bank.id}/refused/0/rescue").status_code == 404


def test_the_desk_of_another_teacher_does_not_exist(client: FlaskClient, bank: Bank) -> None:
    number = bank.questions[0].id
    client.post("/sign-out")
    sign_in_as(client, a_teacher("Other"))
    assert client.get(f"/banks/{bank.id}/refused").status_code == 404
    for post in (f"/banks/{bank.id}/undo", f"/banks/{bank.id}/refused/0/rescue", f"/questions/{number}/reject"):
        assert client.post(post).status_code == 404


def test_a_bank_of_hundreds_needs_no_more_queries_than_one_of_three(
    client: FlaskClient, teacher: User, statements: Statements
) -> None:
    contents = [a_multiple_choice(f"In which year did hall {n} open?", evidence=(evidence(),)) for n in range(300)]
    bank = with_article(a_bank(teacher, contents, status=DRAFT))
    middle = bank.questions[150].id
    for page in (address(bank), address(bank, f"?question={middle}&show=all"), f"/banks/{bank.id}/refused"):
        with statements() as sent:
            assert client.get(page).status_code == 200
        assert len(sent) < MOST_QUERIES
    listed = client.get(address(bank, f"?question={middle}")).text
    assert listed.count('&amp;show=draft">In which year did hall') == LISTED
