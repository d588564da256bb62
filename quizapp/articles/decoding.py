"""Bytes to text, or a clear refusal."""

import codecs

from charset_normalizer import from_bytes

from quizapp.articles.errors import Empty, NotText, TooLarge

LIMIT = 2_000_000
# More control characters than this share mean a binary file that happens to decode.
_CONTROL_SHARE = 0.005
_CONTROLS = {code: " " for code in [*range(32), *range(127, 160)] if code not in (9, 10)}
_CONTROLS |= {11: "\n", 12: "\n", 0x85: "\n"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The text, with newlines as ``\\n``; control characters become spaces, nothing else changes.

    Raises ``Empty``, ``NotText`` or ``TooLarge``.
    """
    if len(data) > LIMIT:
        raise TooLarge(LIMIT)
    if not data.strip():
        raise Empty
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    controls = sum(1 for character in text if ord(character) in _CONTROLS)
    if controls > _CONTROL_SHARE * len(text) + 2:
        raise NotText
    text = text.translate(_CONTROLS)
    if not text.strip():
        raise Empty
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise NotText from None
    if b"\0" in data:
        raise NotText
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        guess = from_bytes(data).best()
    if guess is None:
        raise NotText
    return str(guess)
