"""The quiz as a whole over the counted attempts: scores, their spread, and how far they can be trusted."""

from dataclasses import dataclass
from statistics import mean, stdev

from quizapp.analysis.answers import Answers
from quizapp.analysis.intervals import Interval, mean_interval, spread_interval
from quizapp.analysis.scores import share_of
from quizapp.analysis.statistics import alpha, error_of_measurement, reliability_intervals

BARS = 10
# The drawing of the histogram, in its own units: where its ground lies, and how wide and high a bar may be.
_LEFT, _GROUND, _STEP, _HIGHEST = 20, 160, 60, 130


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval, where there is one."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many learners have a share of points in [low, high), the last bar with its end; the rest is its drawing."""

    low: float
    high: float
    count: int
    x: int
    y: float
    height: float
    name: str

    @property
    def is_last(self) -> bool:
        return self.high >= 1


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """Shares of points in [0, 1]; ``error`` in points. None where there are too few learners or questions."""

    learners: int
    mean: Figure | None
    spread: Figure | None
    alpha: Figure | None
    error: Figure | None
    bars: list[Bar]


def quiz_statistics(answers: Answers) -> QuizStatistics:
    """Reliability is of the questions that every counted attempt was given."""
    shares = [share_of(attempt) for attempt in answers.attempts]
    table = answers.complete
    reliability, error, reach = alpha(table), error_of_measurement(table), reliability_intervals(table)
    return QuizStatistics(
        learners=len(shares),
        mean=Figure(mean(shares), mean_interval(shares, answers.credits.shape[1])) if shares else None,
        spread=Figure(stdev(shares), spread_interval(shares)) if len(shares) > 1 else None,
        alpha=Figure(reliability, reach[0]) if reliability is not None and reach else None,
        error=Figure(error, reach[1]) if error is not None and reach else None,
        bars=_bars(shares),
    )


def _bars(shares: list[float]) -> list[Bar]:
    counts = [0] * BARS
    for share in shares:
        counts[min(int(share * BARS + 1e-9), BARS - 1)] += 1
    most = max(counts, default=0) or 1
    return [_bar(number, count, _HIGHEST * count / most) for number, count in enumerate(counts)]


def _bar(number: int, count: int, height: float) -> Bar:
    return Bar(
        low=number / BARS,
        high=(number + 1) / BARS,
        count=count,
        x=_LEFT + _STEP * number,
        y=round(_GROUND - height, 1),
        height=round(height, 1),
        name=f"{100 * number // BARS}",
    )
