"""Forms of the review desk."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from quizapp.banks.deciding import LONGEST_WORDS

_TOO_LONG = f"At most {LONGEST_WORDS} characters, please."


class DecisionForm(FlaskForm):  # type: ignore[misc]
    """What every decision tells: ``show`` names the questions that the teacher is going through."""

    show = HiddenField()


class ApprovalForm(DecisionForm):
    """Approving a question; where its proof is in doubt, in ``words`` why it is right all the same."""

    words = StringField("Why is it right all the same?", validators=[Length(max=LONGEST_WORDS, message=_TOO_LONG)])


class RejectionForm(DecisionForm):
    """Rejecting a question: the button that was pressed names the ``reason``."""

    reason = HiddenField()
    words = StringField("In your own words (if you like)", validators=[Length(max=LONGEST_WORDS, message=_TOO_LONG)])
