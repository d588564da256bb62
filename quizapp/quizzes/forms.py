"""Forms for making and assigning quizzes and for answering."""

from collections.abc import Collection
from dataclasses import asdict

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.quizzes.catalogue import Filter, Offer, Supply
from quizapp.quizzes.changing import Terms, terms_of
from quizapp.quizzes.difficulty import LEVELS
from quizapp.quizzes.making import Settings
from quizapp.quizzes.models import AFTER_CLOSE, AFTER_HAND_IN, AT_ONCE, NEVER, SCORE_ONLY, USUAL_GRACE, Assignment
from quizapp.web.choices import offered
from quizapp.web.filters import plural, type_label
from quizapp.web.local_time import MomentField
from quizapp.web.numbers import WholeNumberField

FEEDBACK = [
    (AFTER_HAND_IN, "At the end: right after handing in"),
    (AT_ONCE, "At once: after each answer, which is then final"),
    (AFTER_CLOSE, "After the quiz has closed"),
    (SCORE_ONLY, "Never: only the score"),
]

# A bank up to this size is offered whole to start from.
SMALL_BANK = 50
# The most questions that one rule draws.
MOST_DRAWN = 100
ALL, SOME, NONE = "all", "some", "none"


class Checkboxes(SelectMultipleField):
    """A choice of several, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class QuizForm(FlaskForm):  # type: ignore[misc]
    """How a quiz is asked."""

    title = StringField("Title", validators=[DataRequired("Give the quiz a title."), Length(max=200)])
    instructions = TextAreaField("Instructions for students", validators=[Length(max=2000)])
    feedback = SelectField("When students see right answers and explanations", choices=offered(FEEDBACK))
    shuffle_questions = BooleanField("Put the questions in a different order for each student")
    one_page = BooleanField("Show all questions on one page")
    time_limit_minutes = WholeNumberField(
        "Time limit in minutes",
        validators=[Optional(), NumberRange(1, 600, "Give a number of minutes from 1 to 600.")],
    )

    def settings(self) -> Settings:
        return Settings(
            title=(self.title.data or "").strip(),
            instructions=(self.instructions.data or "").strip(),
            shuffle_questions=self.shuffle_questions.data,
            time_limit_minutes=self.time_limit_minutes.data,
            feedback=self.feedback.data,
            one_page=self.one_page.data,
        )


class NewQuizForm(QuizForm):
    """A new quiz that may start with questions of one bank."""

    start = RadioField(
        "Questions to start with", validators=[Optional()], choices=offered([(NONE, "I choose them myself")])
    )
    start_count = WholeNumberField("How many to draw", default=10, validators=[Optional(), NumberRange(1, MOST_DRAWN)])

    def offer_bank(self, title: str, count: int) -> None:
        """Offer to start with all questions of this bank where they are few, or with some drawn from it."""
        questions = plural(count, "approved question")
        choices = [(ALL, f"{'The' if count == 1 else 'All'} {questions} of “{title}”")] if count <= SMALL_BANK else []
        self.start.choices = offered([*choices, (SOME, "Some of them, drawn by rule"), (NONE, "I choose them myself")])
        self.title.default = title
        self.start.default = self.start.choices[0].value
        self.start_count.default = min(10, count)


class RuleForm(FlaskForm):  # type: ignore[misc]
    """How many questions to draw, and how hard; a rule's bank, tag and type are those being looked at."""

    count = WholeNumberField(
        "How many",
        default=5,
        validators=[
            InputRequired("Give a number of questions."),
            NumberRange(1, MOST_DRAWN, f"Give a number from 1 to {MOST_DRAWN}."),
        ],
    )
    difficulty = SelectField("Difficulty")

    def offer(self, supply: Supply) -> None:
        """Say beside each difficulty how many questions there are."""
        levels = [(level, f"{level} ({supply.of(level)})") for level in LEVELS]
        self.difficulty.choices = offered([("", f"any ({supply.total})"), *levels])


