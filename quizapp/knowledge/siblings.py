"""Typed classes of things of one kind."""

from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import table


@dataclass(frozen=True, slots=True)
class SiblingClass:
    """``frame`` is a phrase with ``{}`` that every member fits; ``question`` asks for one ("which court")."""

    name: str
    frame: str
    question: str
    members: tuple[str, ...]


@cache
def classes() -> tuple[SiblingClass, ...]:
    return tuple(
        SiblingClass(entry["name"], entry["frame"], entry["question"], tuple(entry["members"]))
        for entry in table("siblings.toml")["class"]
    )


def bare(phrase: str) -> str:
    """The phrase in lower case without its article."""
    words = phrase.casefold().split()
    return " ".join(words[1:] if words and words[0] in {"a", "an", "the"} else words)


@cache
def _index() -> dict[str, SiblingClass]:
    return {bare(member): each for each in classes() for member in each.members}


def class_of(phrase: str) -> SiblingClass | None:
    """The class that holds the phrase as a member, whatever its article."""
    return _index().get(bare(phrase))
