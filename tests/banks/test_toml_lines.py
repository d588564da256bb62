import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from quizapp.banks.toml_lines import line_numbers, nearest_line

TOML = '''# [[question]] in a comment
title = "a [[question]] in a string" # and "a quote
other = 'it is "here" # too'
a.b = 1
long = """
[[question]]
key = "x" \\"""
"""
list = [
  "]", # ]
  { x = 1 },
]
[article]
"quoted key" = 1
[[question]]
[[question.event]]
date = 1
[[question.event]]
date = 2
[[question]]
id = 1
  [[question.event]]
  date = 3
[question.more]
deep.key = 1
'''


def test_every_table_and_key_has_its_line():
    assert line_numbers(TOML) == {
        ("title",): 2,
        ("other",): 3,
        ("a",): 4,
        ("a", "b"): 4,
        ("long",): 5,
        ("list",): 9,
        ("article",): 13,
        ("article", "quoted key"): 14,
        ("question", 0): 15,
        ("question", 0, "event", 0): 16,
        ("question", 0, "event", 0, "date"): 17,
        ("question", 0, "event", 1): 18,
        ("question", 0, "event", 1, "date"): 19,
        ("question", 1): 20,
        ("question", 1, "id"): 21,
        ("question", 1, "event", 0): 22,
        ("question", 1, "event", 0, "date"): 23,
        ("question", 1, "more"): 24,
        ("question", 1, "more", "deep"): 25,
        ("question", 1, "more", "deep", "key"): 25,
    }


def test_what_has_no_line_of_its_own_is_found_by_what_it_is_in():
    lines = line_numbers(TOML)
    assert nearest_line(lines, ("list", 1, "x")) == 9
    assert nearest_line(lines, ("missing",)) == 1


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.booleans())
def test_no_text_inside_a_string_moves_the_lines(texts, multiline):
    document = tomlkit.document()
    for number, text in enumerate(texts):
        document.add(f"k{number}", tomlkit.string(text, multiline=multiline))
    toml = document.as_string()
    lines = line_numbers(toml)
    assert [toml.split("\n")[lines[f"k{number}",] - 1][:3] for number in range(len(texts))] == [
        f"k{number} " for number in range(len(texts))
    ]
