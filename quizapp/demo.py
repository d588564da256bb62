"""Demonstration content: the banks of ``question_banks/``, two classes and their believable attempts.

Seeded, so that every first start looks the same but for the moment it happened.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from faker import Faker
from sqlalchemy import func, select

from quizapp.accounts.models import STUDENT, TEACHER, User
from quizapp.accounts.passwords import hash_password
from quizapp.articles.reading import read_file
from quizapp.banks.files import read_bank
from quizapp.banks.loading import load_bank
from quizapp.banks.models import APPROVED, Bank, Question
from quizapp.classes import cards, roster
from quizapp.classes.models import Accommodation, Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.number import as_text
from quizapp.quizzes.crediting import credit_for
from quizapp.quizzes.models import SUBMITTED, Assignment, Attempt, AttemptQuestion, Quiz, QuizQuestion, Response
from quizapp.settings import question_banks_folder

TEACHER_NAME = "teacher"
STUDENT_NAMES = ("mina", "jonas", "amara")
PASSWORD = "civics-2026"  # noqa: S105 - printed on every first start, for trying the app out
CLASS_CODE = "CIVIC9"
_CLASSES = (("Civics 10a", CLASS_CODE, 0.35), ("Civics 10b", "CIVIC7", -0.15))
_CLASS_SIZE = 25
# On the list of the first class, and not joined yet: a visitor with the class code may pick one.
_NAMES_TO_PICK = ("Noor Haddad", "Theo Brandt")
_SEED = 1987


@dataclass(frozen=True, slots=True)
class SignIns:
    """What to sign in with: one teacher, three students, one class code to join with."""

    teacher: str
    students: tuple[str, ...]
    password: str
    class_code: str


def sign_ins() -> SignIns:
    return SignIns(TEACHER_NAME, STUDENT_NAMES, PASSWORD, CLASS_CODE)


def is_loaded() -> bool:
    """Whether the demonstration teacher exists, so that their sign-ins work."""
    return db.session.scalar(select(User.id).where(User.username == TEACHER_NAME)) is not None


def is_empty() -> bool:
    """Whether nobody uses this database yet."""
    return not db.session.scalar(select(func.count(User.id)))


def load_demo() -> None:
    """Load everything, in one go. Call it only where ``is_empty()``."""
    chance = random.Random(_SEED)
    faker = Faker("en_GB")
    faker.seed_instance(_SEED)
    password_hash = hash_password(PASSWORD)
    teacher = User(username=TEACHER_NAME, name="Rosa Lindgren", role=TEACHER, password_hash=password_hash)
    db.session.add(teacher)
    db.session.flush()
    banks = [_load(path, teacher) for path in sorted(question_banks_folder().glob("*.toml"))]
    classes = [_class(teacher, spec, faker, password_hash) for spec in _CLASSES]
    for number, bank in enumerate(banks):
        quiz = _quiz(teacher, bank)
        for classroom, (_, _, level) in zip(classes, _CLASSES, strict=True):
            begun = now() - timedelta(days=9 - 2 * number)
            if number + 1 < len(banks) or len(banks) == 1:
                _assign(quiz, classroom, begun, level=level, chance=chance)
            else:
                # One quiz that nobody has begun, so that a visitor has something to take.
                db.session.add(Assignment(quiz=quiz, classroom=classroom, attempts_allowed=2, created_at=begun))
    db.session.commit()
    roster.add_names(classes[0], list(_NAMES_TO_PICK), teacher)


def _load(path: Path, teacher: User) -> Bank:
    bank_file = read_bank(path)
    article = read_file(path.parent / bank_file.article.file) if bank_file.article else None
    return load_bank(db.session, bank_file, article, teacher)


def _class(teacher: User, spec: tuple[str, str, float], faker: Faker, password_hash: str) -> Classroom:
    name, code, _ = spec
    classroom = Classroom(name=name, join_code=code, teacher_id=teacher.id)
    db.session.add(classroom)
    students, begun = [], now() - timedelta(days=20)
    for number in range(_CLASS_SIZE):
        known = code == CLASS_CODE and number < len(STUDENT_NAMES)
        first = STUDENT_NAMES[number].capitalize() if known else faker.unique.first_name()
        username = STUDENT_NAMES[number] if known else f"{first.lower()}.{code[-1]}{number:02d}"
        students.append(
            User(
                username=username,
                name=f"{first} {faker.last_name()}",
                role=STUDENT,
                password_hash=password_hash,
                first_signed_in_at=begun,
            )
        )
    db.session.add_all(students)
    db.session.flush()
    db.session.add_all(
        Enrolment(classroom_id=classroom.id, user_id=student.id, joined_at=begun) for student in students
    )
    for student in students:
        cards.issue(student)
    db.session.add(Accommodation(classroom_id=classroom.id, user_id=students[5].id, extra_time=0.25))
    return classroom


def _quiz(teacher: User, bank: Bank) -> Quiz:
    approved = [question for question in bank.questions if question.status == APPROVED]
    choices = [question for question in approved if question.type == "multiple-choice"][:10]
    timelines = [question for question in approved if question.type == "timeline"][:2]
    others = [question for question in approved if question.type not in ("multiple-choice", "timeline")]
    quiz = Quiz(
        owner_id=teacher.id,
        title=bank.title,
        instructions="Read the article first. One question a page; you can go back until you hand in.",
        chosen=[
            QuizQuestion(question_id=question.id, position=position)
            for position, question in enumerate(choices + others + timelines, start=1)
        ],
    )
    db.session.add(quiz)
    db.session.flush()
    return quiz


def _assign(quiz: Quiz, classroom: Classroom, begun: datetime, *, level: float, chance: random.Random) -> None:
    """Give the quiz to the class and let most of it take it, each with an ability of their own."""
    assignment = Assignment(quiz=quiz, classroom=classroom, created_at=begun)
    db.session.add(assignment)
    db.session.flush()
    questions = [db.session.get_one(Question, chosen.question_id) for chosen in quiz.chosen]
    hardness = {question.id: chance.gauss(0, 0.9) for question in questions}
    enrolled = db.session.scalars(
        select(Enrolment).where(Enrolment.classroom_id == classroom.id).order_by(Enrolment.id)
    ).all()
    for enrolment in enrolled:
        if chance.random() < 0.08:
            continue
        started = begun + timedelta(minutes=chance.randint(30, 1200))
        ability = chance.gauss(0.5 + level, 1.7)
        _sit(assignment, enrolment.user_id, questions, hardness, ability, started, chance)


def _sit(
    assignment: Assignment,
    learner_id: int,
    questions: list[Question],
    hardness: dict[int, float],
    ability: float,
    started: datetime,
    chance: random.Random,
) -> None:
    attempt = Attempt(
        id=f"demo-{assignment.id}-{learner_id}",
        assignment_id=assignment.id,
        learner_id=learner_id,
        seed=chance.randrange(2**31),
        state=SUBMITTED,
        started_at=started,
        max_score=float(len(questions)),
    )
    for position, question in enumerate(questions, start=1):
        started += timedelta(seconds=chance.randint(15, 90))
        version = question.versions[-1]
        attempt.given.append(AttemptQuestion(position=position, question_version_id=version.id))
        if chance.random() < 0.03:
            continue
        answer = _answer(question, ability - hardness[question.id], chance)
        credit = credit_for(version, answer, "partial")
        attempt.responses.append(
            Response(question_version_id=version.id, answer=answer, credit=credit, sequence=1, answered_at=started)
        )
    attempt.submitted_at = started
    attempt.score = sum(response.credit for response in attempt.responses)
    db.session.add(attempt)


def _answer(question: Question, ease: float, chance: random.Random) -> dict[str, Any]:
    """A right answer with a probability that grows with ``ease``, else a believable wrong one."""
    knows = chance.random() < 0.15 + 0.85 / (1 + 2.718 ** (-1.6 * ease))
    content: Any = question_type(question.type).parse(question.versions[-1].content)
    return _ANSWERS[question.type](content, knows, chance)


def _choice(content: Any, knows: bool, chance: random.Random) -> dict[str, Any]:
    # Wrong answers lean to the first distractor, as they do in classes.
    wrong = chance.choices(range(1, len(content.options)), weights=[3, 2, 1, 1, 1][: len(content.options) - 1])
    return {"choice": "0" if knows else str(wrong[0])}


def _ticks(content: Any, knows: bool, chance: random.Random) -> dict[str, Any]:
    """All right options; else one is missing and, as often as not, a wrong one is ticked for it."""
    keys = [value for value, _, is_key in content.numbered() if is_key]
    if knows:
        return {"choices": keys}
    wrong = [value for value, _, is_key in content.numbered() if not is_key]
    slips = chance.sample(wrong, min(len(wrong), chance.choice([0, 1])))
    return {"choices": [*chance.sample(keys, len(keys) - 1), *slips]}


def _judgement(content: Any, knows: bool, chance: random.Random) -> dict[str, Any]:
    return {"choice": "true" if content.key == knows else "false"}


def _words(content: Any, knows: bool, chance: random.Random) -> dict[str, Any]:
    """The key, else a slip of the pen."""
    return {"written": content.key if knows else content.key[: chance.randint(-3, -1)].rstrip()}


def _amount(content: Any, knows: bool, chance: random.Random) -> dict[str, Any]:
    return {"written": content.key if knows else as_text(content.value * chance.choice([2, 3, 20]) / 10)}


def _matches(content: Any, knows: bool, chance: random.Random) -> dict[str, Any]:
    """Every pair; else two are exchanged."""
    values = content.right_values()
    if not knows:
        one, other = chance.sample(range(len(values)), 2)
        values[one], values[other] = values[other], values[one]
    return {"matches": {str(number): value for number, value in enumerate(values)}}


def _order(content: Any, knows: bool, chance: random.Random) -> dict[str, Any]:
    """A right order; else some neighbours are exchanged."""
    order = [event.id for event in content.right_order()]
    for _ in range(0 if knows else chance.choice([1, 1, 2, 3])):
        place = chance.randrange(len(order) - 1)
        order[place], order[place + 1] = order[place + 1], order[place]
    return {"order": order}


_ANSWERS: dict[str, Callable[[Any, bool, random.Random], dict[str, Any]]] = {
    "multiple-choice": _choice,
    "multiple-response": _ticks,
    "true-false": _judgement,
    "short-answer": _words,
    "number": _amount,
    "matching": _matches,
    "timeline": _order,
}
