"""Plain text to blocks: one a line, or one a paragraph where lines are hard-wrapped."""

from dataclasses import dataclass
from itertools import pairwise

from quizapp.articles.blocks import LINE, Block, part_of
from quizapp.articles.markers import opens_new_line

# Text is wrapped by hand or by a mailer somewhere between these widths.
_NARROWEST, _WIDEST = 50, 110
_WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int
    gap: bool


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a plain text, in order."""
    lines = _lines(text)
    width = _wrap_width(lines)
    blocks: list[Block] = []
    run: list[_Line] = []
    for line in lines:
        if run and not (width and _continues(run[-1], line, width)):
            blocks.append(_block(text, run))
            run = []
        run.append(line)
    if run:
        blocks.append(_block(text, run))
    return blocks


def _lines(text: str) -> list[_Line]:
    lines, start, gap = [], 0, True
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(_Line(raw.rstrip(), start, start + len(raw), gap))
            gap = False
        else:
            gap = True
        start += len(raw) + 1
    return lines


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width the text was wrapped at, or None where a line is a whole paragraph."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths or not _NARROWEST <= lengths[-1] <= _WIDEST:
        return None
    width = lengths[-1]
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    full = [pair for pair in pairs if _is_full(*pair, width)]
    return width if pairs and len(full) >= _WRAPPED_SHARE * len(pairs) and len(full) > 2 else None


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted (a little slack for odd wrappers)."""
    return len(line.text) + 1 + len(following.text.split()[0]) > width - 4


def _continues(line: _Line, following: _Line, width: int) -> bool:
    if following.gap or opens_new_line(following.text):
        return False
    return _is_full(line, following, width)


def _block(text: str, run: list[_Line]) -> Block:
    return Block(LINE, part_of(text, run[0].start, run[-1].end), gap=run[0].gap)
