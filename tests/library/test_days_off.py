"""Days off in Kazakhstan, against the calendars that the Ministry of Labour published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.deadlines import after_working_days
from bot.library.days_off import is_day_off

# Weekdays off by the ministry's production calendars for a five-day week, and weekend days worked. 2026 without
# 31 August, since Constitution Day moved to 15 March from 2027 on (the ministry, 18 March 2026), and without 27 May,
# the first day of Kurban Ait, which the library only estimates: we rather count one working day too many.
PUBLISHED = {
    2025: "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16",
    2026: "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 07-06 10-26 12-16",
}
WORKED = {2025: "01-05", 2026: ""}


def days(year: int, written: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in written.split()}


@pytest.mark.parametrize("year", PUBLISHED)
def test_days_off_are_those_of_the_published_calendar(year: int) -> None:
    whole = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    weekdays = {day for day in whole if day.weekday() < 5}
    assert {day for day in weekdays if is_day_off(day)} == days(year, PUBLISHED[year])
    assert {day for day in whole if day.weekday() >= 5 and not is_day_off(day)} == days(year, WORKED[year])


def test_a_holiday_that_is_only_estimated_is_a_working_day() -> None:
    """So that a deadline is rather a day too early than too late."""
    assert not is_day_off(date(2026, 5, 27))


def test_three_working_days_around_nauryz() -> None:
    assert after_working_days(date(2026, 3, 20), 3, is_day_off) == date(2026, 3, 30)
    assert after_working_days(date(2026, 12, 14), 3, is_day_off) == date(2026, 12, 18)
