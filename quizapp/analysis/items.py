"""Item analysis: each question over the counted attempts of a class, in figures and in words."""

from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizapp.analysis.answers import Answered, Answers, repeated
from quizapp.analysis.findings import Finding, Seen, SeenOption, findings
from quizapp.analysis.intervals import Interval, correlation_interval, mean_interval
from quizapp.analysis.statistics import (
    discrimination,
    facility,
    lower_group,
    upper_group,
    upper_lower_index,
)
from quizapp.banks.models import QuestionVersion
from quizapp.questions.feedback import OptionCount
from quizapp.questions.rulings import Ruled
from quizapp.quizzes.review_models import Correction

# The types whose tally lists the same options whatever was answered.
_WITH_OPTIONS = frozenset({"multiple-choice", "multiple-response", "true-false"})
_THIRD = 1 / 3


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option: how often it was chosen, in all and in each third of the class by score, as shares in [0, 1].

    ``discrimination`` is the correlation of choosing it with the score on the other questions.
    """

    text: str
    is_key: bool
    count: int
    share: float
    lower: float
    middle: float
    upper: float
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question version over the counted attempts.

    ``facility`` and ``upper_lower`` are shares of points; ``tally`` is what the type's template shows of the
    answers; ``seconds`` is the median time from the answer before.
    """

    version: QuestionVersion
    type: str
    stem: str
    asked: int
    unanswered: int
    facility: float
    facility_interval: Interval | None
    discrimination: float | None
    discrimination_interval: Interval | None
    upper_lower: float | None
    tally: Any
    options: list[OptionRow]
    seconds: float | None
    findings: list[Finding]
    correction: Correction | None = None


def item_rows(answers: Answers) -> list[ItemRow]:
    """A row for each question version that a counted attempt was given, in order of first position."""
    rests = answers.rests
    return [
        replace(
            _item(
                version, answers.ruled(number), answers.credits[:, number], rests[:, number], answers.answered[number]
            ),
            correction=answers.corrections[number],
        )
        for number, version in enumerate(answers.versions)
    ]


def _item(
    version: QuestionVersion,
    content: Ruled,
    column: NDArray[np.float64],
    rest_column: NDArray[np.float64],
    answered: Answered,
) -> ItemRow:
    asked = ~np.isnan(column)
    earned = column[asked]
    # Where a question stands alone there is no rest to compare it with.
    rest = np.nan_to_num(rest_column[asked])
    given = sum(len(rows) for _, rows in answered.answers)
    correlation = discrimination(earned, rest)
    options = _options(content, answered, np.flatnonzero(asked), rest)
    share = facility(earned) or 0.0
    interval = mean_interval(earned.tolist())
    reach = correlation_interval(correlation, len(earned)) if correlation is not None else None
    return ItemRow(
        version=version,
        type=content.kind.name,
        stem=content.content.stem,
        asked=len(earned),
        unanswered=len(earned) - given,
        facility=share,
        facility_interval=interval,
        discrimination=correlation,
        discrimination_interval=reach,
        upper_lower=upper_lower_index(earned, rest),
        tally=content.tally(repeated(answered), len(earned)),
        options=options,
        seconds=median(answered.seconds) if answered.seconds else None,
        findings=findings(
            Seen(
                learners=len(earned),
                facility=share,
                facility_interval=interval,
                guessing=float(content.kind.guess_score(content.right[0])),
                discrimination=correlation,
                discrimination_interval=reach,
                options=tuple(
                    SeenOption(each.text, each.is_key, each.count, each.upper, each.discrimination)
                    for each in options
                ),
            )
        ),
    )


def _options(
    content: Ruled,
    answered: Answered,
    asked: NDArray[np.intp],
    rest: NDArray[np.float64],
) -> list[OptionRow]:
    """The options by thirds of the class; [] for types whose answers are written or ordered."""
    if content.kind.name not in _WITH_OPTIONS or not len(asked):
        return []
    plain: list[OptionCount] = content.tally([], 1)
    place = {int(row): number for number, row in enumerate(asked)}
    chose = np.zeros((len(plain), len(asked)))
    for answer, rows in answered.answers:
        took = np.array([option.count for option in content.tally([answer], 1)], dtype=float)
        chose[:, [place[row] for row in rows]] = took[:, None]
    upper, lower = upper_group(rest, _THIRD), lower_group(rest, _THIRD)
    return [
        OptionRow(
            text=option.text,
            is_key=option.is_key,
            count=int(chose[number].sum()),
            share=float(chose[number].mean()),
            lower=_share(chose[number], lower),
            middle=_share(chose[number], 1 - upper - lower),
            upper=_share(chose[number], upper),
            discrimination=discrimination(chose[number], rest),
        )
        for number, option in enumerate(plain)
    ]


def _share(chose: NDArray[np.float64], group: NDArray[np.float64]) -> float:
    return float((chose * group).sum() / group.sum())
