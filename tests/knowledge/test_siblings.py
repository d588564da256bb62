"""Sibling classes: members that can stand in one another's place, and of which only one can be true."""

import re
from collections import Counter

import pytest

from quizapp.knowledge import siblings

BY_CLASS = pytest.mark.parametrize("each", siblings.classes(), ids=lambda each: each.name)
ARTICLES = {"a": "a", "an": "a", "the": "the"}
# Methods that go by names, some with "the": "use first past the post", "use the block vote".
MIXED = {"election systems"}
PLURALS_WITHOUT_S = {"fishermen", "women"}
SINGULAR_IN_S = {
    "d'affaires", "civics", "corpus", "economics", "gas", "malaria", "mathematics", "measles", "physics", "status",
    "studies", "summons", "tuberculosis",
}  # fmt: skip
# "un-" is said as in "under", "uni-" as in "union".
SOUNDED_AS_VOWEL = re.compile(r"(?!eu[a-z]|uni(?![nm])|us[ei]|util|one\b)[aeiou]|hono|hour|heir", re.IGNORECASE)


def article(member: str) -> str:
    return ARTICLES.get(member.split()[0], "")


def core(member: str) -> str:
    return member.partition(" ")[2] if article(member) else member


def are_names(each: siblings.SiblingClass) -> bool:
    return all(core(member)[0].isupper() for member in each.members)


def head_noun(member: str) -> str:
    """The noun that a verb after the phrase agrees with: "freedom" of "freedom of speech"."""
    words = re.split(r" (?:of|to|for|in|on|at|by|from|under|against|into|after|over|abroad)\b", member)[0].split()
    return words[-1]


def is_plural(member: str) -> bool:
    noun = head_noun(member)
    return noun in PLURALS_WITHOUT_S or (noun.endswith("s") and not noun.endswith("ss") and noun not in SINGULAR_IN_S)


@BY_CLASS
def test_a_class_asks_for_one_of_its_members(each: siblings.SiblingClass) -> None:
    assert each.question.split()[0] in {"which", "what"}
    assert not each.question.endswith("?")
    assert each.frame.count("{}") == 1
    assert re.fullmatch(r"\S.* \{\}", each.frame), "the frame leads up to its gap"
    assert 10 <= len(each.members) <= 15


@BY_CLASS
def test_every_member_fits_the_frame_of_its_class(each: siblings.SiblingClass) -> None:
    for member in each.members:
        said = each.frame.format(member)
        assert not re.search(r"\b(?:a|an|the) (?:a|an|the)\b", said, re.IGNORECASE)
        assert not re.search(r"\b(\w+) \1\b", said)
        assert not re.search(r"[,;:?!]|\s{2}", member)
        assert member == member.strip()


@BY_CLASS
def test_members_take_the_same_article(each: siblings.SiblingClass) -> None:
    if not are_names(each) and each.name not in MIXED:
        assert len({article(member) for member in each.members}) == 1


@BY_CLASS
def test_a_becomes_an_before_a_vowel(each: siblings.SiblingClass) -> None:
    for member in each.members:
        first, _, rest = member.partition(" ")
        if first in {"a", "an"}:
            assert (first == "an") == bool(SOUNDED_AS_VOWEL.match(rest)), member


@BY_CLASS
def test_members_are_all_singular_or_all_plural(each: siblings.SiblingClass) -> None:
    if not are_names(each):
        assert len({is_plural(member) for member in each.members}) == 1, Counter(map(is_plural, each.members))


@BY_CLASS
def test_members_are_all_names_or_all_common_nouns(each: siblings.SiblingClass) -> None:
    capitals = [core(member) for member in each.members if core(member)[0].isupper()]
    adjectives_and_acronyms = re.compile(r"(?:[A-Z]{2,}|Islamic|Ebola|English|Borda|Condorcet|Swiss|[A-Z]\w+ talks)\b")
    assert are_names(each) or all(adjectives_and_acronyms.match(capital) for capital in capitals)


@BY_CLASS
def test_no_member_holds_or_is_a_sibling(each: siblings.SiblingClass) -> None:
    bare = [siblings.bare(member) for member in each.members]
    assert len(set(bare)) == len(bare)
    for one in bare:
        assert not [other for other in bare if other != one and re.search(rf"\b{re.escape(one)}\b", other)]


@BY_CLASS
def test_members_are_of_like_length(each: siblings.SiblingClass) -> None:
    assert max(len(siblings.bare(member).split()) for member in each.members) <= 7


@BY_CLASS
def test_the_head_is_the_last_noun_of_every_member(each: siblings.SiblingClass) -> None:
    if each.head:
        assert {member.split()[-1] for member in each.members} == {each.head}
        assert siblings.class_with_head(each.head) is each


@BY_CLASS
def test_a_member_leads_to_its_class_whatever_its_article(each: siblings.SiblingClass) -> None:
    for member in each.members:
        assert siblings.class_of(member) is each
        assert siblings.class_of(f"the {core(member)}") is each


def test_a_member_belongs_to_one_class() -> None:
    held = Counter(siblings.bare(member) for each in siblings.classes() for member in each.members)
    assert [member for member, count in held.items() if count > 1] == []


def test_classes_have_names_of_their_own() -> None:
    names = [each.name for each in siblings.classes()]
    assert len(set(names)) == len(names) >= 100


def test_a_name_is_not_a_common_noun() -> None:
    assert siblings.class_of("the Guardian") is not None
    assert siblings.class_of("the guardian") is None
    assert siblings.class_of("Major") is None
    assert siblings.class_of("") is None