class FinderForm(Form):
    """What to look for among the questions; it comes with the address and stores nothing."""

    words = StringField("Words in the question", validators=[Length(max=200)])
    bank = SelectField("Bank")
    tag = SelectField("Tag")
    type = SelectField("Type")

    def offer(self, offer: Offer) -> None:
        self.bank.choices = offered([("", "All my banks"), *offer.banks])
        self.tag.choices = offered([("", "Any tag"), *((tag, tag) for tag in offer.tags)])
        self.type.choices = offered([("", "Any type"), *((name, type_label(name)) for name in offer.types)])

    def wanted(self) -> Filter:
        """What is looked for. A choice that is no longer there means any."""
        return Filter(
            bank_id=int(self.bank.data) if _is_choice(self.bank) and self.bank.data else None,
            tag=self.tag.data if _is_choice(self.tag) else "",
            type=self.type.data if _is_choice(self.type) else "",
            words=(self.words.data or "").strip()[:200],
        )


def _is_choice(field: SelectField) -> bool:
    return field.data in [value for value, *_ in field.iter_choices()]


class PrintForm(Form):
    """What to print; it comes with the address. A value that is no choice means the first one."""

    kind = SelectField("Print", choices=offered([("worksheet", "Worksheet"), ("key", "Answer key")]))
    version = SelectField("Version", choices=offered([("A", "A"), ("B", "B")]))
    size = SelectField("Size", choices=offered([("normal", "Normal"), ("large", "Large print")]))
    article = BooleanField("The article first")

    def chosen(self, field: SelectField) -> str:
        values = [str(value) for value, *_ in field.iter_choices()]
        return field.data if field.data in values else values[0]


REFUSE, MARK, DEDUCT = "refuse", "mark", "deduct"


class TermsForm(FlaskForm):  # type: ignore[misc]
    """When a class takes the quiz and how it counts. Times are typed in the school's time zone."""

    opens_at = MomentField("Opens", validators=[Optional()])
    closes_at = MomentField("Closes", last=True, validators=[Optional()])
    late_rule = RadioField(
        "Work after it has closed",
        choices=offered(
            [
                (REFUSE, "Refuse it"),
                (MARK, "Accept it and mark it as late"),
                (DEDUCT, "Accept it, mark it, and take points off"),
            ]
        ),
        default=REFUSE,
    )
    late_until = MomentField("Late work is accepted until", last=True, validators=[Optional()])
    late_deduction = WholeNumberField(
        "Percent taken off late work",
        validators=[Optional(), NumberRange(1, 100, "Give a number of percent from 1 to 100.")],
    )
    attempts_allowed = WholeNumberField(
        "Attempts allowed",
        default=1,
        validators=[
            InputRequired("Give a number of attempts; 0 means any number."),
            NumberRange(0, 20, "Give a number from 0 to 20; 0 means any number."),
        ],
    )
    grading_method = SelectField(
        "Which attempt counts",
        choices=offered(
            [("first", "The first"), ("best", "The best"), ("last", "The last"), ("average", "The average of all")]
        ),
    )
    own_minutes = WholeNumberField(
        "Time limit in minutes",
        validators=[Optional(), NumberRange(0, 600, "Give a number of minutes from 0 to 600; 0 means no clock.")],
    )
    own_feedback = SelectField(
        "When students see right answers and explanations",
        choices=offered([("", "As the quiz says"), *FEEDBACK]),
        default="",
    )
    scores = SelectField(
        "When students see their score",
        choices=offered(
            [
                (AFTER_HAND_IN, "Right after handing in"),
                (AFTER_CLOSE, "After the quiz has closed for everybody"),
                (NEVER, "Not in the app"),
            ]
        ),
        default=AFTER_HAND_IN,
    )
    timeline_grading = SelectField(
        "Answers that are partly right (timelines, multiple response, matching)",
        choices=offered([("partial", "Earn part of the point"), ("all-or-nothing", "Earn nothing")]),
    )
    grace_seconds = WholeNumberField(
        "Seconds that an answer may be late",
        default=USUAL_GRACE,
        validators=[
            Optional(),
            NumberRange(0, 600, "Give a number of seconds from 0 to 600."),
        ],
    )

    def validate_closes_at(self, field: MomentField) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError("The quiz has to close after it opens.")

    def validate_late_rule(self, field: RadioField) -> None:
        if field.data == REFUSE:
            return
        if not self.closes_at.data:
            raise ValidationError("Work can only be late where the quiz closes. Say above when it does.")
        if not self.late_until.data or self.late_until.data <= self.closes_at.data:
            raise ValidationError("Say below until when late work is accepted: a time after the quiz has closed.")
        if field.data == DEDUCT and not self.late_deduction.data:
            raise ValidationError("Say below how many percent are taken off.")

    def terms(self) -> Terms:
        is_late_accepted = self.late_rule.data != REFUSE
        return Terms(
            opens_at=self.opens_at.data,
            closes_at=self.closes_at.data,
            late_until=self.late_until.data if is_late_accepted else None,
            late_deduction=(self.late_deduction.data or 0) if self.late_rule.data == DEDUCT else 0,
            attempts_allowed=self.attempts_allowed.data or 0,
            grading_method=self.grading_method.data,
            timeline_grading=self.timeline_grading.data,
            grace_seconds=USUAL_GRACE if self.grace_seconds.data is None else self.grace_seconds.data,
            own_minutes=self.own_minutes.data,
            own_feedback=self.own_feedback.data or None,
            scores=self.scores.data,
        )

    @staticmethod
    def facts_of(assignment: Assignment) -> dict[str, object]:
        """What the form shows of an assignment."""
        rule = REFUSE if not assignment.late_until else DEDUCT if assignment.late_deduction else MARK
        facts: dict[str, object] = asdict(terms_of(assignment))
        facts |= {"late_rule": rule, "late_deduction": assignment.late_deduction or None}
        return facts | {"own_feedback": assignment.own_feedback or ""}


