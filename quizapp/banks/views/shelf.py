"""The teacher's home, the shelf of banks, and one bank with its questions."""

from collections.abc import Collection

from flask import render_template, request
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.banks import access, neutrality, searching, shelving
from quizapp.banks.models import READ, Bank
from quizapp.banks.paging import cut
from quizapp.banks.views.blueprint import blueprint, panels
from quizapp.classes.roster import classes_of_teacher


def may(bank: Bank) -> access.May:
    """What the signed-in teacher may do in the bank."""
    return access.may(bank, signed_in_user())


def asked_page() -> int:
    """The page number in the address, 1 where there is none."""
    return max(1, request.args.get("page", 1, type=int))


@blueprint.get("/teach")
@teacher_required
def teach() -> ResponseReturnValue:
    teacher = signed_in_user()
    return render_template(
        "banks/teach.html",
        waiting=shelving.waiting_for(teacher),
        has_begun=shelving.has_begun(teacher),
        classes=classes_of_teacher(teacher),
        panels=[panel(teacher) for panel in panels],
    )


@blueprint.get("/banks")
@teacher_required
def index() -> ResponseReturnValue:
    words = request.args.get("words", "").strip()
    archived = request.args.get("archived") == "1"
    shelf = shelving.shelf_of(signed_in_user(), words=words, page=asked_page(), archived=archived)
    return render_template("banks/index.html", shelf=shelf, words=words, archived=archived)


@blueprint.get("/banks/<int:bank_id>")
@teacher_required
def show(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=READ)
    return bank_page(bank, searching.Filters.of(request.args))


def bank_page(
    bank: Bank, filters: searching.Filters, *, ticked: Collection[int] = (), tag: str = "", problem: str = ""
) -> str:
    """A bank with its questions; where something could not be done to the ``ticked`` ones, with the ``problem``."""
    return render_template(
        "banks/show.html",
        bank=bank,
        may=may(bank),
        filters=filters,
        found=searching.find(bank, filters),
        ticked=ticked,
        tag=tag,
        problem=problem,
    )


@blueprint.get("/banks/<int:bank_id>/neutrality")
@teacher_required
def bank_neutrality(bank_id: int) -> ResponseReturnValue:
    bank = access.bank_of(bank_id, signed_in_user(), to=READ)
    found = neutrality.findings(bank)
    page = cut(neutrality.by_question(found), asked_page())
    return render_template("banks/neutrality.html", bank=bank, may=may(bank), page=page, count=len(found))
