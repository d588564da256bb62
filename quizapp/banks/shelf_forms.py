"""Forms for keeping banks: what one is called, who shares it, where questions go."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from quizapp.banks import sharing
from quizapp.banks.models import Bank
from quizapp.web.choices import offered

NEW = "new"


class DetailsForm(FlaskForm):  # type: ignore[misc]
    """What a bank is called, its language and the terms that it may be passed on under."""

    title = StringField("Title", validators=[DataRequired("Give the bank a title."), Length(max=300)])
    language = StringField(
        "Language",
        validators=[DataRequired("Give the language as a code, such as en."), Length(min=2, max=16)],
    )
    licence = StringField("Licence", validators=[Length(max=64)])


class ShareForm(FlaskForm):  # type: ignore[misc]
    """A colleague, and what they may do."""

    username = StringField("Their user name", validators=[DataRequired("Write your colleague’s user name.")])
    right = SelectField("What they may do", choices=offered(sharing.CHOICES.items()))


class TargetForm(FlaskForm):  # type: ignore[misc]
    """Where questions go: a bank of the teacher, or a new one."""

    questions = HiddenField()
    target = SelectField("Into which bank?", validate_choice=False)
    title = StringField("Title of the new bank", validators=[Length(max=300)])
    offers_new = True
    without_proof = BooleanField("Go on without the proof: these questions become drafts")

    def offer(self, banks: list[Bank], *, new: bool) -> None:
        """Offer these banks, and a ``new`` one."""
        self.offers_new, self._offered = new, {str(bank.id): bank for bank in banks}
        self.target.choices = offered([(str(bank.id), bank.title) for bank in banks] + [(NEW, "A new bank")] * new)

    def chosen_bank(self) -> Bank | None:
        """The one of the offered banks that was chosen."""
        return self._offered.get(str(self.target.data))

    @property
    def is_new(self) -> bool:
        return bool(self.target.data == NEW)


class RenameTagForm(FlaskForm):  # type: ignore[misc]
    """Another name for a tag."""

    old = HiddenField()
    new = StringField("New name")


class MergeForm(FlaskForm):  # type: ignore[misc]
    """The bank that is merged into this one."""

    source = SelectField("Merge which bank into this one?", validate_choice=False)
