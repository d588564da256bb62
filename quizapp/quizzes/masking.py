"""Names for options that tell nothing about them.

Question types number their options in stored order, which puts the key first. In a sitting, the source of
the page must not say which one it is, so that each option goes by its place in the order of that sitting:
"o1", "o2", ... Fields whose values or names are options are those of the types: ``choice``, ``choices``,
``match-N``, ``order`` and ``place-OPTION``; every other field stays as it is.
"""

from collections.abc import Mapping
from dataclasses import replace

from quizapp.banks.models import QuestionVersion
from quizapp.questions import question_type
from quizapp.quizzes.asking import Asked, Typed


def hidden(asked: Asked, version: QuestionVersion, seed: int) -> Asked:
    """The question with its options under their names for this sitting."""
    names = _names(version, seed)
    return replace(
        asked,
        presented=[(names[value], text) for value, text in asked.presented],
        entered=_translated(asked.entered, names),
    )


def hidden_form(version: QuestionVersion, seed: int, form: Typed) -> dict[str, list[str]]:
    """The fields that a browser sends in this sitting for the fields that the question type knows."""
    return _translated(form, _names(version, seed))


def revealed_form(version: QuestionVersion, seed: int, form: Typed) -> dict[str, list[str]]:
    """The fields as the question type knows them: the inverse of ``hidden_form``. Unknown options are none."""
    return _translated(form, {name: value for value, name in _names(version, seed).items()})


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
