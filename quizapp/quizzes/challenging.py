"""Challenges: a learner shows a sentence that, to them, supports another answer; the teacher answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.highlighting import ArticleView, article_view
from quizapp.banks.models import QuestionVersion
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions.feedback import OptionFeedback
from quizapp.quizzes.attempts import is_running, version_at
from quizapp.quizzes.learning import QuestionResult, result_at, shows_answers
from quizapp.quizzes.models import ACCEPTED, DECLINED, OPEN, WITHDRAWN, Assignment, Attempt, Challenge
from quizapp.quizzes.reading import article_of, proof_in

LONGEST = 500


class Refused(Exception):
    """The challenge cannot be made or changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a challenge may be made of: the article with its sentences, and the answers that count as wrong now.

    ``answers`` is empty where an answer is written and not chosen.
    """

    result: QuestionResult
    title: str
    view: ArticleView
    sentences: dict[str, tuple[int, str]]
    answers: list[str]


def ground_of(attempt: Attempt, position: int) -> Ground:
    """What the learner may challenge this question with; 404 where answers are not out, or there is no article."""
    version = version_at(attempt, position)
    article = article_of(version)
    if article is None or is_running(attempt) or not shows_answers(attempt):
        raise NotFound
    result = result_at(attempt, position)
    view = article_view(article, proof_in(article, version), [])
    sentences = [sentence for block in view.blocks if block.is_prose for sentence in block.sentences]
    return Ground(
        result=result,
        title=article.title,
        view=view,
        sentences={str(sentence.start): (sentence.start, sentence.text) for sentence in sentences},
        answers=_wrong_options(result),
    )


def _wrong_options(result: QuestionResult) -> list[str]:
    shown = result.feedback
    if not isinstance(shown, list) or not all(isinstance(option, OptionFeedback) for option in shown):
        return []
    return [option.text for option in shown if not option.is_key]


def challenge(attempt: Attempt, position: int, *, sentence: str, answer: str, words: str = "") -> Challenge:
    """Tell the teacher that a sentence supports another answer; one that was withdrawn is made anew.

    ``sentence`` is a key of the ground's sentences. Raises ``Refused`` where the learner has challenged this
    version before, and for what the ground does not hold.
    """
    ground, version = ground_of(attempt, position), version_at(attempt, position)
    if sentence not in ground.sentences:
        raise Refused("Choose the sentence that supports your answer.")
    if not answer.strip() or (ground.answers and answer not in ground.answers):
        raise Refused("Say which answer you think is right.")
    made = _of_learner_and_version(attempt.learner, version)
    if made is not None and made.state != WITHDRAWN:
        raise Refused("You have challenged this question already.")
    if made is None:
        made = Challenge(learner_id=attempt.learner_id, question_version_id=version.id)
        db.session.add(made)
    made.attempt_id = attempt.id
    made.start, made.quote = ground.sentences[sentence]
    made.answer, made.words = answer.strip()[:LONGEST], words.strip()[:LONGEST]
    made.state, made.created_at = OPEN, now()
    try:
        db.session.commit()
    except IntegrityError:
        # Sent twice at once (SQLite lets one wait; PostgreSQL finds out here).
        db.session.rollback()
        raise Refused("You have challenged this question already.") from None
    return made


def _of_learner_and_version(learner: User, version: QuestionVersion) -> Challenge | None:
    query = select(Challenge).where(
        Challenge.learner_id == learner.id, Challenge.question_version_id == version.id
    )
    return db.session.scalar(query)


def of_learner(challenge_id: int, learner: User) -> Challenge:
    """The learner's own challenge; 404 for anyone else's."""
    found = db.session.get(Challenge, challenge_id, with_for_update=True)
    if found is None or found.learner_id != learner.id:
        raise NotFound
    return found


def withdraw(made: Challenge) -> None:
    """Take a challenge back before the teacher has answered it. Raises ``Refused`` after that."""
    _move(made, OPEN, WITHDRAWN)


def bring_back(made: Challenge) -> None:
    """Make a withdrawn challenge again as it was. Raises ``Refused`` where it was not withdrawn."""
    _move(made, WITHDRAWN, OPEN)


def _move(made: Challenge, before: str, after: str) -> None:
    if made.state == after:
        return
    if made.state != before:
        raise Refused("Your teacher has answered this challenge already.")
    made.state = after
    db.session.commit()


def by_position(attempt: Attempt) -> dict[int, Challenge]:
    """The challenges that the learner of this attempt has made of its questions, in whatever attempt."""
    positions = {given.question_version_id: given.position for given in attempt.given}
    query = select(Challenge).where(
        Challenge.learner_id == attempt.learner_id, Challenge.question_version_id.in_(positions)
    )
    return {positions[made.question_version_id]: made for made in db.session.scalars(query)}


def open_count(assignment: Assignment) -> int:
    """How many challenges of this assignment wait for an answer."""
    query = select(func.count(Challenge.id)).join(Attempt)
    return db.session.scalars(query.where(Attempt.assignment_id == assignment.id, Challenge.state == OPEN)).one()


@dataclass(frozen=True, slots=True)
class Challenged:
    """A challenge as the teacher sees it, with what the question says now. ``result`` has the learner's answer."""

    challenge: Challenge
    result: QuestionResult


def of_assignment(assignment: Assignment) -> list[Challenged]:
    """Every challenge that was not withdrawn: those that wait first, then the answered ones, newest first."""
    query = (
        select(Challenge)
        .join(Attempt)
        .where(Attempt.assignment_id == assignment.id, Challenge.state != WITHDRAWN)
        .order_by((Challenge.state == OPEN).desc(), Challenge.id.desc())
        .options(joinedload(Challenge.learner), joinedload(Challenge.attempt))
    )
    return [Challenged(made, _result(made)) for made in db.session.scalars(query)]


def _result(made: Challenge) -> QuestionResult:
    positions: Sequence[int] = [
        given.position for given in made.attempt.given if given.question_version_id == made.question_version_id
    ]
    return result_at(made.attempt, positions[0])


def in_assignment(challenge_id: int, assignment: Assignment) -> Challenge:
    """A challenge of this assignment that the teacher may answer; 404 for others and withdrawn ones."""
    found = db.session.get(Challenge, challenge_id, with_for_update=True)
    if found is None or found.attempt.assignment_id != assignment.id or found.state == WITHDRAWN:
        raise NotFound
    return found


def decide(made: Challenge, teacher: User, *, accepted: bool, reply: str = "") -> None:
    """Store the teacher's answer. A later one takes its place; to decline takes words. Raises ``Refused``."""
    if not accepted and not reply.strip():
        raise Refused("Say in a few words why the answer stands.")
    made.state = ACCEPTED if accepted else DECLINED
    made.reply = reply.strip()[:LONGEST]
    made.decided_by_id, made.decided_at = teacher.id, now()
    db.session.commit()
