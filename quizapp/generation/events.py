"""Questions about dated events: which took place in a year, and which came first or last."""

import random
from collections.abc import Iterator
from itertools import pairwise

from quizapp.generation.happenings import Happening
from quizapp.generation.model import Candidate
from quizapp.questions.dates import interval

_OPTIONS = 4
_SPARES = 2


def event_candidates(happenings: list[Happening], *, seed: int) -> Iterator[Candidate]:
    """For events that no timeline uses: what happened in a year, and what came first or last."""
    yield from _in_year(happenings)
    yield from _at_the_end(happenings, random.Random(f"{seed}:events"))


def _year(happening: Happening) -> str:
    return happening.edtf[:4]


def _in_year(happenings: list[Happening]) -> Iterator[Candidate]:
    years = [_year(each) for each in happenings]
    for each in happenings:
        others = [other for other in happenings if _year(other) != _year(each)]
        if years.count(_year(each)) > 1 or len(others) < _OPTIONS - 1 or _year(each) not in each.evidence.quote:
            continue
        near = sorted(others, key=lambda other: (abs(int(_year(other)) - int(_year(each))), other.label))
        yield Candidate(
            kind="event",
            stem=f"Which of these events took place in {_year(each)}?",
            key=each.told,
            others=tuple(other.told for other in near),
            evidence=each.evidence,
            from_article=frozenset(other.told for other in near),
            rank=2,
            origins=tuple((other.told, other.evidence) for other in near),
        )


def _at_the_end(happenings: list[Happening], chance: random.Random) -> Iterator[Candidate]:
    """Only events whose dates lie apart, so that there is one first and one last."""
    ordered = sorted(happenings, key=lambda each: (interval(each.edtf), each.label))
    apart = ordered[:1] + [
        each for before, each in pairwise(ordered) if interval(each.edtf).earliest > interval(before.edtf).latest
    ]
    if len(apart) < _OPTIONS + _SPARES:
        return
    last = chance.random() < 0.5
    start = chance.randrange(len(apart) - _OPTIONS - _SPARES + 1)
    window = apart[start : start + _OPTIONS + _SPARES]
    key, others = (window[-1], window[:-1]) if last else (window[0], window[1:])
    yield Candidate(
        kind="order",
        stem=f"Which of these events came {'last' if last else 'first'}?",
        key=key.told,
        others=tuple(other.told for other in others),
        evidence=key.evidence,
        from_article=frozenset(other.told for other in others),
        rank=1,
        origins=tuple((other.told, other.evidence) for other in others),
    )
