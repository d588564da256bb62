"""Pages for joining a class and for keeping one."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from quizapp.accounts import users
from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.accounts.forms import NewUserForm
from quizapp.accounts.session import current_user, sign_in
from quizapp.classes import guessing, roster
from quizapp.classes.forms import ClassForm, NeedForm
from quizapp.classes.models import Classroom
from quizapp.clock import now
from quizapp.database import db

blueprint = Blueprint("classes", __name__)

THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
NO_SUCH_CODE = "No class has this code. Check it with your teacher: capitals and spaces do not matter."

# Rooms above this one add to a class's page: each gets the class and gives HTML.
panels: list[Callable[[Classroom], Markup]] = []


@blueprint.record_once
def _begin_counting(state: BlueprintSetupState) -> None:
    state.app.extensions["wrong_codes"] = guessing.WrongCodes()


@blueprint.route("/join", methods=["GET", "POST"])
def join() -> ResponseReturnValue:
    typed = request.values.get("code", "").strip()
    if not typed:
        return render_template("classes/join.html", typed="", problem=None)
    wrong_codes: guessing.WrongCodes = current_app.extensions["wrong_codes"]
    visitor = request.remote_addr or ""
    if wrong_codes.too_many(visitor, now()):
        return render_template("classes/join.html", typed=typed, problem=guessing.TOO_MANY), 429
    classroom = roster.with_code(typed)
    if classroom is None:
        wrong_codes.record(visitor, now())
        return render_template("classes/join.html", typed=typed, problem=NO_SUCH_CODE), 422
    return _join_class(classroom)


def _join_class(classroom: Classroom) -> ResponseReturnValue:
    form = NewUserForm()
    user = current_user()
    if request.method == "POST" and user:
        if user.is_teacher:
            abort(403)
        roster.enrol(classroom, user)
        db.session.commit()
        return _welcome(classroom)
    if user is None and form.validate_on_submit():
        try:
            learner = roster.join_as_new(
                classroom,
                name=form.name.data or "",
                username=form.username.data or "",
                password=form.password.data or "",
            )
        except users.NameTaken:
            form.username.errors = ["This user name is taken. Choose another, or sign in if it is yours."]
        else:
            sign_in(learner)
            db.session.commit()
            return _welcome(classroom)
    page = render_template("classes/join_class.html", form=form, classroom=classroom)
    return page, 422 if form.errors else 200


def _welcome(classroom: Classroom) -> ResponseReturnValue:
    flash(f"You are in {classroom.name}.", "good")
    return redirect(url_for("web.home"), 303)


@blueprint.get("/classes")
@teacher_required
def index() -> ResponseReturnValue:
    classes = roster.classes_of_teacher(signed_in_user())
    return render_template(
        "classes/index.html", classes=[(each, roster.count_students(each)) for each in classes]
    )


@blueprint.route("/classes/new", methods=["GET", "POST"])
@teacher_required
def create() -> ResponseReturnValue:
    form = ClassForm()
    if form.validate_on_submit():
        classroom = roster.create(signed_in_user(), form.name.data or "")
        flash("The class is made. Its students join with the code below.", "good")
        return redirect(url_for(".show", class_id=classroom.id), 303)
    return render_template("classes/create.html", form=form), 422 if form.errors else 200


@blueprint.get("/classes/<int:class_id>")
@teacher_required
def show(class_id: int) -> ResponseReturnValue:
    return _class_page(roster.class_of(class_id, signed_in_user()), ClassForm(formdata=None))


def _class_page(classroom: Classroom, form: ClassForm, *, new_password: tuple[str, str] | None = None) -> str:
    places = roster.places_of(classroom)
    if not form.errors:
        form.name.data = classroom.name
    return render_template(
        "classes/show.html",
        classroom=classroom,
        form=form,
        present=[place for place in places if not place.enrolment.removed_at],
        removed=[place for place in places if place.enrolment.removed_at],
        need_form=NeedForm(formdata=None),
        new_password=new_password,
        only_here=urlsplit(request.host_url).hostname in THIS_COMPUTER,
        panels=[panel(classroom) for panel in panels],
    )


@blueprint.post("/classes/<int:class_id>/rename")
@teacher_required
def rename(class_id: int) -> ResponseReturnValue:
    classroom = roster.class_of(class_id, signed_in_user())
    form = ClassForm()
    if not form.validate():
        return _class_page(classroom, form), 422
    roster.rename(classroom, form.name.data or "")
    flash("The class is renamed.", "good")
    return _back(class_id)


@blueprint.post("/classes/<int:class_id>/code")
@teacher_required
def new_code(class_id: int) -> ResponseReturnValue:
    roster.renew_code(roster.class_of(class_id, signed_in_user()), signed_in_user())
    flash("The class has a new code. The old one no longer works.", "good")
    return _back(class_id)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/remove")
@teacher_required
def remove_student(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = roster.student_of(roster.class_of(class_id, signed_in_user()), user_id)
    roster.remove(enrolment, signed_in_user())
    flash(f"{enrolment.user.name} is no longer in the class. You can undo this below.", "info")
    return _back(class_id)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/restore")
@teacher_required
def restore_student(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = roster.student_of(roster.class_of(class_id, signed_in_user()), user_id)
    roster.restore(enrolment)
    flash(f"{enrolment.user.name} is in the class again.", "good")
    return _back(class_id)


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/password")
@teacher_required
def reset_password(class_id: int, user_id: int) -> ResponseReturnValue:
    classroom = roster.class_of(class_id, signed_in_user())
    enrolment = roster.student_of(classroom, user_id)
    password = roster.reset_password(enrolment, signed_in_user())
    # Shown once, in the answer itself: a redirect would have to store it somewhere.
    return _class_page(classroom, ClassForm(formdata=None), new_password=(enrolment.user.name, password))


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/needs")
@teacher_required
def set_need(class_id: int, user_id: int) -> ResponseReturnValue:
    enrolment = roster.student_of(roster.class_of(class_id, signed_in_user()), user_id)
    form = NeedForm()
    if form.validate():
        roster.set_need(enrolment, extra_time=form.extra_time.data, no_clock=form.no_clock.data)
        flash(f"Stored for {enrolment.user.name}. It holds for every timed quiz of this class.", "good")
    else:
        flash(f"Nothing was changed for {enrolment.user.name}: choose one of the amounts of extra time.", "bad")
    return _back(class_id)


def _back(class_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", class_id=class_id), 303)
