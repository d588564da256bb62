"""What a teacher says is right after all, by type: a form in, contents out, each a way of being right.

Fields speak of the version as it was asked. Only what is right may change: never what was asked.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

from pydantic import ValidationError

from quizapp.questions import question_type
from quizapp.questions.content import Content
from quizapp.questions.date_wording import as_written
from quizapp.questions.matching import Matching
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.short_answer import ShortAnswer, fold
from quizapp.questions.timeline import Timeline
from quizapp.questions.true_false import TrueFalse
from quizapp.questions.written_dates import UnreadableDate, read_date

Form = Mapping[str, Sequence[str]]

# Each further right side doubles the ways of being right.
MOST_SECOND_SIDES = 4


class InvalidKey(ValueError):
    """The form says nothing that can be right; the message says what to change."""


def rekeyed(type_name: str, version: Any, form: Form) -> list[Any]:
    """The ways of being right that the form says, the first being what later learners may be told.

    Raises ``InvalidKey``.
    """
    kind = question_type(type_name)
    data = kind.to_dict(version)
    try:
        found = [kind.parse({**data, **changes}) for changes in _CHANGES[type_name](version, form)]
    except ValidationError as problems:
        first = problems.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise InvalidKey(f"That cannot be right: {first}.") from None
    if "explanation" not in form:
        return found
    return [kind.parse({**kind.to_dict(each), "explanation": _first(form, "explanation")}) for each in found]


def key_form(type_name: str, version: Any, right: Sequence[Any]) -> dict[str, list[str]]:
    """The fields that say what is right now: the inverse of ``rekeyed``."""
    return {**_FIELDS[type_name](version, right), "explanation": [right[0].explanation]}


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "").strip()


def _lines(form: Form, name: str) -> list[str]:
    return [line.strip() for box in form.get(name, ()) for line in box.splitlines() if line.strip()]


def _ticked(version: Any, form: Form) -> list[str]:
    ticked = [text for number, text in enumerate(version.options) if str(number) in form.get("right", ())]
    if not ticked:
        raise InvalidKey("Tick what is right.")
    return ticked


def _choice(version: MultipleChoice, form: Form) -> list[dict[str, Any]]:
    keys = _ticked(version, form)
    if len(keys) == len(version.options):
        raise InvalidKey("If every answer is right, give everyone the credit instead.")
    return [{"key": key, "distractors": [text for text in version.options if text != key]} for key in keys]


def _choices(version: MultipleResponse, form: Form) -> list[dict[str, Any]]:
    keys = _ticked(version, form)
    return [{"keys": keys, "distractors": [text for text in version.options if text not in keys]}]


def _judgement(version: TrueFalse, form: Form) -> list[dict[str, Any]]:
    right = [word for word in ("true", "false") if word in form.get("right", ())]
    if not right:
        raise InvalidKey("Tick what is right.")
    return [{"key": word == "true"} for word in right]


def _wordings(version: ShortAnswer, form: Form) -> list[dict[str, Any]]:
    seen = {fold(_first(form, "key"), accents_optional=version.accents_optional)}
    # Who wrote what is named already in another way asks for nothing new.
    kept: dict[str, list[str]] = {"accepted": [], "partly": []}
    for name, sources in (("accepted", ("accepted", "accept")), ("partly", ("partly", "half"))):
        for text in (line for source in sources for line in _lines(form, source)):
            folded = fold(text, accents_optional=version.accents_optional)
            if folded not in seen:
                seen.add(folded)
                kept[name].append(text)
    return [{"key": _first(form, "key"), **kept}]


def _numbers(version: Number, form: Form) -> list[dict[str, Any]]:
    shared = {"tolerance": _first(form, "tolerance")}
    return [{"key": key, **shared} for key in [_first(form, "key"), *_lines(form, "also")]]


def _matches(version: Matching, form: Form) -> list[dict[str, Any]]:
    sides = [_sides(version, form, number) for number in range(len(version.pairs))]
    if sum(len(each) > 1 for each in sides) > MOST_SECOND_SIDES:
        raise InvalidKey(f"At most {MOST_SECOND_SIDES} pairs can have a second right side at once.")
    return [_matched(version, rights) for rights in product(*sides)]


def _sides(version: Matching, form: Form, number: int) -> list[str]:
    values = [_first(form, f"match-{number}"), _first(form, f"also-{number}")]
    known = {str(place): text for place, text in enumerate(version.options)}
    sides = list(dict.fromkeys(known[value] for value in values if value in known))
    if values[0] not in known:
        raise InvalidKey(f"Choose what belongs to “{version.pairs[number].left}”.")
    return sides


def _matched(version: Matching, rights: Sequence[str]) -> dict[str, Any]:
    pairs = [pair.model_copy(update={"right": right}) for pair, right in zip(version.pairs, rights, strict=True)]
    return {
        "pairs": [pair.model_dump(mode="json") for pair in pairs],
        "distractors": [text for text in version.options if text not in rights],
    }


def _events(version: Timeline, form: Form) -> list[dict[str, Any]]:
    free = {event.id for event in version.events if event.id in form.get("free", ())}
    return [{"events": [_event(event, form, free) for event in version.events]}]


def _event(event: Any, form: Form, free: set[str]) -> dict[str, Any]:
    data: dict[str, Any] = event.model_dump(mode="json")
    if event.id in free:
        return data | {"date": None, "after": []}
    written = _first(form, f"date-{event.id}")
    try:
        date = read_date(written) if written else None
    except UnreadableDate as problem:
        raise InvalidKey(f"“{event.label}”: {problem}") from None
    return data | {"date": date, "after": [each for each in event.after if each not in free]}


_CHANGES: Mapping[str, Callable[[Any, Form], list[dict[str, Any]]]] = {
    "multiple-choice": _choice,
    "multiple-response": _choices,
    "true-false": _judgement,
    "short-answer": _wordings,
    "number": _numbers,
    "matching": _matches,
    "timeline": _events,
}


def _fields_of_choice(version: MultipleChoice, right: Sequence[MultipleChoice]) -> dict[str, list[str]]:
    return {"right": [str(version.options.index(content.key)) for content in right]}


def _fields_of_choices(version: MultipleResponse, right: Sequence[MultipleResponse]) -> dict[str, list[str]]:
    return {"right": [str(version.options.index(key)) for key in right[0].keys]}


def _fields_of_judgement(version: TrueFalse, right: Sequence[TrueFalse]) -> dict[str, list[str]]:
    return {"right": ["true" if content.key else "false" for content in right]}


def _fields_of_wordings(version: ShortAnswer, right: Sequence[ShortAnswer]) -> dict[str, list[str]]:
    first = right[0]
    return {"key": [first.key], "accepted": ["\n".join(first.accepted)], "partly": ["\n".join(first.partly)]}


def _fields_of_numbers(version: Number, right: Sequence[Number]) -> dict[str, list[str]]:
    also = "\n".join(content.key for content in right[1:])
    return {"key": [right[0].key], "tolerance": [right[0].tolerance], "also": [also]}


def _fields_of_matches(version: Matching, right: Sequence[Matching]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for number in range(len(version.pairs)):
        sides = list(dict.fromkeys(content.pairs[number].right for content in right))
        values = [str(version.options.index(side)) for side in sides]
        fields[f"match-{number}"], fields[f"also-{number}"] = values[:1], values[1:2]
    return fields


def _fields_of_events(version: Timeline, right: Sequence[Timeline]) -> dict[str, list[str]]:
    events = {event.id: event for event in right[0].events}
    fields = {
        f"date-{event_id}": [as_written(event.date) if event.date else ""] for event_id, event in events.items()
    }
    free = [each for each in events if _is_free(right[0], each) and not _is_free(version, each)]
    return fields | {"free": free}


def _is_free(content: Timeline, event_id: str) -> bool:
    return not any(event_id in pair for pair in content.decidable_pairs())


_FIELDS: Mapping[str, Callable[[Any, Sequence[Any]], dict[str, list[str]]]] = {
    "multiple-choice": _fields_of_choice,
    "multiple-response": _fields_of_choices,
    "true-false": _fields_of_judgement,
    "short-answer": _fields_of_wordings,
    "number": _fields_of_numbers,
    "matching": _fields_of_matches,
    "timeline": _fields_of_events,
}


def says(content: Content, answer: str) -> dict[str, list[str]]:
    """Fields to add to a form so that an answer told in words counts too; {} where the type has no such place."""
    if isinstance(content, MultipleChoice | MultipleResponse):
        return {"right": [str(content.options.index(answer))]} if answer in content.options else {}
    if isinstance(content, TrueFalse):
        return {"right": [answer.casefold()]} if answer.casefold() in ("true", "false") else {}
    if isinstance(content, ShortAnswer):
        return {"accept": [answer]}
    return {"also": [answer]} if isinstance(content, Number) else {}
