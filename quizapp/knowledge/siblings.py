"""Typed classes of things of one kind."""

from dataclasses import dataclass, replace
from functools import cache

from quizapp.knowledge import table


@dataclass(frozen=True, slots=True)
class SiblingClass:
    """``frame`` is a phrase with ``{}`` that every member fits; ``question`` asks for one ("which court").

    ``head`` is the last noun of every member, where they share one.
    """

    name: str
    frame: str
    question: str
    members: tuple[str, ...]
    head: str = ""


@cache
def classes() -> tuple[SiblingClass, ...]:
    return tuple(
        SiblingClass(entry["name"], entry["frame"], entry["question"], tuple(entry["members"]), entry.get("head", ""))
        for entry in table("siblings.toml")["class"]
    )


def bare(phrase: str) -> str:
    """The phrase in lower case without its article."""
    words = phrase.casefold().split()
    return " ".join(words[1:] if words and words[0] in {"a", "an", "the"} else words)


def same_capital(one: str, other: str) -> bool:
    """Whether both are names or both are common nouns: "the Age" is a newspaper, "the age" is not."""
    return _core(one)[:1].isupper() == _core(other)[:1].isupper()


def _core(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first.casefold() in {"a", "an", "the"} else phrase


@cache
def _index() -> dict[str, SiblingClass]:
    return {bare(member): each for each in classes() for member in each.members}


def class_of(phrase: str) -> SiblingClass | None:
    """The class that holds the phrase as a member, whatever its article."""
    found = _index().get(bare(phrase))
    named = next((m for m in found.members if bare(m) == bare(phrase)), "") if found else ""
    return found if same_capital(named, phrase) else None


# Heads so general that another phrase with them may be the same thing ("a federal court", "the supreme court").
_LOOSE_HEADS = frozenset("court election government visit majority vote power right order law system".split())
_FEWEST_OF_A_HEAD = 5


@cache
def _by_head() -> dict[str, SiblingClass]:
    found = {each.head: each for each in classes() if each.head}
    for each in classes():
        for head in {bare(member).split()[-1] for member in each.members} - _LOOSE_HEADS:
            alike = tuple(member for member in each.members if bare(member).split()[-1] == head)
            if len(alike) >= _FEWEST_OF_A_HEAD:
                found.setdefault(head, replace(each, members=alike, question=f"which {head}", head=head))
    return found


def class_with_head(head: str) -> SiblingClass | None:
    """The members of a class that end in this noun; another phrase that ends in it is of their kind."""
    return _by_head().get(head)
