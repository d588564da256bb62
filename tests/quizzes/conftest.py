"""What tests of quizzes share: what a browser sends."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient

from quizapp.database import db
from quizapp.quizzes import attempts, trying
from quizapp.quizzes.masking import hidden_form
from quizapp.quizzes.models import Attempt, Quiz


def sent(attempt: Attempt, position: int, form: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a browser sends for these fields of a question's type: options go by their names in the attempt."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
    stored = attempts.of_learner(attempt.id, attempt.learner)
    return hidden_form(attempts.version_at(stored, position), stored.seed, lists)


def sent_to_preview(client: FlaskClient, address: str, form: Mapping[str, Any]) -> dict[str, list[str]]:
    """The same for a preview, whose page tells its seed."""
    seed = re.search(r"preview-(\d+)", client.get(address).text)
    assert seed
    quiz_id, position = (int(number) for number in re.findall(r"\d+", address))
    quiz = db.session.get_one(Quiz, quiz_id)
    attempt = trying.sitting(quiz, replace(trying.begin(), seed=int(seed[1])))
    lists = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
    return hidden_form(attempts.version_at(attempt, position), attempt.seed, lists)
