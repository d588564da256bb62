"""Multiple response: several options are right, and each is ticked or left."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import comb
from typing import Any

from pydantic import Field, model_validator

from quizapp.questions.amounts import ascending
from quizapp.questions.content import Answer, Grade, InvalidAnswer, Line, Proven, doubled
from quizapp.questions.content import is_complete as is_complete
from quizapp.questions.feedback import OptionCount, OptionFeedback, option_counts

name = "multiple-response"
label = "Multiple response"
summary = "Several right options, ticked one by one, with partial credit."


class MultipleResponse(Proven):
    """A stem, its right options and its wrong ones. Options are numbered from "0": keys first, then distractors."""

    keys: tuple[Line, ...] = Field(min_length=2, max_length=8)
    distractors: tuple[Line, ...] = Field(default=(), max_length=8)
    explanation: str = ""

    @model_validator(mode="after")
    def _options_differ(self) -> "MultipleResponse":
        twice = doubled(self.options)
        if twice:
            raise ValueError(f"every option must stand once only, unlike {_listed(twice)}")
        if len(self.options) < 3:
            raise ValueError("needs at least three options, right and wrong together")
        return self

    @property
    def options(self) -> tuple[str, ...]:
        """Right options first, then the wrong ones, in stored order."""
        return (*self.keys, *self.distractors)

    def numbered(self) -> list[tuple[str, str, bool]]:
        """(number, text, is right) of every option, in stored order."""
        return [(str(number), text, number < len(self.keys)) for number, text in enumerate(self.options)]


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def parse(data: Mapping[str, Any]) -> MultipleResponse:
    return MultipleResponse.model_validate(data)


def to_dict(content: MultipleResponse) -> dict[str, Any]:
    return content.model_dump(mode="json")


def presented(content: MultipleResponse, seed: int) -> list[tuple[str, str]]:
    """Options shuffled by the seed; amounts and dates stand in ascending order, as readers expect."""
    numbered = [(value, text) for value, text, _ in content.numbered()]
    order = ascending(content.options)
    if order is not None:
        return [numbered[position] for position in order]
    random.Random(f"{seed}:{content.stem}").shuffle(numbered)
    return numbered


def answer_from_form(content: MultipleResponse, form: Mapping[str, Sequence[str]]) -> Answer:
    ticked = set(form.get("choices", ()))
    chosen = [value for value, _, _ in content.numbered() if value in ticked]
    if not chosen or ticked - set(chosen):
        raise InvalidAnswer("Tick every option that is right, at least one.")
    return {"choices": chosen}


def form_from_answer(content: MultipleResponse, answer: Answer) -> dict[str, list[str]]:
    return {"choices": list(answer["choices"])}


def grade(content: MultipleResponse, answer: Answer) -> Grade:
    """Credit (right ticks - wrong ticks) / number of right options, at least 0.

    A wrong tick costs what a right one earns, so that ticking everything earns nothing where at least as
    many options are wrong as right. Moodle's multiple-answer questions do the same with the grades -100 %
    divided by the number of right options for each wrong one: "so that choosing ALL the options will not
    necessarily result in good grade", and a negative total counts as zero
    (https://github.com/moodle/moodle/commit/89f9450834b1eaa750387eb29c70cb640cfec9b9).
    """
    ticked = set(answer.get("choices", ()))
    right = sum(value in ticked for value, _, is_key in content.numbered() if is_key)
    wrong = sum(value in ticked for value, _, is_key in content.numbered() if not is_key)
    return Grade(credit=_credit(right, wrong, len(content.keys)))


def _credit(right: int, wrong: int, keys: int) -> Fraction:
    return max(Fraction(0), Fraction(right - wrong, keys))


def guess_score(content: MultipleResponse) -> Fraction:
    """The mean credit of all ways to tick at least one option."""
    keys, distractors = len(content.keys), len(content.distractors)
    earned = sum(
        (
            comb(keys, right) * comb(distractors, wrong) * _credit(right, wrong, keys)
            for right in range(keys + 1)
            for wrong in range(distractors + 1)
        ),
        Fraction(0),
    )
    return earned / ((1 << keys + distractors) - 1)


def feedback(content: MultipleResponse, answer: Answer | None, seed: int) -> list[OptionFeedback]:
    """The options in the order the learner saw them."""
    ticked = set((answer or {}).get("choices", ()))
    keys = {value for value, _, is_key in content.numbered() if is_key}
    return [OptionFeedback(text, value in keys, value in ticked) for value, text in presented(content, seed)]


def tally(content: MultipleResponse, answers: Sequence[Answer], asked: int) -> list[OptionCount]:
    """How often each option was ticked, the right ones first. Shares add up to more than one."""
    ticked = [value for answer in answers for value in answer.get("choices", ())]
    return option_counts(content.numbered(), ticked, asked)
