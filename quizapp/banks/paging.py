"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list. ``number`` counts from 1 to ``of``; ``total`` counts the whole list."""

    items: Sequence[T]
    number: int
    of: int
    total: int

    @property
    def before(self) -> int | None:
        """The number of the page before this one, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after this one, if there is one."""
        return self.number + 1 if self.number < self.of else None


def cut(items: Sequence[T], number: int, *, size: int = SIZE) -> Page[T]:
    """The page with this number; the nearest one where there is none."""
    of = max(1, -(-len(items) // size))
    number = min(max(1, number), of)
    return Page(items[(number - 1) * size : number * size], number, of, len(items))
