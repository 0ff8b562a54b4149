"""Trips told in a message: finds the days and the words of moves, and which belong together.

A day belongs to the move in its own clause, or to the one in the next clause that has none of its own. What is told of
somebody else, or of another place, is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from bot.domain.dates import DateFault, Expect, ReadDate, Written, settled
from bot.domain.phrases import Phrases
from bot.domain.told import UNCLEAR, Doubt, Move, Told, together
from bot.domain.trips import Trip, TripError
from bot.domain.words import normalise
from bot.library.date_words import UNITS, folded, number_of
from bot.library.dates import MAX_TEXT, FoundDate, find_dates
from bot.library.told_patterns import (
    BREAK,
    CASE,
    CONNECTOR,
    FROM_ELSEWHERE,
    HALF,
    HOW_LONG,
    LABELS,
    OPEN_END,
    OUR_PLACE,
    PLACE,
    SINCE_AFTER,
    SINCE_BEFORE,
    TO,
    TO_ELSEWHERE,
    UNTIL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KindsIn = Callable[[str], tuple[Move, ...]]
ENTERING, LEAVING = (Move.ENTRY, Move.WILL_ENTER), (Move.EXIT, Move.WILL_LEAVE)
PLANNED: Final = frozenset({Move.WILL_ENTER, Move.WILL_LEAVE})
PAST_KINDS: Final = (Move.ENTRY, Move.EXIT, Move.HERE)


class Teller:
    """Knows the words of moves; tells trips from messages."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.moves = {move: Phrases(words[move.value]) for move in Move}
        self.linked = ((Phrases(words["going_in"]), ENTERING), (Phrases(words["going_out"]), LEAVING))
        self.presence, self.others = Phrases(words["presence"]), Phrases(words["others"])
        self.ourselves = Phrases(words["ourselves"])

    def tell(self, text: str, today: date) -> Told | None:
        """Return what somebody tells of their trips; None if nothing, or of somebody else."""
        line = folded(text[:MAX_TEXT])
        for label, word in LABELS:
            line = label.sub(word, line)
        whole = normalise(line)
        if self.others.find(whole) and not self.ourselves.find(whole):
            return None
        dates = tuple(d for d in find_dates(line, today, Expect.PAST) if d.read.fault is not DateFault.TOO_FAR)
        if wrong := doubtful(dates):
            return Told(doubt=wrong) if self.kinds_in(line) else None
        spans, rest = self.spans_of(line, dates, today)
        kinds_of = partial(self.kinds_of, planned=bool(PLANNED & set(self.kinds_in(line))))
        parts = [part(line, bounds, rest, kinds_of) for bounds in clauses(line, rest, kinds_of)]
        moves = list(matched(parts, today))
        if any(part.astray for part in parts) or any(day == date.min for _, day in moves):
            return UNCLEAR
        stay = self.so_long(line, today) if not dates else None
        if stay:
            moves.append((Move.HERE, stay))
        try:
            return together(moves, spans, about=stay is not None)
        except TripError:
            return None

    def kinds_in(self, line: str) -> tuple[Move, ...]:
        """Return the kinds of moves that a piece of text names, in the order of the last word of each."""
        skeleton = normalise(line)
        found = [(last(spans), move) for move, words in self.moves.items() if (spans := words.find(skeleton))]
        return tuple(move for _, move in sorted(found))

    def kinds_of(self, line: str, *, planned: bool) -> tuple[Move, ...]:
        """Return the same with the forms that are past or planned as the rest of the message is."""
        skeleton = normalise(line)
        linked = [kinds[planned] for words, kinds in self.linked if words.find(skeleton)]
        return (*linked, *self.kinds_in(line))

    def spans_of(
        self, line: str, dates: Sequence[FoundDate], today: date
    ) -> tuple[tuple[Trip, ...], tuple[FoundDate, ...]]:
        """Return the visits told as "from … to …", and the days that are left."""
        if not self.told_of_here(line, dates):
            return (), tuple(dates)
        spans: list[Trip] = []
        used: set[int] = set()
        for index, found in enumerate(dates):
            if index in used:
                continue
            after = dates[index + 1] if index + 1 < len(dates) else None
            if after and joined(line, found, after):
                spans.append(Trip(*in_order(found, after, today)))
                used |= {index, index + 1}
            elif half := HALF.search(line, 0, found.start):
                first = half_day(int(half[1]), found)
                spans.append(Trip(*in_order(first, found, today)))
                used.add(index)
            elif OPEN_END.match(line, found.end) or (bare(line, dates) and SINCE_BEFORE.search(line, 0, found.start)):
                spans.append(Trip(past(found, today)))
                used.add(index)
        return tuple(spans), tuple(date for index, date in enumerate(dates) if index not in used)

    def told_of_here(self, line: str, dates: Sequence[FoundDate]) -> bool:
        """Tell whether days from … to … are days here: it is said, or nothing but days is."""
        if bare(line, dates):
            return True
        kinds = self.kinds_in(line)
        here = Move.HERE in kinds or Move.ENTRY in kinds or bool(self.presence.find(normalise(line)))
        elsewhere = any(not OUR_PLACE.match(word) for word in PLACE.findall(without(line, dates)))
        return here and not elsewhere

    def so_long(self, line: str, today: date) -> date | None:
        """Return since when somebody is here who tells for how long."""
        found = HOW_LONG.search(line)
        if not found or Move.HERE not in self.kinds_in(line):
            return None
        groups = {key: value for key, value in found.groupdict().items() if value}
        count = number_of(groups["count"]) if "count" in groups else 1
        unit = next(name for name in UNITS if name in groups)
        ago = relativedelta(**{unit: count or 1})  # type: ignore[arg-type]
        return today - ago if unit != "years" or (count or 1) < 20 else None


