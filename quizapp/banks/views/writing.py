"""Pages for writing and editing a question."""

from dataclasses import dataclass, field
from typing import Any

from flask import flash, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, editing, previewing, rescuing, versions
from quizapp.banks.highlighting import article_view
from quizapp.banks.models import APPROVED, Bank, Question
from quizapp.banks.question_form import QuestionForm
from quizapp.banks.question_forms import FORMS
from quizapp.banks.row_form import RowsForm
from quizapp.banks.views.blueprint import blueprint
from quizapp.banks.views.desk import back_to_review
from quizapp.database import READING_POSTS
from quizapp.questions import TYPES, question_type
from quizapp.questions.content import evidence_of

READING_POSTS.update({"banks.check_edit", "banks.check_new"})
# The browser forgets the text that it kept for the author once the server says that it is stored.
_STORED_DRAFT = "stored_draft"
# What in an address says which sentence a new question is about: a refusal, or a stretch of the article.
_ABOUT = ("about", "start", "end")


@dataclass
class _Sheet:
    """A form on its way through a request: the question it is about (None: a new one) and what it says."""

    bank: Bank
    type: str
    question: Question | None
    form: QuestionForm
    data: dict[str, Any] = field(default_factory=dict)
    content: Any = None

    @property
    def stored(self) -> dict[str, Any]:
        return self.question.current.content if self.question else {}

    def judge(self) -> None:
        self.data, self.content = self.form.judged(question_type(self.type), self.stored)

    @property
    def fits(self) -> bool:
        return self.content is not None and not self.form.errors

    def checked(self) -> previewing.Checked:
        return previewing.check(
            self.form,
            self.type,
            self.data,
            self.content,
            stems=previewing.stems_beside(self.bank, self.question),
            article=self.bank.article.text if self.bank.article else None,
        )


def _sheet_of(found: Question) -> _Sheet:
    content: Any = question_type(found.type).parse(found.current.content)
    form = FORMS[found.type]()
    form.prove_by(found.bank.article.text if found.bank.article else "", content)
    return _Sheet(found.bank, found.type, found, form, data=found.current.content, content=content)


def _new_sheet(bank_id: int, type_name: str) -> _Sheet:
    bank = access.bank_of(bank_id, signed_in_user())
    if type_name not in TYPES:
        raise NotFound
    form = FORMS[type_name]()
    form.prove_by(bank.article.text if bank.article else "", None)
    return _Sheet(bank, type_name, None, form)


@blueprint.route("/questions/<int:question_id>/edit", methods=["GET", "POST"])
@teacher_required
def edit(question_id: int) -> ResponseReturnValue:
    found = access.question_of(question_id, signed_in_user())
    sheet = _sheet_of(found)
    if request.method == "GET":
        _fill(sheet)
        return _page(sheet)
    if "theirs" in request.form:
        return _with_theirs(sheet)
    sheet.judge()
    if _asks_for_help():
        return _helped(sheet)
    return _saved(sheet, found)


def _with_theirs(sheet: _Sheet) -> ResponseReturnValue:
    """The version that another editor stored, with what this one wrote to copy from. Stores nothing."""
    mine = sheet.form.told()
    sheet.form = FORMS[sheet.type](formdata=None)
    sheet.form.prove_by(sheet.bank.article.text if sheet.bank.article else "", sheet.content)
    _fill(sheet)
    return _page(sheet, mine=mine)


def _saved(sheet: _Sheet, found: Question) -> ResponseReturnValue:
    began_from, was_approved = sheet.form.began_from.data, found.status == APPROVED
    newer = editing.newer_than(found, began_from)
    if sheet.fits:
        try:
            note = sheet.form.note.data or "Edited"
            editing.save_edit(found, sheet.data, began_from=began_from, author=signed_in_user(), note=note)
        except editing.ChangedMeanwhile as changed:
            newer = changed.version
        else:
            flash("Saved as a new version.", "good")
            if was_approved and found.status != APPROVED:
                flash("Its proof is in doubt now, so it is a draft again. Look at it and approve it.", "warn")
            return _stored(sheet.form, found)
    if newer is not None:
        return _page(sheet, meets=newer), 409
    return _page(sheet, is_refused=True), 422


