"""Everything that is stored about one student: found, handed out, and removed.

What belongs to a student is found by following the references of the tables themselves, from the user to whatever
refers to it and on from there. So a table that is added later is in the copy and in the removal by itself.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Select, Table, delete, or_, select, update

from quizapp.accounts import throttle, users
from quizapp.accounts.models import STUDENT, AuditEvent, User
from quizapp.classes.models import Classroom, Enrolment
from quizapp.classes.teaching import teaches
from quizapp.database import Base, db

# What would let somebody in, which no copy needs.
_SECRETS = {"password_hash", "token_hash", "lookup"}

Row = dict[str, Any]


class SitsElsewhere(Exception):
    """The student is or was in a class of other teachers, whose records these are too."""


def require_care(student: User, teacher: User) -> None:
    """Raise ``SitsElsewhere`` unless the teacher keeps every class that the student is or was in."""
    elsewhere = select(Enrolment.id).join(Classroom).where(Enrolment.user_id == student.id, ~teaches(teacher))
    if student.role != STUDENT or db.session.scalar(elsewhere.limit(1)) is not None:
        raise SitsElsewhere


def belongings_of(student: User) -> dict[str, list[Row]]:
    """Every row that is about the student, by table, the user's own first; each row as columns and values."""
    found = {table.name: rows for table, rows in _found(student)}
    found[AuditEvent.__tablename__] = [_row(event) for event in audit_events(student)]
    return {name: rows for name, rows in found.items() if rows}


def as_json(student: User) -> str:
    """The student's rows for a person to read, with the names of what they refer to beside the numbers.

    Left out are only what would let somebody sign in as the student.
    """
    labels = _Labels()
    tables = {
        name: [
            {column: value for column, value in _labelled(name, row, labels) if column not in _SECRETS}
            for row in rows
        ]
        for name, rows in belongings_of(student).items()
    }
    return json.dumps(tables, ensure_ascii=False, indent=2, default=_in_words)


def remove_all(student: User, teacher: User) -> None:
    """Delete the student and every row about them, at once and for good. Raises ``SitsElsewhere``."""
    require_care(student, teacher)
    for event in audit_events(student):
        db.session.delete(event)
    db.session.flush()
    remove_rows(student)
    throttle.forget(f"password:{student.username}"[:160])
    users.audit(teacher, "student and all data removed", number=secrets.token_hex(4))
    db.session.commit()
    db.session.expire_all()


def remove_rows(student: User) -> None:
    """Delete the student and what is still theirs. The caller commits."""
    # From the leaves to the user, so that no row ever refers to one that is gone.
    for table, rows in reversed(list(_found(student))):
        _delete(table, rows)


def _found(student: User) -> Iterator[tuple[Table, list[Row]]]:
    """The student's rows by table, each table after those that its rows refer to."""
    user = User.__table__
    rows: dict[str, list[Row]] = {}
    for table in Base.metadata.sorted_tables:
        if table is user:
            wanted: Select[Any] | None = select(user).where(user.c.id == student.id)
        else:
            wanted = _referring(table, rows)
        rows[table.name] = [] if wanted is None else [dict(row) for row in db.session.execute(wanted).mappings()]
        if rows[table.name]:
            yield table, rows[table.name]


def _referring(table: Table, found: dict[str, list[Row]]) -> Select[Any] | None:
    """What of a table refers to rows that were found; references that may lie empty do not own their row."""
    owning = [key for column in table.columns for key in column.foreign_keys if _owns(column, key)]
    values = [
        (key.parent, [row[key.column.name] for row in found.get(key.column.table.name, [])]) for key in owning
    ]
    conditions = [column.in_(numbers) for column, numbers in values if numbers]
    if not conditions:
        return None
    return select(table).where(or_(*conditions))


def _owns(column: Column[Any], key: ForeignKey) -> bool:
    return not column.nullable and key.column.table is not column.table


def _delete(table: Table, rows: Sequence[Row]) -> None:
    keys = list(table.primary_key.columns)
    for row in rows:
        for other in Base.metadata.sorted_tables:
            _let_go(other, table, row)
        db.session.execute(delete(table).where(*(key == row[key.name] for key in keys)))


def _let_go(other: Table, table: Table, row: Row) -> None:
    """Empty the references to a row that is going, where they may lie empty."""
    for column in other.columns:
        for key in column.foreign_keys:
            if column.nullable and key.column.table is table:
                db.session.execute(update(other).where(column == row[key.column.name]).values({column.name: None}))


def audit_events(student: User) -> list[AuditEvent]:
    """What was written down about the student or by them."""
    about = AuditEvent.details["user_id"].as_integer() == student.id
    return list(db.session.scalars(select(AuditEvent).where(about | (AuditEvent.user_id == student.id))))


def _row(event: AuditEvent) -> Row:
    return {column.name: getattr(event, column.name) for column in AuditEvent.__table__.columns}


class _Labels:
    """What rows of other tables are called, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Any], str] = {}

    def of(self, table: Table, number: Any) -> str:
        key = (table.name, number)
        if key not in self._known:
            self._known[key] = self._asked(table, number)
        return self._known[key]

    def _asked(self, table: Table, number: Any) -> str:
        row = db.session.execute(select(table).where(next(iter(table.primary_key)) == number)).mappings().first()
        if row is None:
            return ""
        content = row.get("content")
        if isinstance(content, dict) and content.get("stem"):
            return str(content["stem"])
        for column in ("title", "name"):
            if row.get(column):
                return str(row[column])
        # An assignment has no name of its own: it is called as its quiz and its class are.
        inner = [self.of(key.column.table, row[key.parent.name]) for key in sorted(table.foreign_keys, key=str)]
        return ", ".join(dict.fromkeys(filter(None, inner)))


def _labelled(name: str, row: Row, labels: _Labels) -> Iterator[tuple[str, Any]]:
    for column in Base.metadata.tables[name].columns:
        value = row.get(column.name)
        yield column.name, value
        for key in column.foreign_keys:
            if value is not None and key.column.table.name != name and (text := labels.of(key.column.table, value)):
                yield f"{column.name.removesuffix('_id')} (in words)", text


def _in_words(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
