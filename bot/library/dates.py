"""Reads days as people write them, in Russian, Kazakh and English, also mixed, in Latin letters or with a slip.

Strict: what is not clearly a day is none, what could be two days is asked back, what no calendar has is told. Only
whole dates that our tables do not know (day, month and year all named) are left to dateparser.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from bot.domain.dates import DateFault, Expect, ReadDate, Written, any_of, coming, days_of, either_order, settled
from bot.library import date_patterns as shape
from bot.library.date_elsewhere import by_dateparser
from bot.library.date_frames import day_in, frames_in, is_beside, weekday_in, with_frame
from bot.library.date_neighbours import CLOSE_YEARS, full_year, other_days, other_years
from bot.library.date_weeks import of_week, on_weekday
from bot.library.date_words import ONE, OTHER_WORDS, UNITS, VAGUE, folded, forgetting, month_of, number_of, weekday_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.library.date_frames import Frame

MAX_TEXT: Final = 4096
LONGEST_DAY: Final = 300
"""A day with words around it is short. What is longer is a story or a question: others read those."""
MOST_DAYS: Final = 100
"""Nobody tells more days at once. They are compared with each other, so a text of nothing but days takes long."""
AROUND: Final = 10
"""So many days before and behind a day are looked at for the month that it may share."""
ONE_DAY: Final = timedelta(days=1)
LATER: Final = tuple(pattern for name, pattern in shape.PATTERNS if name in ("ahead", "after"))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day in a longer text, from `start` to `end`. `written` is kept where a year is missing."""

    start: int
    end: int
    read: ReadDate
    written: Written | None = None


@forgetting
def read_date(text: str, today: date, expect: Expect) -> ReadDate:
    """Read one day from a text of its own."""
    if len(text) > LONGEST_DAY:
        return ReadDate(fault=DateFault.UNREADABLE)
    plain = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    text = re.sub(r"[^\S\n]+", " ", plain)
    found = find_dates(text, today, expect, strict=False)
    if len({(date.read.day, date.read.choices) for date in found}) > 1:
        return ReadDate(fault=DateFault.SEVERAL)
    if not found:
        return by_dateparser(text, today)
    line = folded(text)
    if any(is_other_day(line, date) for date in found):
        return ReadDate(fault=DateFault.UNREADABLE)
    if found[0].written and found[0].read.day and expect is Expect.FUTURE:
        return coming(found[0].written, today)
    return found[0].read


def find_dates(text: str, today: date, expect: Expect, *, strict: bool = True) -> tuple[FoundDate, ...]:
    """Find the days in a text, in order; none where there are too many.

    `strict` leaves out numbers that may well be something else.
    """
    if len(text) > MAX_TEXT:
        return ()
    line = folded(text)
    found: list[FoundDate] = []
    for name, pattern in shape.PATTERNS:
        for match in pattern.finditer(line):
            if is_free(match, found) and (date := meaning(name, match, today, expect, strict=strict)):
                found.append(date)
            if len(found) > MOST_DAYS:
                return ()
    no_month = any(date.written.month is None if date.written else date.read.choices for date in found)
    frames = frames_in(line, [(date.start, date.end) for date in found], months=no_month)
    found = sorted((framed(line, date, frames, today, expect) for date in found), key=lambda date: date.start)
    found = [in_context(line, found, index, today) for index in range(len(found))]
    return tuple(sorted(with_weekdays(line, found, frames, today, expect), key=lambda date: date.start))


def is_free(match: re.Match[str], found: Sequence[FoundDate]) -> bool:
    return not any(match.start() < other.end and other.start < match.end() for other in found)


def meaning(name: str, match: re.Match[str], today: date, expect: Expect, *, strict: bool) -> FoundDate | None:
    """Return the day that a match means, None if it means something else."""
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    match name:
        case _ if is_something_else(name, match, groups, strict=strict):
            return None
        case "near":
            return FoundDate(*match.span(), any_of(today + shape.NEAR[" ".join(groups["near"].split())] * ONE_DAY))
        case "ago" | "ahead" | "after":
            return relative(name, match, groups, today)
        case "numbers" | "short" if groups["mark"] == "/":
            year = full_year(groups["year"]) if "year" in groups else None
            read = either_order(int(groups["day"]), int(groups["month"]), year, today, expect)
            sure = Written(read.day.day, read.day.month) if read.day and year is None else None
            return FoundDate(*match.span(), read, sure)
        case _:
            return of_calendar(match, groups, today, expect, strict=strict)


