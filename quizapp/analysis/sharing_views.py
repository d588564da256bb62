"""Telling others: a class's figures to colleagues, and to students what they may see of their place."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import learner_required, signed_in_user, teacher_required
from quizapp.accounts.models import User
from quizapp.analysis import sharing, standing
from quizapp.analysis.disclosure import SMALLEST_GROUP, may_renew
from quizapp.analysis.models import LEADERBOARD, NOTHING, Nickname
from quizapp.analysis.nicknames import LONGEST
from quizapp.quizzes import attempts, challenging
from quizapp.quizzes.making import assignment_of
from quizapp.quizzes.models import Assignment, Attempt

blueprint = Blueprint("sharing", __name__)


@blueprint.post("/assignments/<int:assignment_id>/share")
@teacher_required
def share(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    try:
        snapshot = sharing.share(given, signed_in_user())
        flash(f"Colleagues see this class as “{snapshot.code_name}” now, without its name and yours.", "good")
    except sharing.CannotShare as reason:
        flash(str(reason), "warn")
    return redirect(url_for("analysis.compare", assignment_id=given.id, _anchor="sharing"), 303)


@blueprint.post("/assignments/<int:assignment_id>/share/withdraw")
@teacher_required
def withdraw(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    snapshot = sharing.snapshot_of(given)
    if snapshot is None:
        raise NotFound
    sharing.withdraw(snapshot, signed_in_user())
    flash("Nobody else sees these figures any more. You can share them again.", "good")
    return redirect(url_for("analysis.compare", assignment_id=given.id, _anchor="sharing"), 303)


@blueprint.get("/assignments/<int:assignment_id>/standing")
@teacher_required
def settings(assignment_id: int) -> ResponseReturnValue:
    return _settings_page(assignment_of(assignment_id, signed_in_user()))


def _settings_page(given: Assignment) -> str:
    stored, counted = standing.standing_of(given), len(standing.counted_shares(given))
    changed = standing.changed_results(stored)
    return render_template(
        "analysis/spread.html",
        assignment=given,
        challenges=challenging.open_count(given),
        standing=stored,
        choices=standing.CHOICES,
        shows_spread=stored.shows != NOTHING,
        has_board=stored.shows == LEADERBOARD,
        nicknames=standing.nicknames_of(given),
        counted=counted,
        changed=changed,
        may_renew=may_renew(stored.counted, counted, changed),
        wanted=(stored.counted or 0) + SMALLEST_GROUP,
    )


@blueprint.post("/assignments/<int:assignment_id>/standing")
@teacher_required
def settle(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    try:
        standing.settle(given, request.form.get("shows", ""))
        flash("Stored. Students see it beside their result.", "good")
    except standing.Refused as reason:
        flash(str(reason), "warn")
    return redirect(url_for(".settings", assignment_id=given.id), 303)


@blueprint.post("/assignments/<int:assignment_id>/standing/renew")
@teacher_required
def renew(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    try:
        standing.renew(given)
        flash("The spread is up to date.", "good")
    except standing.Refused as reason:
        flash(str(reason), "warn")
    return redirect(url_for(".settings", assignment_id=given.id), 303)


@blueprint.post("/assignments/<int:assignment_id>/standing/nicknames/<int:user_id>/<any(remove, restore):word>")
@teacher_required
def judge_nickname(assignment_id: int, user_id: int, word: str) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    chosen = next((each for each in standing.nicknames_of(given) if each.learner_id == user_id), None)
    if chosen is None:
        raise NotFound
    if word == "remove":
        standing.remove_nickname(chosen)
        flash(f"“{chosen.name}” is off the leaderboard. Its student can choose another one.", "good")
    else:
        standing.restore_nickname(chosen)
        flash(f"“{chosen.name}” is back on the leaderboard.", "good")
    return redirect(url_for(".settings", assignment_id=given.id), 303)


def result_panel(attempt: Attempt) -> Markup:
    """The class's spread beside a student's result, as far as the teacher shows it."""
    return Markup(  # noqa: S704 - the template has escaped every value
        render_template(
            "analysis/_spread.html",
            attempt=attempt,
            spread=standing.spread_for(attempt),
            has_board=standing.has_board(attempt.assignment),
        )
    )


@blueprint.get("/attempts/<attempt_id>/leaderboard")
@learner_required
def leaderboard(attempt_id: str) -> ResponseReturnValue:
    return _board_page(_ended(attempt_id, signed_in_user()), signed_in_user())


@blueprint.post("/attempts/<attempt_id>/leaderboard")
@learner_required
def choose_nickname(attempt_id: str) -> ResponseReturnValue:
    learner, typed = signed_in_user(), request.form.get("nickname", "")
    attempt = _ended(attempt_id, learner)
    try:
        standing.choose_nickname(attempt.assignment, learner, typed)
    except standing.Refused as reason:
        return _board_page(attempt, learner, typed=typed, problem=str(reason)), 422
    flash("You are on the leaderboard. You can leave it whenever you like.", "good")
    return redirect(url_for(".leaderboard", attempt_id=attempt.id), 303)


@blueprint.post("/attempts/<attempt_id>/leaderboard/leave")
@learner_required
def leave_leaderboard(attempt_id: str) -> ResponseReturnValue:
    attempt = _ended(attempt_id, signed_in_user())
    standing.leave_board(attempt.assignment, signed_in_user())
    flash("You are not on the leaderboard any more.", "good")
    return redirect(url_for(".leaderboard", attempt_id=attempt.id), 303)


def _ended(attempt_id: str, learner: User) -> Attempt:
    """The learner's own ended attempt at a quiz with a leaderboard (404 otherwise)."""
    attempt = attempts.of_learner(attempt_id, learner)
    if attempts.is_running(attempt) or not standing.has_board(attempt.assignment):
        raise NotFound
    return attempt


def _board_page(attempt: Attempt, learner: User, *, typed: str = "", problem: str = "") -> str:
    chosen: Nickname | None = standing.nickname_of(attempt.assignment, learner)
    return render_template(
        "analysis/leaderboard.html",
        attempt=attempt,
        lines=standing.board_of(attempt.assignment, learner),
        chosen=chosen,
        typed=typed,
        problem=problem,
        longest=LONGEST,
    )
