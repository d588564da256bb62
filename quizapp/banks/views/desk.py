"""The review desk: one question beside its article, approved, rejected and put right; and what was refused."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, deciding, rescuing, reviewing, undoing
from quizapp.banks.models import Bank, Question
from quizapp.banks.review_forms import ApprovalForm, DecisionForm, RejectionForm
from quizapp.banks.views.blueprint import blueprint


@blueprint.get("/banks/<int:bank_id>/review")
@teacher_required
def review(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    line = reviewing.lineup(bank, request.args.get("question", type=int), request.args.get("show"))
    return _desk_page(bank, line)


def _desk_page(
    bank: Bank,
    line: reviewing.Lineup,
    approval: ApprovalForm | None = None,
    rejection: RejectionForm | None = None,
) -> str:
    return render_template(
        "banks/review.html",
        bank=bank,
        line=line,
        desk=reviewing.desk(bank, line),
        last=undoing.last_decision(bank, signed_in_user()),
        approval=approval or ApprovalForm(formdata=None),
        rejection=rejection or RejectionForm(formdata=None),
        reasons=deciding.REASONS,
        is_asking="ask" in request.args,
        is_on_the_way="question" in request.args,
    )


@blueprint.post("/questions/<int:question_id>/approve")
@teacher_required
def approve(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    form = ApprovalForm()
    if form.validate():
        try:
            deciding.approve(found, author=signed_in_user(), words=form.words.data or "")
        except deciding.Unproven as problem:
            form.words.errors = [str(problem)]
        else:
            return _onwards(found, form)
    return _desk_page(found.bank, reviewing.lineup(found.bank, found.id, form.show.data), approval=form), 422


@blueprint.post("/questions/<int:question_id>/reject")
@teacher_required
def reject(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    form = RejectionForm()
    if not form.validate():
        return _desk_page(found.bank, reviewing.lineup(found.bank, found.id, form.show.data), rejection=form), 422
    deciding.reject(found, author=signed_in_user(), reason=form.reason.data or "", words=form.words.data or "")
    return _onwards(found, form)


@blueprint.post("/questions/<int:question_id>/restore")
@teacher_required
def restore(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    deciding.put_back(found, author=signed_in_user())
    return back_to_review(found)


def _onwards(decided: Question, form: DecisionForm) -> ResponseReturnValue:
    """To the next question of those that the teacher is going through; back to this one where there is no such way."""
    if not form.show.data:
        return back_to_review(decided)
    following = reviewing.onwards(decided, form.show.data)
    return redirect(url_for(".review", bank_id=decided.bank_id, question=following, show=form.show.data), 303)


def back_to_review(found: Question) -> ResponseReturnValue:
    """To this question on the desk."""
    return redirect(url_for(".review", bank_id=found.bank_id, question=found.id), 303)


@blueprint.post("/questions/<int:question_id>/swap")
@teacher_required
def swap(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    number, spare = request.form.get("number", 0, type=int), request.form.get("spare", 1, type=int)
    deciding.swap_distractor(found, number, spare, author=signed_in_user())
    return back_to_review(found)


@blueprint.post("/questions/<int:question_id>/mend")
@teacher_required
def mend(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    code, where, label = (request.form.get(name, "") for name in ("code", "where", "label"))
    deciding.mend(found, code, where, label, author=signed_in_user())
    return back_to_review(found)


@blueprint.post("/banks/<int:bank_id>/undo")
@teacher_required
def undo(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    question_id = None
    try:
        question_id = undoing.undo(bank, request.form.get("decision", type=int), signed_in_user())
    except undoing.Overtaken as problem:
        flash(str(problem), "warn")
    else:
        flash("Undone: all is as it was before.", "good")
    return redirect(url_for(".review", bank_id=bank_id, question=question_id), 303)


@blueprint.get("/banks/<int:bank_id>/refused")
@teacher_required
def refused(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    return render_template("banks/refused.html", bank=bank, reasons=rescuing.reasons_of(bank))


@blueprint.post("/banks/<int:bank_id>/refused/<int:number>/rescue")
@teacher_required
def rescue(bank_id: int, number: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    return back_to_review(rescuing.rescue(bank, number, author=signed_in_user()))


@blueprint.get("/questions/<int:question_id>")
@teacher_required
def question(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    return render_template(
        "banks/question.html",
        item=reviewing.review_item(found),
        question=found,
        decisions=undoing.decisions_about(found),
    )
