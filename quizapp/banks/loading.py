"""Bank files into the database and out of it again."""

import hashlib
from typing import Any

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.articles.model import Article
from quizapp.articles.report import as_json_dict
from quizapp.banks.changes import Difference, differing, head_of, written_in
from quizapp.banks.checking import misplaced_quotes
from quizapp.banks.choosing import questions_of
from quizapp.banks.entries import AnySession, Entry, entries_of
from quizapp.banks.files import BankArticle, BankErrors, BankFile, BankQuestion, error_at, lies_beside
from quizapp.banks.models import CURRENT, RETIRED, Bank, Question, StoredArticle
from quizapp.banks.status_log import change_statuses
from quizapp.banks.storing import NewQuestion, NewVersion, Place, add_questions, add_versions, place_questions
from quizapp.questions import question_type

NOTE = "Loaded from a bank file"


def difference(session: AnySession, bank_file: BankFile, article: Article | None, owner: User) -> Difference:
    """What loading the file would change for its owner. Nothing is stored.

    Raises ``BankErrors`` where a quote does not stand at its place in the article, where the article's text is
    needed and not at hand, and where a question has changed its type: old attempts need the old type.
    """
    bank = loaded_bank(session, bank_file.slug, owner)
    text = article.text if article else known_text(session, bank_file.article, bank, owner)
    _refuse_unproven(bank_file, text)
    entries = entries_of(bank.id, session) if bank else []
    return differing(bank, entries, head_of(bank_file), written_in(bank_file), text)


def loaded_bank(session: AnySession, slug: str, owner: User) -> Bank | None:
    """The owner's bank of this name, if they have it."""
    return session.scalar(select(Bank).where(Bank.owner_id == owner.id, Bank.slug == slug))


def known_text(session: AnySession, named: BankArticle | None, bank: Bank | None, owner: User) -> str | None:
    """The text that a file's quotes count in where no article came with it; None where it is not here."""
    if named is None:
        return bank.article.text if bank and bank.article else None
    known = _known(session, named.sha256, owner)
    return known.text if known else None


def _refuse_unproven(bank_file: BankFile, text: str | None) -> None:
    if text is not None:
        wrong = list(misplaced_quotes(bank_file, text))
        if wrong:
            raise BankErrors(error_at(place, message, lines={}) for place, message in wrong)
    elif bank_file.article and any(question.content.quotes() for question in bank_file.questions):
        message = f"quotes count in {bank_file.article.file}, which is not here yet: choose it beside the bank file"
        raise BankErrors([error_at(("article", "file"), message, lines={})])


def load_bank(session: AnySession, bank_file: BankFile, article: Article | None, owner: User) -> Bank:
    """Store a bank file for its owner, and commit.

    Where the owner already has a bank of this slug, it is brought up to date: a question whose wording or
    tags differ gets a new version, its status becomes that of the file, a question that the file does not
    have is retired, and nothing else is touched. Loading the same file again changes nothing.

    Raises ``BankErrors`` as ``difference`` does, with nothing stored.
    """
    changes = difference(session, bank_file, article, owner)
    bank = changes.bank
    if bank is None:
        bank = Bank(owner_id=owner.id, slug=bank_file.slug, title=bank_file.title, questions=[])
        session.add(bank)
    elif changes.is_empty:
        session.commit()
        return bank
    bank.title, bank.language, bank.licence = bank_file.title, bank_file.language, bank_file.licence
    if changes.takes_article:
        bank.article = _stored(session, article, bank_file, owner)
    _apply(session, bank, changes, bank_file, owner)
    session.commit()
    return bank


def _known(session: AnySession, digest: str, owner: User) -> StoredArticle | None:
    same = select(StoredArticle).filter_by(owner_id=owner.id, sha256=digest, state=CURRENT)
    return session.scalar(same.limit(1))


def _stored(session: AnySession, article: Article | None, bank_file: BankFile, owner: User) -> StoredArticle | None:
    """The owner's copy of this text, stored if it is new."""
    if article is None:
        return _known(session, bank_file.article.sha256, owner) if bank_file.article else None
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    known = _known(session, digest, owner)
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


def _apply(session: AnySession, bank: Bank, changes: Difference, bank_file: BankFile, owner: User) -> None:
    session.flush()
    known = {question.slug: question for question in questions_of(bank, session)}
    changed = {change.written.id: change for change in changes.changed}
    kept: list[tuple[Question, int, str]] = []
    new: list[NewQuestion] = []
    rewritten: list[NewVersion] = []
    for position, written in enumerate(bank_file.questions, start=1):
        question = known.pop(written.id, None)
        if question is None:
            new.append(NewQuestion(written.id, written.type, written.status, position, _content(written), written.tags))
            continue
        kept.append((question, position, written.status))
        if written.id in changed:
            rewritten.append(NewVersion(question, _content(written), written.tags, NOTE))
    for position, question in enumerate(known.values(), start=len(bank_file.questions) + 1):
        kept.append((question, position, RETIRED))
    place_questions([Place(question, bank.id, question.slug, position) for question, position, _ in kept], session)
    change_statuses([(question, status) for question, _, status in kept], session)
    add_versions(rewritten, author=owner, session=session)
    add_questions(bank, new, author=owner, note=NOTE, session=session)


def _content(written: BankQuestion) -> dict[str, Any]:
    return question_type(written.type).to_dict(written.content)


def export_bank(bank: Bank, session: AnySession | None = None) -> BankFile:
    """The bank as a file holds it: the current version of every question, retired ones too."""
    entries = entries_of(bank.id) if session is None else entries_of(bank.id, session)
    return BankFile(
        slug=bank.slug,
        title=bank.title,
        language=bank.language,
        licence=bank.licence,
        article=_article_entry(bank, bank.article) if bank.article else None,
        questions=tuple(_written(entry) for entry in entries),
    )


def _written(entry: Entry) -> BankQuestion:
    return BankQuestion.model_validate(
        {
            "id": entry.slug,
            "type": entry.type,
            "status": entry.status,
            "tags": entry.tags,
            "content": question_type(entry.type).parse(entry.content),
        }
    )


def _article_entry(bank: Bank, article: StoredArticle) -> BankArticle:
    # Anything but plain text was rendered; spans count in the rendering, which travels as its own file.
    plain = article.filename.endswith(".txt") and lies_beside(article.filename)
    return BankArticle(
        title=article.title,
        file=article.filename if plain else f"{bank.slug}.article.txt",
        sha256=article.sha256,
    )
