"""Numbers beside a day that make it one of several: "14 or 15 September", "3-14 September", "14 September 25"."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.library.date_patterns import (
    ALTERNATIVE,
    ONE_MORE_DAY,
    OWN_DAY,
    PERHAPS_YEAR,
    RANGE_AFTER,
    RANGE_BEFORE,
    UNIT_AFTER,
    just_before,
)
from bot.library.date_words import month_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bot.domain.dates import ReadDate, Written

THIS_CENTURY: Final = 70
"""Years of two digits from here on are of the century before."""
CLOSE_YEARS: Final = 10


def other_days(match: re.Match[str], written: Written, read: ReadDate, *, strict: bool) -> Iterator[date]:
    """Yield the days that share the month of this one: "14 or 15 September", "3-14 September"."""
    line, start = match.string, match.start()
    beside = just_before(ALTERNATIVE, line, start) or (None if strict else just_before(RANGE_BEFORE, line, start))
    numbers = [int(beside[1])] if beside else []
    after = RANGE_AFTER.match(match.string, match.end())
    if after and is_bare(after):
        numbers.append(int(after[1]))
    for number in numbers:
        if read.day and written.day != number:
            with suppress(ValueError):
                yield read.day.replace(day=number)


def other_years(match: re.Match[str], written: Written, today: date) -> Iterator[date]:
    """Yield the day in the year that the number after it may be: "14 September 25 we came"."""
    number = PERHAPS_YEAR.match(match.string, match.end())
    if written.year is not None or written.month is None or not number or not is_bare(number):
        return
    year = full_year(number[1])
    if abs(year - today.year) <= CLOSE_YEARS:
        with suppress(ValueError):
            yield date(year, written.month, written.day)


def is_bare(number: re.Match[str]) -> bool:
    """Tell whether a number is neither a count nor a part of another day."""
    if UNIT_AFTER.match(number.string, number.end()) or OWN_DAY.match(number.string, number.end()):
        return False
    more = ONE_MORE_DAY.match(number.string, number.end())
    return not more or month_of(more["word"]) is None


def full_year(text: str) -> int:
    number = int(text.lstrip("'"))
    return number if len(text.lstrip("'")) == 4 else number + (2000 if number < THIS_CENTURY else 1900)
