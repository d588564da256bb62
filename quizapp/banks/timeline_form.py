"""The form of timelines: events with dates as people write them, and orders that are known without dates."""

from collections.abc import Mapping
from typing import Any

from wtforms import (
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length

from quizapp.banks.files import slug
from quizapp.banks.quoting import one_line
from quizapp.banks.row_form import SEE_ROWS, RowsForm, number_of
from quizapp.questions.date_wording import as_written, echo
from quizapp.questions.written_dates import LONGEST, UnreadableDate, read_date


class EventForm(Form):
    """One event of a timeline; an emptied label removes it. ``after`` holds the numbers of other rows."""

    id = HiddenField()
    label = StringField("Event", validators=[Length(max=300)])
    date = StringField("Date", validators=[Length(max=LONGEST)])
    after = SelectMultipleField("This event comes after", validate_choice=False)
    quote = TextAreaField("What the article says")


class TimelineForm(RowsForm):
    """A timeline question with its events."""

    main = "events"
    first = "label"
    row_name = "Event"

    events = FieldList(FormField(EventForm), max_entries=8)

    def validate_events(self, field: Field) -> None:
        lost = self.mark_lost_quotes()
        unread = [self._unread(row.date) for row in self.filled() if (row.date.data or "").strip()]
        if lost or any(unread):
            raise ValidationError(SEE_ROWS)

    def _unread(self, field: Field) -> bool:
        try:
            read_date(field.data)
        except UnreadableDate as problem:
            field.errors = [str(problem)]
        return bool(field.errors)

    def fill_empty(self) -> None:
        super().fill_empty()
        self.stem.data = "Put these events in order, earliest first."

    def identity(self, item: Any) -> str:
        return str(item.id)

    def row(self, item: Any, numbers: Mapping[str, str]) -> dict[str, Any]:
        return {
            "id": item.id,
            "label": item.label,
            "date": as_written(item.date) if item.date else "",
            "after": [numbers[each] for each in item.after],
            "quote": one_line(item.evidence.quote) if item.evidence else "",
        }

    def said(self, row: Any) -> list[str]:
        names = {number_of(each.label): each.label.data for each in self.filled()}
        known = [f"after “{names[number]}”" for number in row.after.data or () if number in names]
        return [text for text in (row.label.data, row.date.data, *known, row.quote.data) if text]

    def orders(self, row: Any) -> list[tuple[str, str, bool]]:
        """(number, label, is chosen) of every event that this row's event may be known to come after."""
        chosen = set(row.after.data or ())
        mine = number_of(row.label)
        return [
            (number, each.label.data, number in chosen)
            for each in self.filled()
            if (number := number_of(each.label)) != mine
        ]

    def echoes(self) -> dict[str, str]:
        """What was understood of every date that can be read, by the name of its field."""
        found = {}
        for row in self.filled():
            try:
                found[str(row.date.name)] = echo(row.date.data or "")
            except UnreadableDate:
                continue
        return found

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """The stored content with the form's changes. A date that cannot be read is left out."""
        before = {event["id"]: event for event in stored.get("events", ())}
        rows = self.filled()
        ids = self._ids(rows)
        by_number = {number_of(row.label): event_id for row, event_id in zip(rows, ids, strict=True)}
        return {
            **super().changed(stored),
            "events": [
                {
                    "id": event_id,
                    "label": row.label.data,
                    "date": _readable(row.date.data),
                    "after": [by_number[each] for each in row.after.data or () if each in by_number],
                    "evidence": self.quoted(row.quote.data, before.get(event_id, {}).get("evidence")),
                }
                for row, event_id in zip(rows, ids, strict=True)
            ],
        }

    def _ids(self, rows: list[Any]) -> list[str]:
        """The ids of the rows; new events are named after their labels."""
        ids = [row.id.data or "" for row in rows]
        for number, row in enumerate(rows):
            name = slug(row.label.data)[:40].strip("-") or "event"
            taken = set(ids)
            ids[number] = ids[number] or next(
                new for new in (name, *(f"{name}-{n}" for n in range(2, 20))) if new not in taken
            )
        return ids


def _readable(written: str | None) -> str | None:
    try:
        return read_date(written or "")
    except UnreadableDate:
        return None
