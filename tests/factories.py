"""Rows and contents for tests, each believable by itself."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any

from flask.testing import FlaskClient

from quizapp.accounts.models import STUDENT, TEACHER, User
from quizapp.accounts.passwords import hash_password
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, Question, QuestionVersion, StoredArticle
from quizapp.classes import roster
from quizapp.classes.models import ANY_NAME, Classroom, Enrolment
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Content, Evidence
from quizapp.questions.matching import Matching, Pair
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.short_answer import ShortAnswer
from quizapp.questions.timeline import Event, Timeline
from quizapp.questions.true_false import TrueFalse
from quizapp.quizzes import attempts
from quizapp.quizzes.models import Assignment, Attempt, Quiz, QuizQuestion

PASSWORD = "correct-horse"
_numbers = count(1)


@cache
def _hash() -> str:
    return hash_password(PASSWORD)


def _saved(row: Any) -> Any:
    db.session.add(row)
    db.session.commit()
    return row


def a_teacher(name: str = "Ada Teacher") -> User:
    return _a_user(name, TEACHER)


def a_student(name: str = "Sam Student") -> User:
    return _a_user(name, STUDENT)


def _a_user(name: str, role: str) -> User:
    user: User = _saved(User(username=f"user{next(_numbers)}", name=name, role=role, password_hash=_hash()))
    return user


def sign_in_as(client: FlaskClient, user: User) -> None:
    answer = client.post("/sign-in", data={"username": user.username, "password": PASSWORD})
    assert answer.status_code == 303


def a_class(
    teacher: User, students: Sequence[User] = (), name: str = "Civics 9a", joining: str = ANY_NAME
) -> Classroom:
    number = next(_numbers)
    classroom: Classroom = _saved(
        Classroom(name=name, teacher_id=teacher.id, join_code=f"CODE{number}", joining=joining)
    )
    db.session.add_all(Enrolment(classroom_id=classroom.id, user_id=student.id) for student in students)
    db.session.commit()
    return classroom


def a_listed_student(classroom: Classroom, name: str = "Lena Listed") -> User:
    """A name that the teacher has put on the list and nobody has used yet, with its card."""
    roster.add_names(classroom, [name], classroom.teacher)
    return db.session.query(User).filter_by(name=name).order_by(User.id.desc()).limit(1).one()


def evidence(quote: str = "The hall opened in 1911.") -> Evidence:
    return Evidence(quote=quote, start=0, end=len(quote))


def a_multiple_choice(stem: str = "In which year did the hall open?", **changes: Any) -> MultipleChoice:
    content: dict[str, Any] = {
        "stem": stem,
        "key": "1911",
        "distractors": ("1901", "1921", "1931"),
        "spare_distractors": ("1941",),
        "explanation": "The article says so.",
        "evidence": (evidence(),),
    }
    return MultipleChoice(**(content | changes))


def a_timeline(stem: str = "Put these events in order, earliest first.", **changes: Any) -> Timeline:
    content: dict[str, Any] = {
        "stem": stem,
        "events": (
            Event(id="built", label="The hall is built", date="1911", evidence=evidence()),
            Event(id="fire", label="The roof burns", date="1923-05"),
            Event(id="rebuilt", label="The roof is rebuilt", after=("fire",)),
        ),
    }
    return Timeline(**(content | changes))


def a_multiple_response(stem: str = "Which rooms does the hall have?", **changes: Any) -> MultipleResponse:
    content: dict[str, Any] = {
        "stem": stem,
        "keys": ("A council chamber", "A library"),
        "distractors": ("A prison", "A swimming pool"),
        "explanation": "Council and library moved in together.",
        "evidence": (evidence("The council chamber and the library share the hall."),),
    }
    return MultipleResponse(**(content | changes))


def a_true_false(stem: str = "The hall was built before the bridge.", **changes: Any) -> TrueFalse:
    content: dict[str, Any] = {"stem": stem, "key": False, "evidence": (evidence("The bridge is older."),)}
    return TrueFalse(**(content | changes))


def a_short_answer(stem: str = "Who designed the hall?", **changes: Any) -> ShortAnswer:
    content: dict[str, Any] = {
        "stem": stem,
        "key": "Clara Löw",
        "accepted": ("Löw",),
        "accents_optional": True,
        "evidence": (evidence("Clara Löw designed it."),),
    }
    return ShortAnswer(**(content | changes))


def a_number(stem: str = "How many people does the hall seat?", **changes: Any) -> Number:
    content: dict[str, Any] = {
        "stem": stem,
        "key": "1,200",
        "tolerance": "5 %",
        "unit": "people",
        "evidence": (evidence("It seats about 1,200 people."),),
    }
    return Number(**(content | changes))


def a_matching(stem: str = "What is each room of the hall used for?", **changes: Any) -> Matching:
    content: dict[str, Any] = {
        "stem": stem,
        "pairs": (
            Pair(left="Council chamber", right="Meetings on Tuesdays", evidence=evidence("Tuesdays it meets.")),
            Pair(left="Library", right="Loans to residents"),
            Pair(left="Cellar", right="The town archive"),
        ),
        "distractors": ("Weddings",),
    }
    return Matching(**(content | changes))


def one_of_each() -> list[Content]:
    """A question of every type, in the order of the registry."""
    return [
        a_multiple_choice(),
        a_multiple_response(),
        a_true_false(),
        a_short_answer(),
        a_number(),
        a_matching(),
        a_timeline(),
    ]


def a_bank(
    owner: User, contents: Sequence[Content] = (), *, status: str = APPROVED, title: str = "The hall"
) -> Bank:
    questions = [
        Question(
            slug=f"q{position}",
            type=type_name_of(content),
            status=status,
            position=position,
            versions=[QuestionVersion(content=question_type(type_name_of(content)).to_dict(content))],
        )
        for position, content in enumerate(contents or [a_multiple_choice(), a_timeline()], start=1)
    ]
    bank: Bank = _saved(Bank(owner_id=owner.id, slug=f"bank{next(_numbers)}", title=title, questions=questions))
    return bank


_PLACES = "the harbour,the mill,the market hall,the old bridge,the school,the archive,the mayor,the court".split(",")
_DEEDS = "opened,closed,rebuilt,sold,painted,moved,renamed,flooded,measured,visited,praised".split(",")


def an_article(owner: User, text: str) -> StoredArticle:
    """An article without any structure, not stored yet."""
    parts: dict[str, Any] = {"title": None, "lead": [], "sections": [], "faq": [], "key_points": []}
    return StoredArticle(
        owner_id=owner.id,
        title="An article",
        filename="a.txt",
        source=text.encode(),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        structure=parts | {"summary": None, "noise": []},
    )


def a_large_bank(
    owner: User, size: int = 2000, *, statuses: Sequence[str] = (APPROVED, DRAFT, APPROVED, RETIRED)
) -> Bank:
    """A bank of every type and status by turns, with tags, and stems that share words as those of a town do."""
    contents = [_numbered(number) for number in range(size)]
    bank = a_bank(owner, contents, title="Everything about the town")
    for number, question in enumerate(bank.questions):
        question.status = statuses[number % len(statuses)]
        tags = [f"unit {number % 12}"] + ["exam"] * (number % 5 == 0) + ["hard"] * (number % 7 == 0)
        question.versions[0].tags = tags
    db.session.commit()
    return bank


def _numbered(number: int) -> Content:
    make = (
        a_multiple_choice,
        a_multiple_choice,
        a_multiple_response,
        a_true_false,
        a_short_answer,
        a_number,
        a_matching,
        a_timeline,
    )[number % 8]
    place, deed = _PLACES[number % len(_PLACES)], _DEEDS[number % len(_DEEDS)]
    stem = f"In report {number} of the town, when was {place} in district {number % 97} first {deed}?"
    if make is a_multiple_choice:
        return a_multiple_choice(stem, key=str(1100 + number % 700), distractors=("1801", "1821", "1831"))
    return make(stem)


def type_name_of(content: Content) -> str:
    """The name of the type that the content is of."""
    return _NAMES[type(content)]


_NAMES: dict[type[Content], str] = {
    MultipleChoice: "multiple-choice",
    MultipleResponse: "multiple-response",
    TrueFalse: "true-false",
    ShortAnswer: "short-answer",
    Number: "number",
    Matching: "matching",
    Timeline: "timeline",
}


def a_quiz(owner: User, bank: Bank | None = None, **rules: Any) -> Quiz:
    bank = bank or a_bank(owner)
    chosen = [QuizQuestion(question_id=q.id, position=n) for n, q in enumerate(bank.questions, start=1)]
    quiz: Quiz = _saved(Quiz(owner_id=owner.id, title=rules.pop("title", "The hall quiz"), chosen=chosen, **rules))
    return quiz


def an_assignment(quiz: Quiz, classroom: Classroom, **terms: Any) -> Assignment:
    assignment: Assignment = _saved(Assignment(quiz_id=quiz.id, classroom_id=classroom.id, **terms))
    return assignment


RIGHT: dict[str, Any] = {"choice": "0"}
IN_ORDER: dict[str, Any] = {"order": ["built", "fire", "rebuilt"]}


def an_attempt(
    assignment: Assignment, learner: User, answers: Sequence[dict[str, Any] | None] = (), *, handed_in: bool = True
) -> Attempt:
    """A sitting with these answers, question by question; None leaves one out."""
    attempt = attempts.start(assignment, learner)
    for position, answer in enumerate(answers, start=1):
        if answer is not None:
            attempts.record_response(attempt, position, answer, sequence=1)
    if handed_in:
        attempts.hand_in(attempt)
    return attempt


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
