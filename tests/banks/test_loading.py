from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import TEACHER, User
from quizapp.articles.reading import read_article
from quizapp.banks.files import BankArticle, BankErrors, BankFile, BankQuestion, read_bank, write_bank
from quizapp.banks.loading import export_bank, load_bank
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question, QuestionVersion, StoredArticle
from quizapp.database import Base
from quizapp.questions import question_type
from tests.factories import one_of_each, type_name_of

ARTICLE = read_article(
    b"The council of the city has 52 members. It meets in the old town hall on the river every evening.\n",
    filename="city.txt",
)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def teacher(session: Session) -> User:
    teacher = User(username="ada", name="Ada", role=TEACHER, password_hash="x")
    session.add(teacher)
    session.commit()
    return teacher


def a_question(id_: str, *, key: str = "Paris", status: str = "approved", tags: tuple[str, ...] = ()) -> BankQuestion:
    content = question_type("multiple-choice").parse(
        {"stem": f"What is right about {id_}?", "key": key, "distractors": ["Rome", "Bonn"]}
    )
    return BankQuestion.model_validate(
        {"id": id_, "type": "multiple-choice", "status": status, "tags": tags, "content": content}
    )


def a_timeline(id_: str) -> BankQuestion:
    events = [{"id": f"e{year}", "label": f"Event {year}", "date": str(year)} for year in (1951, 1952, 1953)]
    content = question_type("timeline").parse({"stem": "Order these.", "events": events})
    return BankQuestion.model_validate({"id": id_, "type": "timeline", "content": content})


def a_bank_file(*questions: BankQuestion, **fields: Any) -> BankFile:
    article = BankArticle(title="The city", file="articles/city.txt", sha256="0" * 64)
    return BankFile(**({"slug": "city", "title": "City", "article": article} | fields), questions=questions)


def loaded(session: Session, teacher: User, *questions: BankQuestion, **fields: Any) -> Bank:
    bank_id = load_bank(session, a_bank_file(*questions, **fields), ARTICLE, teacher).id
    session.expire_all()
    bank = session.get(Bank, bank_id)
    assert bank is not None
    return bank


def state(bank: Bank) -> list[tuple[str, str, int]]:
    return [(question.slug, question.status, question.version_number) for question in bank.questions]


def test_a_bank_is_stored_with_its_questions_in_order(session, teacher):
    bank = loaded(session, teacher, a_question("b"), a_timeline("a"), a_question("c", status="retired"))
    assert state(bank) == [("b", APPROVED, 1), ("a", DRAFT, 1), ("c", RETIRED, 1)]


def test_the_article_is_stored_with_the_text_that_spans_count_in(session, teacher):
    article = loaded(session, teacher, a_question("a")).article
    assert (article.text, article.source.decode(), article.filename) == (
        ARTICLE.text, ARTICLE.text, "articles/city.txt",
    )  # fmt: skip


def test_loading_the_same_file_again_changes_nothing(session, teacher):
    first = state(loaded(session, teacher, a_question("a"), a_timeline("b")))
    assert state(loaded(session, teacher, a_question("a"), a_timeline("b"))) == first
    counted = [session.scalar(select(func.count()).select_from(table)) for table in (Bank, StoredArticle)]
    assert (counted, session.scalar(select(func.count()).select_from(QuestionVersion))) == ([1, 1], 2)


def test_a_changed_question_gets_a_new_version_and_keeps_the_old_one(session, teacher):
    loaded(session, teacher, a_question("a"), a_question("b"))
    bank = loaded(session, teacher, a_question("a", key="Oslo"), a_question("b"))
    assert state(bank) == [("a", APPROVED, 2), ("b", APPROVED, 1)]
    assert [version.content["key"] for version in bank.questions[0].versions] == ["Paris", "Oslo"]
    assert bank.questions[0].current.content["key"] == "Oslo"


