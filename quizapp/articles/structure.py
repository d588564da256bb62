"""Blocks to the structure of an article: title, sections, FAQ, key points, summary, noise."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from quizapp.articles.blocks import HEADING, ITEM, LINE, NOISE, ROW, Block, part_of
from quizapp.articles.gathering import Gathered
from quizapp.articles.headings import fused_heading_end, looks_like_heading, title_case_share
from quizapp.articles.markers import (
    ANSWER_MARK,
    EXPLICIT_QUESTION,
    FAQ_HEADING,
    KEY_POINTS_HEADING,
    QUESTION_MARK,
    SUMMARY_HEADING,
    TABLE_HEAD,
)
from quizapp.articles.model import Article
from quizapp.articles.noise import is_noise, is_noise_as_heading
from quizapp.articles.rows import key_point

_LONGEST_QUESTION = 220
_LONGEST_TITLE = 220
# A row of a key-points table is a line; a paragraph longer than this is not one.
_LONGEST_ROW = 420


def structured(text: str, blocks: list[Block]) -> Article:
    """The article that the blocks make up; their spans count in ``text``."""
    reader = _Reader(text, blocks=blocks)
    reader.read()
    return reader.article()


@dataclass(slots=True)
class _Reader(Gathered):
    """Walks over the blocks once. ``place`` is where the next paragraph goes."""

    blocks: list[Block] = field(kw_only=True)
    place: str = "lead"
    rows_wanted: bool = False

    def read(self) -> None:
        known = _known_in(self.blocks)
        kept = [block for block in self.blocks if not self._drop_noise(block)]
        kept = self._take_title(kept)
        kept = [piece for block in kept for piece in self._unfused(block)]
        for number, block in enumerate(kept):
            following = kept[number + 1] if number + 1 < len(kept) else None
            self._place(block, following, known)

    def _drop_noise(self, block: Block) -> bool:
        is_furniture = is_noise_as_heading if block.kind == HEADING else is_noise
        if block.kind == NOISE or (block.kind != ROW and is_furniture(block.text)):
            self.noise.append(block.part)
            return True
        return False

    def _take_title(self, blocks: list[Block]) -> list[Block]:
        tops = [n for n, block in enumerate(blocks) if block.kind == HEADING and block.level == 1]
        if tops:
            self.title = blocks[tops[0]].part
            return blocks[: tops[0]] + blocks[tops[0] + 1 :]
        if blocks and _is_title(blocks[0], blocks[1] if len(blocks) > 1 else None):
            self.title = blocks[0].part
            return blocks[1:]
        return blocks

    def _unfused(self, block: Block) -> list[Block]:
        """A block whose heading ran into its paragraph, as the two that it is."""
        if block.kind == HEADING or block.kind == ROW or _asks(block):
            return [block]
        raw = self.text[block.part.start : block.part.end]
        end = fused_heading_end(raw)
        if end is None:
            return [block]
        heading = part_of(self.text, block.part.start, block.part.start + end)
        rest = part_of(self.text, block.part.start + end + 1, block.part.end)
        return [Block(HEADING, heading, level=2), Block(block.kind, rest)]

    def _place(self, block: Block, following: Block | None, known: Callable[[str], bool]) -> None:
        if self._opens_part(block, following):
            return
        if self.rows_wanted and self._take_row(block, known):
            return
        if _asks(block) and (self.place == "faq" or EXPLICIT_QUESTION.match(block.text)):
            self._open_question(block)
        elif self._is_heading(block, following):
            self.place, self.rows_wanted = "section", False
            self.sections.append((block.part, []))
        else:
            self._add_paragraph(block)

    def _opens_part(self, block: Block, following: Block | None) -> bool:
        """Take a heading that names the FAQ, the key points or the summary."""
        if block.kind == ROW:
            return bool(TABLE_HEAD.match(block.text)) and self._want_rows()
        if len(block.text) > 90:
            return False
        if KEY_POINTS_HEADING.match(block.text) or TABLE_HEAD.match(block.text):
            return self._want_rows()
        if FAQ_HEADING.match(block.text):
            self.place, self.rows_wanted = "faq", False
            return True
        if SUMMARY_HEADING.match(block.text) and following is not None:
            self.place, self.rows_wanted = "summary", False
            return True
        return False

    def _want_rows(self) -> bool:
        self.place, self.rows_wanted = "section", True
        return True

    def _take_row(self, block: Block, known: Callable[[str], bool]) -> bool:
        if block.kind == HEADING or len(block.text) > _LONGEST_ROW:
            self.rows_wanted = False
            return False
        # A plain table ends where a blank line stands and what follows has no column gap.
        point = key_point(self.text, block, known)
        if point is None or (self._rows_have_ended(block) and "\t" not in self._raw(block)):
            self.rows_wanted = False
            return False
        self.key_points.append(point)
        return True

    def _rows_have_ended(self, block: Block) -> bool:
        tight = len(self.key_points) > 1 and block.kind == LINE
        between = self.text[self.key_points[-1].end : block.part.start] if self.key_points else ""
        earlier = self.text[self.key_points[-2].end : self.key_points[-1].start] if tight else ""
        return tight and between.count("\n") > 1 and earlier.count("\n") <= 1

    def _raw(self, block: Block) -> str:
        return self.text[block.part.start : block.part.end]

    def _open_question(self, block: Block) -> None:
        self.place, self.rows_wanted = "faq", False
        raw = self._raw(block)
        mark = QUESTION_MARK.match(raw)
        start = block.part.start + (mark.end() if mark else 0)
        self.faq.append((part_of(self.text, start, block.part.end), []))

    def _is_heading(self, block: Block, following: Block | None) -> bool:
        if block.kind == HEADING:
            return True
        if block.kind != LINE or following is None or following.kind == ROW:
            return False
        before = len(following.text) > 1.3 * len(block.text) and (
            following.text.rstrip()[-1:] in ".!?:\u201d\"" or len(following.text) > 150
        )
        if not looks_like_heading(block.text, before_paragraph=before):
            return False
        if self.place == "faq":
            # Inside an FAQ a bare short line is an answer unless it is written like a title.
            return bool(self.faq and self.faq[-1][1]) and title_case_share(block.text) >= 0.75
        return block.gap or title_case_share(block.text) >= 0.75

    def _add_paragraph(self, block: Block) -> None:
        self.rows_wanted = False
        part = block.part
        if self.place == "faq" and self.faq:
            if mark := ANSWER_MARK.match(self._raw(block)):
                part = part_of(self.text, part.start + mark.end(), part.end)
            self.faq[-1][1].append(part)
        elif self.place == "summary":
            self.summary.append(part)
        elif self.sections and self.place != "lead":
            self.sections[-1][1].append(part)
        else:
            self.lead.append(part)


def _is_title(block: Block, following: Block | None) -> bool:
    if block.kind != LINE or len(block.text) > _LONGEST_TITLE:
        return False
    if KEY_POINTS_HEADING.match(block.text) or FAQ_HEADING.match(block.text):
        return False
    ends_sentence = re.search(r"[.;,]$", block.text) is not None
    return not ends_sentence and (following is None or len(following.text) > 0)


def _asks(block: Block) -> bool:
    text = block.text.rstrip("* ")
    if block.kind in {ROW} or len(text) > _LONGEST_QUESTION or not text.endswith("?"):
        return False
    return block.kind in {HEADING, ITEM, LINE, "paragraph"} and not re.search(r"[.!?]\s+[A-Z]", text[:-1][4:])


def _known_in(blocks: list[Block]) -> Callable[[str], bool]:
    """Whether a run of words stands inside a sentence of the running text."""
    table = next((n for n, b in enumerate(blocks) if KEY_POINTS_HEADING.match(b.text)), len(blocks))
    prose = " ".join(b.text for b in blocks[:table] if len(b.text) > 120 and b.kind != HEADING)
    # A sentence's first word is capitalised whatever it is, so it proves nothing.
    inside = re.sub(r"(?<=[.!?])\s+\S+", " ", prose)

    def known(words: str) -> bool:
        return bool(words) and re.search(rf"\b{re.escape(words)}\b", inside) is not None

    return known
