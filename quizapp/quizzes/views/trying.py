"""A teacher tries a quiz as a student meets it. Nothing is stored here: the answers stay in the browser."""

from datetime import UTC, datetime
from typing import Any

from flask import current_app, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeSerializer

from quizapp.accounts.access import signed_in_user, teacher_required
from quizapp.questions.content import InvalidAnswer
from quizapp.quizzes import attempts, making, sheet, trying
from quizapp.quizzes.forms import ResponseForm
from quizapp.quizzes.models import Attempt, Quiz
from quizapp.quizzes.reading import report_of
from quizapp.quizzes.trying import Notes
from quizapp.quizzes.views import sending, sitting
from quizapp.quizzes.views.blueprint import blueprint

_COOKIE = "quiz_preview"
# Browsers drop a cookie of more than 4,096 bytes with its name and attributes.
_MOST_BYTES = 3800
_FULL = "This preview cannot keep more answers. Look at the result, or start again."


@blueprint.get("/quizzes/<int:quiz_id>/try")
@teacher_required
def try_out(quiz_id: int) -> ResponseReturnValue:
    """Begin anew: other questions where each attempt draws its own, another order of options, no answer."""
    quiz = making.quiz_of(quiz_id, signed_in_user())
    attempt = trying.sitting(quiz, trying.begin())
    if not attempt.given:
        return redirect(url_for(".show", quiz_id=quiz.id), 303)
    return _kept(quiz, attempt, redirect(_places(quiz, attempt).question(1), 303))


@blueprint.get("/quizzes/<int:quiz_id>/try/<int:position>")
@teacher_required
def try_question(quiz_id: int, position: int) -> ResponseReturnValue:
    quiz, attempt = _begun(quiz_id)
    if attempt is None:
        return redirect(url_for(".try_out", quiz_id=quiz.id), 303)
    return sitting.question_page(attempt, position, _places(quiz, attempt))


@blueprint.post("/quizzes/<int:quiz_id>/try/<int:position>")
@teacher_required
def try_answer(quiz_id: int, position: int) -> ResponseReturnValue:
    quiz, attempt = _begun(quiz_id)
    if attempt is None:
        return redirect(url_for(".try_out", quiz_id=quiz.id), 303)
    places, form = _places(quiz, attempt), ResponseForm()
    try:
        given = sending.answer_given(attempt, position)
        check = not sitting.wants_json()
        attempts.take_answer(attempt, position, given, sequence=form.sequence.data or 1, check=check)
        page: Any = {"saved": True} if not check else redirect(sitting.after_answering(attempt, position, places), 303)
        return _kept(quiz, attempt, page)
    except InvalidAnswer as problem:
        typed = sending.typed_at(attempt, position)
        return sitting.not_answered(attempt, position, places, str(problem), typed)
    except attempts.Final as final:
        return sitting.refused(attempt, places, str(final), goes_on=places.question(position))
    except attempts.Closed as full:
        return sitting.refused(attempt, places, str(full))


@blueprint.post("/quizzes/<int:quiz_id>/try/<int:position>/flag")
@teacher_required
def try_flag(quiz_id: int, position: int) -> ResponseReturnValue:
    quiz, attempt = _begun(quiz_id)
    if attempt is None:
        return redirect(url_for(".try_out", quiz_id=quiz.id), 303)
    places = _places(quiz, attempt)
    sheet.take(attempt, sending.flag_given(attempt, position), sequence=ResponseForm().sequence.data or 1)
    page: Any = {"saved": True} if sitting.wants_json() else redirect(places.question(position), 303)
    return _kept_or_full(quiz, attempt, page)


@blueprint.get("/quizzes/<int:quiz_id>/try/questions")
@teacher_required
def try_together(quiz_id: int) -> ResponseReturnValue:
    quiz, attempt = _begun(quiz_id)
    if attempt is None:
        return redirect(url_for(".try_out", quiz_id=quiz.id), 303)
    return sitting.together_page(attempt, _places(quiz, attempt))


@blueprint.post("/quizzes/<int:quiz_id>/try/questions")
@teacher_required
def try_answer_together(quiz_id: int) -> ResponseReturnValue:
    quiz, attempt = _begun(quiz_id)
    if attempt is None:
        return redirect(url_for(".try_out", quiz_id=quiz.id), 303)
    places, given = _places(quiz, attempt), sending.together_given(attempt)
    sheet.take(attempt, given.sheet, sequence=ResponseForm().sequence.data or 1)
    if given.problems:
        page: Any = sitting.together_page(attempt, places, problems=given.problems, typed=given.typed), 422
    else:
        page = redirect(given.leads_to(places), 303)
    return _kept_or_full(quiz, attempt, page)


