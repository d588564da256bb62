"""Pages for changing what a class or a student was told about a quiz."""

import hashlib

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.classes import roster
from quizapp.database import db
from quizapp.quizzes import changing, making
from quizapp.quizzes.changing import Effect, Terms
from quizapp.quizzes.forms import ChangeForm, OwnDatesForm
from quizapp.quizzes.models import Assignment
from quizapp.quizzes.views.blueprint import blueprint
from quizapp.quizzes.windows import window_of
from quizapp.web.choices import offered


@blueprint.route("/assignments/<int:assignment_id>/edit", methods=["GET", "POST"])
@teacher_required
def change_terms(assignment_id: int) -> ResponseReturnValue:
    """Change the terms. Where students have begun, what that does is shown first."""
    given = making.assignment_of(assignment_id, signed_in_user())
    others = {each.assignment.id: each.assignment for each in making.assignments_of_quiz(given.quiz, signed_in_user())}
    others.pop(given.id, None)
    form = ChangeForm(data=ChangeForm.facts_of(given))
    form.classes.choices = offered((number, each.classroom.name) for number, each in others.items())
    begun = changing.has_begun([given])
    if begun:
        form.timeline_grading.data = given.timeline_grading
    effects: list[Effect] | None = None
    seen = ""
    if form.validate_on_submit():
        chosen = [given, *(others[number] for number in form.classes.data or ())]
        needs_look = changing.has_begun(chosen)
        terms = form.terms()
        effects = changing.change(chosen, terms)
        seen = _mark(terms, chosen, effects)
        if not needs_look or form.seen.data == seen:
            db.session.commit()
            flash("The change is stored.", "good")
            return redirect(url_for("analysis.assignment", assignment_id=assignment_id), 303)
        db.session.rollback()
        given = making.assignment_of(assignment_id, signed_in_user())
    page = render_template(
        "quizzes/terms.html", assignment=given, form=form, others=others, effects=effects, seen=seen, begun=begun
    )
    return page, 422 if form.errors else 200


def _mark(terms: Terms, chosen: list[Assignment], effects: list[Effect]) -> str:
    """Stands for a change and what was shown of it: if either is another by now, it is shown again."""
    return hashlib.sha256(repr((terms, [each.id for each in chosen], effects)).encode()).hexdigest()


@blueprint.route("/assignments/<int:assignment_id>/dates", methods=["GET", "POST"])
@teacher_required
def own_dates(assignment_id: int) -> ResponseReturnValue:
    """Who has dates of their own, and giving them to one more."""
    given = making.assignment_of(assignment_id, signed_in_user())
    students = {place.student.id: place.student for place in roster.places_of(given.classroom)
                if not place.enrolment.removed_at}
    form = OwnDatesForm()
    form.learner.choices = offered((student.id, student.name) for student in students.values())
    if form.validate_on_submit():
        effects = changing.give_own_dates(
            given,
            form.learner.data,
            opens_at=form.opens_at.data,
            closes_at=form.closes_at.data,
            attempts_allowed=form.attempts_allowed.data,
        )
        db.session.commit()
        flash(f"{students[form.learner.data].name} has dates of their own now. {_in_words(effects)}", "good")
        return redirect(url_for(".own_dates", assignment_id=assignment_id), 303)
    page = render_template(
        "quizzes/own_dates.html",
        assignment=given,
        form=form,
        students=students,
        own=[(each, window_of(given, each.learner_id)) for each in given.own_dates],
    )
    return page, 422 if form.errors else 200


@blueprint.post("/assignments/<int:assignment_id>/dates/<int:user_id>/remove")
@teacher_required
def remove_own_dates(assignment_id: int, user_id: int) -> ResponseReturnValue:
    given = making.assignment_of(assignment_id, signed_in_user())
    effects = changing.take_own_dates(given, user_id)
    db.session.commit()
    flash(f"The dates of the class hold again. {_in_words(effects)}", "info")
    return redirect(url_for(".own_dates", assignment_id=assignment_id), 303)


def _in_words(effects: list[Effect]) -> str:
    return " ".join(f"{effect.what}: {', '.join(effect.names)}." for effect in effects)
