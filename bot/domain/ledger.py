"""What a person told about their stays: whose passport, trips, papers, the last move. Edits are pure functions.

Trips of a ledger do not contradict each other: at most one is open, two share at most a border day, and no two begin on
one day, so that the day of entry names a trip.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.rules import Cover, Group
from bot.domain.trips import Trip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class PaperKind(StrEnum):
    VISA = "visa"
    TRP = "trp"
    PRP = "prp"
    PASSPORT = "passport"
    CARD = "card"
    POLICE = "police"
    """A certificate of no criminal record."""
    MEDICAL = "medical"


COVERING = frozenset({PaperKind.VISA, PaperKind.TRP, PaperKind.PRP})
"""Papers whose days are lawful and do not count in the visa-free limits."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its last day, and for those that cover a stay the first one."""

    kind: PaperKind
    end: date
    start: date | None = None

    @property
    def cover(self) -> Cover | None:
        if self.kind in COVERING and self.start is not None and self.start <= self.end:
            return Cover(self.start, self.end)
        return None


class Contradiction(StrEnum):
    """Why an edit is refused."""

    REVERSED = "reversed"
    """The exit is before the entry, the end of a paper before its start."""
    STILL_HERE = "still_here"
    """An entry while another trip is open."""
    NOT_HERE = "not_here"
    """An exit while no trip is open."""
    OVERLAP = "overlap"
    """Two trips share more than a border day."""
    TOO_FAR = "too_far"
    """A trip that lies years ahead: rather a slip of the pen."""
    TOO_MANY = "too_many"
    """More trips or papers than a ledger holds."""


class LedgerError(ValueError):
    """An edit that would contradict what is told already. `trip` is the trip in the way."""

    def __init__(self, fault: Contradiction, trip: Trip | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.trip = trip


MAX_TRIPS, MAX_PAPERS = 10_000, 50
MAX_AHEAD = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Trips and papers are in order. `moved_on` is the day of the last move to another address."""

    group: Group | None = None
    trips: tuple[Trip, ...] = ()
    papers: tuple[Paper, ...] = ()
    moved_on: date | None = None

    @property
    def covers(self) -> tuple[Cover, ...]:
        return tuple(cover for paper in self.papers if (cover := paper.cover))

    @property
    def open_trip(self) -> Trip | None:
        return next((trip for trip in self.trips if trip.exit is None), None)

    def trip_of(self, entry: date) -> Trip | None:
        return next((trip for trip in self.trips if trip.entry == entry), None)


def entered(ledger: Ledger, day: date, today: date) -> Ledger:
    """Begin a trip that has no exit yet. Raises `LedgerError` while another one is open."""
    here = ledger.open_trip
    if here is not None and here.entry != day:
        raise LedgerError(Contradiction.STILL_HERE, here)
    return ledger if ledger.trip_of(day) else put(ledger, (Trip(day),), today)


def left(ledger: Ledger, day: date, today: date) -> Ledger:
    """End the open trip. Raises `LedgerError` if none is open (with the last trip), or if it began later."""
    here = ledger.open_trip
    if here is None:
        last = next((trip for trip in reversed(ledger.trips) if trip.entry <= day), None)
        if last is not None and last.exit == day:
            return ledger
        raise LedgerError(Contradiction.NOT_HERE, last)
    if day < here.entry:
        raise LedgerError(Contradiction.REVERSED, here)
    return put(ledger, (Trip(here.entry, day),), today)


def put(ledger: Ledger, trips: Iterable[Trip], today: date) -> Ledger:
    """Add trips; one that begins on the day of a known trip takes its place.

    Raises `LedgerError` if trips would overlap or two would be open.
    """
    told = {trip.entry: trip for trip in ledger.trips} | {trip.entry: trip for trip in trips}
    return checked(replace(ledger, trips=tuple(sorted(told.values(), key=entry_of))), today)


def corrected(ledger: Ledger, entry: date, new: Trip, today: date) -> Ledger:
    """Replace the trip that began on a day; where there is none (any more), add the new one."""
    return put(without_trip(ledger, entry), (new,), today)


def without_trip(ledger: Ledger, entry: date) -> Ledger:
    return replace(ledger, trips=tuple(trip for trip in ledger.trips if trip.entry != entry))


def with_paper(ledger: Ledger, paper: Paper) -> Ledger:
    if paper.start is not None and paper.end < paper.start:
        raise LedgerError(Contradiction.REVERSED)
    papers = {*ledger.papers, paper}
    if len(papers) > MAX_PAPERS:
        raise LedgerError(Contradiction.TOO_MANY)
    return replace(ledger, papers=tuple(sorted(papers, key=lambda paper: (paper.end, paper.kind))))


def without_paper(ledger: Ledger, paper: Paper) -> Ledger:
    return replace(ledger, papers=tuple(other for other in ledger.papers if other != paper))


def checked(ledger: Ledger, today: date) -> Ledger:
    """Return the ledger if its trips do not contradict each other.

    An open trip is taken to last until today at least: planned trips may follow it.
    """
    if len(ledger.trips) > MAX_TRIPS:
        raise LedgerError(Contradiction.TOO_MANY)
    far = next((trip for trip in ledger.trips if end_of(trip, today) - today > MAX_AHEAD), None)
    if far is not None:
        raise LedgerError(Contradiction.TOO_FAR, far)
    still_open = [trip for trip in ledger.trips if trip.exit is None]
    if len(still_open) > 1:
        raise LedgerError(Contradiction.STILL_HERE, still_open[0])
    for before, trip in pairwise(ledger.trips):
        if trip.entry < end_of(before, today):
            raise LedgerError(Contradiction.OVERLAP, before)
    return ledger


def end_of(trip: Trip, today: date) -> date:
    return trip.exit or max(today, trip.entry)


def entry_of(trip: Trip) -> date:
    return trip.entry
