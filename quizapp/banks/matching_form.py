"""The form of matching questions."""

from collections.abc import Mapping
from typing import Any

from wtforms import Field, FieldList, Form, FormField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from quizapp.banks.question_form import lines
from quizapp.banks.quoting import one_line
from quizapp.banks.row_form import SEE_ROWS, RowsForm
from quizapp.questions.matching import Matching


class PairForm(Form):
    """One pair; an emptied left side removes it."""

    left = StringField("Given", validators=[Length(max=300)])
    right = StringField("Belongs to it", validators=[Length(max=400)])
    quote = TextAreaField("What the article says")


class MatchingForm(RowsForm):
    """Pairs and options that belong to none."""

    main = "pairs"
    first = "left"
    row_name = "Pair"
    lists = ("distractors",)

    pairs = FieldList(FormField(PairForm), max_entries=10)
    distractors = TextAreaField("Options that belong to none, one a line")

    def validate_pairs(self, field: Field) -> None:
        if self.mark_lost_quotes():
            raise ValidationError(SEE_ROWS)

    def shown(self, content: Matching) -> dict[str, Any]:
        return super().shown(content) | {"distractors": "\n".join(content.distractors)}

    def identity(self, item: Any) -> str:
        return str(item.left)

    def row(self, item: Any, numbers: Mapping[str, str]) -> dict[str, Any]:
        quote = one_line(item.evidence.quote) if item.evidence else ""
        return {"left": item.left, "right": item.right, "quote": quote}

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        before = {pair["left"]: pair.get("evidence") for pair in stored.get("pairs", ())}
        return {
            **super().changed(stored),
            "distractors": lines(self.distractors.data),
            "pairs": [
                {
                    "left": row.left.data,
                    "right": row.right.data or "",
                    "evidence": self.quoted(row.quote.data, before.get(row.left.data)),
                }
                for row in self.filled()
            ],
        }
