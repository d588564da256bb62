"""What a question is about, and points by topic."""

from hypothesis import given
from hypothesis import strategies as st

from quizapp.articles.reading import read_article
from quizapp.questions.content import Evidence
from quizapp.quizzes.topics import by_topic, part_at, topics_of

TEXT = """How the hall came about

The town had no hall for years.

Building it

The hall opened in 1911. It seats 450 guests.

The fire

The roof burned in 1923.

Frequently asked questions

Who pays for it?
The town pays.
"""
ARTICLE = read_article(TEXT.encode(), filename="hall.txt")


def quoted(text: str) -> list[Evidence]:
    start = ARTICLE.text.index(text)
    return [Evidence(quote=text, start=start, end=start + len(text))]


def test_tags_are_topics_but_for_those_that_drafting_leaves() -> None:
    assert topics_of(["timeline", "town-history", "dated"], ARTICLE, quoted("The roof burned")) == ["town history"]


def test_without_tags_the_heading_above_the_quote_is_the_topic() -> None:
    assert topics_of(["timeline"], ARTICLE, quoted("The roof burned in 1923.")) == ["The fire"]
    assert topics_of([], ARTICLE, quoted("It seats 450 guests.")) == ["Building it"]


def test_a_quote_of_the_faq_belongs_to_questions_and_answers() -> None:
    assert topics_of([], ARTICLE, quoted("The town pays.")) == ["Questions and answers"]


def test_without_tags_article_or_quote_there_is_no_topic() -> None:
    assert topics_of([], None, quoted("The town pays.")) == []
    assert topics_of([], ARTICLE, []) == []


@given(st.integers(-5, len(TEXT) + 50))
def test_every_place_has_a_part_or_none(place: int) -> None:
    names = {section.heading.text for section in ARTICLE.sections}
    known = names | {"Introduction", "Questions and answers", "Key points", "Summary", "Text", ""}
    assert part_at(ARTICLE, place) in known


def test_the_weakest_topic_comes_first_and_names_what_was_missed() -> None:
    topics = by_topic([(1, 1.0, ["law"]), (2, 0.0, ["votes"]), (3, 0.5, ["law", "votes"])])
    assert [(topic.name, topic.points, topic.most, topic.missed) for topic in topics] == [
        ("votes", 0.5, 2, [2, 3]),
        ("law", 1.5, 2, [3]),
    ]


def test_one_topic_alone_is_none() -> None:
    assert by_topic([(1, 1.0, ["law"]), (2, 0.0, ["law"]), (3, 1.0, [])]) == []
