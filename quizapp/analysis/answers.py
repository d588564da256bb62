"""What a class answered, as a table of credits: read row by row, without building an object for each response."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Text, and_, cast, select
from sqlalchemy.orm import joinedload

from quizapp.banks.models import QuestionVersion
from quizapp.database import db
from quizapp.questions.content import Answer
from quizapp.questions.rulings import Ruled
from quizapp.quizzes.crediting import EARNED, ruled_version
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response
from quizapp.quizzes.review_models import Correction


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to one version: each different answer with the rows of the attempts that gave it."""

    answers: list[tuple[Answer, list[int]]]
    seconds: list[float]


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
    def complete(self) -> NDArray[np.float64]:
        """The columns that every attempt was asked."""
        kept: NDArray[np.float64] = self.credits[:, ~np.isnan(self.credits).any(axis=0)]
        return kept


@dataclass(slots=True)
class _Column:
    version_id: int
    place: int
    rows: dict[int, float] = field(default_factory=dict)
    by_text: dict[str, list[int]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    correction_id: int | None = None


_ROWS = (
    select(
        AttemptQuestion.attempt_id,
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
    row_of = {attempt.id: row for row, attempt in enumerate(attempts)}
    columns: dict[int, _Column] = {}
    given_at: list[list[tuple[str, int]]] = [[] for _ in attempts]
    rows = db.session.execute(_ROWS.where(Attempt.assignment_id == attempts[0].assignment_id)) if attempts else ()
    for attempt_id, version_id, position, credit, answer, answered_at, correction_id in rows:
        row = row_of.get(attempt_id)
        if row is None:
            continue
        column = columns.get(version_id) or columns.setdefault(version_id, _Column(version_id, position))
        column.rows[row] = credit
        column.correction_id = correction_id or column.correction_id
        if answer is not None:
            column.by_text.setdefault(answer, []).append(row)
            given_at[row].append((answered_at, version_id))
    for row, moments in enumerate(given_at):
        for version_id, seconds in seconds_between(attempts[row].started_at, sorted(moments)):
            columns[version_id].seconds.append(seconds)
    ordered = sorted(columns.values(), key=lambda column: (column.place, column.version_id))
    return Answers(
        list(attempts),
        _versions([column.version_id for column in ordered]),
        _table(len(attempts), ordered),
        [
            Answered([(json.loads(text), rows) for text, rows in column.by_text.items()], column.seconds)
            for column in ordered
        ],
        _corrections([column.correction_id for column in ordered]),
    )


def _table(attempts: int, columns: list[_Column]) -> NDArray[np.float64]:
    table = np.full((attempts, len(columns)), np.nan)
    for number, column in enumerate(columns):
        table[list(column.rows), number] = list(column.rows.values())
    return table


def _versions(ids: list[int]) -> list[QuestionVersion]:
    query = select(QuestionVersion).where(QuestionVersion.id.in_(ids)).options(joinedload(QuestionVersion.question))
    found = {version.id: version for version in db.session.scalars(query)}
    return [found[number] for number in ids]


def _corrections(ids: list[int | None]) -> list[Correction | None]:
    wanted = {number for number in ids if number}
    if not wanted:
        return [None] * len(ids)
    found = {each.id: each for each in db.session.scalars(select(Correction).where(Correction.id.in_(wanted)))}
    return [found[number] if number else None for number in ids]


def seconds_between(started: datetime, moments: list[tuple[str, int]]) -> list[tuple[int, float]]:
    """Seconds from the answer before, or from the beginning, to each answer."""
    before = started.replace(tzinfo=None)
    found = []
    for written, version_id in moments:
        moment = datetime.fromisoformat(written).replace(tzinfo=None)
        found.append((version_id, max(0.0, (moment - before).total_seconds())))
        before = moment
    return found


def repeated(answered: Answered) -> list[Answer]:
    """Every answer as often as it was given."""
    return [answer for answer, rows in answered.answers for _ in rows]

