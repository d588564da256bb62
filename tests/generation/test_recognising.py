"""Names whose kind the words beside them tell."""

import pytest

from quizapp.articles.reading import read_article
from quizapp.generation.parsing import sentences_of
from tests.generation.written import AT_HOME, asked, choices, generated


def labels(text: str) -> dict[str, str]:
    """Every name of the text with the kind it is taken for."""
    sentences = sentences_of(read_article(f"Stories from Many Towns\n\n{text}\n".encode(), filename="a.txt"))
    return {entity.text: entity.label_ for sentence in sentences for entity in sentence.span.ents}


def test_a_name_beside_a_role_is_a_persons() -> None:
    assert labels("The garden was sold by Kesselring, a former baker of Kirkby.")["Kesselring"] == "PERSON"


def test_a_name_beside_a_thing_is_no_persons() -> None:
    assert labels("The garden was lit by Kesselring, a brand of lamps.").get("Kesselring") != "PERSON"


def test_a_name_beside_a_village_is_a_places() -> None:
    found = labels("The guild met at Oberwald, a village in the hills of the north.")
    assert found["Oberwald"] == "GPE"


def test_a_surname_is_a_persons_wherever_it_stands() -> None:
    found = labels("Maria Kesselring, who printed books, wrote to the guild. In 1923 Kesselring moved to Lyon.")
    assert found["Kesselring"] == "PERSON"


def test_a_prison_is_nobody() -> None:
    assert labels("In 1923 they walked out of Walter Harper Prison.").get("Walter Harper Prison") != "PERSON"


def test_what_a_name_is_said_of_is_no_person() -> None:
    text = "The farmers of Kirkby held the rock sacred under the name of Ram Galen. John Harper printed books in Lyon."
    stems = choices(generated(text, title=AT_HOME))
    assert not any("Ram Galen" in (content.key, *content.distractors) for content in stems)


def test_a_name_with_a_particle_stays_whole() -> None:
    text = "The garden of Kirkby was sold by Maria van der Berg. Van der Berg left in 1923."
    assert "Maria van der Berg" in asked(text, title=AT_HOME).values()


@pytest.mark.parametrize(("name", "regnal"), [("Edward II", True), ("Anton Weber", False)])
def test_only_kings_stand_beside_a_king(name: str, regnal: bool) -> None:
    charter = f"The charter of Kirkby was issued by {name}, the leader of the town, in 1321."
    text = f"{charter} John Harper printed books. Peter Olsen sold ships."
    found = next(c for c in choices(generated(text, title=AT_HOME)) if c.key == name)
    kings = [option for option in found.distractors if option.split()[-1] in {"I", "II", "III", "IV", "V", "VI", "VII"}]
    assert len(kings) == (3 if regnal else 0)


def options_beside(key: str, text: str) -> set[str]:
    found = next(each for each in choices(generated(text, title=AT_HOME)) if each.key == key)
    return {*found.distractors, *found.spare_distractors}


def test_beside_a_public_figure_stand_those_of_the_time_and_nobody_named_in_passing() -> None:
    told = "In 1895 the Weaver Bridge was opened by Richard Seddon. Anton Weber sold bread. Peter Olsen sold ships."
    beside = options_beside("Richard Seddon", f"{told} Jim Bolger spoke in 1992.")
    assert not beside & {"Anton Weber", "Peter Olsen", "Jim Bolger"}
    assert "Joseph Ward" in beside


def test_people_whom_only_the_article_knows_stand_beside_each_other() -> None:
    told = "In 1895 the Weaver Bridge was opened by the mayor Anton Weber. The judge Peter Olsen sold ships."
    assert "Peter Olsen" in options_beside("Anton Weber", told)
