"""Checks a bank file against its article and against the rules of good questions."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.articles.errors import ArticleError
from quizapp.articles.reading import read_file
from quizapp.banks.files import (
    BankArticle,
    BankError,
    BankErrors,
    BankFile,
    BankQuestion,
    error_at,
    place_in_file,
    read_bank,
)
from quizapp.banks.toml_lines import Path as TomlPath
from quizapp.banks.toml_lines import line_numbers
from quizapp.questions.content import Evidence
from quizapp.questions.flaws import Flaw, flaws


@dataclass(frozen=True, slots=True)
class QuestionFlaw:
    """An item-writing flaw of the question with this id, which begins on this line."""

    question_id: str
    line: int
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class BankReport:
    """What a check found. A bank with errors must not be used; flaws are advice."""

    questions: int = 0
    errors: list[BankError] = field(default_factory=list)
    flaws: list[QuestionFlaw] = field(default_factory=list)


def check_bank(path: Path) -> BankReport:
    """Everything that is wrong with the bank file at ``path``. Raises ``OSError`` if it cannot be opened."""
    try:
        bank = read_bank(path)
    except BankErrors as errors:
        return BankReport(errors=errors.errors)
    lines = line_numbers(path.read_text(encoding="utf-8-sig"))
    found = [*_unproven(bank), *_against_article(bank, path.parent)]
    return BankReport(
        questions=len(bank.questions),
        errors=sorted(
            (error_at(place, message, lines=lines) for place, message in found), key=lambda error: error.line
        ),
        flaws=[
            QuestionFlaw(question.id, lines["question", index], flaw)
            for index, question in enumerate(bank.questions)
            for flaw in _flaws_of(question, bank)
        ],
    )


def _flaws_of(question: BankQuestion, bank: BankFile) -> list[Flaw]:
    others = [other.content.stem for other in bank.questions if other.id != question.id]
    return flaws(question.content, stems_of_others=others)


def _unproven(bank: BankFile) -> Iterator[tuple[TomlPath, str]]:
    """Approved questions that lack proof."""
    for index, question in enumerate(bank.questions):
        if question.status != "approved":
            continue
        for place in question.content.unproven():
            message = "is in an approved question without evidence" if place else "is approved without evidence"
            yield ("question", index, *place_in_file(place)), message


def _against_article(bank: BankFile, folder: Path) -> Iterator[tuple[TomlPath, str]]:
    if bank.article is None:
        if any(True for _ in _evidence(bank)):
            yield ("article",), "is missing, so that no quote can be checked"
        return
    file = folder / bank.article.file
    try:
        text = read_file(file).text
    except OSError:
        yield ("article", "file"), f"there is no file {bank.article.file} beside the bank"
        return
    except ArticleError as error:
        yield ("article", "file"), str(error)
        return
    yield from _changed(bank.article, text)
    yield from misplaced_quotes(bank, text)


def misplaced_quotes(bank: BankFile, text: str) -> Iterator[tuple[TomlPath, str]]:
    """Every quote that the article's text does not have at its span: its place in the file, and a message."""
    for place, evidence in _evidence(bank):
        if text[evidence.start : evidence.end] != evidence.quote:
            yield place, _where_it_stands(evidence, text)


def _changed(article: BankArticle, text: str) -> Iterator[tuple[TomlPath, str]]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != article.sha256:
        yield ("article", "sha256"), f"the article has changed since: its text now has {digest}"


def _where_it_stands(evidence: Evidence, text: str) -> str:
    begun = text.find(evidence.quote)
    if begun < 0:
        return f"the quote does not occur in the article: “{evidence.quote}”"
    nearest = begun
    while begun >= 0:
        nearest = min(nearest, begun, key=lambda start: abs(start - evidence.start))
        begun = text.find(evidence.quote, begun + 1)
    return f"the quote is not at {evidence.start}-{evidence.end} but at {nearest}-{nearest + len(evidence.quote)}"


def _evidence(bank: BankFile) -> Iterator[tuple[TomlPath, Evidence]]:
    """Every quote of the bank with its place in the file."""
    for index, question in enumerate(bank.questions):
        for place, evidence in question.content.quotes():
            yield ("question", index, *place_in_file(place)), evidence
