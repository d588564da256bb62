"""Error pages in the app's look: what happened, that nothing was lost, and what to do."""

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

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
        "What you sent is larger than 4 MB, so it was not read. Nothing that was stored is lost.",
        "Go back (your text is still there), shorten the article or choose a smaller file, and send it again.",
    ),
    429: ("A little slower", "That was tried too often.", "Wait ten minutes and try again."),
    500: (
        "Our fault",
        "Something went wrong on this server. Everything stored before is safe.",
        "Go back and try again. If it happens once more, tell whoever runs this site.",
    ),
}


def init_errors(app: Flask) -> None:
    """Register the pages for every error that the app can answer with."""

    @app.errorhandler(CSRFError)
    def _expired(_error: CSRFError) -> ResponseReturnValue:
        return _page(
            400,
            "This form was too old",
            "It was opened before you last signed in or out, or it came from another page. Nothing stored is lost.",
            "Go back, reload the page, and send it again.",
        )

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        if code < 400:
            return error.get_response()
        title, message, what_to_do = _TEXTS.get(code, _TEXTS[400] if code < 500 else _TEXTS[500])
        return _page(code, title, message, what_to_do)


def _page(code: int, title: str, message: str, what_to_do: str) -> tuple[str, int]:
    return (
        render_template("web/error.html", code=code, title=title, message=message, what_to_do=what_to_do),
        code,
    )
