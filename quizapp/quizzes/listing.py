"""Lists: a teacher's quizzes with where they are given and what came of it, and the questions in one."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from quizapp.accounts.models import User
from quizapp.banks.models import Question, QuestionVersion
from quizapp.classes.models import Classroom
from quizapp.database import db
from quizapp.quizzes.models import Assignment, Attempt, Quiz, QuizQuestion, QuizRule


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A quiz in the list. ``questions`` is how many it asks; ``classes`` are the names of those that have it."""

    quiz: Quiz
    questions: int
    classes: list[str]
    attempts: int


def quizzes_of(teacher: User, *, archived: bool = False) -> list[QuizLine]:
    """The teacher's quizzes, newest first: those in use, or those archived. Four queries, however many."""
    mine = Quiz.owner_id == teacher.id
    is_wanted = Quiz.archived_at.is_not(None) if archived else Quiz.archived_at.is_(None)
    quizzes = db.session.scalars(select(Quiz).where(mine, is_wanted).order_by(Quiz.id.desc()))
    chosen = _by_quiz(select(Quiz.id, func.count(QuizQuestion.id)).join(QuizQuestion).where(mine))
    to_draw = _by_quiz(
        select(Quiz.id, func.sum(QuizRule.count)).join(QuizRule).where(mine, Quiz.same_for_all.is_(False))
    )
    classes: dict[int, list[str]] = defaultdict(list)
    attempts: dict[int, int] = defaultdict(int)
    given = (
        select(Assignment.quiz_id, Classroom.name, func.count(Attempt.id))
        .join(Quiz, Quiz.id == Assignment.quiz_id)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .outerjoin(Attempt, Attempt.assignment_id == Assignment.id)
        .where(mine)
        .group_by(Assignment.id, Assignment.quiz_id, Classroom.name)
        .order_by(Assignment.id)
    )
    for quiz_id, name, count in db.session.execute(given):
        attempts[quiz_id] += count
        if name not in classes[quiz_id]:
            classes[quiz_id].append(name)
    return [
        QuizLine(
            quiz=quiz,
            questions=chosen.get(quiz.id, 0) + to_draw.get(quiz.id, 0),
            classes=classes[quiz.id],
            attempts=attempts[quiz.id],
        )
        for quiz in quizzes
    ]


def _by_quiz(query: Select[int, int]) -> dict[int, int]:
    return dict(db.session.execute(query.group_by(Quiz.id)).all())


def has_archived(teacher: User) -> bool:
    query = select(func.count(Quiz.id)).where(Quiz.owner_id == teacher.id, Quiz.archived_at.is_not(None))
    return bool(db.session.scalar(query))


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """A question in the list of a quiz. ``rule_id`` names the rule that drew it; None: picked by hand."""

    question_id: int
    position: int
    stem: str
    type: str
    status: str
    rule_id: int | None


def chosen_lines(quiz: Quiz) -> list[ChosenLine]:
    """The questions that stand in the quiz, in their order, those no longer approved too. One query."""
    query = (
        select(
            QuizQuestion.question_id,
            QuizQuestion.position,
            QuestionVersion.content["stem"].as_string(),
            Question.type,
            Question.status,
            QuizQuestion.rule_id,
        )
        .join(Question, Question.id == QuizQuestion.question_id)
        .join(
            QuestionVersion,
            (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number),
        )
        .where(QuizQuestion.quiz_id == quiz.id)
        .order_by(QuizQuestion.position)
    )
    return [ChosenLine(*row) for row in db.session.execute(query)]
