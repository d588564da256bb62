"""What the forms of questions share that are made of rows: pairs to match, events to put in order."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms import Field

from quizapp.banks.question_form import NOT_FOUND, QuestionForm
from quizapp.banks.quoting import located
from quizapp.questions.content import Place

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
            gone = {name: [] if isinstance(value, list) else "" for name, value in old[identity].items()}
            wanted = new.get(identity, gone)
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
