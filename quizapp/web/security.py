"""Headers that keep a page to itself."""

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


class _CookieSessions(SecureCookieSessionInterface):
    """A cookie that came over https is never sent over http; plain http works in a classroom's own network."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def init_security(app: Flask) -> None:
    app.session_interface = _CookieSessions()

    @app.after_request
    def _guard(response: Response) -> Response:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        is_page = request.endpoint != "static"
        if is_page or response.mimetype == "image/svg+xml":
            # Scripts and style sheets obey the page that asked for them: on slow connections they go without.
            response.headers.setdefault("Content-Security-Policy", POLICY)
            response.headers.setdefault("Referrer-Policy", "same-origin")
            response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if is_page:
            # Class computers are shared: the back button must not show the last student's pages.
            response.headers["Cache-Control"] = "no-store"
        return response
