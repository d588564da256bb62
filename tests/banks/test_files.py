from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.banks.files import BankArticle, BankErrors, BankFile, BankQuestion, read_bank, slug, write_bank
from quizapp.questions import TYPES, question_type

BANK = '''
format = 1
slug = "europe"
title = "How the European Parliament is elected"
licence = "CC-BY-4.0"

[article]
title = "Europe"
file = "articles/europe.txt"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"

[[question]]
id = "seats-2024"
type = "multiple-choice"
status = "approved"
stem = "How many seats did the parliament have after the 2024 election?"
key = "720"
distractors = ["705", "751"]
tags = ["elections"]
[[question.evidence]]
quote = """It has 720 seats
[not a header]"""
start = 10
end = 41

[[question]]
id = "road"
type = "timeline"
stem = "Put these events in order, earliest first."
[[question.event]]
id = "rome"
label = "The Treaty of Rome is signed"
date = "1957-03-25"
evidence = { quote = "In March 1957", start = 0, end = 13 }
[[question.event]]
id = "direct"
label = "Voters elect the parliament"
after = ["rome"]
[[question.event]]
id = "lisbon"
label = "The Treaty of Lisbon is signed"
date = "2007-12"
'''

texts = st.text(min_size=1, max_size=40)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
evidences = st.builds(
    lambda quote, start: {"quote": quote, "start": start, "end": start + len(quote)}, texts, st.integers(0, 10**6)
)


def _multiple_choice(draw: st.DrawFn) -> dict[str, Any]:
    options = draw(st.lists(texts, min_size=3, max_size=6))
    return {"key": options[0], "distractors": options[1:], "spare_distractors": draw(st.lists(texts, max_size=3))}


def _multiple_response(draw: st.DrawFn) -> dict[str, Any]:
    options = draw(st.lists(texts, min_size=3, max_size=6))
    return {"keys": options[:2], "distractors": options[2:]}


def _true_false(draw: st.DrawFn) -> dict[str, Any]:
    return {"key": draw(st.booleans())}


def _short_answer(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "key": draw(texts),
        "accepted": draw(st.lists(texts, max_size=2)),
        "partly": draw(st.lists(texts, max_size=2)),
        "accents_optional": draw(st.booleans()),
    }


def _number(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "key": draw(st.integers() | st.floats(-1e6, 1e6).map(lambda value: round(value, 3)) | st.just("2/3")),
        "tolerance": draw(st.sampled_from(["", "0.5", "5 %", 2])),
        "unit": draw(st.text("abc %€", max_size=5)),
    }


def _matching(draw: st.DrawFn) -> dict[str, Any]:
    sides = draw(st.lists(texts, min_size=5, max_size=7))
    proofs = draw(st.lists(st.none() | evidences, min_size=2, max_size=2))
    return {
        "pairs": [
            {"left": sides[number], "right": sides[number + 2], "evidence": proof}
            for number, proof in enumerate(proofs)
        ],
        "distractors": sides[4:],
    }


def _timeline(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "events": [
            {
                "id": f"e{number}",
                "label": draw(texts),
                "date": draw(st.sampled_from([None, f"19{number}X", f"{1900 + number}-06~", str(1900 + number)])),
                "after": [f"e{number - 1}"] if number and draw(st.booleans()) else [],
                "evidence": draw(st.none() | evidences),
            }
            for number in range(draw(st.integers(3, 5)))
        ]
    }


CONTENTS = {
    "multiple-choice": _multiple_choice,
    "multiple-response": _multiple_response,
    "true-false": _true_false,
    "short-answer": _short_answer,
    "number": _number,
    "matching": _matching,
    "timeline": _timeline,
}


def test_every_type_takes_part_in_the_round_trip():
    assert set(CONTENTS) == set(TYPES)


@st.composite
def questions(draw: st.DrawFn, id_: str) -> BankQuestion:
    """A question of any type, in any wording."""
    type_ = draw(st.sampled_from(sorted(CONTENTS)))
    data: dict[str, Any] = {"stem": draw(texts), "explanation": draw(st.text(max_size=60)), **CONTENTS[type_](draw)}
    if type_ not in ("timeline", "matching"):
        data["evidence"] = draw(st.lists(evidences, max_size=2))
    try:
        content = question_type(type_).parse(data)
        return BankQuestion(
            id=id_,
            type=type_,
            status=draw(st.sampled_from(["draft", "approved", "retired"])),
            tags=draw(st.lists(texts, max_size=2)),
            content=content,
        )
    except ValidationError:
        assume(False)
        raise


