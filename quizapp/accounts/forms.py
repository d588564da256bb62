"""Forms for signing in, registering and one's own account."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, EqualTo, Length, Optional, Regexp

from quizapp.accounts.passwords import SHORTEST
from quizapp.accounts.users import normal

LONG_ENOUGH = Length(min=SHORTEST, max=200, message=f"Use at least {SHORTEST} characters.")
USERNAME_RULES = [
    DataRequired("Choose a user name."),
    Length(min=3, max=40, message="Use 3 to 40 characters."),
    Regexp(r"^[\w.@+-]+$", message="Use letters, digits, dots, dashes and underscores, without spaces."),
]


class SignInForm(FlaskForm):  # type: ignore[misc]
    username = StringField("User name", validators=[DataRequired("Type your user name."), Length(max=64)])
    password = PasswordField("Password", validators=[DataRequired("Type your password."), Length(max=200)])


class CardForm(FlaskForm):  # type: ignore[misc]
    code = StringField("Your code", validators=[DataRequired("Type the code from your card."), Length(max=80)])


class NewUserForm(FlaskForm):  # type: ignore[misc]
    """Somebody new: a teacher who registers or a student who joins."""

    name = StringField("Your name", validators=[DataRequired("Type your name."), Length(max=120)])
    # Checked as it will be stored: some letters grow when they become small ones.
    username = StringField(
        "Choose a user name", filters=[lambda typed: typed and normal(typed)], validators=USERNAME_RULES
    )
    password = PasswordField("Choose a password", validators=[DataRequired("Choose a password."), LONG_ENOUGH])


class AccountForm(FlaskForm):  # type: ignore[misc]
    """One's name, and a new password if the old one is given."""

    name = StringField("Your name", validators=[DataRequired("Type your name."), Length(max=120)])
    old_password = PasswordField("Present password", validators=[Optional()])
    new_password = PasswordField("New password", validators=[Optional(), LONG_ENOUGH])
    again = PasswordField("New password again", validators=[EqualTo("new_password", "The two new passwords differ.")])

    def validate_old_password(self, field: PasswordField) -> None:
        if self.new_password.data and not field.data:
            raise ValidationError("Type your present password to change it.")
