"""What may be told about a group, so that nobody in it can be worked out.

Two rules. A group is never smaller than ``SMALLEST_GROUP``. And an answer of a student enters at most one shared
snapshot, ever: two snapshots that have a student in common have no question version in common. Then no snapshot can
be subtracted from another, since no figure is told twice, whatever classes overlap, contain each other or change by
one student between two days. Snapshots that were withdrawn count too: somebody may have noted their figures.

A reader who teaches some of a group's students knows their answers and could take them off its figures. So the group
is shown only to readers to whom at least ``SMALLEST_GROUP`` of its students are strangers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SMALLEST_GROUP = 10


@dataclass(frozen=True, slots=True)
class Group:
    """The students whose answers to these question versions are in a snapshot."""

    learners: frozenset[int]
    versions: frozenset[int]

    def shares_answers_with(self, other: "Group") -> bool:
        return bool(self.learners & other.learners) and bool(self.versions & other.versions)


def objection(group: Group, shares: Sequence[float], earlier: Iterable[Group]) -> str:
    """Why no snapshot of this group may be shared, in words for its teacher; "" where it may.

    ``shares`` are the results of its learners; ``earlier`` all groups that were ever shared, withdrawn ones too.
    """
    if len(group.learners) < SMALLEST_GROUP:
        return (
            f"{len(group.learners)} of this class have finished. Figures can be shared from {SMALLEST_GROUP}, so that "
            "nobody can be picked out."
        )
    if not group.versions:
        return "The students were given different questions, so there is nothing that all of them answered."
    if max(shares) - min(shares) < 1e-9:
        return "Everybody has the same result, so sharing it would tell each one's result."
    if any(group.shares_answers_with(other) for other in earlier):
        return (
            "Some of these answers are in figures that were shared before. A second set could be subtracted from the "
            "first, and then single students would show."
        )
    return ""


def may_see(strangers: int) -> bool:
    """Whether a reader may see a group, by how many of its students they don't teach."""
    return strangers >= SMALLEST_GROUP


def may_renew(counted_before: int | None, counted_now: int, changed: int = 0) -> bool:
    """Whether the figures that a class sees of itself may be made anew.

    With ten results more, or ``changed`` among those counted before, nobody shows by the change.
    """
    return min(counted_now, counted_now - (counted_before or 0) + changed) >= SMALLEST_GROUP

