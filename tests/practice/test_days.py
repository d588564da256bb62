"""The school's days begin and end at its own midnight."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.practice.days import ONE_DAY, day_name, day_of, end_of, on_day

ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC")


@pytest.mark.parametrize(("zone", "day"), [("Europe/Berlin", 26), ("America/New_York", 25)])
def test_a_late_evening_belongs_to_the_schools_day(zone: str, day: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", zone)
    assert day_of(datetime.fromisoformat("2026-11-25T23:30:00+00:00")).day == day


@pytest.mark.parametrize("zone", ZONES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_day_ends_where_the_next_begins_in_summer_and_winter(
    zone: str, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_TIMEZONE", zone)
    assert day_of(end_of(day)) == day + ONE_DAY
    assert day_of(end_of(day) - timedelta(microseconds=1)) == day


def test_without_a_zone_the_machines_days_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZAPP_TIMEZONE", raising=False)
    day = date(2026, 11, 25)
    assert day_of(end_of(day)) == day + ONE_DAY


def test_days_are_named_as_people_say_them() -> None:
    today = date(2026, 11, 25)
    days = [today, today + ONE_DAY, today + 2 * ONE_DAY]
    assert [day_name(day, today) for day in days] == ["Today", "Tomorrow", "Fri 27 Nov"]
    assert [on_day(day, today) for day in days] == ["today", "tomorrow", "on Friday 27 November"]
