"""Item analysis: each question over the counted attempts of a class, in figures and in words."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizapp.analysis.answers import Answered, Answers, repeated
from quizapp.analysis.findings import FEW, Finding, Seen, SeenOption, findings
from quizapp.analysis.intervals import (
    Interval,
    correlation_interval,
    mean_interval,
    median_interval,
    share_interval,
)
from quizapp.analysis.statistics import (
    Ranking,
    alpha_without,
    discrimination,
    facility,
    median,
    ranking,
    upper_lower_index,
    upper_lower_interval,
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
    interval: Interval
    lower: float
    middle: float
    upper: float
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question version over the counted attempts.

    ``facility`` and ``upper_lower`` are shares of points; ``alpha_without`` is the quiz's reliability without this
    question; ``tally`` is what the type's template shows of the answers; ``seconds`` is the median time from the
    answer before.
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
    upper_lower_interval: Interval | None
    alpha_without: float | None
    tally: Any
    options: list[OptionRow]
    seconds: float | None
    seconds_interval: Interval | None
    findings: list[Finding]
    correction: Correction | None = None

    @property
    def is_told(self) -> bool:
        """Whether enough learners were asked for shares; below, counts only."""
        return self.asked >= FEW


def item_rows(answers: Answers) -> list[ItemRow]:
    """A row for each question version that a counted attempt was given, in order of first position."""
    rests, without = answers.rests, iter(alpha_without(answers.complete))
    return [
        replace(
            _item(
                version,
                answers.ruled(number),
                answers.credits[:, number],
                rests[:, number],
                answers.answered[number],
                next(without) if is_complete else None,
            ),
            correction=answers.corrections[number],
        )
        for number, (version, is_complete) in enumerate(zip(answers.versions, answers.is_complete, strict=True))
    ]


def _item(
    version: QuestionVersion,
    content: Ruled,
    column: NDArray[np.float64],
    rest_column: NDArray[np.float64],
    answered: Answered,
    without: float | None,
) -> ItemRow:
    asked = ~np.isnan(column)
    earned = column[asked]
    # Where a question stands alone there is no rest to compare it with.
    rest = np.nan_to_num(rest_column[asked])
    given = sum(len(rows) for _, rows in answered.answers)
    correlation = discrimination(earned, rest)
    ranks = ranking(rest)
    options = _options(content, answered, asked, rest, ranks)
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
        upper_lower=upper_lower_index(earned, ranks),
        upper_lower_interval=upper_lower_interval(earned, ranks),
        alpha_without=without,
        tally=[OptionCount(each.text, each.is_key, each.count, each.share) for each in options]
        or content.tally(repeated(answered), len(earned)),
        options=options,
        seconds=median(answered.seconds),
        seconds_interval=median_interval(answered.seconds),
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
    asked: NDArray[np.bool_],
    rest: NDArray[np.float64],
    ranks: Ranking,
) -> list[OptionRow]:
    """The options by thirds of the class; [] for types whose answers are written or ordered."""
    if content.kind.name not in _WITH_OPTIONS or not len(rest):
        return []
    plain: list[OptionCount] = content.tally([], 1)
    everybody = np.zeros((len(plain), len(asked)))
    for answer, rows in answered.answers:
        took = np.array([option.count for option in content.tally([answer], 1)], dtype=float)
        everybody[:, rows] = took[:, None]
    chose = everybody[:, asked]
    upper, lower = ranks.upper(_THIRD), ranks.lower(_THIRD)
    middle = 1 - upper - lower
    return [
        OptionRow(
            text=option.text,
            is_key=option.is_key,
            count=int(chose[number].sum()),
            share=float(chose[number].mean()),
            interval=share_interval(float(chose[number].mean()), len(rest)),
            lower=_share(chose[number], lower),
            middle=_share(chose[number], middle),
            upper=_share(chose[number], upper),
            discrimination=discrimination(chose[number], rest),
        )
        for number, option in enumerate(plain)
    ]


def _share(chose: NDArray[np.float64], group: NDArray[np.float64]) -> float:
    return float((chose * group).sum() / group.sum())
