"""Bytes or a file in, an article out."""

from pathlib import Path, PurePath

from quizapp.articles.decoding import decode
from quizapp.articles.errors import Empty, NotEnglish
from quizapp.articles.html import html_blocks
from quizapp.articles.language import is_english
from quizapp.articles.markdown import markdown_blocks
from quizapp.articles.model import Article
from quizapp.articles.plain import plain_blocks
from quizapp.articles.structure import structured

_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_HTML = frozenset({".html", ".htm", ".xhtml"})


def read_article(data: bytes, *, filename: str) -> Article:
    """The article in ``data``; the ending of ``filename`` says how it is marked up.

    For plain text, ``Article.text`` is the decoded text itself; for Markdown and HTML it is the text
    rendered from it. Raises ``ArticleError``, whose message is one line for a teacher.
    """
    source = decode(data)
    ending = PurePath(filename).suffix.lower()
    if ending in _MARKDOWN:
        text, blocks = markdown_blocks(source)
    elif ending in _HTML:
        text, blocks = html_blocks(source)
    else:
        text, blocks = source, plain_blocks(source)
    if not text.strip():
        raise Empty
    if not is_english(text):
        raise NotEnglish
    return structured(text, blocks)


def read_file(path: Path) -> Article:
    """The article in a file. Raises ``ArticleError``, or ``OSError`` where it cannot be opened."""
    return read_article(Path(path).read_bytes(), filename=Path(path).name)
