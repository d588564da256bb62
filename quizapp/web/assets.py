"""Addresses of static files that carry a mark of what they hold, so that browsers may keep them for long.

The mark is a folder of the address, ``/static/v-1a2b3c4d5e/js/answer.js``: what a script imports and what a
style sheet names, by a relative address, carries the same mark and is kept as long.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request

FOR_LONG = "public, max-age=31536000, immutable"
_MARK = re.compile(r"v-[0-9a-f]{10}/")


def init_assets(app: Flask) -> None:
    """Mark every address made by ``url_for("static", ...)``; let files asked for by the mark of today be kept."""
    folder = Path(app.static_folder or "")
    at_start = mark_of(folder)

    def mark() -> str:
        # Who works on the files wants to see them; everyone else gets what was there at the start.
        return mark_of(folder) if app.debug else at_start

    @app.url_defaults
    def _mark(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["filename"] = f"{mark()}/{values['filename']}"

    @app.url_value_preprocessor
    def _unmark(endpoint: str | None, values: dict[str, Any] | None) -> None:
        # A page from before an update asks by the mark of then, and gets the file of today.
        if endpoint == "static" and values and (found := _MARK.match(values["filename"])):
            values["filename"] = values["filename"][found.end() :]
            g.may_be_kept = found[0] == f"{mark()}/"

    @app.after_request
    def _keep(response: Response) -> Response:
        if request.endpoint == "static" and g.get("may_be_kept") and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = FOR_LONG
        return response


def mark_of(folder: Path) -> str:
    """A mark that changes with the content of any file in the folder."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"v-{digest.hexdigest()[:10]}"
