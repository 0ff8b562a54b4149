"""Deadlines counted in days: working days after an event, calendar days with the first day as day one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ONE_DAY = timedelta(days=1)
# No calendar has a longer run of days off; a function that calls every day a day off must not hang the bot.
LONGEST_REST = 60


def after_working_days(event: date, count: int, is_day_off: Callable[[date], bool]) -> date:
    """Return the last day of a term of `count` working days that begins on the day after an event.

    Days are days of Kazakhstan; `is_day_off` knows weekends, holidays and moved working days. Raises `ValueError` for a
    count below one, or if no working day is in sight.
    """
    if count < 1:
        raise ValueError(f"a term of {count} working days")
    day, rest = event, 0
    while count:
        day += ONE_DAY
        if is_day_off(day):
            rest += 1
            if rest > LONGEST_REST:
                raise ValueError(f"no working day after {event}")
        else:
            count, rest = count - 1, 0
    return day


def day_number(event: date, number: int) -> date:
    """Return the day with a number, the day of the event being day one. Raises `ValueError` for a number below one."""
    if number < 1:
        raise ValueError(f"day {number}")
    return event + (number - 1) * ONE_DAY
