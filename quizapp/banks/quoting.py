"""Quotes that an author copies from the article, found again in its text."""

import re
from collections.abc import Iterable

from quizapp.questions.content import Evidence


def located(quote: str, article: str, known: Iterable[Evidence] = ()) -> Evidence | None:
    """The quote with its span in the article's text, or ``None`` where it does not stand there.

    Line breaks and runs of spaces may differ. A quote that is ``known`` keeps its span, which matters where
    the same words stand in the article twice.
    """
    words = quote.split()
    if not words:
        return None
    for evidence in known:
        if evidence.quote.split() == words:
            return evidence
    found = re.search(r"\s+".join(map(re.escape, words)), article)
    return Evidence(quote=found[0], start=found.start(), end=found.end()) if found else None


def one_line(quote: str) -> str:
    """The quote as a form shows it."""
    return " ".join(quote.split())
