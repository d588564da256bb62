"""Why there are not more questions, and drafts made of what was refused."""

from pathlib import Path
from typing import Any

import pytest
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.articles.reading import read_article
from quizapp.banks import importing, rescuing, undoing
from quizapp.banks.models import DRAFT, Bank, Question, StoredArticle
from quizapp.banks.structuring import set_reading
from quizapp.database import db
from tests.factories import a_bank, a_teacher

pytestmark = pytest.mark.usefixtures("app")

TEXT = "The hall is old.\nClara Marsh designed the hall in 1911. It seats 450 guests.\n"
DESIGNED = "Clara Marsh designed the hall in 1911."


def refusal(**changes: Any) -> dict[str, Any]:
    plain = {
        "code": "too-few-distractors",
        "message": "Not enough wrong answers.",
        "quote": DESIGNED,
        "start": TEXT.index(DESIGNED),
        "stem": "Who designed the hall?",
        "key": "Clara Marsh",
        "distractors": [],
    }
    return plain | changes


@pytest.fixture
def teacher() -> User:
    return a_teacher()


@pytest.fixture
def bank(teacher: User) -> Bank:
    article = StoredArticle(owner_id=teacher.id, title="The hall", filename="a.txt", source=b"", sha256="0" * 64)
    set_reading(article, read_article(TEXT.encode(), filename="a.txt"))
    made = a_bank(teacher, status=DRAFT)
    made.article = article
    made.refused = [
        refusal(),
        refusal(code="too-thin", message="Holds no fact.", quote="The hall is old.", stem="", key=""),
        refusal(distractors=["Ada Low", "Mary Wood", "Jane Hill", "Ann Field"]),
    ]
    db.session.commit()
    return made


@pytest.mark.parametrize(
    ("changes", "becomes"),
    [
        ({}, "short-answer"),
        ({"distractors": ["Ada Low"]}, "short-answer"),
        ({"distractors": ["Ada Low", "Mary Wood"]}, "multiple-choice"),
        ({"key": "450 guests"}, "number"),
        ({"key": "1,200"}, "number"),
        ({"key": "by a vote of the members of both chambers"}, None),
        ({"stem": ""}, None),
    ],
)
def test_a_refusal_becomes_the_type_that_it_has_enough_for(changes: dict[str, Any], becomes: str | None) -> None:
    made = rescuing.draft_of(refusal(**changes), None)
    assert (made and made[0]) == becomes


def test_a_number_is_rescued_with_its_unit() -> None:
    made = rescuing.draft_of(refusal(stem="How many guests does the hall seat?", key="450 guests"), None)
    assert made is not None
    assert (made[1]["key"], made[1]["unit"]) == ("450", "guests")


def test_a_refusal_of_an_older_program_is_only_told() -> None:
    assert rescuing.draft_of({"code": "thin", "message": "It says little.", "quote": "The hall is old."}, None) is None


def test_refusals_are_told_by_reason_those_that_can_be_rescued_first(bank: Bank) -> None:
    few, thin = rescuing.reasons_of(bank)
    assert (few.message, [each.number for each in few.refusals], few.rescuable) == (
        "Not enough wrong answers.",
        [0, 2],
        2,
    )
    assert (thin.message, [each.becomes for each in thin.refusals], thin.rescuable) == ("Holds no fact.", [""], 0)


def test_what_another_question_asks_already_is_told_last(bank: Bank) -> None:
    bank.refused = [refusal(code="asked-already", message="Asked already.")] * 4 + bank.refused
    assert [reason.message for reason in rescuing.reasons_of(bank)][-1] == "Asked already."


def test_a_rescued_draft_has_its_proof_its_tag_and_its_place_at_the_end(bank: Bank, teacher: User) -> None:
    question = rescuing.rescue(bank, 2, author=teacher)
    db.session.expire_all()
    content = question.current.content
    assert (question.type, question.status, question.current.tags) == ("multiple-choice", DRAFT, ["rescued"])
    assert (content["distractors"], content["spare_distractors"]) == (
        ["Ada Low", "Mary Wood", "Jane Hill"],
        ["Ann Field"],
    )
    start = TEXT.index(DESIGNED)
    assert content["evidence"] == [{"quote": DESIGNED, "start": start, "end": start + len(DESIGNED)}]
    assert question.position == max(each.position for each in bank.questions)


@pytest.mark.parametrize("number", [-1, 1, 3, None])
def test_what_cannot_be_rescued_is_not_found(bank: Bank, teacher: User, number: int | None) -> None:
    with pytest.raises(NotFound):
        rescuing.rescue(bank, number, author=teacher)


def test_nothing_is_rescued_twice(bank: Bank, teacher: User) -> None:
    rescuing.rescue(bank, 0, author=teacher)
    assert rescuing.reasons_of(bank)[0].refusals[0].is_rescued
    with pytest.raises(NotFound):
        rescuing.rescue(bank, 0, author=teacher)


def test_an_undone_rescue_leaves_no_trace(bank: Bank, teacher: User) -> None:
    count = len(bank.questions)
    rescuing.rescue(bank, 0, author=teacher)
    last = undoing.last_decision(bank, teacher)
    assert last is not None
    assert undoing.undo(bank, last.id, teacher) is None
    db.session.expire_all()
    assert db.session.query(Question).filter_by(bank_id=bank.id).count() == count
    assert rescuing.reasons_of(bank)[0].rescuable == 2
    assert undoing.last_decision(bank, teacher) is None


def test_a_question_can_begin_with_a_refusal_or_with_a_stretch_of_the_article(bank: Bank) -> None:
    start = TEXT.index(DESIGNED)
    assert rescuing.sentence_of(bank, 1, None, None) == "The hall is old."
    assert rescuing.sentence_of(bank, None, start, start + len(DESIGNED)) == DESIGNED


@pytest.mark.parametrize(("about", "start", "end"), [(9, None, None), (None, 5, 5), (None, -1, 4), (None, 0, 10_000)])
def test_an_unknown_sentence_is_none(bank: Bank, about: int | None, start: int | None, end: int | None) -> None:
    assert rescuing.sentence_of(bank, about, start, end) == ""


def test_drafting_keeps_what_a_refused_question_would_have_asked(teacher: User) -> None:
    text = Path(__file__).resolve().parents[2] / "question_banks" / "articles" / "how-a-bill-becomes-law.txt"
    article = importing.store_article(teacher, text.read_bytes(), "bill.txt").article
    drafted = importing.draft_bank(article)
    rescued = [each for reason in rescuing.reasons_of(drafted) for each in reason.refusals if each.becomes]
    assert rescued
    question = rescuing.rescue(drafted, rescued[0].number, author=teacher)
    assert question.current.content["stem"] == rescued[0].stem
    (quote,) = question.current.content["evidence"]
    assert db.session.get_one(StoredArticle, drafted.article_id).text[quote["start"] : quote["end"]] == quote["quote"]
