"""Bytes or a file in, an article out."""

import json
from dataclasses import dataclass
from pathlib import Path, PurePath

from quizapp.articles.blocks import Block
from quizapp.articles.converting import convert
from quizapp.articles.decoding import LIMIT, decode
from quizapp.articles.errors import Empty, NotEnglish, NotText, TooHard, TooLarge
from quizapp.articles.html import html_blocks, is_page
from quizapp.articles.language import is_english
from quizapp.articles.markdown import markdown_blocks
from quizapp.articles.model import Article
from quizapp.articles.pdf import pdf_blocks
from quizapp.articles.plain import plain_blocks
from quizapp.articles.report import from_json_dict
from quizapp.articles.structure import structured
from quizapp.articles.word import word_blocks

_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_WORD = ".docx"
_PDF = ".pdf"
# An article already read, as ``quizapp read --json`` prints it.
READ = ".json"
# Bytes that are read in a second or two whatever they are.
_EASY, _EASY_MARKDOWN = 60_000, 30_000
# It holds the text and every part of it once more.
_READ_LIMIT = 8 * LIMIT


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and the encoding its bytes were read in; "" for formats that carry their own."""

    article: Article
    encoding: str


def read_article(data: bytes, *, filename: str, encoding: str | None = None) -> Article:
    """The article in ``data``; the ending of ``filename`` says how it is marked up.

    For plain text, ``Article.text`` is the decoded text itself; for every other format it is the text
    rendered from it. Raises ``ArticleError``, whose message is one line for a teacher.
    """
    return read_source(data, filename=filename, encoding=encoding).article


def read_source(data: bytes, *, filename: str, encoding: str | None = None) -> Reading:
    """Like ``read_article``, with the encoding: the one chosen, or else the one that was guessed."""
    ending = PurePath(filename).suffix.lower()
    if len(data) > (_READ_LIMIT if ending == READ else LIMIT):
        raise TooLarge(LIMIT)
    if ending == READ:
        return Reading(_already_read(data), "")
    if ending == _WORD:
        return Reading(_article(*word_blocks(convert("docx", _filled(data)))), "")
    if ending == _PDF:
        return Reading(_article(*pdf_blocks(convert("pdf", _filled(data)))), "")
    decoded = decode(data, encoding)
    return Reading(_article(*_blocks(decoded.text, ending)), decoded.encoding)


def read_guarded(data: bytes, *, filename: str, encoding: str | None = None) -> Reading:
    """Like ``read_source``, with limits on time and memory for whatever a stranger may have sent.

    Raises ``TooHard`` as well, where a limit was met.
    """
    ending = PurePath(filename).suffix.lower()
    easy = _EASY_MARKDOWN if ending in _MARKDOWN else 0 if ending in {_WORD, _PDF} else _EASY
    if len(data) <= easy or len(data) > LIMIT:
        return read_source(data, filename=filename, encoding=encoding)
    # The name may hold anything; only its ending counts.
    read = convert("article", data, f"article{ending}", *filter(None, [encoding]))
    return Reading(from_json_dict(read["article"]), str(read["encoding"]))


def _filled(data: bytes) -> bytes:
    if not data.strip():
        raise Empty
    return data


def _blocks(source: str, ending: str) -> tuple[str, list[Block]]:
    if ending in _MARKDOWN:
        return markdown_blocks(source)
    if ending in _HTML:
        return html_blocks(source, _passages(source))
    return source, plain_blocks(source)


def _passages(source: str) -> list[str]:
    """What a second reader takes for the article of a whole page; none where it gave up."""
    if not is_page(source):
        return []
    try:
        return [str(passage) for passage in convert("html", source.encode())]
    except TooHard:
        return []


def _article(text: str, blocks: list[Block]) -> Article:
    if not text.strip():
        raise Empty
    if not is_english(text):
        raise NotEnglish
    return structured(text, blocks)


def _already_read(data: bytes) -> Article:
    try:
        return from_json_dict(json.loads(data))
    except (ValueError, KeyError, TypeError):
        raise NotText from None


def read_file(path: Path) -> Article:
    """The article in a file. Raises ``ArticleError``, or ``OSError`` where it cannot be opened."""
    return read_article(Path(path).read_bytes(), filename=Path(path).name)
