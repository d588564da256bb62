"""Everything that is stored about one student: a copy of it, and its removal."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.classes import belongings, roster
from quizapp.classes.models import Enrolment
from quizapp.classes.views.blueprint import blueprint


@blueprint.errorhandler(belongings.SitsElsewhere)
def _explain(_problem: belongings.SitsElsewhere) -> ResponseReturnValue:
    flash(
        "This student is or was in a class of another teacher too, whose records these are. "
        "All of it can be handed out or removed by somebody who teaches every one of these classes.",
        "warn",
    )
    return redirect(url_for(".index"), 303)


def _in_care(class_id: int, user_id: int) -> Enrolment:
    """A student all of whose classes this teacher keeps. Raises ``SitsElsewhere`` for another."""
    enrolment = roster.student_of(roster.class_of(class_id, signed_in_user()), user_id)
    belongings.require_care(enrolment.user, signed_in_user())
    return enrolment


# What a teacher calls the rows of a table; others have its name.
_CALLED = {
    "user": "name and sign-in",
    "enrolment": "places in classes",
    "accommodation": "needs",
    "attempt": "attempts",
    "attempt_question": "questions asked",
    "response": "answers",
    "own_dates": "dates of their own",
    "nickname": "nicknames",
    "class_snapshot_learner": "class figures shared with colleagues, in which they count",
    "result_override": "results set by a teacher",
    "attempt_comment": "comments of teachers",
    "correction_effect": "results changed by corrections",
    "challenge": "challenges",
    "review_card": "questions practised",
    "practice_review": "practice answers",
    "audit_event": "entries in the record of acts",
}


@blueprint.get("/classes/<int:class_id>/students/<int:user_id>/data.json")
@teacher_required
def student_data(class_id: int, user_id: int) -> ResponseReturnValue:
    student = _in_care(class_id, user_id).user
    headers = {"Content-Disposition": f'attachment; filename="student-{student.id}.json"'}
    return Response(belongings.as_json(student), mimetype="application/json", headers=headers)


@blueprint.get("/classes/<int:class_id>/students/<int:user_id>/data")
@teacher_required
def confirm_removal(class_id: int, user_id: int) -> ResponseReturnValue:
    """What is stored, to be handed out, or removed after a question."""
    enrolment = _in_care(class_id, user_id)
    found = belongings.belongings_of(enrolment.user)
    return render_template(
        "classes/data.html",
        classroom=enrolment.classroom,
        student=enrolment.user,
        counts=[(_CALLED.get(name, name.replace("_", " ")), len(rows)) for name, rows in found.items()],
    )


@blueprint.post("/classes/<int:class_id>/students/<int:user_id>/data/remove")
@teacher_required
def remove_data(class_id: int, user_id: int) -> ResponseReturnValue:
    student = _in_care(class_id, user_id).user
    name = student.name
    belongings.remove_all(student, signed_in_user())
    flash(f"{name} and everything that was stored about them is removed.", "info")
    return redirect(url_for(".show", class_id=class_id), 303)
