"""Forms for making and assigning quizzes and for answering."""

from datetime import UTC, datetime, tzinfo

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.quizzes.making import Rules

FEEDBACK = [
    ("after hand-in", "Answers and explanations right after handing in"),
    ("after close", "Answers and explanations after the quiz has closed"),
    ("score only", "Only the score"),
]


class Checkboxes(SelectMultipleField):
    """A choice of several, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class QuizForm(FlaskForm):  # type: ignore[misc]
    """A quiz: its title, rules and questions (values are question ids)."""

    title = StringField("Title", validators=[DataRequired("Give the quiz a title."), Length(max=200)])
    instructions = TextAreaField("Instructions for students", validators=[Length(max=2000)])
    questions = Checkboxes("Questions", coerce=int)
    shuffle_questions = BooleanField("Put the questions in a different order for each student")
    time_limit_minutes = IntegerField(
        "Time limit in minutes",
        validators=[Optional(), NumberRange(1, 600, "Give a number of minutes from 1 to 600.")],
    )
    feedback = SelectField("What students see afterwards", choices=FEEDBACK)

    def validate_questions(self, field: Checkboxes) -> None:
        if not field.data:
            raise ValidationError("Choose at least one question.")

    def rules(self) -> Rules:
        return Rules(
            title=(self.title.data or "").strip(),
            instructions=(self.instructions.data or "").strip(),
            shuffle_questions=self.shuffle_questions.data,
            time_limit_minutes=self.time_limit_minutes.data,
            feedback=self.feedback.data,
        )


class AssignForm(FlaskForm):  # type: ignore[misc]
    """Who takes the quiz, when and how it counts. Times are typed in the school's time zone."""

    classes = Checkboxes("Classes", coerce=int)
    opens_at = DateTimeLocalField("Opens", validators=[Optional()], format=["%Y-%m-%dT%H:%M"])
    closes_at = DateTimeLocalField("Closes", validators=[Optional()], format=["%Y-%m-%dT%H:%M"])
    attempts_allowed = IntegerField(
        "Attempts allowed",
        default=1,
        validators=[
            InputRequired("Give a number of attempts; 0 means any number."),
            NumberRange(0, 20, "Give a number from 0 to 20; 0 means any number."),
        ],
    )
    grading_method = SelectField(
        "Which attempt counts", choices=[("first", "The first"), ("best", "The best"), ("last", "The last")]
    )
    timeline_grading = SelectField(
        "Answers that are partly right (timelines, multiple response, matching)",
        choices=[("partial", "Earn part of the point"), ("all-or-nothing", "Earn nothing")],
    )

    def validate_classes(self, field: Checkboxes) -> None:
        if not field.data:
            raise ValidationError("Choose at least one class.")

    def validate_closes_at(self, field: DateTimeLocalField) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError("The quiz has to close after it opens.")


def in_utc(typed: datetime | None, zone: tzinfo | None) -> datetime | None:
    """A moment typed in the school's time zone (None: the machine's), as an aware UTC moment."""
    return typed.replace(tzinfo=zone).astimezone(UTC) if typed else None


class ResponseForm(FlaskForm):  # type: ignore[misc]
    """What every answer carries besides the answer itself, which its question type reads."""

    sequence = IntegerField(default=1, validators=[Optional(), NumberRange(0, 2**31 - 1)])
