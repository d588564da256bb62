"""Civics terms: definitions that stand for one term only and do not give it away."""

import re
from itertools import combinations

import pytest

from quizapp.knowledge import glossary
from quizapp.knowledge.words import sort_of

TERMS = glossary.terms()
FIELDS = sorted({term.field for term in TERMS})
BY_TERM = pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
BY_FIELD = pytest.mark.parametrize("field", FIELDS)
FUNCTION_WORDS = frozenset(
    (
        "a all an and any are as at be been before by for from had has have if in into is it its more no none not of "
        "off on one or other out so some than that the their them they this to up what when where which who whom "
        "whose with"
    ).split()
)
ENDINGS = ("isation", "ation", "ment", "ition", "ing", "ies", "ity", "ed", "es", "al", "er", "s", "y", "e")
SAME_START = 5


def stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def content_words(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in FUNCTION_WORDS}


@BY_TERM
def test_a_definition_completes_a_sentence_with_is(term: glossary.Term) -> None:
    first = term.definition.split()[0]
    assert first.islower()
    assert first not in {"being", "when", "to", "that", "is", "it", "where"}
    assert not re.search(r"[.;:?!\"()]", term.definition)
    assert term.definition == " ".join(term.definition.split())


@BY_TERM
def test_a_definition_is_of_middle_length(term: glossary.Term) -> None:
    assert 6 <= len(term.definition.split()) <= 18


@BY_TERM
def test_a_definition_does_not_name_its_term(term: glossary.Term) -> None:
    ours, theirs = content_words(term.name), content_words(term.definition)
    assert not ours & theirs
    assert not {word[:SAME_START] for word in ours if len(word) >= SAME_START} & {
        word[:SAME_START] for word in theirs if len(word) >= SAME_START
    }


@BY_TERM
def test_a_term_is_singular_so_that_is_can_follow(term: glossary.Term) -> None:
    head = term.name.split(" of ")[0].split()[-1]
    assert not head.endswith("s") or head.endswith("ss") or head in {"census", "corpus", "grassroots", "surplus"}


@BY_FIELD
def test_a_field_is_large_enough_for_wrong_answers(field: str) -> None:
    assert sum(term.field == field for term in TERMS) >= 20


@BY_FIELD
def test_no_two_definitions_of_a_field_say_much_the_same(field: str) -> None:
    words = {term.name: content_words(term.definition) for term in TERMS if term.field == field}
    for one, other in combinations(words, 2):
        shared = words[one] & words[other]
        assert len(shared) * 2 <= min(len(words[one]), len(words[other])), (one, other, shared)


@BY_FIELD
def test_definitions_of_a_field_are_of_like_length(field: str) -> None:
    lengths = sorted(len(term.definition.split()) for term in TERMS if term.field == field)
    middle = lengths[len(lengths) // 2]
    assert all(middle / 2 <= length <= middle * 2 for length in lengths)


def test_every_term_stands_in_one_field() -> None:
    names = [term.name.casefold() for term in TERMS]
    assert len(set(names)) == len(names) >= 260


@BY_TERM
def test_a_term_of_the_pack_is_of_its_own_field(term: glossary.Term) -> None:
    assert glossary.field_of(term.name, "", "") == term.field


@pytest.mark.parametrize(
    ("term", "meaning", "field"),
    [
        ("absentee ballot", "a ballot paper that a voter sends in before the turnout is known", "elections"),
        ("hostile witness", "a person whose testimony goes against the plaintiff", "courts"),
        ("side letter", "a note that stands beside a treaty and needs no ratification", "diplomacy"),
    ],
)
def test_a_term_that_the_pack_lacks_is_of_the_field_of_its_meaning(term: str, meaning: str, field: str) -> None:
    assert glossary.field_of(term, meaning, "") == field


@pytest.mark.parametrize(
    ("term", "known"), [("quorum", True), ("bond", True), ("at-large election", False), ("jan sunwai", False)]
)
def test_a_term_is_known_by_its_last_word(term: str, known: bool) -> None:
    assert glossary.is_known(term) == known


@pytest.mark.parametrize(
    ("meaning", "sort"),
    [
        ("the twelve months for which a government draws up its accounts", "time"),
        ("the smallest number of members who must be present", "number"),
        ("a written law that has completed every stage", "text"),
        ("a tax of one dollar for every thousand", "money"),
        ("a person who counts those in favour", "person"),
        ("the thing that nobody knows", None),
    ],
)
def test_what_a_meaning_is_about_goes_by_its_noun(meaning: str, sort: str | None) -> None:
    assert sort_of(meaning) == sort


@pytest.mark.parametrize("term", ["fiscal year", "executive session", "consent agenda", "municipal bond", "levy"])
def test_terms_that_articles_define_meet_enough_of_their_sort(term: str) -> None:
    own = next(each for each in TERMS if each.name == term)
    alike = [each for each in TERMS if each.field == own.field and sort_of(each.definition) == sort_of(own.definition)]
    assert len(alike) > 5
