"""What is to be said about a question: doubts about its proof, flaws of its wording, and mends for both."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.banks.proving import Doubt, doubts
from quizapp.questions.content import Content
from quizapp.questions.flaws import Flaw, flaws
from quizapp.questions.mending import Mend, mends

# Flaws that a doubt about the proof says already, and better.
_SAID_BY_DOUBTS = {
    "no-evidence": "no-proof",
    "event-without-evidence": "no-proof",
    "evidence-lacks-key": "key-not-supported",
    "more-than-one-correct": "distractor-also-true",
}
_MOST_MENDS = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """One doubt or flaw, in plain words; each of its mends is rid of it. ``where`` is as in ``Flaw``."""

    is_doubt: bool
    code: str
    message: str
    where: str
    mends: Sequence[Mend]


def remarks(content: Content, article: str | None, stems_of_others: Sequence[str] = ()) -> list[Remark]:
    """Everything to be said about the question, doubts first; ``article`` and stems are as for doubts and flaws."""
    doubted = doubts(content, article)
    codes = {doubt.code for doubt in doubted}
    flawed = [
        flaw
        for flaw in flaws(content, stems_of_others=stems_of_others)
        if _SAID_BY_DOUBTS.get(flaw.code) not in codes
    ]
    return [
        *(_remark(doubt, _mends_of_doubt(content, doubt, article), is_doubt=True) for doubt in doubted),
        *(_remark(flaw, mends(content, flaw), is_doubt=False) for flaw in flawed),
    ]


def _mends_of_doubt(content: Content, doubt: Doubt, article: str | None) -> list[Mend]:
    ways = mends(content, Flaw(doubt.code, doubt.message, doubt.where))
    return [way for way in ways if doubt not in doubts(way.content, article)]


def _remark(found: Doubt | Flaw, ways: list[Mend], *, is_doubt: bool) -> Remark:
    return Remark(is_doubt, found.code, found.message, found.where, ways[:_MOST_MENDS])
