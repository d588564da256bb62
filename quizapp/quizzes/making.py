"""Making quizzes, giving them to classes, and clearing them away."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.classes.models import Classroom
from quizapp.classes.teaching import teaches
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes.changing import Terms
from quizapp.quizzes.choosing import attempts_of
from quizapp.quizzes.models import (
    OPEN,
    Assignment,
    Attempt,
    Challenge,
    Quiz,
    QuizQuestion,
    QuizRule,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a quiz is asked, as a form gives it."""

    title: str
    instructions: str
    shuffle_questions: bool
    time_limit_minutes: int | None
    feedback: str
    one_page: bool = False

    @classmethod
    def of(cls, quiz: Quiz) -> "Settings":
        return cls(**{field.name: getattr(quiz, field.name) for field in fields(cls)})


def quiz_of(quiz_id: int, teacher: User) -> Quiz:
    """One of the teacher's quizzes; anyone else's does not exist for them (404)."""
    query = select(Quiz).where(Quiz.id == quiz_id, Quiz.owner_id == teacher.id)
    quiz = db.session.scalar(query.options(selectinload(Quiz.chosen), selectinload(Quiz.rules)))
    if quiz is None:
        raise NotFound
    return quiz


def rule_of(quiz: Quiz, rule_id: int) -> QuizRule:
    """A rule of this quiz (404 otherwise)."""
    rule = next((each for each in quiz.rules if each.id == rule_id), None)
    if rule is None:
        raise NotFound
    return rule


def create_quiz(teacher: User, settings: Settings) -> Quiz:
    """Store a new quiz, which asks nothing yet."""
    quiz = Quiz(owner_id=teacher.id, draw_seed=secrets.randbelow(2**31))
    apply(quiz, settings)
    db.session.add(quiz)
    db.session.commit()
    return quiz


def apply(quiz: Quiz, settings: Settings) -> None:
    """Put the quiz under these settings. The caller commits or rolls back."""
    for name, value in asdict(settings).items():
        setattr(quiz, name, value)


def duplicate(quiz: Quiz) -> Quiz:
    """A copy with the same questions, rules and settings, which no class has."""
    copy = Quiz(
        owner_id=quiz.owner_id,
        title=f"{quiz.title[:190]} (copy)",
        instructions=quiz.instructions,
        shuffle_questions=quiz.shuffle_questions,
        time_limit_minutes=quiz.time_limit_minutes,
        feedback=quiz.feedback,
        one_page=quiz.one_page,
        same_for_all=quiz.same_for_all,
        draw_seed=quiz.draw_seed,
        rules=[
            QuizRule(
                position=rule.position,
                count=rule.count,
                bank_id=rule.bank_id,
                tag=rule.tag,
                type=rule.type,
                difficulty=rule.difficulty,
            )
            for rule in quiz.rules
        ],
    )
    db.session.add(copy)
    db.session.flush()
    twins = {rule.id: twin.id for rule, twin in zip(quiz.rules, copy.rules, strict=True)}
    # All at once: a quiz may have hundreds of questions.
    chosen = [
        QuizQuestion(
            quiz_id=copy.id,
            question_id=each.question_id,
            position=each.position,
            rule_id=twins[each.rule_id] if each.rule_id else None,
        )
        for each in quiz.chosen
    ]
    db.session.bulk_save_objects(chosen)
    db.session.commit()
    db.session.expire(copy, ["chosen"])
    return copy


class HasAttempts(Exception):
    """The quiz cannot be deleted, because students have taken it."""


def delete(quiz: Quiz) -> None:
    """Delete a quiz that nobody has begun, together with its assignments. Raises ``HasAttempts``."""
    if attempts_of(quiz):
        raise HasAttempts("Students have begun this quiz, so it stays for their results. You can archive it.")
    for assignment in db.session.scalars(select(Assignment).where(Assignment.quiz_id == quiz.id)):
        db.session.delete(assignment)
    db.session.flush()
    for chosen in list(quiz.chosen):
        quiz.chosen.remove(chosen)
    db.session.flush()
    db.session.delete(quiz)
    db.session.commit()


def archive(quiz: Quiz) -> None:
    """Take the quiz off the list. Classes that have it keep it, and so do its results."""
    quiz.archived_at = quiz.archived_at or now()
    db.session.commit()


def bring_back(quiz: Quiz) -> None:
    """Put an archived quiz on the list again."""
    quiz.archived_at = None
    db.session.commit()


def assignment_of(assignment_id: int, teacher: User) -> Assignment:
    """An assignment in one of the teacher's classes (404 otherwise)."""
    query = select(Assignment).join(Assignment.classroom).where(Assignment.id == assignment_id, teaches(teacher))
    assignment = db.session.scalar(
        query.options(contains_eager(Assignment.classroom), joinedload(Assignment.quiz))
    )
    if assignment is None:
        raise NotFound
    return assignment


def assign(quiz: Quiz, classrooms: Sequence[Classroom], terms: Terms) -> list[Assignment]:
    """Give the quiz to each class under the same terms."""
    made = [Assignment(quiz_id=quiz.id, classroom_id=classroom.id, **asdict(terms)) for classroom in classrooms]
    db.session.add_all(made)
    db.session.commit()
    return made


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment with how many learners have begun it, and how many challenges wait for an answer."""

    assignment: Assignment
    learners: int
    challenges: int


def assignments_of_quiz(quiz: Quiz, teacher: User) -> list[Given]:
    """Those in the teacher's classes: a class that others have taken over is theirs to see."""
    return _with_learners(Assignment.quiz_id == quiz.id, Assignment.classroom.has(teaches(teacher)))


def assignments_of_class(classroom: Classroom) -> list[Given]:
    return _with_learners(Assignment.classroom_id == classroom.id)


def assignments_of_teacher(teacher: User) -> list[Given]:
    """Those in the classes that the teacher keeps now."""
    return _with_learners(Assignment.classroom.has(and_(teaches(teacher), Classroom.archived_at.is_(None))))


def _with_learners(*conditions: ColumnElement[bool]) -> list[Given]:
    waiting = (
        select(func.count(Challenge.id))
        .join(Attempt)
        .where(Attempt.assignment_id == Assignment.id, Challenge.state == OPEN)
        .correlate(Assignment)
        .scalar_subquery()
    )
    query = (
        select(Assignment, func.count(Attempt.learner_id.distinct()), waiting)
        .outerjoin(Attempt)
        .where(*conditions)
        .group_by(Assignment.id)
        .order_by(Assignment.id.desc())
        .options(joinedload(Assignment.quiz), joinedload(Assignment.classroom))
    )
    return [Given(*row) for row in db.session.execute(query)]
