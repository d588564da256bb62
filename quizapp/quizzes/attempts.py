"""Attempts: beginning one, answering, handing in. No answer is lost, none counts that came late."""

import random
import secrets
from datetime import datetime, timedelta
from statistics import mean

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.models import QuestionVersion
from quizapp.classes.models import Enrolment
from quizapp.classes.needs import needs_of
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Answer
from quizapp.questions.presenting import with_fewer_options
from quizapp.quizzes.choosing import versions_to_ask
from quizapp.quizzes.crediting import begun_under, credit_for, in_force, settle
from quizapp.quizzes.models import (
    AT_ONCE,
    EXPIRED,
    IN_PROGRESS,
    SUBMITTED,
    Assignment,
    Attempt,
    AttemptQuestion,
    Quiz,
    Response,
)
from quizapp.quizzes.windows import Window, due_at, window_of

# An answer sent in the last second still has to cross a school's network.
_CROSSING = timedelta(seconds=5)
# The longest grace that a teacher can set.
LONGEST_GRACE = timedelta(minutes=10)


class NotAllowed(Exception):
    """The learner may not begin: the message says why and what to do."""


class Closed(Exception):
    """The attempt takes no more answers: the message says since when, and that earlier ones count."""


class Final(Exception):
    """This answer may no longer change: the learner has been shown what is right."""


def state_at(attempt: Attempt, moment: datetime) -> str:
    """The attempt's state: one whose deadline and grace have passed is expired, even before that is stored."""
    if attempt.state == IN_PROGRESS and is_over_time(attempt, moment):
        # Asked only then, as a list of attempts does not come with all their assignments.
        grace = timedelta(seconds=attempt.assignment.grace_seconds)
        return EXPIRED if is_over_time(attempt, moment - grace) else IN_PROGRESS
    return attempt.state


def is_over_time(attempt: Attempt, moment: datetime) -> bool:
    """Whether the deadline has passed. In the grace after it, only answers given before still count."""
    return attempt.deadline is not None and moment > attempt.deadline


def is_running(attempt: Attempt) -> bool:
    return state_at(attempt, now()) == IN_PROGRESS


_ATTEMPT = select(Attempt).options(
    selectinload(Attempt.given).joinedload(AttemptQuestion.version).joinedload(QuestionVersion.question),
    selectinload(Attempt.responses),
)


def with_everything(attempt_id: str) -> Attempt | None:
    """An attempt with its questions and responses, whoever's it is."""
    return db.session.scalar(_ATTEMPT.where(Attempt.id == attempt_id))


def of_learner(attempt_id: str, learner: User) -> Attempt:
    """The learner's own attempt with its questions and responses; 404 for anyone else's."""
    attempt = with_everything(attempt_id)
    if attempt is None or attempt.learner_id != learner.id:
        raise NotFound
    return attempt


def version_at(attempt: Attempt, position: int) -> QuestionVersion:
    """The question version at a position (1, 2, ...); 404 beyond the last."""
    if not 1 <= position <= len(attempt.given):
        raise NotFound
    return attempt.given[position - 1].version


def response_to(attempt: Attempt, version: QuestionVersion) -> Response | None:
    return next((r for r in attempt.responses if r.question_version_id == version.id), None)


def assignment_to_take(assignment_id: int) -> Assignment:
    """An assignment with its quiz, as ``start`` needs it (404 for none); who may begin it is checked there."""
    quiz = joinedload(Assignment.quiz).options(joinedload(Quiz.owner), selectinload(Quiz.rules))
    beside = [quiz, joinedload(Assignment.classroom), joinedload(Assignment.own_dates)]
    assignment = db.session.get(Assignment, assignment_id, options=beside)
    if assignment is None:
        raise NotFound
    return assignment


