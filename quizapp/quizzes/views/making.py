"""Pages for making quizzes, giving them to classes, and clearing them away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.classes.roster import classes_of_teacher
from quizapp.database import db
from quizapp.quizzes import choosing, learning, listing, making, remaking, timing
from quizapp.quizzes.asking import versions_in_order
from quizapp.quizzes.catalogue import Entry, Filter, entries_for, found, has_questions
from quizapp.quizzes.forms import ALL, SOME, AssignForm, NewQuizForm, QuizForm
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.views.blueprint import blueprint
from quizapp.quizzes.views.looking import look_first
from quizapp.web.choices import offered


@blueprint.get("/quizzes")
@teacher_required
def index() -> ResponseReturnValue:
    teacher = signed_in_user()
    archived = "archived" in request.args
    return render_template(
        "quizzes/index.html",
        lines=listing.quizzes_of(teacher, archived=archived),
        archived=archived,
        has_archived=listing.has_archived(teacher),
        has_questions=has_questions(teacher),
    )


@blueprint.route("/quizzes/new", methods=["GET", "POST"])
@teacher_required
def create() -> ResponseReturnValue:
    entries = entries_for(signed_in_user())
    ready = found(entries, Filter(bank_id=request.args.get("bank", type=int))) if "bank" in request.args else []
    form = NewQuizForm()
    if ready:
        form.offer_bank(ready[0].bank_title, len(ready))
    if not form.is_submitted():
        form.process()
    if form.validate_on_submit():
        quiz = making.create_quiz(signed_in_user(), form.settings())
        return _started(quiz, form, ready)
    page = render_template("quizzes/new.html", form=form, has_questions=bool(entries), offers_bank=bool(ready))
    return page, 422 if form.errors else 200


def _started(quiz: Quiz, form: NewQuizForm, ready: list[Entry]) -> ResponseReturnValue:
    """Give the new quiz the questions that its form asks for, and go where the work goes on."""
    if ready and form.start.data == ALL:
        choosing.add(quiz, [entry.id for entry in ready])
    elif ready and form.start.data == SOME:
        choosing.add_rule(quiz, form.start_count.data or 1, Filter(bank_id=ready[0].bank_id))
    db.session.commit()
    if not quiz.question_count:
        return redirect(url_for(".choose", quiz_id=quiz.id, bank=ready[0].bank_id if ready else None), 303)
    flash("The quiz is ready. Give it to a class when you like.", "good")
    return redirect(url_for(".show", quiz_id=quiz.id), 303)


@blueprint.get("/quizzes/<int:quiz_id>")
@teacher_required
def show(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    rules = choosing.rule_states(quiz, entries_for(signed_in_user())) if quiz.rules else []
    return render_template(
        "quizzes/show.html",
        quiz=quiz,
        given=making.assignments_of_quiz(quiz, signed_in_user()),
        lines=listing.chosen_lines(quiz),
        rules=rules,
        lacking=[state for state in rules if state.lacks],
        attempts=choosing.attempts_of(quiz),
    )


@blueprint.route("/quizzes/<int:quiz_id>/edit", methods=["GET", "POST"])
@teacher_required
def edit(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    form = QuizForm(obj=quiz)
    if form.validate_on_submit():
        look_first(remaking.change_settings(quiz, form.settings(), signed_in_user()))
        db.session.commit()
        flash("The settings are changed.", "good")
        return redirect(url_for(".show", quiz_id=quiz.id), 303)
    return render_template("quizzes/edit.html", quiz=quiz, form=form), 422 if form.errors else 200


@blueprint.get("/quizzes/<int:quiz_id>/preview")
@teacher_required
def preview(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    versions = versions_in_order(choosing.versions_to_ask(quiz, quiz.draw_seed))
    results = [
        learning.question_result(version, answer=None, credit=0.0, seed=quiz.id, position=position)
        for position, version in enumerate(versions, start=1)
    ]
    return render_template("quizzes/preview.html", quiz=quiz, results=results)


@blueprint.post("/quizzes/<int:quiz_id>/duplicate")
@teacher_required
def duplicate(quiz_id: int) -> ResponseReturnValue:
    copy = making.duplicate(making.quiz_of(quiz_id, signed_in_user()))
    flash("This is the copy. Change what you like: the other quiz stays as it is.", "good")
    return redirect(url_for(".show", quiz_id=copy.id), 303)


@blueprint.post("/quizzes/<int:quiz_id>/archive")
@teacher_required
def archive(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    making.archive(quiz)
    flash(f"“{quiz.title}” is archived. You find it under “Archived” and can bring it back.", "good")
    return redirect(url_for(".index"), 303)


@blueprint.post("/quizzes/<int:quiz_id>/bring-back")
@teacher_required
def bring_back(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    making.bring_back(quiz)
    flash("The quiz is back on your list.", "good")
    return redirect(url_for(".show", quiz_id=quiz.id), 303)


@blueprint.route("/quizzes/<int:quiz_id>/delete", methods=["GET", "POST"])
@teacher_required
def delete(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    if request.method == "GET":
        given, attempts = making.assignments_of_quiz(quiz, signed_in_user()), choosing.attempts_of(quiz)
        return render_template("quizzes/delete.html", quiz=quiz, given=given, attempts=attempts)
    try:
        making.delete(quiz)
    except making.HasAttempts as reason:
        flash(str(reason), "warn")
        return redirect(url_for(".show", quiz_id=quiz_id), 303)
    flash("The quiz is deleted. Its questions are still in their banks.", "good")
    return redirect(url_for(".index"), 303)


@blueprint.route("/quizzes/<int:quiz_id>/assign", methods=["GET", "POST"])
@teacher_required
def assign(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    classes = {classroom.id: classroom for classroom in classes_of_teacher(signed_in_user())}
    form = AssignForm()
    form.classes.choices = offered((classroom.id, classroom.name) for classroom in classes.values())
    if form.validate_on_submit():
        made = making.assign(quiz, [classes[number] for number in form.classes.data or ()], form.terms())
        names = ", ".join(given.classroom.name for given in made)
        flash(f"Assigned to {names}. Students find it on their page now.", "good")
        return redirect(url_for(".show", quiz_id=quiz.id), 303)
    page = render_template("quizzes/assign.html", quiz=quiz, form=form, classes=classes)
    return page, 422 if form.errors else 200


# What one press adds to a running clock.
_MORE_MINUTES = 5


@blueprint.post("/assignments/<int:assignment_id>/extend")
@teacher_required
def extend(assignment_id: int) -> ResponseReturnValue:
    """More time for everybody whose clock is running, or for the one attempt that the form names."""
    assignment = making.assignment_of(assignment_id, signed_in_user())
    flash(timing.extend(assignment, _MORE_MINUTES, request.form.get("attempt") or None), "good")
    return redirect(url_for("analysis.assignment", assignment_id=assignment.id), 303)
