"""Finding questions in a bank: by words, status, type, tag and flaw, in any combination."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from quizapp.banks.entries import Entry, entries_of
from quizapp.banks.flaw_codes import codes_in_bank
from quizapp.banks.models import APPROVED, DRAFT, RETIRED, Bank, QuestionVersion, StatusChange
from quizapp.banks.paging import Page, cut
from quizapp.database import db
from quizapp.questions import TYPES

ANY, NONE = "any", "none"
STATUSES = {DRAFT: "Draft", APPROVED: "Approved", RETIRED: "Rejected"}
# Fields that nobody reads as part of the question.
_NOT_SEARCHED = frozenset({"evidence", "explanation", "id", "date", "after"})
_RANK = {DRAFT: 0, APPROVED: 1, RETIRED: 2}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; an empty field asks for nothing. ``flaw`` is a code, "any" or "none"."""

    words: str = ""
    status: str = ""
    type: str = ""
    tag: str = ""
    flaw: str = ""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> "Filters":
        """The filters in an address, however it was typed."""
        page = arguments.get("page", "")
        names = ("words", "status", "type", "tag", "flaw")
        return cls(
            **{name: arguments.get(name, "").strip() for name in names},
            page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
        )

    def arguments(self, *, page: int | None = None) -> dict[str, Any]:
        """What an address needs to ask for the same again, or for another page of it."""
        named = {name: getattr(self, name) for name in ("words", "status", "type", "tag", "flaw")}
        number = self.page if page is None else page
        return {name: value for name, value in named.items() if value} | ({"page": str(number)} if number > 1 else {})

    @property
    def are_set(self) -> bool:
        return self != Filters(page=self.page)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, its name, and how many questions it would show beside the other filters."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the list shows it. ``flaws`` are names; ``changed_by`` is "" for the program."""

    id: int
    stem: str
    answer: str
    type: str
    status: str
    tags: list[str]
    flaws: list[str]
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Found:
    """One ``page`` of what fits, among ``of`` questions (``drafts`` of them), with what every filter offers."""

    rows: list[Row]
    page: Page[Any]
    of: int
    drafts: int
    choices: dict[str, list[Choice]]


def folded(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def flaw_name(code: str) -> str:
    """The code of a flaw as words."""
    return code.replace("-", " ").capitalize()


def find(bank: Bank, filters: Filters) -> Found:
    """One page of the questions that fit: drafts first, then approved, then rejected, each in bank order."""
    every = _with_codes(bank)
    fitting = sorted(_fitting(every, filters), key=lambda each: (_RANK[each[0].status], each[0].position))
    page = cut(fitting, filters.page)
    drafts = sum(entry.status == DRAFT for entry, _ in every)
    return Found(_rows(page.items), page, len(every), drafts, _choices(every, filters))


def ids_of_fitting(bank: Bank, filters: Filters) -> list[int]:
    """The ids of all questions that fit, in bank order."""
    return [entry.id for entry, _ in _fitting(_with_codes(bank), filters)]


_Each = tuple[Entry, list[str]]


def _with_codes(bank: Bank) -> list[_Each]:
    entries = entries_of(bank.id)
    return list(zip(entries, codes_in_bank(entries), strict=True))


def _fitting(every: list[_Each], filters: Filters) -> list[_Each]:
    return [each for each in _saying(every, filters.words) if _fits(each, filters)]


def _saying(every: list[_Each], words: str) -> list[_Each]:
    """Those that say every one of the words, in any order."""
    wanted = folded(words).split()
    if not wanted:
        return every
    return [each for each in every if _says(each[0].content, wanted)]


def _says(content: Mapping[str, Any], wanted: list[str]) -> bool:
    text = folded("\n".join(_texts(content)))
    return all(word in text for word in wanted)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NOT_SEARCHED:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _fits(each: _Each, filters: Filters) -> bool:
    entry, codes = each
    return (
        filters.status in ("", entry.status)
        and filters.type in ("", entry.type)
        and (not filters.tag or filters.tag in entry.tags)
        and (not filters.flaw or filters.flaw in _flaw_values(codes))
    )


def _flaw_values(codes: list[str]) -> list[str]:
    return [ANY, *codes] if codes else [NONE]


def _choices(every: list[_Each], filters: Filters) -> dict[str, list[Choice]]:
    """What each filter offers, counted among the questions that fit all the others."""
    saying = _saying(every, filters.words)

    def counted(name: str, values: Callable[[_Each], list[str]]) -> Counter[str]:
        cleared: dict[str, Any] = {name: ""}
        others = replace(filters, **cleared)
        return Counter(value for each in saying if _fits(each, others) for value in values(each))

    statuses = counted("status", lambda each: [each[0].status])
    types = counted("type", lambda each: [each[0].type])
    tags = counted("tag", lambda each: each[0].tags)
    flaws = counted("flaw", lambda each: _flaw_values(each[1]))
    present = {tag for entry, _ in every for tag in entry.tags} | ({filters.tag} - {""})
    codes = sorted((flaws.keys() | {filters.flaw}) - {ANY, NONE, ""})
    return {
        "status": [Choice(value, label, statuses[value]) for value, label in STATUSES.items()],
        "type": [
            Choice(name, kind.label, types[name]) for name, kind in TYPES.items() if types[name] or filters.type == name
        ],
        "tag": [Choice(tag, tag, tags[tag]) for tag in sorted(present, key=folded)],
        "flaw": [
            Choice(ANY, "Any flaw", flaws[ANY]),
            Choice(NONE, "No flaw", flaws[NONE]),
            *(Choice(code, flaw_name(code), flaws[code]) for code in codes),
        ],
    }


def _rows(shown: Sequence[_Each]) -> list[Row]:
    versions = select(QuestionVersion).where(QuestionVersion.id.in_([entry.version_id for entry, _ in shown]))
    with_author = versions.options(joinedload(QuestionVersion.author))
    written = {version.id: version for version in db.session.scalars(with_author)}
    last = select(func.max(StatusChange.id)).where(StatusChange.question_id.in_([entry.id for entry, _ in shown]))
    changes = select(StatusChange).where(StatusChange.id.in_(last.group_by(StatusChange.question_id)))
    decided = db.session.scalars(changes.options(joinedload(StatusChange.author)))
    latest = {change.question_id: change for change in decided}
    return [_row(entry, codes, written[entry.version_id], latest.get(entry.id)) for entry, codes in shown]


def _row(entry: Entry, codes: list[str], version: QuestionVersion, change: StatusChange | None) -> Row:
    at, author = version.created_at, version.author
    if change is not None and change.at > at:
        at, author = change.at, change.author
    answer = entry.content.get("key")
    return Row(
        id=entry.id,
        stem=entry.stem,
        answer=answer if isinstance(answer, str) else "",
        type=entry.type,
        status=entry.status,
        tags=entry.tags,
        flaws=[flaw_name(code) for code in codes],
        changed_at=at,
        changed_by=author.name if author else "",
    )
