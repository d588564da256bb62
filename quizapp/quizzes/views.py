"""Pages for making and assigning quizzes (teachers) and for taking them (learners)."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from quizapp.accounts.access import learner_required, signed_in_user, teacher_required
from quizapp.accounts.models import User
from quizapp.banks.models import Question
from quizapp.classes.roster import classes_of_teacher
from quizapp.clock import now
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import InvalidAnswer
from quizapp.quizzes import attempts, learning, making
from quizapp.quizzes.asking import ask
from quizapp.quizzes.forms import AssignForm, QuizForm, ResponseForm, in_utc
from quizapp.quizzes.models import IN_PROGRESS, Assignment, Attempt, Quiz
from quizapp.web.filters import local_zone

blueprint = Blueprint("quizzes", __name__)

# What later rooms show on a learner's page.
panels: list[Callable[[User], Markup]] = []


@blueprint.get("/quizzes")
@teacher_required
def index() -> ResponseReturnValue:
    teacher = signed_in_user()
    return render_template(
        "quizzes/index.html",
        quizzes=making.quizzes_of(teacher),
        has_questions=bool(making.banks_with_approved(teacher)),
    )


@blueprint.route("/quizzes/new", methods=["GET", "POST"])
@teacher_required
def create() -> ResponseReturnValue:
    form = QuizForm()
    questions = _offer_questions(form, signed_in_user())
    if form.validate_on_submit():
        chosen = [questions[number] for number in form.questions.data or ()]
        quiz = making.create_quiz(signed_in_user(), form.rules(), chosen)
        flash("The quiz is ready. Give it to a class when you like.", "good")
        return redirect(url_for(".show", quiz_id=quiz.id), 303)
    if request.method == "GET":
        _choose_bank(form, questions, request.args.get("bank", type=int))
    return _quiz_form_page(form, questions, quiz=None)


@blueprint.get("/quizzes/<int:quiz_id>")
@teacher_required
def show(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    return render_template("quizzes/show.html", quiz=quiz, given=making.assignments_of_quiz(quiz))


@blueprint.route("/quizzes/<int:quiz_id>/edit", methods=["GET", "POST"])
@teacher_required
def edit(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    form = QuizForm(obj=quiz)
    questions = _offer_questions(form, signed_in_user())
    if form.validate_on_submit():
        making.change_quiz(quiz, form.rules(), [questions[number] for number in form.questions.data or ()])
        flash("The quiz is changed. Attempts already begun keep their questions.", "good")
        return redirect(url_for(".show", quiz_id=quiz.id), 303)
    if request.method == "GET":
        form.questions.data = [chosen.question_id for chosen in quiz.chosen]
    return _quiz_form_page(form, questions, quiz=quiz)


def _offer_questions(form: QuizForm, teacher: Any) -> dict[int, Question]:
    """Every approved question by id, set as the choices of the form."""
    banks = making.banks_with_approved(teacher)
    questions = {question.id: question for question in making.approved_questions(banks)}
    form.questions.choices = [(number, q.current.content["stem"]) for number, q in questions.items()]
    return questions


def _choose_bank(form: QuizForm, questions: dict[int, Question], bank_id: int | None) -> None:
    """Tick every question of the bank the teacher comes from."""
    form.questions.data = [number for number, q in questions.items() if q.bank_id == bank_id]
    title = next((q.bank.title for q in questions.values() if q.bank_id == bank_id), None)
    form.title.data = title


def _quiz_form_page(
    form: QuizForm, questions: dict[int, Question], *, quiz: Quiz | None
) -> ResponseReturnValue:
    banks: dict[str, list[Question]] = {}
    for question in questions.values():
        banks.setdefault(question.bank.title, []).append(question)
    chosen = set(form.questions.data or ())
    page = render_template(
        "quizzes/form.html",
        form=form,
        banks=banks,
        chosen=chosen,
        open_banks={questions[number].bank.title for number in chosen if number in questions},
        quiz=quiz,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/quizzes/<int:quiz_id>/preview")
@teacher_required
def preview(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    results = [
        learning.question_result(
            chosen.question.current, answer=None, credit=0.0, seed=quiz.id, position=chosen.position
        )
        for chosen in quiz.chosen
    ]
    return render_template("quizzes/preview.html", quiz=quiz, results=results)


@blueprint.route("/quizzes/<int:quiz_id>/assign", methods=["GET", "POST"])
@teacher_required
def assign(quiz_id: int) -> ResponseReturnValue:
    quiz = making.quiz_of(quiz_id, signed_in_user())
    classes = {classroom.id: classroom for classroom in classes_of_teacher(signed_in_user())}
    form = AssignForm()
    form.classes.choices = [(classroom.id, classroom.name) for classroom in classes.values()]
    if form.validate_on_submit():
        made = making.assign(
            quiz,
            [classes[number] for number in form.classes.data or ()],
            opens_at=in_utc(form.opens_at.data, local_zone()),
            closes_at=in_utc(form.closes_at.data, local_zone()),
            attempts_allowed=form.attempts_allowed.data or 0,
            grading_method=form.grading_method.data,
            timeline_grading=form.timeline_grading.data,
        )
        names = ", ".join(given.classroom.name for given in made)
        flash(f"Assigned to {names}. Students find it on their page now.", "good")
        return redirect(url_for(".show", quiz_id=quiz.id), 303)
    page = render_template("quizzes/assign.html", quiz=quiz, form=form, classes=classes)
    return page, 422 if form.errors else 200


@blueprint.get("/learn")
@learner_required
def learn() -> ResponseReturnValue:
    learner = signed_in_user()
    tasks = learning.tasks_of(learner)
    return render_template(
        "quizzes/learn.html",
        to_do=[task for task in tasks if task.running or (task.is_open and not task.counted)],
        later=[task for task in tasks if task.opens_later],
        done=[task for task in tasks if task.counted and not task.running],
        missed=[t for t in tasks if not (t.running or t.is_open or t.counted or t.opens_later)],
        classes=learning.classes_of(learner),
        panels=[panel(learner) for panel in panels],
    )


@blueprint.post("/assignments/<int:assignment_id>/start")
@learner_required
def start(assignment_id: int) -> ResponseReturnValue:
    assignment = db.session.get(Assignment, assignment_id)
    if assignment is None:
        raise NotFound
    try:
        attempt = attempts.start(assignment, signed_in_user())
    except attempts.NotAllowed as reason:
        flash(str(reason), "warn")
        return redirect(url_for(".learn"), 303)
    return redirect(url_for(".question", attempt_id=attempt.id, position=_resume_at(attempt)), 303)


def _resume_at(attempt: Attempt) -> int:
    """The first question without an answer, so that coming back goes on where it was."""
    open_positions = [g.position for g in attempt.given if not attempts.response_to(attempt, g.version)]
    return open_positions[0] if open_positions else len(attempt.given)


@blueprint.get("/attempts/<attempt_id>/questions/<int:position>")
@learner_required
def question(attempt_id: str, position: int) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    if not attempts.is_running(attempt):
        return redirect(url_for(".result", attempt_id=attempt.id))
    return _question_page(attempt, position)


@blueprint.post("/attempts/<attempt_id>/questions/<int:position>")
@learner_required
def answer(attempt_id: str, position: int) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    version = attempts.version_at(attempt, position)
    kind = question_type(version.question.type)
    form = ResponseForm()
    try:
        given = kind.answer_from_form(kind.parse(version.content), request.form.to_dict(flat=False))
        attempts.record_response(attempt, position, given, sequence=form.sequence.data or 1)
    except InvalidAnswer as problem:
        return _not_answered(attempt, position, str(problem))
    except attempts.Closed as closed:
        return _closed(attempt, str(closed))
    if _wants_json():
        return {"saved": True}
    if position == len(attempt.given):
        return redirect(url_for(".overview", attempt_id=attempt.id), 303)
    return redirect(url_for(".question", attempt_id=attempt.id, position=position + 1), 303)


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def _not_answered(attempt: Attempt, position: int, problem: str) -> ResponseReturnValue:
    if _wants_json():
        return {"error": problem}, 422
    return _question_page(attempt, position, problem=problem), 422


def _closed(attempt: Attempt, reason: str) -> ResponseReturnValue:
    if _wants_json():
        return {"closed": reason}, 409
    return render_template("quizzes/closed.html", attempt=attempt, reason=reason), 409


def _question_page(attempt: Attempt, position: int, *, problem: str | None = None) -> str:
    version = attempts.version_at(attempt, position)
    response = attempts.response_to(attempt, version)
    return render_template(
        "quizzes/question.html",
        attempt=attempt,
        position=position,
        total=len(attempt.given),
        asked=ask(
            version,
            seed=attempt.seed,
            answer=response.answer if response else None,
            typed=request.form.to_dict(flat=False) if request.method == "POST" else None,
            problem=problem,
        ),
        is_answered=response is not None,
        sequence=(response.sequence if response else 0) + 1,
        marks=_question_marks(attempt),
        seconds_left=_seconds_left(attempt),
    )


def _question_marks(attempt: Attempt) -> list[dict[str, Any]]:
    """One mark a question for the map: its number, address and whether it is answered."""
    return [
        {
            "position": given.position,
            "href": url_for(".question", attempt_id=attempt.id, position=given.position),
            "answered": attempts.response_to(attempt, given.version) is not None,
        }
        for given in attempt.given
    ]


def _seconds_left(attempt: Attempt) -> int | None:
    return max(0, int((attempt.deadline - now()).total_seconds())) if attempt.deadline else None


@blueprint.get("/attempts/<attempt_id>")
@learner_required
def overview(attempt_id: str) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    if not attempts.is_running(attempt):
        return redirect(url_for(".result", attempt_id=attempt.id))
    marks = _question_marks(attempt)
    open_marks = [mark for mark in marks if not mark["answered"]]
    return render_template(
        "quizzes/overview.html",
        attempt=attempt,
        marks=marks,
        open_marks=open_marks,
        seconds_left=_seconds_left(attempt),
    )


@blueprint.post("/attempts/<attempt_id>/hand-in")
@learner_required
def hand_in(attempt_id: str) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    attempts.hand_in(attempt)
    return redirect(url_for(".result", attempt_id=attempt.id), 303)


@blueprint.get("/attempts/<attempt_id>/result")
@learner_required
def result(attempt_id: str) -> ResponseReturnValue:
    attempt = attempts.of_learner(attempt_id, signed_in_user())
    state = attempts.state_at(attempt, now())
    if state == IN_PROGRESS:
        return redirect(url_for(".overview", attempt_id=attempt.id))
    shows_answers = learning.shows_answers(attempt)
    return render_template(
        "quizzes/result.html",
        attempt=attempt,
        state=state,
        shows_answers=shows_answers,
        results=learning.results_of(attempt) if shows_answers else [],
        answered=len(attempt.responses),
        total=len(attempt.given),
        share=attempt.score / attempt.max_score if attempt.max_score else 0.0,
    )