def is_something_else(name: str, match: re.Match[str], groups: dict[str, str], *, strict: bool) -> bool:
    match name:
        case "numbers" | "spaced" | "short":
            return is_other_number(name, match, groups, strict=strict)
        case "month_day":
            return is_count(match, groups)
        case "near":
            return bool(shape.just_before(shape.COUNTED_FROM, match.string, match.start()))
        case "the_day_alone":
            return strict and not match.string.startswith(" of", match.end())
        case _:
            return False


def is_other_number(name: str, match: re.Match[str], groups: dict[str, str], *, strict: bool) -> bool:
    """Tell whether numbers are a time, a share, a price or a count rather than a day and a month."""
    day, month = int(groups["day"]), int(groups["month"])
    in_calendar = 1 <= min(day, month) <= 12 and max(day, month) <= 31 and (month <= 12 or groups.get("mark") == "/")
    numbered = shape.just_before(shape.NUMBER_OF, match.string, match.start())
    if name != "short":
        short_year = len(groups["year"]) == 2
        return bool(short_year and numbered) or (strict and not in_calendar and (short_year or name == "spaced"))
    if numbered or shape.UNIT_AFTER.match(match.string, match.end()) or (day, month, groups["mark"]) == (24, 7, "/"):
        return True
    digits = len(groups["month"]) if groups["mark"] == "." else len(groups["day"] + groups["month"]) - 1
    short = digits < 2 or (groups["mark"] == "/" and groups["day"] == "1")
    if groups["mark"] == "/" and not in_calendar:
        return True
    return strict and (short or not (in_calendar or is_slip(day, month)))


def is_slip(day: int, month: int) -> bool:
    """Tell whether it is a day that the calendar lacks (31.02) rather than a number of another kind (14.30, 2.0)."""
    return 29 <= day <= 31 and 1 <= month <= 12


def is_count(match: re.Match[str], groups: dict[str, str]) -> bool:
    """Tell whether a number after a month is a count ("в мае 5 дней"), or the month a place ("Kazan 14", "Мамыр-4")."""
    word = groups["word"]
    bare = "suffix" not in groups and "year" not in groups
    if bare and (word.endswith(("е", "да")) or word in OTHER_WORDS or "dash" in groups):
        return True
    return bool(shape.UNIT_AFTER.match(match.string, match.end("day")))


def of_calendar(
    match: re.Match[str], groups: dict[str, str], today: date, expect: Expect, *, strict: bool
) -> FoundDate | None:
    """Read a day of the calendar, with or without its month and its year."""
    month = month_of(groups["word"]) if "word" in groups else int(groups["month"]) if "month" in groups else None
    if month is None and ("word" in groups or shape.UNIT_AFTER.match(match.string, match.end())):
        return None
    later = None if month else shape.SAME_MONTH.match(match.string, match.end())
    if later and (month := month_of(later["word"])):
        groups |= later.groupdict("")
    if is_doubtful_year(match, groups, today):
        return FoundDate(*match.span(), ReadDate(fault=DateFault.UNREADABLE))
    year = full_year(groups["year"]) if groups.get("year") else None
    written = Written(int(groups["day"]), month, year)
    read = settled(written, today, expect)
    others = [*other_days(match, written, read, strict=strict), *other_years(match, written, today)] if read.day else []
    if others and read.day and (either := any_of(read.day, *others)) != read:
        return FoundDate(*match.span(), either)
    return FoundDate(*match.span(), read, None if year else written)


def is_doubtful_year(match: re.Match[str], groups: dict[str, str], today: date) -> bool:
    """Tell whether a year has too many or too few digits: perhaps it is none."""
    year = groups.get("year", "")
    if not year:
        return bool(shape.SLIP_IN_YEAR.match(match.string, match.end()))
    bare = "word" in groups and len(year) == 2 and match.string.endswith(year, 0, match.end())
    return bare and abs(full_year(year) - today.year) > CLOSE_YEARS


