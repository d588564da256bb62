"""What a learner knows, what is fading and what is new, per bank and per topic, and what falls due in a week."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select

from quizapp.accounts.models import User
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.banks.tagging import topics_of_tags
from quizapp.clock import now
from quizapp.database import db
from quizapp.practice.days import ONE_DAY, day_name, day_of
from quizapp.practice.models import ReviewCard
from quizapp.practice.scheduling import RETENTION, is_being_learned, last_reviewed, retrievability
from quizapp.practice.today import Today, today_of

KNOWN = "known"
LEARNING = "learning"
FADING = "fading"
NEW = "new"
STANDINGS = (KNOWN, LEARNING, FADING, NEW)

DAYS_AHEAD = 7
NO_TOPIC = "Without a topic"


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one standing in a group: how many, and where their part of a bar of width 100 lies."""

    standing: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of a bank, of a topic, or all of them, by how well they are known."""

    name: str
    total: int
    known: int
    fading: int
    new: int
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many questions seen before fall due on a day; today's include those overdue."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Progress:
    """``banks`` and ``topics`` by name; ``topics`` is empty where no question has one."""

    today: Today
    everything: Group
    banks: list[Group]
    topics: list[Group]
    due_days: list[DueDay]
    most_due: int
    fades_most: Group | None


def progress_of(learner: User, moment: datetime | None = None) -> Progress:
    """The learner's progress over every question they may practise."""
    moment = moment or now()
    today = today_of(learner, moment)
    cards = {
        question_id: _Memory(state, due_at, seen)
        for question_id, state, due_at, seen in db.session.execute(
            select(ReviewCard.question_id, ReviewCard.state, ReviewCard.due_at, ReviewCard.seen).where(
                ReviewCard.learner_id == learner.id
            )
        )
        if question_id in today.deck
    }
    standings = {
        question_id: standing(cards.get(question_id), moment, today.day) for question_id in today.deck.bank_of
    }
    banks = _grouped(standings, _bank_titles(today))
    due_days = _due_days((memory.due_at for memory in cards.values()), today.day)
    return Progress(
        today=today,
        everything=_group("All questions", standings.values()),
        banks=banks,
        topics=_by_topic(standings, _tags(standings)),
        due_days=due_days,
        most_due=max((each.count for each in due_days), default=0),
        fades_most=max((bank for bank in banks if bank.fading), key=lambda bank: bank.fading, default=None),
    )


@dataclass(frozen=True, slots=True)
class _Memory:
    state: dict[str, Any]
    due_at: datetime
    seen: int


def standing(memory: _Memory | None, moment: datetime, today: date) -> str:
    """How well a question is known.

    New: never practised. Learning: at its first steps, forgotten last time, or seen only once. Fading: the chance
    of a right answer has sunk below ``RETENTION``, or it is due by tomorrow and was not practised today. Known:
    all others.
    """
    if memory is None:
        return NEW
    if is_being_learned(memory.state):
        return LEARNING
    is_due_soon = day_of(memory.due_at) <= today + ONE_DAY and day_of(last_reviewed(memory.state)) < today
    if is_due_soon or retrievability(memory.state, moment) < RETENTION:
        return FADING
    return KNOWN if memory.seen >= 2 else LEARNING


def _group(name: str, standings: Iterable[str]) -> Group:
    counts = Counter(standings)
    total = counts.total()
    parts, start = [], 0.0
    for each in STANDINGS:
        width = 100 * counts[each] / total if total else 0.0
        parts.append(Part(each, counts[each], round(start, 2), round(width, 2)))
        start += width
    return Group(name, total, counts[KNOWN], counts[FADING], counts[NEW], parts)


def _grouped(standings: Mapping[int, str], names: Mapping[int, str]) -> list[Group]:
    members: dict[str, list[str]] = defaultdict(list)
    for question_id, each in standings.items():
        members[names[question_id]].append(each)
    return sorted((_group(name, each) for name, each in members.items()), key=lambda group: group.name.casefold())


def _by_topic(standings: Mapping[int, str], tags: Mapping[int, list[str]]) -> list[Group]:
    """A group for each tag; a question with two counts in both, one with none stands under ``NO_TOPIC``, last."""
    members: dict[str, list[str]] = defaultdict(list)
    for question_id, each in standings.items():
        for topic in topics_of_tags(tags.get(question_id, ())) or [NO_TOPIC]:
            members[topic].append(each)
    if set(members) <= {NO_TOPIC}:
        return []
    names = sorted(members, key=lambda name: (name == NO_TOPIC, name.casefold()))
    return [_group(name, members[name]) for name in names]


def _bank_titles(today: Today) -> dict[int, str]:
    """The title of each question's bank."""
    query = select(Bank.id, Bank.title).where(Bank.id.in_(set(today.deck.bank_of.values())))
    titles = {row.id: row.title for row in db.session.execute(query)}
    return {question_id: titles[bank_id] for question_id, bank_id in today.deck.bank_of.items()}


def _tags(question_ids: Iterable[int]) -> dict[int, list[str]]:
    current = and_(Question.id == QuestionVersion.question_id, Question.version_number == QuestionVersion.number)
    query = (
        select(QuestionVersion.question_id, QuestionVersion.tags)
        .join(Question, current)
        .where(QuestionVersion.question_id.in_(list(question_ids)))
    )
    return {row.question_id: row.tags for row in db.session.execute(query)}


def _due_days(due_dates: Iterable[datetime], today: date) -> list[DueDay]:
    counts = Counter(max(day_of(due_at), today) for due_at in due_dates)
    days = [today + ONE_DAY * n for n in range(DAYS_AHEAD)]
    return [DueDay(day_name(day, today), counts[day]) for day in days]