@blueprint.get("/quizzes/<int:quiz_id>/try/overview")
@teacher_required
def try_overview(quiz_id: int) -> ResponseReturnValue:
    quiz, attempt = _begun(quiz_id)
    if attempt is None:
        return redirect(url_for(".try_out", quiz_id=quiz.id), 303)
    return sitting.overview_page(attempt, _places(quiz, attempt))


@blueprint.route("/quizzes/<int:quiz_id>/try/result", methods=["GET", "POST"])
@teacher_required
def try_result(quiz_id: int) -> ResponseReturnValue:
    """The result as a student gets it, always with the answers: the page says when students see them."""
    quiz, attempt = _begun(quiz_id)
    if attempt is None:
        return redirect(url_for(".try_out", quiz_id=quiz.id), 303)
    if request.method == "POST":
        return redirect(url_for(".try_result", quiz_id=quiz.id), 303)
    return sitting.result_page(attempt, _places(quiz, attempt), state="submitted", report=report_of(attempt))


def _places(quiz: Quiz, attempt: Attempt) -> sitting.Places:
    return sitting.Places(
        key=f"preview-{attempt.seed}",
        question=lambda position: _question(quiz, position),
        answer=lambda position: url_for(".try_question", quiz_id=quiz.id, position=position),
        flag=lambda position: url_for(".try_flag", quiz_id=quiz.id, position=position),
        together=url_for(".try_together", quiz_id=quiz.id),
        overview=url_for(".try_overview", quiz_id=quiz.id),
        hand_in=url_for(".try_result", quiz_id=quiz.id),
        result=url_for(".try_result", quiz_id=quiz.id),
        preview={
            "again": url_for(".try_out", quiz_id=quiz.id),
            "leave": url_for(".show", quiz_id=quiz.id),
            "draws_each_time": bool(quiz.rules) and not quiz.same_for_all,
        },
    )


def _question(quiz: Quiz, position: int) -> str:
    if quiz.one_page:
        return url_for(".try_together", quiz_id=quiz.id, _anchor=f"question-{position}")
    return url_for(".try_question", quiz_id=quiz.id, position=position)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=_COOKIE)


def _begun(quiz_id: int) -> tuple[Quiz, Attempt | None]:
    """The teacher's quiz and the sitting that this browser has begun of it, if any."""
    quiz = making.quiz_of(quiz_id, signed_in_user())
    notes = _notes(quiz)
    return quiz, trying.sitting(quiz, notes) if notes else None


def _notes(quiz: Quiz) -> Notes | None:
    try:
        number, seed, begun, answers, flagged = _serializer().loads(request.cookies.get(_COOKIE, ""))
    except (BadData, ValueError):
        # None was begun, or one before an update of the app.
        return None
    if number != quiz.id:
        return None
    return Notes(
        seed=seed,
        begun=datetime.fromtimestamp(begun, UTC),
        answers={int(version): (answer, bool(final)) for version, (answer, final) in answers.items()},
        flagged=frozenset(flagged),
    )


def _kept_or_full(quiz: Quiz, attempt: Attempt, page: ResponseReturnValue) -> ResponseReturnValue:
    """The page with the sitting in its cookie, or one that says that it holds no more."""
    try:
        return _kept(quiz, attempt, page)
    except attempts.Closed as full:
        return sitting.refused(attempt, _places(quiz, attempt), str(full))


def _kept(quiz: Quiz, attempt: Attempt, page: ResponseReturnValue) -> ResponseReturnValue:
    """The page with the sitting in its cookie. Raises ``attempts.Closed`` where that would be too long."""
    notes = trying.notes_of(attempt)
    answers = {str(version): [answer, int(final)] for version, (answer, final) in notes.answers.items()}
    value = _serializer().dumps(
        [quiz.id, notes.seed, int(notes.begun.timestamp()), answers, sorted(notes.flagged)]
    )
    if len(value) > _MOST_BYTES:
        raise attempts.Closed(_FULL)
    response = make_response(page)
    path = url_for(".try_out", quiz_id=quiz.id)
    text = value.decode() if isinstance(value, bytes) else value
    response.set_cookie(_COOKIE, text, path=path, httponly=True, samesite="Lax", secure=request.is_secure)
    return response
