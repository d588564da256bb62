"""The article as blocks for a page, cut where evidence begins and ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quizapp.banks.models import StoredArticle
from quizapp.questions.content import Evidence


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text and the numbers (question ids) of the questions it proves."""

    text: str
    proves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: title, heading, paragraph, question, answer, label, detail, noise."""

    kind: str
    segments: list[Segment]


Marks = Sequence[tuple[int, Evidence]]


def article_blocks(article: StoredArticle, marks: Marks) -> list[Block]:
    """The article in its own order with the evidence of ``marks`` (question id, evidence) cut out."""
    spans = sorted(block_spans(article.structure), key=lambda span: span[1])
    return [Block(kind, _segments(article.text, start, end, marks)) for kind, start, end in spans]


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


def _segments(text: str, start: int, end: int, marks: Marks) -> list[Segment]:
    inside = [(number, quote) for number, quote in marks if quote.start < end and quote.end > start]
    cuts = {start, end} | {min(max(edge, start), end) for _, q in inside for edge in (q.start, q.end)}
    edges = sorted(cuts)
    return [
        Segment(
            text[left:right],
            tuple(sorted({number for number, q in inside if q.start <= left and right <= q.end})),
        )
        for left, right in pairwise(edges)
    ]
