"""Pages for taking quizzes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import learner_required, signed_in_user
from quizapp.clock import now
from quizapp.questions.content import InvalidAnswer
from quizapp.quizzes import attempts, challenging, learning, sheet, timing
from quizapp.quizzes.forms import ResponseForm
from quizapp.quizzes.models import IN_PROGRESS, Attempt
from quizapp.quizzes.notes import notes_of
from quizapp.quizzes.reading import article_of, report_of
from quizapp.quizzes.views import sending, sitting
from quizapp.quizzes.views.blueprint import blueprint, missed_panels, panels, result_panels
from quizapp.quizzes.views.resending import keep_answers

keep_answers(blueprint, "answer", "answer_together", "flag")


@blueprint.get("/learn")
@learner_required
def learn() -> ResponseReturnValue:
    learner = signed_in_user()
    tasks = learning.tasks_of(learner)
    return render_template(
        "quizzes/learn.html",
        to_do=[task for task in tasks if task.running or (task.is_open and not task.counted)],
        later=[task for task in tasks if task.opens_later],
        done=[task for task in tasks if task.counted and not task.running],
        missed=[t for t in tasks if not (t.running or t.is_open or t.counted or t.opens_later)],
        classes=learning.classes_of(learner),
        panels=[panel(learner) for panel in panels],
    )


@blueprint.post("/assignments/<int:assignment_id>/start")
@learner_required
def start(assignment_id: int) -> ResponseReturnValue:
    assignment = attempts.assignment_to_take(assignment_id)
    together = assignment.quiz.one_page
    try:
        attempt = attempts.start(assignment, signed_in_user())
    except attempts.NotAllowed as reason:
        flash(str(reason), "warn")
        return redirect(url_for(".learn"), 303)
    return redirect(_question(attempt.id, _resume_at(attempt), together=together), 303)


def _resume_at(attempt: Attempt) -> int:
    """The first question without an answer, so that coming back goes on where it was."""
    answered = {response.question_version_id for response in attempt.responses}
    open_positions = [g.position for g in attempt.given if g.question_version_id not in answered]
    return open_positions[0] if open_positions else len(attempt.given)


def _places(attempt: Attempt) -> sitting.Places:
    together = sitting.stands_together(attempt)
    return sitting.Places(
        key=attempt.id,
        question=lambda position: _question(attempt.id, position, together=together),
        answer=lambda position: url_for(".question", attempt_id=attempt.id, position=position),
        together=url_for(".together", attempt_id=attempt.id),
        overview=url_for(".overview", attempt_id=attempt.id),
        hand_in=url_for(".hand_in", attempt_id=attempt.id),
        result=url_for(".result", attempt_id=attempt.id),
        article=lambda position: _article(attempt, position),
        flag=lambda position: url_for(".flag", attempt_id=attempt.id, position=position),
        clock=url_for(".clock", attempt_id=attempt.id),
    )


def _question(attempt_id: str, position: int, *, together: bool) -> str:
    if together:
        return url_for(".together", attempt_id=attempt_id, _anchor=f"question-{position}")
    return url_for(".question", attempt_id=attempt_id, position=position)


def _article(attempt: Attempt, position: int) -> str | None:
    if article_of(attempts.version_at(attempt, position)) is None:
        return None
    return url_for(".article", attempt_id=attempt.id, question=position, _anchor="proof")


@blueprint.get("/attempts/<attempt_id>/questions/<int:position>")
@learner_required
def question(attempt_id: str, position: int) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    if not attempts.is_running(attempt):
        return redirect(url_for(".result", attempt_id=attempt.id))
    return sitting.question_page(attempt, position, _places(attempt))


@blueprint.post("/attempts/<attempt_id>/questions/<int:position>")
@learner_required
def answer(attempt_id: str, position: int) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    places, form = _places(attempt), ResponseForm()
    try:
        given = sending.answer_given(attempt, position)
        # A script stores while a learner is still thinking: only the button asks whether it is right.
        check = not sitting.wants_json()
        sequence, age = form.sequence.data or 1, form.age.data or 0
        response = attempts.record_response(attempt, position, given, sequence=sequence, age=age, check=check)
    except InvalidAnswer as problem:
        typed = sending.typed_at(attempt, position)
        return sitting.not_answered(attempt, position, places, str(problem), typed)
    except attempts.Closed as closed:
        return sitting.refused(attempt, places, str(closed))
    except attempts.Final as final:
        return sitting.refused(attempt, places, str(final), goes_on=places.question(position))
    if sitting.wants_json():
        newer = response.sequence > sequence
        return {"saved": True, "newer": newer, "seconds_left": timing.seconds_left(attempt, now())}
    return redirect(sitting.after_answering(attempt, position, places), 303)


@blueprint.get("/attempts/<attempt_id>/questions")
@learner_required
def together(attempt_id: str) -> ResponseReturnValue:
    """All questions on one page."""
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    if not attempts.is_running(attempt):
        return redirect(url_for(".result", attempt_id=attempt.id))
    return sitting.together_page(attempt, _places(attempt))


@blueprint.post("/attempts/<attempt_id>/questions")
@learner_required
def answer_together(attempt_id: str) -> ResponseReturnValue:
    """Every answer of the page at once, as a browser without script sends them."""
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    places, form, given = _places(attempt), ResponseForm(), sending.together_given(attempt)
    try:
        final = sheet.record(attempt, given.sheet, sequence=form.sequence.data or 1)
    except attempts.Closed as closed:
        return sitting.refused(attempt, places, str(closed))
    if final:
        flash("You have seen the right answer already where it is shown now, so yours did not change there.", "warn")
    if given.problems:
        return sitting.together_page(attempt, places, problems=given.problems, typed=given.typed), 422
    return redirect(given.leads_to(places), 303)


@blueprint.post("/attempts/<attempt_id>/questions/<int:position>/flag")
@learner_required
def flag(attempt_id: str, position: int) -> ResponseReturnValue:
    """Flag a question for later, or take its flag away."""
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    places, form = _places(attempt), ResponseForm()
    try:
        final = sheet.record(attempt, sending.flag_given(attempt, position), sequence=form.sequence.data or 1)
    except attempts.Closed as closed:
        return sitting.refused(attempt, places, str(closed))
    if sitting.wants_json():
        return {"saved": True, "final": bool(final)}
    return redirect(places.question(position), 303)


@blueprint.get("/attempts/<attempt_id>/clock")
@learner_required
def clock(attempt_id: str) -> ResponseReturnValue:
    """How long is left: a teacher may have given more time since the page was made."""
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    return {"seconds_left": timing.seconds_left(attempt, now()), "words": timing.minutes_in_words(attempt)}


@blueprint.get("/attempts/<attempt_id>")
@learner_required
def overview(attempt_id: str) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    if not attempts.is_running(attempt):
        return redirect(url_for(".result", attempt_id=attempt.id))
    return sitting.overview_page(attempt, _places(attempt))


@blueprint.post("/attempts/<attempt_id>/hand-in")
@learner_required
def hand_in(attempt_id: str) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    attempts.hand_in(attempt)
    return redirect(url_for(".result", attempt_id=attempt.id), 303)


@blueprint.get("/attempts/<attempt_id>/result")
@learner_required
def result(attempt_id: str) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    state = attempts.state_at(attempt, now())
    if state == IN_PROGRESS:
        return redirect(url_for(".overview", attempt_id=attempt.id))
    beside = [panel(attempt) for panel in result_panels]
    if not learning.shows_answers(attempt):
        return sitting.result_page(
            attempt, _places(attempt), state=state, report=None, notes=notes_of(attempt), panels=beside
        )
    report = report_of(attempt)
    return sitting.result_page(
        attempt,
        _places(attempt),
        state=state,
        report=report,
        notes=notes_of(attempt),
        panels=beside,
        challenges=challenging.by_position(attempt),
        missed_panels=[panel(attempt.learner, report.missed) for panel in missed_panels],
    )
