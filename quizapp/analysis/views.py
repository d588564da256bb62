"""The teacher's review pages: scores, single attempts, items, and the comparison of classes."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.analysis import comparison, scores
from quizapp.analysis.answers import answers_of
from quizapp.analysis.findings import ENOUGH, FEW
from quizapp.analysis.items import item_rows
from quizapp.analysis.quiz import quiz_statistics
from quizapp.clock import now
from quizapp.database import db
from quizapp.quizzes import attempts as sittings
from quizapp.quizzes import learning
from quizapp.quizzes.making import assignment_of
from quizapp.quizzes.models import Attempt

blueprint = Blueprint("analysis", __name__)


@blueprint.get("/assignments/<int:assignment_id>")
@teacher_required
def assignment(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    rows = scores.student_rows(given)
    return render_template(
        "analysis/assignment.html", assignment=given, rows=rows, summary=scores.summary(rows)
    )


@blueprint.get("/assignments/<int:assignment_id>/items")
@teacher_required
def items(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    answers = answers_of([row.counted for row in scores.student_rows(given) if row.counted])
    return render_template(
        "analysis/items.html",
        assignment=given,
        quiz=quiz_statistics(answers),
        items=item_rows(answers),
        few=FEW,
        enough=ENOUGH,
    )


@blueprint.get("/assignments/<int:assignment_id>/attempts/<attempt_id>")
@teacher_required
def attempt(assignment_id: int, attempt_id: str) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    sitting = db.session.get(Attempt, attempt_id)
    if sitting is None or sitting.assignment_id != given.id:
        raise NotFound
    return render_template(
        "analysis/attempt.html",
        assignment=given,
        attempt=sitting,
        state=sittings.state_at(sitting, now()),
        share=scores.share_of(sitting),
        results=learning.results_of(sitting),
    )


@blueprint.get("/assignments/<int:assignment_id>/compare")
@teacher_required
def compare(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    return render_template(
        "analysis/compare.html",
        assignment=given,
        comparison=comparison.compare(given),
        smallest=comparison.SMALLEST_GROUP,
    )
