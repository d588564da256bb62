"""Where quotes stand in a changed text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.articles.reading import read_article
from quizapp.banks.passages import Match, Sentences, differences, find

FIRST = "The hall opened its doors in 1911. It has forty seats."
SECOND = "Maria Keller gave the land to the town, and the council thanked her. It has forty seats."
TEXT = f"The Town Hall\n\n{FIRST}\n\nThe Founder\n\n{SECOND}\n"


def sentences(text: str) -> Sentences:
    return Sentences(read_article(text.encode(), filename="a.txt"))


def look(quote: str, newer: str, *, occurrence: int = 0) -> tuple[Match, Sentences]:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(quote, start + 1)
    new = sentences(newer)
    return find(quote, start, sentences(TEXT), new), new


def test_a_sentence_that_moved_is_the_same() -> None:
    newer = TEXT.replace(FIRST, f"A new first sentence stands here. {FIRST}")
    match, new = look("The hall opened its doors in 1911.", newer)
    assert match.is_same
    assert match.quote is not None
    assert new.text[slice(*match.quote)] == "The hall opened its doors in 1911."


def test_other_white_space_does_not_change_a_sentence() -> None:
    match, new = look("and the council thanked her", TEXT.replace("the council thanked", "the  council\tthanked"))
    assert match.is_same
    assert match.quote is not None
    assert new.text[slice(*match.quote)] == "and the  council\tthanked her"


def test_a_quote_that_still_stands_in_a_changed_sentence_is_a_change() -> None:
    match, new = look("It has forty seats", TEXT.replace("It has forty seats", "It has forty seats no more"))
    assert not match.is_same
    assert match.new is not None
    assert new.text[slice(*match.new)] == "It has forty seats no more."


def test_of_equal_sentences_the_one_in_the_same_order_is_meant() -> None:
    newer = TEXT.replace(
        "The Founder", "A long section is new here, and longer than all the others are.\n\nThe Founder"
    )
    for occurrence in (0, 1):
        match, _ = look("It has forty seats.", newer, occurrence=occurrence)
        assert match.quote is not None
        assert newer[: match.quote[0]].count("It has forty seats.") == occurrence


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The hall opened its doors in 1911.", "The hall opened its doors in 1912."),
        ("Maria Keller gave the land to the town, and the council thanked her.",
         "Maria Keller gave land to the town, and the whole council thanked her for it."),
    ],
)  # fmt: skip
def test_a_changed_sentence_is_found(old: str, new: str) -> None:
    match, found = look(old, TEXT.replace(old, new))
    assert not match.is_same
    assert match.new is not None
    assert found.text[slice(*match.new)] == new


def test_a_sentence_that_is_gone_has_no_counterpart() -> None:
    match, _ = look("The hall opened its doors in 1911.", TEXT.replace("The hall opened its doors in 1911. ", ""))
    assert (match.is_same, match.new, match.quote) == (False, None, None)


def test_differences_are_marked_word_for_word() -> None:
    old, new = differences("The hall has forty seats", "The old hall has fifty seats")
    assert [(piece.text, piece.differs) for piece in old] == [
        ("The", False),
        ("hall has", False),
        ("forty", True),
        ("seats", False),
    ]
    assert " ".join(piece.text for piece in new) == "The old hall has fifty seats"
    assert [piece.text for piece in new if piece.differs] == ["old", "fifty"]


PIECES = st.sampled_from(
    [FIRST, SECOND, "A new line of text that nobody quoted.", "The Founder", "It has forty seats."]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8), st.lists(PIECES, min_size=1, max_size=8), st.data())
def test_what_is_called_the_same_has_the_same_words_at_its_span(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    old, new = sentences("\n\n".join(before)), sentences("\n\n".join(after))
    if not old.spans:
        return
    start, end = data.draw(st.sampled_from(old.spans))
    match = find(old.text[start:end], start, old, new)
    assert match.old[0] <= start
    assert match.old[1] >= end
    if match.is_same:
        assert match.quote is not None
        assert new.text[slice(*match.quote)].split() == old.text[start:end].split()
    else:
        assert match.new is None or 0 <= match.new[0] < match.new[1] <= len(new.text)
