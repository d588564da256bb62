"""QR codes as SVG, drawn on this server."""

import segno
from markupsafe import Markup


def qr_svg(text: str) -> Markup:
    """An SVG element of the code, black on nothing, with its quiet zone; give it a white ground."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=4))  # noqa: S704 - no text in it
