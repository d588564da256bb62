"""What to take into the next lesson: questions most missed, wrong answers most chosen, pairs most swapped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.analysis.items import ItemRow
from quizapp.questions.content import Evidence, evidence_of
from quizapp.questions.feedback import OptionCount, SwapCount
from quizapp.quizzes.crediting import ruled_version

MOST = 3
# Once is a slip.
_FEWEST = 2
# A question that so many earned the point of needs no second lesson.
_KNOWN = 0.8


@dataclass(frozen=True, slots=True)
class Missed:
    """A question and the share of its points that the class did not earn, in [0, 1]."""

    item: ItemRow
    share: float
    quotes: list[Evidence]

    @property
    def points(self) -> float:
        """The same as points, of as many as were asked."""
        return self.share * self.item.asked


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A wrong answer with how many gave it, and the right one."""

    item: ItemRow
    text: str
    right: str
    count: int
    share: float
    quotes: list[Evidence]


@dataclass(frozen=True, slots=True)
class SwappedPair:
    """Two events that ``count`` students put the wrong way round."""

    item: ItemRow
    earlier: str
    later: str
    count: int
    share: float
    quotes: list[Evidence]


@dataclass(frozen=True, slots=True)
class Lesson:
    """At most ``MOST`` of each, the most frequent first; what fewer than two got wrong is left out."""

    missed: list[Missed]
    wrong: list[WrongAnswer]
    swapped: list[SwappedPair]


def lesson_of(items: Sequence[ItemRow]) -> Lesson:
    """What to reteach after these questions."""
    missed = [
        Missed(item, 1 - item.facility, _quotes(item))
        for item in items
        if item.facility < _KNOWN and (1 - item.facility) * item.asked >= _FEWEST
    ]
    wrong = [each for item in items for each in _wrong_answers(item) if each.count >= _FEWEST]
    swapped = [each for item in items for each in _swapped(item) if each.count >= _FEWEST]
    return Lesson(
        sorted(missed, key=lambda each: -each.share)[:MOST],
        sorted(wrong, key=lambda each: -each.share)[:MOST],
        sorted(swapped, key=lambda each: -each.share)[:MOST],
    )


def _wrong_answers(item: ItemRow) -> Iterator[WrongAnswer]:
    counts = [each for each in item.tally if isinstance(each, OptionCount)]
    content = _content(item)
    right = "; ".join(each.text for each in counts if each.is_key) or str(getattr(content, "key", ""))
    for each in counts:
        if not each.is_key:
            yield WrongAnswer(item, each.text, right, each.count, each.share, _quotes(item))


def _swapped(item: ItemRow) -> Iterator[SwappedPair]:
    for each in item.tally:
        if isinstance(each, SwapCount):
            quotes = [
                event.evidence
                for event in _content(item).events
                if event.evidence and each.swap.names(event.label)
            ]
            yield SwappedPair(item, each.swap.earlier, each.swap.later, each.count, each.share, quotes)


def _content(item: ItemRow) -> Any:
    """What is right by now."""
    return ruled_version(item.version, item.correction).right[0]


def _quotes(item: ItemRow) -> list[Evidence]:
    return evidence_of(_content(item))