def start(assignment: Assignment, learner: User) -> Attempt:
    """Begin an attempt, or go on with the one that is running.

    Raises ``NotAllowed`` outside the assignment's window, when no attempt is left, and when the
    quiz has no approved question.
    """
    moment = now()
    _check_enrolled(assignment, learner)
    earlier = list(
        db.session.scalars(
            select(Attempt)
            .where(Attempt.assignment_id == assignment.id, Attempt.learner_id == learner.id)
            .order_by(Attempt.number)
            .with_for_update()
        )
    )
    for attempt in earlier:
        if state_at(attempt, moment) == IN_PROGRESS:
            return attempt
    window = window_of(assignment, learner.id)
    _check_window(assignment, window, moment)
    if window.attempts_allowed and len(earlier) >= window.attempts_allowed:
        raise NotAllowed("You have used every attempt that this quiz allows.")
    attempt = _new_attempt(assignment, learner, window, number=len(earlier) + 1, moment=moment)
    db.session.add(attempt)
    db.session.commit()
    return attempt


def _check_enrolled(assignment: Assignment, learner: User) -> None:
    enrolled = db.session.scalar(
        select(func.count(Enrolment.id)).where(
            Enrolment.classroom_id == assignment.classroom_id,
            Enrolment.user_id == learner.id,
            Enrolment.removed_at.is_(None),
        )
    )
    if not enrolled:
        raise NotFound


def _check_window(assignment: Assignment, window: Window, moment: datetime) -> None:
    if assignment.classroom.archived_at:
        raise NotAllowed("This class is archived, so that no quiz of it can be begun. Your results are kept.")
    if window.opens_later(moment):
        raise NotAllowed("This quiz is not open yet.")
    if window.has_ended(moment):
        raise NotAllowed("This quiz has closed. Ask your teacher if you still need to take it.")


def _new_attempt(
    assignment: Assignment, learner: User, window: Window, *, number: int, moment: datetime
) -> Attempt:
    needs = needs_of(learner, assignment.classroom)
    seed = secrets.randbelow(2**31)
    if needs.fewer_options:
        seed = with_fewer_options(seed)
    limit = None if needs.no_clock else assignment.minutes
    extra = needs.extra_minutes(limit)
    version_ids = in_order(assignment.quiz, versions_to_ask(assignment.quiz, seed), seed)
    if not version_ids:
        raise NotAllowed("This quiz has no questions yet. Tell your teacher.")
    holds = in_force(version_ids, assignment)
    attempt = Attempt(
        assignment_id=assignment.id,
        learner_id=learner.id,
        number=number,
        seed=seed,
        started_at=moment,
        deadline=_deadline(window, moment, None if limit is None else limit + extra),
        due_at=due_at(assignment, window),
        late_deduction=assignment.late_deduction,
        time_limit_minutes=limit,
        extra_minutes=extra,
        given=[begun_under(version_id, position, holds) for position, version_id in enumerate(version_ids, start=1)],
        responses=[],
    )
    settle(attempt)
    return attempt


def in_order(quiz: Quiz, version_ids: list[int], seed: int) -> list[int]:
    """The questions in the order in which an attempt with this seed asks them."""
    if not quiz.shuffle_questions:
        return version_ids
    shuffled = version_ids.copy()
    random.Random(f"{seed}:order").shuffle(shuffled)
    return shuffled


def _deadline(window: Window, moment: datetime, minutes: float | None) -> datetime | None:
    """When answers stop counting: after the learner's own minutes, or at the window's end."""
    ends = [window.ends_at] if window.ends_at else []
    if minutes:
        ends.append(moment + timedelta(minutes=minutes))
    return min(ends, default=None)


def next_sequence(attempt: Attempt) -> int:
    """A sequence above every stored one of the attempt."""
    return max((response.sequence for response in attempt.responses), default=0) + 1


def record_response(
    attempt: Attempt, position: int, answer: Answer, *, sequence: int, age: int = 0, check: bool = False
) -> Response:
    """Store the learner's newest answer to one question of a running attempt.

    ``sequence`` counts up on the learner's device over the whole attempt: an answer with a lower one than
    what is stored arrived late and changes nothing. ``age`` is how many seconds it waited on the device
    for a connection; a device may say anything, so that it is believed up to the assignment's grace.
    Grading is done here, so that an attempt that is never handed in still has its score.

    ``check``: the learner asks whether it is right. Where the quiz tells at once, that makes the answer
    final; until then it counts as it stands, but nothing is told.

    Raises ``Closed`` for an answer given after the deadline, and once handed in; ``Final`` for a second
    answer to a question whose right answer was shown.
    """
    moment = now()
    lock(attempt)
    refuse_if_closed(attempt, moment)
    refuse_if_late(attempt, moment, age)
    response = take_answer(attempt, position, answer, sequence=sequence, check=check)
    settle(attempt)
    db.session.commit()
    return response


