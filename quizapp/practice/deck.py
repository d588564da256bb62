"""Which questions a learner may practise: those of their classes whose answers can give nothing away any more."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select

from quizapp.accounts.models import User
from quizapp.banks.models import APPROVED, Bank, BankShare, Question, QuestionVersion
from quizapp.database import db
from quizapp.quizzes.attempts import LONGEST_GRACE
from quizapp.quizzes.learning import Task, tasks_of
from quizapp.quizzes.models import (
    IN_PROGRESS,
    Assignment,
    Attempt,
    AttemptQuestion,
    Quiz,
    QuizQuestion,
    QuizRule,
)
from quizapp.quizzes.windows import answers_are_out


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
    drawing = {task.assignment.quiz_id for task in tasks if not task.assignment.quiz.same_for_all}
    if drawing & waiting:
        held |= _that_may_be_drawn(drawing & waiting)
    drawn = _drawn_for(learner, drawing & released) if drawing & released else []
    for quiz_id, question_id, bank_id in [*_questions_of(waiting | released), *drawn]:
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
    return task.assignment.feedback == "after close" and not answers_are_out(task.assignment)


def _questions_of(quiz_ids: set[int]) -> list[tuple[int, int, int]]:
    """(quiz, question, bank) of every approved question in these quizzes."""
    query = (
        select(QuizQuestion.quiz_id, Question.id, Question.bank_id)
        .join(Question, Question.id == QuizQuestion.question_id)
        .where(QuizQuestion.quiz_id.in_(quiz_ids), Question.status == APPROVED)
        .order_by(Question.bank_id, Question.position, Question.id)
    )
    return [(row.quiz_id, row.id, row.bank_id) for row in db.session.execute(query)]


def _that_may_be_drawn(quiz_ids: set[int]) -> set[int]:
    """Every question that an attempt at one of these quizzes may yet draw by a rule."""
    query = (
        select(Question.id)
        .join(Bank)
        .join(QuizRule, or_(QuizRule.bank_id == Bank.id, QuizRule.bank_id.is_(None)))
        .join(Quiz, Quiz.id == QuizRule.quiz_id)
        .where(
            Quiz.id.in_(quiz_ids),
            Quiz.same_for_all.is_(False),
            or_(QuizRule.bank_id == Bank.id, Bank.id.in_(_banks_of_owners(quiz_ids))),
            or_(QuizRule.type == "", QuizRule.type == Question.type),
        )
    )
    return set(db.session.scalars(query))


def _banks_of_owners(quiz_ids: set[int]) -> Select[int]:
    """The banks that rules without a bank draw from: those of the quizzes' owners and of their colleagues."""
    owners = select(Quiz.owner_id).where(Quiz.id.in_(quiz_ids))
    shared = select(BankShare.bank_id).where(BankShare.user_id.in_(owners))
    return select(Bank.id).where(or_(Bank.owner_id.in_(owners), Bank.id.in_(shared)))


def _drawn_for(learner: User, quiz_ids: set[int]) -> list[tuple[int, int, int]]:
    """(quiz, question, bank) of what rules drew for the learner in quizzes that draw for each attempt."""
    query = (
        select(Quiz.id, Question.id, Question.bank_id)
        .join(Assignment, Assignment.quiz_id == Quiz.id)
        .join(Attempt, Attempt.assignment_id == Assignment.id)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            Quiz.id.in_(quiz_ids),
            Quiz.same_for_all.is_(False),
            Attempt.learner_id == learner.id,
            Question.status == APPROVED,
        )
        .distinct()
    )
    return [(quiz_id, question_id, bank_id) for quiz_id, question_id, bank_id in db.session.execute(query)]


def _given_in_running_attempts(learner: User, moment: datetime) -> set[int]:
    """Questions in front of the learner now, in whatever class, and whatever has become of the quiz since."""
    query = (
        select(QuestionVersion.question_id)
        .join(AttemptQuestion)
        .join(Attempt)
        .where(
            Attempt.learner_id == learner.id,
            Attempt.state == IN_PROGRESS,
            or_(Attempt.deadline.is_(None), Attempt.deadline >= moment - LONGEST_GRACE),
        )
    )
    return set(db.session.scalars(query))