class AssignForm(TermsForm):
    """Who takes the quiz, under which terms."""

    classes = Checkboxes("Classes", coerce=int)

    def validate_classes(self, field: Checkboxes) -> None:
        if not field.data:
            raise ValidationError("Choose at least one class.")


class ChangeForm(TermsForm):
    """Other terms for an assignment, and for others of the quiz. ``seen`` is what was shown of their effects."""

    classes = Checkboxes("The same for", coerce=int)
    seen = HiddenField()


class OwnDatesForm(FlaskForm):  # type: ignore[misc]
    """Dates and attempts of one student; whatever is left empty is as for the class."""

    learner = SelectField("Student", coerce=int)
    opens_at = MomentField("Opens", validators=[Optional()])
    closes_at = MomentField("Closes", last=True, validators=[Optional()])
    attempts_allowed = WholeNumberField(
        "Attempts allowed",
        validators=[Optional(), NumberRange(0, 20, "Give a number from 0 to 20; 0 means any number.")],
    )

    def validate_closes_at(self, field: MomentField) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError("It has to close after it opens.")

    def validate_learner(self, _field: SelectField) -> None:
        if self.attempts_allowed.data is None and not self.opens_at.data and not self.closes_at.data:
            raise ValidationError("Fill in at least one of the three fields below.")


class ResponseForm(FlaskForm):  # type: ignore[misc]
    """What every answer carries besides the answer itself, which its question type reads."""

    sequence = WholeNumberField(default=1, validators=[Optional(), NumberRange(0, 2**31 - 1)])
    age = WholeNumberField(default=0, validators=[Optional(), NumberRange(0, 2**31 - 1)])


class ChallengeForm(FlaskForm):  # type: ignore[misc]
    """Another answer that a learner thinks right, and the sentence that supports it. Call ``offer`` first."""

    answer = StringField("The answer that you think is right")
    words = TextAreaField(
        "Your reason, if you like", validators=[Length(max=500, message="Please keep it under 500 characters.")]
    )
    sentence = StringField("The sentence that supports it")

    def offer(self, answers: Collection[str], sentences: Collection[str]) -> None:
        """What may be chosen; without ``answers`` the answer is written."""
        self._answers, self._sentences = answers, sentences

    def validate_answer(self, field: StringField) -> None:
        if not (field.data or "").strip() or (self._answers and field.data not in self._answers):
            raise ValidationError("Say which answer you think is right.")
        if len(field.data or "") > 500:
            raise ValidationError("Please keep it under 500 characters.")

    def validate_sentence(self, field: StringField) -> None:
        if field.data not in self._sentences:
            raise ValidationError("Choose the sentence of the article that supports your answer.")
