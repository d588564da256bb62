"""The teacher's review pages: scores, single attempts, items, the comparison of classes, and the gradebook."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.analysis import comparison, exporting, grouping, scores, sharing
from quizapp.analysis.disclosure import SMALLEST_GROUP
from quizapp.analysis.findings import ENOUGH, FEW
from quizapp.analysis.gradebook import DONE, LATE, Cell, Gradebook, Row, gradebook_of, in_order
from quizapp.analysis.heatmap import heat_maps
from quizapp.analysis.items import item_rows
from quizapp.analysis.quiz import quiz_statistics
from quizapp.analysis.reteaching import lesson_of
from quizapp.analysis.views.blueprint import blueprint
from quizapp.banks.files import slug
from quizapp.classes.models import Classroom
from quizapp.classes.roster import class_of
from quizapp.quizzes import challenging, timing
from quizapp.quizzes.making import assignment_of
from quizapp.quizzes.models import Assignment


@blueprint.get("/assignments/<int:assignment_id>")
@teacher_required
def assignment(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    rows = scores.student_rows(given)
    return render_template(
        "analysis/assignment.html",
        assignment=given,
        challenges=challenging.open_count(given),
        rows=rows,
        summary=scores.summary(rows),
        with_clock=timing.with_clock(given),
    )


@blueprint.get("/assignments/<int:assignment_id>/items")
@teacher_required
def items(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    answers = scores.counted_answers(given)
    return render_template(
        "analysis/items.html",
        assignment=given,
        challenges=challenging.open_count(given),
        quiz=quiz_statistics(answers),
        items=item_rows(answers),
        dropped=grouping.dropped_in(given, answers),
        few=FEW,
        enough=ENOUGH,
    )


@blueprint.get("/assignments/<int:assignment_id>/reteach")
@teacher_required
def reteach(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    answers = scores.counted_answers(given)
    rows = item_rows(answers)
    return render_template(
        "analysis/reteach.html",
        assignment=given,
        challenges=challenging.open_count(given),
        lesson=lesson_of(rows),
        maps=heat_maps(rows),
        few=FEW,
        learners=len(answers.attempts),
    )


@blueprint.get("/assignments/<int:assignment_id>/compare")
@teacher_required
def compare(assignment_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    found = comparison.compare(given, signed_in_user())
    shared = sharing.shared_beside(given, signed_in_user(), found.mine)
    return render_template(
        "analysis/compare.html",
        assignment=given,
        challenges=challenging.open_count(given),
        comparison=found,
        shared=shared.lines,
        snapshot=shared.snapshot,
        changed=shared.changed,
        smallest=SMALLEST_GROUP,
    )


@blueprint.get("/assignments/<int:assignment_id>/challenges")
@teacher_required
def challenges(assignment_id: int) -> ResponseReturnValue:
    return _challenges_page(assignment_of(assignment_id, signed_in_user()))


def _challenges_page(given: Assignment, *, refused: dict[int, tuple[str, str]] | None = None) -> str:
    """``refused`` has, by challenge, why an answer to it is not stored and what was typed."""
    return render_template(
        "analysis/challenges.html",
        assignment=given,
        challenges=challenging.open_count(given),
        challenged=challenging.of_assignment(given),
        refused=refused or {},
        longest=challenging.LONGEST,
    )


@blueprint.post("/assignments/<int:assignment_id>/challenges/<int:challenge_id>")
@teacher_required
def decide(assignment_id: int, challenge_id: int) -> ResponseReturnValue:
    given = assignment_of(assignment_id, signed_in_user())
    made = challenging.in_assignment(challenge_id, given)
    reply = request.form.get("reply", "")
    try:
        challenging.decide(made, signed_in_user(), accepted=request.form.get("word") == "accept", reply=reply)
    except challenging.Refused as reason:
        return _challenges_page(given, refused={made.id: (str(reason), reply)}), 422
    flash(f"{made.learner.name} finds your answer beside the question.", "good")
    return redirect(url_for(".challenges", assignment_id=given.id, _anchor=f"challenge-{made.id}"), 303)


# So many quizzes stand beside each other on a page of the gradebook.
COLUMNS = 12


@dataclass(frozen=True, slots=True)
class _Order:
    """How the gradebook is sorted; links keep it, and a second click turns it round."""

    by: str
    downwards: bool

    @property
    def kept(self) -> dict[str, Any]:
        return {"sort": self.by, "down": 1 if self.downwards else None}

    def link(self, key: str) -> dict[str, Any]:
        # Names are first wanted from A, scores from the lowest: who needs help.
        return {"sort": key, "down": 1 if key == self.by and not self.downwards else None}


@dataclass(frozen=True, slots=True)
class _Page:
    """The quizzes of one page, numbered from 1."""

    number: int
    pages: int
    assignments: list[Assignment]
    begin: int

    def of(self, row: Row) -> list[Cell]:
        return row.cells[self.begin : self.begin + COLUMNS]


def _page_of(book: Gradebook) -> _Page:
    pages = max(1, -(-len(book.assignments) // COLUMNS))
    number = min(max(request.args.get("page", 1, type=int), 1), pages)
    begin = (number - 1) * COLUMNS
    return _Page(number, pages, book.assignments[begin : begin + COLUMNS], begin)


@blueprint.get("/classes/<int:class_id>/gradebook")
@teacher_required
def gradebook(class_id: int) -> ResponseReturnValue:
    classroom = class_of(class_id, signed_in_user())
    book = gradebook_of(classroom)
    order = _Order(request.args.get("sort", "name"), "down" in request.args)
    page = _page_of(book)
    rows = in_order(book.rows, order.by, downwards=order.downwards)
    return render_template(
        "analysis/gradebook.html",
        classroom=classroom,
        page=page,
        order=order,
        rows=[(row, page.of(row)) for row in rows],
    )


@blueprint.get("/classes/<int:class_id>/gradebook.csv")
@teacher_required
def gradebook_csv(class_id: int) -> ResponseReturnValue:
    classroom = class_of(class_id, signed_in_user())
    return _download(exporting.as_csv(gradebook_of(classroom)), classroom, "csv", "text/csv")


@blueprint.get("/classes/<int:class_id>/gradebook.xlsx")
@teacher_required
def gradebook_xlsx(class_id: int) -> ResponseReturnValue:
    classroom = class_of(class_id, signed_in_user())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(exporting.as_xlsx(gradebook_of(classroom)), classroom, "xlsx", kind)


def _download(content: str | bytes, classroom: Classroom, ending: str, mimetype: str) -> Response:
    name = f"{slug(classroom.name) or 'class'}-gradebook.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)


@blueprint.get("/classes/<int:class_id>/gradebook/<int:user_id>")
@teacher_required
def history(class_id: int, user_id: int) -> ResponseReturnValue:
    classroom = class_of(class_id, signed_in_user())
    row = next((row for row in gradebook_of(classroom).rows if row.student.id == user_id), None)
    if row is None:
        raise NotFound
    handed_in = sum(cell.state in (DONE, LATE) for cell in row.cells)
    return render_template("analysis/history.html", classroom=classroom, row=row, handed_in=handed_in)
