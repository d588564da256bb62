"""Where a key point's label ends and its detail begins."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from quizapp.articles.blocks import BULLET_KINDS, ROW, Block, part_of
from quizapp.articles.markers import BULLET
from quizapp.articles.model import KeyPoint, Part

_GAP = re.compile(r"\t+|\s*\|\s*|\s{2,}")
_SIGN = re.compile(r"\s*:\s+|\s+[\u2013\u2014-]\s+")
_LONGEST_LABEL = 8
_SMALL = frozenset(
    "a an and as at by for from in into of on or over per the to under upon vs with between against after before "
    "within without de la".split()
)
_OPENERS = frozenset(
    "the a an it its they their this that these those he she his her we our there in on at by from since after before "
    "until during under for to with within as if when where while because although each every all any both most many "
    "some few several no not none never only at nearly almost about around over roughly approximately up between more "
    "less fewer one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty "
    "half once twice yes anyone everyone nobody citizens voters members people".split()
)
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_NUMBER = re.compile(r"^[\u00a3$\u20ac\u20b9\u00a5]?\d")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int

    @property
    def bare(self) -> str:
        return self.text.strip("()[]\"'\u201c\u201d\u2018.,;:!?")


def key_point(text: str, block: Block, known: Callable[[str], bool]) -> KeyPoint | None:
    """The block as a key point, or None where it cannot be one.

    ``known`` tells whether a run of words stands in the running text of the article, which is how
    names are told from label words in a row that lost its column gap.
    """
    if block.kind == ROW:
        return _from_cells(text, block)
    start, end = block.part.start, block.part.end
    if bullet := BULLET.match(text[start:end]):
        start += bullet.end()
    raw = text[start:end]
    for sign in (_GAP, _SIGN):
        found = sign.search(raw)
        if found and found.start() and len(raw[: found.start()].split()) <= _LONGEST_LABEL:
            return _point(part_of(text, start, start + found.start()), part_of(text, start + found.end(), end))
    if block.kind in BULLET_KINDS:
        return None
    cut = _label_end(raw, known)
    if cut is None:
        return None
    return _point(part_of(text, start, start + cut), part_of(text, start + cut, end))


def _from_cells(text: str, block: Block) -> KeyPoint | None:
    cells = [cell for cell in block.cells if cell.text]
    if len(cells) < 2:
        return None
    return _point(cells[0], part_of(text, cells[1].start, cells[-1].end))


def _point(label: Part, detail: Part) -> KeyPoint | None:
    if not label.text.strip(":") or not detail.text:
        return None
    if label.text.endswith(":"):
        label = Part(label.text.rstrip(": "), label.start, label.end - 1)
    return KeyPoint(label, detail, label.start, detail.end)


def _label_end(raw: str, known: Callable[[str], bool]) -> int | None:
    """Where the label ends in a row whose label and detail run together with a single space."""
    tokens = [_Token(found.group(), found.start()) for found in _WORD.finditer(raw)]
    best: tuple[float, int] | None = None
    for cut in range(1, min(len(tokens) - 1, _LONGEST_LABEL) + 1):
        if not _is_label(tokens[:cut]):
            continue
        score = _score(tokens, cut, known)
        if score is not None and (best is None or score > best[0]):
            best = (score, cut)
    return tokens[best[1]].start if best and best[0] > 0 else None


def _is_label(tokens: list[_Token]) -> bool:
    if tokens[-1].bare.lower() in _SMALL or not _is_capital(tokens[0].bare):
        return False
    if any(token.text[-1] in ",;.!?" for token in tokens):
        return False
    return all(_is_capital(token.bare) or token.bare.lower() in _SMALL for token in tokens)


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word in {"&", "\u2013", "-"}


def _score(tokens: list[_Token], cut: int, known: Callable[[str], bool]) -> float | None:
    """How well the detail begins at token ``cut``; None where it cannot."""
    first = tokens[cut].bare
    following = tokens[cut + 1].bare if cut + 1 < len(tokens) else ""
    if not _is_capital(first):
        return None
    score = {1: 0.0, 2: 1.0, 3: 1.0, 4: 0.6, 5: 0.2}.get(cut, -1.0)
    if _NUMBER.match(first) and tokens[cut - 1].bare in _MONTHS:
        return None
    if first.lower() in _OPENERS or _NUMBER.match(first):
        score += 3.5
    elif re.fullmatch(r"[A-Z][a-z]+(?:ed|ing)", first):
        score += 1.5 if following.lower() in _SMALL else 0.5
    if following[:1].islower() or tokens[cut].text[-1:] in ",;":
        score += 1.0 if following.lower() in _SMALL else 2.0
    elif _NUMBER.match(following):
        score += 1.0
    pair = f"{first} {following}"
    if following and _is_capital(following) and known(pair):
        score += 3.5
    elif known(_unpossessed(first)):
        score += 1.5
    elif following and _is_capital(following) and first.lower() not in _OPENERS and not _NUMBER.match(first):
        score -= 1.5
    if cut > 1 and tokens[cut - 1].bare.lower() in _OPENERS:
        score -= 4.0
    if known(f"{tokens[cut - 1].bare} {first}"):
        score -= 4.0
    return score


def _unpossessed(word: str) -> str:
    """The word without a possessive ending."""
    return re.sub(r"['\u2019]s$", "", word)
