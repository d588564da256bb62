"""The article as a heat map: each sentence by how often its questions were missed, and what nobody asks about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from quizapp.analysis.findings import FEW
from quizapp.analysis.items import ItemRow
from quizapp.banks.highlighting import Sentence, article_view
from quizapp.banks.models import Bank, StoredArticle
from quizapp.banks.passages import Span
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import evidence_of

# From these miss rates on, a sentence is shaded one step darker.
STEPS = (0.2, 0.4, 0.6)


@dataclass(frozen=True, slots=True)
class AskedBy:
    """A question that a sentence proves, by its number in the item analysis."""

    number: int
    item: ItemRow


@dataclass(frozen=True, slots=True)
class Patch:
    """A sentence that is asked about, or a run of sentences that nobody asks about, or text that is no prose.

    ``rate`` is the share of the points that were missed on its questions; None below ``FEW`` learners, where
    ``missed`` of ``asked`` points say what there is. ``step`` is the shade: 0 (hardly missed) to 3.
    """

    text: str
    questions: list[AskedBy]
    is_prose: bool
    missed: float = 0.0
    asked: int = 0
    rate: float | None = None
    step: int | None = None

    @property
    def is_unasked(self) -> bool:
        return self.is_prose and not self.questions


@dataclass(frozen=True, slots=True)
class HeatBlock:
    kind: str
    patches: list[Patch]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One article. ``unasked`` of its ``sentences`` are asked about by no question of the quiz."""

    title: str
    blocks: list[HeatBlock]
    unasked: int
    sentences: int

    @property
    def asked(self) -> list[Patch]:
        """The sentences that are asked about, in the order of the article."""
        return [patch for block in self.blocks for patch in block.patches if patch.questions]


def heat_maps(items: Sequence[ItemRow]) -> list[HeatMap]:
    """A map for each article that the questions come from. Quotes that no longer stand in it are left out."""
    numbered = [AskedBy(number, item) for number, item in enumerate(items, start=1)]
    banks = {each.item.version.question.bank_id for each in numbered}
    query = select(Bank.id, StoredArticle).join(StoredArticle, Bank.article_id == StoredArticle.id)
    articles: dict[int, StoredArticle] = {}
    of_article: dict[int, set[int]] = {}
    for bank_id, article in db.session.execute(query.where(Bank.id.in_(banks)).order_by(Bank.id)):
        articles[article.id] = article
        of_article.setdefault(article.id, set()).add(bank_id)
    return [
        _map(article, [each for each in numbered if each.item.version.question.bank_id in of_article[number]])
        for number, article in articles.items()
    ]


def _map(article: StoredArticle, questions: Sequence[AskedBy]) -> HeatMap:
    places = [(span, each) for each in questions for span in _spans(article, each.item)]
    view = article_view(article, [], [span for span, _ in places])
    blocks = [HeatBlock(block.kind, list(_patches(block.sentences, places, block.is_prose))) for block in view.blocks]
    return HeatMap(article.title, blocks, unasked=view.total - view.asked, sentences=view.total)


def _spans(article: StoredArticle, item: ItemRow) -> list[Span]:
    quotes = evidence_of(question_type(item.type).parse(item.version.content))
    return [
        (quote.start, quote.end) for quote in quotes if article.text[quote.start : quote.end] == quote.quote
    ]


def _patches(
    sentences: Iterable[Sentence], places: Sequence[tuple[Span, AskedBy]], is_prose: bool
) -> Iterator[Patch]:
    for is_asked, run in groupby(sentences, key=lambda sentence: is_prose and sentence.is_asked):
        if is_asked:
            yield from (_asked(sentence, places) for sentence in run)
        else:
            yield Patch(" ".join(sentence.text for sentence in run), [], is_prose)


def _asked(sentence: Sentence, places: Sequence[tuple[Span, AskedBy]]) -> Patch:
    here = {
        each.number: each for (start, end), each in places if start < sentence.end and end > sentence.start
    }
    questions = [here[number] for number in sorted(here)]
    asked = sum(each.item.asked for each in questions)
    missed = sum((1 - each.item.facility) * each.item.asked for each in questions)
    enough = min(each.item.asked for each in questions) >= FEW
    rate = missed / asked if enough else None
    return Patch(
        text=sentence.text,
        questions=questions,
        is_prose=True,
        missed=missed,
        asked=asked,
        rate=rate,
        step=sum(rate >= edge for edge in STEPS) if rate is not None else None,
    )
