"""A newer text of an article: which questions it touches, and bringing them over once the teacher accepts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError as ContentError

from quizapp.accounts.models import User
from quizapp.banks.anchoring import evidence_in, with_evidence
from quizapp.banks.choosing import questions_of
from quizapp.banks.models import (
    APPROVED,
    CURRENT,
    DRAFT,
    REPLACED,
    RETIRED,
    Question,
    QuestionVersion,
    StoredArticle,
)
from quizapp.banks.passages import Match, Piece, Sentences, differences, find
from quizapp.banks.storing import NewVersion, add_versions, place_quotes
from quizapp.banks.structuring import as_corrected
from quizapp.database import db
from quizapp.questions import question_type

KEEP = "keep"
BACK_TO_DRAFT = "draft"
REJECT = "retire"
# What a teacher may decide about a question whose sentence has changed, and how it is put.
DECISIONS = {
    KEEP: "Keep it, with the new sentence as its proof",
    BACK_TO_DRAFT: "Take it back to the drafts, to be edited",
    REJECT: "Reject it",
}
_NUMBER = re.compile(r"\d[\d.,]*")


class Outdated(Exception):
    """The article was replaced meanwhile; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ChangedQuote:
    """A quoted sentence, old and new, in pieces with their differences; ``new`` is empty where it is gone."""

    old: list[Piece]
    new: list[Piece]


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A question whose proof has changed. ``advised`` is one of ``choices`` (value, label); ``advice`` says why."""

    question: Question
    stem: str
    key: str
    quotes: list[ChangedQuote]
    choices: list[tuple[str, str]]
    advised: str
    advice: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Questions that a newer text touches; ``unchanged`` counts those whose sentences all stand in it."""

    changed: list[ChangedQuestion]
    unchanged: int


def compare(newer: StoredArticle) -> Comparison:
    """What accepting the newer text would mean for the questions in use. Nothing is changed."""
    finder = _Finder(_replaced_by(newer), newer)
    questions = [question for question in _questions(newer) if question.status != RETIRED]
    changed = [
        _changed(question, matches, finder)
        for question in questions
        if (matches := finder.touched(question.current.content))
    ]
    return Comparison(changed, unchanged=len(questions) - len(changed))


def accept(newer: StoredArticle, decisions: Mapping[int, str], *, author: User) -> None:
    """Take the newer text in the place of the old, in one transaction.

    A question whose sentence has changed gets a new version with the new sentence as its evidence, and what
    was decided (question id to decision) happens to its status; without a decision, what is advised. Where
    only the place of a quote has changed, the place is corrected and the version stays, so that classes can
    still be compared. Attempts keep the versions that they were given. Raises ``Outdated``.
    """
    old = _replaced_by(newer)
    if old.state != CURRENT:
        raise Outdated("The article was changed meanwhile, so nothing was done. Import the new text again.")
    finder, questions = _Finder(old, newer), _questions(newer)
    moved: list[tuple[QuestionVersion, dict[str, Any]]] = []
    changed: list[NewVersion] = []
    for question in questions:
        current = question.current
        renewed = finder.renewed_content(current.content)
        if matches := finder.touched(current.content):
            changed += _bring_over(question, renewed, matches, finder, decisions.get(question.id, ""))
        elif renewed != current.content:
            moved.append((current, renewed))
    place_quotes(moved)
    add_versions(changed, author=author)
    for bank in list(old.banks):
        bank.article = newer
    old.state, newer.state = REPLACED, CURRENT
    db.session.commit()


def cancel(newer: StoredArticle) -> int:
    """Forget the newer text. Returns the id of the article, which is as it was."""
    old_id = _replaced_by(newer).id
    db.session.delete(newer)
    db.session.commit()
    return old_id


def keep_apart(newer: StoredArticle) -> None:
    """Keep the newer text as an article of its own; the other article and its questions stay as they are."""
    newer.state, newer.replaces_id = CURRENT, None
    db.session.commit()


def _replaced_by(newer: StoredArticle) -> StoredArticle:
    return db.session.get_one(StoredArticle, newer.replaces_id)


def _questions(newer: StoredArticle) -> list[Question]:
    return [question for bank in _replaced_by(newer).banks for question in questions_of(bank)]