def test_changed_tags_make_a_new_version(session, teacher):
    loaded(session, teacher, a_question("a"))
    assert state(loaded(session, teacher, a_question("a", tags=("x",)))) == [("a", APPROVED, 2)]


def test_a_question_that_the_file_lacks_is_retired(session, teacher):
    loaded(session, teacher, a_question("a"), a_question("b"))
    assert state(loaded(session, teacher, a_question("b"))) == [("b", APPROVED, 1), ("a", RETIRED, 1)]


def test_a_status_is_taken_over_without_a_new_version(session, teacher):
    loaded(session, teacher, a_question("a", status="draft"))
    assert state(loaded(session, teacher, a_question("a"))) == [("a", APPROVED, 1)]


def test_a_question_may_not_change_its_type(session, teacher):
    loaded(session, teacher, a_question("a"))
    with pytest.raises(BankErrors, match="another type"):
        loaded(session, teacher, a_timeline("a"))


def test_a_refused_file_changes_nothing(session, teacher):
    loaded(session, teacher, a_question("a"))
    with pytest.raises(BankErrors):
        loaded(session, teacher, a_timeline("a"), title="Other")
    session.rollback()
    assert [bank.title for bank in session.scalars(select(Bank))] == ["City"]


def test_another_owner_gets_a_bank_of_the_same_slug(session, teacher):
    other = User(username="bob", name="Bob", role=TEACHER, password_hash="x")
    session.add(other)
    session.commit()
    loaded(session, teacher, a_question("a"))
    loaded(session, other, a_question("a", key="Oslo"))
    assert session.scalar(select(func.count()).select_from(Question)) == 2


def test_a_bank_without_an_article_is_stored_too(session, teacher):
    bank = load_bank(session, a_bank_file(a_question("a"), article=None), None, teacher)
    assert (bank.article, export_bank(bank, session).article) == (None, None)


def test_what_is_exported_is_what_was_loaded(session, teacher):
    file = a_bank_file(a_question("a", tags=("x", "y")), a_timeline("b"), licence="CC0")
    exported = export_bank(load_bank(session, file, ARTICLE, teacher), session)
    assert exported.article is not None
    assert exported.questions == file.questions
    assert read_bank(write_bank(exported)) == exported


@pytest.mark.parametrize("content", one_of_each(), ids=lambda content: type(content).__name__)
def test_every_type_comes_out_of_the_database_as_it_went_in_and_again_changes_nothing(session, teacher, content):
    question = BankQuestion(id="a", type=type_name_of(content), status="retired", tags=("x",), content=content)
    written = write_bank(a_bank_file(question, article=None))
    bank = load_bank(session, read_bank(written), None, teacher)
    assert write_bank(export_bank(bank, session)) == written
    load_bank(session, read_bank(written), None, teacher)
    assert state(bank) == [("a", RETIRED, 1)]
    assert session.scalar(select(func.count()).select_from(QuestionVersion)) == 1


def test_exporting_names_the_text_file_that_the_spans_count_in(session, teacher):
    bank = loaded(session, teacher, a_question("a"))
    assert export_bank(bank, session).article.file == "articles/city.txt"
    bank.article.filename = "city.html"
    assert export_bank(bank, session).article.file == "city.article.txt"
    bank.article.filename = "C:\\city.txt"
    assert export_bank(bank, session).article.file == "city.article.txt"


def test_loading_an_export_changes_nothing(session, teacher):
    bank = loaded(session, teacher, a_question("a"), a_timeline("b"))
    before = state(bank)
    assert state(load_bank(session, export_bank(bank, session), ARTICLE, teacher)) == before


def test_quotes_that_the_article_does_not_have_are_refused(session, teacher):
    written = a_question("a").content.model_dump() | {"evidence": [{"quote": "The mayor", "start": 0, "end": 9}]}
    content = question_type("multiple-choice").parse(written)
    question = BankQuestion.model_validate({"id": "a", "type": "multiple-choice", "content": content})
    with pytest.raises(BankErrors, match="does not occur"):
        loaded(session, teacher, question)
