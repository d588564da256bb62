"""The quiz as a whole over the counted attempts: scores, their spread, and how far they can be trusted."""

from dataclasses import dataclass
from statistics import mean, stdev

from quizapp.analysis.answers import Answers
from quizapp.analysis.intervals import Interval, mean_interval, spread_interval
from quizapp.analysis.scores import share_of
from quizapp.analysis.statistics import alpha, error_of_measurement, reliability_intervals

BARS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval, where there is one."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many learners have a share of points in [low, high), the last bar with its end; ``height`` in [0, 1]."""

    low: float
    high: float
    count: int
    height: float


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
    return [Bar(n / BARS, (n + 1) / BARS, count, count / most) for n, count in enumerate(counts)]
