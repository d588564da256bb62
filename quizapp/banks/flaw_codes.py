"""Which flaws the questions of a bank have, quickly enough for a list of thousands.

What a question is flawed by itself follows from its content alone, so it is stored with the version when it
is written. The program's checks change from release to release: each stored list names the edition of the
checks that made it, and a list of another edition is never believed. What a question is flawed by its
neighbours changes with every one of them and is not stored at all, but looked up for the whole bank at once.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, and_, event, inspect, select
from sqlalchemy.orm import Mapper

from quizapp import questions
from quizapp.banks.entries import Entry, entries_of
from quizapp.banks.models import RETIRED, Question, QuestionVersion
from quizapp.database import db
from quizapp.questions import question_type
from quizapp.questions.flaws import Flaw, flaws
from quizapp.questions.flaws.bank_wide import asked, codes_among


@cache
def edition() -> str:
    """Names the checks of this program: another text of any of them gives another name."""
    digest = hashlib.sha256()
    for file in sorted(Path(questions.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def own_codes(type_name: str, content: Mapping[str, Any]) -> list[str]:
    """The codes of the flaws that the content has by itself, each once; none where it does not fit its type."""
    try:
        parsed = question_type(type_name).parse(content)
    except ValidationError:
        return []
    return sorted({flaw.code for flaw in flaws(parsed)})


def codes_in_bank(entries: Sequence[Entry]) -> list[list[str]]:
    """The codes of all flaws of each question of a bank, given all of its questions."""
    neighbours = codes_among(
        tuple(asked(entry.type, entry.content, counts=entry.status != RETIRED) for entry in entries)
    )
    return [[*_stored_codes(entry), *codes] for entry, codes in zip(entries, neighbours, strict=True)]


def flaws_of(question: Question) -> list[Flaw]:
    """Every flaw of one question among the others of its bank, with what to do about it."""
    entries = entries_of(question.bank_id)
    others = [entry.stem for entry in entries if entry.id != question.id and entry.status != RETIRED]
    return flaws(question_type(question.type).parse(question.current.content), stems_of_others=others)


def _stored_codes(entry: Entry) -> list[str]:
    return entry.flaw_codes if entry.checked_by == edition() else own_codes(entry.type, entry.content)


def check_again() -> int:
    """Bring the stored codes of all current versions to this edition, and commit; says how many it were.

    For the start of the program, so that the first page after an update is as quick as the next.
    """
    is_current = and_(QuestionVersion.question_id == Question.id, QuestionVersion.number == Question.version_number)
    outdated = select(Question.type, QuestionVersion).join(QuestionVersion, is_current)
    rows = db.session.execute(outdated.where(QuestionVersion.checked_by != edition())).all()
    for type_name, version in rows:
        version.flaw_codes, version.checked_by = own_codes(type_name, version.content), edition()
    db.session.commit()
    return len(rows)


@event.listens_for(QuestionVersion, "before_insert")
@event.listens_for(QuestionVersion, "before_update")
def _store_codes(_mapper: Mapper[Any], connection: Connection, version: QuestionVersion) -> None:
    state = inspect(version)
    if not state.attrs.content.history.has_changes() or state.attrs.checked_by.history.has_changes():
        return
    question = version.__dict__.get("question")
    type_name = (
        question.type
        if question is not None
        else connection.scalar(select(Question.type).where(Question.id == version.question_id))
    )
    version.flaw_codes, version.checked_by = own_codes(str(type_name), version.content), edition()
