"""Criteria about numbers."""

import re

from quizapp.questions.flaws.evidence import no_evidence
from quizapp.questions.flaws.flaw import Flaw
from quizapp.questions.flaws.stem import STEM_CHECKS_OF_ANY_TYPE
from quizapp.questions.number import NotANumber, Number, number_in

_ROUGH = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|circa|ca\.|more than|over|less than|under|at least"
    r"|up to|an estimated)\s+(?=[\d$€£¥])",
    re.I,
)
_NUMBER = re.compile(r"\d+(?:[,' ]\d{3})*(?:\.\d+)?")


def exact_key_of_rough_number(content: Number) -> list[Flaw]:
    """A quote that says "about" while only the very number counts as right."""
    rough = next((found for _, quote in content.quotes() if (found := _ROUGH.search(quote.quote))), None)
    if not rough or content.reach:
        return []
    message = f"The article says “{rough[0].strip()}”, but only the exact number counts. Give a tolerance."
    return [Flaw("rough-number-without-tolerance", message, "tolerance")]


def wide_tolerance(content: Number) -> list[Flaw]:
    """A tolerance of more than half the number."""
    if content.reach * 2 <= abs(content.value) or not content.value:
        return []
    return [Flaw("wide-tolerance", "The tolerance is more than half of the number, so that guesses pass.", "tolerance")]


def number_in_stem(content: Number) -> list[Flaw]:
    """The stem says the number."""
    if content.value not in _numbers(content.stem):
        return []
    return [Flaw("answer-in-stem", f"{content.key} stands in the question itself.", "stem")]


def year_asked_as_amount(content: Number) -> list[Flaw]:
    """A year with a share as tolerance: one per cent of 1957 is twenty years."""
    if not content.tolerance.rstrip().endswith("%") or not re.search(r"\b(?:which|what) year\b", content.stem, re.I):
        return []
    return [Flaw("year-with-share", "A share of a year is many years. Give the tolerance in years.", "tolerance")]


def evidence_without_number(content: Number) -> list[Flaw]:
    """Quotes that write other numbers only; numbers in words are not judged."""
    written = [number for _, quote in content.quotes() for number in _numbers(quote.quote)]
    if not written or any(_is_meant(number, content) for number in written):
        return []
    return [Flaw("evidence-lacks-key", f"The quote does not say {content.key_text}.", "evidence")]


def _is_meant(number: object, content: Number) -> bool:
    # "450 million" in the quote is 450 there and 450,000,000 in the key.
    return any(number == content.value / scale for scale in (1, 10**3, 10**6, 10**9, 10**12))


def _numbers(text: str) -> list[object]:
    found: list[object] = []
    for written in _NUMBER.findall(text):
        try:
            found.append(number_in(written))
        except NotANumber:
            continue
    return found


NUMBER_CHECKS = (
    *STEM_CHECKS_OF_ANY_TYPE,
    exact_key_of_rough_number,
    wide_tolerance,
    year_asked_as_amount,
    number_in_stem,
    no_evidence,
    evidence_without_number,
)