@dataclass(frozen=True, slots=True)
class Part:
    """A clause: the kinds of moves in it, and its days.

    `since`: a day from which on something lasts. `astray`: the move is to or from another place than here.
    """

    kinds: tuple[Move, ...]
    dates: tuple[FoundDate, ...]
    since: bool = False
    astray: bool = False


def part(line: str, bounds: tuple[int, int], dates: Sequence[FoundDate], kinds_of: KindsIn) -> Part:
    start, end = bounds
    inside = tuple(found for found in dates if start <= found.start < end)
    words = line[start:end]
    for found in inside:
        words = words.replace(line[found.start : found.end], " ", 1)
    since = any(SINCE_BEFORE.search(line, start, found.start) or SINCE_AFTER.match(line, found.end) for found in inside)
    kinds = kinds_of(words)
    return Part(kinds, inside, since=since, astray=is_astray(kinds, words))


def last(spans: Sequence[tuple[int, int]]) -> int:
    return max(end for _, end in spans)


def is_astray(kinds: tuple[Move, ...], words: str) -> bool:
    """Tell whether somebody came to another place, or went out of one: which way they crossed our border is unclear."""
    came = bool({Move.ENTRY, Move.WILL_ENTER} & set(kinds)) and bool(TO_ELSEWHERE.search(words))
    went = bool({Move.EXIT, Move.WILL_LEAVE} & set(kinds)) and bool(FROM_ELSEWHERE.search(words))
    return came or went


def doubtful(dates: Sequence[FoundDate]) -> Doubt | None:
    for found in dates:
        if found.read.fault:
            return Doubt.IMPOSSIBLE
        if found.read.choices and found.written is None:
            return Doubt.AMBIGUOUS
    return None


def without(line: str, dates: Sequence[FoundDate]) -> str:
    for found in reversed(dates):
        line = line[: found.start] + " " + line[found.end :]
    return line


def bare(line: str, dates: Sequence[FoundDate]) -> bool:
    """Tell whether a text holds nothing but days and words that join them."""
    return len(dates) > 1 and not re.search(r"[a-zа-я]{2,}", CONNECTOR.sub(" ", without(line, dates)))


def joined(line: str, first: FoundDate, second: FoundDate) -> bool:
    between = line[first.end : second.start]
    return bool(TO.fullmatch(between) or (CASE.fullmatch(between) and UNTIL.match(line, second.end)))


def half_day(day: int, found: FoundDate) -> FoundDate:
    """Return the first day of "3–20 March", which shares the month and the year of the second."""
    if found.written:
        return replace(found, written=Written(day, found.written.month), read=ReadDate())
    assert found.read.day, "doubtful days are sorted out before"
    try:
        return replace(found, read=ReadDate(found.read.day.replace(day=day)))
    except ValueError:
        return found


def in_order(first: FoundDate, second: FoundDate, today: date) -> tuple[date, date]:
    """Return both days; the second may lie ahead where it has no year and would else come before the first."""
    start, end = past(first, today), past(second, today)
    if end < start and second.written:
        end = settled(second.written, start, Expect.FUTURE).day or end
    if end < start and first.written:
        start = settled(first.written, end, Expect.PAST).day or start
    return start, end


def past(found: FoundDate, today: date) -> date:
    """Return the latest such day up to today: what happened has happened."""
    return found.read.day or found.read.choices[0] if found.read != ReadDate() else latest(found, today)


def latest(found: FoundDate, today: date) -> date:
    assert found.written, "only a day without a year is settled later"
    read = settled(found.written, today, Expect.PAST)
    return read.day or (read.choices[0] if read.choices else today)


def clauses(line: str, dates: Sequence[FoundDate], kinds_in: KindsIn) -> Iterator[tuple[int, int]]:
    """Yield the bounds of clauses. One with several days is cut between them, on the side where no move stands."""
    start = 0
    for stop in (*BREAK.finditer(line), None):
        if stop and any(date.start < stop.end() and stop.start() < date.end for date in dates):
            continue
        end = stop.start() if stop else len(line)
        yield from cut(line, start, end, dates, kinds_in)
        start = stop.end() if stop else end


def cut(line: str, start: int, end: int, dates: Sequence[FoundDate], kinds_in: KindsIn) -> Iterator[tuple[int, int]]:
    inside = [date for date in dates if start <= date.start < end]
    if len(inside) < 2:
        yield start, end
        return
    verb_first = bool(kinds_in(line[start : inside[0].start]))
    cuts = [date.end for date in inside[:-1]] if verb_first else [date.start for date in inside[1:]]
    yield from zip((start, *cuts), (*cuts, end), strict=True)


def matched(parts: Sequence[Part], today: date) -> Iterator[tuple[Move, date]]:
    """Yield the moves with their days. A day without a move takes that of the clause before or after it."""
    waiting: Move | None = None
    day: FoundDate | None = None
    for part in parts:
        kind = part.kinds[-1] if part.kinds else None
        if part.dates:
            if kind and waiting and kind is not waiting:
                yield kind, date.min  # "came and left on …": which day is whose?
            kind, waiting, day = kind or waiting, None, None
            if kind is None:
                day = part.dates[0]
            elif kind is not Move.HERE or part.since:
                yield from ((kind, when(kind, found, today)) for found in part.dates[:1])
        elif kind and day:
            yield kind, when(kind, day, today)
            day = None
        elif kind:
            waiting = kind


def when(kind: Move, found: FoundDate, today: date) -> date:
    if kind in PAST_KINDS or found.written is None:
        return past(found, today)
    return settled(found.written, today, Expect.FUTURE).day or past(found, today)
