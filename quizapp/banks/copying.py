"""The article sentence by sentence, for an author to choose proofs from."""

from dataclasses import dataclass

from quizapp.banks.highlighting import block_spans
from quizapp.banks.models import StoredArticle
from quizapp.banks.passages import sentence_spans


@dataclass(frozen=True, slots=True)
class Sentence:
    """``start`` and ``end`` count in the article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: title, heading, paragraph, question, answer, label, detail."""

    kind: str
    sentences: list[Sentence]


def article_in_sentences(article: StoredArticle) -> list[Block]:
    """The article in its own order, without its noise."""
    blocks = sorted(block_spans(article.structure), key=lambda block: block[1])
    return [
        Block(kind, [Sentence(article.text[a:b], a, b) for a, b in sentence_spans(article.text, start, end)])
        for kind, start, end in blocks
        if kind != "noise"
    ]
