"""What the questions of an attempt are worth: their credits, which of them count, and the sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, inf

from sqlalchemy import ColumnElement, func, select

from quizapp.banks.models import QuestionVersion
from quizapp.classes.teaching import ids_of_teachers
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Answer
from quizapp.questions.rulings import ALWAYS, IF_BETTER, NEVER, Ruled, Ruling, ruled
from quizapp.quizzes.models import Assignment, Attempt, AttemptQuestion, Response
from quizapp.quizzes.review_models import Correction

# What a question earned, for queries that join both; nothing where it was not answered.
EARNED: ColumnElement[float] = func.coalesce(AttemptQuestion.set_credit, Response.credit, 0.0)


def ruling_of(correction: Correction | None) -> Ruling | None:
    """What a correction says counts; None where the version's own word does."""
    return Ruling.model_validate(correction.after) if correction and correction.after else None


def ruled_version(version: QuestionVersion, correction: Correction | None) -> Ruled:
    """A version's content under the correction in force."""
    kind = question_type(version.question.type)
    return ruled(kind, kind.parse(version.content), ruling_of(correction))


def credit_for(
    version: QuestionVersion,
    answer: Answer,
    timeline_grading: str,
    *,
    correction: Correction | None = None,
    seed: int = 0,
) -> float:
    """Credit in [0, 1] for an answer, under the assignment's way of grading partly right answers."""
    return credited(ruled_version(version, correction), answer, timeline_grading, seed)


def credited(content: Ruled, answer: Answer | None, timeline_grading: str, seed: int) -> float:
    """The same for content that is at hand."""
    credit = content.credit(answer, seed)
    if timeline_grading == "all-or-nothing" and credit < 1:
        return 0.0
    return float(credit)


@dataclass(frozen=True, slots=True)
class Line:
    """One question of an attempt: its credit, and what its ruling says about leaving it out."""

    credit: float
    drops: str = NEVER


@dataclass(frozen=True, slots=True)
class Total:
    """``score`` is the sum of the credits of the questions that count, ``out_of`` their number."""

    score: float
    out_of: float
    dropped: tuple[bool, ...]

    @property
    def share(self) -> float:
        return self.score / self.out_of if self.out_of else 0.0


def total(lines: Sequence[Line]) -> Total:
    """The sum, and which questions are left out.

    Of those that are dropped only where their learner does better without them, the ones are kept that make the
    share of the points as high as it can be: whatever becomes droppable, nobody's share falls.
    """
    kept = [line.credit for line in lines if line.drops == NEVER]
    for line in sorted((each for each in lines if each.drops == IF_BETTER), key=lambda each: -each.credit):
        # From the best on, each one is kept that lifts the mean of those kept before it.
        if line.credit * max(len(kept), 1) > fsum(kept):
            kept.append(line.credit)
    least = min(kept[sum(line.drops == NEVER for line in lines) :], default=inf)
    dropped = tuple(line.drops == ALWAYS or (line.drops == IF_BETTER and line.credit < least) for line in lines)
    return Total(fsum(kept), float(len(kept)), dropped)


def credit_of(given: AttemptQuestion, response: Response | None) -> float:
    """What a question of an attempt earned."""
    if given.set_credit is not None:
        return given.set_credit
    return response.credit if response else 0.0


def settle(attempt: Attempt) -> None:
    """Bring the attempt's score in line with its credits. Questions that turned out faulty count as ruled."""
    responses = {each.question_version_id: each for each in attempt.responses}
    lines = [
        Line(credit_of(given, responses.get(given.question_version_id)), _drops(given)) for given in attempt.given
    ]
    found = total(lines)
    for given, is_dropped in zip(attempt.given, found.dropped, strict=True):
        given.is_dropped = is_dropped
    attempt.score, attempt.max_score = found.score, found.out_of


def _drops(given: AttemptQuestion) -> str:
    found = ruling_of(given.correction)
    return found.drops if found else NEVER


def in_force(version_ids: Sequence[int], assignment: Assignment) -> dict[int, Correction]:
    """The corrections that hold in the assignment's class for those of these versions that have one."""
    query = (
        select(Correction)
        .where(
            Correction.question_version_id.in_(version_ids),
            Correction.author_id.in_(ids_of_teachers(assignment.classroom)),
        )
        .order_by(Correction.id)
    )
    newest = {each.question_version_id: each for each in db.session.scalars(query)}
    return {version_id: each for version_id, each in newest.items() if each.after}


def begun_under(version_id: int, position: int, holds: dict[int, Correction]) -> AttemptQuestion:
    """A question as a new attempt gets it."""
    correction = holds.get(version_id)
    found = ruling_of(correction)
    return AttemptQuestion(
        position=position,
        question_version_id=version_id,
        correction=correction,
        set_credit=1.0 if found and found.all_earn else None,
    )

