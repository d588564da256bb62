"""The teacher's pages for articles, banks and questions."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from pydantic import ValidationError as ContentError
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.accounts.models import User
from quizapp.articles.decoding import label
from quizapp.articles.errors import ArticleError
from quizapp.articles.lines import BadCorrection
from quizapp.banks import files, importing, loading, neutrality, reviewing, structuring, updating
from quizapp.banks.forms import ArticleForm, BankFileForm, CorrectionForm, EncodingForm
from quizapp.banks.highlighting import article_blocks
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, WAITING, Bank, Question, StoredArticle
from quizapp.banks.question_forms import FORMS, QuestionForm
from quizapp.classes.roster import classes_of_teacher
from quizapp.database import db
from quizapp.questions import TYPES, question_type

blueprint = Blueprint("banks", __name__)

# Rooms above this one add to the teacher's home page: each gets the teacher and gives HTML.
panels: list[Callable[[User], Markup]] = []


@blueprint.get("/teach")
@teacher_required
def teach() -> ResponseReturnValue:
    teacher = signed_in_user()
    banks = reviewing.banks_of(teacher)
    waiting = [(bank, reviewing.status_counts(bank)[DRAFT]) for bank in banks]
    return render_template(
        "banks/teach.html",
        waiting=[(bank, drafts) for bank, drafts in waiting if drafts],
        banks=banks,
        articles=importing.articles_of(teacher),
        classes=classes_of_teacher(teacher),
        panels=[panel(teacher) for panel in panels],
    )


@blueprint.get("/articles")
@teacher_required
def articles() -> ResponseReturnValue:
    return render_template("banks/articles.html", articles=importing.articles_of(signed_in_user()))


@blueprint.route("/articles/new", methods=["GET", "POST"])
@teacher_required
def new_article() -> ResponseReturnValue:
    form = ArticleForm()
    if form.validate_on_submit():
        try:
            arrival = importing.store_article(signed_in_user(), *form.upload())
        except ArticleError as problem:
            form.refuse(str(problem))
        else:
            return _to_arrival(arrival)
    return render_template("banks/new_article.html", form=form), 422 if form.errors else 200


def _to_arrival(arrival: importing.Arrival) -> ResponseReturnValue:
    """To the article that came in, or to what its changes mean for questions in use."""
    if arrival.article.state == WAITING:
        return redirect(url_for(".changes", article_id=arrival.article.id), 303)
    if not arrival.is_new:
        flash("This very text is here already, so nothing was changed.", "info")
    return redirect(url_for(".article", article_id=arrival.article.id), 303)


@blueprint.get("/articles/<int:article_id>")
@teacher_required
def article(article_id: int) -> ResponseReturnValue:
    stored = importing.article_of(article_id, signed_in_user())
    if stored.id != article_id:
        return redirect(url_for(".article", article_id=stored.id))
    form = None
    if (start := request.args.get("line", type=int)) is not None:
        form = CorrectionForm()
        form.offer(structuring.line_choice(stored, start), fresh=True)
    return _article_page(stored, form)


def _article_page(stored: StoredArticle, form: CorrectionForm | None) -> str:
    return render_template(
        "banks/article.html",
        article=stored,
        structure=stored.structure,
        waiting=importing.waiting_for(stored),
        lines=structuring.line_views(stored),
        form=form,
        encoding=label(stored.encoding),
        encoding_form=EncodingForm(encoding=stored.encoding),
    )


@blueprint.post("/articles/<int:article_id>/corrections")
@teacher_required
def correct(article_id: int) -> ResponseReturnValue:
    stored = importing.article_of(article_id, signed_in_user())
    form = CorrectionForm()
    start = request.form.get("start", -1, type=int)
    form.offer(structuring.line_choice(stored, start), fresh=False)
    try:
        structuring.correct(stored, start, form.kind.data or "", form.place())
    except BadCorrection as problem:
        form.cut.errors = [str(problem)]
        return _article_page(stored, form), 422
    flash("Corrected. The text itself is as it was, and so is every quote from it.", "good")
    return redirect(url_for(".article", article_id=stored.id, _anchor=f"line-{start}"), 303)


@blueprint.post("/articles/<int:article_id>/corrections/undo")
@teacher_required
def undo_correction(article_id: int) -> ResponseReturnValue:
    stored = importing.article_of(article_id, signed_in_user())
    start = request.form.get("start", type=int)
    if start is None:
        structuring.undo_all(stored)
        flash("All corrections are undone.", "good")
        return redirect(url_for(".article", article_id=stored.id), 303)
    structuring.undo(stored, start)
    flash("The correction is undone.", "good")
    return redirect(url_for(".article", article_id=stored.id, _anchor=f"line-{start}"), 303)


@blueprint.post("/articles/<int:article_id>/encoding")
@teacher_required
def read_again(article_id: int) -> ResponseReturnValue:
    stored = importing.article_of(article_id, signed_in_user())
    encoding = request.form.get("encoding", "")
    try:
        arrival = importing.read_again(stored, encoding)
    except ArticleError as problem:
        flash(str(problem), "bad")
        return redirect(url_for(".article", article_id=article_id), 303)
    if arrival.article.state != WAITING and arrival.is_new:
        flash(f"The file was read again as {label(encoding)}.", "good")
    return _to_arrival(arrival)


@blueprint.route("/articles/<int:article_id>/again", methods=["GET", "POST"])
@teacher_required
def import_again(article_id: int) -> ResponseReturnValue:
    stored = importing.article_of(article_id, signed_in_user())
    form = ArticleForm()
    if form.validate_on_submit():
        try:
            return _to_arrival(importing.import_again(stored, *form.upload()))
        except ArticleError as problem:
            form.refuse(str(problem))
    page = render_template("banks/import_again.html", form=form, article=stored)
    return page, 422 if form.errors else 200


@blueprint.get("/articles/<int:article_id>/changes")
@teacher_required
def changes(article_id: int) -> ResponseReturnValue:
    newer = importing.waiting_of(article_id, signed_in_user())
    return render_template("banks/changes.html", article=newer, comparison=updating.compare(newer))


@blueprint.post("/articles/<int:article_id>/accept")
@teacher_required
def accept_changes(article_id: int) -> ResponseReturnValue:
    newer = importing.waiting_of(article_id, signed_in_user())
    decisions = {
        int(name.removeprefix("decision-")): value
        for name, value in request.form.items()
        if name.removeprefix("decision-").isdecimal()
    }
    try:
        updating.accept(newer, decisions, author=signed_in_user())
    except updating.Outdated as problem:
        flash(str(problem), "bad")
        return redirect(url_for(".articles"), 303)
    flash("The new text is in use. Attempts already begun keep the questions they were given.", "good")
    return redirect(url_for(".article", article_id=newer.id), 303)


@blueprint.post("/articles/<int:article_id>/cancel")
@teacher_required
def cancel_changes(article_id: int) -> ResponseReturnValue:
    old_id = updating.cancel(importing.waiting_of(article_id, signed_in_user()))
    flash("Nothing was changed.", "good")
    return redirect(url_for(".article", article_id=old_id), 303)


@blueprint.post("/articles/<int:article_id>/apart")
@teacher_required
def keep_apart(article_id: int) -> ResponseReturnValue:
    newer = importing.waiting_of(article_id, signed_in_user())
    updating.keep_apart(newer)
    flash("It is an article of its own now. The other one is as it was.", "good")
    return redirect(url_for(".article", article_id=newer.id), 303)


@blueprint.post("/articles/<int:article_id>/generate")
@teacher_required
def generate(article_id: int) -> ResponseReturnValue:
    stored = importing.article_of(article_id, signed_in_user())
    try:
        bank = importing.draft_bank(stored)
    except importing.DraftingFailed as problem:
        flash(str(problem), "bad")
        return redirect(url_for(".article", article_id=article_id), 303)
    flash(f"{len(bank.questions)} drafts are ready. Read each beside its proof.", "good")
    return redirect(url_for(".review", bank_id=bank.id), 303)


@blueprint.get("/banks")
@teacher_required
def index() -> ResponseReturnValue:
    banks = reviewing.banks_of(signed_in_user())
    return render_template(
        "banks/index.html", banks=[(bank, reviewing.status_counts(bank)) for bank in banks]
    )


@blueprint.get("/banks/<int:bank_id>")
@teacher_required
def show(bank_id: int) -> ResponseReturnValue:
    bank = reviewing.bank_of(bank_id, signed_in_user())
    return render_template(
        "banks/show.html",
        bank=bank,
        items=reviewing.review_items(bank),
        counts=reviewing.status_counts(bank),
    )


@blueprint.get("/banks/<int:bank_id>/neutrality")
@teacher_required
def bank_neutrality(bank_id: int) -> ResponseReturnValue:
    bank = reviewing.bank_of(bank_id, signed_in_user())
    return render_template("banks/neutrality.html", bank=bank, findings=neutrality.findings(bank))


@blueprint.get("/banks/<int:bank_id>/review")
@teacher_required
def review(bank_id: int) -> ResponseReturnValue:
    bank = reviewing.bank_of(bank_id, signed_in_user())
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
    found = reviewing.question_of(question_id, signed_in_user())
    reviewing.set_status(found, status)
    return _back_to_review(found)


def _back_to_review(found: Question) -> ResponseReturnValue:
    address = url_for(".review", bank_id=found.bank_id, _anchor=f"question-{found.id}")
    return redirect(address, 303)


@blueprint.post("/questions/<int:question_id>/swap")
@teacher_required
def swap(question_id: int) -> ResponseReturnValue:
    found = reviewing.question_of(question_id, signed_in_user())
    number = request.form.get("number", 0, type=int)
    reviewing.swap_distractor(found, number, author=signed_in_user())
    return _back_to_review(found)


@blueprint.get("/questions/<int:question_id>")
@teacher_required
def question(question_id: int) -> ResponseReturnValue:
    found = reviewing.question_of(question_id, signed_in_user())
    return render_template("banks/question.html", item=reviewing.review_item(found), question=found)


@blueprint.route("/questions/<int:question_id>/edit", methods=["GET", "POST"])
@teacher_required
def edit(question_id: int) -> ResponseReturnValue:
    found = reviewing.question_of(question_id, signed_in_user())
    content: Any = question_type(found.type).parse(found.current.content)
    form = FORMS[found.type]()
    form.prove_by(found.bank.article.text if found.bank.article else "", content)
    if request.method == "GET":
        form.fill(content)
    elif changed := _fitting(form, found.type, found.current.content):
        note = form.note.data or "Edited"
        reviewing.new_version(found, changed, author=signed_in_user(), note=note)
        flash("Saved as a new version.", "good")
        return _back_to_review(found)
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
    bank = reviewing.bank_of(bank_id, signed_in_user())
    return render_template("banks/new_question.html", bank=bank, types=TYPES.values())


@blueprint.route("/banks/<int:bank_id>/questions/new/<type_name>", methods=["GET", "POST"])
@teacher_required
def write_question(bank_id: int, type_name: str) -> ResponseReturnValue:
    bank = reviewing.bank_of(bank_id, signed_in_user())
    if type_name not in TYPES:
        raise NotFound
    form = FORMS[type_name]()
    form.prove_by(bank.article.text if bank.article else "", None)
    if request.method == "GET":
        form.fill_empty()
        form.begin_with(reviewing.refused_quote(bank, request.args.get("about", type=int)))
    elif written := _fitting(form, type_name, {}):
        added = reviewing.add_question(bank, type_name, written, author=signed_in_user())
        flash("Stored as a draft. Approve it when it is right.", "good")
        return _back_to_review(added)
    page = render_template("banks/edit.html", bank=bank, type=type_name, form=form, is_new=True)
    return page, 422 if form.errors else 200


@blueprint.get("/banks/<int:bank_id>/export.toml")
@teacher_required
def export(bank_id: int) -> ResponseReturnValue:
    bank = reviewing.bank_of(bank_id, signed_in_user())
    return _download(files.write_bank(loading.export_bank(bank)), f"{bank.slug}.toml", "application/toml")


@blueprint.get("/banks/<int:bank_id>/article.txt")
@teacher_required
def export_article(bank_id: int) -> ResponseReturnValue:
    bank = reviewing.bank_of(bank_id, signed_in_user())
    return _download(bank.article.text if bank.article else "", f"{bank.slug}.article.txt", "text/plain")


def _download(text: str, filename: str, mimetype: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(text, mimetype=mimetype, headers=headers)


@blueprint.route("/banks/import", methods=["GET", "POST"])
@teacher_required
def import_bank() -> ResponseReturnValue:
    form = BankFileForm()
    problems: list[files.BankError] = []
    if form.validate_on_submit():
        try:
            bank = _load_upload(form)
        except files.BankErrors as errors:
            problems = errors.errors
        except (ArticleError, UnicodeDecodeError) as problem:
            form.bank.errors = [*form.bank.errors, str(problem)]
        else:
            flash("The bank is loaded.", "good")
            return redirect(url_for(".show", bank_id=bank.id), 303)
    page = render_template("banks/import.html", form=form, problems=problems)
    return page, 422 if form.errors or problems else 200


def _load_upload(form: BankFileForm) -> Bank:
    bank_file = files.read_bank(form.bank.data.read().decode("utf-8"))
    upload = form.article.data
    article = None
    if upload and upload.filename:
        article = importing.read_upload(upload.read(), upload.filename).article
    return loading.load_bank(db.session, bank_file, article, signed_in_user())
