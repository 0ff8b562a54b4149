"""What a written day means: the day itself, several days it could be, or why it is none. No clock, no language."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.day_codes import FIRST, LAST, in_reach

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_AGO, SOON = timedelta(days=180), timedelta(days=60)
"""A day without a year that lies so far back on one side and so near on the other is asked back."""
ALIKE = timedelta(days=30)


class DateFault(StrEnum):
    UNREADABLE = "unreadable"
    """No day is named."""
    IMPOSSIBLE = "impossible"
    """The calendar has no such day."""
    TOO_FAR = "too_far"
    """Outside the years that we count."""
    SEVERAL = "several"
    """More than one day where one is wanted."""


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
    if written.year is not None and written.month is not None:
        return whole(written.year, written.month, written.day)
    if not is_possible(written):
        return ReadDate(fault=DateFault.IMPOSSIBLE)
    before = next(day for day in days_like(written, today, -1) if day <= today)
    after = next(day for day in days_like(written, today, 1) if day >= today)
    return between(before, after, today, expect)


def between(before: date, after: date, today: date, expect: Expect) -> ReadDate:
    """Choose between the latest such day and the next one."""
    back, ahead = today - before, after - today
    if not back or not ahead:
        return ReadDate(today)
    match expect:
        case Expect.PAST:
            doubtful = back > LONG_AGO and ahead <= SOON
            return ReadDate(choices=(before, after)) if doubtful else ReadDate(before)
        case Expect.FUTURE:
            return ReadDate(after)
        case Expect.ANY:
            if abs(back - ahead) <= ALIKE:
                return ReadDate(choices=(before, after))
            return ReadDate(before if back < ahead else after)


def whole(year: int, month: int, day: int) -> ReadDate:
    try:
        found = date(year, month, day)
    except ValueError:
        return ReadDate(fault=DateFault.IMPOSSIBLE)
    return ReadDate(found) if in_reach(found) else ReadDate(fault=DateFault.TOO_FAR)


def either_order(first: int, second: int, year: int) -> ReadDate:
    """Read two numbers of which either may be the month. Both readings are asked back where they differ."""
    days = {read.day for read in (whole(year, second, first), whole(year, first, second)) if read.day}
    if len(days) == 1:
        return ReadDate(days.pop())
    if days:
        return ReadDate(choices=(date(year, second, first), date(year, first, second)))
    return whole(year, second, first)


def is_possible(written: Written) -> bool:
    """Tell whether some year has such a day: 2000 was a leap year."""
    if written.month is None:
        return 1 <= written.day <= 31
    return 1 <= written.month <= 12 and 1 <= written.day <= monthrange(2000, written.month)[1]


def days_like(written: Written, today: date, direction: int) -> Iterator[date]:
    """Yield the days with this number (and month) from this month (year) on, forwards or backwards."""
    year, month = today.year, written.month or today.month
    while FIRST.year <= year <= LAST.year + 10:
        if written.day <= monthrange(year, month)[1]:
            yield date(year, month, written.day)
        if written.month is not None:
            year += direction
        else:
            years, month = divmod(year * 12 + month - 1 + direction, 12)
            year, month = years, month + 1
