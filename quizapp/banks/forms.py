"""Forms for bringing articles in and for editing questions."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from pydantic import ValidationError as ContentError
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from quizapp.articles.decoding import ENCODINGS
from quizapp.banks.importing import PASTED
from quizapp.banks.structuring import LineChoice
from quizapp.questions.multiple_choice import MultipleChoice
from quizapp.questions.timeline import Timeline

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")
NOT_SPLIT = "0"


class ArticleForm(FlaskForm):  # type: ignore[misc]
    """An article, pasted or uploaded; the upload wins where both are given."""

    text = TextAreaField("Paste the article")
    file = FileField("Or choose a file")

    def upload(self) -> tuple[bytes, str]:
        """The article's bytes and the name that says how to read them."""
        file = self.file.data
        if file and file.filename:
            return file.read(), file.filename
        return (self.text.data or "").encode(), PASTED

    def refuse(self, problem: str) -> None:
        """Say beside the field that was used why its article cannot be read."""
        field = self.file if self.file.data else self.text
        field.errors = [*field.errors, problem]

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        file = self.file.data
        if file and file.filename:
            if not file.filename.lower().endswith(ENDINGS):
                self.file.errors = [*self.file.errors, "Choose a .txt, .md, .html, .docx or .pdf file."]
                return False
        elif not (self.text.data or "").strip():
            self.text.errors = [*self.text.errors, "Paste an article or choose a file."]
            return False
        return True


class EncodingForm(FlaskForm):  # type: ignore[misc]
    """Another encoding for the bytes of an article."""

    encoding = SelectField("Read it as", choices=list(ENCODINGS.items()))


class CorrectionForm(FlaskForm):  # type: ignore[misc]
    """What one line of an article is, and where it is split in two."""

    start = HiddenField()
    kind = SelectField("What is this line?", validate_choice=False)
    cut = SelectField("Where is it split?", validate_choice=False)

    def offer(self, choice: LineChoice, *, fresh: bool) -> None:
        """Offer what may be said about the line; a ``fresh`` form shows what holds now."""
        self.kind.choices = choice.kinds
        self.cut.choices = [(NOT_SPLIT, "Not split")] + [(str(place), look) for place, look in choice.cuts]
        if fresh:
            self.start.data, self.kind.data = str(choice.start), choice.kind
            self.cut.data = str(choice.cut or NOT_SPLIT)

    def place(self) -> int | None:
        """The character before which the line is split, or None."""
        chosen = self.cut.data or NOT_SPLIT
        return int(chosen) if chosen.isdecimal() and chosen != NOT_SPLIT else None


class BankFileForm(FlaskForm):  # type: ignore[misc]
    """A bank file, with the article's text beside it where the bank has one."""

    bank = FileField("Bank file (.toml)", validators=[DataRequired("Choose a bank file.")])
    article = FileField("Its article (optional)")


class MultipleChoiceForm(FlaskForm):  # type: ignore[misc]
    """A multiple-choice question; one option a line in the two lists."""

    stem = TextAreaField("Question", validators=[DataRequired("Write the question."), Length(max=600)])
    key = StringField("Right answer", validators=[DataRequired("Write the right answer."), Length(max=400)])
    distractors = TextAreaField(
        "Wrong answers, one a line", validators=[DataRequired("Write at least two wrong answers.")]
    )
    spare_distractors = TextAreaField("Spare wrong answers, one a line")
    explanation = TextAreaField("Explanation", validators=[Length(max=1200)])
    note = StringField("What did you change?", validators=[Length(max=300)])

    def fill(self, content: MultipleChoice) -> None:
        self.stem.data, self.key.data, self.explanation.data = content.stem, content.key, content.explanation
        self.distractors.data = "\n".join(content.distractors)
        self.spare_distractors.data = "\n".join(content.spare_distractors)

    def changed(self, stored: dict[str, Any]) -> dict[str, Any]:
        """The stored content with the form's changes; evidence stays as it is."""
        return {
            **stored,
            "stem": self.stem.data,
            "key": self.key.data,
            "distractors": _lines(self.distractors.data),
            "spare_distractors": _lines(self.spare_distractors.data),
            "explanation": self.explanation.data or "",
        }


class EventForm(Form):
    """One event of a timeline; an emptied label removes it."""

    id = HiddenField()
    label = StringField("Event", validators=[Length(max=300)])
    date = StringField("Date", validators=[Length(max=60)])


class TimelineForm(FlaskForm):  # type: ignore[misc]
    """A timeline question with its events."""

    stem = TextAreaField("Question", validators=[DataRequired("Write the question."), Length(max=600)])
    events = FieldList(FormField(EventForm), max_entries=8)
    explanation = TextAreaField("Explanation", validators=[Length(max=1200)])
    note = StringField("What did you change?", validators=[Length(max=300)])

    def fill(self, content: Timeline) -> None:
        self.stem.data, self.explanation.data = content.stem, content.explanation
        for event in content.events:
            self.events.append_entry({"id": event.id, "label": event.label, "date": event.date or ""})

    def changed(self, stored: dict[str, Any]) -> dict[str, Any]:
        """The stored content with the form's changes. Evidence and known orders stay with their events."""
        before = {event["id"]: event for event in stored["events"]}
        kept = [each.form for each in self.events if (each.form.label.data or "").strip()]
        ids = {form.id.data for form in kept}
        return {
            **stored,
            "stem": self.stem.data,
            "explanation": self.explanation.data or "",
            "events": [
                {
                    **before.get(form.id.data, {"id": form.id.data}),
                    "label": form.label.data,
                    "date": (form.date.data or "").strip() or None,
                    "after": [e for e in before.get(form.id.data, {}).get("after", ()) if e in ids],
                }
                for form in kept
            ],
        }


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def show_content_errors(form: FlaskForm, error: ContentError) -> None:
    """Put what the content model objects to beside the field it is about."""
    for problem in error.errors():
        name = str(problem["loc"][0]) if problem["loc"] else ""
        field = form[name] if name in form else form["stem"]
        message = problem["msg"].removeprefix("Value error, ")
        field.errors = [*field.errors, message[:1].upper() + message[1:] + "."]
