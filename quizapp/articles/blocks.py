"""What every format is turned into first: blocks of text with spans."""

from dataclasses import dataclass, field

from quizapp.articles.model import Part

LINE = "line"  # plain text: what it is has to be found out
HEADING = "heading"
PARAGRAPH = "paragraph"
ITEM = "item"
ROW = "row"
NOISE = "noise"
# Kinds whose text is marked up: nothing about them has to be guessed.
BULLET_KINDS = frozenset({ITEM, PARAGRAPH})


def clean(text: str) -> str:
    """White space collapsed to single spaces."""
    return " ".join(text.split())


def part_of(text: str, start: int, end: int) -> Part:
    """The part between two characters, without white space at its edges."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    end = max(start, end - (len(raw) - len(raw.rstrip())))
    return Part(clean(text[start:end]), start, end)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text. ``level`` counts for headings (1 is the top); ``cells`` for rows.

    ``gap`` tells whether a blank line stands before it.
    """

    kind: str
    part: Part
    level: int = 0
    cells: tuple[Part, ...] = ()
    gap: bool = True

    @property
    def text(self) -> str:
        return self.part.text


@dataclass(slots=True)
class Rendering:
    """Grows the plain text of a marked-up article together with its blocks."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def _append(self, text: str) -> Part:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Part(clean(text), start, start + len(text))

    def add(self, kind: str, text: str, *, level: int = 0, raw: bool = False) -> None:
        """Add a block; ``raw`` keeps its text as it stands, else white space is collapsed."""
        text = text.strip() if raw else clean(text)
        if not text:
            return
        part = self._append(text)
        self._append("\n\n")
        self.blocks.append(Block(kind, part, level=level))

    def add_row(self, cells: list[str]) -> None:
        """Add a table row, its cells parted by tabs."""
        cells = [clean(cell) for cell in cells]
        if not any(cells):
            return
        parts = []
        for number, cell in enumerate(cells):
            if number:
                self._append("\t")
            parts.append(self._append(cell))
        self._append("\n")
        whole = Part(clean("\t".join(cells)), parts[0].start, parts[-1].end)
        self.blocks.append(Block(ROW, whole, cells=tuple(parts), gap=False))

    def text(self) -> str:
        return "".join(self.pieces)
