"""Looking at what a change of a quiz does before it is stored, where students have begun."""

import hashlib

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user
from quizapp.database import db
from quizapp.quizzes import making
from quizapp.quizzes.remaking import Change
from quizapp.quizzes.views.blueprint import blueprint


class Unseen(Exception):
    """A change whose effects were not shown yet, or are others by now. Answered with the page that shows them."""

    def __init__(self, change: Change, mark: str) -> None:
        self.change, self.mark = change, mark


def look_first(change: Change) -> None:
    """Go on where nobody is touched, or where just this was shown. Raises ``Unseen``, with nothing stored."""
    mark = hashlib.sha256(repr(change).encode()).hexdigest()
    if change.lines and request.form.get("seen") != mark:
        db.session.rollback()
        raise Unseen(change, mark)


@blueprint.errorhandler(Unseen)
def _show(unseen: Unseen) -> ResponseReturnValue:
    """What the change does; a press sends the same again, with the mark of what was seen."""
    quiz = making.quiz_of((request.view_args or {})["quiz_id"], signed_in_user())
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in ("csrf_token", "seen")]
    is_settings = request.endpoint == "quizzes.edit"
    return render_template(
        "quizzes/look_first.html",
        quiz=quiz,
        change=unseen.change,
        fields=[*fields, ("seen", unseen.mark)],
        action=request.full_path.rstrip("?"),
        back=url_for("quizzes.edit" if is_settings else "quizzes.choose", quiz_id=quiz.id),
    )
