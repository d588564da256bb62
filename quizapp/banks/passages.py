"""Where a quote of one text stands in another: the same sentence, a changed one, or nowhere."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizapp.articles.lines import MARKER, NOISE, POINT, TITLE, lines_of
from quizapp.articles.model import Article

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[.!?][\u201d\u2019\"')\]]*\s+(?=[\u201c\u2018\"'(\[]?[A-Z0-9])")
_WORD = re.compile(r"\S+")
# Shares of a sentence's words that another one must have: to be looked at, and to be taken for it.
_LOOKED_AT = 0.4
_TAKEN = 0.55


@dataclass(frozen=True, slots=True)
class Match:
    """``old`` and ``new`` are the sentences around the quote; ``new`` is None where there is nothing like it.

    Where ``is_same``, the sentence has not changed, and ``quote`` is where the quote itself stands now.
    """

    old: Span
    new: Span | None
    quote: Span | None
    is_same: bool


class Sentences:
    """The sentences of an article, in the order of its text. No sentence reaches over a line of the article."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.spans: list[Span] = []
        self.lines: list[int] = []
        for number, (start, end) in enumerate(_prose(article)):
            for span in sentence_spans(article.text, start, end):
                self.spans.append(span)
                self.lines.append(number)
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]
        self.words = [_words(self.text, span) for span in self.spans]

    def around(self, start: int, end: int) -> Span:
        """From the beginning of the sentence that holds ``start`` to the end of the one that holds ``end``."""
        first, behind = bisect_right(self._ends, start), bisect_left(self._starts, end)
        touched = self.spans[first:behind]
        return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)

    def count(self, span: Span) -> int:
        return max(1, bisect_left(self._starts, span[1]) - bisect_right(self._ends, span[0]))


def _prose(article: Article) -> Iterator[Span]:
    for line in lines_of(article):
        if line.kind in {NOISE, MARKER, TITLE}:
            continue
        if line.kind == POINT and line.cut is not None:
            yield line.start, line.cut
            yield line.cut, line.end
        else:
            yield line.start, line.end


def sentence_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a part of the text, without the spaces between them."""
    begun = start
    for found in _SENTENCE_END.finditer(text, start, end):
        yield begun, begun + len(text[begun : found.end()].rstrip())
        begun = found.end()
    if text[begun:end].strip():
        yield begun, begun + len(text[begun:end].rstrip())


def _words(text: str, span: Span) -> list[str]:
    return text[span[0] : span[1]].casefold().split()


def find(quote: str, start: int, old: Sentences, new: Sentences) -> Match:
    """Where the quote, which stands at ``start`` of the old text, stands in the new one."""
    around = old.around(start, start + len(quote))
    wanted = _words(old.text, around)
    places = _occurrences(quote, new.text)
    same = [place for place in places if _words(new.text, new.around(*place)) == wanted]
    if same:
        place = _counterpart(same, quote, start, around, old, new)
        return Match(around, new.around(*place), place, is_same=True)
    if places:
        place = _nearest(places, start, old, new)
        return Match(around, new.around(*place), place, is_same=False)
    return Match(around, _most_like(wanted, old.count(around), around[0], old, new), None, is_same=False)


def _occurrences(quote: str, text: str) -> list[Span]:
    """Every place of the quote, whatever white space stands between its words."""
    words = [re.escape(word) for word in quote.split()]
    return [found.span() for found in re.finditer(r"\s+".join(words), text)] if words else []


def _counterpart(same: list[Span], quote: str, start: int, around: Span, old: Sentences, new: Sentences) -> Span:
    """Of several equal places, the one with the same number as the old place."""
    wanted = _words(old.text, around)
    earlier = [place for place in _occurrences(quote, old.text) if _words(old.text, old.around(*place)) == wanted]
    numbers = [number for number, place in enumerate(earlier) if place[0] == start]
    if len(earlier) == len(same) and numbers:
        return same[numbers[0]]
    return _nearest(same, start, old, new)


def _nearest(places: list[Span], start: int, old: Sentences, new: Sentences) -> Span:
    """The place at about the same share of the text."""
    share = start / max(1, len(old.text))
    return min(places, key=lambda place: abs(place[0] / max(1, len(new.text)) - share))


def _most_like(wanted: list[str], count: int, start: int, old: Sentences, new: Sentences) -> Span | None:
    """The run of sentences of one line that has most of the wanted words in their order."""
    pool, share = set(wanted), start / max(1, len(old.text))
    best: tuple[float, float, Span] | None = None
    likeness_to = SequenceMatcher(None, autojunk=False)
    likeness_to.set_seq2(wanted)
    for size in sorted({count, count + 1, max(1, count - 1)}):
        for first in range(len(new.spans) - size + 1):
            last = first + size - 1
            if new.lines[first] != new.lines[last]:
                continue
            words = [word for each in new.words[first : last + 1] for word in each]
            if len(pool.intersection(words)) < _LOOKED_AT * len(pool):
                continue
            likeness_to.set_seq1(words)
            # Two upper bounds are far cheaper than the ratio itself.
            needed = max(_TAKEN, best[0] if best else 0.0)
            if likeness_to.real_quick_ratio() < needed or likeness_to.quick_ratio() < needed:
                continue
            likeness = likeness_to.ratio()
            span = (new.spans[first][0], new.spans[last][1])
            found = (likeness, -abs(span[0] / max(1, len(new.text)) - share), span)
            if likeness >= _TAKEN and (best is None or found > best):
                best = found
    return best[2] if best else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; ``differs`` where the other text has something else there."""

    text: str
    differs: bool


def differences(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, word for word, with what differs marked."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if a < b:
            left.append(Piece(" ".join(before[a:b]), tag != "equal"))
        if c < d:
            right.append(Piece(" ".join(after[c:d]), tag != "equal"))
    return left, right
