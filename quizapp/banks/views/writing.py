"""Pages for writing and editing a question."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError as ContentError
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, deciding, rescuing, versions
from quizapp.banks.models import Bank
from quizapp.banks.question_forms import FORMS, QuestionForm
from quizapp.banks.views.blueprint import blueprint
from quizapp.banks.views.desk import back_to_review
from quizapp.questions import TYPES, question_type

# What in an address says which sentence a new question is about: a refusal, or a stretch of the article.
_ABOUT = ("about", "start", "end")


@blueprint.route("/questions/<int:question_id>/edit", methods=["GET", "POST"])
@teacher_required
def edit(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    content: Any = question_type(found.type).parse(found.current.content)
    form = FORMS[found.type]()
    form.prove_by(found.bank.article.text if found.bank.article else "", content)
    if request.method == "GET":
        form.fill(content)
    elif changed := _fitting(form, found.type, found.current.content):
        note = form.note.data or "Edited"
        deciding.edit(found, changed, author=signed_in_user(), note=note)
        flash("Saved as a new version.", "good")
        return back_to_review(found)
    page = render_template("banks/edit.html", bank=found.bank, type=found.type, form=form, is_new=False)
    return page, 422 if form.errors else 200


def _fitting(form: QuestionForm, type_name: str, stored: dict[str, Any]) -> dict[str, Any] | None:
    """The content that the form makes of the stored one; None, with every error shown at once, if it does not fit."""
    is_valid = form.validate()
    content = form.changed(stored)
    try:
        question_type(type_name).parse(content)
    except ContentError as problems:
        form.show_errors(problems)
        return None
    return content if is_valid else None


@blueprint.get("/banks/<int:bank_id>/questions/new")
@teacher_required
def new_question(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    about = {name: value for name in _ABOUT if (value := request.args.get(name, type=int)) is not None}
    return render_template(
        "banks/new_question.html", bank=bank, types=TYPES.values(), about=about, sentence=_sentence(bank)
    )


def _sentence(bank: Bank) -> str:
    """The sentence that the address asks for a question about; "" where it names none."""
    about, start, end = (request.args.get(name, type=int) for name in _ABOUT)
    return rescuing.sentence_of(bank, about, start, end)


@blueprint.route("/banks/<int:bank_id>/questions/new/<type_name>", methods=["GET", "POST"])
@teacher_required
def write_question(bank_id: int, type_name: str) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    if type_name not in TYPES:
        raise NotFound
    form = FORMS[type_name]()
    form.prove_by(bank.article.text if bank.article else "", None)
    if request.method == "GET":
        form.fill_empty()
        form.begin_with(_sentence(bank))
    elif written := _fitting(form, type_name, {}):
        added = versions.add_question(bank, type_name, written, author=signed_in_user())
        flash("Stored as a draft. Approve it when it is right.", "good")
        return back_to_review(added)
    page = render_template("banks/edit.html", bank=bank, type=type_name, form=form, is_new=True)
    return page, 422 if form.errors else 200
