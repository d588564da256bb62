"""How values are written on pages."""

import os
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Flask

from quizapp.questions import question_type
from quizapp.questions.dates import display


def local_zone() -> tzinfo | None:
    """The school's time zone: ``QUIZAPP_TIMEZONE``, else None, which ``astimezone`` takes for the machine's.

    Not the machine's offset of today: a moment in July is shown in summer time in November too.
    Raises ``ValueError`` for a name that is no zone.
    """
    name = os.environ.get("QUIZAPP_TIMEZONE")
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"QUIZAPP_TIMEZONE: {name} is no time zone. Use a name such as Europe/Berlin.") from None


def as_datetime(moment: datetime) -> str:
    """24 Nov 2026, 14:05, in the school's time zone; in the hour that comes twice, with the zone's name."""
    local = moment.astimezone(local_zone())
    other = local.replace(tzinfo=local_zone(), fold=1 - local.fold).astimezone(UTC)
    comes_twice = other != moment and other.astimezone(local_zone()).replace(tzinfo=None) == local.replace(tzinfo=None)
    return f"{local.day} {local:%b %Y, %H:%M}" + (f" {local:%Z}" if comes_twice else "")


def as_date(moment: datetime) -> str:
    local = moment.astimezone(local_zone())
    return f"{local.day} {local:%b %Y}"


def as_score(points: float) -> str:
    """Points to one decimal place, without a needless ``.0``."""
    text = f"{points:.1f}"
    return text.removesuffix(".0")


def as_percent(share: float) -> str:
    """A share in [0, 1] as a whole percentage."""
    return f"{100 * share:.0f}\u00a0%"


def as_points(difference: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    rounded = round(100 * difference)
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
    return f"{sign}{abs(rounded)}"


def as_duration(seconds: float) -> str:
    """A length of time as people say it: ``40 s``, ``1 min 20 s``, ``12 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}\u00a0s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes}\u00a0min" + (f" {rest}\u00a0s" if rest and minutes < 10 else "")


def plural(count: int, noun: str) -> str:
    """``1 question``, ``2 questions``."""
    ending = "" if count == 1 else "es" if noun.endswith(("s", "x", "ch")) else "s"
    return f"{count} {noun}{ending}"


def type_label(name: str) -> str:
    """The name of a question type as people say it."""
    return question_type(name).label


def init_filters(app: Flask) -> None:
    """Give templates the filters. Raises ``ValueError`` at once for a wrong time zone."""
    local_zone()
    app.jinja_env.filters.update(
        datetime=as_datetime,
        date=as_date,
        score=as_score,
        percent=as_percent,
        points=as_points,
        duration=as_duration,
        plural=plural,
        edtf=display,
        type_label=type_label,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
