"""What a class did with each question: how often each option was chosen, which events were swapped."""

from dataclasses import dataclass
from typing import Any

from quizapp.analysis.scores import StudentRow
from quizapp.analysis.statistics import discrimination, facility
from quizapp.banks.models import QuestionVersion
from quizapp.questions import question_type
from quizapp.quizzes.attempts import response_to
from quizapp.quizzes.models import Attempt


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question version over the counted attempts.

    ``facility`` in [0, 1]; ``tally`` is what the type's template shows of the answers.
    """

    version: QuestionVersion
    type: str
    stem: str
    asked: int
    unanswered: int
    facility: float | None
    discrimination: float | None
    tally: Any


def item_rows(rows: list[StudentRow]) -> list[ItemRow]:
    """A row for each question version that a counted attempt was given, in order of first position."""
    attempts = [row.counted for row in rows if row.counted]
    places: dict[int, tuple[int, QuestionVersion]] = {}
    for attempt in attempts:
        for given in attempt.given:
            places.setdefault(given.question_version_id, (given.position, given.version))
    ordered = sorted(places.values(), key=lambda place: (place[0], place[1].id))
    return [_item(version, attempts) for _, version in ordered]


def credit_matrix(rows: list[StudentRow]) -> list[list[float]]:
    """Credits of the counted attempts on the questions that all of them were given, a row an attempt."""
    attempts = [row.counted for row in rows if row.counted]
    if not attempts:
        return []
    common = set.intersection(*({g.question_version_id for g in attempt.given} for attempt in attempts))
    return [
        [
            response.credit if response else 0.0
            for given in sorted(attempt.given, key=lambda given: given.question_version_id)
            if given.question_version_id in common
            for response in [response_to(attempt, given.version)]
        ]
        for attempt in attempts
    ]


def _item(version: QuestionVersion, attempts: list[Attempt]) -> ItemRow:
    asked = [a for a in attempts if any(g.question_version_id == version.id for g in a.given)]
    responses = [response_to(attempt, version) for attempt in asked]
    earned = [response.credit if response else 0.0 for response in responses]
    rests = [attempt.score - credit for attempt, credit in zip(asked, earned, strict=True)]
    kind = question_type(version.question.type)
    content: Any = kind.parse(version.content)
    answered = [response for response in responses if response]
    return ItemRow(
        version=version,
        type=kind.name,
        stem=content.stem,
        asked=len(asked),
        unanswered=len(asked) - len(answered),
        facility=facility(earned),
        discrimination=discrimination(earned, rests),
        tally=kind.tally(content, [response.answer for response in answered], len(asked)),
    )
