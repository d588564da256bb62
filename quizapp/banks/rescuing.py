"""Why there are not more questions: what was refused, by reason, and making a draft of it all the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError as ContentError
from werkzeug.exceptions import NotFound

from quizapp.accounts.models import User
from quizapp.banks.deciding import RESCUE, record
from quizapp.banks.models import Bank, Question
from quizapp.banks.quoting import located, one_line
from quizapp.banks.versions import new_draft
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.content import Evidence
from quizapp.questions.number import NotANumber, number_in

TAG = "rescued"
# A short answer of more words is written by few in the same way.
_LONGEST_KEY = 5
_MOST_DISTRACTORS, _MOST_SPARES = 3, 4
# What another question asks or tells already; a draft of it would be the second one.
_REPEATS = frozenset({"asked-already", "answered-elsewhere"})
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(\D*)")


@dataclass(frozen=True, slots=True)
class RefusalView:
    """One refusal: its number in the bank, the sentence, what would have been asked, and the type it can become."""

    number: int
    quote: str
    stem: str
    key: str
    becomes: str
    is_rescued: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was refused, and all that was refused for it."""

    message: str
    refusals: list[RefusalView]

    @property
    def rescuable(self) -> int:
        """How many of them can become a draft."""
        return sum(bool(each.becomes) and not each.is_rescued for each in self.refusals)


def reasons_of(bank: Bank) -> list[Reason]:
    """Everything that was refused, by reason: those first from which most new drafts can be made, then the longest."""
    reasons: dict[str, Reason] = {}
    repeats = {str(refusal.get("message", "")) for refusal in bank.refused if refusal.get("code") in _REPEATS}
    for number, refusal in enumerate(bank.refused):
        message = str(refusal.get("message", ""))
        reasons.setdefault(message, Reason(message, [])).refusals.append(_view(number, refusal))
    return sorted(
        reasons.values(),
        key=lambda each: (each.message in repeats, -each.rescuable, -len(each.refusals), each.message),
    )


def _view(number: int, refusal: Mapping[str, Any]) -> RefusalView:
    made = draft_of(refusal, None)
    return RefusalView(
        number=number,
        quote=one_line(str(refusal.get("quote", ""))),
        stem=str(refusal.get("stem", "")),
        key=str(refusal.get("key", "")),
        becomes=made[0] if made else "",
        is_rescued=bool(refusal.get("rescued")),
    )


def draft_of(refusal: Mapping[str, Any], evidence: Evidence | None) -> tuple[str, dict[str, Any]] | None:
    """The type and the content of the question that the refusal can become, or None.

    Multiple choice where it has two wrong answers that are surely wrong; else a number or a word to be written.
    """
    stem, key = str(refusal.get("stem", "")), str(refusal.get("key", ""))
    if not stem or not key:
        return None
    shared = {"stem": stem, "evidence": [evidence.model_dump()] if evidence else []}
    wrong = [str(each) for each in refusal.get("distractors", ())]
    return next(
        (
            (name, content | shared)
            for name, content in (
                ("multiple-choice", _multiple_choice(key, wrong)),
                ("number", _number(key)),
                ("short-answer", {"key": key} if len(key.split()) <= _LONGEST_KEY else None),
            )
            if content and _fits(name, content | shared)
        ),
        None,
    )


def _multiple_choice(key: str, wrong: list[str]) -> dict[str, Any]:
    spares = wrong[_MOST_DISTRACTORS:][:_MOST_SPARES]
    return {"key": key, "distractors": wrong[:_MOST_DISTRACTORS], "spare_distractors": spares}


def _number(key: str) -> dict[str, Any] | None:
    found = _NUMBER.fullmatch(key)
    if found is None:
        return None
    try:
        number_in(key)
    except NotANumber:
        return {"key": found[1], "unit": found[2].strip()}
    return {"key": key, "unit": ""}


def _fits(name: str, content: Mapping[str, Any]) -> bool:
    try:
        question_type(name).parse(content)
    except ContentError:
        return False
    return True


def rescue(bank: Bank, number: int | None, *, author: User) -> Question:
    """Make a draft of the bank's refusal with this number, and keep that as a decision that can be undone.

    404 where there is no such refusal, and where it cannot become a question.
    """
    refusal = refusal_of(bank, number)
    made = draft_of(refusal, _evidence(bank, refusal))
    if made is None or refusal.get("rescued"):
        raise NotFound
    question = new_draft(bank, *made, author=author, note="Made of what was refused", tags=[TAG])
    db.session.flush()
    record(question, RESCUE, author).refusal = number
    _mark(bank, number, is_rescued=True)
    db.session.commit()
    return question


def refusal_of(bank: Bank, number: int | None) -> dict[str, Any]:
    """The bank's refusal with this number, from 0 (404 where there is none)."""
    if number is None or not 0 <= number < len(bank.refused):
        raise NotFound
    return bank.refused[number]


def sentence_of(bank: Bank, about: int | None, start: int | None, end: int | None) -> str:
    """The sentence that a new question shall be about, on one line: of a refusal, or a stretch of the article.

    "" where there is no such refusal or stretch.
    """
    if about is not None and 0 <= about < len(bank.refused):
        return one_line(str(bank.refused[about].get("quote", "")))
    if bank.article is None or start is None or end is None or not 0 <= start < end <= len(bank.article.text):
        return ""
    return one_line(bank.article.text[start:end])


def forget_rescue(bank: Bank, number: int | None) -> None:
    """Offer the refusal again; nothing is committed."""
    _mark(bank, number, is_rescued=False)


def _mark(bank: Bank, number: int | None, *, is_rescued: bool) -> None:
    # A list in a JSON column is stored when it is replaced, not when it is changed.
    bank.refused = [
        each | {"rescued": is_rescued} if place == number else each for place, each in enumerate(bank.refused)
    ]


def _evidence(bank: Bank, refusal: Mapping[str, Any]) -> Evidence | None:
    """Where the refusal's sentence stands in the bank's article."""
    quote, start = str(refusal.get("quote", "")), refusal.get("start")
    if bank.article is None or not quote:
        return None
    text = bank.article.text
    if isinstance(start, int) and text[start : start + len(quote)] == quote:
        return Evidence(quote=quote, start=start, end=start + len(quote))
    return located(quote, text)
