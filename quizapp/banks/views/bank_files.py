"""Pages for bank files: saving a bank as one, and loading one after a look at what it changes."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.articles.errors import ArticleError
from quizapp.articles.model import Article
from quizapp.banks import access, files, importing, loading, packing, uploads
from quizapp.banks.forms import BankFileForm
from quizapp.banks.models import COPY, BankUpload
from quizapp.banks.paging import cut
from quizapp.banks.views.blueprint import blueprint
from quizapp.banks.views.shelf import asked_page

CHANGES_A_PAGE = 25


@blueprint.get("/banks/<int:bank_id>/export.toml")
@teacher_required
def export(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=COPY)
    text = files.write_bank(loading.export_bank(bank))
    return _download(text.encode(), f"{bank.slug}.toml", "application/toml")


@blueprint.get("/banks/<int:bank_id>/export.zip")
@teacher_required
def export_packed(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=COPY)
    packed = packing.pack(loading.export_bank(bank), bank.article.text if bank.article else None)
    return _download(packed, f"{bank.slug}.zip", "application/zip")


@blueprint.get("/banks/<int:bank_id>/article.txt")
@teacher_required
def export_article(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=COPY)
    text = bank.article.text if bank.article else ""
    return _download(text.encode(), f"{bank.slug}.article.txt", "text/plain; charset=utf-8")


def _download(data: bytes, filename: str, mimetype: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(data, content_type=mimetype, headers=headers)


@blueprint.route("/banks/import", methods=["GET", "POST"])
@teacher_required
def import_bank() -> ResponseReturnValue:
    form = BankFileForm()
    problems: list[files.BankError] = []
    if form.validate_on_submit():
        try:
            bank_file, article = _uploaded(form)
            upload = uploads.keep(bank_file, article, signed_in_user())
        except files.BankErrors as errors:
            problems = errors.errors
        except ArticleError as problem:
            form.article.errors = [*form.article.errors, str(problem)]
        else:
            return redirect(url_for(".preview_import", upload_id=upload.id), 303)
    page = render_template("banks/import.html", form=form, problems=problems)
    return page, 422 if form.errors or problems else 200


def _uploaded(form: BankFileForm) -> tuple[files.BankFile, Article | None]:
    """The bank and its article; an article chosen beside the file wins over the one packed with it."""
    unpacked = uploads.unpacked(form.bank.data.read(), form.bank.data.filename)
    data, name = unpacked.article, unpacked.article_name
    chosen = form.article.data
    if chosen and chosen.filename:
        data, name = chosen.read(), chosen.filename
    return unpacked.bank, importing.read_upload(data, name).article if data is not None else None


@blueprint.get("/banks/import/<upload_id>")
@teacher_required
def preview_import(upload_id: str) -> ResponseReturnValue:
    upload = uploads.upload_of(upload_id, signed_in_user())
    try:
        return _preview_page(upload)
    except files.BankErrors as errors:
        return render_template("banks/import.html", form=BankFileForm(), problems=errors.errors), 422


def _preview_page(upload: BankUpload) -> str:
    difference = uploads.preview(upload, signed_in_user())
    page = cut(difference.changed, asked_page(), size=CHANGES_A_PAGE)
    return render_template("banks/preview.html", upload=upload, difference=difference, page=page)


@blueprint.post("/banks/import/<upload_id>/accept")
@teacher_required
def accept_import(upload_id: str) -> ResponseReturnValue:
    upload = uploads.upload_of(upload_id, signed_in_user())
    try:
        bank = uploads.accept(upload, signed_in_user())
    except files.BankErrors as errors:
        return render_template("banks/import.html", form=BankFileForm(), problems=errors.errors), 422
    flash("The bank is loaded. Attempts already begun keep the questions they were given.", "good")
    return redirect(url_for(".show", bank_id=bank.id), 303)


@blueprint.post("/banks/import/<upload_id>/cancel")
@teacher_required
def cancel_import(upload_id: str) -> ResponseReturnValue:
    uploads.forget(uploads.upload_of(upload_id, signed_in_user()))
    flash("Nothing was changed.", "good")
    return redirect(url_for(".index"), 303)
