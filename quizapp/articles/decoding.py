"""Bytes to text, or a clear refusal."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from quizapp.articles.errors import Empty, NotText, TooLarge, WrongEncoding

LIMIT = 5_000_000
# The encodings that a person can choose when the guess was wrong, with what they are called on pages.
ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Western European (Windows-1252)",
    "iso8859-15": "Western European (ISO 8859-15)",
    "mac-roman": "Western European (old Macintosh)",
    "cp1250": "Central European (Windows-1250)",
    "cp1257": "Baltic (Windows-1257)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1253": "Greek (Windows-1253)",
    "cp1251": "Cyrillic (Windows-1251)",
    "utf-16": "UTF-16",
    "euc-kr": "Korean (EUC-KR)",
    "shift-jis": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
}
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
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([a-zA-Z0-9_-]{2,40})""", re.IGNORECASE)
# English takes these from Windows-1252: quotation marks, dashes, signs, amounts in pounds, letters of French words.
_NOT_WESTERN = re.compile("(?!£ ?\\d)[^\\0-\x7f‘’“”–—…•€©®°§½¼¾×áàâäçéèêëíîïñóôöúûüßÉÖÜÄ]")
_FEW = 0.04


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in, under Python's name for it."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text, with newlines as ``\\n``; control characters become spaces, nothing else changes.

    ``encoding`` is what somebody chose; without it a byte order mark, UTF-8, a page's own word and at last a
    guess are tried in this order. Raises ``Empty``, ``NotText``, ``TooLarge`` or ``WrongEncoding``.
    """
    if len(data) > LIMIT:
        raise TooLarge(LIMIT)
    if not data.strip():
        raise Empty
    found = _as_chosen(data, encoding) if encoding else _guessed(data)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    controls = sum(1 for character in text if ord(character) in _CONTROLS)
    if controls > _CONTROL_SHARE * len(text) + 2:
        raise WrongEncoding(label(found.encoding)) if encoding else NotText
    text = text.translate(_CONTROLS)
    if not text.strip():
        raise Empty
    return Decoded(text, found.encoding)


def label(encoding: str) -> str:
    """What an encoding is called on a page."""
    return ENCODINGS.get(encoding, encoding.upper().replace("_", "-"))


def _as_chosen(data: bytes, encoding: str) -> Decoded:
    if encoding not in ENCODINGS:
        raise WrongEncoding(encoding[:40])
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(encoding):
            return Decoded(data.decode(marked, errors="replace"), encoding)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        raise WrongEncoding(label(encoding)) from None


def _guessed(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
            except UnicodeDecodeError:
                raise NotText from None
    if b"\0" in data:
        raise NotText
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared := _declared(data):
        return declared
    if western := _western(data):
        return western
    guess = from_bytes(data).best()
    if guess is None:
        raise NotText
    return Decoded(str(guess), _name(guess.encoding))


def _western(data: bytes) -> Decoded | None:
    """The text in Windows-1252 where all but a few characters are ASCII, and those few what English takes from it.

    So little tells encodings apart that a guess may take the pound sign of a British text for a Polish letter.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    few = sum(not character.isascii() for character in text) <= _FEW * len(text)
    return Decoded(text, "cp1252") if few and not _NOT_WESTERN.search(text) else None


def _declared(data: bytes) -> Decoded | None:
    """The text in the encoding that a page names for itself, where that fits."""
    word = _DECLARED.search(data[:2048])
    if word is None:
        return None
    try:
        name = codecs.lookup(word.group(1).decode("ascii")).name
        # Pages that say Latin-1 mean Windows-1252, as every browser takes them.
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        return Decoded(data.decode(name), _name(name))
    except (LookupError, UnicodeDecodeError):
        return None


def _name(encoding: str) -> str:
    """The name in ``ENCODINGS`` where it is one of them."""
    name = encoding.lower().replace("_", "-")
    aliases = {"cp949": "euc-kr", "cp932": "shift-jis", "gbk": "gb18030", "gb2312": "gb18030"}
    return aliases.get(name, name)
