"""Forms for bringing articles and banks in."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import DataRequired

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm")


class ArticleForm(FlaskForm):  # type: ignore[misc]
    """An article, pasted or uploaded; the upload wins where both are given."""

    text = TextAreaField("Paste the article")
    file = FileField("Or choose a file")

    def upload(self) -> tuple[bytes, str]:
        """The article's bytes and the name that says how to read them."""
        file = self.file.data
        if file and file.filename:
            return file.read(), file.filename
        return (self.text.data or "").encode(), "pasted.txt"

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        file = self.file.data
        if file and file.filename:
            if not file.filename.lower().endswith(ENDINGS):
                self.file.errors = [*self.file.errors, "Choose a .txt, .md or .html file."]
                return False
        elif not (self.text.data or "").strip():
            self.text.errors = [*self.text.errors, "Paste an article or choose a file."]
            return False
        return True


class BankFileForm(FlaskForm):  # type: ignore[misc]
    """A bank file, with the article's text beside it where the bank has one."""

    bank = FileField("Bank file (.toml)", validators=[DataRequired("Choose a bank file.")])
    article = FileField("Its article (optional)")
