"""The approved questions a teacher may ask, as light entries to search, count and draw from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.banks.access import ids_of_usable_banks
from quizapp.banks.models import APPROVED, Bank, Question, QuestionVersion
from quizapp.database import db
from quizapp.quizzes import difficulty
from quizapp.quizzes.models import QuizRule


@dataclass(frozen=True, slots=True)
class Entry:
    """An approved question as a teacher chooses it. ``difficulty`` is easy, medium, hard or "" (unknown)."""

    id: int
    version_id: int
    bank_id: int
    bank_title: str
    type: str
    stem: str
    tags: tuple[str, ...]
    difficulty: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; an empty value means any. ``words`` must all be in the stem, in any order."""

    bank_id: int | None = None
    tag: str = ""
    type: str = ""
    difficulty: str = ""
    words: str = ""

    def fits(self, entry: Entry) -> bool:
        return (
            self.bank_id in (None, entry.bank_id)
            and self.type in ("", entry.type)
            and self.difficulty in ("", entry.difficulty)
            and (not self.tag or self.tag in entry.tags)
            and all(word in entry.stem.casefold() for word in self.words.casefold().split())
        )

    def for_rule(self, difficulty: str) -> "Filter":
        """The same as a rule draws by it, which knows no words."""
        return replace(self, words="", difficulty=difficulty)


def of_rule(rule: QuizRule) -> Filter:
    return Filter(bank_id=rule.bank_id, tag=rule.tag, type=rule.type, difficulty=rule.difficulty)


def entries_for(teacher: User) -> list[Entry]:
    """Every approved question of the banks the teacher may use: by title of the bank, then in its order.

    Two queries, whatever their number: one for the questions, one for what learners did with them.
    """
    query = (
        select(
            Question.id,
            QuestionVersion.id,
            Bank.id,
            Bank.title,
            Question.type,
            QuestionVersion.content["stem"].as_string(),
            QuestionVersion.tags,
        )
        .join(Bank, Bank.id == Question.bank_id)
        .join(
            QuestionVersion,
            (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number),
        )
        .where(Bank.id.in_(ids_of_usable_banks(teacher)), Question.status == APPROVED)
        .order_by(Bank.title, Bank.id, Question.position, Question.id)
    )
    facilities = difficulty.facilities(teacher)
    return [
        Entry(
            id=question_id,
            version_id=version_id,
            bank_id=bank_id,
            bank_title=title,
            type=type_name,
            stem=stem,
            tags=tuple(tags),
            difficulty=difficulty.level(facilities.get(question_id), tags),
        )
        for question_id, version_id, bank_id, title, type_name, stem, tags in db.session.execute(query)
    ]


def has_questions(teacher: User) -> bool:
    """Whether there is any approved question that the teacher may ask."""
    query = select(Question.id).where(
        Question.bank_id.in_(ids_of_usable_banks(teacher)), Question.status == APPROVED
    )
    return db.session.scalar(query.limit(1)) is not None


def found(entries: Iterable[Entry], wanted: Filter) -> list[Entry]:
    """The entries that fit, in their order."""
    return [entry for entry in entries if wanted.fits(entry)]


@dataclass(frozen=True, slots=True)
class Supply:
    """How many questions there are, and how many of each difficulty."""

    total: int
    easy: int
    medium: int
    hard: int
    unknown: int

    def of(self, level: str) -> int:
        """How many a rule for this difficulty may draw from; an empty one means any."""
        return {difficulty.EASY: self.easy, difficulty.MEDIUM: self.medium, difficulty.HARD: self.hard}.get(
            level, self.total
        )


def supply(entries: Sequence[Entry]) -> Supply:
    counts = Counter(entry.difficulty for entry in entries)
    return Supply(
        total=len(entries),
        easy=counts[difficulty.EASY],
        medium=counts[difficulty.MEDIUM],
        hard=counts[difficulty.HARD],
        unknown=counts[difficulty.UNKNOWN],
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to filter by: (value, text) of banks, tags and types that hold a question."""

    banks: list[tuple[str, str]]
    tags: list[str]
    types: list[str]


def offer(entries: Iterable[Entry]) -> Offer:
    banks: dict[int, str] = {}
    tags: set[str] = set()
    types: set[str] = set()
    for entry in entries:
        banks[entry.bank_id] = entry.bank_title
        tags.update(entry.tags)
        types.add(entry.type)
    return Offer(
        banks=[(str(number), title) for number, title in banks.items()],
        tags=sorted(tags, key=str.casefold),
        types=sorted(types),
    )
