"""An article comes in, is kept, and becomes a bank of drafts."""

import hashlib
import json
import os
import subprocess
import sys
from typing import Any

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from quizapp import settings
from quizapp.accounts.models import User
from quizapp.articles.reading import read_article
from quizapp.articles.report import as_json_dict
from quizapp.banks.files import slug
from quizapp.banks.models import Bank, Question, QuestionVersion, StoredArticle
from quizapp.database import db

DRAFTING_SECONDS = 120


class DraftingFailed(Exception):
    """No drafts could be made; the message says why and what the teacher can do."""


def articles_of(teacher: User) -> list[StoredArticle]:
    """The teacher's articles, newest first."""
    query = select(StoredArticle).where(StoredArticle.owner_id == teacher.id)
    return list(db.session.scalars(query.order_by(StoredArticle.id.desc())))


def article_of(article_id: int, teacher: User) -> StoredArticle:
    """One of the teacher's articles (404 otherwise)."""
    article = db.session.get(StoredArticle, article_id)
    if article is None or article.owner_id != teacher.id:
        raise NotFound
    return article


def store_article(teacher: User, data: bytes, filename: str) -> StoredArticle:
    """Read the article and keep it. Raises ``ArticleError`` with a message for the teacher."""
    article = read_article(data, filename=filename)
    structure = as_json_dict(article)
    text = structure.pop("text")
    stored = StoredArticle(
        owner_id=teacher.id,
        title=(article.title.text if article.title else filename)[:300],
        filename=filename[:255],
        source=data,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        structure=structure,
    )
    db.session.add(stored)
    db.session.commit()
    return stored


def draft_bank(article: StoredArticle, *, seed: int = 1) -> Bank:
    """A new bank with drafts from the article and the reasons why there are not more.

    Raises ``DraftingFailed``; then nothing is stored.
    """
    source, filename = article.source, article.filename
    # Reading took a transaction; drafting takes seconds, and nobody else should wait for it. Rows read
    # before are stale from here on: touching one opens a transaction again.
    db.session.rollback()
    drafted = _draft(source, filename, seed)
    bank = Bank(
        owner_id=article.owner_id,
        article_id=article.id,
        slug=free_slug(article.owner_id, article.title),
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


def _draft(source: bytes, filename: str, seed: int) -> dict[str, Any]:
    # The file's name decides how it is read; only its ending is passed on.
    ending = os.path.splitext(filename)[1].lower() or ".txt"
    path = [str(settings.PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        run = subprocess.run(  # noqa: S603 - our own module, and no part of the command is user text
            [sys.executable, "-m", "quizapp.generation", f"article{ending}", str(seed)],
            input=source,
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


def free_slug(owner_id: int, title: str) -> str:
    """A bank name for addresses and files, made from the title, that the owner does not use yet."""
    stem = slug(title) or "bank"
    taken = set(db.session.scalars(select(Bank.slug).where(Bank.owner_id == owner_id)))
    candidates = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


