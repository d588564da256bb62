"""How long a learner has kept practising. A missed day is forgiven, a day with nothing to do is no missed day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from quizapp.practice.days import ONE_DAY

# So many answers make a day of practice, and so does everything that was due.
ENOUGH_ANSWERS = 5

# Among so many days in a row, one may be missed.
FORGIVING_DAYS = 7


@dataclass(frozen=True, slots=True)
class Streak:
    """Days practised without a break, whether today is one of them, and how many missed days were forgiven.

    ``days_in_all`` counts every day ever practised: it only grows.
    """

    days: int
    includes_today: bool
    forgiven: int
    days_in_all: int

    @property
    def days_with_today(self) -> int:
        return self.days if self.includes_today else self.days + 1


def streak(practised: Collection[date], resting: Collection[date], today: date) -> Streak:
    """The longest run of days up to today in which any seven days in a row hold at most one missed day.

    Today is never missed, because it is not over. Days in ``resting``, on which nothing was due, are neither
    missed nor counted.
    """
    days, forgiven, forgiven_later = 0, 0, 0
    last_missed: date | None = None
    day, first = today, min(practised, default=today)
    while day >= first:
        if day in practised:
            days += 1
            # A forgiven day counts as such only between practised days: after the last one it may yet be either.
            forgiven, forgiven_later = forgiven + forgiven_later, 0
        elif day != today and day not in resting:
            if last_missed and (last_missed - day).days < FORGIVING_DAYS:
                break
            last_missed = day
            forgiven_later += 1
        day -= ONE_DAY
    return Streak(days=days, includes_today=today in practised, forgiven=forgiven, days_in_all=len(set(practised)))
