"""One student's result in one assignment: another score, excused or not, and what was set before."""

from decimal import Decimal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.accounts.models import User
from quizapp.analysis.forms import ExcuseForm, ScoreForm
from quizapp.analysis.gradebook import Cell, cell_of
from quizapp.analysis.views.blueprint import blueprint
from quizapp.quizzes import overriding
from quizapp.quizzes.making import assignment_of
from quizapp.quizzes.models import Assignment
from quizapp.quizzes.review_models import CREDIT
from quizapp.web.filters import as_score


@blueprint.route("/assignments/<int:assignment_id>/students/<int:user_id>", methods=["GET", "POST"])
@teacher_required
def standing(assignment_id: int, user_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    found = cell_of(given, user_id)
    if found is None:
        raise NotFound
    student, cell = found
    is_score = request.form.get("act") == "score"
    score_form, excuse_form = ScoreForm(formdata=None), ExcuseForm(formdata=None)
    if request.method == "POST" and is_score:
        score_form = ScoreForm()
        if score_form.validate() and _score(given, student, score_form):
            return _back(given, student)
    elif request.method == "POST":
        excuse_form = ExcuseForm()
        if excuse_form.validate():
            reason = excuse_form.excuse_reason.data or ""
            overriding.excuse(given, student, reason=reason, author=signed_in_user())
            flash(f"{student.name} is excused. It counts in no average.", "good")
            return _back(given, student)
    else:
        _prefill(score_form, cell)
    page = render_template(
        "analysis/standing.html",
        assignment=given,
        student=student,
        cell=cell,
        score_form=score_form,
        excuse_form=excuse_form,
        overrides=[each for each in overriding.overrides_of(given, student) if each.kind != CREDIT],
    )
    return page, 422 if score_form.errors or excuse_form.errors else 200


def _score(given: Assignment, student: User, form: ScoreForm) -> bool:
    try:
        overriding.set_score(
            given,
            student,
            points=float(form.points.data or 0),
            out_of=float(form.out_of.data or 0),
            reason=form.score_reason.data or "",
            author=signed_in_user(),
        )
    except overriding.Refused as refused:
        form.points.errors = [str(refused)]
        return False
    flash(f"The score of {student.name} is set.", "good")
    return True


def _prefill(form: ScoreForm, cell: Cell) -> None:
    if cell.points is not None and cell.out_of is not None:
        form.points.data, form.out_of.data = Decimal(as_score(cell.points)), Decimal(as_score(cell.out_of))


def _back(given: Assignment, student: User) -> ResponseReturnValue:
    return redirect(url_for(".standing", assignment_id=given.id, user_id=student.id), 303)


@blueprint.post("/assignments/<int:assignment_id>/overrides/<int:override_id>/remove")
@teacher_required
def remove_override(assignment_id: int, override_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    override = overriding.override_of(override_id, given)
    overriding.remove(override, signed_in_user())
    flash("Removed. What holds without it holds again.", "good")
    if override.attempt_id:
        anchor = f"question-{override.position}"
        return redirect(
            url_for(".attempt", assignment_id=given.id, attempt_id=override.attempt_id, _anchor=anchor), 303
        )
    return redirect(url_for(".standing", assignment_id=given.id, user_id=override.learner_id), 303)
