"""What the writers of names share: what they know beside a clause, and what a clause says about a slot."""

from dataclasses import dataclass

from quizapp.generation.clauses import Clause
from quizapp.generation.kinds import Things
from quizapp.generation.world import World


@dataclass(frozen=True, slots=True)
class Naming:
    """What the writers of names know beside the clause: ``years`` dates a sentence's people by its number;
    ``countries`` tells what country the heading above it names; ``passing`` are people named in passing.
    """

    world: World
    things: Things
    years: dict[int, int]
    countries: dict[int, str]
    passing: frozenset[str]


def predicate_of(clause: Clause, slot: frozenset[int]) -> frozenset[str]:
    """Lemmas of what is said about the slot: enough to find another sentence that says it too."""
    return frozenset(
        clause.doc[i].lemma_.casefold()
        for i in clause.kept - slot
        if clause.doc[i].pos_ in {"NOUN", "VERB"} and not clause.doc[i].is_stop
    )
