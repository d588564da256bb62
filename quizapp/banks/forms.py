"""Forms for bringing articles and banks in."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired

from quizapp.articles.decoding import ENCODINGS
from quizapp.banks.importing import PASTED
from quizapp.banks.structuring import LineChoice
from quizapp.web.choices import offered

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

    encoding = SelectField("Read it as", choices=offered(ENCODINGS.items()))


class CorrectionForm(FlaskForm):  # type: ignore[misc]
    """What one line of an article is, and where it is split in two."""

    start = HiddenField()
    kind = SelectField("What is this line?", validate_choice=False)
    cut = SelectField("Where is it split?", validate_choice=False)

    def offer(self, choice: LineChoice, *, fresh: bool) -> None:
        """Offer what may be said about the line; a ``fresh`` form shows what holds now."""
        self.kind.choices = offered(choice.kinds)
        self.cut.choices = offered([(NOT_SPLIT, "Not split"), *((str(place), look) for place, look in choice.cuts)])
        if fresh:
            self.start.data, self.kind.data = str(choice.start), choice.kind
            self.cut.data = str(choice.cut or NOT_SPLIT)

    def place(self) -> int | None:
        """The character before which the line is split, or None."""
        chosen = self.cut.data or NOT_SPLIT
        return int(chosen) if chosen.isdecimal() and chosen != NOT_SPLIT else None


class BankFileForm(FlaskForm):  # type: ignore[misc]
    """A bank file, with the article's text beside it where the bank has one, or both as one archive."""

    bank = FileField("Bank file (.toml or .zip)", validators=[DataRequired("Choose a bank file.")])
    article = FileField("Its article (optional)")
