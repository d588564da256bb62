"""Forms for joining and for keeping a class."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional

from quizapp.accounts.models import User
from quizapp.accounts.users import tidy
from quizapp.classes import joining
from quizapp.classes.models import ANY_NAME, CARD, LISTED, Classroom
from quizapp.classes.names import MOST, problem_with, same
from quizapp.classes.needs import EXTRA_TIME, Needs
from quizapp.web.choices import offered

NOT_LISTED = 0


class ClassForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name of the class", validators=[DataRequired("Give the class a name."), Length(max=120)])


class SettingsForm(ClassForm):
    joining = RadioField(
        "Who may join with the class link or the class code?",
        choices=offered(
            [
                (ANY_NAME, "Anybody: they pick their name from the list or type one"),
                (LISTED, "Names on the list only"),
                (CARD, "Nobody: everyone signs in with their card"),
            ]
        ),
        default=ANY_NAME,
    )
    fewer_options_allowed = BooleanField("Students who need fewer answer options get them in this class", default=True)


def _a_name(_form: FlaskForm, field: StringField) -> None:
    problem = problem_with(tidy(field.data or ""))
    if problem:
        raise ValidationError(problem)


class StudentNameForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name", validators=[DataRequired("Type the student's name."), _a_name])


class NamesForm(FlaskForm):  # type: ignore[misc]
    """Names, one a line. ``checked`` is the text that was last read back to the teacher."""

    names = TextAreaField(
        "Names, one a line", validators=[DataRequired("Type or paste at least one name."), Length(max=150 * MOST)]
    )
    checked = HiddenField()
    add = SubmitField("Add")


class NeedForm(FlaskForm):  # type: ignore[misc]
    """A learner's standing adjustments."""

    extra_time = SelectField("Extra time", coerce=float, choices=offered(EXTRA_TIME))
    no_clock = BooleanField("No clock: quizzes have no time limit")
    larger_text = BooleanField("Larger text on every page")
    fewer_options = BooleanField("Fewer answer options to choose from")

    @property
    def needs(self) -> Needs:
        return Needs(
            extra_time=self.extra_time.data,
            no_clock=self.no_clock.data,
            larger_text=self.larger_text.data,
            fewer_options=self.fewer_options.data,
        )


class JoinForm(FlaskForm):  # type: ignore[misc]
    """Which name on the list one is, or the name one types; each only where the class has or allows it."""

    place = RadioField("Which name is yours?", coerce=int, validate_choice=False, validators=[Optional()])
    name = StringField("Your name", validators=[Optional(), _a_name])

    @classmethod
    def of(cls, classroom: Classroom, user: User | None) -> "JoinForm":
        """The form as this visitor needs it: whoever is signed in types no name."""
        places = joining.free_places(classroom)
        may_type = classroom.joining == ANY_NAME
        mine = next((place.id for place in places if user and same(place.user.name) == same(user.name)), None)
        form = cls(place=mine)
        if not places:
            del form.place
        else:
            others = f"My name is not here: join as {user.name}" if user else "My name is not here"
            listed = [(place.id, place.user.name) for place in places]
            form.place.choices = offered(listed + [(NOT_LISTED, others)] * may_type)
        if user or not may_type:
            del form.name
        return form

    @property
    def picked(self) -> int | None:
        """The chosen place of the list, if one was chosen."""
        return (self.place.data or None) if "place" in self else None

    @property
    def typed(self) -> str:
        return tidy(self.name.data or "") if "name" in self else ""

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.picked and self.typed:
            self.refuse("Pick your name from the list or type it, but not both.")
        elif not self.picked and not self.typed:
            if "name" in self:
                self.name.errors = ["Type your name."]
            elif "place" in self and self.place.data != NOT_LISTED:
                self.place.errors = ["Pick your name from the list."]
        return not self.errors

    def refuse(self, reason: str) -> None:
        """Say why this way in is closed, at the field that was used."""
        if "place" in self and (self.picked or "name" not in self):
            self.place.errors = [reason]
        elif "name" in self:
            self.name.errors = [reason]
        else:
            self.form_errors.append(reason)
