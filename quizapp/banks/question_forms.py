"""Forms for writing and editing questions: one a type, each with plain fields and one item a line in lists."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from quizapp.banks.matching_form import MatchingForm
from quizapp.banks.question_form import ProvenForm, QuestionForm, lines
from quizapp.banks.timeline_form import TimelineForm
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.short_answer import ShortAnswer, fold
from quizapp.questions.true_false import TrueFalse
from quizapp.web.choices import offered


class MultipleChoiceForm(ProvenForm):
    """One right answer; one option a line in the two lists."""

    main = "distractors"
    lists = ("distractors", "spare_distractors")

    key = StringField("Right answer", validators=[DataRequired("Write the right answer."), Length(max=400)])
    distractors = TextAreaField(
        "Wrong answers, one a line", validators=[DataRequired("Write at least two wrong answers.")]
    )
    spare_distractors = TextAreaField("Spare wrong answers, one a line")

    def shown(self, content: MultipleChoice) -> dict[str, Any]:
        return super().shown(content) | {
            "key": content.key,
            "distractors": "\n".join(content.distractors),
            "spare_distractors": "\n".join(content.spare_distractors),
        }

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().changed(stored),
            "key": self.key.data,
            "distractors": lines(self.distractors.data),
            "spare_distractors": lines(self.spare_distractors.data),
        }


class MultipleResponseForm(ProvenForm):
    """Several right answers; one option a line in the two lists."""

    main = "keys"
    lists = ("keys", "distractors")

    keys = TextAreaField("Right answers, one a line", validators=[DataRequired("Write at least two right answers.")])
    distractors = TextAreaField("Wrong answers, one a line")

    def shown(self, content: MultipleResponse) -> dict[str, Any]:
        return super().shown(content) | {
            "keys": "\n".join(content.keys),
            "distractors": "\n".join(content.distractors),
        }

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().changed(stored),
            "keys": lines(self.keys.data),
            "distractors": lines(self.distractors.data),
        }


class TrueFalseForm(ProvenForm):
    """A statement and whether it is true."""

    stem = TextAreaField("Statement", validators=[DataRequired("Write the statement."), Length(max=600)])
    key = SelectField("The statement is", choices=offered([("true", "true"), ("false", "false")]))

    def shown(self, content: TrueFalse) -> dict[str, Any]:
        return super().shown(content) | {"key": "true" if content.key else "false"}

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().changed(stored), "key": self.key.data == "true"}


class ShortAnswerForm(ProvenForm):
    """A word or a name to write."""

    main = "accepted"
    lists = ("accepted", "partly")

    key = StringField("Right answer", validators=[DataRequired("Write the right answer.")])
    accepted = TextAreaField("Other wordings that are right too, one a line")
    partly = TextAreaField("Wordings that are worth half, one a line")
    accents_optional = BooleanField("Accents may be left out (“Kovacs” for “Kovács”)")

    def shown(self, content: ShortAnswer) -> dict[str, Any]:
        return super().shown(content) | {
            "key": content.key,
            "accepted": "\n".join(content.accepted),
            "partly": "\n".join(content.partly),
            "accents_optional": content.accents_optional,
        }

    def same(self, item: str) -> str:
        return fold(item, accents_optional=bool(self.accents_optional.data))

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().changed(stored),
            "key": self.key.data,
            "accepted": lines(self.accepted.data),
            "partly": lines(self.partly.data),
            "accents_optional": self.accents_optional.data,
        }


class NumberForm(ProvenForm):
    """A number with its tolerance and unit."""

    main = "key"

    key = StringField("Right number", validators=[DataRequired("Write the right number.")])
    tolerance = StringField("Tolerance")
    unit = StringField("Unit")

    def shown(self, content: Number) -> dict[str, Any]:
        return super().shown(content) | {"key": content.key, "tolerance": content.tolerance, "unit": content.unit}

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().changed(stored),
            "key": self.key.data,
            "tolerance": self.tolerance.data or "",
            "unit": self.unit.data or "",
        }


FORMS: Mapping[str, type[QuestionForm]] = {
    "multiple-choice": MultipleChoiceForm,
    "multiple-response": MultipleResponseForm,
    "true-false": TrueFalseForm,
    "short-answer": ShortAnswerForm,
    "number": NumberForm,
    "matching": MatchingForm,
    "timeline": TimelineForm,
}