def relative(name: str, match: re.Match[str], groups: dict[str, str], today: date) -> FoundDate | None:
    """Read "two weeks ago" and the like, but not "a few weeks ago" or "one year and two weeks ago"."""
    unit = next(name for name in UNITS if name in groups)
    count = groups.get("count")
    if count in VAGUE or shape.just_before(shape.NOT_ALONE, match.string, match.start()):
        return None
    if count is None and (
        not ONE.fullmatch(groups[unit])
        or name == "after"
        or (name == "ahead" and (groups[unit] == "день" or match[0].startswith("in")))
    ):
        return None
    number = number_of(count) if count else 1
    assert number is not None, "the pattern knows numbers only"
    sign = -1 if name == "ago" else 1
    return FoundDate(*match.span(), any_of(today + relativedelta(**{unit: sign * number})))  # type: ignore[arg-type]


def framed(line: str, found: FoundDate, frames: Sequence[Frame], today: date, expect: Expect) -> FoundDate:
    """Return the day in the year or the month that is named beside it; asked back if one is named farther off."""
    if found.written is None:
        elsewhere = found.read.choices and any(frame.unit != "week" for frame in frames)
        return replace(found, read=ReadDate(fault=DateFault.SEVERAL)) if elsewhere else found
    days = list(days_of(found.read))
    for frame in frames:
        read = day_in(frame, found.written, today, expect)
        if read and is_beside(line, frame, found.start, found.end):
            return FoundDate(*with_frame(line, frame, found.start, found.end), read)
        if read and read.day and days:
            days.append(read.day)
    either = any_of(*days) if days else found.read
    return found if either == found.read else replace(found, read=either, written=None)


def in_context(line: str, found: Sequence[FoundDate], index: int, today: date) -> FoundDate:
    """Ask back a day that may be meant from another: "left on 2 October, back on the 3rd", "…, back in a week"."""
    date = found[index]
    later = any(pattern.fullmatch(line, date.start, date.end) for pattern in LATER)
    days = list(days_of(date.read))
    if not days or not (later or date.written):
        return date
    if date.written is None:
        before = [other.read.day for other in found[:index] if other.read.day]
        days += [before[-1] + (days[0] - today)] if before else []
    elif date.written.month is None:
        for other in found[max(0, index - AROUND) : index + AROUND]:
            with suppress(ValueError):
                days += [other.read.day.replace(day=date.written.day)] if other.read.day else []
    else:
        before = [other.read.day for other in found[:index] if other.written is None and other.read.day]
        after = settled(date.written, before[-1], Expect.FUTURE).day if before else None
        days += [after] if after and after <= today else []
    either = any_of(*days)
    return date if set(days_of(either)) == set(days_of(date.read)) else replace(date, read=either, written=None)


def with_weekdays(
    line: str, found: Sequence[FoundDate], frames: Sequence[Frame], today: date, expect: Expect
) -> Iterator[FoundDate]:
    """Yield the days that are found, checked by the weekday beside them, and the weekdays that stand alone."""
    fitting = list(found)
    for match in shape.WEEKDAY.finditer(line):
        number = weekday_of(match["word"])
        if number is None or not is_free(match, found):
            continue
        beside = [index for index, date in enumerate(found) if is_its_weekday(line, match, date)]
        if beside:
            date = fitting[beside[-1]]
            checked = on_weekday(date.read, date.written, number, today)
            fitting[beside[-1]] = replace(date, read=checked, written=None)
        elif read := of_week(match, number, today, expect):
            yield from in_week(line, FoundDate(*match.span(), read), number, frames, today)
    yield from fitting


def is_its_weekday(line: str, match: re.Match[str], date: FoundDate) -> bool:
    if not any(map(str.isdigit, line[date.start : date.end])):
        return False
    after, before = shape.BESIDE_WEEKDAY
    if date.end <= match.start():
        return bool(after.fullmatch(line, date.end, match.start()))
    return bool(before.fullmatch(line, match.end(), date.start))


def in_week(line: str, found: FoundDate, number: int, frames: Sequence[Frame], today: date) -> Iterator[FoundDate]:
    """Yield a weekday in the week that is named beside it; asked back if one is named farther off."""
    days = list(days_of(found.read))
    for frame in frames:
        read = weekday_in(frame, number, today)
        if is_beside(line, frame, found.start, found.end):
            yield from [replace(found, read=read)] if read else []
            return
        if read and read.day:
            days.append(read.day)
    yield replace(found, read=any_of(*days))


def is_other_day(line: str, found: FoundDate) -> bool:
    """Tell whether another day is meant than the one that is named: "after 14 September", "not 14 September"."""
    before = shape.just_before(shape.OTHER_DAY_BEFORE, line, found.start)
    return bool(before or shape.OTHER_DAY_AFTER.match(line, found.end))
