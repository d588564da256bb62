"""The review desk: drafts beside their article, approved, rejected and put right."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, reviewing
from quizapp.banks.highlighting import article_blocks
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Question
from quizapp.banks.views.blueprint import blueprint


@blueprint.get("/banks/<int:bank_id>/review")
@teacher_required
def review(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    items = reviewing.review_items(bank)
    marks = [(item.question.id, quote) for item in items for quote in item.evidence]
    return render_template(
        "banks/review.html",
        bank=bank,
        items=items,
        counts=reviewing.status_counts(bank),
        blocks=article_blocks(bank.article, marks) if bank.article else [],
    )


@blueprint.post("/questions/<int:question_id>/approve")
@teacher_required
def approve(question_id: int) -> ResponseReturnValue:
    return _set_status(question_id, APPROVED)


@blueprint.post("/questions/<int:question_id>/reject")
@teacher_required
def reject(question_id: int) -> ResponseReturnValue:
    return _set_status(question_id, RETIRED)


@blueprint.post("/questions/<int:question_id>/restore")
@teacher_required
def restore(question_id: int) -> ResponseReturnValue:
    return _set_status(question_id, DRAFT)


def _set_status(question_id: int, status: str) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    reviewing.set_status(found, status)
    return back_to_review(found)


def back_to_review(found: Question) -> ResponseReturnValue:
    address = url_for(".review", bank_id=found.bank_id, _anchor=f"question-{found.id}")
    return redirect(address, 303)


@blueprint.post("/questions/<int:question_id>/swap")
@teacher_required
def swap(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    number = request.form.get("number", 0, type=int)
    reviewing.swap_distractor(found, number, author=signed_in_user())
    return back_to_review(found)
