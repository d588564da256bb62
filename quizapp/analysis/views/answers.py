"""One question across the class."""

from flask import render_template
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.analysis import grouping, scores
from quizapp.analysis.answers import answers_of
from quizapp.analysis.views.blueprint import blueprint
from quizapp.quizzes import challenging, rescoring
from quizapp.quizzes.making import assignment_of


@blueprint.get("/assignments/<int:assignment_id>/questions/<int:version_id>")
@teacher_required
def answers(assignment_id: int, version_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    version = grouping.version_asked(given, version_id)
    # The page names who wrote what.
    answered = answers_of(scores.counted_attempts(given))
    return render_template(
        "analysis/answers.html",
        assignment=given,
        challenges=challenging.open_count(given),
        across=grouping.across(version, answered.attempts),
        place=grouping.place_in(version, answered),
        corrections=rescoring.corrections_of(version, signed_in_user()),
    )
