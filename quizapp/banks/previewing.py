"""What an author sees beside the form while writing: the question as students will, and what to look at."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from wtforms import Field

from quizapp.banks.highlighting import quote_spans
from quizapp.banks.models import RETIRED, Bank, Question, QuestionVersion
from quizapp.banks.question_form import QuestionForm
from quizapp.banks.remarks import Remark, remarks
from quizapp.banks.row_form import SEE_ROWS
from quizapp.banks.sketching import Preview, preview_of
from quizapp.banks.timeline_form import TimelineForm
from quizapp.database import db
from quizapp.questions import timeline
from quizapp.questions.content import Content
from quizapp.questions.flaws import flaws
from quizapp.questions.mending import mends
from quizapp.questions.timeline import Event, Timeline

PROBLEM, DOUBT, FLAW = "problem", "doubt", "flaw"
_IN_ROW = re.compile(r"(\w+) (\d+), (.+)")
_UNPROVEN = frozenset({"no-proof", "no-evidence", "event-without-evidence"})


@dataclass(frozen=True, slots=True)
class Fills:
    """A mend as what it changes in the form: field names and what they hold then."""

    label: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``kind``: problem (cannot be stored so), doubt (about the proof) or flaw (of the wording).

    ``field_id`` and ``field_name`` are where to mend it.
    """

    kind: str
    message: str
    field_id: str
    field_name: str
    mends: tuple[Fills, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """``missing`` names what is still to be filled in; ``echoes`` say what was read, by field name."""

    type: str
    preview: Preview
    findings: list[Finding]
    missing: list[str]
    echoes: Mapping[str, str]
    spans: list[tuple[int, int]]

    def mend(self, number: int) -> Fills | None:
        """The mend with this number, counted from 0 through all findings."""
        every = [each for finding in self.findings for each in finding.mends]
        return every[number] if 0 <= number < len(every) else None


def stems_beside(bank: Bank, question: Question | None) -> list[str]:
    """The stems of the bank's questions that are not rejected, but for this one, in one query."""
    wanted = (
        select(QuestionVersion.content["stem"].as_string())
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            Question.bank_id == bank.id,
            Question.status != RETIRED,
            Question.version_number == QuestionVersion.number,
            Question.id != (question.id if question else 0),
        )
    )
    return list(db.session.scalars(wanted))


def check(
    form: QuestionForm,
    type_name: str,
    data: Mapping[str, Any],
    content: Content | None,
    *,
    stems: Sequence[str] = (),
    article: str | None = None,
) -> Checked:
    """What to say about the question that the form holds: ``data``, and ``content`` where that fits its type.

    Errors beside the fields count as problems, so ``form.judged`` comes first where there may be some.
    """
    missing: list[str] = []
    findings = list(_problems(form, missing))
    judged = content or _provisional(type_name, data)
    if judged:
        findings += _advice(form, judged, stems, article, missing, is_whole=content is not None)
    return Checked(
        type=type_name,
        preview=preview_of(type_name, data),
        findings=findings,
        missing=_grouped(missing),
        echoes=form.echoes() if isinstance(form, TimelineForm) else {},
        spans=list(quote_spans(data)),
    )


def _problems(form: QuestionForm, missing: list[str]) -> Iterator[Finding]:
    """What keeps the question from being stored; fields that are only empty are named in ``missing`` instead."""
    repeats = form.without_repeats()
    for each in _fields(form):
        texts = [text for text in each.errors if isinstance(text, str) and text != SEE_ROWS]
        for text in texts:
            is_short = text.startswith("Needs at least")
            if is_short or not str(each.data or "").strip():
                needs = f" ({text[0].lower()}{text[1:-1]})" if is_short else ""
                missing.append(f"{form.name_of(each)}{needs}")
                break
            cure = (Fills("Leave out what stands twice", repeats),) if repeats and each.name == form.main else ()
            yield Finding(PROBLEM, text, each.id, form.name_of(each), cure)


def _grouped(missing: Iterable[str]) -> list[str]:
    """The names, those of one field in several rows as one: "what the article says (events 1, 2)"."""
    numbers: dict[str, list[str]] = {}
    for name in missing:
        in_row = _IN_ROW.fullmatch(name)
        numbers.setdefault(f"{in_row[3]} ({in_row[1].lower()}s " if in_row else name, [])
        if in_row:
            numbers[f"{in_row[3]} ({in_row[1].lower()}s "].append(in_row[2])
    return [f"{name}{', '.join(rows)})" if rows else name for name, rows in numbers.items()]


def _fields(form: QuestionForm) -> Iterator[Field]:
    for each in form:
        if each.name == "csrf_token":
            continue
        yield each
        if each.type == "FieldList":
            for entry in each:
                yield from entry.form


def _advice(
    form: QuestionForm,
    content: Content,
    stems: Sequence[str],
    article: str | None,
    missing: list[str],
    *,
    is_whole: bool,
) -> Iterator[Finding]:
    """Doubts, then flaws. A proof that is not quoted yet is missing rather than wrong, and asked for once."""
    if is_whole:
        said = remarks(content, article, stems)
    else:
        # A proof is not held against a question that is not finished.
        said = [Remark(False, each.code, each.message, each.where, mends(content, each)) for each in flaws(content)]
    for each in said:
        about = form.field_about(each.where, each.code)
        if each.code in _UNPROVEN:
            if article is not None and form.name_of(about) not in missing:
                missing.append(form.name_of(about))
            continue
        if each.code == "event-without-place" and about.data:
            # Its date cannot be read, which is said there.
            continue
        kind = DOUBT if each.is_doubt else FLAW
        ways = tuple(Fills(way.label, form.fills(content, way.content)) for way in each.mends)
        yield Finding(kind, each.message, about.id, form.name_of(about), ways)


def _provisional(type_name: str, data: Mapping[str, Any]) -> Content | None:
    """The timeline so far, for the checks that can do with less than a whole one; None for other types."""
    if type_name != timeline.name:
        return None
    events = []
    for each in data["events"]:
        try:
            events.append(Event.model_validate(each))
        except ValidationError:
            return None
    return Timeline.model_construct(stem=data["stem"] or "", events=tuple(events)) if len(events) > 1 else None
