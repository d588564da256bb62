"""An article comes in, is kept, and becomes a bank of drafts."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from quizapp import settings
from quizapp.accounts.models import User
from quizapp.articles.lines import carried_over
from quizapp.articles.reading import READ, Reading, read_guarded
from quizapp.banks.files import free_slug, slug
from quizapp.banks.models import CURRENT, REPLACED, WAITING, Bank, Question, QuestionVersion, StoredArticle
from quizapp.banks.structuring import corrections_of, set_reading
from quizapp.database import db

DRAFTING_SECONDS = 120
PASTED = "pasted.txt"


class DraftingFailed(Exception):
    """No drafts could be made; the message says why and what the teacher can do."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came in. It is not new where the teacher had this very text; it is ``WAITING`` where it
    looks like a newer text of an article that questions were made from."""

    article: StoredArticle
    is_new: bool


def articles_of(teacher: User) -> list[StoredArticle]:
    """The teacher's articles, newest first."""
    query = select(StoredArticle).where(StoredArticle.owner_id == teacher.id, StoredArticle.state == CURRENT)
    return list(db.session.scalars(query.order_by(StoredArticle.id.desc())))


def article_of(article_id: int, teacher: User) -> StoredArticle:
    """One of the teacher's articles (404 otherwise); the newest text of it where it was replaced."""
    article = db.session.get(StoredArticle, article_id)
    while article is not None and article.state == REPLACED:
        successor = select(StoredArticle).where(StoredArticle.replaces_id == article.id, StoredArticle.state != WAITING)
        article = db.session.scalar(successor.order_by(StoredArticle.id.desc()).limit(1))
    if article is None or article.owner_id != teacher.id or article.state != CURRENT:
        raise NotFound
    return article


def waiting_of(article_id: int, teacher: User) -> StoredArticle:
    """A newer text that the teacher has not accepted yet (404 otherwise)."""
    article = db.session.get(StoredArticle, article_id)
    if article is None or article.owner_id != teacher.id or article.state != WAITING:
        raise NotFound
    return article


def waiting_for(article: StoredArticle) -> StoredArticle | None:
    """The newer text of this article that has not been accepted yet, if there is one."""
    return db.session.scalar(select(StoredArticle).filter_by(replaces_id=article.id, state=WAITING).limit(1))


def store_article(teacher: User, data: bytes, filename: str) -> Arrival:
    """Read the article and keep it. Raises ``ArticleError`` with a message for the teacher."""
    owner_id = teacher.id
    reading = read_upload(data, filename)
    fresh = _stored(owner_id, reading, data, filename)
    others = list(db.session.scalars(select(StoredArticle).filter_by(owner_id=owner_id, state=CURRENT)))
    for other in others:
        if other.sha256 == fresh.sha256:
            return Arrival(other, is_new=False)
    for other in others:
        if reading.article.title and _same_title(other, fresh) and has_questions(other):
            return Arrival(propose(other, reading, data, filename), is_new=True)
    db.session.add(fresh)
    db.session.commit()
    return Arrival(fresh, is_new=True)


def import_again(article: StoredArticle, data: bytes, filename: str) -> Arrival:
    """Read a newer text of the article. With questions it waits to be accepted, else it is taken at once.

    Raises ``ArticleError``; then nothing has changed.
    """
    article_id = article.id
    reading = read_upload(data, filename)
    return _newer(db.session.get_one(StoredArticle, article_id), reading, data, filename)


def read_again(article: StoredArticle, encoding: str) -> Arrival:
    """Read the kept bytes in another encoding; what follows is as in ``import_again``."""
    article_id, data, filename = article.id, article.source, article.filename
    reading = read_upload(data, filename, encoding)
    return _newer(db.session.get_one(StoredArticle, article_id), reading, data, filename)


def read_upload(data: bytes, filename: str, encoding: str | None = None) -> Reading:
    """Read what somebody sent, with limits. Raises ``ArticleError``.

    Ends the running transaction: reading can take seconds, and nobody else should wait for it.
    """
    db.session.rollback()
    return read_guarded(data, filename=filename, encoding=encoding)


