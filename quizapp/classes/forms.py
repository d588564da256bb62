"""Forms for joining and for keeping a class."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
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
from quizapp.articles.decoding import ENCODINGS, decode, label
from quizapp.classes import joining, merging
from quizapp.classes.columns import FIRST, LAST, NAME, UNUSED
from quizapp.classes.models import ANY_NAME, CARD, LISTED, Classroom
from quizapp.classes.names import MOST, NameList, problem_with, same
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


class TeacherForm(FlaskForm):  # type: ignore[misc]
    username = StringField(
        "User name of your colleague", validators=[DataRequired("Type your colleague's user name."), Length(max=64)]
    )


def _a_name(_form: FlaskForm, field: StringField) -> None:
    problem = problem_with(tidy(field.data or ""))
    if problem:
        raise ValidationError(problem)


class StudentNameForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name", validators=[DataRequired("Type the student's name."), _a_name])


ROLES = {
    FIRST: "First name",
    LAST: "Surname",
    NAME: "Whole name",
    UNUSED: "Not used",
}


class NamesForm(FlaskForm):  # type: ignore[misc]
    """A list of names, typed, pasted or in a file. ``checked`` is what was last read back to the teacher."""

    names = TextAreaField("Names, one a line, or a table", validators=[Length(max=150 * MOST)])
    file = FileField("Or choose a file (CSV)", validators=[Optional()])
    encoding = SelectField("Letters of the file", choices=offered([("", "find out"), *ENCODINGS.items()]), default="")
    checked = HiddenField()
    add = SubmitField("Add")

    def take_file(self) -> str | None:
        """Put the text of a chosen file where names are typed; says how it was read, None without a file.

        Raises ``ArticleError`` where it holds no text.
        """
        chosen = self.file.data
        data = chosen.read() if chosen else b""
        if not chosen or not (data or chosen.filename):
            return None
        found = decode(data, self.encoding.data or None)
        self.names.data = found.text
        return label(found.encoding)

    def has_seen(self, found: NameList) -> bool:
        """Whether just this, read in just this way, was shown before."""
        return bool(self.add.data) and _lines(self.checked.data or "") == seen_as(self.names.data or "", found)


def seen_as(text: str, found: NameList) -> str:
    """What stands for a list and the way in which it was read."""
    return _lines(text if found.table is None else f"{','.join(found.table.roles)}\n{text}")


def _lines(text: str) -> str:
    """The text with line ends of one kind: browsers send another than they were given."""
    return text.replace("\r\n", "\n")


class SamePersonForm(Form):
    """Who else in the class is this student."""

    other = SelectField("is the same person as", validate_choice=False)

    @classmethod
    def of(cls, classroom: Classroom, student: User, sent: MultiDict[str, str]) -> "SamePersonForm":
        form = cls(sent)
        others = merging.others_in(classroom, student)
        form.other.choices = offered([(str(each.id), _told_apart(each)) for each in others])
        form.other.label.text = f"{student.name} is the same person as"
        return form

    def validate_other(self, field: SelectField) -> None:
        if field.data not in {value for value, *_ in field.iter_choices()}:
            raise ValidationError("Choose another student of this class.")


def _told_apart(student: User) -> str:
    """The name, and how the student signs in: the same name may be there twice."""
    if student.username:
        return f"{student.name} (user name: {student.username})"
    return f"{student.name} ({'signs in with a card' if student.first_signed_in_at else 'not joined yet'})"


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
