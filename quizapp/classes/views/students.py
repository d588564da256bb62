"""The teacher's page for one student."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.classes import cards, needs, roster
from quizapp.classes.forms import NeedForm, StudentNameForm
from quizapp.classes.models import Classroom, Enrolment
from quizapp.classes.views.blueprint import blueprint


@blueprint.get("/classes/<int:class_id>/students/<int:user_id>")
@teacher_required
def student(class_id: int, user_id: int) -> ResponseReturnValue:
    classroom, enrolment = _asked_for(class_id, user_id)
    return _student_page(classroom, enrolment)


def _asked_for(class_id: int, user_id: int) -> tuple[Classroom, Enrolment]:
    classroom = roster.class_of(class_id, signed_in_user())
    return classroom, roster.student_of(classroom, user_id)


def _kept(class_id: int, user_id: int) -> Enrolment:
    """The place of a student whose name, card and password are in this teacher's hands (404 otherwise)."""
    return roster.kept_student(roster.class_of(class_id, signed_in_user()), user_id, signed_in_user())


def _student_page(
    classroom: Classroom,
    enrolment: Enrolment,
    *,
    name_form: StudentNameForm | None = None,
    need_form: NeedForm | None = None,
    new_password: str | None = None,
) -> str:
    is_kept = roster.is_kept_by(signed_in_user(), enrolment)
    return render_template(
        "classes/student.html",
        classroom=classroom,
        place=roster.place_of(enrolment),
        student=enrolment.user,
        is_kept=is_kept,
        code=cards.code_of(enrolment.user) if is_kept else None,
        name_form=name_form or StudentNameForm(formdata=None, name=enrolment.user.name),
        need_form=need_form or NeedForm(formdata=None, obj=needs.set_here(enrolment)),
        elsewhere=needs.set_elsewhere(enrolment).in_words(),
        new_password=new_password,
    )


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/name")
@teacher_required
def rename_student(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = _kept(class_id, user_id)
    classroom = enrolment.classroom
    form = StudentNameForm()
    if form.validate():
        try:
            roster.rename_student(enrolment, form.name.data or "", signed_in_user())
        except roster.NameInUse:
            form.name.errors = ["Somebody else in this class has this name. Tell the two apart."]
        else:
            flash(f"The name is now {enrolment.user.name}. A printed card still shows the old one.", "good")
            return _back(class_id, user_id)
    return _student_page(classroom, enrolment, name_form=form), 422


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/needs")
@teacher_required
def set_need(class_id: int, user_id: int) -> ResponseReturnValue:
    classroom, enrolment = _asked_for(class_id, user_id)
    form = NeedForm()
    if not form.validate():
        return _student_page(classroom, enrolment, need_form=form), 422
    needs.store(enrolment, form.needs)
    flash(f"Stored for {enrolment.user.name}. It holds in every class, for every quiz begun from now on.", "good")
    return _back(class_id, user_id)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/card")
@teacher_required
def renew_card(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = _kept(class_id, user_id)
    roster.renew_card(enrolment, signed_in_user())
    flash(f"{enrolment.user.name} has a new code. The old one no longer works, and every device is signed out.", "good")
    return _back(class_id, user_id)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/free")
@teacher_required
def free_name(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = _kept(class_id, user_id)
    roster.free_name(enrolment, signed_in_user())
    flash(f"{enrolment.user.name} can be picked from the list again. The old code no longer works.", "good")
    return _back(class_id, user_id)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/password")
@teacher_required
def reset_password(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = _kept(class_id, user_id)
    classroom = enrolment.classroom
    password = roster.reset_password(enrolment, signed_in_user())
    # Shown once, in the answer itself: a redirect would have to store it somewhere.
    return _student_page(classroom, enrolment, new_password=password)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/remove")
@teacher_required
def remove_student(class_id: int, user_id: int) -> ResponseReturnValue:
    _, enrolment = _asked_for(class_id, user_id)
    roster.remove(enrolment, signed_in_user())
    flash(f"{enrolment.user.name} is no longer in the class. You can undo this below.", "info")
    return redirect(url_for(".show", class_id=class_id), 303)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/restore")
@teacher_required
def restore_student(class_id: int, user_id: int) -> ResponseReturnValue:
    _, enrolment = _asked_for(class_id, user_id)
    roster.restore(enrolment)
    flash(f"{enrolment.user.name} is in the class again.", "good")
    return redirect(url_for(".show", class_id=class_id), 303)


def _back(class_id: int, user_id: int) -> ResponseReturnValue:
    return redirect(url_for(".student", class_id=class_id, user_id=user_id), 303)
