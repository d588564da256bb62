"""What a question is about, and what an attempt says about each topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.articles.model import Article
from quizapp.banks.tagging import topics_of_tags
from quizapp.questions.content import Evidence

_PARTS = {
    "lead": "Introduction",
    "section": "Text",
    "faq": "Questions and answers",
    "key-point": "Key points",
    "summary": "Summary",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """Points earned of those there were, and the places of the questions that were not quite right."""

    name: str
    points: float
    most: int
    missed: list[int]


def topics_of(tags: Iterable[str], article: Article | None, quotes: Sequence[Evidence]) -> list[str]:
    """What a question is about: its tags, else the part of the article where its first quote stands.

    Tags that drafting leaves are no topics. Without either there is none.
    """
    named = topics_of_tags(tags)
    if named or article is None or not quotes:
        return named
    part = part_at(article, quotes[0].start)
    return [part] if part else []


def part_at(article: Article, place: int) -> str:
    """The part that holds this place of the article's text: a section's heading, or what kind of part it is."""
    body = next((each for each in article.body_parts() if each.part.start <= place < each.part.end), None)
    if body is None:
        return ""
    return body.context.text if body.place == "section" and body.context else _PARTS[body.place]


def by_topic(answered: Iterable[tuple[int, float, Sequence[str]]]) -> list[Topic]:
    """A topic for each name in (position, credit, names), the weakest first.

    A question of two topics counts in both, one without any in none. One topic alone says no more than the score
    does, so then there is none.
    """
    found: dict[str, list[tuple[int, float]]] = {}
    for position, credit, names in answered:
        for name in names:
            found.setdefault(name, []).append((position, credit))
    if len(found) < 2:
        return []
    topics = [
        Topic(
            name,
            points=sum(credit for _, credit in answers),
            most=len(answers),
            missed=[position for position, credit in answers if credit < 1],
        )
        for name, answers in found.items()
    ]
    return sorted(topics, key=lambda topic: (topic.points / topic.most, topic.name.casefold()))