def _newer(article: StoredArticle, reading: Reading, data: bytes, filename: str) -> Arrival:
    is_new = _digest(reading.article.text) != article.sha256
    if is_new and has_questions(article):
        return Arrival(propose(article, reading, data, filename), is_new=True)
    if is_new:
        article.source, article.filename = data, filename[:255]
        article.sha256 = _digest(reading.article.text)
        set_reading(article, reading.article, carried_over(corrections_of(article), reading.article))
    if reading.encoding and filename == article.filename:
        article.encoding = reading.encoding
    db.session.commit()
    return Arrival(article, is_new)


def propose(article: StoredArticle, reading: Reading, data: bytes, filename: str) -> StoredArticle:
    """Keep a newer text of the article beside it until it is accepted; an earlier one that waits is dropped."""
    for earlier in db.session.scalars(select(StoredArticle).filter_by(replaces_id=article.id, state=WAITING)):
        db.session.delete(earlier)
    newer = _stored(article.owner_id, reading, data, filename)
    newer.state, newer.replaces_id, newer.title = WAITING, article.id, article.title
    set_reading(newer, reading.article, carried_over(corrections_of(article), reading.article))
    db.session.add(newer)
    db.session.commit()
    return newer


def has_questions(article: StoredArticle) -> bool:
    return any(bank.questions for bank in article.banks)


def _same_title(one: StoredArticle, other: StoredArticle) -> bool:
    return one.title.casefold().split() == other.title.casefold().split()


def _stored(owner_id: int, reading: Reading, data: bytes, filename: str) -> StoredArticle:
    article = StoredArticle(
        owner_id=owner_id,
        title=filename[:300],
        filename=filename[:255],
        source=data,
        sha256=_digest(reading.article.text),
        # What was pasted came as text: there is nothing to guess.
        encoding="" if filename == PASTED else reading.encoding,
        state=CURRENT,
    )
    set_reading(article, reading.article)
    return article


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def draft_bank(article: StoredArticle, *, seed: int = 1) -> Bank:
    """A new bank with drafts from the article and the reasons why there are not more.

    Raises ``DraftingFailed``; then nothing is stored.
    """
    # What is drafted from is what the teacher saw and corrected, whatever a new reading would find.
    read = json.dumps({**article.structure, "text": article.text}).encode()
    # Reading took a transaction; drafting takes seconds, and nobody else should wait for it. Rows read
    # before are stale from here on: touching one opens a transaction again.
    db.session.rollback()
    drafted = _draft(read, seed)
    bank = Bank(
        owner_id=article.owner_id,
        article_id=article.id,
        slug=slug_for_bank(article.owner_id, article.title),
        title=article.title,
        refused=drafted["refused"],
        questions=[
            Question(
                slug=question["id"],
                type=question["type"],
                position=position,
                versions=[
                    QuestionVersion(content=question["content"], tags=question["tags"], note="Drafted")
                ],
            )
            for position, question in enumerate(drafted["questions"], start=1)
        ],
    )
    db.session.add(bank)
    db.session.commit()
    return bank


def _draft(read: bytes, seed: int) -> dict[str, Any]:
    path = [str(settings.PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        run = subprocess.run(  # noqa: S603 - our own module, and no part of the command is user text
            [sys.executable, "-m", "quizapp.generation", f"article{READ}", str(seed)],
            input=read,
            capture_output=True,
            timeout=DRAFTING_SECONDS,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DraftingFailed(
            "Drafting took too long and was stopped. The article is kept: try a shorter part of it."
        ) from None
    if run.returncode == 2:
        raise DraftingFailed(run.stderr.decode(errors="replace").strip())
    if run.returncode:
        raise DraftingFailed("Drafting went wrong. The article is kept; please tell whoever runs this site.")
    drafted: dict[str, Any] = json.loads(run.stdout)
    if not drafted["questions"]:
        raise DraftingFailed("Nothing in this article could be asked with proof. Add facts, dates or names.")
    return drafted


def slug_for_bank(owner_id: int, title: str) -> str:
    """A bank name for addresses and files, made from the title, that the owner does not use yet."""
    taken = set(db.session.scalars(select(Bank.slug).where(Bank.owner_id == owner_id)))
    return free_slug(slug(title) or "bank", taken)
