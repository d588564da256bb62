"""Pages for several questions of a bank at once: approved, rejected, tagged, moved, copied."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, choosing, deciding, moving, searching, tagging
from quizapp.banks.models import COPY, DRAFT, EDIT, RETIRED, Bank, Question
from quizapp.banks.shelf_forms import TargetForm
from quizapp.banks.views.blueprint import blueprint
from quizapp.banks.views.shelf import bank_page, may
from quizapp.web.filters import plural

_TAGGING = {"tag": (tagging.add_tag, "Tagged"), "untag": (tagging.remove_tag, "Untagged")}
_STATUSES = {"reject": (RETIRED, "Rejected"), "draft": (DRAFT, "Back to the drafts:")}
_APPROVE = "approve"
# How many questions a message names, and how many the page that asks.
_NAMED, _SHOWN = 5, 20
_GOING = {"move": moving.move, "copy": moving.copy}


@blueprint.post("/banks/<int:bank_id>/several")
@teacher_required
def several(bank_id: int) -> ResponseReturnValue:
    """What is to be done with the ticked questions: tags at once, all else after a page that asks."""
    act = request.form.get("act", "")
    bank = access.bank_of(bank_id, signed_in_user(), to=COPY if act == "copy" else EDIT)
    filters = searching.Filters.of(request.form)
    is_all = "everything" in request.form
    ids = searching.ids_of_fitting(bank, filters) if is_all else request.form.getlist("question", type=int)
    chosen = choosing.ids_in(bank, ids)
    if not chosen:
        return bank_page(bank, filters, problem="Tick at least one question first."), 422
    if act in _TAGGING:
        try:
            _tag(act, choosing.chosen_questions(bank, chosen))
        except tagging.BadTag as problem:
            tag = request.form.get("new_tag", "")
            return bank_page(bank, filters, ticked=ids, tag=tag, problem=str(problem)), 422
        return redirect(url_for(".show", bank_id=bank.id, **filters.arguments()), 303)
    if act == _APPROVE:
        return _approval_page(bank, choosing.chosen_questions(bank, chosen))
    if act not in _STATUSES and act not in _GOING:
        raise NotFound
    return _page(act, bank, chosen, _target_form(bank, act))


def _tag(act: str, questions: list[Question]) -> None:
    do, done = _TAGGING[act]
    tag = tagging.cleaned_tag(request.form.get("new_tag", ""))
    count = do(questions, tag, author=signed_in_user())
    flash(f"{done} {plural(count, 'question')}: “{tag}”." if count else "Nothing was left to change.", "good")


@blueprint.post("/banks/<int:bank_id>/several/<act>")
@teacher_required
def do_several(bank_id: int, act: str) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=COPY if act == "copy" else EDIT)
    questions = choosing.chosen_questions(bank, _ids(request.form.get("questions", "")))
    if act == _APPROVE:
        _tell_approved(deciding.approve_several(questions, author=signed_in_user()))
        return redirect(url_for(".show", bank_id=bank.id), 303)
    if act in _STATUSES:
        status, done = _STATUSES[act]
        flash(f"{done} {plural(choosing.set_statuses(questions, status), 'question')}.", "good")
        return redirect(url_for(".show", bank_id=bank.id), 303)
    if act not in _GOING:
        raise NotFound
    form = _target_form(bank, act)
    if form.is_new and not (form.title.data or "").strip():
        form.title.errors = ["Give the new bank a title."]
        return _page(act, bank, _ids_of(questions), form), 422
    try:
        target = _target(bank, form)
        moved = _GOING[act](questions, target, author=signed_in_user(), without_proof=bool(form.without_proof.data))
    except moving.LosesProof as problem:
        return _page(act, bank, _ids_of(questions), form, problem), 422
    except moving.CannotMove as problem:
        flash(str(problem), "bad")
        return redirect(url_for(".show", bank_id=bank.id), 303)
    _tell(act, moved, target)
    return redirect(url_for(".show", bank_id=target.id), 303)


def _approval_page(bank: Bank, questions: list[Question]) -> str:
    found = deciding.sort_for_approval(questions)
    return _page(_APPROVE, bank, _ids_of(found.sound), _target_form(bank, _APPROVE), doubted=found.doubted)


def _tell_approved(found: deciding.Sorted) -> None:
    flash(f"Approved {plural(len(found.sound), 'question')}.", "good")
    if found.doubted:
        named = ", ".join(f"“{question.current.content['stem']}”" for question in found.doubted[:_NAMED])
        more = f" and {len(found.doubted) - _NAMED} more" if len(found.doubted) > _NAMED else ""
        flash(f"Not approved, since their proof is in doubt: {named}{more}. Review them one by one.", "warn")


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.isdecimal()]


def _ids_of(questions: Sequence[Question]) -> list[int]:
    return [question.id for question in questions]


def _target_form(bank: Bank, act: str) -> TargetForm:
    """The form, offering the banks that questions of this one may go into."""
    form = TargetForm()
    banks = [each for each in access.banks_of(signed_in_user()) if each.id != bank.id]
    if act == "move":
        banks = [each for each in banks if each.owner_id == bank.owner_id]
    form.offer(banks, new=act == "copy" or bank.owner_id == signed_in_user().id)
    return form


def _target(bank: Bank, form: TargetForm) -> Bank:
    """The bank that was chosen (404 where it may not be written in); a new one is made with the rest."""
    if form.is_new:
        return moving.new_bank((form.title.data or "").strip(), signed_in_user(), beside=bank)
    target = form.chosen_bank()
    if target is None:
        raise NotFound
    return target


def _tell(act: str, moved: moving.Moved, target: Bank) -> None:
    done = "Moved" if act == "move" else "Copied"
    flash(f"{done} {plural(moved.count, 'question')} to “{target.title}”.", "good")
    if moved.without_proof:
        flash(f"{plural(moved.without_proof, 'question')} came without proof. Quote the proof in this article.", "warn")


def _page(
    act: str,
    bank: Bank,
    ids: list[int],
    form: TargetForm,
    problem: moving.LosesProof | None = None,
    doubted: Sequence[Question] = (),
) -> str:
    form.questions.data = ",".join(map(str, ids))
    return render_template(
        "banks/several.html",
        act=act,
        bank=bank,
        may=may(bank),
        questions=choosing.chosen_questions(bank, ids[:_SHOWN]),
        doubted=doubted[:_SHOWN],
        doubted_count=len(doubted),
        count=len(ids),
        form=form,
        problem=problem,
    )
