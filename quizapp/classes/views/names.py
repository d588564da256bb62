"""The page for putting names on the list of a class."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.articles.errors import ArticleError
from quizapp.classes import roster
from quizapp.classes.columns import Table
from quizapp.classes.forms import ROLES, NamesForm, seen_as
from quizapp.classes.models import Classroom
from quizapp.classes.names import NameList, read_names
from quizapp.classes.views.blueprint import blueprint
from quizapp.web.filters import plural

NO_TEXT = (
    "This file cannot be read as text. In your spreadsheet choose “Save as” and “CSV UTF-8”, then choose that file."
)


@blueprint.route("/classes/<int:class_id>/names", methods=["GET", "POST"])
@teacher_required
def add_names(class_id: int) -> ResponseReturnValue:
    """Type, paste or bring names, look at what was read, and add them: all, or none where a line is wrong."""
    classroom = roster.class_of(class_id, signed_in_user())
    form = NamesForm()
    if not form.validate_on_submit():
        return _page(classroom, form, NameList([], [], []))
    try:
        read_as = form.take_file()
    except ArticleError:
        form.file.errors = [NO_TEXT]
        return _page(classroom, form, NameList([], [], []))
    text = form.names.data or ""
    found = read_names(text, roster.names_in(classroom), None if read_as else _chosen_roles())
    form.names.errors = [f"Line {number}: {problem}" for number, problem in found.problems]
    if not text.strip():
        form.names.errors = ["Type or paste at least one name, or choose a file."]
    if not form.names.errors and not read_as and form.has_seen(found):
        roster.add_names(classroom, found.names, signed_in_user())
        flash(f"Added {plural(len(found.names), 'name')}. Each has a sign-in card.", "good")
        return redirect(url_for(".show", class_id=class_id), 303)
    return _page(classroom, form, found, read_as=read_as)


def _chosen_roles() -> list[str]:
    """What the columns hold as the form says, from the first to the last."""
    chosen: list[str] = []
    while (role := request.form.get(f"column-{len(chosen)}", "none")) in ROLES:
        chosen.append(role)
    return chosen


def _page(
    classroom: Classroom, form: NamesForm, found: NameList, *, read_as: str | None = None
) -> ResponseReturnValue:
    page = render_template(
        "classes/names.html",
        classroom=classroom,
        form=form,
        found=found,
        columns=_columns(found.table) if found.table else [],
        roles=ROLES,
        checked=seen_as(form.names.data or "", found),
        read_as=read_as,
    )
    return page, 422 if form.errors else 200


def _columns(table: Table) -> list[tuple[str, str, list[str]]]:
    """Each column's title, what it holds, and how it begins."""
    return [
        (title, role, [cells[place] for _, cells in table.rows[:3] if place < len(cells)])
        for place, (title, role) in enumerate(zip(table.titles, table.roles, strict=True))
    ]
