"""Words beside a day that say in which year, month or week it is: "last year", "in 2024", "of last month", "next week".

They match folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.dates import DateFault, ReadDate, Written, any_of, settled, whole
from bot.library.date_patterns import UNIT_AFTER, WORD
from bot.library.date_words import month_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.dates import Expect

Span = tuple[int, int]
SHIFTS: Final = {"before": -2, "back": -1, "same": 0, "on": 1}
YEARS, MONTHS = ("год", "year", "жыл"), ("месяц", "month", "ай")
BY_WORD: Final = re.compile(
    r"(?<![a-zа-я])(?:(?P<before>позапрошл\w*)|(?P<back>прошл\w*|минувш\w*|last|past|откен)"
    r"|(?P<same>эт(?:от|ого|ом|у|ой|а)|текущ\w*|this|осы|бул)|(?P<on>следующ\w*|будущ\w*|next|келеси|келер))\s+"
    r"(?P<unit>год\w{0,2}|years?|жыл\w*|месяц\w*|months?|ай(?:дын|да|ды)?|недел\w*|weeks?|апта\w*)(?![a-zа-я])"
    r"(?P<last>\s+before\s+last)?"
    r"|(?<![a-zа-я])(?:(?P<ere>year|month|week)\s+before\s+last|(?P<then>былтыр|прошлогод\w+)|(?P<now>биыл))(?![a-zа-я])"
)
BY_NUMBER: Final = re.compile(
    r"(?<!\d)(?<!\d[.,:/])(?P<year>(?:19|20)\d\d)(?!\d|[.:/-]\d)(?:\s*-?\s*(?:год\w*|г|жыл\w*|ж)(?![a-zа-я])\.?)?"
)
BOUND: Final = re.compile(
    r"(?<![a-zа-я])(?:до|с|со|по|к|после|from|until|till|to|since|by|after|before)\s+(?:the\s+)?$"
)
LOCATED: Final = re.compile(r"(?:^|[,;.!?\n(])\s*$|(?<![a-zа-я])(?:в|во|на|in|on)\s+(?:the\s+)?$")
BESIDE: Final = re.compile(r"[\s,.(-]*(?:(?:в|во|на|of|in|on)\s+)?(?:the\s+)?")
FARTHEST: Final = 40
SAME_CLAUSE: Final = re.compile(r"[^,;.!?\n()\d]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """A year, a month or a week that is named. `unit` tells which; it is so many units from now, or has its number.

    `follows`: it stands behind a day and belongs to that one.
    """

    start: int
    end: int
    unit: str
    shift: int = 0
    number: int | None = None
    follows: bool = False


def frames_in(line: str, taken: Sequence[Span], *, months: bool) -> tuple[Frame, ...]:
    """Return the years, months and weeks named outside of the days that are found; `months`: also months by name."""
    found = [*by_word(line), *by_number(line), *(by_name(line) if months else ())]
    free = (frame for frame in found if all(frame.end <= start or end <= frame.start for start, end in taken))
    return tuple(
        replace(frame, follows=any(BESIDE.fullmatch(line, end, frame.start) for _, end in taken)) for frame in free
    )


def by_word(line: str) -> Iterator[Frame]:
    for match in BY_WORD.finditer(line):
        groups = {key: value for key, value in match.groupdict().items() if value}
        word = groups.get("unit", groups.get("ere", "year"))
        unit = "year" if word.startswith(YEARS) else "month" if word.startswith(MONTHS) else "week"
        if "ere" in groups or "last" in groups:
            shift = -2
        elif "then" in groups or "now" in groups:
            shift = 0 if "now" in groups else -1
        else:
            shift = next(number for name, number in SHIFTS.items() if name in groups)
        yield Frame(*match.span(), unit, shift)


def by_number(line: str) -> Iterator[Frame]:
    for match in BY_NUMBER.finditer(line):
        if not UNIT_AFTER.match(line, match.end("year")) or match.end() > match.end("year"):
            yield Frame(*match.span(), "year", number=int(match["year"]))


def by_name(line: str) -> Iterator[Frame]:
    for match in re.finditer(WORD, line):
        if number := month_of(match[0]):
            yield Frame(*match.span(), "name", number=number)


def is_beside(line: str, frame: Frame, start: int, end: int) -> bool:
    """Tell whether a frame belongs to the day from `start` to `end` beyond doubt."""
    if max(frame.start - end, start - frame.end) > FARTHEST:
        return False
    if frame.start >= end:
        return bool(BESIDE.fullmatch(line, end, frame.start)) and line[frame.start : frame.end] != "may"
    before = line[max(0, frame.start - 20) : frame.start]
    if frame.follows or BOUND.search(before) or line[frame.start : frame.end] == "may":
        return False
    if BESIDE.fullmatch(line, frame.end, start):
        return True
    return bool(LOCATED.search(before) and SAME_CLAUSE.fullmatch(line, frame.end, start))


def with_frame(line: str, frame: Frame, start: int, end: int) -> Span:
    """Return the bounds of a day together with a frame directly beside it."""
    directly = frame.start >= end or BESIDE.fullmatch(line, frame.end, start)
    return (min(start, frame.start), max(end, frame.end)) if directly else (start, end)


def day_in(frame: Frame, written: Written, today: date, expect: Expect) -> ReadDate | None:
    """Return the day in a frame, None where the frame says nothing of it."""
    year = today.year + frame.shift if frame.number is None else frame.number
    match frame.unit:
        case "year" if written.month is not None:
            return whole(year, written.month, written.day)
        case "year":
            return None if year == today.year else ReadDate(fault=DateFault.UNREADABLE)
        case "month" if written.month is None:
            year, month = divmod(today.year * 12 + today.month - 1 + frame.shift, 12)
            return whole(year, month + 1, written.day)
        case "name" if written.month is None:
            return settled(Written(written.day, frame.number), today, expect)
        case _:
            return None


def weekday_in(frame: Frame, number: int, today: date) -> ReadDate | None:
    """Return the weekday in a week that is named, None where another unit is named."""
    if frame.unit != "week":
        return None
    return any_of(today + timedelta(days=number - today.weekday() + 7 * frame.shift))
