"""The pages of a sitting. A student's attempt and a teacher's preview are shown by the same ones."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from quizapp.banks.models import QuestionVersion
from quizapp.clock import now
from quizapp.questions import question_type
from quizapp.questions.content import Answer, InvalidAnswer
from quizapp.quizzes import attempts, learning, masking, timing, windows
from quizapp.quizzes.asking import ask
from quizapp.quizzes.models import AT_ONCE, Attempt
from quizapp.quizzes.reading import Report


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pages of one sitting are. ``preview`` holds what a teacher's preview says besides.

    ``key`` names the sitting on the learner's device. Previews keep no flags and have no clock to ask.
    ``article`` leads to the article of a question at its proof (None: it has none).
    """

    key: str
    question: Callable[[int], str]
    overview: str
    hand_in: str
    result: str
    flag: Callable[[int], str] | None = None
    clock: str = ""
    preview: dict[str, Any] | None = None
    article: Callable[[int], str | None] = lambda _: None


def answer_given(attempt: Attempt, position: int) -> Answer:
    """The answer in the submitted form. Raises ``InvalidAnswer`` where it holds none."""
    version = attempts.version_at(attempt, position)
    kind = question_type(version.question.type)
    return kind.answer_from_form(kind.parse(version.content), _typed(attempt, version))


def answer_if_given(attempt: Attempt, position: int) -> Answer | None:
    """The answer in the submitted form, where it holds one."""
    try:
        return answer_given(attempt, position)
    except InvalidAnswer:
        return None


def _typed(attempt: Attempt, version: QuestionVersion) -> dict[str, list[str]]:
    return masking.revealed_form(version, attempt.seed, request.form.to_dict(flat=False))


def tells_at_once(attempt: Attempt) -> bool:
    return attempt.assignment.feedback == AT_ONCE


def wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def question_page(attempt: Attempt, position: int, places: Places, *, problem: str | None = None) -> str:
    """A question to answer, or, once its answer is final, what became of it."""
    version = attempts.version_at(attempt, position)
    response = attempts.response_to(attempt, version)
    shared: dict[str, Any] = {
        "quiz": attempt.assignment.quiz,
        "position": position,
        "total": len(attempt.given),
        "marks": _marks(attempt, places),
        "places": places,
        **_time(attempt),
    }
    if response and response.is_final:
        return render_template("quizzes/answered.html", result=learning.result_at(attempt, position), **shared)
    asked = ask(
        version,
        seed=attempt.seed,
        answer=response.answer if response else None,
        typed=_typed(attempt, version) if request.method == "POST" else None,
        problem=problem,
    )
    return render_template(
        "quizzes/question.html",
        asked=masking.hidden(asked, version, attempt.seed),
        is_answered=response is not None,
        is_flagged=attempt.given[position - 1].is_flagged,
        tells_at_once=tells_at_once(attempt),
        stored_sequence=response.sequence if response else 0,
        sequence=attempts.next_sequence(attempt),
        **shared,
    )


def not_answered(attempt: Attempt, position: int, places: Places, problem: str) -> ResponseReturnValue:
    """The form held no answer: say what is missing, and keep what was typed."""
    if wants_json():
        return {"error": problem}, 422
    return question_page(attempt, position, places, problem=problem), 422


def refused(attempt: Attempt, places: Places, reason: str, *, goes_on: str | None = None) -> ResponseReturnValue:
    """An answer came too late to count: say why. ``goes_on`` is where to go, if the sitting still runs."""
    if wants_json():
        return {"closed": reason, "final": goes_on is not None}, 409
    return render_template("quizzes/closed.html", places=places, reason=reason, goes_on=goes_on), 409


def overview_page(attempt: Attempt, places: Places) -> str:
    marks = _marks(attempt, places)
    return render_template(
        "quizzes/overview.html",
        quiz=attempt.assignment.quiz,
        places=places,
        marks=marks,
        open_marks=[mark for mark in marks if not mark["answered"]],
        flagged_marks=[mark for mark in marks if mark["flagged"]],
        stems=[question_type(g.version.question.type).parse(g.version.content).stem for g in attempt.given],
        tells_at_once=tells_at_once(attempt),
        is_over_time=attempts.is_over_time(attempt, now()),
        **_time(attempt),
    )


def result_page(attempt: Attempt, places: Places, *, state: str, report: Report | None, **beside: Any) -> str:
    """The result, with answers where there is a ``report``; ``beside`` is what only a student's page has."""
    return render_template(
        "quizzes/result.html",
        attempt=attempt,
        places=places,
        state=state,
        report=report,
        answered=len(attempt.responses),
        total=len(attempt.given),
        shows_score=report is not None or windows.scores_are_out(attempt.assignment),
        # Who has dates of their own may still be at it when everybody else is done.
        out_on=windows.ends_for_all(attempt.assignment),
        **beside,
    )


def after_answering(attempt: Attempt, position: int, places: Places) -> str:
    """Where an answer leads: to what became of it where the quiz tells at once, else to the next question."""
    if tells_at_once(attempt):
        return places.question(position)
    return places.overview if position == len(attempt.given) else places.question(position + 1)


def _marks(attempt: Attempt, places: Places) -> list[dict[str, Any]]:
    """One mark a question for the map: its number, address, and whether it is answered and flagged."""
    answered = {response.question_version_id for response in attempt.responses}
    return [
        {
            "position": given.position,
            "href": places.question(given.position),
            "answered": given.question_version_id in answered,
            "flagged": given.is_flagged,
        }
        for given in attempt.given
    ]


def _time(attempt: Attempt) -> dict[str, Any]:
    """What the clock shows."""
    return {
        "deadline": attempt.deadline,
        "seconds_left": timing.seconds_left(attempt, now()),
        "minutes_in_words": timing.minutes_in_words(attempt),
    }
