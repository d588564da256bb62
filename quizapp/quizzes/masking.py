"""Names for options that tell nothing about them.

Question types number their options in stored order, which puts the key first. The source of a learner's page
must not say which one it is, so that each option goes by its place in the order of that page: "o1", "o2", ...
The seed is the one by which the page orders them, in a sitting as in practice. Fields whose values or names are
options are those of the types: ``choice``, ``choices``, ``match-N``, ``order`` and ``place-OPTION``; every other
field stays as it is.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from quizapp.banks.models import QuestionVersion
from quizapp.questions import question_type
from quizapp.questions.content import Answer
from quizapp.quizzes.asking import Asked, Typed


def hidden(asked: Asked, version: QuestionVersion, seed: int) -> Asked:
    """The question with its options under their names for this seed."""
    names = _names(version, seed)
    return replace(
        asked,
        presented=[(names[value], text) for value, text in asked.presented],
        entered=_translated(asked.entered, names),
    )


def hidden_form(version: QuestionVersion, seed: int, form: Typed) -> dict[str, list[str]]:
    """The fields that a browser sends for this seed in place of the fields that the question type knows."""
    return _translated(form, _names(version, seed))


def revealed_form(version: QuestionVersion, seed: int, form: Typed) -> dict[str, list[str]]:
    """The fields as the question type knows them: the inverse of ``hidden_form``. Unknown options are none."""
    return _translated(form, {name: value for value, name in _names(version, seed).items()})


def mark_of(version: QuestionVersion, seed: int, answer: Answer | None) -> str:
    """A mark by which a page tells whether an answer is still the one it was made with.

    It is made of what the page shows: a mark of the stored answer would be the same wherever the key was chosen.
    """
    if answer is None:
        return ""
    kind = question_type(version.question.type)
    form = hidden_form(version, seed, kind.form_from_answer(kind.parse(version.content), answer))
    # Several options are stored in an order that puts the keys first.
    shown = {field: sorted(values) for field, values in form.items()}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:12]


def _names(version: QuestionVersion, seed: int) -> dict[str, str]:
    kind = question_type(version.question.type)
    presented = kind.presented(kind.parse(version.content), seed)
    return {value: f"o{place}" for place, (value, _) in enumerate(presented, start=1)}


def _translated(form: Typed, names: Mapping[str, str]) -> dict[str, list[str]]:
    translated = {}
    for field, values in form.items():
        kind, _, rest = field.partition("-")
        if kind in {"choice", "choices", "match"}:
            translated[field] = [names.get(value, "") for value in values]
        elif kind == "order":
            orders = [[names.get(each, "?") for each in value.split(",") if each] for value in values]
            translated[field] = [",".join(order) for order in orders]
        elif kind == "place":
            translated[f"place-{names.get(rest, '')}"] = list(values)
        else:
            translated[field] = list(values)
    return translated
