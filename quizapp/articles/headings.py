"""Which lines of a text are headings, and headings that ran into their paragraph."""

import re

_SMALL = frozenset(
    "a an and as at but by for from in into is its nor of off on or over per so than that the their to under up upon "
    "vs via with within without yet it are be was were what who how when where which do does did your our "
    "not no".split()
)
_WORD = re.compile(r"[^\s\u2014\u2013/-]+")
_ABBREVIATION_DOT = re.compile(r"\b(?:[A-Z]\.)+|\b(?:vs|Mr|Mrs|Ms|Dr|St|No|Jr|Sr|v)\.")
_LONGEST_HEADING_WORDS = 18
_FUSED_WORDS = (5, 45)


def looks_like_heading(text: str, *, before_paragraph: bool) -> bool:
    """Whether a line standing alone is a heading: short, without a sentence's end, often in title case."""
    words = _WORD.findall(text)
    if not words or len(words) > _LONGEST_HEADING_WORDS or len(text) > 160:
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\u2018\u201c\"'("):
        return False
    stripped = _ABBREVIATION_DOT.sub("", text)
    if re.search(r"[.!;]\s|[.;,:]$", stripped):
        return False
    if not before_paragraph:
        return False
    return len(words) <= 12 or title_case_share(text) >= 0.6


def title_case_share(text: str) -> float:
    """Share of the words that carry meaning which begin with a capital or a digit."""
    words = [word.strip("\u2018\u2019\u201c\u201d\"'().,:;?!") for word in _WORD.findall(text)]
    meaningful = [word for word in words if word and word.lower() not in _SMALL]
    if not meaningful:
        return 0.0
    capitals = [word for word in meaningful if word[0].isupper() or word[0].isdigit()]
    return len(capitals) / len(meaningful)


def fused_heading_end(text: str) -> int | None:
    """Where a heading ends that runs into its paragraph after a colon ("Some Long Title: Lee said ...").

    The last colon counts before which everything is in title case and after which a paragraph follows.
    """
    best = None
    for colon in re.finditer(r":\s+(?=[\u201c\"'\u2018]?[A-Z0-9])", text[:600]):
        head, rest = text[: colon.start()], text[colon.end() :]
        count = len(head.split())
        if not _FUSED_WORDS[0] <= count <= _FUSED_WORDS[1] or len(rest.split()) < 15:
            continue
        if re.search(r"[.!?;]\s", _ABBREVIATION_DOT.sub("", head)) or title_case_share(head) < 0.85:
            continue
        if title_case_share(rest[:400]) > 0.7:
            continue
        best = colon.start()
    return best
