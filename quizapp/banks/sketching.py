"""A question as students will meet it, made from content that may still be half written."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from quizapp.questions import timeline
from quizapp.questions.amounts import shown
from quizapp.questions.matching import LONGEST_PLAIN_OPTION

# Every student gets another order; the author should not see it change at each keystroke.
_SEED = "preview"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the template of a type shows of a question, filled or half filled."""

    stem: str
    unit: str = ""
    needs_letters: bool = False
    pairs: Sequence[Mapping[str, str]] = ()
    is_lettered: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A question as a student meets it, before any answer."""

    content: Sketch
    presented: list[tuple[str, str]]
    entered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problem: None = None


def preview_of(type_name: str, data: Mapping[str, Any]) -> Preview:
    """The question that the data describes, whether or not it is finished."""
    stem = str(data.get("stem") or "").strip() or "Your question will stand here."
    make = _PREVIEWS[type_name]
    return make(stem, data)


def _texts(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in values if text and text.strip()))


def _choice(stem: str, data: Mapping[str, Any]) -> Preview:
    rights = data["keys"] if "keys" in data else [data.get("key")]
    options = _texts([*rights, *data.get("distractors", ())])
    return Preview(Sketch(stem), shown(options, _SEED))


def _true_false(stem: str, data: Mapping[str, Any]) -> Preview:
    return Preview(Sketch(stem), [("true", "True"), ("false", "False")])


def _short_answer(stem: str, data: Mapping[str, Any]) -> Preview:
    return Preview(Sketch(stem), [])


def _number(stem: str, data: Mapping[str, Any]) -> Preview:
    key = str(data.get("key") or "").strip()
    needs_letters = "/" in key or key.startswith(("-", "\u2212"))
    return Preview(Sketch(stem, unit=str(data.get("unit") or "").strip(), needs_letters=needs_letters), [])


def _matching(stem: str, data: Mapping[str, Any]) -> Preview:
    rows = data.get("pairs", ())
    options = _texts([*(row["right"] for row in rows), *data.get("distractors", ())])
    lettered = any(len(option) > LONGEST_PLAIN_OPTION for option in options)
    pairs = [{"left": row["left"]} for row in rows]
    return Preview(Sketch(stem, pairs=pairs, is_lettered=lettered), shown(options, _SEED))


def _timeline(stem: str, data: Mapping[str, Any]) -> Preview:
    presented = [(row["id"], row["label"]) for row in data.get("events", ())]
    random.Random(_SEED).shuffle(presented)
    try:
        is_solved = timeline.grade(timeline.parse(data), {"order": [each for each, _ in presented]}).credit == 1
    except ValidationError:
        is_solved = False
    return Preview(Sketch(stem), presented[::-1] if is_solved else presented)


_PREVIEWS: Mapping[str, Callable[[str, Mapping[str, Any]], Preview]] = {
    "multiple-choice": _choice,
    "multiple-response": _choice,
    "true-false": _true_false,
    "short-answer": _short_answer,
    "number": _number,
    "matching": _matching,
    "timeline": _timeline,
}
