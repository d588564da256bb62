"""A browser without script sends an answer after its session has ended: the page that comes back still holds it."""

from urllib.parse import urlsplit

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from quizapp.accounts.session import current_user
from quizapp.quizzes.views.sitting import wants_json
from quizapp.web.errors import expired


def keep_answers(blueprint: Blueprint, *views: str) -> None:
    """Give back what is sent to these views of the blueprint where it can't be stored until its sender signs in."""
    sent = frozenset(f"{blueprint.name}.{view}" for view in views)

    @blueprint.errorhandler(CSRFError)
    def _outdated(error: CSRFError) -> ResponseReturnValue:
        """The page was made before its reader signed in or out."""
        return _kept(400) if _holds_an_answer(sent) else expired(error)

    @blueprint.before_request
    def _signed_out() -> ResponseReturnValue | None:
        return _kept(401) if _holds_an_answer(sent) and current_user() is None else None


def _holds_an_answer(sent: frozenset[str]) -> bool:
    """Whether this is an answer sent by one of our own pages: what another site sends is never offered again."""
    comes_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    is_own = urlsplit(comes_from).netloc == request.host
    return request.method == "POST" and request.endpoint in sent and is_own and not wants_json()


def _kept(status: int) -> ResponseReturnValue:
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    signed_in = current_user() is not None
    # The query is part of the address: it may say which questions come next.
    address = request.full_path.removesuffix("?")
    return render_template("quizzes/resend.html", fields=fields, address=address, signed_in=signed_in), status