def take_answer(attempt: Attempt, position: int, answer: Answer, *, sequence: int, check: bool) -> Response:
    """Put an answer into the attempt under the rules of ``record_response``, and store nothing."""
    version = version_at(attempt, position)
    makes_final = check and attempt.assignment.feedback == AT_ONCE
    correction = attempt.given[position - 1].correction
    credit = credit_for(
        version, answer, attempt.assignment.timeline_grading, correction=correction, seed=attempt.seed
    )
    response = response_to(attempt, version)
    if response is None:
        response = Response(question_version_id=version.id, answer=answer, credit=credit, sequence=sequence)
        attempt.responses.append(response)
    elif response.is_final:
        raise Final("You have seen the right answer to this question, so yours can no longer change.")
    elif sequence < response.sequence and not makes_final:
        return response
    response.answer = answer
    response.sequence = max(sequence, response.sequence)
    response.credit = credit
    response.is_final = makes_final
    response.answered_at = now()
    return response


def lock(attempt: Attempt) -> None:
    """Make a second answer to the same attempt wait (SQLite has locked the whole file already)."""
    db.session.refresh(attempt, ["state", "responses"], with_for_update=True)


def is_complete(version: QuestionVersion, answer: Answer) -> bool:
    """Whether an answer leaves nothing of its question open."""
    kind = question_type(version.question.type)
    return bool(kind.is_complete(kind.parse(version.content), answer))


def refuse_if_closed(attempt: Attempt, moment: datetime) -> None:
    """Raise ``Closed`` with a message for the learner unless the attempt still takes answers."""
    state = state_at(attempt, moment)
    if state == SUBMITTED:
        raise Closed("You have handed in this quiz, so its answers can no longer change.")
    if state == EXPIRED:
        raise Closed(_TIME_IS_UP)


def refuse_if_late(attempt: Attempt, moment: datetime, age: int) -> None:
    """Raise ``Closed`` for an answer given after the deadline, as far as its age can be believed."""
    if not is_over_time(attempt, moment):
        return
    grace = timedelta(seconds=attempt.assignment.grace_seconds)
    given_at = moment - min(timedelta(seconds=max(0, age)), grace) - min(_CROSSING, grace)
    if is_over_time(attempt, given_at):
        raise Closed(_TIME_IS_UP)


_TIME_IS_UP = "The time is up. Every answer you gave before the end is stored and counts."


def hand_in(attempt: Attempt) -> None:
    """End the attempt. Handing in twice changes nothing; after the deadline it counts as expired."""
    moment = now()
    state = state_at(attempt, moment)
    if attempt.state != IN_PROGRESS:
        return
    attempt.state = EXPIRED if state == EXPIRED else SUBMITTED
    settle(attempt)
    attempt.submitted_at = min(moment, attempt.deadline) if attempt.deadline else moment
    db.session.commit()


def counted(attempts: list[Attempt], grading_method: str) -> Attempt | None:
    """The one of a learner's ended attempts that counts; where the average of them counts, the last of them."""
    ended = [attempt for attempt in attempts if not is_running(attempt)]
    if not ended:
        return None
    if grading_method == "best":
        return max(ended, key=lambda attempt: attempt.points)
    return ended[0] if grading_method == "first" else ended[-1]


def counted_share(attempts: list[Attempt], grading_method: str) -> float | None:
    """What a learner's ended attempts come to as a share of the points, in [0, 1]; None where none has ended."""
    if grading_method == "average":
        shares = [attempt.share for attempt in attempts if not is_running(attempt)]
        return mean(shares) if shares else None
    chosen = counted(attempts, grading_method)
    return chosen.share if chosen else None
