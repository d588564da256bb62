"""Correcting a question that was asked: what is right, who gains and who loses, and taking it back."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.analysis import grouping, scores
from quizapp.analysis.forms import ReasonForm
from quizapp.analysis.views.blueprint import blueprint
from quizapp.banks.models import QuestionVersion
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.rekeying import InvalidKey
from quizapp.quizzes import challenging, proposing, rescoring
from quizapp.quizzes.making import assignment_of
from quizapp.quizzes.models import Assignment, Challenge
from quizapp.quizzes.review_models import Correction
from quizapp.web.filters import plural

# What the form that is sent for good has besides the fields of the one that asks for a preview.
_ASIDE = {"csrf_token", "reason", "seen"}


@blueprint.route("/assignments/<int:assignment_id>/questions/<int:version_id>/correct", methods=["GET", "POST"])
@teacher_required
def correct(assignment_id: int, version_id: int) -> ResponseReturnValue:
    teacher = signed_in_user()
    given = assignment_of(assignment_id, teacher)
    version = grouping.version_asked(given, version_id)
    challenge = _challenge(given, version)
    form, problem, is_stale = ReasonForm(), "", False
    fields = {name: values for name, values in request.values.lists() if name not in _ASIDE}
    if request.method == "GET" and "act" not in fields:
        return _page(given, version, challenge, _first_fields(version, challenge), form)
    try:
        ruling = proposing.proposed(version, teacher, fields, challenge)
        if form.validate_on_submit():
            made = rescoring.correct(
                version, teacher, ruling, reason=form.reason.data or "", seen=form.seen.data or "", challenge=challenge
            )
            return _done(given, version, made)
    except (InvalidKey, rescoring.Refused) as refused:
        problem = str(refused)
    except rescoring.ChangedMeanwhile:
        db.session.rollback()
        is_stale = True
    effect = None if problem else rescoring.effect_of(version, teacher, ruling)
    page = _page(
        given,
        version,
        challenge,
        fields,
        form,
        problem=problem,
        effect=effect,
        is_stale=is_stale,
        asks_later=effect is not None and rescoring.later_content(version, teacher, ruling) is not None,
    )
    return page, 409 if is_stale else 422 if problem or form.errors else 200


def _challenge(given: Assignment, version: QuestionVersion) -> Challenge | None:
    """The challenge that the address names (404 where it is about another question)."""
    number = request.values.get("challenge", type=int)
    if number is None:
        return None
    made = challenging.in_assignment(number, given)
    if made.question_version_id != version.id:
        raise NotFound
    return made


def _first_fields(version: QuestionVersion, challenge: Challenge | None) -> dict[str, list[str]]:
    """What the form shows at first: what is right so far, and what the address or a challenge says is right too."""
    answer = challenge.answer if challenge else request.args.get("accept", "")
    teacher = signed_in_user()
    if answer:
        return proposing.fields_to_accept(version, teacher, answer)
    return proposing.fields_now(version, teacher)


def _page(
    given: Assignment,
    version: QuestionVersion,
    challenge: Challenge | None,
    fields: Mapping[str, Any],
    form: ReasonForm,
    **beside: Any,
) -> str:
    across = grouping.across(version, scores.counted_attempts(given))
    if not form.is_submitted() and challenge is not None:
        form.reason.data = "The article supports another answer, as a student showed."
    return render_template(
        "analysis/correct.html",
        assignment=given,
        across=across,
        asked=_asked(version, across, fields),
        challenge=challenge,
        fields=fields,
        form=form,
        acts=proposing.ACTS,
        **beside,
    )


def _asked(version: QuestionVersion, across: grouping.Across, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the type's ``key_fields`` shows. ``more`` is an answer to accept that no counted attempt gave."""
    kind = question_type(version.question.type)
    content: Any = kind.parse(version.content)
    wrong = [group for group in across.groups if group.written and not group.is_right]
    written = {group.written for group in wrong}
    return {
        "content": content,
        "options": proposing.options(version),
        "fields": fields,
        "wrong": wrong,
        "more": next((text for text in fields.get("accept", ()) if text not in written), ""),
    }


def _done(given: Assignment, version: QuestionVersion, made: Correction) -> ResponseReturnValue:
    changed = rescoring.changed_by(made)
    told = f"{plural(changed, 'result')} changed." if changed else "No result changed."
    flash(f"Corrected. {told} Students whose points changed read why beside their result.", "good")
    return redirect(url_for(".answers", assignment_id=given.id, version_id=version.id, _anchor="corrections"), 303)


@blueprint.route("/assignments/<int:assignment_id>/corrections/<int:correction_id>/undo", methods=["GET", "POST"])
@teacher_required
def undo(assignment_id: int, correction_id: int) -> ResponseReturnValue:
    teacher = signed_in_user()
    given = assignment_of(assignment_id, teacher)
    correction = db.session.get(Correction, correction_id)
    if correction is None or correction.author_id != teacher.id:
        raise NotFound
    version = grouping.version_asked(given, correction.question_version_id)
    form, problem, is_stale = ReasonForm(), "", False
    if form.validate_on_submit():
        try:
            made = rescoring.undo(correction, teacher, reason=form.reason.data or "", seen=form.seen.data or "")
            return _done(given, version, made)
        except rescoring.Refused as refused:
            problem = str(refused)
        except rescoring.ChangedMeanwhile:
            db.session.rollback()
            is_stale = True
    page = render_template(
        "analysis/undo.html",
        assignment=given,
        correction=correction,
        version=version,
        form=form,
        problem=problem,
        is_stale=is_stale,
        effect=rescoring.effect_of(version, teacher, rescoring.ruling_to_restore(correction)),
    )
    return page, 409 if is_stale else 422 if problem or form.errors else 200
