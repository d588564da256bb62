"""True or false: a statement to judge."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pydantic import StrictBool

from quizapp.questions.content import Answer, Grade, InvalidAnswer, Proven
from quizapp.questions.content import is_complete as is_complete
from quizapp.questions.feedback import OptionCount, OptionFeedback, option_counts

name = "true-false"
label = "True or false"
summary = "A statement to judge."

_OPTIONS = (("true", "True"), ("false", "False"))


class TrueFalse(Proven):
    """A statement (its stem) and whether it is true."""

    key: StrictBool
    explanation: str = ""


def parse(data: Mapping[str, Any]) -> TrueFalse:
    return TrueFalse.model_validate(data)


def to_dict(content: TrueFalse) -> dict[str, Any]:
    return content.model_dump(mode="json")


def presented(content: TrueFalse, seed: int) -> list[tuple[str, str]]:
    """True, then false: readers expect them so, whatever the seed."""
    return list(_OPTIONS)


def answer_from_form(content: TrueFalse, form: Mapping[str, Sequence[str]]) -> Answer:
    chosen = next(iter(form.get("choice", ())), "")
    if chosen not in dict(_OPTIONS):
        raise InvalidAnswer("Choose true or false.")
    return {"choice": chosen}


def form_from_answer(content: TrueFalse, answer: Answer) -> dict[str, list[str]]:
    return {"choice": [answer["choice"]]}


def grade(content: TrueFalse, answer: Answer) -> Grade:
    return Grade(credit=Fraction(int(answer.get("choice") == _key(content))))


def _key(content: TrueFalse) -> str:
    return "true" if content.key else "false"


def guess_score(content: TrueFalse) -> Fraction:
    return Fraction(1, 2)


def feedback(content: TrueFalse, answer: Answer | None, seed: int) -> list[OptionFeedback]:
    chosen = (answer or {}).get("choice")
    return [OptionFeedback(text, value == _key(content), value == chosen) for value, text in _OPTIONS]


def tally(content: TrueFalse, answers: Sequence[Answer], asked: int) -> list[OptionCount]:
    """How often true and false were chosen."""
    options = [(value, text, value == _key(content)) for value, text in _OPTIONS]
    return option_counts(options, [answer.get("choice") for answer in answers], asked)
