"""Encodings: guessed, declared or chosen."""

import pytest

from quizapp.articles.decoding import ENCODINGS, Decoded, decode, label
from quizapp.articles.errors import NotText, WrongEncoding

TEXT = "Łódź elects its council. Müller paid £5 for the café’s “hall”, and the members agreed to it at once.\n"


@pytest.mark.parametrize("encoding", [name for name in ENCODINGS if name not in {"utf-16"}])
def test_a_chosen_encoding_is_used(encoding: str) -> None:
    text = TEXT.encode(encoding, errors="ignore").decode(encoding)
    assert decode(text.encode(encoding), encoding).text == text


def test_a_byte_order_mark_decides_and_is_no_part_of_the_text() -> None:
    for encoding, name in (("utf-8-sig", "utf-8"), ("utf-16", "utf-16")):
        found = decode(TEXT.encode(encoding))
        assert (found.text, found.encoding) == (TEXT, name)
        assert decode(TEXT.encode(encoding), name).text == TEXT


def test_a_page_says_itself_what_it_is_written_in() -> None:
    source = '<html><head><meta charset="windows-1250"></head><body>Łódź</body></html>'
    found = decode(source.encode("cp1250"))
    assert (found.text, found.encoding) == (source, "cp1250")


def test_a_page_that_says_latin_1_is_read_as_browsers_read_it() -> None:
    source = '<meta charset="iso-8859-1">“hall”'
    assert decode(source.encode("cp1252")).text == source


def test_a_wrong_word_about_the_encoding_does_no_harm() -> None:
    assert "Łódź" in decode(f'<meta charset="utf-7">{TEXT}'.encode()).text


@pytest.mark.parametrize(("data", "encoding"), [(b"\xff\xfe\xfd", "utf-8"), (b"abc", "utf-16"), (b"abc", "rot13")])
def test_an_encoding_that_cannot_be_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(WrongEncoding, match="Nothing was changed"):
        decode(data, encoding)


def test_a_binary_file_is_refused_and_named() -> None:
    with pytest.raises(NotText, match=r"\.docx or \.pdf"):
        decode(b"\0\1\2" * 50)


def test_every_encoding_has_a_name_for_people() -> None:
    assert label("cp1252") == "Western European (Windows-1252)"
    assert label("iso8859_5") == "ISO8859-5"


@pytest.mark.parametrize(
    "sentence",
    ["The city’s budget grew by £3 million – a third.", "“We shall see,” said the café’s owner.", "It costs €5."],
)
def test_an_english_text_of_an_old_editor_is_read_as_western(sentence: str) -> None:
    text = f"{sentence} The council met in May and voted on the plan after a long debate. " * 3
    assert decode(text.encode("cp1252")) == Decoded(text, "cp1252")


def test_a_cyrillic_text_is_not_taken_for_western() -> None:
    text = "Выборы в городской совет прошли в воскресенье. " * 5
    assert decode(text.encode("cp1251")).text == text