@st.composite
def banks(draw: st.DrawFn) -> BankFile:
    ids = draw(st.lists(slugs, max_size=3, unique=True))
    try:
        return BankFile(
            slug=draw(slugs),
            title=draw(texts),
            licence=draw(st.text(max_size=20)),
            article=draw(
                st.none() | st.builds(BankArticle, title=texts.filter(str.strip), file=slugs, sha256=st.just("0" * 64))
            ),
            questions=tuple(draw(questions(id_)) for id_ in ids),
        )
    except ValidationError:
        assume(False)
        raise


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)
@given(banks())
def test_a_bank_that_is_written_and_read_is_the_same(bank):
    assert read_bank(write_bank(bank)) == bank


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)
@given(banks())
def test_writing_what_was_read_gives_the_same_bytes(bank):
    assert write_bank(read_bank(write_bank(bank))) == write_bank(bank)


def test_a_bank_is_written_to_be_read_by_people():
    assert write_bank(read_bank(BANK)) == BANK.lstrip().replace(
        'licence = "CC-BY-4.0"', 'language = "en"\nlicence = "CC-BY-4.0"'
    ).replace('type = "timeline"\n', 'type = "timeline"\nstatus = "draft"\n').replace(
        '"""It has 720 seats\n[not a header]"""', '"It has 720 seats\\n[not a header]"'
    )


NEW_TYPES = '''
format = 1
slug = "hall"
title = "The hall"
language = "en"

[[question]]
id = "rooms"
type = "multiple-response"
status = "draft"
stem = "Which rooms does the hall have?"
keys = ["A library", "A chamber"]
distractors = ["A prison"]

[[question]]
id = "older"
type = "true-false"
status = "draft"
stem = "The hall is older than the bridge."
key = false

[[question]]
id = "designer"
type = "short-answer"
status = "draft"
stem = "Who designed the hall?"
key = "Clara Löw"
accepted = ["Löw"]
accents_optional = true
[[question.evidence]]
quote = "Clara Löw designed it."
start = 0
end = 22

[[question]]
id = "seats"
type = "number"
status = "draft"
stem = "How many people does the hall seat?"
key = "1,200"
tolerance = "5 %"
unit = "people"

[[question]]
id = "uses"
type = "matching"
status = "draft"
stem = "What is each room used for?"
distractors = ["Weddings"]
[[question.pair]]
left = "Chamber"
right = "Meetings"
evidence = { quote = "It meets in the chamber.", start = 30, end = 54 }
[[question.pair]]
left = "Cellar"
right = "The archive"
'''


def test_the_other_types_are_written_to_be_read_by_people_too():
    assert write_bank(read_bank(NEW_TYPES)) == NEW_TYPES.lstrip()


@pytest.mark.parametrize(
    ("old", "new", "path", "line", "message"),
    [
        ("key = false", 'key = "no"', "question[2].key", "key = false", "must be true or false"),
        ('["A library", "A chamber"]', '"A library"', "question[1].keys", "keys =", "must be a list"),
        ('"A library", "A chamber"', '"A library", ""', "question[1].keys[2]", "keys =", "is empty"),
        ('["Löw"]', '["clara löw"]', "question[3]", '[[question]]\nid = "designer"', "is accepted already"),
        ('key = "1,200"', 'key = "many"', "question[4]", '[[question]]\nid = "seats"', "is not a number in digits"),
        ('"5 %"', '"some"', "question[4]", '[[question]]\nid = "seats"', "neither an amount"),
        ('"Meetings"', '""', "question[5].pair[1].right", "right =", "is empty"),
        ("start = 30", "start = 31", "question[5].pair[1].evidence", "evidence = {", "length of the quote"),
        ('"Cellar"', '"chamber"', "question[5]", '[[question]]\nid = "uses"', "on the left twice"),
    ],
)
def test_an_error_in_the_other_types_says_what_is_wrong_where(old, new, path, line, message):
    with pytest.raises(BankErrors) as caught:
        read_bank(NEW_TYPES.replace(old, new, 1))
    (error,) = caught.value.errors
    assert (error.path, error.line) == (path, line_of(line, NEW_TYPES))
    assert message in error.message


def test_a_long_list_is_written_one_item_a_line():
    bank = read_bank(BANK.replace('"705", "751"', '"' + "a" * 60 + '", "' + "b" * 60 + '"'))
    assert f'distractors = [\n    "{"a" * 60}",\n    "{"b" * 60}",\n]\n' in write_bank(bank)


def test_a_bank_is_read_from_a_file(tmp_path: Path):
    (tmp_path / "europe.toml").write_text(BANK, encoding="utf-8")
    assert read_bank(tmp_path / "europe.toml") == read_bank(BANK)


