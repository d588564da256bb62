"""The print view of a quiz: what is on the sheet is chosen here, the browser prints it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.quizzes import making, printing
from quizapp.quizzes.forms import PrintForm
from quizapp.quizzes.views.blueprint import blueprint


@blueprint.get("/quizzes/<int:quiz_id>/print")
@teacher_required
def print_view(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    form = PrintForm(request.args)
    sheet = printing.paper(quiz, form.chosen(form.version))
    return render_template(
        "quizzes/print.html",
        quiz=quiz,
        form=form,
        paper=sheet,
        is_key=form.chosen(form.kind) == "key",
        is_large=form.chosen(form.size) == "large",
        articles=printing.articles_of(quiz) if form.article.data else [],
    )
