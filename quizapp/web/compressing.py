"""Answers are sent compressed to browsers that take them so: on a slow connection they come four times as fast."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

# Less than this gains nothing.
_WORTH_IT = 500
_TEXTS = frozenset({"application/json", "application/manifest+json", "application/javascript", "image/svg+xml"})


def init_compressing(app: Flask) -> None:
    """Compress texts. Call it after everything that changes answers or their headers."""

    # Whoever guesses a page's secret from its compressed length has to make the browser of somebody signed in
    # ask for it over and over; the session cookie keeps to this site, so that no other site can.
    @app.after_request
    def _compress(response: Response) -> Response:
        kind = response.mimetype or ""
        is_text = kind.startswith("text/") or kind in _TEXTS
        is_file = response.direct_passthrough
        if not is_text or response.status_code in {206, 304} or (response.is_streamed and not is_file):
            return response
        response.vary.add("Accept-Encoding")
        if "Content-Encoding" in response.headers or not request.accept_encodings["gzip"]:
            return response
        response.direct_passthrough = False
        data = response.get_data()
        if len(data) < _WORTH_IT:
            return response
        response.set_data(_file_compressed(data) if is_file else gzip.compress(data, compresslevel=6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        etag, _ = response.get_etag()
        if etag:
            # The same file, but not the same bytes.
            response.set_etag(etag, weak=True)
        return response


@lru_cache(maxsize=128)
def _file_compressed(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)