def test_a_byte_order_mark_and_other_line_ends_change_nothing(tmp_path: Path):
    (tmp_path / "europe.toml").write_bytes(b"\xef\xbb\xbf" + BANK.replace("\n", "\r\n").encode())
    assert read_bank(tmp_path / "europe.toml").slug == "europe"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lee’s visit: Seoul, 2026!", "lees-visit-seoul-2026"),
        ("Élection", "election"),
        ("선거", ""),
        ("a" * 99, "a" * 80),
    ],
)
def test_a_title_makes_a_name_for_addresses_and_files(text, name):
    assert slug(text) == name


def errors(toml: str) -> list[tuple[str, int]]:
    with pytest.raises(BankErrors) as caught:
        read_bank(toml)
    return [(error.path, error.line) for error in caught.value.errors]


def line_of(text: str, toml: str = BANK) -> int:
    return toml[: toml.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("format = 1", "format = 2", "format"),
        ('slug = "europe"', 'slug = "Europe!"', "slug"),
        ('file = "articles/europe.txt"', 'file = "../europe.txt"', "article.file"),
        ('file = "articles/europe.txt"', 'file = "C:/europe.txt"', "article.file"),
        ('sha256 = "00', 'sha256 = "', "article.sha256"),
        ('id = "seats-2024"', 'id = "seats 2024"', "question[1].id"),
        ('type = "timeline"', 'type = "essay"', "question[2].type"),
        ('status = "approved"', 'status = "ready"', "question[1].status"),
        ('key = "720"', 'key = ""', "question[1].key"),
        ("start = 10", "start = 11", "question[1].evidence[1]"),
        ("start = 10", 'start = "ten"', "question[1].evidence[1].start"),
        ('date = "1957-03-25"', 'date = "yesterday"', "question[2].event[1].date"),
        ('date = "1957-03-25"', "date = 1957-03-25", "question[2].event[1].date"),
        ('label = "Voters elect the parliament"', 'label = ""', "question[2].event[2].label"),
        ('after = ["rome"]', "after = [1]", "question[2].event[2].after[1]"),
    ],
)
def test_an_error_names_its_place_and_its_line(old, new, path):
    expected = line_of("[[question.evidence]]") if path.endswith("evidence[1]") else line_of(old)
    assert errors(BANK.replace(old, new, 1)) == [(path, expected)]


def test_something_missing_is_reported_at_the_thing_it_is_missing_from():
    assert errors(BANK.replace('key = "720"\n', "")) == [("question[1].key", line_of("[[question]]"))]


def test_every_error_is_reported_at_once_in_the_order_of_the_file():
    broken = (
        BANK.replace('slug = "europe"\n', "")
        .replace('key = "720"', 'key = ""')
        .replace('id = "road"', 'id = "seats-2024"\nnote = "x"')
        .replace('"2007-12"', '"2007-13"')
    )
    assert [path for path, _ in errors(broken)] == [
        "slug", "question[1].key", "question[2].id", "question[2].note", "question[2].event[3].date",
    ]  # fmt: skip


def test_a_wrong_event_is_not_also_reported_as_too_few_events():
    assert errors(BANK.replace('"2007-12"', '"2007-13"')) == [("question[2].event[3].date", line_of('"2007-12"'))]


def test_events_that_contradict_each_other_are_reported_at_their_question():
    broken = BANK.replace('after = ["rome"]', 'date = "1950"\nafter = ["rome"]')
    assert [path for path, _ in errors(broken)] == ["question[2]"]


def test_text_that_is_no_toml_is_reported_with_its_line():
    assert errors("format = 1\nslug = europe\n") == [("", 2)]


def test_a_file_that_is_no_text_is_reported(tmp_path: Path):
    (tmp_path / "bank.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BankErrors, match="UTF-8"):
        read_bank(tmp_path / "bank.toml")


def test_a_single_question_table_is_explained():
    with pytest.raises(BankErrors, match=r"\[\[question\]\]"):
        read_bank('format = 1\nslug = "a"\ntitle = "A"\n[question]\nid = "a"\n')


VALUES = st.recursive(
    st.integers() | st.text(max_size=5) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "event"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["format", "slug", "title", "article", "question"]), VALUES))
def test_no_shape_of_file_raises_anything_but_bank_errors(data):
    with pytest.raises(BankErrors):
        read_bank("unknown = 1\n" + tomlkit.dumps(data))


@given(st.text())
def test_no_text_raises_anything_but_bank_errors(text):
    with pytest.raises(BankErrors):
        read_bank(text)
