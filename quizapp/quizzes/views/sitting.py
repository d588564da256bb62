"""The pages of a sitting. A student's attempt and a teacher's preview are shown by the same ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.questions import question_type
from quizapp.quizzes import attempts, learning, masking, timing, windows
from quizapp.quizzes.asking import Typed, ask
from quizapp.quizzes.models import AT_ONCE, Attempt, Response
from quizapp.quizzes.reading import Report


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pages of one sitting are. ``preview`` holds what a teacher's preview says besides.

    ``question`` is where a question stands, ``answer`` where its answer is sent: they differ where all
    questions stand on one page, which is ``together``. ``key`` names the sitting on the learner's device.
    Previews have no clock to ask. ``article`` leads to the article of a question at its proof (None: it has none).
    """

    key: str
    question: Callable[[int], str]
    answer: Callable[[int], str]
    flag: Callable[[int], str]
    together: str
    overview: str
    hand_in: str
    result: str
    clock: str = ""
    preview: dict[str, Any] | None = None
    article: Callable[[int], str | None] = lambda _: None


def tells_at_once(attempt: Attempt) -> bool:
    return attempt.assignment.feedback == AT_ONCE


def stands_together(attempt: Attempt) -> bool:
    """Whether all questions stand on one page."""
    return attempt.assignment.quiz.one_page


def wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def question_page(
    attempt: Attempt, position: int, places: Places, *, problem: str | None = None, typed: Typed | None = None
) -> str:
    """A question to answer, or, once its answer is final, what became of it.

    Where the sitting stands on one page, that page. ``typed`` is what was sent just now, ``problem`` why it
    was not stored.
    """
    if stands_together(attempt):
        return together_page(
            attempt,
            places,
            problems={position: problem} if problem else {},
            typed={position: typed} if typed else {},
        )
    response = attempts.response_to(attempt, attempts.version_at(attempt, position))
    shared = {"position": position, **_shared(attempt, places)}
    if response and response.is_final:
        return render_template("quizzes/answered.html", result=learning.result_at(attempt, position), **shared)
    part = _part(attempt, position, places, response, problem=problem, typed=typed)
    return render_template("quizzes/question.html", part=part, **shared)


def together_page(
    attempt: Attempt,
    places: Places,
    *,
    problems: Mapping[int, str] | None = None,
    typed: Mapping[int, Typed] | None = None,
) -> str:
    """Every question on one page: what is final shows what became of it, the rest may be answered."""
    problems, typed = problems or {}, typed or {}
    responses = {response.question_version_id: response for response in attempt.responses}
    parts = []
    for given in attempt.given:
        number, response = given.position, responses.get(given.question_version_id)
        if response and response.is_final:
            parts.append({"position": number, "result": learning.result_at(attempt, number)})
        else:
            parts.append(
                _part(
                    attempt,
                    number,
                    places,
                    response,
                    problem=problems.get(number),
                    typed=typed.get(number),
                    prefix=prefix_of(number),
                )
            )
    return render_template("quizzes/together.html", parts=parts, problems=problems, **_shared(attempt, places))


def prefix_of(position: int) -> str:
    """What stands before the names of a question's fields where all stand on one page."""
    return f"q{position}-"


def _part(
    attempt: Attempt,
    position: int,
    places: Places,
    response: Response | None,
    *,
    problem: str | None,
    typed: Typed | None,
    prefix: str = "",
) -> dict[str, Any]:
    """One question to answer, for its place on a page."""
    version = attempts.version_at(attempt, position)
    stored = response.answer if response else None
    asked = ask(version, seed=attempt.seed, answer=stored, typed=typed, problem=problem, prefix=prefix)
    return {
        "position": position,
        "asked": masking.hidden(asked, version, attempt.seed),
        "answer_to": places.answer(position),
        "flag_to": places.flag(position),
        "is_answered": response is not None,
        "is_partly": response is not None and not attempts.is_complete(version, response.answer),
        "is_flagged": attempt.given[position - 1].is_flagged,
        "stored_sequence": response.sequence if response else 0,
        "mark": masking.mark_of(version, attempt.seed, stored),
    }


def not_answered(
    attempt: Attempt, position: int, places: Places, problem: str, typed: Typed
) -> ResponseReturnValue:
    """The form held no answer: say what is missing, and keep what was typed."""
    if wants_json():
        return {"error": problem}, 422
    return question_page(attempt, position, places, problem=problem, typed=typed), 422


def refused(attempt: Attempt, places: Places, reason: str, *, goes_on: str | None = None) -> ResponseReturnValue:
    """An answer came too late to count: say why. ``goes_on`` is where to go, if the sitting still runs."""
    if wants_json():
        return {"closed": reason, "final": goes_on is not None}, 409
    return render_template("quizzes/closed.html", places=places, reason=reason, goes_on=goes_on), 409


def overview_page(attempt: Attempt, places: Places) -> str:
    shared = _shared(attempt, places)
    marks = shared["marks"]
    return render_template(
        "quizzes/overview.html",
        open_marks=[mark for mark in marks if not mark["answered"]],
        partly_marks=[mark for mark in marks if mark["partly"]],
        flagged_marks=[mark for mark in marks if mark["flagged"]],
        stems=[question_type(g.version.question.type).parse(g.version.content).stem for g in attempt.given],
        is_over_time=attempts.is_over_time(attempt, now()),
        **shared,
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
    if tells_at_once(attempt) or stands_together(attempt):
        return places.question(position)
    return places.overview if position == len(attempt.given) else places.question(position + 1)


def _shared(attempt: Attempt, places: Places) -> dict[str, Any]:
    """What every page of a running sitting shows: its questions as a map, and the clock."""
    seconds_left = timing.seconds_left(attempt, now())
    return {
        "quiz": attempt.assignment.quiz,
        "total": len(attempt.given),
        "marks": _marks(attempt, places),
        "places": places,
        "tells_at_once": tells_at_once(attempt),
        "sequence": attempts.next_sequence(attempt),
        "deadline": attempt.deadline,
        "seconds_left": seconds_left,
        "left_in_words": timing.left_in_words(seconds_left),
        "minutes_in_words": timing.minutes_in_words(attempt),
    }


def _marks(attempt: Attempt, places: Places) -> list[dict[str, Any]]:
    """One mark a question for the map: its number, its addresses, and how far it is answered and flagged."""
    responses = {response.question_version_id: response for response in attempt.responses}
    marks = []
    for given in attempt.given:
        response = responses.get(given.question_version_id)
        partly = response is not None and not attempts.is_complete(given.version, response.answer)
        marks.append(
            {
                "position": given.position,
                "href": places.question(given.position),
                "answer_to": places.answer(given.position) if stands_together(attempt) else None,
                "answered": response is not None,
                "partly": partly,
                "state": "partly answered" if partly else "answered" if response else "open",
                "flagged": given.is_flagged,
            }
        )
    return marks
