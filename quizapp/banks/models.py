"""Articles as stored, banks, questions and their immutable versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.accounts.models import User
from quizapp.clock import now
from quizapp.database import Base, UTCDateTime

DRAFT = "draft"
APPROVED = "approved"
RETIRED = "retired"

# An article is current, or a newer text of one that its teacher has not accepted yet, or was replaced by one.
CURRENT = "current"
WAITING = "waiting"
REPLACED = "replaced"


class StoredArticle(Base):
    """An article: the bytes that came in, the text read from them, and the structure found in it.

    Spans count in ``text``; ``sha256`` is of the text. ``encoding`` is the one the bytes were read in ("" where
    the format carries its own). ``structure`` has the teacher's ``corrections`` in it; ``reading`` is the
    structure before them, kept once there are some. ``replaces_id`` names the article that this is a newer
    text of.
    """

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    filename: Mapped[str] = mapped_column(String(255))
    source: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    structure: Mapped[dict[str, Any]] = mapped_column(JSON)
    encoding: Mapped[str] = mapped_column(String(40), default="", server_default="")
    reading: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    corrections: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    state: Mapped[str] = mapped_column(String(16), default=CURRENT, server_default=CURRENT)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    banks: Mapped[list["Bank"]] = relationship(back_populates="article", order_by="Bank.id")


class Bank(Base):
    """A named set of questions, usually from one article. ``refused`` says why there are not more."""

    __tablename__ = "bank"
    __table_args__ = (UniqueConstraint("owner_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(16), default="en")
    licence: Mapped[str] = mapped_column(String(64), default="")
    refused: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    article: Mapped[StoredArticle | None] = relationship(back_populates="banks")
    questions: Mapped[list["Question"]] = relationship(
        back_populates="bank", order_by="Question.position", cascade="all, delete-orphan"
    )
    owner: Mapped[User] = relationship()


class Question(Base):
    """One thing asked. Its wording lives in its versions; ``version_number`` names the current one."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("bank_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120))
    type: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(16), default=DRAFT)
    position: Mapped[int] = mapped_column(default=0)
    version_number: Mapped[int] = mapped_column(default=1)
    bank: Mapped[Bank] = relationship(back_populates="questions")
    versions: Mapped[list["QuestionVersion"]] = relationship(
        back_populates="question", order_by="QuestionVersion.number", cascade="all, delete-orphan"
    )
    current: Mapped["QuestionVersion"] = relationship(
        primaryjoin="and_(Question.id == foreign(QuestionVersion.question_id), "
        "Question.version_number == QuestionVersion.number)",
        viewonly=True,
        uselist=False,
    )


class ReviewDecision(Base):
    """What a teacher did with a question at the review desk, with all that is needed to undo it.

    ``act`` is one of those in ``quizapp.banks.deciding``. ``reason`` is the code of a reason to reject, ``words``
    what the teacher wrote: why a question was rejected, or why it is right although its proof is doubted.
    ``refusal`` is the number of the refusal that a rescued question was made of. A decision that was undone, or
    that something else has overtaken, is closed.
    """

    __tablename__ = "review_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    act: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32), default="")
    words: Mapped[str] = mapped_column(String(500), default="")
    status_before: Mapped[str] = mapped_column(String(16))
    status_after: Mapped[str] = mapped_column(String(16))
    version_before: Mapped[int]
    version_after: Mapped[int]
    refusal: Mapped[int | None]
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    question: Mapped[Question] = relationship()
    author: Mapped[User] = relationship()


class QuestionVersion(Base):
    """An immutable state of a question: attempts point here. ``content`` fits the type's model.

    Only where a quote stands in the article may change: when a newer text of the article is accepted that
    has the same sentence at another place. Nobody who takes or compares quizzes can tell.
    """

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    question: Mapped[Question] = relationship(back_populates="versions")
