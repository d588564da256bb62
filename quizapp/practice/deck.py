"""Which questions a learner may practise: those of their classes whose answers can give nothing away any more."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from quizapp.accounts.models import User
from quizapp.banks.models import APPROVED, Question, QuestionVersion
from quizapp.database import db
from quizapp.quizzes.attempts import GRACE
from quizapp.quizzes.learning import Task, answers_are_out, tasks_of
from quizapp.quizzes.models import IN_PROGRESS, Attempt, AttemptQuestion, QuizQuestion


@dataclass(frozen=True, slots=True)
class Deck:
    """The bank of each question that may be practised, in the order of the banks.

    ``waiting_quizzes`` counts the quizzes whose questions come later: they can still be taken, or their answers
    are not out yet.
    """

    bank_of: dict[int, int]
    waiting_quizzes: int

    def __contains__(self, question_id: int) -> bool:
        return question_id in self.bank_of

    def __len__(self) -> int:
        return len(self.bank_of)


def deck_of(learner: User, moment: datetime) -> Deck:
    """The approved questions of the quizzes assigned to the learner's classes that may be practised by now.

    A question that another quiz still needs, open or to come, is left out wherever else it was asked.
    """
    tasks = tasks_of(learner)
    waiting = {task.assignment.quiz_id for task in tasks if _is_waiting(task)}
    released = {task.assignment.quiz_id for task in tasks if answers_are_out(task.assignment)} - waiting
    held = _given_in_running_attempts(learner, moment)
    bank_of: dict[int, int] = {}
    for quiz_id, question_id, bank_id in _questions_of(waiting | released):
        if quiz_id in waiting:
            held.add(question_id)
        else:
            bank_of[question_id] = bank_id
    return Deck(
        bank_of={question_id: bank_id for question_id, bank_id in bank_of.items() if question_id not in held},
        waiting_quizzes=len(waiting),
    )


def _is_waiting(task: Task) -> bool:
    """Whether practice would give answers away: the learner may still earn points here, or must wait for them.

    A quiz that never shows its answers holds its questions back only until it is over for the learner.
    """
    if task.running or task.opens_later:
        return True
    # Once the first attempt is over and only the first counts, its answers are out and later ones earn nothing.
    is_settled = task.counted is not None and task.assignment.grading_method == "first"
    if task.is_open and not (is_settled and answers_are_out(task.assignment)):
        return True
    return task.assignment.quiz.feedback == "after close" and not answers_are_out(task.assignment)


def _questions_of(quiz_ids: set[int]) -> list[tuple[int, int, int]]:
    """(quiz, question, bank) of every approved question in these quizzes."""
    query = (
        select(QuizQuestion.quiz_id, Question.id, Question.bank_id)
        .join(Question, Question.id == QuizQuestion.question_id)
        .where(QuizQuestion.quiz_id.in_(quiz_ids), Question.status == APPROVED)
        .order_by(Question.bank_id, Question.position, Question.id)
    )
    return [(row.quiz_id, row.id, row.bank_id) for row in db.session.execute(query)]


def _given_in_running_attempts(learner: User, moment: datetime) -> set[int]:
    """Questions in front of the learner now, in whatever class, and whatever has become of the quiz since."""
    query = (
        select(QuestionVersion.question_id)
        .join(AttemptQuestion)
        .join(Attempt)
        .where(
            Attempt.learner_id == learner.id,
            Attempt.state == IN_PROGRESS,
            or_(Attempt.deadline.is_(None), Attempt.deadline >= moment - GRACE),
        )
    )
    return set(db.session.scalars(query))
