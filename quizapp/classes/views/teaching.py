"""Keeping a class together: adding a teacher, and going."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.classes import roster, teaching
from quizapp.classes.forms import SettingsForm, TeacherForm
from quizapp.classes.views.blueprint import blueprint
from quizapp.classes.views.keeping import class_page


@blueprint.post("/classes/<int:class_id>/teachers")
@teacher_required
def add_teacher(class_id: int) -> ResponseReturnValue:
    classroom = roster.class_of(class_id, signed_in_user())
    form = TeacherForm()
    if form.validate():
        try:
            colleague = teaching.add_teacher(classroom, form.username.data or "", signed_in_user())
        except teaching.CannotTeach as reason:
            form.username.errors = [str(reason)]
        else:
            flash(f"{colleague.name} keeps this class together with you from now on.", "good")
            return redirect(url_for(".show", class_id=class_id), 303)
    return class_page(classroom, SettingsForm(formdata=None, obj=classroom), teacher_form=form), 422


@blueprint.post("/classes/<int:class_id>/teachers/<int:user_id>/remove")
@teacher_required
def remove_teacher(class_id: int, user_id: int) -> ResponseReturnValue:
    """Whoever removes themselves has no page of the class to go back to."""
    classroom = roster.class_of(class_id, signed_in_user())
    try:
        gone = teaching.remove_teacher(classroom, user_id, signed_in_user())
    except teaching.LastTeacher:
        flash("A class needs a teacher. Add somebody else first, or archive the class.", "warn")
        return redirect(url_for(".show", class_id=class_id), 303)
    if gone is None:
        raise NotFound
    if gone.id == signed_in_user().id:
        flash(f"You have left {classroom.name}. A teacher who is still in it can add you again.", "info")
        return redirect(url_for(".index"), 303)
    flash(f"{gone.name} no longer keeps this class. You can add them again by their user name.", "info")
    return redirect(url_for(".show", class_id=class_id), 303)
