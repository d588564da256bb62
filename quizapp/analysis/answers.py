"""What a class answered, as a table of credits: read row by row, without building an object for each response."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, Text, and_, cast, false, select
from sqlalchemy.orm import joinedload

from quizapp.banks.models import QuestionVersion
from quizapp.database import db
from quizapp.questions.content import Answer
from quizapp.questions.rulings import Ruled
from quizapp.quizzes.crediting import EARNED, ruled_version
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response
from quizapp.quizzes.review_models import Correction

Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to one version: each different answer with the rows of the attempts that gave it."""

    answers: list[tuple[Answer, Whole]]
    seconds: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answers:
    """A row an attempt, a column a version (in order of first place). ``credits`` is NaN where it was not asked.

    What was asked and not answered has credit 0; what was left out of the score afterwards was not asked.
    ``corrections`` are those in force, by column.
    """

    attempts: list[Attempt]
    versions: list[QuestionVersion]
    credits: NDArray[np.float64]
    answered: list[Answered]
    corrections: list[Correction | None]

    def ruled(self, number: int) -> Ruled:
        """The content of a column's version, by what is right now."""
        return ruled_version(self.versions[number], self.corrections[number])

    @property
    def rests(self) -> NDArray[np.float64]:
        """Mean credit of each attempt on its other questions: NaN where there is no other or it was not asked."""
        asked = ~np.isnan(self.credits)
        others = asked.sum(axis=1, keepdims=True) - 1
        total = np.nansum(self.credits, axis=1, keepdims=True)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(others > 0, (total - self.credits) / others, np.nan)

    @property
    def is_complete(self) -> NDArray[np.bool_]:
        """For each column, whether every attempt was asked it."""
        return np.asarray(~np.isnan(self.credits).any(axis=0))

    @property
    def complete(self) -> NDArray[np.float64]:
        """The columns that every attempt was asked."""
        kept: NDArray[np.float64] = self.credits[:, self.is_complete]
        return kept


_ROWS = (
    select(
        Attempt.learner_id,
        Attempt.number,
        AttemptQuestion.question_version_id,
        AttemptQuestion.position,
        EARNED,
        cast(Response.answer, Text),
        cast(Response.answered_at, Text),
        AttemptQuestion.correction_id,
    )
    .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
    .outerjoin(
        Response,
        and_(
            Response.attempt_id == AttemptQuestion.attempt_id,
            Response.question_version_id == AttemptQuestion.question_version_id,
        ),
    )
    .where(AttemptQuestion.is_dropped.is_(False))
)


def answers_of(attempts: Sequence[Attempt]) -> Answers:
    """The answers of these attempts of one assignment."""
    # Of a whole class: plain columns, because an object for each of tens of thousands of answers takes long.
    asked = _ROWS.where(Attempt.assignment_id == attempts[0].assignment_id) if attempts else _ROWS.where(false())
    learners, numbers, version_ids, positions, credits_, texts, moments, corrected = _columns(asked)
    rows = _rows_of(attempts, learners, numbers)
    kept = np.flatnonzero(rows >= 0)
    rows = rows[kept]
    ids, columns = _by_first_place(np.array(version_ids, dtype=int)[kept], np.array(positions, dtype=int)[kept])
    table = np.full((len(attempts), len(ids)), np.nan)
    table[rows, columns] = np.array(credits_, dtype=float)[kept]
    written = np.array(texts, dtype=object)[kept]
    given = np.flatnonzero(written != None)  # noqa: E711 - of each element
    times = _times(np.array(moments, dtype=object)[kept][given].tolist())
    seconds = _seconds_between([attempt.started_at for attempt in attempts], rows[given], times)
    holding = np.array(corrected, dtype=object)[kept]
    return Answers(
        list(attempts),
        _versions(ids.tolist()),
        table,
        _answered(written[given].tolist(), rows[given], columns[given], seconds, len(ids)),
        _corrections({int(ids[columns[at]]): holding[at] for at in np.flatnonzero(holding)}, ids.tolist()),
    )


# More attempts than one learner can have at one assignment.
_MOST_ATTEMPTS = 1 << 20


