"""Drawing questions by rule: by a seed, none twice, and as many as there are to be had."""

import random
from collections.abc import Collection, Mapping, Sequence

from quizapp.quizzes.catalogue import Entry, Filter, found

# What a rule asks for: how many questions, and of which kind.
Wish = tuple[int, Filter]


def draw(
    entries: Sequence[Entry],
    wishes: Sequence[Wish],
    *,
    seed: int,
    without: Collection[int] = (),
    keep: Mapping[int, int] | None = None,
) -> list[list[Entry]]:
    """The questions drawn for each wish, none twice and none of those in ``without`` (question ids).

    The same seed and entries give the same questions. Rules that reach for the same questions never
    take them from each other needlessly: no other draw would fill more places. ``keep`` says which
    question (id) went to which wish before: it stays drawn, as long as it is among the entries and its wish
    wants so many.
    """
    free = {entry.id: entry for entry in entries if entry.id not in without}
    fitting = [_shuffled(found(free.values(), wanted), f"{seed}:{place}") for place, (_, wanted) in enumerate(wishes)]
    holder: dict[int, int] = {}
    for question_id, place in (keep or {}).items():
        if question_id in free:
            holder[question_id] = place
    for place, (count, _) in enumerate(wishes):
        held = [question_id for question_id, owner in holder.items() if owner == place]
        for question_id in held[count:]:
            del holder[question_id]
    for place, (count, _) in enumerate(wishes):
        while sum(owner == place for owner in holder.values()) < count:
            if not _take_one(place, fitting, holder, set()):
                break
    order = {entry.id: number for each in fitting for number, entry in enumerate(each)}
    held = sorted(holder, key=lambda question_id: (order.get(question_id, -1), question_id))
    return [[free[each] for each in held if holder[each] == place] for place in range(len(wishes))]


def _shuffled(entries: Sequence[Entry], seed: str) -> list[Entry]:
    """In an order that depends on the seed and on which entries there are, not on how they were stored."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    random.Random(seed).shuffle(ordered)
    return ordered


def _take_one(place: int, fitting: list[list[Entry]], holder: dict[int, int], asked: set[int]) -> bool:
    """Give the wish one question more: a free one, else one whose holder finds another for it."""
    asked.add(place)
    for entry in fitting[place]:
        if entry.id not in holder:
            holder[entry.id] = place
            return True
    for entry in fitting[place]:
        other = holder[entry.id]
        if other not in asked and _take_one(other, fitting, holder, asked):
            holder[entry.id] = place
            return True
    return False
