"""Forms for joining and for keeping a class."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, Length


class ClassForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name of the class", validators=[DataRequired("Give the class a name."), Length(max=120)])


class NeedForm(FlaskForm):  # type: ignore[misc]
    """A learner's standing adjustment."""

    extra_time = SelectField(
        "Extra time",
        coerce=float,
        choices=[(0.0, "none"), (0.25, "a quarter more"), (0.5, "half more"), (1.0, "twice the time")],
    )
    no_clock = BooleanField("No clock")
