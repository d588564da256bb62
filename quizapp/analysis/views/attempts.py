"""One student's attempt: answers, time, comments, and another credit for a question."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.analysis import scores
from quizapp.analysis.forms import CommentForm, CreditForm
from quizapp.analysis.sittings import neighbours, seconds_of, times_of
from quizapp.analysis.views.blueprint import blueprint
from quizapp.clock import now
from quizapp.quizzes import attempts as sittings
from quizapp.quizzes import learning, overriding
from quizapp.quizzes.making import assignment_of
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt
from quizapp.quizzes.notes import comment, notes_of


@blueprint.get("/assignments/<int:assignment_id>/attempts/<attempt_id>")
@teacher_required
def attempt(assignment_id: int, attempt_id: str) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    return _page(given, _sitting(given, attempt_id))


def _sitting(given: Assignment, attempt_id: str) -> Attempt:
    found = sittings.with_everything(attempt_id)
    if found is None or found.assignment_id != given.id:
        raise NotFound
    return found


def _page(
    given: Assignment, sitting: Attempt, *, failed: dict[int, Any] | None = None, words: dict[int, Any] | None = None
) -> str:
    """``failed`` has the credit forms, ``words`` the comment forms, that were not stored, by position."""
    state = sittings.state_at(sitting, now())
    earlier, later = neighbours(given, sitting)
    return render_template(
        "analysis/attempt.html",
        assignment=given,
        attempt=sitting,
        state=state,
        is_ended=state != IN_PROGRESS,
        share=scores.share_of(sitting),
        results=learning.results_of(sitting),
        versions={each.position: each.question_version_id for each in sitting.given},
        times=times_of(sitting),
        seconds=seconds_of(sitting),
        notes=notes_of(sitting),
        failed=failed or {},
        words=words or {},
        earlier=earlier,
        later=later,
    )


def _back(given: Assignment, sitting: Attempt, position: int) -> ResponseReturnValue:
    anchor = f"question-{position}" if position else "comment"
    return redirect(url_for(".attempt", assignment_id=given.id, attempt_id=sitting.id, _anchor=anchor), 303)


@blueprint.post("/assignments/<int:assignment_id>/attempts/<attempt_id>/comment/<int:position>")
@teacher_required
def comment_on(assignment_id: int, attempt_id: str, position: int) -> ResponseReturnValue:
    """Position 0 is the whole attempt."""
    given = assignment_of(assignment_id, signed_in_user())
    sitting = _sitting(given, attempt_id)
    if position:
        sittings.version_at(sitting, position)
    form = CommentForm()
    if not form.validate():
        return _page(given, sitting, words={position: form}), 422
    comment(sitting, position, form.words.data or "", signed_in_user())
    flash(f"{sitting.learner.name} reads it beside the result." if form.words.data else "No comment any more.", "good")
    return _back(given, sitting, position)


@blueprint.post("/assignments/<int:assignment_id>/attempts/<attempt_id>/credit/<int:position>")
@teacher_required
def set_credit(assignment_id: int, attempt_id: str, position: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    sitting = _sitting(given, attempt_id)
    form = CreditForm()
    if not form.validate():
        return _page(given, sitting, failed={position: form}), 422
    try:
        overriding.set_credit(
            sitting,
            position,
            credit=float(form.credit.data or 0),
            reason=form.reason.data or "",
            author=signed_in_user(),
        )
        flash("The credit is set. It stays, whatever is corrected later.", "good")
    except overriding.Refused as refused:
        flash(str(refused), "warn")
    return _back(given, sitting, position)
