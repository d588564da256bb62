"""What pages show about one answer or about the answers of a class, as plain data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.questions.timeline_drawing import Drawing


@dataclass(frozen=True, slots=True)
class OptionFeedback:
    """One option that could be chosen, in a result."""

    text: str
    is_key: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class EventFeedback:
    """One event at the place the learner gave it. ``is_right``: swapped with no other event.

    ``letter`` names it in the drawing; ``notes`` say what is not known of it.
    """

    label: str
    date_text: str
    is_right: bool
    letter: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Swap:
    """Two events in the wrong order, with their dates where known.

    ``gap`` is the time between them in words ("" where nothing can be said): the earlier came ``gap`` before.
    """

    earlier: str
    later: str
    gap: str = ""

    def names(self, label: str) -> bool:
        """Whether one of the two is the event of this label."""
        return any(told == label or told.startswith(f"{label} (") for told in (self.earlier, self.later))


@dataclass(frozen=True, slots=True)
class OrderFeedback:
    """Events in the learner's order and in a right one, and every pair that was put the wrong way round.

    ``also_right`` names the pairs that may stand either way, if there are any. ``drawing`` has the learner's order
    beside the true dates; it has no learner's order where nothing was answered.
    """

    events: list[EventFeedback]
    right_order: list[EventFeedback]
    swaps: list[Swap]
    also_right: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class WrittenFeedback:
    """What was written (None: nothing), the right answer, and what else counts as right."""

    written: str | None
    is_right: bool
    key: str
    also_right: str


@dataclass(frozen=True, slots=True)
class PairFeedback:
    """One pair: what was matched (None: nothing) and what belongs there."""

    left: str
    chosen: str | None
    right: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many counted attempts chose or wrote this, and their share of those who were asked."""

    text: str
    is_key: bool
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class SwapCount:
    """How many counted attempts put this pair in the wrong order."""

    swap: Swap
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many counted attempts matched this pair, and the wrong match that was made most often, if any."""

    left: str
    right: str
    count: int
    share: float
    often_wrong: str
    wrong_count: int


def option_counts(
    options: Iterable[tuple[str, str, bool]], chosen: Iterable[str | None], asked: int
) -> list[OptionCount]:
    """Counts of (value, text, is key) options over everything that was chosen, in the order of the options."""
    counts = Counter(chosen)
    return [
        OptionCount(text, is_key, counts[value], counts[value] / asked if asked else 0.0)
        for value, text, is_key in options
    ]


def written_counts(
    written: Sequence[tuple[str, str, bool]], asked: int, *, most: int = 8
) -> list[OptionCount]:
    """Counts of written answers, (folded, as written, is right) each: right ones first, then the most frequent.

    Answers that fold to the same are one, shown as it was written most often; ``most`` wrong ones are kept.
    """
    spellings: dict[tuple[bool, str], Counter[str]] = {}
    for folded, text, is_right in written:
        spellings.setdefault((is_right, folded), Counter())[text] += 1
    counted = [
        OptionCount(texts.most_common(1)[0][0], is_right, texts.total(), texts.total() / asked if asked else 0.0)
        for (is_right, _), texts in spellings.items()
    ]
    counted.sort(key=lambda each: (-each.count, each.text))
    right = [each for each in counted if each.is_key]
    return right + [each for each in counted if not each.is_key][:most]
