"""PDF pages to text: lines by their place on the page, joined into paragraphs and headings again."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Any

from quizapp.articles.blocks import HEADING, LINE, Block, Rendering
from quizapp.articles.errors import ArticleError, NoTextInPdf, NotPdf, Protected, TooManyPages
from quizapp.articles.markers import opens_new_line

MOST_PAGES = 150
# Parts of a line's size or of the usual distance between lines.
_HEADING_SIZE = 1.13
_PARAGRAPH_GAP = 1.32
_SMALL_GAP = 1.07
# Share of the lines that begin at one place where a column's margin is.
_MARGIN_SHARE = 0.25
_SAME_LINE = 0.35
_COLUMN_GAP = 2.5
_SHORT_LINE = 0.72
_LONGEST_HEADING_WORDS = 22
# The strips at the top and at the bottom of a page where running titles and page numbers stand.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_NAMED_PAGE_NUMBER = re.compile(r"\W*page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\u201d\u2019\"')\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
# First parts of compounds that hardly any word begins with.
_COMPOUNDS = frozenset(
    "well best better worst self two three four five six seven eight nine twenty thirty forty fifty sixty seventy "
    "eighty ninety long short high low full half first second third left right far old hard vice mid cross".split()
)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u00a0": " "}
)
Paragraph = tuple[str, int, str]


def pdf_blocks(paragraphs: Sequence[Sequence[Any]]) -> tuple[str, list[Block]]:
    """The plain text and its blocks, from what ``lines_of`` gave."""
    rendering = Rendering()
    for kind, level, text in paragraphs:
        rendering.add(str(kind), str(text), level=int(level), raw=True)
    return rendering.text(), rendering.blocks


@dataclass(slots=True)
class _Line:
    """A line of a page; ``x`` and ``y`` in points from the lower left, ``cell_x`` of its last column."""

    text: str
    page: int
    x: float
    y: float
    size: float
    bold: bool
    cell_x: float
    top: bool
    bottom: bool

    @property
    def is_row(self) -> bool:
        return "\t" in self.text


def lines_of(data: bytes) -> list[Paragraph]:
    """The paragraphs as (kind, level, text): headings by their type size, everything else as lines.

    Meant for a process with limits. Raises ``NotPdf``, ``Protected``, ``TooManyPages`` or ``NoTextInPdf``.
    """
    pages = _pages(data)
    lines = _without_running_lines([line for page in pages for line in page], len(pages))
    if not lines:
        raise NoTextInPdf
    return _paragraphs(lines)


def _pages(data: bytes) -> list[list[_Line]]:
    from pypdf.errors import DependencyError, FileNotDecryptedError

    if b"%PDF-" not in data[:1024]:
        raise NotPdf
    try:
        return [_lines(page, number) for number, page in enumerate(_opened(data))]
    except (DependencyError, FileNotDecryptedError):
        raise Protected from None
    except (MemoryError, RecursionError, ArticleError):
        raise
    except Exception:  # the reader raises whatever a broken file leads it to
        raise NotPdf from None


def _opened(data: bytes) -> Iterable[Any]:
    """The document's pages."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Protected
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise TooManyPages(MOST_PAGES)
    if not count:
        raise NotPdf
    return reader.pages


def _lines(page: Any, number: int) -> list[_Line]:
    height = float(page.mediabox.height) or 1.0
    floor = float(page.mediabox.bottom)
    lines: list[_Line] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Mapping[str, Any] | None, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = sqrt(abs((cm[0] * cm[3] - cm[1] * cm[2]) * (tm[0] * tm[3] - tm[1] * tm[2])))
        size = abs(size) * scale or 10.0
        name = str((font or {}).get("/BaseFont", ""))
        place = (y - floor) / height
        for step, piece in enumerate(text.translate(_LIGATURES).split("\n")):
            if piece.strip():
                below = y - 1.2 * size * step
                line = _Line(
                    piece, number, x, below, size, "bold" in name.lower(), x, place > 1 - _MARGIN, place < _MARGIN
                )
                _add(lines, line)

    page.extract_text(visitor_text=visit)
    for line in lines:
        line.text = "\t".join(" ".join(cell.split()) for cell in line.text.split("\t"))
    return lines


