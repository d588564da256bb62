"""Making quizzes and giving them to classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.access import ids_of_usable_banks
from quizapp.banks.models import APPROVED, Bank, Question
from quizapp.classes.models import Classroom
from quizapp.database import db
from quizapp.quizzes.models import Assignment, Attempt, Quiz, QuizQuestion


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a quiz, as a form gives them."""

    title: str
    instructions: str
    shuffle_questions: bool
    time_limit_minutes: int | None
    feedback: str


def quizzes_of(teacher: User) -> list[Quiz]:
    """The teacher's quizzes, newest first."""
    query = select(Quiz).where(Quiz.owner_id == teacher.id).order_by(Quiz.id.desc())
    return list(db.session.scalars(query.options(selectinload(Quiz.chosen))))


def quiz_of(quiz_id: int, teacher: User) -> Quiz:
    """One of the teacher's quizzes; anyone else's does not exist for them (404)."""
    quiz = db.session.get(Quiz, quiz_id)
    if quiz is None or quiz.owner_id != teacher.id:
        raise NotFound
    return quiz


def assignment_of(assignment_id: int, teacher: User) -> Assignment:
    """An assignment in one of the teacher's classes (404 otherwise)."""
    assignment = db.session.get(Assignment, assignment_id)
    if assignment is None or assignment.classroom.teacher_id != teacher.id:
        raise NotFound
    return assignment


def approved_questions(banks: Sequence[Bank]) -> list[Question]:
    """Every question of these banks that students may meet, in bank order."""
    return [question for bank in banks for question in bank.questions if question.status == APPROVED]


def banks_with_approved(teacher: User) -> list[Bank]:
    """The banks that the teacher may use and that hold at least one approved question."""
    query = (
        select(Bank)
        .where(Bank.id.in_(ids_of_usable_banks(teacher)), Bank.questions.any(Question.status == APPROVED))
        .order_by(Bank.title)
        .options(selectinload(Bank.questions).selectinload(Question.current))
    )
    return list(db.session.scalars(query))


def create_quiz(teacher: User, rules: Rules, questions: Sequence[Question]) -> Quiz:
    """Store a new quiz of these questions in this order."""
    quiz = Quiz(owner_id=teacher.id)
    db.session.add(quiz)
    _apply(quiz, rules, questions)
    db.session.commit()
    return quiz


def change_quiz(quiz: Quiz, rules: Rules, questions: Sequence[Question]) -> None:
    """Change a quiz. Attempts already begun keep the questions they were given."""
    _apply(quiz, rules, questions)
    db.session.commit()


def _apply(quiz: Quiz, rules: Rules, questions: Sequence[Question]) -> None:
    quiz.title = rules.title
    quiz.instructions = rules.instructions
    quiz.shuffle_questions = rules.shuffle_questions
    quiz.time_limit_minutes = rules.time_limit_minutes
    quiz.feedback = rules.feedback
    kept = {chosen.question_id: chosen for chosen in quiz.chosen}
    wanted = {question.id for question in questions}
    for question_id, chosen in kept.items():
        if question_id not in wanted:
            quiz.chosen.remove(chosen)
    for position, question in enumerate(questions, start=1):
        if question.id in kept:
            kept[question.id].position = position
        else:
            quiz.chosen.append(QuizQuestion(question_id=question.id, position=position))


def assign(
    quiz: Quiz,
    classrooms: Sequence[Classroom],
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    attempts_allowed: int,
    grading_method: str,
    timeline_grading: str,
) -> list[Assignment]:
    """Give the quiz to each class under the same terms."""
    made = [
        Assignment(
            quiz_id=quiz.id,
            classroom_id=classroom.id,
            opens_at=opens_at,
            closes_at=closes_at,
            attempts_allowed=attempts_allowed,
            grading_method=grading_method,
            timeline_grading=timeline_grading,
        )
        for classroom in classrooms
    ]
    db.session.add_all(made)
    db.session.commit()
    return made


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment with how many learners have begun it."""

    assignment: Assignment
    learners: int


def assignments_of_quiz(quiz: Quiz) -> list[Given]:
    return _with_learners(Assignment.quiz_id == quiz.id)


def assignments_of_class(classroom: Classroom) -> list[Given]:
    return _with_learners(Assignment.classroom_id == classroom.id)


def assignments_of_teacher(teacher: User) -> list[Given]:
    return _with_learners(Assignment.classroom.has(Classroom.teacher_id == teacher.id))


def _with_learners(condition: object) -> list[Given]:
    query = (
        select(Assignment, func.count(Attempt.learner_id.distinct()))
        .outerjoin(Attempt)
        .where(condition)  # type: ignore[arg-type]
        .group_by(Assignment.id)
        .order_by(Assignment.id.desc())
    )
    return [Given(assignment, count) for assignment, count in db.session.execute(query)]
