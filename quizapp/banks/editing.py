"""Saving an edit while others may edit too: nobody's version is replaced unseen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quizapp.accounts.models import User
from quizapp.banks import deciding
from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.passages import Piece, differences
from quizapp.database import db
from quizapp.questions import question_type


class ChangedMeanwhile(Exception):
    """Another version was stored since the author began. ``version`` is the newest."""

    def __init__(self, version: QuestionVersion) -> None:
        super().__init__(f"version {version.number} was stored meanwhile")
        self.version = version


def newer_than(question: Question, began_from: str | None) -> QuestionVersion | None:
    """The current version where that is not the one (by number, as a form sends it) that the author began from."""
    number = int(began_from) if began_from and began_from.isdecimal() else question.version_number
    return question.current if number != question.version_number else None


def save_edit(
    question: Question, content: dict[str, Any], *, began_from: str | None, author: User, note: str
) -> QuestionVersion:
    """Store the edit as the next version.

    Raises ``ChangedMeanwhile`` where that would pass over a version that the author has not seen, and
    pydantic's ``ValidationError`` when the content does not fit the type.
    """
    # Requests that write have the database to themselves, so nothing comes between this look and the storing.
    newer = newer_than(question, began_from)
    kind = question_type(question.type)
    if newer is not None and newer.content != kind.to_dict(kind.parse(content)):
        raise ChangedMeanwhile(newer)
    return deciding.edit(question, content, author=author, note=note)


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the question that is not the same in both, word by word."""

    label: str
    mine: list[Piece]
    theirs: list[Piece]


@dataclass(frozen=True, slots=True)
class Conflict:
    """``who`` stored the other version at ``when``; ``is_self`` where that was the author, in another window."""

    number: int
    who: str
    is_self: bool
    when: datetime
    note: str
    differences: list[Difference]


Told = Sequence[tuple[str, str]]


def conflict(version: QuestionVersion, *, mine: Told, theirs: Told, author: User) -> Conflict:
    """What to show an author whose edit met another version; ``mine`` and ``theirs`` are both forms in words."""
    other = db.session.get(User, version.author_id) if version.author_id else None
    ours, yours = dict(mine), dict(theirs)
    parts = [
        (label, *differences(yours.get(label, ""), ours.get(label, "")))
        for label in dict.fromkeys([*ours, *yours])
        if ours.get(label, "").split() != yours.get(label, "").split()
    ]
    return Conflict(
        number=version.number,
        who=other.name if other else "Somebody",
        is_self=version.author_id == author.id,
        when=version.created_at,
        note=version.note,
        differences=[Difference(label, mine=right, theirs=left) for label, left, right in parts],
    )