def _add(lines: list[_Line], piece: _Line) -> None:
    """Add a run of text: to the line it stands on, as a further column of it, or as a new line."""
    last = lines[-1] if lines else None
    if last is None:
        lines.append(piece)
        return
    down = last.y - piece.y
    columns = last.text.split("\t")
    reach = last.cell_x + 0.5 * last.size * len(columns[-1])
    if abs(down) < _SAME_LINE * last.size and piece.x >= last.x:
        apart = piece.x - reach > _COLUMN_GAP * last.size
        last.text += ("\t" if apart else "") + piece.text
        last.cell_x = piece.x if apart else last.cell_x
        last.bold = last.bold and piece.bold
    elif -2.6 * last.size < down < 0.95 * last.size and piece.x - reach > last.size:
        # A cell beside a taller one: its lines stand a little higher or lower.
        if len(lines) > 1 and piece.y > last.y + 0.2 * last.size and _is_one_label(lines[-2], last):
            last.text = f"{lines[-2].text.rstrip()} {last.text.lstrip()}"
            del lines[-2]
        last.text += "\t" + piece.text
        last.cell_x, last.y, last.bold = piece.x, piece.y, False
    elif last.is_row and abs(piece.x - last.cell_x) < last.size and 0 < down < 1.6 * last.size:
        last.text += " " + piece.text.strip()
        last.y = piece.y
    else:
        lines.append(piece)


def _is_one_label(upper: _Line, lower: _Line) -> bool:
    """Whether two lines are the two halves of a cell's text."""
    beside = not upper.is_row and not lower.is_row and abs(upper.x - lower.x) < upper.size
    return beside and abs(upper.size - lower.size) < 0.5 and 0 < upper.y - lower.y < 1.35 * upper.size


