"""What tests of quizzes share: a very large bank, and a way to count queries."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, insert

from quizapp.accounts.models import User
from quizapp.banks.models import APPROVED, Bank, Question, QuestionVersion
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.quizzes import attempts, trying
from quizapp.quizzes.masking import hidden_form
from quizapp.quizzes.models import Attempt, Quiz
from tests.factories import a_bank, one_of_each


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements that read or write tables while it is open."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def a_large_bank(owner: User, size: int = 2000, title: str = "The large bank") -> Bank:
    """A bank of approved questions of every type, tagged by topic and partly by difficulty."""
    bank = a_bank(owner, one_of_each(), title=title)
    contents = [(q.type, q.current.content) for q in bank.questions]
    first = db.session.query(Question.id).order_by(Question.id.desc()).limit(1).scalar() or 0
    questions, versions = [], []
    for number in range(len(contents) + 1, size + 1):
        kind, content = contents[number % len(contents)]
        stem = f"{content['stem'].rstrip('?.')}, asked as number {number}?"
        ids = {"id": first + number, "bank_id": bank.id, "slug": f"n{number}", "type": kind}
        questions.append({**ids, "status": APPROVED, "position": number, "version_number": 1})
        tags = [f"topic {number % 12}", *(["Easy"] if number % 5 == 0 else ["hard"] if number % 7 == 0 else [])]
        fitting = question_type(kind).to_dict(question_type(kind).parse({**content, "stem": stem}))
        versions.append({"question_id": first + number, "number": 1, "content": fitting, "tags": tags, "note": ""})
    db.session.execute(insert(Question), questions)
    db.session.execute(insert(QuestionVersion), versions)
    db.session.commit()
    db.session.expire_all()
    return bank


def sent(attempt: Attempt, position: int, form: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a browser sends for these fields of a question's type: options go by their names in the attempt."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
    stored = attempts.of_learner(attempt.id, attempt.learner)
    return hidden_form(attempts.version_at(stored, position), stored.seed, lists)


def sent_to_preview(client: FlaskClient, address: str, form: Mapping[str, Any]) -> dict[str, list[str]]:
    """The same for a preview, whose page tells its seed."""
    seed = re.search(r"sitting=(\d+)", client.get(address).text)
    assert seed
    quiz_id, position = (int(number) for number in re.findall(r"\d+", address))
    quiz = db.session.get_one(Quiz, quiz_id)
    attempt = trying.sitting(quiz, replace(trying.begin(), seed=int(seed[1])))
    lists = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
    return hidden_form(attempts.version_at(attempt, position), attempt.seed, lists)
