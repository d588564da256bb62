"""Institutions and offices by political system."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from quizapp.knowledge import table
from quizapp.knowledge.siblings import bare, same_capital

# Systems that are no country's.
OF_NO_COUNTRY = frozenset({"generic", "European Union", "United Nations"})


@dataclass(frozen=True, slots=True)
class Group:
    """Institutions of one kind in one system ("generic" fits any); ``question`` asks for one of them."""

    system: str
    kind: str
    question: str
    members: tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    return tuple(
        Group(entry["system"], entry["kind"], entry["question"], tuple(entry["members"]))
        for entry in table("institutions.toml")["group"]
    )


@cache
def _index() -> dict[str, tuple[Group, ...]]:
    found: dict[str, list[Group]] = {}
    for group in groups():
        for member in group.members:
            found.setdefault(bare(member), []).append(group)
    return {name: tuple(held) for name, held in found.items()}


def groups_of(phrase: str) -> tuple[Group, ...]:
    """The groups that hold the phrase as a member, whatever its article."""
    return tuple(
        group
        for group in _index().get(bare(phrase), ())
        if any(same_capital(member, phrase) for member in group.members if bare(member) == bare(phrase))
    )


def kind_of_head(head: str) -> str | None:
    """The kind that a name with this last noun belongs to ("commission" -> "agency"), or None."""
    return _heads().get(head.casefold())


@cache
def _heads() -> dict[str, str]:
    return {head: kind for kind, heads in table("words.toml")["heads"].items() for head in heads}


def question_for(kind: str) -> str:
    return next((group.question for group in groups() if group.kind == kind), f"which {kind}")


def members(kind: str, systems: Iterable[str]) -> list[str]:
    """Institutions of the kind: those of the first system, generic ones, those of the other given systems."""
    first, *rest = [*systems, "generic"]
    wanted = [first, "generic", *rest]
    fitting = [group for system in wanted for group in groups() if group.system == system and group.kind == kind]
    return list(dict.fromkeys(member for group in fitting for member in group.members))
