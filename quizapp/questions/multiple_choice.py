"""Multiple choice with one right option."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pydantic import Field, model_validator

from quizapp.questions.amounts import shown
from quizapp.questions.content import Answer, Grade, InvalidAnswer, Proven
from quizapp.questions.content import is_complete as is_complete
from quizapp.questions.feedback import OptionCount, OptionFeedback, option_counts
from quizapp.questions.presenting import FEW_DISTRACTORS, wants_fewer_options

name = "multiple-choice"
label = "Multiple choice"
summary = "One right option among several."


class MultipleChoice(Proven):
    """A stem, its key and its distractors. Options are numbered: "0" is the key, "1", "2", ... the rest."""

    key: str = Field(min_length=1)
    distractors: tuple[str, ...] = Field(min_length=2, max_length=5)
    spare_distractors: tuple[str, ...] = ()
    explanation: str = ""

    @model_validator(mode="after")
    def _options_differ(self) -> "MultipleChoice":
        if any(not option.strip() for option in self.options):
            raise ValueError("an option is empty")
        folded = [" ".join(option.casefold().split()) for option in self.options]
        if len(set(folded)) < len(folded):
            raise ValueError("two options are the same")
        return self

    @property
    def options(self) -> tuple[str, ...]:
        """Key first, then the distractors, in stored order."""
        return (self.key, *self.distractors)


def parse(data: Mapping[str, Any]) -> MultipleChoice:
    return MultipleChoice.model_validate(data)


def to_dict(content: MultipleChoice) -> dict[str, Any]:
    return content.model_dump(mode="json")


def presented(content: MultipleChoice, seed: int) -> list[tuple[str, str]]:
    """The options as a learner with this attempt seed sees them."""
    options = shown(content.options, f"{seed}:{content.stem}")
    if not wants_fewer_options(seed):
        return options
    numbers = [str(number) for number in range(1, len(content.options))]
    kept = {"0", *random.Random(f"{seed}:{content.stem}:fewer").sample(numbers, FEW_DISTRACTORS)}
    return [(value, text) for value, text in options if value in kept]


def answer_from_form(content: MultipleChoice, form: Mapping[str, Sequence[str]]) -> Answer:
    chosen = next(iter(form.get("choice", ())), "")
    if chosen not in {str(number) for number in range(len(content.options))}:
        raise InvalidAnswer("Choose one of the options.")
    return {"choice": chosen}


def form_from_answer(content: MultipleChoice, answer: Answer) -> dict[str, list[str]]:
    return {"choice": [answer["choice"]]}


def grade(content: MultipleChoice, answer: Answer) -> Grade:
    return Grade(credit=Fraction(int(answer.get("choice") == "0")))


def guess_score(content: MultipleChoice) -> Fraction:
    return Fraction(1, len(content.options))


def feedback(content: MultipleChoice, answer: Answer | None, seed: int) -> list[OptionFeedback]:
    """The options in the order the learner saw them."""
    chosen = (answer or {}).get("choice")
    return [OptionFeedback(text, value == "0", value == chosen) for value, text in presented(content, seed)]


def tally(content: MultipleChoice, answers: Sequence[Answer], asked: int) -> list[OptionCount]:
    """How often each option was chosen, the key first."""
    options = [(str(number), text, number == 0) for number, text in enumerate(content.options)]
    return option_counts(options, [answer.get("choice") for answer in answers], asked)
