"""An article as a list of lines, each with its kind, and back again: what corrections work on."""

import re
from dataclasses import dataclass

from quizapp.articles.blocks import part_of
from quizapp.articles.gathering import Gathered
from quizapp.articles.markers import ANSWER_MARK, FAQ_HEADING, QUESTION_MARK
from quizapp.articles.model import Article, KeyPoint, Part

TITLE = "title"
HEADING = "heading"
BODY = "body"
QUESTION = "question"
POINT = "point"
SUMMARY = "summary"
NOISE = "noise"
# A line that only says what follows, such as "Frequently Asked Questions"; no part of the article itself.
MARKER = "marker"

_SEPARATORS = " \t:|\u2013\u2014-"


@dataclass(frozen=True, slots=True)
class Line:
    """A run of the article's text. ``cut`` is where the detail of a key point begins; both count characters."""

    kind: str
    start: int
    end: int
    cut: int | None = None


def lines_of(article: Article) -> list[Line]:
    """Everything that stands in the article's text, in its order; the lines do not overlap."""
    lines = [Line(TITLE, article.title.start, article.title.end)] if article.title else []
    for body in article.body_parts():
        if body.place not in {"key-point", "summary"}:
            lines.append(Line(BODY, body.part.start, body.part.end))
    lines += [Line(HEADING, section.heading.start, section.heading.end) for section in article.sections]
    lines += [Line(QUESTION, entry.question.start, entry.question.end) for entry in article.faq]
    lines += [Line(POINT, point.label.start, point.detail.end, point.detail.start) for point in article.key_points]
    lines += [Line(SUMMARY, part.start, part.end) for part in article.summary]
    lines += [Line(NOISE, part.start, part.end) for part in article.noise]
    known = sorted((line for line in lines if line.end > line.start), key=lambda line: line.start)
    return sorted([*known, *_markers(article.text, known)], key=lambda line: line.start)


def _markers(text: str, lines: list[Line]) -> list[Line]:
    """Lines of the text that belong to no part. Signs such as "Q:" beside a part are no lines."""
    markers, before = [], 0
    for line in [*lines, Line(NOISE, len(text), len(text))]:
        for found in re.finditer(r"[^\n]+", text[before : line.start]):
            start, end = before + found.start(), before + found.end()
            alone = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
            part = part_of(text, start, end)
            if alone and part.text:
                markers.append(Line(MARKER, part.start, part.end))
        before = max(before, line.end)
    return markers


def article_of(text: str, lines: list[Line]) -> Article:
    """The article that the lines make up; the inverse of ``lines_of``.

    Body text belongs to the question or the heading above it, and to the lead where there is none. A
    question without an answer is no part of the article.
    """
    builder = _Builder(text)
    for line in lines:
        builder.add(line)
    return builder.article()


@dataclass(slots=True)
class _Builder(Gathered):
    in_faq: bool = False

    def add(self, line: Line) -> None:
        part = part_of(self.text, line.start, line.end)
        if line.kind == TITLE:
            self.title = part
        elif line.kind == NOISE:
            self.noise.append(part)
        elif line.kind == QUESTION:
            self.faq.append((part, []))
            self.in_faq = True
        elif line.kind == BODY:
            self._body().append(part)
        elif line.kind == MARKER and FAQ_HEADING.match(part.text):
            # A second heading of the FAQ ends no answer.
            return
        else:
            self.in_faq = False
            self._add_other(line, part)

    def _add_other(self, line: Line, part: Part) -> None:
        if line.kind == HEADING:
            self.sections.append((part, []))
        elif line.kind == SUMMARY:
            self.summary.append(part)
        elif line.kind == POINT and line.cut is not None:
            self.key_points.append(_key_point(self.text, line.start, line.cut, line.end))

    def _body(self) -> list[Part]:
        if self.in_faq:
            return self.faq[-1][1]
        return self.sections[-1][1] if self.sections else self.lead


