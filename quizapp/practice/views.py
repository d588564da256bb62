"""A learner's practice pages."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.access import learner_required, signed_in_user
from quizapp.banks.models import Question
from quizapp.practice import cards
from quizapp.questions import question_type
from quizapp.questions.content import Answer, InvalidAnswer
from quizapp.quizzes.asking import ask
from quizapp.quizzes.learning import question_result

blueprint = Blueprint("practice", __name__)


@blueprint.get("/practice")
@learner_required
def index() -> ResponseReturnValue:
    return render_template("practice/index.html", deck=cards.deck_of(signed_in_user()))


@blueprint.get("/practice/next")
@learner_required
def following() -> ResponseReturnValue:
    deck = cards.deck_of(signed_in_user())
    if not deck.due:
        return redirect(url_for(".index"))
    return redirect(url_for(".question", question_id=deck.due[0].id))


@blueprint.get("/practice/<int:question_id>")
@learner_required
def question(question_id: int) -> ResponseReturnValue:
    return _page(cards.question_for(signed_in_user(), question_id))


@blueprint.post("/practice/<int:question_id>")
@learner_required
def answer(question_id: int) -> ResponseReturnValue:
    learner = signed_in_user()
    found = cards.question_for(learner, question_id)
    kind = question_type(found.type)
    try:
        given = kind.answer_from_form(kind.parse(found.current.content), request.form.to_dict(flat=False))
    except InvalidAnswer as problem:
        return _page(found, problem=str(problem)), 422
    credit = cards.record_practice(learner, found, given)
    return _feedback(found, given, credit)


def _page(found: Question, *, problem: str | None = None) -> str:
    typed = request.form.to_dict(flat=False) if request.method == "POST" else None
    return render_template(
        "practice/question.html", asked=ask(found.current, seed=found.id, typed=typed, problem=problem)
    )


def _feedback(found: Question, given: Answer, credit: float) -> str:
    result = question_result(found.current, answer=given, credit=credit, seed=found.id, position=1)
    return render_template("practice/feedback.html", result=result)
