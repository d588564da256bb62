"""Pages for joining a class."""

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts import users
from quizapp.accounts.access import learner_required, signed_in_user
from quizapp.accounts.forms import CardForm, NewUserForm
from quizapp.accounts.models import User
from quizapp.accounts.session import current_user, sign_in
from quizapp.classes import cards, guessing, joining, roster
from quizapp.classes.forms import JoinForm
from quizapp.classes.models import ANY_NAME, CARD, Classroom
from quizapp.classes.views.blueprint import admit, blueprint, wrong_codes
from quizapp.clock import now
from quizapp.database import db

NO_SUCH_CODE = "No class has this code. Check it with your teacher: capitals and spaces do not matter."

# Holds the name of the class until its new student has noted the code that they were given.
_JUST_JOINED = "just_joined"


class _WrongCode(Exception):
    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@blueprint.errorhandler(_WrongCode)
def _explain_wrong_code(wrong: _WrongCode) -> ResponseReturnValue:
    return render_template("classes/join.html", typed=_typed_code(), problem=str(wrong)), wrong.status


def _typed_code() -> str:
    return str(request.values.get("code", "")).strip()


def _class_with_code(typed: str) -> Classroom:
    """The class with the code; a wrong one is counted, and too many are refused."""
    classroom = roster.with_code(typed)
    at_home = classroom and wrong_codes().admits(request.remote_addr, [classroom.id], now())
    if not at_home and wrong_codes().too_many(request.remote_addr, now()):
        raise _WrongCode(guessing.TOO_MANY, 429)
    if classroom is None:
        wrong_codes().record(request.remote_addr, now())
        raise _WrongCode(NO_SUCH_CODE, 422)
    admit(classroom.id)
    return classroom


@blueprint.route("/join", methods=["GET", "POST"])
def join() -> ResponseReturnValue:
    if not _typed_code():
        return render_template("classes/join.html", typed="", problem=None)
    classroom = _class_with_code(_typed_code())
    user = current_user()
    if user and request.args.get("after") == "sign-in" and _is_in(classroom, user):
        return _to_quizzes(classroom)
    form = JoinForm.of(classroom, user)
    if request.method == "POST":
        if user and user.is_teacher:
            abort(403)
        if form.validate():
            try:
                learner = _joined(classroom, form, user)
            except joining.Refused as reason:
                db.session.rollback()
                form.refuse(str(reason))
            else:
                return _enter(classroom, learner)
    return _join_page(classroom, form), 422 if form.errors else 200


def _joined(classroom: Classroom, form: JoinForm, user: User | None) -> User:
    if form.picked:
        return joining.take_place(classroom, form.picked, user)
    if user:
        joining.with_account(classroom, user)
        return user
    return joining.by_name(classroom, form.typed)


def _join_page(classroom: Classroom, form: JoinForm) -> str:
    user = current_user()
    return render_template(
        "classes/join_class.html",
        form=form,
        card_form=CardForm(formdata=None),
        classroom=classroom,
        is_in=user is not None and _is_in(classroom, user),
        # Whoever signs in from here and is in the class already need not be asked again.
        back=url_for(".join", code=classroom.join_code, after="sign-in"),
        any_name=classroom.joining == ANY_NAME,
        cards_only=classroom.joining == CARD,
    )


def _is_in(classroom: Classroom, user: User) -> bool:
    enrolment = joining.enrolment_of(classroom, user.id)
    return enrolment is not None and not enrolment.removed_at


def _to_quizzes(classroom: Classroom) -> ResponseReturnValue:
    flash(f"You are in {classroom.name}.", "good")
    return redirect(url_for("web.home"), 303)


@blueprint.route("/join/account", methods=["GET", "POST"])
def join_with_password() -> ResponseReturnValue:
    """Join as somebody new who wants a user name and a password instead of a card."""
    classroom = _class_with_code(_typed_code())
    if current_user() or classroom.joining != ANY_NAME:
        return redirect(url_for(".join", code=classroom.join_code))
    form = NewUserForm()
    if form.validate_on_submit():
        try:
            learner = joining.with_password(
                classroom,
                name=form.name.data or "",
                username=form.username.data or "",
                password=form.password.data or "",
            )
        except users.NameTaken:
            form.username.errors = ["This user name is taken. Choose another, or sign in if it is yours."]
        except joining.Refused as reason:
            form.name.errors = [str(reason)]
        else:
            return _enter(classroom, learner)
    page = render_template("classes/join_with_password.html", form=form, classroom=classroom)
    return page, 422 if form.errors else 200


def _enter(classroom: Classroom, learner: User) -> ResponseReturnValue:
    """Sign a new student in and show them their code; whoever was signed in goes on to their quizzes."""
    is_new = current_user() is None
    if is_new:
        sign_in(learner)
    db.session.commit()
    if is_new and learner.username is None:
        session[_JUST_JOINED] = classroom.name
        return redirect(url_for(".joined"), 303)
    return _to_quizzes(classroom)


@blueprint.get("/joined")
@learner_required
def joined() -> ResponseReturnValue:
    """A new student's code, until they say that they have it. The cookie holds only that it is due."""
    class_name, code = session.get(_JUST_JOINED), cards.code_of(signed_in_user())
    if not class_name or not code:
        return redirect(url_for("web.home"))
    return render_template("classes/joined.html", class_name=class_name, code=code)


@blueprint.post("/joined")
@learner_required
def have_code() -> ResponseReturnValue:
    session.pop(_JUST_JOINED, None)
    return redirect(url_for("web.home"), 303)
