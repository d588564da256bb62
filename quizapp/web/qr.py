"""QR codes as SVG, drawn on this server."""

from functools import lru_cache

import segno
from markupsafe import Markup


# Ten milliseconds each: a sheet is looked at before it is printed, and a board reloaded.
@lru_cache(maxsize=512)
def qr_svg(text: str) -> Markup:
    """An SVG element of the code, black on nothing, with its quiet zone; give it a white ground."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=4))  # noqa: S704 - no text in it
