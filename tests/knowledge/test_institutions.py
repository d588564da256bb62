"""Institutions by system: groups from which a wrong answer can be taken."""

import re
from collections import Counter

import pytest

from quizapp.knowledge import institutions
from quizapp.knowledge.siblings import bare

GROUPS = institutions.groups()
BY_GROUP = pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.system}: {group.kind}")
KINDS = frozenset(
    {
        "agency", "armed service", "chamber", "court", "document", "event", "executive office", "holiday",
        "legislative office", "local body", "local office", "ministry", "newspaper", "party", "union or society",
        "university",
    }
)  # fmt: skip
# The European Union has had no more courts.
SMALL = {("European Union", "court"): 5}
SYSTEMS = (
    "United States", "United Kingdom", "European Union", "South Korea", "India", "China", "Japan", "South Africa",
    "New Zealand", "United Nations", "generic",
)  # fmt: skip


@BY_GROUP
def test_a_group_is_large_enough_for_wrong_answers(group: institutions.Group) -> None:
    assert len(group.members) >= SMALL.get((group.system, group.kind), 6)
    assert group.kind in KINDS
    assert re.fullmatch(r"which [a-z ]+", group.question)


@BY_GROUP
def test_no_member_holds_or_is_another(group: institutions.Group) -> None:
    names = [bare(member) for member in group.members]
    assert len(set(names)) == len(names)
    for one in names:
        assert not [other for other in names if other != one and re.search(rf"\b{re.escape(one)}\b", other)]


@BY_GROUP
def test_members_are_written_as_texts_write_them(group: institutions.Group) -> None:
    for member in group.members:
        assert member == " ".join(member.split())
        assert not re.match(r"(?:a|an|The|A) ", member)
        assert not re.search(r"[;:?!()]|\bthe the\b", member)


@BY_GROUP
def test_a_member_leads_to_its_group(group: institutions.Group) -> None:
    for member in group.members:
        assert group in institutions.groups_of(member)


def test_a_system_has_one_group_of_a_kind() -> None:
    held = Counter((group.system, group.kind) for group in GROUPS)
    assert [each for each, count in held.items() if count > 1] == []


@pytest.mark.parametrize("system", sorted({group.system for group in GROUPS}))
def test_a_body_is_of_one_kind_in_its_system(system: str) -> None:
    held = Counter(bare(member) for group in GROUPS if group.system == system for member in group.members)
    assert [member for member, count in held.items() if count > 1] == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_has_groups_of_the_main_kinds(system: str) -> None:
    kinds = {group.kind for group in GROUPS if group.system == system}
    assert {"chamber", "court", "executive office", "agency", "document", "event"} <= kinds
    assert len(kinds) >= 8


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_generic_bodies_stand_in_for_any_system(kind: str) -> None:
    assert any(group.kind == kind and group.system == "generic" for group in GROUPS)
    assert len(institutions.members(kind, ["Ruritania"])) >= 10
    assert institutions.question_for(kind).startswith("which ")


def test_bodies_of_the_first_system_come_first_and_none_twice() -> None:
    found = institutions.members("chamber", ["Japan", "India"])
    japan = next(group for group in GROUPS if group.system == "Japan" and group.kind == "chamber")
    assert tuple(found[: len(japan.members)]) == japan.members
    assert "the Lok Sabha" in found
    assert len(set(found)) == len(found)


def test_a_name_and_a_common_noun_are_told_apart() -> None:
    assert institutions.groups_of("the Senate")
    assert all(group.system == "generic" for group in institutions.groups_of("the army"))
    assert institutions.groups_of("the Ministry of Silly Walks") == ()
    assert institutions.kind_of_head("Commission") == "agency"
    assert institutions.kind_of_head("teapot") is None