def _rows_of(attempts: Sequence[Attempt], learners: list[int], numbers: list[int]) -> Whole:
    """The place among these attempts of each row of answers; -1 for those of other attempts."""
    own = np.array([attempt.learner_id * _MOST_ATTEMPTS + attempt.number for attempt in attempts], dtype=np.int64)
    wanted = np.array(learners, dtype=np.int64) * _MOST_ATTEMPTS + np.array(numbers, dtype=np.int64)
    if not len(own):
        return np.full(len(wanted), -1, dtype=np.intp)
    order = np.argsort(own)
    place = np.minimum(np.searchsorted(own[order], wanted), len(own) - 1)
    return np.where(own[order][place] == wanted, order[place], -1)


# Fewer objects than make the collector look.
_PART = 500


def _columns(query: Select[*tuple[Any, ...]]) -> list[list[Any]]:
    """What a query finds, column by column; the columns are empty where it finds nothing."""
    columns: list[list[Any]] = [[] for _ in query.selected_columns]
    # As the driver gives them, and by parts that are gone before the garbage collector looks for them.
    cursor = db.session.connection().execute(query).cursor
    while cursor is not None and (part := cursor.fetchmany(_PART)):
        for column, values in zip(columns, zip(*part, strict=True), strict=True):
            column.extend(values)
    return columns


def _by_first_place(versions: NDArray[np.int64], places: NDArray[np.int64]) -> tuple[NDArray[np.int64], Whole]:
    """The versions in order of the first place they were asked at, and the column of each row."""
    ids, column = np.unique(versions, return_inverse=True)
    first = np.full(len(ids), np.iinfo(np.int64).max)
    np.minimum.at(first, column, places)
    order = np.lexsort((ids, first))
    return ids[order], np.argsort(order)[column]


def _answered(
    texts: list[str], rows: Whole, columns: Whole, seconds: NDArray[np.float64], versions: int
) -> list[Answered]:
    """What was answered to each version: equal answers together."""
    numbers: dict[str, int] = {}
    answer = np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.intp)
    parsed: list[Answer] = [json.loads(text) for text in numbers]
    order = np.lexsort((answer, columns))
    rows, columns, answer, seconds = rows[order], columns[order], answer[order], seconds[order]
    edges = np.searchsorted(columns, np.arange(versions + 1))
    found = []
    for begin, end in pairwise(edges.tolist()):
        part = answer[begin:end]
        cuts = np.flatnonzero(np.diff(part)) + 1
        alike = zip(np.split(part, cuts), np.split(rows[begin:end], cuts), strict=True)
        answers = [(parsed[same[0]], group) for same, group in alike if len(same)]
        found.append(Answered(answers, seconds[begin:end]))
    return found


def _versions(ids: list[int]) -> list[QuestionVersion]:
    query = select(QuestionVersion).where(QuestionVersion.id.in_(ids)).options(joinedload(QuestionVersion.question))
    found = {version.id: version for version in db.session.scalars(query)}
    return [found[number] for number in ids]


def _corrections(of_version: dict[int, int], ids: list[int]) -> list[Correction | None]:
    """The corrections of the versions that have one."""
    if not of_version:
        return [None] * len(ids)
    wanted = Correction.id.in_(set(of_version.values()))
    found = {each.id: each for each in db.session.scalars(select(Correction).where(wanted))}
    return [found[of_version[number]] if number in of_version else None for number in ids]


def _times(written: list[str]) -> NDArray[np.datetime64]:
    """Stored moments, which are all in UTC; some databases write the zone behind them."""
    if any("+" in each for each in written[:1]):
        written = [each.partition("+")[0] for each in written]
    return np.array(written, dtype="datetime64[us]")


def _seconds_between(
    started: list[datetime], rows: Whole, moments: NDArray[np.datetime64]
) -> NDArray[np.float64]:
    """Seconds from the answer before in the same attempt, or from its beginning, to each answer."""
    begun = np.array([each.replace(tzinfo=None) for each in started], dtype="datetime64[us]")
    order = np.lexsort((moments, rows))
    ordered, row = moments[order], rows[order]
    before = begun[row]
    goes_on = np.r_[False, row[1:] == row[:-1]] if len(row) else np.empty(0, dtype=bool)
    before[goes_on] = ordered[np.flatnonzero(goes_on) - 1]
    seconds = np.empty(len(moments))
    seconds[order] = np.maximum((ordered - before) / np.timedelta64(1, "s"), 0.0)
    return seconds


def repeated(answered: Answered) -> list[Answer]:
    """Every answer as often as it was given."""
    return [answer for answer, rows in answered.answers for _ in range(len(rows))]
