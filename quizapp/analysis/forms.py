"""Forms of the review pages."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from quizapp.quizzes.notes import LONGEST_COMMENT
from quizapp.quizzes.overriding import LONGEST_REASON
from quizapp.web.numbers import PointsField


class ReasonForm(FlaskForm):  # type: ignore[misc]
    """Why something is changed, and the mark of the preview that it was decided by."""

    reason = TextAreaField(
        "Why? Students whose points change read this.",
        validators=[InputRequired("Say in a few words what was wrong."), Length(max=LONGEST_REASON)],
    )
    seen = HiddenField()


class CommentForm(FlaskForm):  # type: ignore[misc]
    """Words to a learner; empty ones take them away."""

    words = TextAreaField("Comment", validators=[Length(max=LONGEST_COMMENT)])


_WHY = "Say why in a few words. The student reads it."


class CreditForm(FlaskForm):  # type: ignore[misc]
    """Another credit for one question."""

    credit = PointsField(
        "Credit, from 0 to 1", places=None, validators=[InputRequired("Give a credit."), NumberRange(0, 1)]
    )
    reason = TextAreaField("Why?", validators=[InputRequired(_WHY), Length(max=LONGEST_REASON)])


class ScoreForm(FlaskForm):  # type: ignore[misc]
    """Another score for the whole assignment."""

    points = PointsField("Points", places=None, validators=[InputRequired("Give the points."), NumberRange(0)])
    out_of = PointsField("Out of", places=None, validators=[InputRequired("Give the most there are."), NumberRange(0)])
    score_reason = TextAreaField("Why?", validators=[InputRequired(_WHY), Length(max=LONGEST_REASON)])


class ExcuseForm(FlaskForm):  # type: ignore[misc]
    """Why the assignment does not count for a student."""

    excuse_reason = TextAreaField("Why?", validators=[InputRequired(_WHY), Length(max=LONGEST_REASON)])