def _fill(sheet: _Sheet) -> None:
    sheet.form.fill(sheet.content)
    sheet.form.began_from.data = str(sheet.question.version_number) if sheet.question else ""


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
    sheet = _new_sheet(bank_id, type_name)
    if request.method == "GET":
        sheet.form.fill_empty()
        sheet.form.begin_with(_sentence(sheet.bank))
        sheet.judge()
        return _page(sheet)
    sheet.judge()
    if _asks_for_help():
        return _helped(sheet)
    if sheet.fits:
        added = versions.add_question(sheet.bank, type_name, sheet.data, author=signed_in_user())
        flash("Stored as a draft. Approve it when it is right.", "good")
        return _stored(sheet.form, added)
    return _page(sheet, is_refused=True), 422


@blueprint.post("/questions/<int:question_id>/check")
@teacher_required
def check_edit(question_id: int) -> ResponseReturnValue:
    return _checked(_sheet_of(access.question_of(question_id, signed_in_user())))


@blueprint.post("/banks/<int:bank_id>/questions/new/<type_name>/check")
@teacher_required
def check_new(bank_id: int, type_name: str) -> ResponseReturnValue:
    return _checked(_new_sheet(bank_id, type_name))


def _checked(sheet: _Sheet) -> ResponseReturnValue:
    """What stands beside the form, for what the form says now. Stores nothing."""
    sheet.judge()
    return render_template("banks/_checked.html", checked=sheet.checked(), type=sheet.type)


def _asks_for_help() -> bool:
    return bool({"preview", "add_row", "mend"} & set(request.form))


def _helped(sheet: _Sheet) -> ResponseReturnValue:
    """Without script: the same page with the question looked at, a row more, or a mend made. Stores nothing."""
    mend = sheet.checked().mend(request.form.get("mend", -1, type=int))
    if mend:
        sheet.form.put(mend.values)
        sheet.judge()
    if "add_row" in request.form and isinstance(sheet.form, RowsForm):
        sheet.form.add_rows(len(sheet.form[sheet.form.main]) + 1)
    return _page(sheet, mended=mend.label if mend else None)


def _stored(form: QuestionForm, question: Question) -> ResponseReturnValue:
    answer = make_response(back_to_review(question))
    answer.set_cookie(_STORED_DRAFT, (form.draft.data or "")[:64], max_age=7 * 24 * 3600, samesite="Lax")
    return answer


def _page(sheet: _Sheet, *, meets: Any = None, **said: Any) -> str:
    conflict = None
    if meets is not None:
        other: Any = FORMS[sheet.type](formdata=None)
        other.fill(question_type(sheet.type).parse(meets.content))
        mine, theirs = sheet.form.told(), other.told()
        conflict = editing.conflict(meets, mine=mine, theirs=theirs, author=signed_in_user())
        # Saving once more says that the other version has been seen.
        sheet.form.began_from.data = str(meets.number)
    checked = sheet.checked()
    proof = evidence_of(sheet.content) if sheet.content else []
    if request.method == "GET":
        sheet.form.forget_errors()
    question = sheet.question
    address = {"question_id": question.id} if question else {"bank_id": sheet.bank.id, "type_name": sheet.type}
    return render_template(
        "banks/edit.html",
        bank=sheet.bank,
        type=sheet.type,
        question=question,
        form=sheet.form,
        checked=checked,
        blocks=article_view(sheet.bank.article, proof, []).blocks if sheet.bank.article else [],
        check_endpoint="banks.check_edit" if question else "banks.check_new",
        address=address,
        author=signed_in_user(),
        conflict=conflict,
        **said,
    )