def _key_point(text: str, start: int, cut: int, end: int) -> KeyPoint:
    bare = len(text[start:cut].rstrip(_SEPARATORS))
    label = part_of(text, start, start + bare)
    detail = part_of(text, cut, end)
    return KeyPoint(label, detail, label.start, detail.end)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about one line as read: its true kind, and where its second part begins.

    ``cut`` splits a key point into label and detail, and parts body text from a heading or a question that
    ran into it. ``text`` is the line itself, so that it is known again when the article is read anew.
    """

    start: int
    end: int
    kind: str
    text: str
    cut: int | None = None


class BadCorrection(ValueError):
    """The correction does not fit the line; the message says what to choose instead."""


# Kinds that a person can give a line, and of these the ones that may or must be cut in two.
CHOICES = (TITLE, HEADING, BODY, QUESTION, POINT, SUMMARY, NOISE)
CUTTABLE = frozenset({HEADING, QUESTION, POINT})


def cuts(text: str, line: Line, *, most: int = 40) -> list[int]:
    """Where a line may be cut: before each word but the first, for the first ``most`` words."""
    words = list(re.finditer(r"[^\s|]+", text[line.start : line.end]))
    starts = [found.start() for found in words[1 : most + 1] if found.group().strip(_SEPARATORS)]
    return [line.start + start for start in starts if text[line.start : line.start + start].strip(_SEPARATORS)]


def correction_of(text: str, line: Line, kind: str, cut: int | None) -> Correction:
    """A correction of this line. Raises ``BadCorrection`` where kind and cut do not fit it."""
    if kind not in CHOICES:
        raise BadCorrection("Choose what the line is.")
    if kind not in CUTTABLE:
        cut = None
    if cut is not None and cut not in cuts(text, line):
        raise BadCorrection("Choose one of the places at which the line can be split.")
    if kind == POINT and cut is None:
        raise BadCorrection("Choose where the detail begins: a key point needs a label and a detail.")
    return Correction(line.start, line.end, kind, text[line.start : line.end], cut)


def corrected(article: Article, corrections: list[Correction]) -> Article:
    """The article with the corrections; its text, and so every span in it, stays as it is."""
    return article_of(article.text, corrected_lines(article, corrections)) if corrections else article


def corrected_lines(article: Article, corrections: list[Correction]) -> list[Line]:
    """The article's lines, those with a correction replaced by what the correction makes of them."""
    said = {(correction.start, correction.end): correction for correction in corrections}
    retitled = any(correction.kind == TITLE for correction in corrections)
    lines: list[Line] = []
    for line in lines_of(article):
        correction = said.get((line.start, line.end))
        if correction:
            lines += _pieces(article.text, correction)
        elif line.kind == TITLE and retitled:
            lines.append(Line(HEADING, line.start, line.end))
        else:
            lines.append(line)
    return lines


def _pieces(text: str, correction: Correction) -> list[Line]:
    start, end, cut = correction.start, correction.end, correction.cut
    if correction.kind == POINT:
        return [Line(POINT, start, end, cut)]
    first_end = end if cut is None else cut
    if correction.kind == HEADING and cut is not None:
        first_end = start + len(text[start:cut].rstrip(_SEPARATORS))
    if correction.kind == QUESTION and (mark := QUESTION_MARK.match(text[start:first_end])):
        start = start + mark.end() if text[start + mark.end() : first_end].strip() else start
    pieces = [Line(correction.kind, start, first_end)]
    if cut is not None:
        mark = ANSWER_MARK.match(text[cut:end]) if correction.kind == QUESTION else None
        skip = mark.end() if mark and text[cut + mark.end() : end].strip() else 0
        pieces.append(Line(BODY, cut + skip, end))
    return pieces


def carried_over(corrections: list[Correction], article: Article) -> list[Correction]:
    """The corrections that still fit another reading, moved to where their lines stand in it now.

    A line is known by its text; where several are the same, the order of the corrections tells.
    """
    places: dict[str, list[Line]] = {}
    for line in lines_of(article):
        places.setdefault(article.text[line.start : line.end], []).append(line)
    carried = []
    for correction in sorted(corrections, key=lambda each: each.start):
        same = places.get(correction.text)
        if same:
            line = same.pop(0)
            moved = line.start - correction.start
            cut = None if correction.cut is None else correction.cut + moved
            carried.append(Correction(line.start, line.end, correction.kind, correction.text, cut))
    return carried
