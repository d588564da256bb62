"""Every table that there is, walked by its references, so that a new one is tested without anybody's thinking of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Table, func, insert, select

from quizapp.accounts.models import User
from quizapp.database import Base, UTCDateTime, db
from quizapp.quizzes.models import Attempt


def references() -> Iterator[tuple[Table, Column[Any], ForeignKey]]:
    for table in Base.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=str):
            yield table, key.parent, key


def rows_that_refer_to(student_id: int) -> dict[str, int]:
    """Over every table there is: how many rows name the student."""
    found = {}
    for table, column, key in references():
        if key.column.table is User.__table__:
            count = db.session.scalar(select(func.count()).select_from(table).where(column == student_id))
            if count:
                found[f"{table.name}.{column.name}"] = count
    return found


def fill_every_table_of_students(student: User, attempt: Attempt) -> set[str]:
    """A row in every table that has to name a user or an attempt; returns the tables a student may be in."""
    version_id = attempt.given[0].question_version_id
    known = {
        "user": student.id,
        "teacher": attempt.assignment.classroom.teacher_id,
        "attempt": attempt.id,
        "assignment": attempt.assignment_id,
        "classroom": attempt.assignment.classroom_id,
        "question_version": version_id,
        "question": attempt.given[0].version.question_id,
    }
    of_students = {"user"}
    for table in Base.metadata.sorted_tables:
        owning = [key for column in table.columns if not column.nullable for key in column.foreign_keys]
        if not any(key.column.table.name in of_students for key in owning) or table.name in OF_TEACHERS:
            continue
        of_students.add(table.name)
        if not db.session.scalar(select(func.count()).select_from(table)):
            known[table.name] = _made(table, known)
    db.session.commit()
    return of_students


# A student is never the author or the owner of these.
OF_TEACHERS = frozenset(
    "classroom co_teacher article bank bank_share bank_upload question question_version review_decision "
    "quiz quiz_question quiz_rule assignment correction".split()
)


def _made(table: Table, known: dict[str, Any]) -> Any:
    """The number of a new row, made with the rows that it needs and that are not known yet."""
    for key in table.foreign_keys:
        if not key.parent.nullable and (needed := key.column.table).name not in known:
            known[needed.name] = _made(needed, known | {"user": known["teacher"]})
    values = {column.name: _value(column, known) for column in table.columns if _is_needed(column)}
    return db.session.execute(insert(table).values(values)).inserted_primary_key[0]


def _is_needed(column: Column[Any]) -> bool:
    is_alone = len(column.table.primary_key.columns) == 1
    is_counted = column.primary_key and is_alone and not column.foreign_keys and column.type.python_type is int
    return not column.nullable and not is_counted


def _value(column: Column[Any], known: dict[str, Any]) -> Any:
    for key in column.foreign_keys:
        return known[key.column.table.name]
    if isinstance(column.type, UTCDateTime):
        return datetime.now(UTC)
    if isinstance(column.type, JSON):
        return {}
    made: dict[type, Any] = {int: 1, str: "x", float: 0.5, bool: False}
    return made.get(column.type.python_type, datetime.now(UTC).date())
