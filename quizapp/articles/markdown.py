"""Markdown to plain text and blocks."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizapp.articles.blocks import HEADING, ITEM, NOISE, PARAGRAPH, Block, Rendering
from quizapp.articles.html import html_blocks
from quizapp.articles.noise import is_noise

_READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def markdown_blocks(source: str) -> tuple[str, list[Block]]:
    """The rendered plain text and its blocks, whose spans count in it."""
    rendering = Rendering()
    lines = source.split("\n")
    cells: list[str] = []
    inside: list[Token] = []
    for token in _READER.parse(source):
        if token.nesting == 1:
            inside.append(token)
        elif token.nesting == -1:
            inside.pop()
            if token.type == "tr_close":
                rendering.add_row(cells)
                cells = []
        elif token.type == "inline":
            if inside and inside[-1].type in {"td_open", "th_open"}:
                cells.append(_plain(token.children or []))
            else:
                _add_inline(rendering, token, inside, lines)
        elif token.type in {"fence", "code_block"}:
            rendering.add(PARAGRAPH, token.content)
        elif token.type == "html_block":
            _, blocks = html_blocks(token.content)
            for block in blocks:
                rendering.add(block.kind, block.text, level=block.level)
    return rendering.text(), rendering.blocks


def _add_inline(rendering: Rendering, token: Token, inside: Sequence[Token], lines: list[str]) -> None:
    children = token.children or []
    text = _plain(children)
    if is_noise(text) or all(child.type in {"image", "softbreak"} for child in children):
        first, last = token.map or (0, 0)
        rendering.add(NOISE, "\n".join(lines[first:last]), raw=True)
        return
    parent = inside[-1] if inside else None
    if parent and parent.type == "heading_open":
        rendering.add(HEADING, text, level=int(parent.tag[1]))
        return
    in_list = any(open_token.type == "list_item_open" for open_token in inside)
    question, answer = _bold_question(children)
    if question:
        rendering.add(PARAGRAPH, question)
        rendering.add(PARAGRAPH, answer)
        return
    rendering.add(ITEM if in_list else PARAGRAPH, text)


def _bold_question(children: Sequence[Token]) -> tuple[str, str]:
    """A paragraph that opens with a bold question and goes on with its answer, cut in two."""
    if not children or children[0].type not in {"strong_open", "text"}:
        return "", ""
    closing = next((n for n, child in enumerate(children) if child.type == "strong_close"), 0)
    opening = next((n for n, child in enumerate(children) if child.type == "strong_open"), 0)
    if not closing or any(child.content.strip() for child in children[:opening]):
        return "", ""
    question, answer = _plain(children[:closing]).strip(), _plain(children[closing:]).strip()
    return (question, answer) if question.endswith("?") and answer else ("", "")


def _plain(children: Sequence[Token]) -> str:
    pieces = []
    for child in children:
        if child.type in {"text", "code_inline"}:
            pieces.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            pieces.append(" ")
        elif child.type == "image" and not child.children:
            pieces.append("")
    return "".join(pieces)
