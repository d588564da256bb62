"""Choosing the questions of a quiz, by hand and by rule.

Picked by hand come first, in the teacher's order; those drawn by rule follow, rule by rule. A question
stands in a quiz once: one that is picked by hand is no longer drawn, and no two rules draw the same.

Every function that changes something leaves it to its caller to commit, or to roll back what was only looked at.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.banks.models import APPROVED, Question, QuestionVersion
from quizapp.database import db
from quizapp.quizzes.catalogue import Entry, Filter, Supply, entries_for, found, of_rule, supply
from quizapp.quizzes.drawing import Wish, draw
from quizapp.quizzes.models import Assignment, Attempt, Quiz, QuizQuestion, QuizRule

MOST_QUESTIONS = 200
MOST_RULES = 20


class Refused(Exception):
    """The choice cannot be made so: the message says why and what to do."""


def add(quiz: Quiz, question_ids: Iterable[int], *, at: int | None = None) -> int:
    """Pick questions by hand, at a place (1, 2, ...) or at the end; says how many were not picked before.

    Ids that are no approved question of a bank the owner may use are left out.
    Raises ``Refused`` where the quiz would become too long.
    """
    entries = entries_for(quiz.owner)
    known = {entry.id for entry in entries}
    picked = picked_by_hand(quiz)
    there = {chosen.question_id for chosen in picked}
    new = [number for number in dict.fromkeys(question_ids) if number in known and number not in there]
    if len(picked) + len(new) > MOST_QUESTIONS:
        raise Refused(f"A quiz holds at most {MOST_QUESTIONS} questions picked by hand.")
    drawn = {chosen.question_id: chosen for chosen in quiz.chosen if chosen.rule_id is not None}
    rows = [drawn.get(number) or _new(quiz, number) for number in new]
    for row in rows:
        row.rule_id = None
    place = len(picked) if at is None else at - 1
    _settle(quiz, [*picked[:place], *rows, *picked[place:]], entries)
    return len(new)


@dataclass(frozen=True, slots=True)
class Removed:
    """A question taken out of a quiz: the place it had, and whether ``add`` takes it back (once rejected, not)."""

    place: int
    may_return: bool


def remove(quiz: Quiz, question_id: int) -> Removed | None:
    """Take a question picked by hand out again; None where it was not picked."""
    picked = picked_by_hand(quiz)
    row = next((chosen for chosen in picked if chosen.question_id == question_id), None)
    if row is None:
        return None
    removed = Removed(row.position, may_return=row.question.status == APPROVED)
    quiz.chosen.remove(row)
    _settle(quiz, [chosen for chosen in picked if chosen is not row])
    return removed


def move(quiz: Quiz, question_id: int, *, by: int) -> int | None:
    """Move a question picked by hand up (-1) or down (1); says its new place, None where it was not picked."""
    picked = picked_by_hand(quiz)
    row = next((chosen for chosen in picked if chosen.question_id == question_id), None)
    if row is None:
        return None
    place = picked.index(row)
    picked.insert(max(0, place + by), picked.pop(place))
    for position, chosen in enumerate(picked, start=1):
        chosen.position = position
    db.session.flush()
    return row.position


def add_rule(quiz: Quiz, count: int, wanted: Filter) -> QuizRule:
    """Let the quiz draw ``count`` questions that fit. Raises ``Refused`` for too many rules."""
    if len(quiz.rules) >= MOST_RULES:
        raise Refused(f"A quiz holds at most {MOST_RULES} rules.")
    rule = QuizRule(
        position=len(quiz.rules) + 1,
        count=count,
        bank_id=wanted.bank_id,
        tag=wanted.tag,
        type=wanted.type,
        difficulty=wanted.difficulty,
    )
    quiz.rules.append(rule)
    db.session.flush()
    _settle(quiz, picked_by_hand(quiz))
    return rule


def change_rule(quiz: Quiz, rule: QuizRule, count: int, difficulty: str) -> None:
    """Draw another number of questions, or of another difficulty. What was drawn and still fits stays."""
    rule.count = count
    entries = entries_for(quiz.owner)
    if rule.difficulty != difficulty:
        rule.difficulty = difficulty
        fitting = {entry.id for entry in found(entries, of_rule(rule))}
        for chosen in [each for each in quiz.chosen if each.rule_id == rule.id and each.question_id not in fitting]:
            quiz.chosen.remove(chosen)
    _settle(quiz, picked_by_hand(quiz), entries)


def remove_rule(quiz: Quiz, rule: QuizRule) -> None:
    for chosen in [each for each in quiz.chosen if each.rule_id == rule.id]:
        quiz.chosen.remove(chosen)
    db.session.flush()
    quiz.rules.remove(rule)
    for position, each in enumerate(quiz.rules, start=1):
        each.position = position
    _settle(quiz, picked_by_hand(quiz))


def draw_for_all(quiz: Quiz, *, same: bool) -> None:
    """Draw once for everybody, or for every attempt by itself."""
    quiz.same_for_all = same
    _settle(quiz, picked_by_hand(quiz))


def draw_again(quiz: Quiz) -> None:
    """Draw other questions for everybody. Raises ``Refused`` once somebody has begun the quiz."""
    if attempts_of(quiz):
        raise Refused("Students have begun with these questions. Duplicate the quiz to draw others.")
    quiz.draw_seed = secrets.randbelow(2**31)
    for chosen in [each for each in quiz.chosen if each.rule_id is not None]:
        quiz.chosen.remove(chosen)
    db.session.flush()
    _settle(quiz, picked_by_hand(quiz))


def fill_up(quiz: Quiz) -> None:
    """Draw what the rules lack, as far as there are questions now. What was drawn and still fits stays."""
    _settle(quiz, picked_by_hand(quiz))


def picked_by_hand(quiz: Quiz) -> list[QuizQuestion]:
    """Those of the quiz that no rule drew, in their order."""
    picked = [chosen for chosen in quiz.chosen if chosen.rule_id is None]
    return sorted(picked, key=lambda chosen: chosen.position)


def attempts_of(quiz: Quiz) -> int:
    """How many attempts have begun."""
    query = select(func.count(Attempt.id)).join(Assignment).where(Assignment.quiz_id == quiz.id)
    return db.session.scalar(query) or 0


def _settle(quiz: Quiz, picked: Sequence[QuizQuestion], entries: Sequence[Entry] | None = None) -> None:
    """Number the questions picked by hand, draw by rule behind them where all get the same."""
    for position, row in enumerate(picked, start=1):
        row.position = position
    drawn = {each.question_id: each for each in quiz.chosen if each.rule_id is not None}
    wanted: list[tuple[int, int]] = []
    if quiz.rules and quiz.same_for_all:
        entries = entries_for(quiz.owner) if entries is None else entries
        without = {row.question_id for row in picked}
        lists = draw(entries, _wishes(quiz), seed=quiz.draw_seed, without=without, keep=_kept(quiz, entries))
        for rule, drawn_now in zip(quiz.rules, lists, strict=True):
            ids = [entry.id for entry in drawn_now]
            # What was there stays where it was, so that a sheet printed last week still fits.
            ids.sort(key=lambda number: drawn[number].position if number in drawn else len(quiz.chosen) + 1)
            wanted += [(number, rule.id) for number in ids]
    for number in drawn.keys() - {number for number, _ in wanted}:
        quiz.chosen.remove(drawn[number])
    rows = [*picked]
    for position, (number, rule_id) in enumerate(wanted, start=len(picked) + 1):
        row = drawn.get(number) or _new(quiz, number)
        row.position = position
        row.rule_id = rule_id
        rows.append(row)
    db.session.flush()
    # All at once: a quiz may have hundreds of questions.
    db.session.bulk_save_objects([row for row in rows if row.id is None])
    db.session.expire(quiz, ["chosen"])


def _new(quiz: Quiz, question_id: int) -> QuizQuestion:
    """A question's place in the quiz that ``_settle`` will number and store."""
    return QuizQuestion(quiz_id=quiz.id, question_id=question_id)


