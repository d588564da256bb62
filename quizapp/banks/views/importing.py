"""Pages of articles: bringing them in, correcting what was read, changed texts."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.articles.decoding import label
from quizapp.articles.errors import ArticleError
from quizapp.articles.lines import BadCorrection
from quizapp.banks import importing, structuring, updating
from quizapp.banks.forms import ArticleForm, CorrectionForm, EncodingForm
from quizapp.banks.models import WAITING, StoredArticle
from quizapp.banks.views.blueprint import blueprint


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
