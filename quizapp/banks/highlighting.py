"""The article beside a question: its sentences, those that prove the question, and those that others ask about."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quizapp.banks.models import StoredArticle
from quizapp.banks.passages import Span, sentence_spans
from quizapp.questions.content import Evidence

# Blocks whose sentences state something that can be asked.
_PROSE = frozenset({"paragraph", "answer", "detail"})
PROOF, ASKED = "proof", "asked"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text. ``mark`` says whether it proves this question, another one, or ("") none."""

    text: str
    mark: str
    is_first_proof: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """``start`` and ``end`` count in the article's text. What is no prose is one sentence that nothing asks."""

    start: int
    end: int
    segments: list[Segment]
    is_asked: bool

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: title, heading, paragraph, question, answer, label, detail, noise."""

    kind: str
    sentences: list[Sentence]

    @property
    def is_prose(self) -> bool:
        return self.kind in _PROSE


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The article in its own order. ``asked`` of its ``total`` sentences are asked about by some question."""

    blocks: list[Block]
    asked: int
    total: int


def article_view(article: StoredArticle, proof: Sequence[Evidence], asked: Iterable[Span]) -> ArticleView:
    """The article with the proof of one question, and with all that the questions of the bank ask about."""
    marker = _Marker(article.text, [(quote.start, quote.end) for quote in proof], list(asked))
    spans = sorted(block_spans(article.structure), key=lambda span: span[1])
    blocks = [Block(kind, list(marker.sentences(kind, start, end))) for kind, start, end in spans]
    prose = [sentence for block in blocks if block.is_prose for sentence in block.sentences]
    return ArticleView(blocks, asked=sum(sentence.is_asked for sentence in prose), total=len(prose))


def quote_spans(content: Mapping[str, Any]) -> Iterator[Span]:
    """The spans of all quotes in stored content, whatever its type."""
    rows = [*content.get("events", ()), *content.get("pairs", ())]
    for quote in [*content.get("evidence", ()), *(row.get("evidence") for row in rows)]:
        if quote:
            yield quote["start"], quote["end"]


class _Marker:
    """Cuts the article where marks begin and end."""

    def __init__(self, text: str, proof: list[Span], asked: list[Span]) -> None:
        self.text = text
        self.proof, self.asked = _merged(proof), _merged(asked)
        self.proof_begun = False

    def sentences(self, kind: str, start: int, end: int) -> Iterator[Sentence]:
        spans = sentence_spans(self.text, start, end) if kind in _PROSE else [(start, end)]
        for begin, stop in spans:
            yield Sentence(begin, stop, list(self._segments(begin, stop)), bool(_overlaps(self.asked, begin, stop)))

    def _segments(self, start: int, end: int) -> Iterator[Segment]:
        proof, asked = _overlaps(self.proof, start, end), _overlaps(self.asked, start, end)
        edges = {min(max(edge, start), end) for span in [*proof, *asked] for edge in span}
        for left, right in pairwise(sorted({start, end} | edges)):
            mark = PROOF if _covers(proof, left) else ASKED if _covers(asked, left) else ""
            is_first = mark == PROOF and not self.proof_begun
            self.proof_begun = self.proof_begun or is_first
            yield Segment(self.text[left:right], mark, is_first)


def _merged(spans: list[Span]) -> list[Span]:
    """The same places as spans that lie apart, in order."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _overlaps(spans: list[Span], start: int, end: int) -> list[Span]:
    """Those of the merged spans that share a character with the stretch."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return spans[first : bisect_left(spans, end, key=lambda span: span[0])]


def _covers(spans: list[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def block_spans(structure: dict[str, Any]) -> Iterable[tuple[str, int, int]]:
    """(kind, start, end) of every part of the article, in no order."""
    if structure["title"]:
        yield "title", structure["title"]["start"], structure["title"]["end"]
    for paragraph in structure["lead"]:
        yield "paragraph", paragraph["start"], paragraph["end"]
    for section in structure["sections"]:
        yield "heading", section["heading_start"], section["heading_end"]
        for paragraph in section["paragraphs"]:
            yield "paragraph", paragraph["start"], paragraph["end"]
    for entry in structure["faq"]:
        yield "question", entry["question_start"], entry["question_end"]
        yield "answer", entry["answer_start"], entry["answer_end"]
    for point in structure["key_points"]:
        yield "label", point["label_start"], point["label_end"]
        yield "detail", point["detail_start"], point["detail_end"]
    if structure["summary"]:
        yield "paragraph", structure["summary"]["start"], structure["summary"]["end"]
    for noise in structure["noise"]:
        yield "noise", noise["start"], noise["end"]
