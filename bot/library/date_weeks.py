"""Weekdays: the one that is meant, and whether a day of the calendar is on the weekday that is written beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.dates import DateFault, Expect, ReadDate, any_of, between, days_of, settled

if TYPE_CHECKING:
    import re
    from datetime import date

    from bot.domain.dates import Written

ONE_DAY: Final = timedelta(days=1)
LAST, NEXT = ("прошл", "last", "past", "откен"), ("следующ", "ближайш", "next", "coming", "келеси")
CERTAIN, THIS = ("past", "ближайш", "coming"), ("this", "эт", "осы")
OFTEN: Final = ("поза", "every", "each", "кажд", "ар")
"""No day, or one that is not counted here: "every Friday", the Friday before last."""


def of_week(match: re.Match[str], number: int, today: date, expect: Expect) -> ReadDate | None:
    """Read a weekday. The "last" and the "next" one are asked back where people differ on what that means."""
    which = match["which"] or ""
    gone, left = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    back, ahead = today - (gone or 7) * ONE_DAY, today + (left or 7) * ONE_DAY
    here = today + (number - today.weekday()) * ONE_DAY
    if match["often"] or which.startswith(OFTEN):
        return None
    if which.startswith(LAST + NEXT):
        day, week = (back, -7 * ONE_DAY) if which.startswith(LAST) else (ahead, 7 * ONE_DAY)
        return any_of(day, day + week) if day == here and not which.startswith(CERTAIN) else any_of(day)
    read = between(today - gone * ONE_DAY, today + left * ONE_DAY, today, expect)
    return any_of(here, *days_of(read)) if which.startswith(THIS) else read


def on_weekday(read: ReadDate, written: Written | None, number: int, today: date) -> ReadDate:
    """Return the day if it is on this weekday; ask back if only one in another year is; else the calendar has none."""
    if days := [day for day in days_of(read) if day.weekday() == number]:
        return any_of(*days)
    reads = [settled(written, today, expect) for expect in (Expect.PAST, Expect.FUTURE)] if written else []
    if days := [day for each in reads for day in days_of(each) if day.weekday() == number]:
        return any_of(*days_of(read), *days)
    return read if read.fault else ReadDate(fault=DateFault.IMPOSSIBLE)
