"""A changed text: nothing happens before it is accepted, and then everything at once."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp.accounts.models import User
from quizapp.articles.reading import read_article
from quizapp.banks import importing, structuring, updating, versions
from quizapp.banks.anchoring import evidence_in, with_evidence
from quizapp.banks.earlier import earlier_passages
from quizapp.banks.models import (
    APPROVED,
    CURRENT,
    DRAFT,
    REPLACED,
    RETIRED,
    WAITING,
    Bank,
    Question,
    QuestionVersion,
    StoredArticle,
)
from quizapp.database import db
from quizapp.questions.content import Evidence
from quizapp.questions.timeline import Event
from quizapp.quizzes.models import AttemptQuestion
from tests.factories import (
    a_bank,
    a_class,
    a_multiple_choice,
    a_quiz,
    a_student,
    a_teacher,
    a_timeline,
    an_assignment,
    an_attempt,
    sign_in_as,
)

TEXT = """The Town Hall

The hall opened in 1911. It has forty seats, and all of them are made of oak. The roof burned in May 1923.

The Founder

Maria Keller gave the land to the town. The council thanked her with a statue in the square.
"""
OPENED, SEATS, FIRE = (
    "The hall opened in 1911.",
    "It has forty seats, and all of them are made of oak.",
    "The roof burned in May 1923.",
)
LAND = "Maria Keller gave the land to the town."


def quote(text: str) -> Evidence:
    start = TEXT.index(text)
    return Evidence(quote=text, start=start, end=start + len(text))


@pytest.fixture
def teacher(app: Flask) -> User:
    return a_teacher()


@pytest.fixture
def bank(teacher: User) -> Bank:
    """Questions that quote four sentences of a stored article."""
    article = importing.store_article(teacher, TEXT.encode(), "hall.txt").article
    dated = a_timeline(
        events=(
            Event(id="built", label="The hall is built", date="1911", evidence=quote(OPENED)),
            Event(id="fire", label="The roof burns", date="1923-05", evidence=quote(FIRE)),
            Event(id="statue", label="A statue is put up", after=("fire",)),
        )
    )
    contents = [
        a_multiple_choice("When did the hall open?", evidence=(quote(OPENED),)),
        a_multiple_choice("How many seats?", key="forty", distractors=("ten", "fifty"), evidence=(quote(SEATS),)),
        a_multiple_choice("Who gave the land?", key="Maria Keller", distractors=("Al", "Bo"), evidence=(quote(LAND),)),
        dated,
    ]
    made = a_bank(teacher, contents)
    made.article_id = article.id
    db.session.commit()
    return made


def propose(bank: Bank, text: str) -> StoredArticle:
    assert bank.article
    return importing.import_again(bank.article, text.encode(), "hall.txt").article


def state_of_everything() -> list[Any]:
    return [
        [(a.id, a.text, a.state, a.structure) for a in db.session.query(StoredArticle).order_by(StoredArticle.id)],
        [(q.id, q.status, q.version_number) for q in db.session.query(Question).order_by(Question.id)],
        [(v.id, v.content) for v in db.session.query(QuestionVersion).order_by(QuestionVersion.id)],
        [(b.id, b.article_id) for b in db.session.query(Bank)],
    ]


def quotes_hold(bank: Bank) -> bool:
    assert bank.article
    text = bank.article.text
    evidence = [e for question in bank.questions for e in evidence_in(question.current.content)]
    return all(text[e["start"] : e["end"]] == e["quote"] for e in evidence)


def test_only_questions_whose_sentence_changed_are_listed(bank: Bank) -> None:
    newer = propose(bank, TEXT.replace("forty", "fifty").replace("The Town Hall\n", "The Town Hall\n\nA new lead.\n"))
    comparison = updating.compare(newer)
    assert [item.stem for item in comparison.changed] == ["How many seats?"]
    assert comparison.unchanged == 3
    item = comparison.changed[0]
    assert [piece.text for piece in item.quotes[0].old if piece.differs] == ["forty"]
    assert [piece.text for piece in item.quotes[0].new if piece.differs] == ["fifty"]
    assert item.advised == updating.BACK_TO_DRAFT


def test_nothing_changes_before_the_new_text_is_accepted_and_nothing_after_a_cancel(bank: Bank) -> None:
    before = state_of_everything()
    newer = propose(bank, TEXT.replace("forty", "fifty"))
    updating.compare(newer)
    assert [each for each in state_of_everything()[0] if each[2] == CURRENT] == before[0]
    assert state_of_everything()[1:] == before[1:]
    assert updating.cancel(newer) == bank.article_id
    assert state_of_everything() == before


def test_accepting_makes_versions_of_what_changed_and_moves_the_rest(bank: Bank, teacher: User) -> None:
    text = TEXT.replace("forty seats", "forty fine seats").replace("The Town Hall\n", "The Town Hall\n\nA new lead.\n")
    newer = propose(bank, text)
    old_article = bank.article
    updating.accept(newer, {}, author=teacher)
    assert bank.article is newer
    assert old_article
    assert (old_article.state, newer.state) == (REPLACED, CURRENT)
    assert quotes_hold(bank)
    versions = [question.version_number for question in bank.questions]
    assert versions == [1, 2, 1, 1]
    changed = bank.questions[1]
    assert changed.status == APPROVED
    new = next(version for version in changed.versions if version.number == 2)
    assert new.content["evidence"][0]["quote"] == SEATS.replace("forty seats", "forty fine seats")
    assert new.author_id == teacher.id
    assert "new sentence" in new.note
    assert changed.versions[0].content["evidence"][0]["quote"] == SEATS


def test_the_text_that_a_version_quotes_can_still_be_read_where_versions_are_compared(
    client: FlaskClient, bank: Bank, teacher: User
) -> None:
    for seats in ("forty fine seats", "fifty seats"):
        updating.accept(propose(bank, TEXT.replace("forty seats", seats)), {}, author=teacher)
    question = bank.questions[1]
    first, second, third = (versions.version_of(question, number) for number in (1, 2, 3))
    (passage,) = earlier_passages(first, bank.article)
    assert (passage.before, passage.quote) == ("The hall opened in 1911. ", SEATS)
    assert passage.behind == " The roof burned in May 1923."
    assert [each.quote for each in earlier_passages(second, bank.article)] == [SEATS.replace("forty", "forty fine")]
    assert earlier_passages(third, bank.article) == []
    sign_in_as(client, teacher)
    page = client.get(f"/questions/{question.id}/compare?old=1&new=3").text
    assert f"The hall opened in 1911. <mark>{SEATS}</mark>" in page


def test_an_explanation_that_quotes_the_sentence_quotes_the_new_one(bank: Bank, teacher: User) -> None:
    version = bank.questions[1].versions[0]
    version.content = version.content | {"explanation": f"The article says: “{SEATS}” It does not mention ten."}
    db.session.commit()
    db.session.expire_all()
    updating.accept(propose(bank, TEXT.replace("forty seats", "forty fine seats")), {}, author=teacher)
    new = SEATS.replace("forty seats", "forty fine seats")
    explanation = bank.questions[1].current.content["explanation"]
    assert explanation == f"The article says: “{new}” It does not mention ten."


def test_where_no_quote_has_changed_no_earlier_text_is_shown(bank: Bank, teacher: User) -> None:
    updating.accept(propose(bank, f"First of all: {TEXT}"), {}, author=teacher)
    found = [earlier_passages(question.current, bank.article) for question in bank.questions]
    assert found == [[], [], [], []]


@pytest.mark.parametrize(
    ("decision", "status"),
    [("keep", APPROVED), ("draft", DRAFT), ("retire", RETIRED), ("", DRAFT), ("nonsense", DRAFT)],
)
def test_what_the_teacher_decides_happens_and_else_what_is_advised(
    bank: Bank, teacher: User, decision: str, status: str
) -> None:
    newer = propose(bank, TEXT.replace("1911", "1912"))
    updating.accept(newer, {bank.questions[0].id: decision}, author=teacher)
    assert bank.questions[0].status == status
    assert quotes_hold(bank)


def test_a_question_whose_sentence_is_gone_cannot_be_kept(bank: Bank, teacher: User) -> None:
    newer = propose(bank, TEXT.replace(LAND, "Nobody knows who did it."))
    item = updating.compare(newer).changed[0]
    assert item.quotes[0].new == []
    assert [value for value, _ in item.choices] == ["draft", "retire"]
    updating.accept(newer, {item.question.id: "keep"}, author=teacher)
    question = bank.questions[2]
    assert question.status == DRAFT
    assert question.current.content["evidence"] == []


def test_a_timeline_gets_the_new_sentence_of_the_event_that_changed(bank: Bank, teacher: User) -> None:
    newer = propose(bank, TEXT.replace("May 1923", "June 1923"))
    item = updating.compare(newer).changed[0]
    assert item.advice == "Read whether the new sentence still proves the answer."
    updating.accept(newer, {item.question.id: "draft"}, author=teacher)
    question = bank.questions[3]
    events = {event["id"]: event for event in question.current.content["events"]}
    assert events["fire"]["evidence"]["quote"] == "The roof burned in June 1923."
    assert events["built"]["evidence"]["quote"] == OPENED
    assert events["statue"]["evidence"] is None


def test_attempts_keep_the_versions_they_were_given(bank: Bank, teacher: User) -> None:
    student = a_student()
    assignment = an_assignment(a_quiz(teacher, bank), a_class(teacher, [student]))
    an_attempt(assignment, student, handed_in=False)
    given = [row.question_version_id for row in db.session.query(AttemptQuestion).order_by(AttemptQuestion.position)]
    newer = propose(bank, TEXT.replace("1911", "1912"))
    updating.accept(newer, {}, author=teacher)
    kept = db.session.query(AttemptQuestion).order_by(AttemptQuestion.position)
    assert [row.question_version_id for row in kept] == given
    assert "1911" in str([row.version.content for row in kept])


def test_a_rejected_question_stays_rejected(bank: Bank, teacher: User) -> None:
    bank.questions[0].status = RETIRED
    db.session.commit()
    newer = propose(bank, TEXT.replace("opened in 1911", "opened in the autumn of 1911"))
    assert [item.stem for item in updating.compare(newer).changed] == ["Put these events in order, earliest first."]
    updating.accept(newer, {}, author=teacher)
    assert bank.questions[0].status == RETIRED
    assert quotes_hold(bank)


def test_a_second_text_takes_the_place_of_the_first_that_waited(bank: Bank) -> None:
    propose(bank, TEXT.replace("1911", "1912"))
    propose(bank, TEXT.replace("1911", "1913"))
    assert [a.text.count("1913") for a in db.session.query(StoredArticle).filter_by(state=WAITING)] == [1]


def test_corrections_go_along_to_the_accepted_text(bank: Bank, teacher: User) -> None:
    article = bank.article
    assert article
    structuring.correct(article, TEXT.index("The Founder"), "question", None)
    newer = propose(bank, TEXT.replace("forty", "forty old"))
    updating.accept(newer, {}, author=teacher)
    assert [entry["question"] for entry in newer.structure["faq"]] == ["The Founder"]


def test_the_whole_way_through_the_pages(client: FlaskClient, bank: Bank, teacher: User) -> None:
    sign_in_as(client, teacher)
    old_id = bank.article_id
    page = client.post(f"/articles/{old_id}/again", data={"text": TEXT.replace("forty", "fifty")})
    comparison = client.get(page.location)
    assert "Old sentence" in comparison.text
    assert "<del>forty</del>" in comparison.text
    assert "<ins>fifty</ins>" in comparison.text
    assert "When did the hall open?" not in comparison.text
    newer_id = page.location.split("/")[2]
    assert page.location in client.get(f"/articles/{old_id}").text
    assert client.get(f"/articles/{newer_id}").status_code == 404
    accepted = client.post(f"/articles/{newer_id}/accept", data={f"decision-{bank.questions[1].id}": "retire"})
    assert accepted.location == f"/articles/{newer_id}"
    assert db.session.get_one(Question, bank.questions[1].id).status == RETIRED
    assert client.get(f"/articles/{old_id}").location == f"/articles/{newer_id}"
    assert "fifty seats" in client.get(f"/banks/{bank.id}/review?show=all").text
    assert client.post(f"/articles/{newer_id}/accept").status_code == 404
    assert client.get("/articles").text.count('class="tile__title"') == 1


def test_a_new_upload_with_the_title_of_an_article_in_use_is_compared_with_it(
    client: FlaskClient, bank: Bank, teacher: User
) -> None:
    sign_in_as(client, teacher)
    newer = (io.BytesIO(TEXT.replace("oak", "beech").encode()), "other-name.txt")
    page = client.post("/articles/new", data={"file": newer})
    assert page.location.endswith("/changes")
    apart = client.post(page.location.replace("changes", "apart"))
    assert client.get(apart.location).status_code == 200
    assert client.get("/articles").text.count('class="tile__title"') == 2
    assert db.session.get_one(Bank, bank.id).article_id == bank.article_id


def test_the_same_text_again_changes_nothing(client: FlaskClient, bank: Bank, teacher: User) -> None:
    sign_in_as(client, teacher)
    for address in ("/articles/new", f"/articles/{bank.article_id}/again"):
        page = client.post(address, data={"text": TEXT})
        assert page.location == f"/articles/{bank.article_id}"
        assert "nothing was changed" in client.get(page.location).text
    assert db.session.query(StoredArticle).count() == 1


def test_a_text_that_cannot_be_read_changes_nothing(client: FlaskClient, bank: Bank, teacher: User) -> None:
    sign_in_as(client, teacher)
    page = client.post(f"/articles/{bank.article_id}/again", data={"file": (io.BytesIO(b"%PDF-1.4"), "a.pdf")})
    assert (page.status_code, "may be damaged" in page.text) == (422, True)
    assert db.session.query(StoredArticle).count() == 1


def test_nobody_else_can_see_or_accept_the_changes(client: FlaskClient, bank: Bank) -> None:
    newer = propose(bank, TEXT.replace("oak", "beech"))
    sign_in_as(client, a_teacher("Other"))
    assert client.get(f"/articles/{newer.id}/changes").status_code == 404
    for act in ("accept", "cancel", "apart"):
        assert client.post(f"/articles/{newer.id}/{act}").status_code == 404


def test_a_text_compared_with_an_article_that_was_replaced_meanwhile_is_not_accepted(bank: Bank, teacher: User) -> None:
    newer = propose(bank, TEXT.replace("oak", "beech"))
    assert bank.article
    bank.article.state = REPLACED
    db.session.commit()
    with pytest.raises(updating.Outdated, match="nothing was done"):
        updating.accept(newer, {}, author=teacher)


SENTENCES = ["The hall opened in 1911.", "It has forty seats.", "Maria Keller gave it.", "It has forty old seats."]
texts = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


def unsaved(paragraphs: list[str]) -> StoredArticle:
    article = StoredArticle(title="The Hall")
    text = "\n\n".join(["The Hall of the Town", *paragraphs])
    structuring.set_reading(article, read_article(text.encode(), filename="a.txt"))
    return article


@settings(max_examples=150, deadline=None)
@given(texts, texts, st.data())
def test_renewed_evidence_is_always_verbatim_in_the_new_text(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    old, new = unsaved(before), unsaved(after)
    finder = updating._Finder(old, new)
    start = data.draw(st.sampled_from([found.start() for found in re.finditer(r"\b\w", old.text)]))
    end = data.draw(st.sampled_from([found.end() for found in re.finditer(r"\w\b", old.text) if found.end() > start]))
    assume("\n" not in old.text[start:end])
    evidence = {"quote": old.text[start:end], "start": start, "end": end}
    content = {"stem": "x", "evidence": [evidence], "events": [{"id": "a", "evidence": evidence, "after": [None]}]}
    renewed = with_evidence(content, finder.renewed)
    found = evidence_in(renewed)
    assert len(found) in {0, 2}
    assert all(new.text[each["start"] : each["end"]] == each["quote"] for each in found)
    assert renewed["events"][0]["after"] == [None]
    if not finder.touched(content):
        assert [" ".join(each["quote"].split()) for each in found] == [" ".join(evidence["quote"].split())] * 2