def _without_running_lines(lines: list[_Line], pages: int) -> list[_Line]:
    """The lines without running titles, which come back on page after page, and page numbers."""
    edges = [line for line in lines if line.top or line.bottom]
    seen: Counter[tuple[str, bool]] = Counter()
    for _, key in {(line.page, _running_key(line)) for line in edges}:
        seen[key] += 1
    often = max(2, pages // 2)
    number = _PAGE_NUMBER if pages > 1 else _NAMED_PAGE_NUMBER
    return [
        line
        for line in lines
        if not ((line.top or line.bottom) and (seen[_running_key(line)] >= often or number.fullmatch(line.text)))
    ]


def _running_key(line: _Line) -> tuple[str, bool]:
    return re.sub(r"\d+", "0", line.text.casefold()), line.top


def _paragraphs(lines: list[_Line]) -> list[Paragraph]:
    layout = _Layout.of(lines)
    runs: list[list[_Line]] = []
    for line in lines:
        if runs and layout.continues(runs[-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    words = Counter(word for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.casefold()))
    top = max((run[0].size for run in runs if layout.is_heading(run[0])), default=0.0)
    paragraphs: list[Paragraph] = []
    for run in runs:
        text = _joined(run, words)
        if not layout.is_heading(run[0]) or len(text.split()) > _LONGEST_HEADING_WORDS:
            paragraphs.append((LINE, 0, text))
            continue
        is_first = not any(kind == HEADING for kind, _, _ in paragraphs)
        is_title = not paragraphs or (is_first and run[0].size >= 0.98 * top)
        paragraphs.append((HEADING, 1 if is_title else 2, text))
    return paragraphs


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is usual in this document: type size, whether text is bold, distance, length and margins of lines."""

    size: float
    bold: bool
    leading: float
    length: float
    margins: tuple[float, ...]

    @classmethod
    def of(cls, lines: list[_Line]) -> "_Layout":
        sizes: Counter[float] = Counter()
        weights: Counter[bool] = Counter()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
            weights[line.bold] += len(line.text)
        size = sizes.most_common(1)[0][0] or 10.0
        body = [line for line in lines if abs(line.size - size) <= 0.06 * size]
        steps = [a.y - b.y for a, b in pairwise(body) if a.page == b.page and 0.7 * size < a.y - b.y < 2.4 * size]
        lengths = sorted(len(line.text) for line in body if not line.is_row) or [1]
        leading = _usual(steps) if steps else 1.25 * size
        begins = Counter(round(line.x) for line in body)
        return cls(
            size=size,
            bold=weights[True] > weights[False],
            leading=leading,
            length=float(lengths[int(0.85 * (len(lengths) - 1))]),
            margins=tuple(x for x, count in begins.items() if count >= _MARGIN_SHARE * len(body)),
        )

    def is_heading(self, line: _Line) -> bool:
        if line.is_row:
            return False
        if line.size >= _HEADING_SIZE * self.size:
            return True
        short = len(line.text.split()) <= _LONGEST_HEADING_WORDS and not re.search(r"[.;,:!]$", line.text)
        return line.bold and not self.bold and short and line.size >= 0.98 * self.size

    def continues(self, run: list[_Line], line: _Line) -> bool:
        """Whether a line goes on with the paragraph or heading of the lines before it."""
        last = run[-1]
        if last.is_row or line.is_row or abs(last.size - line.size) > 0.08 * last.size:
            return False
        if self.is_heading(run[0]) != self.is_heading(line) or opens_new_line(line.text):
            return False
        down = last.y - line.y
        if last.page != line.page or down <= 0:
            # A new page or column: go on only where the sentence does.
            goes_on = line.text[:1].islower() or not _SENTENCE_END.search(last.text)
            return goes_on and not self.is_heading(line)
        if down > _PARAGRAPH_GAP * max(self.leading, 1.1 * line.size):
            return False
        if self.is_heading(line):
            return True
        ended = _SENTENCE_END.search(last.text) is not None
        apart = down > _SMALL_GAP * self.leading
        if ended and (apart or self._is_indented(line, run) or len(last.text) < _SHORT_LINE * self.length):
            return False
        return not (last.text.endswith("?") and len(last.text) < _SHORT_LINE * self.length)


    def _is_indented(self, line: _Line, run: list[_Line]) -> bool:
        """Whether a line begins to the right of the line before it, or, after a single line, of a margin."""
        if len(run) > 1:
            return 0.8 < (line.x - run[-1].x) / line.size < 4
        return any(0.8 < (line.x - margin) / line.size < 4 for margin in self.margins)


def _usual(steps: Iterable[float]) -> float:
    """The distance between lines of one paragraph: the most common one, to a third of a point."""
    counted = Counter(round(step * 3) for step in steps)
    highest = counted.most_common(1)[0][1]
    return median(step for step, count in counted.items() if count == highest) / 3


def _joined(run: list[_Line], words: Counter[str]) -> str:
    text = run[0].text
    for line in run[1:]:
        hyphen = _HYPHEN.search(text)
        following = re.match(r"[^\W\d_]+", line.text)
        if hyphen is None or following is None or not following.group()[0].islower():
            text = f"{text} {line.text}"
        elif text.endswith("\u00ad") or not _keeps_hyphen(hyphen.group(1), following.group(), words):
            text = text[:-1] + line.text
        else:
            text = text[:-1] + "-" + line.text
    return text


def _keeps_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word, judged by the rest of the document."""
    first, second = first.casefold(), second.casefold()
    if words[f"{first}{second}"]:
        return False
    if words[f"{first}-{second}"] or (words[first] > 1 and words[second] > 1):
        return True
    # Endings such as -er are short.
    return first in _COMPOUNDS and len(second) >= 4
