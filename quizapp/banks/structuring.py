"""What was read in a stored article, and the teacher's corrections of it. The text never changes by them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from werkzeug.exceptions import NotFound

from quizapp.articles import lines
from quizapp.articles.lines import Correction, Line
from quizapp.articles.model import Article
from quizapp.articles.report import as_json_dict, from_json_dict
from quizapp.banks.models import StoredArticle
from quizapp.database import db

# What a kind of line is called on pages, in the order in which kinds are offered.
NAMES = {
    lines.BODY: "Text",
    lines.HEADING: "Heading",
    lines.QUESTION: "FAQ question",
    lines.POINT: "Key point",
    lines.SUMMARY: "Summary",
    lines.NOISE: "Left out",
    lines.TITLE: "Title",
}
_MARKER_NAME = "Opens a part"


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the article as a page shows it.

    ``parts`` are its two halves where it is split. ``number`` is that of its correction, if there is one.
    """

    start: int
    kind: str
    name: str
    text: str
    parts: tuple[str, ...]
    number: int | None
    name_as_read: str


@dataclass(frozen=True, slots=True)
class LineChoice:
    """What may be said about one line: (place, what it would look like) for every place to split it at."""

    start: int
    kind: str
    cut: int | None
    kinds: list[tuple[str, str]]
    cuts: list[tuple[int, str]]


def as_read(article: StoredArticle) -> Article:
    """The article as it was read, before any correction."""
    return from_json_dict({**(article.reading or article.structure), "text": article.text})


def as_corrected(article: StoredArticle) -> Article:
    return from_json_dict({**article.structure, "text": article.text})


def corrections_of(article: StoredArticle) -> list[Correction]:
    return [Correction(**each) for each in article.corrections]


def set_reading(article: StoredArticle, reading: Article, corrections: Sequence[Correction] = ()) -> None:
    """Take a reading with corrections of it as what the article is from now on. Nothing is committed."""
    said = sorted(corrections, key=lambda each: each.start)
    changed = lines.corrected(reading, said)
    article.text = reading.text
    article.structure = _structure(changed)
    article.reading = _structure(reading) if said else None
    article.corrections = [asdict(each) for each in said]
    if changed.title:
        article.title = changed.title.text[:300]


def _structure(article: Article) -> dict[str, Any]:
    structure = as_json_dict(article)
    del structure["text"]
    return structure


def correct(article: StoredArticle, start: int, kind: str, cut: int | None) -> None:
    """Say what the line that begins at ``start`` is; an earlier correction of it no longer counts.

    Raises ``lines.BadCorrection``; 404 where no line begins there.
    """
    reading = as_read(article)
    line = _line_at(reading, start)
    others = [each for each in corrections_of(article) if each.start != start]
    set_reading(article, reading, [*others, lines.correction_of(reading.text, line, kind, cut)])
    db.session.commit()


def undo(article: StoredArticle, start: int) -> None:
    """Forget the correction of the line that begins at ``start``; without one this changes nothing."""
    set_reading(article, as_read(article), [each for each in corrections_of(article) if each.start != start])
    db.session.commit()


def undo_all(article: StoredArticle) -> None:
    set_reading(article, as_read(article))
    db.session.commit()


def _line_at(reading: Article, start: int) -> Line:
    found = next((line for line in lines.lines_of(reading) if line.start == start), None)
    if found is None:
        raise NotFound
    return found


def line_views(article: StoredArticle) -> list[LineView]:
    """Every line of the article in its order, with what it was read as or corrected to."""
    reading, text = as_read(article), article.text
    said = {each.start: (number, each) for number, each in enumerate(corrections_of(article), start=1)}
    views = []
    for line in lines.lines_of(reading):
        number, correction = said.get(line.start, (None, None))
        kind = correction.kind if correction else line.kind
        cut = correction.cut if correction else line.cut
        whole = _clean(text[line.start : line.end])
        parts = (_clean(text[line.start : cut]), _clean(text[cut : line.end])) if cut else ()
        name = _name(kind)
        views.append(LineView(line.start, kind, name, whole, parts, number, _name(line.kind)))
    return views


def line_choice(article: StoredArticle, start: int) -> LineChoice:
    """What may be said about the line that begins at ``start`` (404 where none does)."""
    reading, text = as_read(article), article.text
    line = _line_at(reading, start)
    said = next((each for each in corrections_of(article) if each.start == start), None)
    return LineChoice(
        start=start,
        kind=said.kind if said else line.kind,
        cut=said.cut if said else line.cut,
        kinds=list(NAMES.items()),
        cuts=[(place, _preview(text, line, place)) for place in lines.cuts(text, line)],
    )


def _preview(text: str, line: Line, place: int) -> str:
    first, second = _clean(text[line.start : place]), _clean(text[place : line.end])
    first = first if len(first) <= 60 else f"…{first[-58:]}"
    second = second if len(second) <= 40 else f"{second[:38]}…"
    return f"{first} / {second}"


def _name(kind: str) -> str:
    return NAMES.get(kind, _MARKER_NAME)


def _clean(text: str) -> str:
    return " ".join(text.split())
