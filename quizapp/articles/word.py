"""Word documents (.docx): to HTML in a process of its own, and from there like any page."""

import io
import re
import zipfile

from quizapp.articles.blocks import HEADING, Block
from quizapp.articles.errors import NotWord, Protected, UnpacksTooLarge
from quizapp.articles.html import html_blocks
from quizapp.articles.plain import plain_blocks

_MOST_ENTRIES = 3_000
_MOST_BYTES = 80_000_000
_MOST_BODY_BYTES = 20_000_000
# Real documents pack their text about ten to one; pictures hardly at all.
_HIGHEST_RATIO = 150
_BODY = "word/document.xml"
# What Word makes of a password: the old container format with the document encrypted inside.
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='caption'] => figcaption:fresh
"""
_NOTE_MARK = re.compile(r'<sup>\s*<a href="#(?:foot|end)note-[^>]*>.{0,12}?</a>\s*</sup>')
_NOTES = re.compile(r'<ol><li id="(?:foot|end)note-.*?</ol>', re.DOTALL)
_ALL_BOLD = re.compile(r"<p>(?:<a id=\"[^\"]*\"></a>)*<strong>([^<]{2,160})</strong>\s*</p>")
_FIRST_PARAGRAPH = re.compile(r"^\s*<(p|h[23])>([^<]{2,220})</\1>")
_LONGEST_HEADING_WORDS = 20
# A label has letters: "1." and a tab begin a point of a list.
_TABBED_LINE = re.compile(r"<p>((?=(?:<\w[^>]*>)*[^<\t]*[^\W\d_]{2})(?:(?!</?p>)[^\t])+)\t+((?:(?!</?p>)[^\t])+)</p>")
_TABBED = re.compile(rf"(?:{_TABBED_LINE.pattern}){{2,}}")


def word_blocks(page: str) -> tuple[str, list[Block]]:
    """The rendered plain text and its blocks, from what ``html_of`` gave."""
    text, blocks = html_blocks(page)
    if any(block.kind == HEADING for block in blocks):
        return text, blocks
    # Nobody used a style: what the lines are has to be found out, as in plain text.
    return text, plain_blocks(text)


def html_of(data: bytes) -> str:
    """The document as HTML with headings, lists and tables; no pictures, no notes.

    Meant for a process with limits. Raises ``NotWord``, ``Protected`` or ``UnpacksTooLarge``.
    """
    import mammoth

    _refuse_bombs(data)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=lambda _image: [], id_prefix=""
        )
    except (MemoryError, RecursionError):
        raise
    except Exception:  # the converter raises whatever its XML and zip readers raise
        raise NotWord from None
    return _with_plain_headings(_TABBED.sub(_as_table, _NOTES.sub("", _NOTE_MARK.sub("", result.value))))


def _as_table(lines: re.Match[str]) -> str:
    """Lines with a tab between two columns, as the table that they are meant to be."""
    rows = (f"<tr><td>{label}</td><td>{detail}</td></tr>" for label, detail in _TABBED_LINE.findall(lines[0]))
    return f"<table>{''.join(rows)}</table>"


def _refuse_bombs(data: bytes) -> None:
    """Refuse what is no document or unpacks to far more than one, by what the archive says of itself."""
    if data.startswith(_OLD_CONTAINER):
        raise Protected if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0" in data else NotWord
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise NotWord from None
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise UnpacksTooLarge
    bodies = [entry for entry in entries if entry.filename == _BODY]
    if not bodies:
        raise NotWord
    if any(entry.flag_bits & 1 for entry in entries):
        raise Protected
    for entry in entries:
        is_xml = entry.filename.endswith((".xml", ".rels"))
        packed_hard = entry.file_size > _HIGHEST_RATIO * max(1, entry.compress_size)
        if entry.file_size > (_MOST_BODY_BYTES if is_xml else _MOST_BYTES):
            raise UnpacksTooLarge
        if packed_hard and entry.file_size > 1_000_000:
            raise UnpacksTooLarge


def _with_plain_headings(page: str) -> str:
    """Paragraphs that writers made look like headings by hand, as headings."""
    page = _ALL_BOLD.sub(_bold_heading, page)
    if "<h1>" not in page and (first := _FIRST_PARAGRAPH.match(page)) and _may_be_heading(first.group(2)):
        page = f"<h1>{first.group(2)}</h1>{page[first.end() :]}"
    return page


def _bold_heading(found: re.Match[str]) -> str:
    text = found.group(1)
    return f"<h3>{text}</h3>" if _may_be_heading(text) else found.group()


def _may_be_heading(text: str) -> bool:
    return len(text.split()) <= _LONGEST_HEADING_WORDS and not text.rstrip().endswith((".", ";", ",", "!"))
