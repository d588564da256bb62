"""Pages of banks: the list of them, one bank, bank files in and out."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.articles.errors import ArticleError
from quizapp.banks import access, files, importing, loading, neutrality, reviewing
from quizapp.banks.forms import BankFileForm
from quizapp.banks.models import DRAFT, Bank
from quizapp.banks.views.blueprint import blueprint, panels
from quizapp.classes.roster import classes_of_teacher
from quizapp.database import db


@blueprint.get("/teach")
@teacher_required
def teach() -> ResponseReturnValue:
    teacher = signed_in_user()
    banks = access.banks_of(teacher)
    waiting = [(bank, reviewing.status_counts(bank)[DRAFT]) for bank in banks]
    return render_template(
        "banks/teach.html",
        waiting=[(bank, drafts) for bank, drafts in waiting if drafts],
        banks=banks,
        articles=importing.articles_of(teacher),
        classes=classes_of_teacher(teacher),
        panels=[panel(teacher) for panel in panels],
    )


@blueprint.get("/banks")
@teacher_required
def index() -> ResponseReturnValue:
    banks = access.banks_of(signed_in_user())
    return render_template(
        "banks/index.html", banks=[(bank, reviewing.status_counts(bank)) for bank in banks]
    )


@blueprint.get("/banks/<int:bank_id>")
@teacher_required
def show(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    return render_template(
        "banks/show.html",
        bank=bank,
        items=reviewing.review_items(bank),
        counts=reviewing.status_counts(bank),
    )


@blueprint.get("/banks/<int:bank_id>/neutrality")
@teacher_required
def bank_neutrality(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    return render_template("banks/neutrality.html", bank=bank, findings=neutrality.findings(bank))


@blueprint.get("/banks/<int:bank_id>/export.toml")
@teacher_required
def export(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    return _download(files.write_bank(loading.export_bank(bank)), f"{bank.slug}.toml", "application/toml")


@blueprint.get("/banks/<int:bank_id>/article.txt")
@teacher_required
def export_article(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
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
