"""Addresses of static files that carry a mark of their content, so that browsers may keep them for long."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from werkzeug.security import safe_join

FOR_LONG = "public, max-age=31536000, immutable"


def init_assets(app: Flask) -> None:
    """Mark every address made by ``url_for("static", ...)``; let marked files and fonts be kept."""
    folder = app.static_folder or ""

    @app.url_defaults
    def _mark(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", version(folder, values["filename"]))

    @app.after_request
    def _keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in {200, 304}:
            filename = (request.view_args or {})["filename"]
            # Style sheets name their fonts without a mark; a font never changes under its name.
            if filename.endswith(".woff2") or request.args.get("v") == version(folder, filename):
                response.headers["Cache-Control"] = FOR_LONG
        return response


def version(folder: str, filename: str) -> str | None:
    """A mark that changes with the file's content; None where there is no such file."""
    path = safe_join(folder, filename)
    if path is None or not Path(path).is_file():
        return None
    return _digest(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _digest(path: str, _changed: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
