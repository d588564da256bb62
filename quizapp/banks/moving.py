"""Questions of one bank into another: moved, or copied. Their proof has to stand in the other bank's article.

A moved question keeps its id, so that quizzes, attempts and practice keep pointing at it. Moving is for the
banks of one owner; from a colleague's bank one copies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import case, select, update

from quizapp.accounts.models import User
from quizapp.banks.anchoring import anchored, can_be_anchored, evidence_in
from quizapp.banks.deciding import RESCUE
from quizapp.banks.entries import entries_of
from quizapp.banks.files import free_slug
from quizapp.banks.importing import slug_for_bank
from quizapp.banks.models import (
    APPROVED,
    CURRENT,
    DRAFT,
    Bank,
    Question,
    ReviewDecision,
    StoredArticle,
)
from quizapp.banks.storing import NewQuestion, NewVersion, Place, add_questions, add_versions, place_questions
from quizapp.clock import now
from quizapp.database import db


class CannotMove(ValueError):
    """The questions cannot go there; the message says why, and that nothing was changed."""


class LosesProof(CannotMove):
    """Some of the questions have their proof in another article: their ``stems``."""

    def __init__(self, questions: Sequence[Question], target: Bank) -> None:
        self.stems = [str(question.current.content["stem"]) for question in questions]
        count = len(self.stems)
        said = "is one question whose proof does" if count == 1 else f"are {count} questions whose proof does"
        super().__init__(f"There {said} not stand in the article of “{target.title}”. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Moved:
    """How many questions went, and how many of them became drafts for want of their proof."""

    count: int
    without_proof: int


def new_bank(title: str, owner: User, *, beside: Bank) -> Bank:
    """An empty bank of the owner with the article of another; the caller commits."""
    bank = Bank(
        owner_id=owner.id,
        slug=slug_for_bank(owner.id, title),
        title=title[:300],
        language=beside.language,
        licence=beside.licence,
        article=article_for(owner.id, beside.article),
        questions=[],
    )
    db.session.add(bank)
    db.session.flush()
    return bank


def article_for(owner_id: int, article: StoredArticle | None) -> StoredArticle | None:
    """The owner's own copy of the article, the one they have already if they do."""
    if article is None or article.owner_id == owner_id:
        return article
    same = select(StoredArticle).filter_by(owner_id=owner_id, sha256=article.sha256, state=CURRENT)
    known = db.session.scalar(same.limit(1))
    if known is not None:
        return known
    copied = ("title", "filename", "source", "text", "sha256", "structure", "encoding", "reading", "corrections")
    return StoredArticle(owner_id=owner_id, **{name: getattr(article, name) for name in copied})


def have_same_article(one: Bank, other: Bank) -> bool:
    """Whether both banks count their quotes in the same text, or in none."""
    return _digest_of(one) == _digest_of(other)


def move(questions: Sequence[Question], target: Bank, *, author: User, without_proof: bool = False) -> Moved:
    """Move questions of one bank to the end of another of the same owner.

    Raises ``LosesProof`` unless that is allowed; then what cannot be proven there becomes a draft without it.
    Raises ``CannotMove`` for a bank of another owner.
    """
    if any(question.bank.owner_id != target.owner_id for question in questions):
        raise CannotMove("A colleague’s questions stay in their bank. Copy them instead. Nothing was changed.")
    moving = [question for question in questions if question.bank_id != target.id]
    sources = {question.bank for question in moving}
    lossy = _prepare(moving, target, without_proof=without_proof)
    _anchor([each for each in moving if not have_same_article(each.bank, target)], target, author)
    slugs, position = _taken(target)
    places: list[Place] = []
    for position, question in enumerate(moving, start=position + 1):  # noqa: B020 - goes on from the last one
        name = free_slug(question.slug, slugs)
        slugs.add(name)
        places.append(Place(question, target.id, name, position))
    place_questions(places)
    _take_decisions_along(moving, target)
    db.session.commit()
    for bank in {target, *sources}:
        db.session.expire(bank, ["questions"])
    return Moved(len(moving), len(lossy))


