"""Bank files into the database and out of it again."""

import hashlib
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from quizapp.accounts.models import User
from quizapp.articles.model import Article
from quizapp.articles.report import as_json_dict
from quizapp.banks.checking import misplaced_quotes
from quizapp.banks.files import BankArticle, BankErrors, BankFile, BankQuestion, error_at, lies_beside
from quizapp.banks.models import CURRENT, RETIRED, Bank, Question, QuestionVersion, StoredArticle
from quizapp.questions import question_type

AnySession = Session | scoped_session[Any]

NOTE = "Loaded from a bank file"


def load_bank(session: AnySession, bank_file: BankFile, article: Article | None, owner: User) -> Bank:
    """Store a bank file for its owner, and commit.

    Where the owner already has a bank of this slug, it is brought up to date: a question whose wording or
    tags differ gets a new version, its status becomes that of the file, a question that the file does not
    have is retired, and nothing else is touched. Loading the same file again changes nothing.

    Raises ``BankErrors``, with nothing stored, where a quote does not stand at its place in the article, and
    where a question has changed its type: old attempts need the old type.
    """
    _refuse_misplaced_quotes(bank_file, article)
    bank = session.scalar(select(Bank).where(Bank.owner_id == owner.id, Bank.slug == bank_file.slug))
    if bank is None:
        bank = Bank(owner_id=owner.id, slug=bank_file.slug, title=bank_file.title, questions=[])
        session.add(bank)
    _refuse_changed_types(bank, bank_file)
    bank.title = bank_file.title
    bank.language = bank_file.language
    bank.licence = bank_file.licence
    if article is not None:
        bank.article = _stored(session, article, bank_file, owner)
    _bring_up_to_date(bank, bank_file, owner)
    session.commit()
    return bank


def _refuse_misplaced_quotes(bank_file: BankFile, article: Article | None) -> None:
    wrong = list(misplaced_quotes(bank_file, article.text)) if article else []
    if wrong:
        raise BankErrors(error_at(place, message, lines={}) for place, message in wrong)


def _refuse_changed_types(bank: Bank, bank_file: BankFile) -> None:
    types = {question.slug: question.type for question in bank.questions}
    changed = [
        error_at(("question", index, "type"), f"{question.id!r} was another type before: give it a new id", lines={})
        for index, question in enumerate(bank_file.questions)
        if types.get(question.id, question.type) != question.type
    ]
    if changed:
        raise BankErrors(changed)


def _stored(session: AnySession, article: Article, bank_file: BankFile, owner: User) -> StoredArticle:
    """The owner's copy of this text, stored if it is new."""
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    known = session.scalar(
        select(StoredArticle).filter_by(owner_id=owner.id, sha256=digest, state=CURRENT).limit(1)
    )
    if known is not None:
        return known
    structure = as_json_dict(article)
    text = structure.pop("text")
    title = article.title.text if article.title else bank_file.title
    # The text is what spans count in, so it also stands for the bytes that it was read from.
    stored = StoredArticle(
        owner_id=owner.id,
        title=(bank_file.article.title if bank_file.article else title)[:300],
        filename=bank_file.article.file if bank_file.article else f"{bank_file.slug}.article.txt",
        source=text.encode(),
        text=text,
        sha256=digest,
        structure=structure,
    )
    session.add(stored)
    return stored


def _bring_up_to_date(bank: Bank, bank_file: BankFile, owner: User) -> None:
    known = {question.slug: question for question in bank.questions}
    for position, written in enumerate(bank_file.questions, start=1):
        question = known.pop(written.id, None)
        if question is None:
            bank.questions.append(_new_question(written, position, owner))
            continue
        question.position = position
        question.status = written.status
        _add_version_if_changed(question, written, owner)
    for position, question in enumerate(known.values(), start=len(bank_file.questions) + 1):
        question.position = position
        question.status = RETIRED


def _new_question(written: BankQuestion, position: int, owner: User) -> Question:
    return Question(
        slug=written.id,
        type=written.type,
        status=written.status,
        position=position,
        version_number=1,
        versions=[_version(written, 1, owner)],
    )


def _add_version_if_changed(question: Question, written: BankQuestion, owner: User) -> None:
    current = _current(question)
    # Stored content may come from an older program: compare what it means, not how it was written.
    content = question_type(question.type).parse(current.content)
    if (content, list(current.tags)) == (written.content, list(written.tags)):
        return
    number = question.versions[-1].number + 1
    question.versions.append(_version(written, number, owner))
    question.version_number = number


def _version(written: BankQuestion, number: int, owner: User) -> QuestionVersion:
    return QuestionVersion(
        number=number,
        content=question_type(written.type).to_dict(written.content),
        tags=list(written.tags),
        author_id=owner.id,
        note=NOTE,
    )


def export_bank(bank: Bank) -> BankFile:
    """The bank as a file holds it: the current version of every question, retired ones too."""
    return BankFile(
        slug=bank.slug,
        title=bank.title,
        language=bank.language,
        licence=bank.licence,
        article=_article_entry(bank, bank.article) if bank.article else None,
        questions=tuple(_written(question) for question in bank.questions),
    )


def _written(question: Question) -> BankQuestion:
    version = _current(question)
    return BankQuestion.model_validate(
        {
            "id": question.slug,
            "type": question.type,
            "status": question.status,
            "tags": version.tags,
            "content": question_type(question.type).parse(version.content),
        }
    )


def _current(question: Question) -> QuestionVersion:
    return next(version for version in question.versions if version.number == question.version_number)


def _article_entry(bank: Bank, article: StoredArticle) -> BankArticle:
    # Anything but plain text was rendered; spans count in the rendering, which travels as its own file.
    plain = article.filename.endswith(".txt") and lies_beside(article.filename)
    return BankArticle(
        title=article.title,
        file=article.filename if plain else f"{bank.slug}.article.txt",
        sha256=article.sha256,
    )
