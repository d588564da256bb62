"""Who is worth asking for: public figures and holders of an office before people named in passing."""

import pytest

from quizapp.articles.reading import read_article
from quizapp.generation.notability import bystanders
from quizapp.generation.parsing import sentences_of
from quizapp.generation.world import world_of

PAPERS = "The papers of the town were kept in a chest of oak. "


def passing(text: str) -> set[str]:
    article = read_article(f"The papers of the town\n\n{text} {PAPERS * 12}".encode(), filename="a.txt")
    sentences = sentences_of(article)
    return set(bystanders(sentences, world_of(article, sentences)))


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Clara Marsh wrote to the council.",
        "Clara Marsh, the minister for housing, wrote to the council.",
        "Clara Marsh wrote to the council. Marsh was the governor of the island.",
        "Clara Marsh wrote a letter. Clara Marsh spoke in the hall. Clara Marsh paid. Clara Marsh went home.",
    ],
)
def test_holders_of_an_office_and_people_told_of_at_length_are_no_bystanders(text: str) -> None:
    assert passing(text) == set()


def test_who_is_named_once_without_an_office_is_a_bystander() -> None:
    assert passing("Clara Marsh, a baker from the hills, wrote to the council.") == {"Clara Marsh"}


def test_a_figure_of_the_pack_is_known_without_more() -> None:
    assert passing("Nelson Mandela wrote to the council.") == set()
