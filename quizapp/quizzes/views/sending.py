"""What a browser sends in a sitting: the answer to one question, or a whole page of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from quizapp.questions import question_type
from quizapp.questions.content import Answer, InvalidAnswer
from quizapp.quizzes import attempts, masking
from quizapp.quizzes.asking import Typed
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.sheet import Sheet
from quizapp.quizzes.views.sitting import Places, prefix_of


def typed_at(attempt: Attempt, position: int, *, prefix: str = "") -> dict[str, list[str]]:
    """The fields of one question in the submitted form, as its type knows them."""
    fields = request.form.to_dict(flat=False)
    own = {name.removeprefix(prefix): values for name, values in fields.items() if name.startswith(prefix)}
    return masking.revealed_form(attempts.version_at(attempt, position), attempt.seed, own)


def answer_given(attempt: Attempt, position: int, *, prefix: str = "") -> Answer:
    """The answer in the submitted form. Raises ``InvalidAnswer`` where it holds none."""
    version = attempts.version_at(attempt, position)
    kind = question_type(version.question.type)
    return kind.answer_from_form(kind.parse(version.content), typed_at(attempt, position, prefix=prefix))


def flag_given(attempt: Attempt, position: int) -> Sheet:
    """A question's flag in the submitted form, with the answer that stands beside it, where there is one."""
    flags = {position: request.form.get("flagged") == "yes"}
    try:
        return Sheet({position: answer_given(attempt, position)}, flags)
    except InvalidAnswer:
        return Sheet({}, flags)


@dataclass(frozen=True, slots=True)
class Together:
    """A page of questions as sent: what may be stored, what could not be read, and where the learner is."""

    sheet: Sheet
    problems: Mapping[int, str]
    typed: Mapping[int, Typed]
    at: int | None

    def leads_to(self, places: Places) -> str:
        if self.at is None:
            return places.overview
        return places.question(self.at) if self.at else places.together


def together_given(attempt: Attempt) -> Together:
    """Everything in the submitted form of a page of questions.

    An answer counts as given only where it is not the one that the page was made with: what was given
    meanwhile in another tab must not be undone by a page that still shows the old one.
    """
    at = request.form.get("at", type=int)
    flags = {
        given.position: request.form[f"flag-{given.position}"] == "yes"
        for given in attempt.given
        if f"flag-{given.position}" in request.form
    }
    answers, problems, typed = {}, {}, {}
    for given in attempt.given:
        position, prefix = given.position, prefix_of(given.position)
        own = typed_at(attempt, position, prefix=prefix)
        was = own.pop("was", [""])[0]
        try:
            answer = answer_given(attempt, position, prefix=prefix)
        except InvalidAnswer as problem:
            if position == at or any(value for values in own.values() for value in values):
                problems[position], typed[position] = str(problem), own
            continue
        if masking.mark_of(given.version, attempt.seed, answer) != was or position == at:
            answers[position] = answer
    return Together(
        sheet=Sheet(answers, flags, check=at),
        problems=problems,
        typed=typed,
        at=next(iter(flags), at),
    )
