"""Saying that two students of a class are the same person."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.accounts.models import User
from quizapp.classes import merging, roster
from quizapp.classes.forms import SamePersonForm
from quizapp.classes.models import Enrolment
from quizapp.classes.views.blueprint import blueprint


def _asked_for(class_id: int, user_id: int) -> Enrolment:
    return roster.student_of(roster.class_of(class_id, signed_in_user()), user_id)


@blueprint.get("/classes/<int:class_id>/students/<int:user_id>/same")
@teacher_required
def same_person(class_id: int, user_id: int) -> ResponseReturnValue:
    """Who it is, then what making the two one would do."""
    enrolment = _asked_for(class_id, user_id)
    form = SamePersonForm.of(enrolment.classroom, enrolment.user, request.args)
    preview = None
    if form.other.raw_data and form.validate():
        try:
            preview = merging.preview(enrolment.user, _other(form, class_id), signed_in_user())
        except merging.CannotMerge as problem:
            form.other.errors = [str(problem)]
    return render_template(
        "classes/same.html", classroom=enrolment.classroom, student=enrolment.user, form=form, preview=preview
    )


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/same")
@teacher_required
def merge_students(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = _asked_for(class_id, user_id)
    form = SamePersonForm.of(enrolment.classroom, enrolment.user, request.form)
    if form.validate():
        try:
            kept = merging.merge(enrolment.user, _other(form, class_id), signed_in_user())
        except merging.CannotMerge as problem:
            form.other.errors = [str(problem)]
        else:
            flash(f"The two are one now: everything is with {kept.name}.", "good")
            return redirect(url_for(".student", class_id=class_id, user_id=kept.id), 303)
    page = render_template(
        "classes/same.html", classroom=enrolment.classroom, student=enrolment.user, form=form, preview=None
    )
    return page, 422


def _other(form: SamePersonForm, class_id: int) -> User:
    return _asked_for(class_id, int(form.other.data)).user
