"""Forms of questions that are made of rows: pairs to match, events to put in order."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

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
from quizapp.banks.question_form import NOT_FOUND, QuestionForm, lines
from quizapp.banks.quoting import located, one_line
from quizapp.questions.content import Place
from quizapp.questions.date_wording import as_written, echo
from quizapp.questions.matching import Matching
from quizapp.questions.written_dates import UnreadableDate, read_date

# Rows offered beyond those that are filled.
SPARE_ROWS = 2
FIRST_ROWS = 5
# Said of the list when the row itself says what is wrong.
SEE_ROWS = "Something in a row below needs another look."
# The field of a row that a finding is mended in, where it is not the first.
_FIELD_ABOUT = {
    "no-evidence": "quote",
    "no-proof": "quote",
    "event-without-evidence": "quote",
    "quote-gone": "quote",
    "quote-moved": "quote",
    "same-sentence": "quote",
    "order-undecided": "date",
    "event-without-place": "date",
    "date-not-supported": "date",
}


class RowsForm(QuestionForm):
    """A question of rows, each with its own proof. ``main`` is the list; a row counts whose first field is filled."""

    first: ClassVar[str]
    row_name: ClassVar[str]

    def filled(self) -> list[Any]:
        """The rows that count."""
        return [entry.form for entry in self[self.main] if (entry.form[self.first].data or "").strip()]

    def mark_lost_quotes(self) -> bool:
        """Mark every quote that does not stand in the article; whether there is one."""
        lost = [
            row.quote
            for row in self.filled()
            if (row.quote.data or "").strip() and not located(row.quote.data, self.article, self.known)
        ]
        for field in lost:
            field.errors = [f"This {NOT_FOUND}"]
        return bool(lost)

    def add_rows(self, wanted: int) -> None:
        rows = self[self.main]
        while len(rows) < min(wanted, rows.max_entries):
            rows.append_entry()

    def fill_empty(self) -> None:
        self.add_rows(FIRST_ROWS)

    def items(self, content: Any) -> Sequence[Any]:
        """The parts of the content that have a row each."""
        return tuple(getattr(content, self.main))

    def row(self, item: Any, numbers: Mapping[str, str]) -> dict[str, Any]:
        """What the fields of a row hold for this item; ``numbers`` are the rows of all items by ``identity``."""
        raise NotImplementedError

    def identity(self, item: Any) -> str:
        """By what an item is known before and after a change."""
        raise NotImplementedError

    def fill(self, content: Any) -> None:
        super().fill(content)
        numbers = {self.identity(item): str(number) for number, item in enumerate(self.items(content))}
        for item in self.items(content):
            self[self.main].append_entry(self.row(item, numbers))
        self.add_rows(len(numbers) + SPARE_ROWS)

    def fills(self, before: Any, after: Any) -> dict[str, Any]:
        found = super().fills(before, after)
        rows = dict(zip(map(self.identity, self.items(before)), self.filled(), strict=True))
        numbers = {identity: number_of(row[self.first]) for identity, row in rows.items()}
        old = {self.identity(item): self.row(item, numbers) for item in self.items(before)}
        new = {self.identity(item): self.row(item, numbers) for item in self.items(after)}
        for identity, row in rows.items():
            wanted = new.get(identity, {self.first: ""})
            found |= {row[name].name: value for name, value in wanted.items() if value != old[identity][name]}
        return found

    def put(self, fills: Mapping[str, Any]) -> None:
        fields = {field.name: field for entry in self[self.main] for field in entry.form}
        for name, value in fills.items():
            (fields[name] if name in fields else self[name]).data = value

    def forget_errors(self) -> None:
        super().forget_errors()
        for entry in self[self.main]:
            for field in entry.form:
                field.errors = ()

    def told(self) -> list[tuple[str, str]]:
        rows = [
            (f"{self.row_name} {number}", " · ".join(self.said(row))) for number, row in enumerate(self.filled(), 1)
        ]
        return [*super().told(), *rows]

    def said(self, row: Any) -> list[str]:
        """What a row says, for people."""
        return [str(field.data).strip() for field in row if field.type != "HiddenField" and field.data]

    def field_at(self, place: Place) -> Field:
        rows = self.filled()
        if len(place) > 2 and place[0] == self.main and isinstance(place[1], int) and place[1] < len(rows):
            name = {"evidence": "quote"}.get(str(place[2]), str(place[2]))
            if name in rows[place[1]]:
                # The list as a whole has to know that something in it is wrong.
                self[self.main].errors = [*self[self.main].errors, {name: ["see the row"]}]
                field: Field = rows[place[1]][name]
                return field
        return super().field_at(place)

    def field_about(self, where: str, code: str) -> Field:
        part, _, number = where.partition(".")
        rows = self.filled()
        if part == self.main and number and int(number) < len(rows):
            row = rows[int(number)]
            name = _FIELD_ABOUT.get(code, self.first)
            field: Field = row[name] if name in row else row[self.first]
            return field
        return super().field_about(where, code)

    def name_of(self, field: Field) -> str:
        if not field.name.startswith(f"{self.main}-"):
            return super().name_of(field)
        return f"{self.row_name} {int(number_of(field)) + 1}, {str(field.label.text).lower()}"


def number_of(field: Field) -> str:
    """The number of the row that a field stands in, from 0."""
    return str(field.name).split("-")[1]


class PairForm(Form):
    """One pair; an emptied left side removes it."""

    left = StringField("Given", validators=[Length(max=300)])
    right = StringField("Belongs to it", validators=[Length(max=400)])
    quote = TextAreaField("What the article says")


class MatchingForm(RowsForm):
    """Pairs and options that belong to none."""

    main = "pairs"
    first = "left"
    row_name = "Pair"
    lists = ("distractors",)

    pairs = FieldList(FormField(PairForm), max_entries=10)
    distractors = TextAreaField("Options that belong to none, one a line")

    def validate_pairs(self, field: Field) -> None:
        if self.mark_lost_quotes():
            raise ValidationError(SEE_ROWS)

    def shown(self, content: Matching) -> dict[str, Any]:
        return super().shown(content) | {"distractors": "\n".join(content.distractors)}

    def identity(self, item: Any) -> str:
        return str(item.left)

    def row(self, item: Any, numbers: Mapping[str, str]) -> dict[str, Any]:
        quote = one_line(item.evidence.quote) if item.evidence else ""
        return {"left": item.left, "right": item.right, "quote": quote}

    def changed(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        before = {pair["left"]: pair.get("evidence") for pair in stored.get("pairs", ())}
        return {
            **super().changed(stored),
            "distractors": lines(self.distractors.data),
            "pairs": [
                {
                    "left": row.left.data,
                    "right": row.right.data or "",
                    "evidence": self.quoted(row.quote.data, before.get(row.left.data)),
                }
                for row in self.filled()
            ],
        }


class EventForm(Form):
    """One event of a timeline; an emptied label removes it. ``after`` holds the numbers of other rows."""

    id = HiddenField()
    label = StringField("Event", validators=[Length(max=300)])
    date = StringField("Date", validators=[Length(max=60)])
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