def _kept(quiz: Quiz, entries: Sequence[Entry]) -> dict[int, int]:
    """Which drawn question (id) stays with which rule (its place): those that fit but for the difficulty.

    Answers make a question easy or hard while the quiz runs; that must not take it from those who come later.
    """
    by_id = {entry.id: entry for entry in entries}
    filters = {rule.id: (place, of_rule(rule).for_rule("")) for place, rule in enumerate(quiz.rules)}
    kept = {}
    for row in quiz.chosen:
        if row.rule_id in filters and row.question_id in by_id:
            place, wanted = filters[row.rule_id]
            if wanted.fits(by_id[row.question_id]):
                kept[row.question_id] = place
    return kept


def _wishes(quiz: Quiz) -> list[Wish]:
    return [(rule.count, of_rule(rule)) for rule in quiz.rules]


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule with what there is for it: ``supply`` counts what fits but for the difficulty.

    ``drawn`` is how many questions it gets, ``lacks`` how many it wants besides, ``more`` whether there are
    some to fill the gap with.
    """

    rule: QuizRule
    bank_title: str
    supply: Supply
    drawn: int
    lacks: int
    more: bool


def rule_states(quiz: Quiz, entries: Sequence[Entry]) -> list[RuleState]:
    """Each rule of the quiz over these entries. Where all get the same, what was drawn counts as it stands."""
    wishes, without = _wishes(quiz), {row.question_id for row in picked_by_hand(quiz)}
    kept = _kept(quiz, entries)
    to_be_had = [len(each) for each in draw(entries, wishes, seed=quiz.draw_seed, without=without, keep=kept)]
    drawn = [list(kept.values()).count(place) for place in range(len(wishes))] if quiz.same_for_all else to_be_had
    titles = {entry.bank_id: entry.bank_title for entry in entries}
    return [
        RuleState(
            rule=rule,
            bank_title=titles.get(rule.bank_id, "") if rule.bank_id else "",
            supply=supply(found(entries, Filter(bank_id=rule.bank_id, tag=rule.tag, type=rule.type))),
            drawn=now,
            lacks=rule.count - now,
            more=now < possible,
        )
        for rule, now, possible in zip(quiz.rules, drawn, to_be_had, strict=True)
    ]


def versions_to_ask(quiz: Quiz, seed: int) -> list[int]:
    """The ids of the question versions for an attempt with this seed, in the order of asking.

    Only approved questions, each in its current version. Where a rule cannot be met, what there is.
    """
    query = (
        select(QuestionVersion.id, Question.id)
        .join(Question, _IS_CURRENT)
        .join(QuizQuestion, QuizQuestion.question_id == Question.id)
        .where(QuizQuestion.quiz_id == quiz.id, Question.status == APPROVED)
        .order_by(QuizQuestion.position)
    )
    chosen = db.session.execute(query).all()
    version_ids = [version_id for version_id, _ in chosen]
    if quiz.rules and not quiz.same_for_all:
        without = {question_id for _, question_id in chosen}
        lists = draw(entries_for(quiz.owner), _wishes(quiz), seed=seed, without=without)
        version_ids += [entry.version_id for each in lists for entry in each]
    return version_ids


_IS_CURRENT = (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number)
