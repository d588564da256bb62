"""Pages for signing in and out, registering as a teacher, and one's own account."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp import settings
from quizapp.accounts import users
from quizapp.accounts.access import learner_required, signed_in_user
from quizapp.accounts.forms import AccountForm, CardForm, NewUserForm, SignInForm
from quizapp.accounts.models import TEACHER
from quizapp.accounts.session import sign_in as open_session
from quizapp.accounts.session import sign_out as close_session
from quizapp.accounts.throttle import TooManyTries
from quizapp.database import db

blueprint = Blueprint("accounts", __name__)


def local_address(wanted: str | None) -> str | None:
    """The address if it leads to a page of this site, else None."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or "\\" in wanted:
        return None
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else None


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if form.validate_on_submit():
        try:
            user = users.authenticated(form.username.data or "", form.password.data or "")
        except TooManyTries as reason:
            form.password.errors = [str(reason)]
            return _sign_in_page(form), 429
        if user:
            open_session(user)
            db.session.commit()
            return redirect(local_address(request.args.get("next")) or url_for("web.home"), 303)
        form.password.errors = ["This user name and password do not belong together."]
    return _sign_in_page(form), 422 if form.errors else 200


def _sign_in_page(form: SignInForm) -> str:
    return render_template(
        "accounts/sign_in.html",
        form=form,
        card_form=CardForm(formdata=None),
        next=local_address(request.args.get("next")),
        can_register=settings.registration_is_open(),
    )


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    close_session()
    db.session.commit()
    flash("You are signed out.", "info")
    return redirect(url_for("web.home"), 303)


@blueprint.route("/register", methods=["GET", "POST"])
def register_teacher() -> ResponseReturnValue:
    if not settings.registration_is_open():
        abort(404)
    form = NewUserForm()
    if form.validate_on_submit():
        try:
            user = users.add(form.username.data or "", form.name.data or "", form.password.data or "", TEACHER)
        except users.NameTaken:
            form.username.errors = ["This user name is taken. Choose another."]
        else:
            open_session(user)
            db.session.commit()
            return redirect(url_for("web.home"), 303)
    return render_template("accounts/register.html", form=form), 422 if form.errors else 200


@blueprint.route("/account", methods=["GET", "POST"])
@learner_required
def account() -> ResponseReturnValue:
    user = signed_in_user()
    form = AccountForm(obj=user)
    # Whoever signs in by card alone has a name that the teacher keeps, and nothing else to change.
    if user.username and form.validate_on_submit():
        try:
            users.change(user, form.name.data or "", old=form.old_password.data or "", new=form.new_password.data)
        except TooManyTries as reason:
            form.old_password.errors = [str(reason)]
        except users.WrongPassword:
            form.old_password.errors = ["This is not your present password."]
        else:
            if form.new_password.data:
                open_session(user)
            db.session.commit()
            flash("Your account is changed.", "good")
            return redirect(url_for(".account"), 303)
    return render_template("accounts/account.html", form=form), 422 if form.errors else 200
