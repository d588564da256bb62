"""The pieces of an article as they are found, and the article that they make up."""

from dataclasses import dataclass, field

from quizapp.articles.model import Article, FaqEntry, KeyPoint, Part, Section


@dataclass(slots=True)
class Gathered:
    """What was found so far in ``text``: headings with their paragraphs, questions with their answers, and the rest."""

    text: str
    title: Part | None = None
    lead: list[Part] = field(default_factory=list)
    sections: list[tuple[Part, list[Part]]] = field(default_factory=list)
    faq: list[tuple[Part, list[Part]]] = field(default_factory=list)
    key_points: list[KeyPoint] = field(default_factory=list)
    summary: list[Part] = field(default_factory=list)
    noise: list[Part] = field(default_factory=list)

    def article(self) -> Article:
        """The article of these pieces; a question without an answer is no part of it."""
        return Article(
            text=self.text,
            title=self.title,
            lead=tuple(self.lead),
            sections=tuple(_section(heading, parts) for heading, parts in self.sections),
            faq=tuple(_entry(question, parts) for question, parts in self.faq if parts),
            key_points=tuple(self.key_points),
            summary=tuple(self.summary),
            noise=tuple(sorted(self.noise, key=lambda part: part.start)),
        )


def _section(heading: Part, parts: list[Part]) -> Section:
    return Section(heading, tuple(parts), heading.start, parts[-1].end if parts else heading.end)


def _entry(question: Part, parts: list[Part]) -> FaqEntry:
    """A question with its answer; ``parts`` must not be empty."""
    answer = parts[0]
    if len(parts) > 1:
        answer = Part("\n\n".join(part.text for part in parts), parts[0].start, parts[-1].end)
    return FaqEntry(question, answer, tuple(parts), question.start, answer.end)
