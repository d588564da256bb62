"""A whole school in one file, written in bulk: classes, students, assignments and every answer."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from quizapp.accounts.models import STUDENT, User
from quizapp.banks.models import Bank
from quizapp.classes.models import Classroom, Enrolment
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions.content import Content
from quizapp.quizzes.models import SUBMITTED, Assignment, Attempt, AttemptQuestion, Quiz, Response
from tests.factories import a_bank, a_multiple_choice, a_quiz, a_timeline

CLASSES, CLASS_SIZE, ASSIGNMENTS, QUESTIONS = 40, 30, 200, 10
_EVENTS = ("built", "fire", "rebuilt")


def a_school(teacher: User, *, classes: int = CLASSES, assignments: int = ASSIGNMENTS) -> list[Assignment]:
    """The teacher's classes, each with the same quizzes, sat by everybody; the assignments, quiz by quiz."""
    rooms = [_a_full_class(teacher, f"Class {number:02}", CLASS_SIZE) for number in range(classes)]
    given = []
    for number in range(assignments // classes):
        quiz = a_quiz(teacher, _a_bank(teacher, QUESTIONS, f"Town {number}"), title=f"Quiz {number}")
        for classroom, students in rooms:
            given.append(_sat(quiz, classroom, students))
    return given


def a_large_sitting(teacher: User, *, students: int = 1000, questions: int = 40) -> Assignment:
    """One quiz that as many students as this have handed in."""
    classroom, ids = _a_full_class(teacher, "All of them", students)
    return _sat(a_quiz(teacher, _a_bank(teacher, questions, "Everything"), title="The great quiz"), classroom, ids)


def _a_bank(teacher: User, questions: int, title: str) -> Bank:
    contents: list[Content] = [
        a_timeline(f"Put these events of {number} in order, earliest first.")
        if number % 8 == 7
        else a_multiple_choice(f"{title}: in which year did hall {number} open?")
        for number in range(questions)
    ]
    return a_bank(teacher, contents, title=title)


def _a_full_class(teacher: User, name: str, size: int) -> tuple[Classroom, list[int]]:
    classroom = Classroom(name=name, teacher_id=teacher.id, join_code=f"BULK{name}"[:16])
    db.session.add(classroom)
    db.session.flush()
    joined = now() - timedelta(days=60)
    names = [f"{name} student {number:04}" for number in range(size)]
    ids = list(
        db.session.scalars(
            insert(User).returning(User.id),
            [{"name": each, "role": STUDENT, "created_at": joined, "first_signed_in_at": joined} for each in names],
        )
    )
    db.session.execute(
        insert(Enrolment),
        [{"classroom_id": classroom.id, "user_id": number, "joined_at": joined} for number in ids],
    )
    db.session.commit()
    return classroom, ids


def _sat(quiz: Quiz, classroom: Classroom, students: Sequence[int]) -> Assignment:
    """The quiz given to the class and handed in by these students, each with an ability of their own."""
    assignment = Assignment(quiz_id=quiz.id, classroom_id=classroom.id, created_at=now() - timedelta(days=30))
    db.session.add(assignment)
    db.session.flush()
    versions = [(each.question.versions[-1].id, each.question.type) for each in quiz.chosen]
    chance = random.Random(assignment.id)
    attempts: list[dict[str, Any]] = []
    asked: list[dict[str, Any]] = []
    responses: list[dict[str, Any]] = []
    for student in students:
        attempt_id, begun = f"bulk-{assignment.id}-{student}", now() - timedelta(days=20)
        given = _responses(attempt_id, versions, chance, begun)
        attempts.append(
            {
                "id": attempt_id,
                "assignment_id": assignment.id,
                "learner_id": student,
                "seed": student,
                "state": SUBMITTED,
                "started_at": begun,
                "submitted_at": begun + timedelta(hours=1),
                "score": sum(response["credit"] for response in given),
                "max_score": float(len(versions)),
            }
        )
        asked += [
            {"attempt_id": attempt_id, "position": position, "question_version_id": version}
            for position, (version, _) in enumerate(versions, start=1)
        ]
        responses += given
    for table, rows in ((Attempt, attempts), (AttemptQuestion, asked), (Response, responses)):
        db.session.execute(insert(table), rows)
    db.session.commit()
    return assignment


def _responses(
    attempt_id: str, versions: Sequence[tuple[int, str]], chance: random.Random, begun: datetime
) -> list[dict[str, Any]]:
    ability, rows = chance.gauss(0.65, 0.18), []
    for number, (version, kind) in enumerate(versions):
        if chance.random() < 0.03:
            continue
        knows = chance.random() < ability - 0.006 * number
        rows.append(
            {
                "attempt_id": attempt_id,
                "question_version_id": version,
                "answer": _answer(kind, knows, chance),
                "credit": float(knows),
                "sequence": 1,
                "answered_at": begun + timedelta(seconds=40 * number + chance.randrange(40)),
            }
        )
    return rows


def _answer(kind: str, knows: bool, chance: random.Random) -> dict[str, Any]:
    if kind == "timeline":
        return {"order": list(_EVENTS if knows else chance.sample(_EVENTS[::-1], 3))}
    return {"choice": "0" if knows else str(chance.randint(1, 3))}
