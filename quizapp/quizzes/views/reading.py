"""Pages behind a learner's result: the article at the sentence that proves a question, and challenges."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import learner_required, signed_in_user
from quizapp.quizzes import attempts, challenging, reading
from quizapp.quizzes.forms import ChallengeForm
from quizapp.quizzes.models import Attempt, Challenge
from quizapp.quizzes.views.blueprint import blueprint


@blueprint.get("/attempts/<attempt_id>/article")
@learner_required
def article(attempt_id: str) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    position = request.args.get("question", 0, type=int)
    opened = reading.opened(attempt, position)
    back = (
        url_for(".question", attempt_id=attempt.id, position=position)
        if opened.is_part
        else _result(attempt, position)
    )
    return render_template(
        "quizzes/article.html", attempt=attempt, position=position, opened=opened, back=back
    )


def _result(attempt: Attempt, position: int) -> str:
    return url_for(".result", attempt_id=attempt.id, _anchor=f"question-{position}")


@blueprint.route("/attempts/<attempt_id>/challenge/<int:position>", methods=["GET", "POST"])
@learner_required
def challenge(attempt_id: str, position: int) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    ground = challenging.ground_of(attempt, position)
    form = ChallengeForm()
    form.offer(ground.answers, ground.sentences)
    if form.validate_on_submit():
        try:
            challenging.challenge(
                attempt,
                position,
                sentence=form.sentence.data or "",
                answer=form.answer.data or "",
                words=form.words.data or "",
            )
            flash("Your challenge is sent. Your teacher’s answer will stand here, beside the question.", "good")
        except challenging.Refused as reason:
            flash(str(reason), "warn")
        return redirect(_result(attempt, position), 303)
    page = render_template(
        "quizzes/challenge.html",
        attempt=attempt,
        position=position,
        ground=ground,
        form=form,
        back=_result(attempt, position),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/challenges/<int:challenge_id>/withdraw")
@learner_required
def withdraw_challenge(challenge_id: int) -> ResponseReturnValue:
    made = challenging.of_learner(challenge_id, signed_in_user())
    try:
        challenging.withdraw(made)
        flash("Your challenge is withdrawn. You can bring it back beside the question.", "good")
    except challenging.Refused as reason:
        flash(str(reason), "warn")
    return _beside_question(made)


@blueprint.post("/challenges/<int:challenge_id>/bring-back")
@learner_required
def bring_back_challenge(challenge_id: int) -> ResponseReturnValue:
    made = challenging.of_learner(challenge_id, signed_in_user())
    try:
        challenging.bring_back(made)
        flash("Your teacher can see your challenge again.", "good")
    except challenging.Refused as reason:
        flash(str(reason), "warn")
    return _beside_question(made)


def _beside_question(made: Challenge) -> ResponseReturnValue:
    attempt = attempts.of_learner(made.attempt_id, signed_in_user())
    position = next(at for at, each in challenging.by_position(attempt).items() if each.id == made.id)
    return redirect(_result(attempt, position), 303)
