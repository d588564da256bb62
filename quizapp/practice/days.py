"""Days as the school counts them: from midnight to midnight in its time zone."""

from datetime import UTC, date, datetime, time, timedelta

from quizapp.web.filters import local_zone

ONE_DAY = timedelta(days=1)


def day_of(moment: datetime) -> date:
    """The school's calendar day at this moment."""
    return moment.astimezone(local_zone()).date()


def end_of(day: date) -> datetime:
    """The moment the day is over: the next midnight, in UTC."""
    return datetime.combine(day + ONE_DAY, time.min, tzinfo=local_zone()).astimezone(UTC)


def day_name(day: date, today: date) -> str:
    """``Today``, ``Tomorrow``, or a day such as ``Fri 27 Nov``."""
    if day <= today:
        return "Today"
    return "Tomorrow" if day == today + ONE_DAY else f"{day:%a} {day.day} {day:%b}"


def on_day(day: date, today: date) -> str:
    """When, within a sentence: ``today``, ``tomorrow`` or ``on Friday 27 November``."""
    if day <= today + ONE_DAY:
        return day_name(day, today).lower()
    return f"on {day:%A} {day.day} {day:%B}"
