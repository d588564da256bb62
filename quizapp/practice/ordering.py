"""In which order a day's questions come: most overdue first, and banks mixed, because mixing helps remembering."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Item:
    """A question to practise today.

    ``due_on`` is the day it fell due (None: it is new). ``is_again``: it was asked a moment ago and comes back
    at the end.
    """

    question_id: int
    bank_id: int
    due_on: date | None = None
    is_again: bool = False


def in_order(items: Sequence[Item], *, after_bank: int | None = None) -> list[Item]:
    """Due ones by day, then new ones, then those to be asked again; within each, banks alternate.

    ``after_bank`` is the bank of the question before the first.
    """
    ordered: list[Item] = []
    for _, group in groupby(sorted(items, key=_stage), key=_stage):
        ordered.extend(mixed(list(group), after_bank=ordered[-1].bank_id if ordered else after_bank))
    return ordered


def _stage(item: Item) -> tuple[bool, bool, date]:
    return item.is_again, item.due_on is None, item.due_on or date.max


def mixed(items: Sequence[Item], *, after_bank: int | None = None) -> list[Item]:
    """The items with as few neighbours from one bank as can be; each bank's own keep their order."""
    waiting: dict[int, deque[Item]] = {}
    for item in items:
        waiting.setdefault(item.bank_id, deque()).append(item)
    ordered: list[Item] = []
    while waiting:
        # The fullest bank first: what is left of it at the end could only stand side by side.
        others = [bank for bank in waiting if bank != after_bank] or list(waiting)
        after_bank = max(others, key=lambda bank: len(waiting[bank]))
        ordered.append(waiting[after_bank].popleft())
        if not waiting[after_bank]:
            del waiting[after_bank]
    return ordered
