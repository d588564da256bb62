"""HTML to plain text and blocks. Tag soup, hostile nesting and boilerplate are expected."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quizapp.articles.blocks import HEADING, ITEM, NOISE, PARAGRAPH, ROW, Block, Rendering, clean
from quizapp.articles.noise import is_noise

_DROPPED = (
    "script, style, noscript, template, svg, nav, footer, aside, form, button, iframe, object, select, dialog, "
    "audio, video, canvas, map, head, [hidden], [aria-hidden=true], [role=navigation], [role=banner], "
    "[role=contentinfo], [role=complementary], [role=dialog], [role=search]"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
# Text this deep in a page is nobody's article; stopping keeps hostile nesting cheap.
_DEEPEST = 200


# A page has these; a fragment that somebody pasted has no furniture to clean away.
_PAGE = re.compile(r"<(?:body|div|main|article|section)\b", re.IGNORECASE)
_SMALLEST_PAGE = 2_000
# Where the judge of passages saw less of the page than this, it has missed the article.
_ENOUGH_SEEN = 0.5
_NOT_A_LETTER = re.compile(r"[\W_]+")
_SHORT = 12


def is_page(source: str) -> bool:
    """Whether this is a whole page, with menus and teasers around its article."""
    return len(source) >= _SMALLEST_PAGE and _PAGE.search(source) is not None


def html_blocks(source: str, passages: Sequence[str] = ()) -> tuple[str, list[Block]]:
    """The rendered plain text and its blocks, whose spans count in it.

    ``passages`` are what somebody else took for the article: other blocks become noise. Headings, questions
    and table rows stay beside the passages they belong to, which such judges tend to lose.
    """
    seen = _Seen(passages)
    tree = LexborHTMLParser(source)
    page_title = clean(title.text()) if (title := tree.css_first("head > title")) else ""
    for node in tree.css(_DROPPED):
        node.decompose()
    for header in tree.css("header"):
        if header.css_first("h1") is None:
            header.decompose()
    rendering = Rendering()
    root = _main_content(tree, seen)
    if root is not None:
        if page_title and tree.css_first("h1") is None:
            rendering.add(HEADING, page_title, level=1)
        elif (heading := tree.css_first("h1")) is not None and root.css_first("h1") is None:
            rendering.add(HEADING, heading.text(), level=1)
        _render(root, rendering)
    return rendering.text(), seen.without_furniture(rendering.blocks)


class _Seen:
    """What the judge of passages took for the article."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._passages = {key for passage in passages if (key := _key(passage))}
        self._all = "\n".join(_key(passage) for passage in passages)

    def has(self, text: str) -> bool:
        key = _key(text)
        return key in self._passages or (len(key) >= _SHORT and key in self._all)

    def within(self, node: LexborNode) -> bool:
        """Whether the node holds nearly everything that was seen."""
        held = _key(node.text())
        return sum(len(key) for key in self._passages if key in held) >= 0.9 * sum(map(len, self._passages))

    def without_furniture(self, blocks: list[Block]) -> list[Block]:
        whole = sum(len(block.text) for block in blocks)
        kept = [block.kind == NOISE or self.has(block.text) for block in blocks]
        found = [number for number, block in enumerate(blocks) if kept[number] and block.kind != NOISE]
        if not found or sum(len(blocks[number].text) for number in found) < _ENOUGH_SEEN * whole:
            return blocks
        for number, (block, following) in reversed(list(enumerate(pairwise(blocks)))):
            leads = block.kind == HEADING or block.text.endswith("?") or block.kind == following.kind == ROW
            kept[number] = kept[number] or (leads and kept[number + 1] and following.kind != NOISE)
        for number, (earlier, block) in enumerate(pairwise(blocks), start=1):
            kept[number] = kept[number] or (block.kind == earlier.kind == ROW and kept[number - 1])
        titles = [number for number, block in enumerate(blocks) if block.kind == HEADING and block.level == 1][:1]
        return [
            block if kept[number] or number in titles else replace(block, kind=NOISE)
            for number, block in enumerate(blocks)
        ]


def _key(text: str) -> str:
    return _NOT_A_LETTER.sub("", text.casefold())


def _main_content(tree: LexborHTMLParser, seen: _Seen) -> LexborNode | None:
    """The longest article, else the main element, else the body; whichever holds what was seen."""
    for selector in ("article", "main, [role=main]"):
        found = tree.css(selector)
        if found:
            longest = max(found, key=lambda node: len(node.text()))
            if seen.within(longest):
                return longest
    return tree.body


def _render(root: LexborNode, rendering: Rendering) -> None:
    owner: LexborNode | None = None
    pieces: list[str] = []
    row_id, cells = 0, list[str]()
    for node in root.traverse(include_text=True):
        if node.tag == "br":
            pieces.append(" ")
        if not node.is_text_node:
            continue
        block = _block_of(node)
        if block is None:
            continue
        if owner is None or block.mem_id != owner.mem_id:
            if owner is not None:
                row_id = _flush(rendering, owner, pieces, row_id, cells)
            owner, pieces = block, []
        pieces.append(node.text_content or "")
    if owner is not None:
        _flush(rendering, owner, pieces, row_id, cells)
    if cells:
        rendering.add_row(cells)


def _block_of(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    for _ in range(_DEEPEST):
        if parent is None or parent.tag in _BLOCKS:
            return parent
        parent = parent.parent
    return None


def _flush(
    rendering: Rendering, owner: LexborNode, pieces: list[str], row_id: int, cells: list[str]
) -> int:
    """Add what one element held; cells are gathered until their row ends. Returns the open row's id."""
    text = clean("".join(pieces))
    if not text:
        return row_id
    tag = owner.tag or ""
    cell = owner if tag in _CELLS else _cell_around(owner)
    row = cell.parent.mem_id if cell is not None and cell.parent is not None else 0
    if cells and row != row_id:
        rendering.add_row(cells)
        cells.clear()
    if row:
        cells.append(text)
        return row
    if tag == "figcaption" or is_noise(text):
        rendering.add(NOISE, text)
    elif tag in _HEADINGS:
        rendering.add(HEADING, text, level=_HEADINGS[tag])
    elif tag in {"summary", "dt"}:
        rendering.add(HEADING if text.endswith("?") else PARAGRAPH, text, level=4)
    elif tag == "li":
        rendering.add(ITEM, text)
    else:
        rendering.add(PARAGRAPH, text)
    return 0


def _cell_around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    for _ in range(4):
        if parent is None or parent.tag in _CELLS:
            return parent
        parent = parent.parent
    return None
