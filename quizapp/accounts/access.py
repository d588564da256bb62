"""Who may see a page."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.models import User
from quizapp.accounts.session import current_user

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def signed_in_user() -> User:
    """The signed-in user, in a view that one of the guards below protects."""
    user = current_user()
    if user is None:
        abort(401)
    return user


def _to_sign_in() -> ResponseReturnValue:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted))


def learner_required(view: View[P]) -> View[P]:
    """Let any signed-in user in; send everyone else to sign in and back."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if current_user() is None:
            return _to_sign_in()
        return view(*args, **kwargs)

    return guarded


def teacher_required(view: View[P]) -> View[P]:
    """Let teachers in; send the signed-out to sign in, and refuse students (403)."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        user = current_user()
        if user is None:
            return _to_sign_in()
        if not user.is_teacher:
            abort(403)
        return view(*args, **kwargs)

    return guarded
