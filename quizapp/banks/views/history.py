"""Pages of one question: what it says, its versions side by side, restoring one."""

from collections import Counter
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, comparing, flaw_codes, status_log, undoing, versions
from quizapp.banks.earlier import earlier_passages
from quizapp.banks.models import READ, QuestionVersion, StatusChange
from quizapp.banks.views.blueprint import blueprint, usage
from quizapp.banks.views.shelf import may

# A decision and the change that it makes are stored one right after the other.
_TOGETHER = timedelta(seconds=1)


@blueprint.get("/questions/<int:question_id>")
@teacher_required
def question(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user(), to=READ)
    every = versions.versions_of(found)
    changes = status_log.changes_of(found)
    current = next(version for version in every if version.number == found.version_number)
    return render_template(
        "banks/question.html",
        question=found,
        bank=found.bank,
        may=may(found.bank),
        current=current,
        parts=comparing.parts(current.content, current.tags),
        flaws=flaw_codes.flaws_of(found),
        versions=every,
        answered=_answered(every),
        changes=changes,
        reasons=_reasons(changes, undoing.decisions_about(found)),
    )


def _reasons(changes: list[StatusChange], decisions: list[undoing.Decided]) -> dict[int, str]:
    """Why the status was changed, by the id of the change, where a reason was given with it."""
    return {
        change.id: decision.why
        for decision in decisions
        if decision.why
        for change in changes
        if abs(change.at - decision.at) < _TOGETHER
    }


def _answered(every: list[QuestionVersion]) -> Counter[int]:
    """How often students answered each version, by its id, where a room above can tell."""
    counts: Counter[int] = Counter()
    for count in usage:
        counts.update(count([version.id for version in every]))
    return counts


@blueprint.get("/questions/<int:question_id>/compare")
@teacher_required
def compare_versions(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user(), to=READ)
    numbers = [request.args.get(side, found.version_number, type=int) for side in ("old", "new")]
    old, new = (versions.version_of(found, number) for number in sorted(numbers))
    parts = comparing.compared(comparing.parts(old.content, old.tags), comparing.parts(new.content, new.tags))
    return render_template(
        "banks/compare.html",
        question=found,
        bank=found.bank,
        may=may(found.bank),
        old=old,
        new=new,
        parts=parts,
        earlier=earlier_passages(old, found.bank.article),
        differing=sum(part.differs for part in parts),
        versions=versions.versions_of(found),
    )


@blueprint.post("/questions/<int:question_id>/versions/<int:number>/restore")
@teacher_required
def restore_version(question_id: int, number: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    lost = versions.restore(found, number, author=signed_in_user())
    flash(f"Version {number} is in use again, as a new version. Answers given before stay as they were.", "good")
    if lost:
        flash(
            f"The article no longer says “{lost[0]}”, so that proof was left out. Quote the proof again, then approve.",
            "warn",
        )
    return redirect(url_for(".question", question_id=found.id), 303)
