"""Moments typed in the school's time zone, on the nights too when the clocks change."""

from datetime import UTC, datetime
from typing import Any

from wtforms import DateTimeLocalField

from quizapp.web.filters import local_zone


class NoSuchTime(ValueError):
    """The clocks jump over this time; the message says so."""


def in_utc(typed: datetime, *, last: bool) -> datetime:
    """The moment at which the school's clocks show this time.

    In the hour that comes twice in autumn it is the first of the two, or the ``last``. Raises ``NoSuchTime`` for
    one in the hour that is left out in spring.
    """
    zone = local_zone()
    moment = typed.replace(tzinfo=zone, fold=int(last)).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) != typed.replace(fold=0):
        raise NoSuchTime(
            f"On {typed.day} {typed:%B %Y} the clocks go forward, so that {typed:%H:%M} does not exist. "
            "Choose a time an hour earlier or later."
        )
    return moment


class MomentField(DateTimeLocalField):
    """A moment, typed as the school's clocks show it and kept in UTC; ``last`` as for ``in_utc``."""

    def __init__(self, label: str = "", *, last: bool = False, **settings: Any) -> None:
        super().__init__(label, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **settings)
        self.last = last

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.data.astimezone(local_zone()).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data:
            try:
                self.data = in_utc(self.data, last=self.last)
            except NoSuchTime:
                self.data = None
                raise
