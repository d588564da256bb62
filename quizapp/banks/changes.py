"""What a bank file has that the stored bank has not, and the other way round."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quizapp.banks.anchoring import evidence_in
from quizapp.banks.comparing import ComparedPart, Part, compared, parts
from quizapp.banks.entries import Entry
from quizapp.banks.files import BankErrors, BankFile, error_at
from quizapp.banks.models import APPROVED, RETIRED, Bank
from quizapp.questions import question_type


class Written(NamedTuple):
    """A question as a file has it, its content as it would be stored."""

    id: str
    type: str
    status: str
    tags: list[str]
    content: Mapping[str, Any]

    @property
    def stem(self) -> str:
        return str(self.content["stem"])


def written_in(bank_file: BankFile) -> list[Written]:
    """The questions of the file, in its order."""
    return [
        Written(each.id, each.type, each.status, list(each.tags), question_type(each.type).to_dict(each.content))
        for each in bank_file.questions
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """A question as it is stored, and as the file has it."""

    entry: Entry
    written: Written

    @property
    def parts(self) -> list[ComparedPart]:
        """Its parts side by side, those that differ only."""
        both = compared(parts(self.entry.content, self.entry.tags), parts(self.written.content, self.written.tags))
        return [part for part in both if part.differs]


@dataclass(frozen=True, slots=True)
class Difference:
    """What loading a file changes. ``bank`` is None where it is new.

    ``changed`` get a new version, ``statuses`` another status (some of them are changed as well); ``retired``
    are the questions that the file lacks. ``unproven`` are those that come in approved without any quote.
    ``head`` compares title, language and licence.
    """

    bank: Bank | None
    head: list[ComparedPart]
    added: list[Written]
    changed: list[Change]
    statuses: list[Change]
    retired: list[Entry]
    unproven: list[Written]
    unchanged: int
    is_reordered: bool
    takes_article: bool

    @property
    def is_empty(self) -> bool:
        """Whether the bank is here already, exactly like this."""
        return self.bank is not None and not (
            self.head
            or self.added
            or self.changed
            or self.statuses
            or self.retired
            or self.is_reordered
            or self.takes_article
        )


def differing(
    bank: Bank | None, entries: Sequence[Entry], head: Sequence[Part], questions: Sequence[Written], text: str | None
) -> Difference:
    """Compare the stored bank and its entries with a file whose quotes count in the text (None: it has none).

    Raises ``BankErrors`` where a question has changed its type: old attempts need the old type.
    """
    known = {entry.slug: entry for entry in entries}
    _refuse_changed_types(known, questions)
    both = [Change(known[written.id], written) for written in questions if written.id in known]
    ids = {written.id for written in questions}
    changed = [change for change in both if _has_changed(change)]
    statuses = [change for change in both if change.entry.status != change.written.status]
    added = [written for written in questions if written.id not in known]
    touched = {change.written.id for change in [*changed, *statuses]}
    coming_in = touched | {written.id for written in added}
    return Difference(
        bank=bank,
        head=[part for part in compared(head_of(bank), head) if part.differs] if bank else [],
        added=added,
        changed=changed,
        statuses=statuses,
        retired=[entry for entry in entries if entry.slug not in ids and entry.status != RETIRED],
        unproven=[written for written in questions if written.id in coming_in and _is_unproven(written)],
        unchanged=len(both) - len(touched),
        is_reordered=[entry.slug for entry in entries if entry.slug in ids] != [each.written.id for each in both],
        takes_article=text is not None and _is_another(bank, text),
    )


def _refuse_changed_types(known: Mapping[str, Entry], questions: Sequence[Written]) -> None:
    changed = [
        error_at(("question", index, "type"), f"{written.id!r} was another type before: give it a new id", lines={})
        for index, written in enumerate(questions)
        if written.id in known and known[written.id].type != written.type
    ]
    if changed:
        raise BankErrors(changed)


def _has_changed(change: Change) -> bool:
    entry, written = change.entry, change.written
    if written.tags != entry.tags:
        return True
    if written.content == entry.content:
        return False
    # Stored content may come from an older program: compare what it means, not how it was written.
    kind = question_type(written.type)
    return bool(kind.parse(entry.content) != kind.parse(written.content))


def _is_unproven(written: Written) -> bool:
    return written.status == APPROVED and not evidence_in(written.content)


def head_of(bank: Bank | BankFile) -> list[Part]:
    """What is said about the bank as a whole."""
    return [Part("Title", bank.title), Part("Language", bank.language), Part("Licence", bank.licence)]


def _is_another(bank: Bank | None, text: str) -> bool:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return bank is None or bank.article is None or bank.article.sha256 != digest
