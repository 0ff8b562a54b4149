"""What a written day means: the day itself, several days it could be, or why it is none. No clock, no language."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.day_codes import in_reach

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_AGO, SOON = timedelta(days=180), timedelta(days=60)
"""A day without a year that lies so far back on one side and so near on the other is asked back."""
ALIKE = timedelta(days=30)
MOST = 4
"""More days than these are not asked back."""


class DateFault(StrEnum):
    UNREADABLE = "unreadable"
    """No day is named."""
    IMPOSSIBLE = "impossible"
    """The calendar has no such day."""
    TOO_FAR = "too_far"
    """Outside the years that we count."""
    SEVERAL = "several"
    """More than one day where one is wanted."""


NO_MONTH = DateFault.UNREADABLE
"""A day and a year without a month are no day."""


class Expect(StrEnum):
    """Where a day without a year is looked for."""

    PAST = "past"
    FUTURE = "future"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A day; or the days that it could be, to be asked back; or a fault."""

    day: date | None = None
    fault: DateFault | None = None
    choices: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it was written: numbers of day, month and year, of which month and year may be left out."""

    day: int
    month: int | None = None
    year: int | None = None


def settled(written: Written, today: date, expect: Expect) -> ReadDate:
    """Return the day that was meant."""
    if written.year is not None:
        return ReadDate(fault=NO_MONTH) if written.month is None else whole(written.year, written.month, written.day)
    if not is_possible(written):
        return ReadDate(fault=DateFault.IMPOSSIBLE)
    before = next((day for day in days_like(written, today, -1) if day <= today), date.min)
    after = next((day for day in days_like(written, today, 1) if day >= today), date.max)
    return between(before, after, today, expect)


def between(before: date, after: date, today: date, expect: Expect) -> ReadDate:
    """Choose between the latest such day and the next one."""
    back, ahead = today - before, after - today
    if not back or not ahead:
        return any_of(today)
    if expect is Expect.FUTURE:
        return any_of(after)
    if expect is Expect.PAST:
        doubtful = back > LONG_AGO and ahead <= SOON and in_reach(before)
        return any_of(before, after) if doubtful else any_of(before)
    if abs(back - ahead) <= ALIKE:
        return any_of(before, after)
    return any_of(before if back < ahead else after)


def any_of(*days: date) -> ReadDate:
    """Ask back which of these days is meant, if more than one of them is a day that we count."""
    counted = tuple(day for day in dict.fromkeys(days) if in_reach(day))
    if not counted or len(counted) > MOST:
        return ReadDate(fault=DateFault.SEVERAL if counted else DateFault.TOO_FAR)
    return ReadDate(choices=counted) if len(counted) > 1 else ReadDate(counted[0])


def days_of(read: ReadDate) -> tuple[date, ...]:
    """Return all the days that may be meant."""
    return read.choices if read.day is None else (read.day,)


def coming(written: Written, today: date) -> ReadDate:
    """Return the day ahead; the one that has just passed is asked back where the day ahead lies far off."""
    before, after = settled(written, today, Expect.PAST), settled(written, today, Expect.FUTURE)
    if before.day and after.day and today - before.day <= SOON and after.day - today > LONG_AGO:
        return any_of(before.day, after.day)
    return after


def whole(year: int, month: int, day: int) -> ReadDate:
    try:
        return any_of(date(year, month, day))
    except ValueError:
        return ReadDate(fault=DateFault.IMPOSSIBLE)


def either_order(first: int, second: int, year: int | None, today: date, expect: Expect) -> ReadDate:
    """Read two numbers of which either may be the month. Both readings are asked back where they differ."""
    reads = [settled(Written(day, month, year), today, expect) for day, month in ((first, second), (second, first))]
    if days := [day for read in reads for day in days_of(read)]:
        return any_of(*days)
    return next((read for read in reads if read.fault is DateFault.TOO_FAR), reads[0])


def is_possible(written: Written) -> bool:
    """Tell whether some year has such a day: 2000 was a leap year."""
    if written.month is None:
        return 1 <= written.day <= 31
    return 1 <= written.month <= 12 and 1 <= written.day <= monthrange(2000, written.month)[1]


def days_like(written: Written, today: date, direction: int) -> Iterator[date]:
    """Yield the days with this number (and month) from this month (year) on, forwards or backwards."""
    year, month = today.year, written.month or today.month
    while MINYEAR <= year <= MAXYEAR:
        if written.day <= monthrange(year, month)[1]:
            yield date(year, month, written.day)
        if written.month is not None:
            year += direction
        else:
            years, month = divmod(year * 12 + month - 1 + direction, 12)
            year, month = years, month + 1
