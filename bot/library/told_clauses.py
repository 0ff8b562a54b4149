"""A told story in pieces: days, visits "from … to …", and the clauses that they stand in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.dates import DateFault, Expect, ReadDate, Written, settled
from bot.domain.told import Doubt
from bot.library.date_patterns import just_before
from bot.library.told_patterns import ABBREVIATED, BREAK, CASE, CONNECTOR, HALF, SENTENCE, TO, TODAY, UNTIL_AFTER
from bot.library.told_words import NUMBER, raw_words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from bot.library.dates import FoundDate


@dataclass(frozen=True, slots=True)
class Item:
    """A day, or two that belong together ("from … to …"), as it stands in a text."""

    start: int
    end: int
    day: FoundDate
    last: FoundDate | None = None
    open: bool = False
    """It lasts until today."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a text. `text` is its words with noughts for the days, `before` what stands before its first day.

    `ends`: a sentence ends with it. `asked`: and in a question mark.
    """

    start: int
    text: str
    before: str
    items: tuple[Item, ...]
    ends: bool = False
    asked: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.text)

    @property
    def raw(self) -> tuple[str, ...]:
        return raw_words(self.text)


def items_of(line: str, dates: Sequence[FoundDate]) -> tuple[Item, ...]:
    items: list[Item] = []
    rest = [replace(found, end=found.end - line.endswith(".", 0, found.end)) for found in dates]
    while rest:
        found = rest.pop(0)
        if rest and joined(line, found, rest[0]):
            last = rest.pop(0)
            still = bool(TODAY.match(line, last.start))
            items.append(Item(found.start, last.end, found, None if still else last, still))
        elif (half := just_before(HALF, line, found.start)) and (first := half_day(int(half[1]), found)):
            items.append(Item(half.start(1), found.end, first, found))
        else:
            items.append(Item(found.start, found.end, found))
    return tuple(items)


def joined(line: str, first: FoundDate, second: FoundDate) -> bool:
    between = line[first.end : second.start]
    return bool(TO.fullmatch(between) or (CASE.fullmatch(between) and UNTIL_AFTER.match(line, second.end)))


def half_day(day: int, found: FoundDate) -> FoundDate | None:
    """Return the first day of "3–20 March", which shares the month and the year of the second."""
    last = found.written.day if found.written else found.read.day.day if found.read.day else 0
    if not 0 < day < last:
        return None
    if found.written:
        return replace(found, written=Written(day, found.written.month), read=ReadDate())
    assert found.read.day, "it has a last day"
    return replace(found, read=ReadDate(found.read.day.replace(day=day)))


def in_order(first: FoundDate, second: FoundDate, today: date) -> tuple[date, date]:
    """Return both days; the second may lie ahead where it has no year and would else come before the first."""
    start, end = past(first, today), past(second, today)
    if end < start and first.written and second.written is None:
        start = settled(first.written, end, Expect.PAST).day or start
    elif end < start and second.written:
        end = settled(second.written, start, Expect.FUTURE).day or end
    return start, end


def doubt_of(found: FoundDate) -> Doubt | None:
    """Return why a day cannot be taken; which year it is in does not matter here."""
    if found.read.fault:
        return Doubt.IMPOSSIBLE if found.read.fault is DateFault.IMPOSSIBLE else Doubt.AMBIGUOUS
    return Doubt.AMBIGUOUS if found.read.choices and found.written is None else None


def past(found: FoundDate, today: date) -> date:
    """Return the latest such day up to today: what happened has happened."""
    read = found.read
    if read == ReadDate() and found.written:
        read = settled(found.written, today, Expect.PAST)
    return read.day or read.choices[0]


def is_bare(line: str, items: Sequence[Item]) -> bool:
    """Tell whether a text holds nothing but days and words that join them."""
    return bool(items) and not any(char.isalpha() for char in CONNECTOR.sub(" ", without(line, 0, len(line), items)))


def without(line: str, start: int, end: int, items: Sequence[Item]) -> str:
    """Return a part of a line with a nought in the place of each day."""
    pieces, at = [], start
    for item in items:
        pieces += [line[at : max(at, item.start)], f" {NUMBER} "]
        at = item.end
    return "".join((*pieces, line[at : max(at, end)]))


def clauses(line: str, items: Sequence[Item], names_move: Callable[[str], bool]) -> Iterator[Clause]:
    """Yield the clauses. One with several days is cut between them, on the side where no move stands."""
    start = 0
    for stop in (*BREAK.finditer(line), None):
        if stop and stop[0] == "." and ABBREVIATED.search(line, start, stop.start()):
            continue
        if stop and any(item.start < stop.end() and stop.start() < item.end for item in items):
            continue
        end = stop.start() if stop else len(line)
        pieces = list(cut(line, start, end, items, names_move))
        mark = stop[0] if stop else "."
        pieces[-1] = replace(pieces[-1], ends=bool(SENTENCE.match(mark)), asked=mark == "?")
        yield from pieces
        start = stop.end() if stop else end


def cut(line: str, start: int, end: int, items: Sequence[Item], names_move: Callable[[str], bool]) -> Iterator[Clause]:
    inside = [item for item in items if start <= item.start < end]
    cuts: list[int] = []
    if len(inside) > 1:
        verb_first = names_move(line[start : inside[0].start])
        cuts = [item.end for item in inside[:-1]] if verb_first else [item.start for item in inside[1:]]
    for one, two in zip((start, *cuts), (*cuts, end), strict=True):
        mine = tuple(item for item in inside if one <= item.start < two)
        first = mine[0] if mine else None
        yield Clause(
            one,
            without(line, one, two, mine),
            line[one : first.start] if first else line[one:two],
            mine,
        )
