"""What the figures of a question mean for its teacher, in words, and only as far as they carry.

Below ``FEW`` learners nothing is said. Below ``ENOUGH`` a warning needs an interval that leaves out chance: at
20 learners about one good question in twenty has a negative discrimination by chance alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.analysis.intervals import Interval, correlation_interval

FEW, ENOUGH = 10, 30
# A distractor that fewer choose does no work (Haladyna & Downing 1993).
WORKING = 0.05
# Below this a question hardly tells those who know from those who don't (Ebel & Frisbie 1991).
WEAK = 0.1
_EASY = 0.95


@dataclass(frozen=True, slots=True)
class Finding:
    """``tone`` is "bad" (look at the key), "warn" (worth a change) or "info"."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class SeenOption:
    """An option: how many chose it, which share of the upper third did, and how choosing it goes with the rest."""

    text: str
    is_key: bool
    count: int
    upper: float
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class Seen:
    """The figures of a question. ``guessing`` is the credit that random answering earns."""

    learners: int
    facility: float
    facility_interval: Interval | None
    guessing: float
    discrimination: float | None
    discrimination_interval: Interval | None
    options: tuple[SeenOption, ...]


def findings(seen: Seen) -> list[Finding]:
    """What to look at, the gravest first."""
    if seen.learners < FEW:
        return []
    return [*_against(seen), *_tempting(seen), *_guessed(seen), *_advice(seen)]


def _against(seen: Seen) -> Iterator[Finding]:
    """Better learners did worse."""
    if seen.discrimination is None or seen.discrimination >= 0:
        return
    certain = seen.discrimination_interval is not None and seen.discrimination_interval.high < 0
    if seen.learners >= ENOUGH or certain:
        yield Finding("bad", "Students who did well elsewhere got this wrong more often than others. Check the key.")


def _tempting(seen: Seen) -> Iterator[Finding]:
    """A wrong option that good learners choose."""
    right = max((option.upper for option in seen.options if option.is_key), default=0.0)
    for option in seen.options:
        if option.is_key or option.discrimination is None or option.discrimination <= 0:
            continue
        reach = correlation_interval(option.discrimination, seen.learners)
        certain = reach is not None and reach.low > 0
        if certain or (seen.learners >= ENOUGH and option.upper > right):
            yield Finding(
                "bad",
                f"“{option.text}” was chosen by {option.upper:.0%} of the best third. It may be right too, or easy to "
                "read as right.",
            )


def _guessed(seen: Seen) -> Iterator[Finding]:
    """Fewer right than guessing gives."""
    reach = seen.facility_interval
    if reach is not None and reach.high < seen.guessing:
        yield Finding("bad", "Fewer were right than guessing would give. Something pulls them away from the key.")


def _advice(seen: Seen) -> Iterator[Finding]:
    if seen.learners < ENOUGH:
        return
    if seen.facility > _EASY:
        yield Finding("info", "Nearly everybody was right, so it cannot tell who knows more.")
    elif seen.discrimination is not None and 0 <= seen.discrimination < WEAK:
        yield Finding("warn", "Students who know more were hardly more often right here.")
    # Of true and false, one is always the other's only rival.
    for option in seen.options if len(seen.options) > 2 else ():
        if not option.is_key and option.count < WORKING * seen.learners:
            yield Finding("warn", f"“{option.text}” tempts almost nobody ({option.count} of {seen.learners}). Swap it.")