class _Finder:
    """Looks up the quotes of questions, each once, in both texts."""

    def __init__(self, old: StoredArticle, newer: StoredArticle) -> None:
        self.old, self.new = Sentences(as_corrected(old)), Sentences(as_corrected(newer))
        self._found: dict[tuple[str, int], Match] = {}

    def match(self, evidence: Mapping[str, Any]) -> Match:
        known = (str(evidence["quote"]), int(evidence["start"]))
        if known not in self._found:
            self._found[known] = find(*known, self.old, self.new)
        return self._found[known]

    def touched(self, content: Any) -> list[Match]:
        """The matches of quotes whose sentence has changed, each once, in the order of the content."""
        matches: dict[tuple[int, int], Match] = {}
        for evidence in evidence_in(content):
            match = self.match(evidence)
            if not match.is_same:
                matches.setdefault(match.old, match)
        return list(matches.values())

    def renewed(self, evidence: Mapping[str, Any]) -> dict[str, Any] | None:
        """The evidence as it is in the new text: moved, or the changed sentence, or None."""
        match = self.match(evidence)
        span = match.quote if match.is_same else match.new
        return {"quote": self.new.text[slice(*span)], "start": span[0], "end": span[1]} if span else None

    def renewed_content(self, content: dict[str, Any]) -> dict[str, Any]:
        """The content with its evidence as it is in the new text. An explanation that quotes it says the same."""
        renewed: dict[str, Any] = with_evidence(content, self.renewed)
        if explanation := content.get("explanation"):
            for evidence in evidence_in(content):
                if new := self.renewed(evidence):
                    explanation = explanation.replace(evidence["quote"], new["quote"])
            renewed["explanation"] = explanation
        return renewed


def _changed(question: Question, matches: list[Match], finder: _Finder) -> ChangedQuestion:
    content = question.current.content
    quotes = []
    for match in matches:
        new = finder.new.text[slice(*match.new)] if match.new else ""
        quotes.append(ChangedQuote(*differences(finder.old.text[slice(*match.old)], new)))
    advised, advice = _advice(question, matches, finder)
    can_stay = all(match.new for match in matches)
    return ChangedQuestion(
        question=question,
        stem=str(content.get("stem", "")),
        key=str(content.get("key", "")),
        quotes=quotes,
        choices=[(value, label) for value, label in DECISIONS.items() if can_stay or value != KEEP],
        advised=advised,
        advice=advice,
    )


def _advice(question: Question, matches: list[Match], finder: _Finder) -> tuple[str, str]:
    """What to do about the question, and why."""
    key = " ".join(str(question.current.content.get("key", "")).casefold().split())
    for match in matches:
        if match.new is None:
            return BACK_TO_DRAFT, "Its sentence is gone from the text, so nothing proves it any more."
        old, new = (
            " ".join(text[slice(*span)].casefold().split())
            for text, span in ((finder.old.text, match.old), (finder.new.text, match.new))
        )
        if key and key in old and key not in new:
            return BACK_TO_DRAFT, "The right answer does not stand in the new sentence."
        if sorted(_NUMBER.findall(old)) != sorted(_NUMBER.findall(new)):
            return BACK_TO_DRAFT, "A number or a date in its sentence has changed."
    return KEEP, "Read whether the new sentence still proves the answer."


def _bring_over(
    question: Question, renewed: dict[str, Any], matches: list[Match], finder: _Finder, decision: str
) -> list[NewVersion]:
    """Do what was decided about a question whose sentence has changed; its new version, where there can be one."""
    if question.status == RETIRED:
        decision = REJECT
    elif decision not in DECISIONS or (decision == KEEP and not all(match.new for match in matches)):
        decision, _ = _advice(question, matches, finder)
    _set_decided_status(question, decision)
    kind = question_type(question.type)
    try:
        content = kind.to_dict(kind.parse(renewed))
    except ContentError:
        # Without this proof the type cannot be: the question keeps its wording and waits for its teacher.
        question.status = RETIRED if decision == REJECT else DRAFT
        return []
    return [NewVersion(question, content, question.current.tags, _note(matches))]


def _set_decided_status(question: Question, decision: str) -> None:
    if decision == REJECT:
        question.status = RETIRED
    elif decision == BACK_TO_DRAFT and question.status == APPROVED:
        question.status = DRAFT


def _note(matches: list[Match]) -> str:
    if all(match.new for match in matches):
        return "The article has changed: its new sentence is quoted"
    return "The article has changed: a quoted sentence is gone"
