"""Error pages in the app's look: what happened, that nothing was lost, and what to do."""

from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.wrappers import Response

from quizapp.database import db

_TEXTS = {
    400: ("That did not work", "The page sent something that could not be understood.", "Go back and try again."),
    401: ("Please sign in", "This page is for people who are signed in.", "Sign in and open it again."),
    403: ("Not for this account", "Your account may not open this page.", "Go back, or sign in with another account."),
    404: (
        "Nothing here",
        "There is no such page, or it belongs to somebody else.",
        "Check the address, or start again from your home page.",
    ),
    405: ("Not this way", "This address cannot be opened like that.", "Go back to your home page."),
    409: ("Too late", "Something changed in the meantime.", "Reload the page to see how things stand."),
    413: (
        "Too large",
        "What you sent is larger than 5 MB, so it was not read. Nothing that was stored is lost.",
        "Shorten the article or choose a smaller file, and send it again.",
    ),
    429: ("A little slower", "That was tried too often.", "Wait ten minutes and try again."),
    500: (
        "Our fault",
        "Something went wrong on this server. Everything stored before is safe.",
        "Go back and try again. If it happens once more, tell whoever runs this site.",
    ),
    503: (
        "Very busy just now",
        "So much is being stored that your turn did not come. What you just sent is not stored; the rest is safe.",
        "Wait a moment, go back and send it again.",
    ),
}


def init_errors(app: Flask) -> None:
    """Register the pages for every error that the app can answer with."""

    app.register_error_handler(CSRFError, expired)

    @app.errorhandler(PoolTimeoutError)
    def _busy(_error: PoolTimeoutError) -> Response:
        return _http(ServiceUnavailable())

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        code = error.code or 500
        if code < 400:
            return Response.force_type(error.get_response())
        if code >= 500:
            # What failed may have left a transaction that answers every further question with an error.
            db.session.rollback()
        return _answer(error, *_TEXTS.get(code, _TEXTS[400] if code < 500 else _TEXTS[500]))


def _form(error: HTTPException) -> str | None:
    """The address of the form that was too large to be read, where it can be opened again."""
    rule = request.url_rule
    return request.path if error.code == 413 and rule and "GET" in (rule.methods or ()) else None


def expired(error: CSRFError) -> Response:
    """The page for a form that was made before its reader signed in or out."""
    return _answer(
        error,
        "This form was too old",
        "It was opened before you last signed in or out, or it came from another page. Nothing stored is lost.",
        "Go back, reload the page, and send it again.",
    )


def _answer(error: HTTPException, title: str, message: str, what_to_do: str) -> Response:
    """The error's own answer, with headers such as Allow, showing our page."""
    values = {"code": error.code, "title": title, "message": message, "what_to_do": what_to_do, "form": _form(error)}
    answer = Response.force_type(error.get_response())
    try:
        answer.set_data(render_template("web/error.html", **values))
    except SQLAlchemyError:
        # Without the database nobody is known, but everyone can still be told what happened.
        g.current_user = None
        answer.set_data(render_template("web/error.html", **values))
    return answer
