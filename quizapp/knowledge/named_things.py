"""Names that end in a common noun ("the Westgate Hotel"), and names to stand beside one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from quizapp.knowledge import table
from quizapp.knowledge.siblings import bare


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one kind that are at home in one country; an empty country stands for anywhere.

    Every member ends in the first of the heads; the others are spellings or near synonyms of it. ``is_local`` names
    are of real places here and there, so that of a canal in one country no other of the group is a likely one.
    """

    heads: tuple[str, ...]
    question: str
    country: str
    article: bool
    members: tuple[str, ...]
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class NamedThings:
    """Names without article to stand beside a true one; ``article`` tells whether they take "the".

    ``question`` asks for one of them ("which hotel").
    """

    question: str
    article: bool
    members: tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    return tuple(
        Group(
            tuple(entry["heads"]),
            entry["question"],
            entry["country"],
            entry["article"],
            tuple(entry["members"]),
            entry.get("local", False),
        )
        for entry in table("named_things.toml")["group"]
    )


@cache
def _by_head() -> dict[str, tuple[Group, ...]]:
    found: dict[str, list[Group]] = {}
    for group in groups():
        for head in group.heads:
            found.setdefault(head, []).append(group)
    return {head: tuple(held) for head, held in found.items()}


def head_of(name: str) -> str | None:
    """The longest known head that the name ends in and has a word before, in lower case."""
    words = bare(name).split()
    return next((head for at in range(1, len(words)) if (head := " ".join(words[at:])) in _by_head()), None)


def others(name: str, countries: Iterable[str]) -> NamedThings | None:
    """Names with the head of this one, those of the countries first, or None where the head is not known.

    They are written with the head as the name writes it ("the Westgate hotel", "Ford's Theater"), take the article
    alike, and none is this name or a shorter or longer form of it. A phrase that is no name ("a small hotel") has none.
    """
    return _others(name, tuple(dict.fromkeys(countries)))


@lru_cache(maxsize=2048)
def _others(name: str, countries: tuple[str, ...]) -> NamedThings | None:
    head = head_of(name)
    if head is None or not _is_name(name):
        return None
    held = [group for country in (*countries, "") for group in _by_head()[head] if group.country == country]
    if not held:
        return None
    first = held[0]
    written = " ".join(name.split()[-len(head.split()) :])
    taken = _told_by(name, head)
    members = [
        f"{_without(member, group.heads[0])} {written}"
        for group in held
        if group.article == first.article and not (group.is_local and any(countries))
        for member in group.members
        if not _overlap(taken, _told_by(member, group.heads[0]))
    ]
    question = first.question
    if question.endswith(first.heads[0]):
        question = question.removesuffix(first.heads[0]) + head
    return NamedThings(question, first.article, tuple(dict.fromkeys(members)))


def _is_name(phrase: str) -> bool:
    first, *rest = phrase.split()
    if first.casefold() in {"a", "an"}:
        return False
    return any(letter.isupper() for letter in (rest[0] if first.casefold() == "the" else first))


def _without(member: str, head: str) -> str:
    return " ".join(member.split()[: -len(head.split())])


def _told_by(name: str, head: str) -> str:
    """What tells a name from others of its head, between spaces: " westgate "."""
    words = re.sub(r"[^\w\s]", "", _without(bare(name), head))
    return f" {' '.join(words.split())} "


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one
