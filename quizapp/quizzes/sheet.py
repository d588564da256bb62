"""What one page of a sitting sends at once: answers to one or several questions, and flags beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.clock import now
from quizapp.database import db
from quizapp.questions.content import Answer
from quizapp.quizzes.attempts import Final, lock, refuse_if_closed, refuse_if_late, take_answer, version_at
from quizapp.quizzes.crediting import settle
from quizapp.quizzes.models import Attempt


@dataclass(frozen=True, slots=True)
class Sheet:
    """Answers and flags by position (1, 2, ...).

    ``check``: the position of the answer that the learner asks about, as ``record_response`` understands it.
    """

    answers: Mapping[int, Answer]
    flags: Mapping[int, bool] = field(default_factory=dict)
    check: int | None = None


def record(attempt: Attempt, sheet: Sheet, *, sequence: int) -> list[int]:
    """Store the sheet under the rules of ``record_response``, all of it in one transaction.

    Gives back the positions whose answer is final already and stays as it was. Raises ``Closed``.
    """
    moment = now()
    lock(attempt)
    refuse_if_closed(attempt, moment)
    if sheet.answers:
        refuse_if_late(attempt, moment, age=0)
    final = take(attempt, sheet, sequence=sequence)
    settle(attempt)
    db.session.commit()
    return final


def take(attempt: Attempt, sheet: Sheet, *, sequence: int) -> list[int]:
    """Put the sheet into the attempt as ``record`` does, and store nothing."""
    final = []
    for position, answer in sheet.answers.items():
        try:
            take_answer(attempt, position, answer, sequence=sequence, check=position == sheet.check)
        except Final:
            final.append(position)
    for position, is_flagged in sheet.flags.items():
        version_at(attempt, position)
        attempt.given[position - 1].is_flagged = is_flagged
    return final
