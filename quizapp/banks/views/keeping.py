"""Pages for keeping a bank: its details, tags, colleagues, copies, merging, archiving."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, merging, sharing, shelving, tagging
from quizapp.banks.access import OWN
from quizapp.banks.models import COPY, Bank
from quizapp.banks.moving import CannotMove
from quizapp.banks.shelf_forms import DetailsForm, MergeForm, RenameTagForm, ShareForm
from quizapp.banks.views.blueprint import blueprint
from quizapp.banks.views.shelf import may
from quizapp.web.choices import offered
from quizapp.web.filters import plural


@blueprint.route("/banks/<int:bank_id>/settings", methods=["GET", "POST"])
@teacher_required
def bank_settings(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=OWN)
    details = DetailsForm(obj=bank)
    if details.validate_on_submit():
        shelving.describe(
            bank,
            title=(details.title.data or "").strip(),
            language=(details.language.data or "").strip(),
            licence=(details.licence.data or "").strip(),
        )
        flash("Saved.", "good")
        return redirect(url_for(".bank_settings", bank_id=bank.id), 303)
    return _settings_page(bank, details, ShareForm(formdata=None)), 422 if details.errors else 200


def _settings_page(bank: Bank, details: DetailsForm, share: ShareForm) -> str:
    counts = shelving.status_counts_of([bank.id])[bank.id]
    return render_template(
        "banks/settings.html",
        bank=bank,
        may=may(bank),
        details=details,
        share=share,
        shares=sharing.shares_of(bank),
        rights=sharing.CHOICES,
        is_empty=not counts.total(),
    )


@blueprint.post("/banks/<int:bank_id>/shares")
@teacher_required
def share_bank(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=OWN)
    form = ShareForm()
    if form.validate():
        try:
            shared = sharing.share(bank, form.username.data or "", form.right.data)
        except sharing.CannotShare as problem:
            form.username.errors = [str(problem)]
        else:
            flash(f"{shared.user.name} finds the bank on their shelf now.", "good")
            return redirect(url_for(".bank_settings", bank_id=bank.id, _anchor="sharing"), 303)
    return _settings_page(bank, DetailsForm(formdata=None, obj=bank), form), 422


@blueprint.post("/banks/<int:bank_id>/shares/<int:user_id>/withdraw")
@teacher_required
def withdraw_share(bank_id: int, user_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=OWN)
    name = sharing.withdraw(bank, user_id)
    if name:
        flash(f"{name} no longer sees the bank. Copies that they made stay theirs.", "good")
    return redirect(url_for(".bank_settings", bank_id=bank.id, _anchor="sharing"), 303)


@blueprint.post("/banks/<int:bank_id>/archive")
@teacher_required
def archive_bank(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=OWN)
    shelving.archive(bank)
    flash(f"“{bank.title}” is archived. Quizzes that use it go on; you find it under Archived.", "good")
    return redirect(url_for(".index"), 303)


@blueprint.post("/banks/<int:bank_id>/put-back")
@teacher_required
def put_bank_back(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=OWN)
    shelving.put_back(bank)
    flash(f"“{bank.title}” is on the shelf again.", "good")
    return redirect(url_for(".show", bank_id=bank.id), 303)


@blueprint.post("/banks/<int:bank_id>/delete")
@teacher_required
def delete_bank(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=OWN)
    try:
        shelving.delete_empty(bank)
    except shelving.NotEmpty as problem:
        flash(str(problem), "bad")
        return redirect(url_for(".bank_settings", bank_id=bank_id), 303)
    flash("The empty bank is deleted.", "good")
    return redirect(url_for(".index"), 303)


@blueprint.get("/banks/<int:bank_id>/tags")
@teacher_required
def tags(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    form = RenameTagForm(formdata=None, old=request.args.get("tag", ""), new=request.args.get("tag", ""))
    return _tags_page(bank, form)


def _tags_page(bank: Bank, form: RenameTagForm) -> str:
    tags = tagging.tags_of(bank)
    removing = next((tag for tag in tags if tag.name == request.args.get("remove")), None)
    return render_template("banks/tags.html", bank=bank, may=may(bank), tags=tags, form=form, removing=removing)


@blueprint.post("/banks/<int:bank_id>/tags/rename")
@teacher_required
def rename_tag(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    form = RenameTagForm()
    old = form.old.data or ""
    try:
        new = tagging.cleaned_tag(form.new.data or "")
    except tagging.BadTag as problem:
        form.new.errors = [str(problem)]
        return _tags_page(bank, form), 422
    count = tagging.rename_tag(tagging.tagged(bank, old), old, new, author=signed_in_user())
    flash(f"“{old}” is now “{new}” in {plural(count, 'question')}.", "good")
    return redirect(url_for(".tags", bank_id=bank.id), 303)


@blueprint.post("/banks/<int:bank_id>/tags/remove")
@teacher_required
def remove_tag(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user())
    tag = request.form.get("tag", "")
    count = tagging.remove_tag(tagging.tagged(bank, tag), tag, author=signed_in_user())
    flash(f"“{tag}” was taken from {plural(count, 'question')}. Their earlier versions still have it.", "good")
    return redirect(url_for(".tags", bank_id=bank.id), 303)


@blueprint.get("/banks/<int:bank_id>/copies")
@teacher_required
def copies(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=COPY)
    return render_template("banks/copies.html", bank=bank, may=may(bank), form=_merge_form(bank))


def _merge_form(bank: Bank) -> MergeForm:
    form = MergeForm()
    form.source.choices = offered((str(each.id), each.title) for each in merging.mergeable(bank))
    return form


@blueprint.post("/banks/<int:bank_id>/copy")
@teacher_required
def copy_bank(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=COPY)
    made = merging.copy_bank(bank, signed_in_user())
    flash("Here is your copy. What you change in it changes nothing in the first bank.", "good")
    return redirect(url_for(".show", bank_id=made.id), 303)


@blueprint.post("/banks/<int:bank_id>/merge")
@teacher_required
def merge_bank(bank_id: int) -> ResponseReturnValue:
    """The page that asks first; with ``sure``, the deed."""
    bank = access.bank_of(bank_id, signed_in_user(), to=OWN)
    source = access.bank_of(request.form.get("source", 0, type=int), signed_in_user(), to=OWN)
    try:
        if "sure" not in request.form:
            plan = merging.plan(source, bank)
            return render_template("banks/merge.html", bank=bank, source=source, plan=plan)
        done = merging.merge(source, bank, author=signed_in_user())
    except CannotMove as problem:
        flash(str(problem), "bad")
        return redirect(url_for(".copies", bank_id=bank.id), 303)
    flash(f"Merged: {plural(len(done.moving), 'question')} came from “{source.title}”, which is archived now.", "good")
    return redirect(url_for(".show", bank_id=bank.id), 303)
