"""Reads days as people write them, in Russian, Kazakh and English, also mixed, in Latin letters or with a slip.

Strict: what is not clearly a day is none, what could be two days is asked back, what no calendar has is told. Only
whole dates that our tables do not know (day, month and year all named) are left to dateparser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from bot.domain.dates import DateFault, Expect, ReadDate, Written, either_order, settled
from bot.domain.day_codes import in_reach
from bot.library.date_patterns import NEAR, PATTERNS
from bot.library.date_words import UNITS, folded, month_of, number_of, weekday_of

MAX_TEXT: Final = 4096
ONE_DAY: Final = timedelta(days=1)
TIME_BEFORE: Final = re.compile(r"(?:\bв|\bat|\bсагат|\bк|\bоколо|№|\bno\.?|\bзакон\w*|\bприказ\w*)\s*$")
UNIT_AFTER: Final = re.compile(
    rf"\s*(?:{'|'.join(UNITS.values())}|%|тыс|мрп|аек|тг|тенге|руб|usd|час|сагат|hours?)(?![a-zа-я])"
)
LAST_WEEKDAY, NEXT_WEEKDAY = ("прошл", "last", "откен"), ("следующ", "next", "келеси")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day in a longer text, from `start` to `end`. `written` is kept where a year is missing."""

    start: int
    end: int
    read: ReadDate
    written: Written | None = None


def read_date(text: str, today: date, expect: Expect) -> ReadDate:
    """Read one day from a text of its own."""
    found = find_dates(text, today, expect, strict=False)
    if len({(date.read.day, date.read.choices) for date in found}) > 1:
        return ReadDate(fault=DateFault.SEVERAL)
    if found:
        return found[0].read
    return by_dateparser(text, today)


def find_dates(text: str, today: date, expect: Expect, *, strict: bool = True) -> tuple[FoundDate, ...]:
    """Find the days in a text, in order. `strict` leaves out numbers that may well be something else."""
    line = folded(text[:MAX_TEXT])
    found: list[FoundDate] = []
    for name, pattern in PATTERNS:
        for match in pattern.finditer(line):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if date := meaning(name, match, today, expect, strict=strict):
                found.append(date)
    return tuple(sorted(found, key=lambda date: date.start))


def meaning(name: str, match: re.Match[str], today: date, expect: Expect, *, strict: bool) -> FoundDate | None:
    """Return the day that a match means, None if it means something else."""
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    match name:
        case "near":
            return FoundDate(*match.span(), ReadDate(today + NEAR[groups["near"]] * ONE_DAY))
        case "ago" | "ahead" | "after":
            return relative(match, groups, today, -1 if name == "ago" else 1)
        case "weekday":
            return of_week(match, groups, today, expect)
        case "numbers" if groups["mark"] == "/":
            read = either_order(int(groups["day"]), int(groups["month"]), full_year(groups["year"]))
            return FoundDate(*match.span(), read)
        case "short" if is_something_else(match, groups, strict=strict):
            return None
        case _:
            return of_calendar(match, groups, today, expect)


def of_calendar(match: re.Match[str], groups: dict[str, str], today: date, expect: Expect) -> FoundDate | None:
    """Read a day of the calendar, with or without its month and its year."""
    month = month_of(groups["word"]) if "word" in groups else int(groups["month"]) if "month" in groups else None
    if "word" in groups and month is None:
        return None
    if month is None and UNIT_AFTER.match(match.string, match.end()):
        return None
    year = full_year(groups["year"]) if "year" in groups else None
    written = Written(int(groups["day"]), month, year)
    return FoundDate(*match.span(), settled(written, today, expect), None if year else written)


def full_year(text: str) -> int:
    number = int(text.lstrip("'"))
    return number if len(text.lstrip("'")) == 4 else 2000 + number


def is_something_else(match: re.Match[str], groups: dict[str, str], *, strict: bool) -> bool:
    """Tell whether two numbers are a time, a share or a count rather than a day and a month."""
    day, month = int(groups["day"]), int(groups["month"])
    if UNIT_AFTER.match(match.string, match.end()) or (day, month, groups["mark"]) == (24, 7, "/"):
        return True
    if strict and (
        TIME_BEFORE.search(match.string, 0, match.start()) or (len(groups["month"]) < 2 and groups["mark"] == ".")
    ):
        return not (day <= 31 and 1 <= month <= 12 and len(groups["month"]) == 2)
    return strict and not (1 <= day <= 31 and 1 <= month <= 12) and not is_slip(day, month)


def is_slip(day: int, month: int) -> bool:
    """Tell whether it is a day that the calendar lacks (31.02) rather than a number of another kind (14.30, 2.0)."""
    return 29 <= day <= 31 and 1 <= month <= 12


def relative(match: re.Match[str], groups: dict[str, str], today: date, sign: int) -> FoundDate | None:
    """Read "two weeks ago" and the like."""
    count = number_of(groups["count"]) if "count" in groups else 1
    unit = next(name for name in UNITS if name in groups)
    assert count is not None, "the pattern knows numbers only"
    try:
        day = today + relativedelta(**{unit: sign * count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None
    read = ReadDate(day) if in_reach(day) else ReadDate(fault=DateFault.TOO_FAR)
    return FoundDate(*match.span(), read)


def of_week(match: re.Match[str], groups: dict[str, str], today: date, expect: Expect) -> FoundDate | None:
    """Read a weekday: the nearest in the direction that is meant; today counts unless it is called last or next."""
    number = weekday_of(groups["word"])
    if number is None:
        return None
    which = groups.get("which", "")
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    if which.startswith(LAST_WEEKDAY):
        day = today - (back or 7) * ONE_DAY
    elif which.startswith(NEXT_WEEKDAY):
        day = today + (ahead or 7) * ONE_DAY
    else:
        day = today + ahead * ONE_DAY if expect is Expect.FUTURE else today - back * ONE_DAY
    return FoundDate(*match.span(), ReadDate(day))


def by_dateparser(text: str, today: date) -> ReadDate:
    """Read a whole date in words that our tables do not know; all of its parts must be named."""
    import dateparser  # noqa: PLC0415 - slow to load, and hardly anybody needs it

    if len(text) > 40 or not re.search(r"\d", text):
        return ReadDate(fault=DateFault.UNREADABLE)
    settings = {
        "STRICT_PARSING": True,
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),  # noqa: DTZ001 - a day has no zone
        "PARSERS": ["absolute-time"],
    }
    found = dateparser.parse(text, languages=["ru", "kk", "en"], settings=settings)
    if found is None:
        return ReadDate(fault=DateFault.UNREADABLE)
    return ReadDate(found.date()) if in_reach(found.date()) else ReadDate(fault=DateFault.TOO_FAR)
