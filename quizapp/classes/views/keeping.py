"""The teacher's pages for classes: the list, one class, its settings, and its code on the projector."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.classes import roster, teaching
from quizapp.classes.forms import ClassForm, SettingsForm, TeacherForm
from quizapp.classes.models import ANY_NAME, CARD, LISTED, Classroom
from quizapp.classes.views.blueprint import admit, blueprint, opens_only_here, panels
from quizapp.web.qr import qr_svg

LOOKS = ("light", "dark")
_JOINING_IN_WORDS = {
    ANY_NAME: "The code is open: anybody with it may join.",
    LISTED: "The code is open for the names on the list.",
    CARD: "The code is closed. Whoever is in the class signs in as before.",
}


@blueprint.get("/classes")
@teacher_required
def index() -> ResponseReturnValue:
    archived = "archived" in request.args
    classes = roster.classes_of_teacher(signed_in_user(), archived=archived)
    students = roster.counts_of(classes)
    return render_template(
        "classes/index.html",
        classes=[(each, students.get(each.id, 0)) for each in classes],
        archived=archived,
        has_archived=archived or bool(roster.classes_of_teacher(signed_in_user(), archived=True)),
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
    classroom = roster.class_of(class_id, signed_in_user())
    return class_page(classroom, SettingsForm(formdata=None, obj=classroom))


def class_page(classroom: Classroom, form: SettingsForm, *, teacher_form: TeacherForm | None = None) -> str:
    """The page of a class. The forms show what was typed into them and what was wrong with it."""
    admit(classroom.id)
    places = roster.places_of(classroom)
    present = [place for place in places if not place.enrolment.removed_at]
    return render_template(
        "classes/show.html",
        classroom=classroom,
        form=form,
        teachers=teaching.teachers_of(classroom),
        teacher_form=teacher_form or TeacherForm(formdata=None),
        present=present,
        waiting=sum(place.joined_at is None for place in present),
        removed=[place for place in places if place.enrolment.removed_at],
        only_here=opens_only_here(),
        panels=[panel(classroom) for panel in panels],
    )


@blueprint.post("/classes/<int:class_id>/settings")
@teacher_required
def settle(class_id: int) -> ResponseReturnValue:
    classroom = roster.class_of(class_id, signed_in_user())
    form = SettingsForm()
    if not form.validate():
        return class_page(classroom, form), 422
    roster.settle(
        classroom,
        name=form.name.data or "",
        joining=form.joining.data,
        fewer_options_allowed=form.fewer_options_allowed.data,
    )
    flash("The settings of the class are stored.", "good")
    return redirect(url_for(".show", class_id=class_id), 303)


@blueprint.post("/classes/<int:class_id>/joining")
@teacher_required
def let_join(class_id: int) -> ResponseReturnValue:
    """Close the code, or open it to whoever may come in."""
    classroom = roster.class_of(class_id, signed_in_user())
    joining = request.form.get("joining")
    if joining not in _JOINING_IN_WORDS:
        abort(400)
    roster.let_join(classroom, joining)
    flash(_JOINING_IN_WORDS[joining], "good")
    return redirect(url_for(".show", class_id=class_id), 303)


@blueprint.post("/classes/<int:class_id>/archive")
@teacher_required
def archive(class_id: int) -> ResponseReturnValue:
    classroom = roster.class_of(class_id, signed_in_user())
    roster.archive(classroom, signed_in_user())
    flash(f"{classroom.name} is archived. You find it under “Archived” and can bring it back.", "good")
    return redirect(url_for(".index"), 303)


@blueprint.post("/classes/<int:class_id>/bring-back")
@teacher_required
def bring_back(class_id: int) -> ResponseReturnValue:
    classroom = roster.class_of(class_id, signed_in_user())
    roster.bring_back(classroom, signed_in_user())
    flash(f"{classroom.name} is back on your list, and its code works again.", "good")
    return redirect(url_for(".show", class_id=class_id), 303)


@blueprint.post("/classes/<int:class_id>/code")
@teacher_required
def new_code(class_id: int) -> ResponseReturnValue:
    roster.renew_code(roster.class_of(class_id, signed_in_user()), signed_in_user())
    flash("The class has a new code. The old one no longer works.", "good")
    return redirect(url_for(".show", class_id=class_id), 303)


@blueprint.get("/classes/<int:class_id>/board")
@teacher_required
def board(class_id: int) -> ResponseReturnValue:
    """The code for the projector, and how many have joined."""
    classroom = roster.class_of(class_id, signed_in_user())
    admit(classroom.id)
    link = url_for(".join", code=classroom.join_code, _external=True)
    look = request.args.get("look")
    return render_template(
        "classes/board.html",
        classroom=classroom,
        qr=qr_svg(link),
        address=url_for(".join", _external=True).split("://", 1)[1],
        link=link,
        look=look if look in LOOKS else None,
        count=_count_in_words(classroom),
        only_here=opens_only_here(),
    )


@blueprint.get("/classes/<int:class_id>/board/count")
@teacher_required
def board_count(class_id: int) -> ResponseReturnValue:
    return {"count": _count_in_words(roster.class_of(class_id, signed_in_user()))}


def _count_in_words(classroom: Classroom) -> str:
    joined, everyone = roster.count_joined(classroom), roster.count_students(classroom)
    if not joined:
        return "Nobody has joined yet"
    if joined < everyone:
        return f"{joined} of {everyone} have joined"
    return f"{joined} {'student has' if joined == 1 else 'students have'} joined"
