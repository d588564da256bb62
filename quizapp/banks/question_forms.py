"""Forms for writing and editing questions: one a type, each with plain fields and one item a line in lists."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from pydantic import ValidationError as ContentError
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from quizapp.banks.files import message_for_people, slug
from quizapp.banks.quoting import located, one_line
from quizapp.questions.content import Content, Evidence, Place, evidence_of
from quizapp.questions.matching import Matching
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.multiple_response import MultipleResponse
from quizapp.questions.number import Number
from quizapp.questions.short_answer import ShortAnswer
from quizapp.questions.timeline import Timeline
from quizapp.questions.true_false import TrueFalse

_NOT_FOUND = "does not stand in the article. Copy the sentence word for word."
# Rows offered beyond those that are filled.
SPARE_ROWS = 2
FIRST_ROWS = 5


class QuestionForm(FlaskForm):  # type: ignore[misc]
    """What every type has. ``main`` is the field that shows what is wrong with the question as a whole."""

    main: ClassVar[str] = "stem"

    stem = TextAreaField("Question", validators=[DataRequired("Write the question."), Length(max=600)])
    explanation = TextAreaField("Explanation", validators=[Length(max=1200)])
    note = StringField("What did you change?", validators=[Length(max=300)])

    article: str = ""
    known: tuple[Evidence, ...] = ()

    def prove_by(self, article: str, content: Content | None) -> None:
        """Give the text that quotes are looked up in, and the content whose quotes keep their places."""
        self.article = article
        self.known = tuple(evidence_of(content)) if content else ()

    def fill(self, content: Any) -> None:
        """Show the content in the fields."""
        self.stem.data, self.explanation.data = content.stem, content.explanation

    def fill_empty(self) -> None:
        """Make the form ready for a new question."""

    def begin_with(self, quote: str) -> None:
        """Put a sentence of the article where its proof belongs, for a question about it; "" changes nothing."""

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """The stored content ({} for a new question) with what the form says."""
        return {**stored, "stem": self.stem.data, "explanation": self.explanation.data or ""}

    def field_at(self, place: Place) -> Field:
        """The field that is about a part of the content."""
        field: Field = self[str(place[0])] if place and str(place[0]) in self else self[self.main]
        return field

    def show_errors(self, error: ContentError) -> None:
        """Put everything that the content model objects to beside the field it is about."""
        for problem in error.errors(include_url=False):
            field = self.field_at(problem["loc"])
            message = "fill this in" if problem["type"] == "string_too_short" else message_for_people(problem)
            field.errors = [*field.errors, message[:1].upper() + message[1:] + "."]

    def quoted(self, quote: str | None, before: Any) -> Any:
        """A quote as evidence: what was there before where the form has no field for it, None where it is empty."""
        if quote is None:
            return before
        found = located(quote, self.article, self.known)
        return found.model_dump() if found else None


class ProvenForm(QuestionForm):
    """A question whose quotes prove it as a whole."""

    proof = TextAreaField("What the article says, one quote a line")

    def validate_proof(self, field: Field) -> None:
        lost = [line for line in lines(field.data) if not located(line, self.article, self.known)]
        if lost:
            raise ValidationError(" ".join(f"“{line}” {_NOT_FOUND}" for line in lost))

    def begin_with(self, quote: str) -> None:
        self.proof.data = quote or self.proof.data

    def fill(self, content: Any) -> None:
        super().fill(content)
        self.proof.data = "\n".join(one_line(evidence.quote) for evidence in content.evidence)

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        content = super().changed(stored)
        if self.proof.data is not None:
            quotes = [self.quoted(line, None) for line in lines(self.proof.data)]
            content["evidence"] = [quote for quote in quotes if quote]
        return content


class MultipleChoiceForm(ProvenForm):
    """One right answer; one option a line in the two lists."""

    main = "distractors"

    key = StringField("Right answer", validators=[DataRequired("Write the right answer."), Length(max=400)])
    distractors = TextAreaField(
        "Wrong answers, one a line", validators=[DataRequired("Write at least two wrong answers.")]
    )
    spare_distractors = TextAreaField("Spare wrong answers, one a line")

    def fill(self, content: MultipleChoice) -> None:
        super().fill(content)
        self.key.data = content.key
        self.distractors.data = "\n".join(content.distractors)
        self.spare_distractors.data = "\n".join(content.spare_distractors)

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

    keys = TextAreaField("Right answers, one a line", validators=[DataRequired("Write at least two right answers.")])
    distractors = TextAreaField("Wrong answers, one a line")

    def fill(self, content: MultipleResponse) -> None:
        super().fill(content)
        self.keys.data = "\n".join(content.keys)
        self.distractors.data = "\n".join(content.distractors)

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().changed(stored),
            "keys": lines(self.keys.data),
            "distractors": lines(self.distractors.data),
        }


class TrueFalseForm(ProvenForm):
    """A statement and whether it is true."""

    stem = TextAreaField("Statement", validators=[DataRequired("Write the statement."), Length(max=600)])
    key = SelectField("The statement is", choices=[("true", "true"), ("false", "false")])

    def fill(self, content: TrueFalse) -> None:
        super().fill(content)
        self.key.data = "true" if content.key else "false"

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().changed(stored), "key": self.key.data == "true"}


class ShortAnswerForm(ProvenForm):
    """A word or a name to write."""

    main = "accepted"

    key = StringField("Right answer", validators=[DataRequired("Write the right answer.")])
    accepted = TextAreaField("Other wordings that are right too, one a line")
    accents_optional = BooleanField("Accents may be left out (“Kovacs” for “Kovács”)")

    def fill(self, content: ShortAnswer) -> None:
        super().fill(content)
        self.key.data, self.accents_optional.data = content.key, content.accents_optional
        self.accepted.data = "\n".join(content.accepted)

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().changed(stored),
            "key": self.key.data,
            "accepted": lines(self.accepted.data),
            "accents_optional": self.accents_optional.data,
        }


class NumberForm(ProvenForm):
    """A number with its tolerance and unit."""

    main = "key"

    key = StringField("Right number", validators=[DataRequired("Write the right number.")])
    tolerance = StringField("Tolerance")
    unit = StringField("Unit")

    def fill(self, content: Number) -> None:
        super().fill(content)
        self.key.data, self.tolerance.data, self.unit.data = content.key, content.tolerance, content.unit

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **super().changed(stored),
            "key": self.key.data,
            "tolerance": self.tolerance.data or "",
            "unit": self.unit.data or "",
        }


class _Rows(QuestionForm):
    """A question of rows, each with its own proof. ``main`` is the list; a row counts whose first field is filled."""

    first: ClassVar[str]

    def filled(self) -> Iterator[Any]:
        """The rows that count."""
        return (entry.form for entry in self[self.main] if (entry.form[self.first].data or "").strip())

    def lacks_quotes(self) -> bool:
        """Mark every quote that does not stand in the article."""
        lost = [
            row.quote
            for row in self.filled()
            if (row.quote.data or "").strip() and not located(row.quote.data, self.article, self.known)
        ]
        for field in lost:
            field.errors = [f"This {_NOT_FOUND}"]
        return bool(lost)

    def add_rows(self, wanted: int) -> None:
        rows = self[self.main]
        while len(rows) < min(wanted, rows.max_entries):
            rows.append_entry()

    def fill_empty(self) -> None:
        self.add_rows(FIRST_ROWS)

    def field_at(self, place: Place) -> Field:
        rows = list(self.filled())
        if len(place) > 2 and place[0] == self.main and isinstance(place[1], int) and place[1] < len(rows):
            name = {"evidence": "quote"}.get(str(place[2]), str(place[2]))
            if name in rows[place[1]]:
                # The list as a whole has to know that something in it is wrong.
                self[self.main].errors = [*self[self.main].errors, {name: ["see the row"]}]
                field: Field = rows[place[1]][name]
                return field
        return super().field_at(place)


class PairForm(Form):
    """One pair; an emptied left side removes it."""

    left = StringField("Given", validators=[Length(max=300)])
    right = StringField("Belongs to it", validators=[Length(max=400)])
    quote = TextAreaField("What the article says")


class MatchingForm(_Rows):
    """Pairs and options that belong to none."""

    main = "pairs"
    first = "left"

    pairs = FieldList(FormField(PairForm), max_entries=10)
    distractors = TextAreaField("Options that belong to none, one a line")

    def validate_pairs(self, field: Field) -> None:
        if self.lacks_quotes():
            raise ValidationError("A quote is not found in the article.")

    def fill(self, content: Matching) -> None:
        super().fill(content)
        self.distractors.data = "\n".join(content.distractors)
        for pair in content.pairs:
            quote = one_line(pair.evidence.quote) if pair.evidence else ""
            self.pairs.append_entry({"left": pair.left, "right": pair.right, "quote": quote})
        self.add_rows(len(content.pairs) + SPARE_ROWS)

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


class EventForm(Form):
    """One event of a timeline; an emptied label removes it."""

    id = HiddenField()
    label = StringField("Event", validators=[Length(max=300)])
    date = StringField("Date", validators=[Length(max=60)])
    quote = TextAreaField("What the article says")


class TimelineForm(_Rows):
    """A timeline question with its events."""

    main = "events"
    first = "label"

    events = FieldList(FormField(EventForm), max_entries=8)

    def validate_events(self, field: Field) -> None:
        if self.lacks_quotes():
            raise ValidationError("A quote is not found in the article.")

    def fill(self, content: Timeline) -> None:
        super().fill(content)
        for event in content.events:
            quote = one_line(event.evidence.quote) if event.evidence else ""
            row = {"id": event.id, "label": event.label, "date": event.date or "", "quote": quote}
            self.events.append_entry(row)
        self.add_rows(len(content.events) + SPARE_ROWS)

    def fill_empty(self) -> None:
        super().fill_empty()
        self.stem.data = "Put these events in order, earliest first."

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """The stored content with the form's changes. Known orders stay with their events."""
        before = {event["id"]: event for event in stored.get("events", ())}
        rows = list(self.filled())
        ids = self._ids(rows)
        return {
            **super().changed(stored),
            "events": [
                {
                    "id": event_id,
                    "label": row.label.data,
                    "date": (row.date.data or "").strip() or None,
                    "after": [each for each in before.get(event_id, {}).get("after", ()) if each in ids],
                    "evidence": self.quoted(row.quote.data, before.get(event_id, {}).get("evidence")),
                }
                for row, event_id in zip(rows, ids, strict=True)
            ],
        }

    def _ids(self, rows: list[Any]) -> list[str]:
        """The ids of the rows; new events are named after their labels."""
        ids = [row.id.data or "" for row in rows]
        for number, row in enumerate(rows):
            name = slug(row.label.data)[:40].strip("-") or "event"
            taken = set(ids)
            ids[number] = ids[number] or next(
                new for new in (name, *(f"{name}-{n}" for n in range(2, 20))) if new not in taken
            )
        return ids


FORMS: Mapping[str, type[QuestionForm]] = {
    "multiple-choice": MultipleChoiceForm,
    "multiple-response": MultipleResponseForm,
    "true-false": TrueFalseForm,
    "short-answer": ShortAnswerForm,
    "number": NumberForm,
    "matching": MatchingForm,
    "timeline": TimelineForm,
}


def lines(text: str | None) -> list[str]:
    """The filled lines of a box."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
