"""An article as read: every part knows its span of characters in the article's text."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """``text`` is clean (white space collapsed); ``start`` and ``end`` count in ``Article.text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it."""

    heading: Part
    paragraphs: tuple[Part, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question of the article's own FAQ.

    ``answer`` joins the answer's ``paragraphs``; its span runs from the first to the last of them.
    """

    question: Part
    answer: Part
    paragraphs: tuple[Part, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A row of the key-points table."""

    label: Part
    detail: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BodyPart:
    """Prose with its place: "lead", "section", "faq", "key-point" or "summary".

    ``context`` is the heading, the question or the label above it, if any.
    """

    part: Part
    place: str
    context: Part | None


@dataclass(frozen=True, slots=True)
class Article:
    """``text`` is what all spans count in; the rest is its structure, in text order."""

    text: str
    title: Part | None
    lead: tuple[Part, ...]
    sections: tuple[Section, ...]
    faq: tuple[FaqEntry, ...]
    key_points: tuple[KeyPoint, ...]
    summary: tuple[Part, ...]
    noise: tuple[Part, ...]

    def body_parts(self) -> Iterator[BodyPart]:
        """Every prose part with its place, in the order lead, sections, FAQ, key points, summary."""
        for part in self.lead:
            yield BodyPart(part, "lead", None)
        for section in self.sections:
            for part in section.paragraphs:
                yield BodyPart(part, "section", section.heading)
        for entry in self.faq:
            for part in entry.paragraphs:
                yield BodyPart(part, "faq", entry.question)
        for point in self.key_points:
            yield BodyPart(point.detail, "key-point", point.label)
        for part in self.summary:
            yield BodyPart(part, "summary", None)

    def parts(self) -> Iterator[Part]:
        """Every part with a span of its own: prose, headings, questions, labels, title and noise."""
        if self.title:
            yield self.title
        for body in self.body_parts():
            yield body.part
        yield from (section.heading for section in self.sections)
        yield from (entry.question for entry in self.faq)
        yield from (point.label for point in self.key_points)
        yield from self.noise

    @property
    def word_count(self) -> int:
        """Words of prose."""
        return sum(len(body.part.text.split()) for body in self.body_parts())
