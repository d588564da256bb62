"""What is written as TOML reads back the same, whatever stands in it."""

import tomllib

import tomlkit
from hypothesis import given
from hypothesis import strategies as some

from quizapp.banks.toml_writing import LINE_LENGTH, toml

NAMES = some.from_regex(r"[A-Za-z0-9_-]+", fullmatch=True)
TEXTS = some.text(some.characters(exclude_categories=["Cs"]))
PLAIN = TEXTS | some.integers(-(2**63), 2**63 - 1) | some.booleans() | some.floats(allow_nan=False)
VALUES = PLAIN | some.lists(PLAIN)
TABLES = some.dictionaries(NAMES, VALUES | some.dictionaries(NAMES, VALUES))
NESTED = TABLES | some.dictionaries(NAMES, some.lists(TABLES))
DOCUMENTS = some.dictionaries(NAMES, VALUES | TABLES | some.lists(NESTED))


@given(DOCUMENTS)
def test_it_reads_back_the_same(data):
    assert tomllib.loads(toml(data)) == data


@given(DOCUMENTS)
def test_another_reader_reads_the_same(data):
    assert tomlkit.parse(toml(data)).unwrap() == data


@given(TEXTS)
def test_a_text_stays_on_its_line(text):
    assert toml({"text": text}).count("\n") == 1


def test_tables_stand_apart_and_their_lists_stand_below_them():
    data = {"b": [{"c": [{"d": {"e": 1}}], "f": True}], "a": {"g": 0.5}, "h": "x"}
    assert toml(data) == 'h = "x"\n\n[[b]]\nf = true\n[[b.c]]\nd = { e = 1 }\n\n[a]\ng = 0.5\n'


def test_a_list_that_makes_a_long_line_takes_one_line_an_item():
    fitting = ["x" * (LINE_LENGTH - len('a = [""]'))]
    assert toml({"a": fitting}) == f'a = ["{fitting[0]}"]\n'
    assert toml({"a": [*fitting, "y"]}) == f'a = [\n    "{fitting[0]}",\n    "y",\n]\n'
