"""What a bank file has that the stored bank has not, and the other way round."""

import hashlib
from dataclasses import dataclass

from quizapp.banks.comparing import ComparedPart, Part, compared, parts
from quizapp.banks.entries import Entry
from quizapp.banks.files import BankFile, BankQuestion
from quizapp.banks.models import RETIRED, Bank
from quizapp.questions import question_type


@dataclass(frozen=True, slots=True)
class Change:
    """A question as it is stored, and as the file has it."""

    entry: Entry
    written: BankQuestion

    @property
    def parts(self) -> list[ComparedPart]:
        """Its parts side by side, those that differ only."""
        content = question_type(self.written.type).to_dict(self.written.content)
        both = compared(parts(self.entry.content, self.entry.tags), parts(content, self.written.tags))
        return [part for part in both if part.differs]


@dataclass(frozen=True, slots=True)
class Difference:
    """What loading a file changes. ``bank`` is None where it is new.

    ``changed`` get a new version, ``statuses`` another status (some of them are changed as well); ``retired``
    are the questions that the file lacks. ``head`` compares title, language and licence.
    """

    bank: Bank | None
    head: list[ComparedPart]
    added: list[BankQuestion]
    changed: list[Change]
    statuses: list[Change]
    retired: list[Entry]
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


def differing(bank: Bank | None, entries: list[Entry], bank_file: BankFile, text: str | None) -> Difference:
    """Compare the stored bank and its entries with a file whose quotes count in the text (None: it has none)."""
    known = {entry.slug: entry for entry in entries}
    both = [Change(known[written.id], written) for written in bank_file.questions if written.id in known]
    ids = {written.id for written in bank_file.questions}
    changed = [change for change in both if _has_changed(change)]
    statuses = [change for change in both if change.entry.status != change.written.status]
    touched = {change.written.id for change in [*changed, *statuses]}
    order = [entry.slug for entry in entries if entry.slug in ids]
    return Difference(
        bank=bank,
        head=[part for part in compared(_head(bank), _head(bank_file)) if part.differs] if bank else [],
        added=[written for written in bank_file.questions if written.id not in known],
        changed=changed,
        statuses=statuses,
        retired=[entry for entry in entries if entry.slug not in ids and entry.status != RETIRED],
        unchanged=len(both) - len(touched),
        is_reordered=order != [written.id for written in bank_file.questions if written.id in known],
        takes_article=text is not None and _is_another(bank, text),
    )


def _has_changed(change: Change) -> bool:
    entry, written = change.entry, change.written
    if list(written.tags) != entry.tags:
        return True
    kind = question_type(written.type)
    # Stored content may come from an older program: compare what it means, not how it was written.
    return kind.to_dict(written.content) != entry.content and kind.parse(entry.content) != written.content


def _head(bank: Bank | BankFile) -> list[Part]:
    return [Part("Title", bank.title), Part("Language", bank.language), Part("Licence", bank.licence)]


def _is_another(bank: Bank | None, text: str) -> bool:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return bank is None or bank.article is None or bank.article.sha256 != digest