def _take_decisions_along(questions: Sequence[Question], target: Bank) -> None:
    """A decision is undone in the bank where its question is."""
    # A rescue can no longer be undone: its refusal is the old bank's.
    ids = [question.id for question in questions]
    closed_at = case((ReviewDecision.act == RESCUE, now()), else_=ReviewDecision.closed_at)
    about = update(ReviewDecision).where(ReviewDecision.question_id.in_(ids))
    db.session.execute(about.values(bank_id=target.id, closed_at=closed_at))


def copy(questions: Sequence[Question], target: Bank, *, author: User, without_proof: bool = False) -> Moved:
    """Copy the current versions of questions to the end of a bank, as questions of their own.

    Raises ``LosesProof`` as ``move`` does.
    """
    lossy = _prepare(questions, target, without_proof=without_proof)
    slugs, position = _taken(target)
    copies: list[NewQuestion] = []
    for position, question in enumerate(questions, start=position + 1):  # noqa: B020 - goes on from the last one
        name = free_slug(question.slug, slugs)
        slugs.add(name)
        copies.append(_copied(question, target, name, position))
    for source, of_source in groupby(zip(questions, copies, strict=True), key=lambda pair: pair[0].bank):
        note = f"Copied from “{source.title}”"
        add_questions(target, [made for _, made in of_source], author=author, note=note)
    db.session.commit()
    return Moved(len(questions), len(lossy))


def _copied(question: Question, target: Bank, name: str, position: int) -> NewQuestion:
    current = question.current
    content, status = current.content, question.status
    if not have_same_article(question.bank, target):
        placed = anchored(question.type, content, target.article.text if target.article else None)
        content = placed.content
        if placed.lost and status == APPROVED:
            status = DRAFT
    return NewQuestion(name, question.type, status, position, content, current.tags, like=current)


def _prepare(questions: Sequence[Question], target: Bank, *, without_proof: bool) -> list[Question]:
    """The questions that lose their proof. A target without an article takes theirs if it can."""
    article = target.article or _article_to_take(questions, target)
    text, digest = (article.text, article.sha256) if article else (None, None)
    lossy = [
        question
        for question in questions
        if _digest_of(question.bank) != digest and not can_be_anchored(question.current.content, text)
    ]
    if lossy and not without_proof:
        raise LosesProof(lossy, target)
    if article is not target.article:
        target.article = article_for(target.owner_id, article)
        db.session.flush()
    return lossy


def _article_to_take(questions: Sequence[Question], target: Bank) -> StoredArticle | None:
    """The one article of the questions, where none of the target's own questions quotes another."""
    articles = {question.bank.article_id: question.bank.article for question in questions}
    return next(iter(articles.values())) if len(articles) == 1 and not _quotes_anything(target) else None


def _digest_of(bank: Bank) -> str | None:
    return bank.article.sha256 if bank.article else None


def _quotes_anything(bank: Bank) -> bool:
    return any(evidence_in(entry.content) for entry in entries_of(bank.id))


def _taken(bank: Bank) -> tuple[set[str], int]:
    """The names in the bank, and its last position."""
    places = db.session.execute(select(Question.slug, Question.position).where(Question.bank_id == bank.id)).all()
    return {slug for slug, _ in places}, max((position for _, position in places), default=0)


def _anchor(questions: Sequence[Question], target: Bank, author: User) -> None:
    """Count the quotes in the other article, as new versions; without its proof, a question is a draft."""
    text = target.article.text if target.article else None
    note = f"Moved to “{target.title}”"
    changed: list[NewVersion] = []
    for question in questions:
        current = question.current
        placed = anchored(question.type, current.content, text)
        if placed.content != current.content:
            changed.append(NewVersion(question, placed.content, current.tags, note))
            if placed.lost and question.status == APPROVED:
                question.status = DRAFT
    add_versions(changed, author=author)
