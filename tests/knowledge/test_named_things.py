"""Names by their last noun: alike in form, and none of them another form of the true one."""

import re
from collections import Counter, defaultdict

import pytest

from quizapp.knowledge import named_things, places
from quizapp.knowledge.named_things import Group

GROUPS = named_things.groups()
BY_GROUP = pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.heads[0]}: {group.country or 'any'}")
HEADS = sorted({head for group in GROUPS for head in group.heads})
# Classes of siblings and institutions hold their names.
# Names of firms by what they do.
FIRMS = {"consulting"}
ELSEWHERE = {"river", "sea", "ocean", "peninsula", "day", "party", "court", "council", "university", "war"}


def told_by(member: str, group: Group) -> str:
    return member.casefold().removesuffix(group.heads[0]).strip()


@BY_GROUP
def test_a_group_is_well_formed(group: Group) -> None:
    assert 10 <= len(group.members) <= 16
    assert re.fullmatch(r"which [a-zé ]+", group.question)
    asks_by_head = any(group.question.endswith(head.split()[-1]) for head in group.heads)
    assert asks_by_head or "of" in group.heads[0].split() or group.heads[0] in FIRMS
    assert all(re.fullmatch(r"[a-zé]+(?: [a-z]+)*", head) for head in group.heads)
    assert len(set(group.heads)) == len(group.heads)
    assert not ELSEWHERE & set(group.heads)


@BY_GROUP
def test_a_country_is_known(group: Group) -> None:
    if group.country:
        place = places.find(group.country)
        assert place is not None
        assert (place.kind, place.name) == ("country", group.country)


@BY_GROUP
def test_every_member_ends_in_the_head_of_its_group(group: Group) -> None:
    for member in group.members:
        assert named_things.head_of(member) == group.heads[0]
        assert told_by(member, group)


@BY_GROUP
def test_members_are_written_as_names_without_article(group: Group) -> None:
    for member in group.members:
        assert member == " ".join(member.split())
        assert not re.match(r"(?:the|a|an) ", member, re.IGNORECASE)
        assert not re.search(r"[,;:?!()\"]", member)
        assert all(word[0].isupper() or word in {"of", "the", "and", "to", "for", "or"} for word in member.split())
        assert len(member.split()) <= 6
        assert not re.search(r"\b(\w+) \1\b", member, re.IGNORECASE)


@pytest.mark.parametrize("head", HEADS)
def test_no_member_is_or_holds_another_of_its_head(head: str) -> None:
    held = [told_by(member, group) for group in GROUPS if head in group.heads for member in group.members]
    assert [name for name, count in Counter(held).items() if count > 1] == []
    for one in held:
        assert not [other for other in held if other != one and re.search(rf"(?<!\S){re.escape(one)}(?!\S)", other)]


@pytest.mark.parametrize("head", HEADS)
def test_a_head_has_one_group_for_a_country_and_one_for_any(head: str) -> None:
    countries = Counter(group.country for group in GROUPS if head in group.heads)
    assert max(countries.values()) == 1
    assert countries[""] == 1


def test_heads_of_one_noun_stand_together() -> None:
    nouns = defaultdict(set)
    for group in GROUPS:
        for head in group.heads:
            nouns[head].add(frozenset(group.heads))
    for head, lists in nouns.items():
        largest = max(lists, key=len)
        assert all(each <= largest for each in lists), head


@pytest.mark.parametrize(
    "head",
    [
        "hotel", "prison", "jail", "school", "high school", "primary school", "college", "street", "road", "avenue",
        "square", "hall", "palace", "castle", "bridge", "station", "park", "museum", "library", "theatre", "theater",
        "hospital", "church", "cathedral", "mosque", "temple", "house", "club", "cafe", "café", "market", "canal",
        "lake", "dam", "barrage", "mountain", "island", "airport", "harbour", "harbor", "port", "bay", "strait", "gulf",
        "company", "corporation", "bank", "foundation", "institute", "centre", "center", "plaza", "stadium",
        "building", "tower", "mine", "factory", "farm", "railway", "line", "highway", "prize", "award", "report",
        "review", "inquiry", "commission of inquiry", "plan", "programme", "program", "project", "campaign",
        "operation", "trial", "strike", "riots", "massacre", "uprising", "scandal", "affair", "accord", "agreement",
        "declaration", "convention", "treaty", "protocol", "pact", "minute", "summit", "conference", "congress",
        "march", "clause", "memorandum", "fund", "trust", "scheme", "festival", "medal", "cup", "survey", "database",
        "system", "portal", "register",
    ],
)  # fmt: skip
def test_common_heads_are_known(head: str) -> None:
    found = named_things.others(f"Zanderley {head.title()}", [])
    assert found is not None
    assert len(found.members) >= 10
    assert all(member.casefold().endswith(f" {head}") for member in found.members)


@BY_GROUP
def test_a_name_is_not_among_its_others(group: Group) -> None:
    for member in group.members:
        found = named_things.others(f"the {member}", [group.country])
        assert found is not None
        assert member not in found.members
        assert len(found.members) == len(set(found.members)) >= 9
        assert found.article == group.article


def test_names_of_the_countries_come_first_and_those_of_others_not_at_all() -> None:
    found = named_things.others("the Westgate Hotel", ["United Kingdom", "France"])
    assert found is not None
    assert (found.question, found.article) == ("which hotel", True)
    held = {group.country: group.members for group in GROUPS if group.heads[0] == "hotel"}
    assert found.members == (*held["United Kingdom"], *held[""])


def test_the_longest_head_wins() -> None:
    school = named_things.others("Morris Isaacson High School", [])
    assert school is not None
    assert school.question == "which high school"
    assert all(member.endswith(" High School") for member in school.members)
    assert named_things.head_of("Sharpeville police station") == "police station"
    assert named_things.head_of("Euston Station") == "station"


def test_the_head_is_written_as_in_the_name() -> None:
    hotel = named_things.others("the Westgate hotel", [])
    assert hotel is not None
    assert "Grand hotel" in hotel.members
    theater = named_things.others("Ford's Theater", [])
    assert theater is not None
    assert theater.question == "which theater"
    assert "Lyceum Theater" in theater.members


def test_longer_and_shorter_forms_of_the_name_are_left_out() -> None:
    for name in ("Old Grand Hotel", "the Grand Central Hotel"):
        found = named_things.others(name, [])
        assert found is not None
        assert "Grand Hotel" not in found.members
    saint = named_things.others("St. Luke’s Hospital", [])
    assert saint is not None
    assert "St Luke's Hospital" not in saint.members


def test_names_that_take_the_article_otherwise_are_left_out() -> None:
    found = named_things.others("the Edmund Pettus Bridge", ["United States"])
    assert found is not None
    assert found.article
    assert "Waterloo Bridge" not in found.members


@pytest.mark.parametrize("phrase", ["", "Hotel", "the Hotel", "a Swiss hotel", "the small hotel", "Grand", "the"])
def test_what_is_no_name_with_a_head_has_no_others(phrase: str) -> None:
    assert named_things.others(phrase, ["United Kingdom"]) is None


def test_the_countries_may_come_from_anything_that_gives_them_once() -> None:
    given = iter(["India"])
    found = named_things.others("Yerwada Jail", given)
    assert found is not None
    assert found.members[0] == next(g for g in GROUPS if "jail" in g.heads and g.country == "India").members[0]
