"""Changing a quiz that students have begun: what that does, to whom, before it is stored.

An attempt keeps its questions, their order and its clock, whatever becomes of its quiz.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quizapp.accounts.models import User
from quizapp.classes.roster import names_by_class
from quizapp.database import db
from quizapp.quizzes.attempts import is_running
from quizapp.quizzes.changing import Effect, attempts_at, effects_of
from quizapp.quizzes.choosing import attempts_of
from quizapp.quizzes.listing import chosen_lines
from quizapp.quizzes.making import Settings, apply, assignments_of_quiz
from quizapp.quizzes.models import AFTER_CLOSE, AFTER_HAND_IN, AT_ONCE, Assignment, Attempt, Quiz
from quizapp.web.filters import plural

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Touched:
    """How far a class is with the quiz: who sits it now, how many have ended attempts, who has not begun."""

    classroom: str
    sitting: list[str]
    ended: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes: what holds for attempts begun, and what for those begun from now on."""

    what: str
    begun: str
    later: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of a quiz does. ``effects`` name students whose running or ended attempts it reaches.

    ``elsewhere`` counts attempts in classes that the reader does not teach: they have no names here.
    """

    lines: list[Line]
    effects: list[Effect]
    classes: list[Touched]
    elsewhere: int


_NOTHING = Change([], [], [], 0)


def change_settings(quiz: Quiz, settings: Settings, teacher: User) -> Change:
    """Put the quiz under new settings and say what that does. The caller commits or rolls back."""
    before, given = Settings.of(quiz), _given(quiz, teacher)
    effects = effects_of(lambda: apply(quiz, settings), given)
    return _change(quiz, _lines(before, settings, given), effects, given)


def change_questions(quiz: Quiz, step: Callable[[], Done], teacher: User) -> tuple[Done, Change]:
    """Take a step in choosing the questions and say what that does. The caller commits or rolls back."""
    if not attempts_of(quiz):
        return step(), _NOTHING
    before = _asked(quiz)
    done = step()
    db.session.flush()
    return done, _change(quiz, _moved(before, _asked(quiz)), [], _given(quiz, teacher))


def _given(quiz: Quiz, teacher: User) -> list[Assignment]:
    return [each.assignment for each in assignments_of_quiz(quiz, teacher)]


def _change(quiz: Quiz, lines: list[Line], effects: list[Effect], given: Sequence[Assignment]) -> Change:
    begun = attempts_of(quiz) if lines else 0
    if not begun:
        return _NOTHING
    attempts = attempts_at(given)
    known = sum(len(each) for each in attempts.values())
    return Change(lines, effects, _classes(given, attempts), begun - known)


def _classes(given: Sequence[Assignment], attempts: dict[int, list[Attempt]]) -> list[Touched]:
    """The classes in which somebody has begun, by name."""
    enrolled = names_by_class(each.classroom_id for each in given)
    classes = []
    for each in given:
        students = enrolled[each.classroom_id]
        sitting = {attempt.learner_id for attempt in attempts[each.id] if is_running(attempt)}
        if attempts[each.id]:
            classes.append(
                Touched(
                    classroom=each.classroom.name,
                    sitting=[name for number, name in students.items() if number in sitting],
                    ended=sum(not is_running(attempt) for attempt in attempts[each.id]),
                    waiting=len(students.keys() - {attempt.learner_id for attempt in attempts[each.id]}),
                )
            )
    return sorted(classes, key=lambda touched: touched.classroom)


_FEEDBACK = {
    AT_ONCE: "right answers are shown after each answer, which is then final",
    AFTER_HAND_IN: "right answers are shown after handing in",
    AFTER_CLOSE: "right answers are shown after the quiz has closed",
}


def _lines(old: Settings, new: Settings, given: Sequence[Assignment]) -> list[Line]:
    """Title and instructions are words only: a change of them has no line."""
    lines = []
    if old.feedback != new.feedback:
        shown = _FEEDBACK.get(new.feedback, "right answers are never shown")
        except_for = _except([each for each in given if each.own_feedback])
        begun = f"It holds for them, too: {shown}.{except_for}"
        lines.append(Line("When right answers are shown", begun, f"The same: {shown}.{except_for}"))
    if old.shuffle_questions != new.shuffle_questions:
        later = "A different order for each student." if new.shuffle_questions else "The same order for all."
        lines.append(Line("Order of the questions", "They keep the order that they have.", later))
    if old.time_limit_minutes != new.time_limit_minutes:
        limit = plural(new.time_limit_minutes, "minute") if new.time_limit_minutes else "No clock"
        except_for = _except([each for each in given if each.own_minutes is not None])
        lines.append(Line("Time limit", "They keep the clock that they have.", f"{limit}.{except_for}"))
    if old.one_page != new.one_page:
        later = "All questions on one page." if new.one_page else "One question a page."
        lines.append(Line("Pages", "Who sits it now meets this with the next page. No answer is lost.", later))
    return lines


def _except(own: Sequence[Assignment]) -> str:
    """Which classes a setting of the quiz does not reach."""
    names = sorted({each.classroom.name for each in own})
    return f" Not for {', '.join(names)}, with a rule of {'its' if len(names) == 1 else 'their'} own." if names else ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The stems of the questions that stand in a quiz, in their order, and how many each attempt draws besides."""

    stems: dict[int, str]
    drawn: tuple[tuple[int, int | None, str, str, str], ...]

    @property
    def count(self) -> int:
        return len(self.stems) + sum(count for count, *_ in self.drawn)


def _asked(quiz: Quiz) -> _Asked:
    each_draws = not quiz.same_for_all
    return _Asked(
        {line.question_id: line.stem for line in chosen_lines(quiz)},
        tuple((rule.count, rule.bank_id, rule.tag, rule.type, rule.difficulty) for rule in quiz.rules if each_draws),
    )


_MOST_NAMED = 5


def _moved(old: _Asked, new: _Asked) -> list[Line]:
    gone = [stem for number, stem in old.stems.items() if number not in new.stems]
    come = [stem for number, stem in new.stems.items() if number not in old.stems]
    stay = [number for number in old.stems if number in new.stems]
    later = [_listed("No longer asked", gone)] if gone else []
    later += [_listed("Asked besides", come)] if come else []
    if stay != [number for number in new.stems if number in old.stems]:
        later.append("The questions stand in another order.")
    if old.drawn != new.drawn:
        later.append("Other questions are drawn.")
    if not later:
        return []
    begun = "They keep the questions that they have, and their scores."
    lines = [Line("Questions", begun, f"{plural(new.count, 'question')}. {' '.join(later)}")]
    if gone or come or old.drawn != new.drawn:
        lines.append(
            Line(
                "Comparing",
                "Their results are of the old questions. Item analysis counts a question for those who were asked it.",
                "Results are of the new questions. Compare classes looks only at those that everybody was asked.",
            )
        )
    return lines


def _listed(what: str, stems: Sequence[str]) -> str:
    named = " · ".join(f"“{stem}”" for stem in stems[:_MOST_NAMED])
    more = len(stems) - _MOST_NAMED
    return f"{what}: {named}{f' and {more} more' if more > 0 else ''}."

