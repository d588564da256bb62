"""What a reviewer sees: one question with what is to be said about it, and its place among the others."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from werkzeug.exceptions import NotFound

from quizapp.banks.deciding import why_decided
from quizapp.banks.highlighting import ArticleView, article_view, quote_spans
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question, QuestionVersion
from quizapp.banks.remarks import Remark, remarks
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Evidence, evidence_of

EVERY = "all"
FILTERS = (DRAFT, APPROVED, RETIRED, EVERY)
LISTED = 30


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A question as a reviewer sees it."""

    question: Question
    content: Any
    evidence: list[Evidence]
    remarks: list[Remark]

    @property
    def doubts(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.is_doubt]

    @property
    def flaws(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.is_doubt]


def _item(question: Question, stems_of_others: list[str]) -> ReviewItem:
    content: Any = question_type(question.type).parse(question.current.content)
    article = question.bank.article
    return ReviewItem(
        question=question,
        content=content,
        evidence=evidence_of(content),
        remarks=remarks(content, article.text if article else None, stems_of_others),
    )


def _in_use(bank_id: int) -> list[tuple[int, str, dict[str, Any]]]:
    """Id, status and current content of every question of the bank that is not rejected, in one statement."""
    current = and_(QuestionVersion.question_id == Question.id, QuestionVersion.number == Question.version_number)
    query = select(Question.id, Question.status, QuestionVersion.content).join(QuestionVersion, current)
    query = query.where(Question.bank_id == bank_id, Question.status != RETIRED)
    return [(number, status, content) for number, status, content in db.session.execute(query)]


@dataclass(frozen=True, slots=True)
class Listed:
    """A question in a list beside another one."""

    id: int
    stem: str
    status: str
    type: str


@dataclass(frozen=True, slots=True)
class Lineup:
    """The questions of a bank of which one is looked at.

    ``ids`` are those shown (``show`` is one of ``FILTERS``), in the order of the bank. ``place`` is the place of
    ``question_id`` among them from 1, or None where it is not one of them. ``previous`` and ``following`` are those
    around it all the same, in a ring; None where there is no other.
    """

    show: str
    counts: Counter[str]
    ids: list[int]
    question_id: int | None
    previous: int | None
    following: int | None

    @property
    def place(self) -> int | None:
        return self.ids.index(self.question_id) + 1 if self.question_id in self.ids else None

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def decided(self) -> int:
        return self.counts[APPROVED] + self.counts[RETIRED]

    def page(self) -> tuple[list[int], int | None, int | None]:
        """The ids around the question, and the first ids of the pages before and after."""
        begin = ((self.place or 1) - 1) // LISTED * LISTED
        before = self.ids[begin - LISTED] if begin else None
        after = self.ids[begin + LISTED] if begin + LISTED < len(self.ids) else None
        return self.ids[begin : begin + LISTED], before, after


def lineup(bank: Bank, question_id: int | None = None, show: str | None = None) -> Lineup:
    """The line of questions in which this one stands, or, without one, the first that is shown.

    Without ``show`` these are the questions of its status, or the drafts. 404 for a question of another bank.
    """
    query = select(Question.id, Question.status).where(Question.bank_id == bank.id)
    rows = [(number, status) for number, status in db.session.execute(query.order_by(Question.position, Question.id))]
    statuses = dict(rows)
    if question_id is not None and question_id not in statuses:
        raise NotFound
    wanted = show if show in FILTERS else statuses.get(question_id or 0, DRAFT)
    ids = [number for number, status in rows if wanted in (EVERY, status)]
    if question_id is None and ids:
        question_id = ids[0]
    order = {number: place for place, (number, _) in enumerate(rows)}
    here = order.get(question_id or 0, 0)
    others = [number for number in ids if number != question_id]
    around = sorted(others, key=lambda number: (order[number] < here, order[number]))
    return Lineup(
        show=wanted,
        counts=Counter(statuses.values()),
        ids=ids,
        question_id=question_id,
        previous=around[-1] if around else None,
        following=around[0] if around else None,
    )


def onwards(question: Question, show: str | None) -> int | None:
    """The question to go on with after this one was decided; None where no other is shown."""
    return lineup(question.bank, question.id, show).following


@dataclass(frozen=True, slots=True)
class Desk:
    """One question on the desk: ``item``, the article beside it, the list of others with its neighbouring pages.

    ``why`` is the reason of its last decision, if that had one.
    """

    item: ReviewItem
    article: ArticleView | None
    listed: list[Listed]
    page_before: int | None
    page_after: int | None
    why: str


def desk(bank: Bank, line: Lineup) -> Desk | None:
    """What lies on the desk; None where there is no question to show."""
    if line.question_id is None:
        return None
    question = db.session.get_one(Question, line.question_id)
    in_use = _in_use(bank.id)
    item = _item(question, [str(content["stem"]) for number, _, content in in_use if number != question.id])
    asked = [span for _, _, content in in_use for span in quote_spans(content)]
    page, before, after = line.page()
    return Desk(
        item=item,
        article=article_view(bank.article, item.evidence, asked) if bank.article else None,
        listed=_listed(page),
        page_before=before,
        page_after=after,
        why=why_decided(question),
    )


def _listed(ids: list[int]) -> list[Listed]:
    current = and_(QuestionVersion.question_id == Question.id, QuestionVersion.number == Question.version_number)
    query = select(Question.id, QuestionVersion.content, Question.status, Question.type).join(QuestionVersion, current)
    found = {
        number: Listed(number, str(content["stem"]), status, kind)
        for number, content, status, kind in db.session.execute(query.where(Question.id.in_(ids)))
    }
    return [found[number] for number in ids if number in found]
