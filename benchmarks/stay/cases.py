"""Cases to measure the count of stays with: random ones for agreement, long ledgers for time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.domain.rules import Regime, Rule
from bot.domain.trips import Trip
from tests.domain.stay_oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = timedelta(days=1)
CENTRES = (
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 12, 31),
    date(2026, 6, 15),
    date(2028, 3, 1),
    date(2100, 2, 28),
)
"""Leap days and years without one (2100 has none), the turn of a year, an ordinary day."""
FIELDS = ("used", "status", "last_day", "days_left", "next_entry")
Visit: TypeAlias = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Case:
    today: date
    trips: tuple[Visit, ...]
    rule: Rule

    @property
    def line(self) -> dict[str, Any]:
        """The case as `stay --batch` reads it."""
        rule = {"limit": self.rule.limit, "window": self.rule.window, "per_visit": self.rule.per_visit}
        trips = [[entry.isoformat(), end and end.isoformat()] for entry, end in self.trips]
        return {"today": self.today.isoformat(), "trips": trips, "rule": rule}

    @property
    def expected(self) -> dict[str, Any]:
        """The answer by a count of every day."""
        told = Oracle(self.trips, Regime((self.rule,)), self.today).assess()
        answer = {name: getattr(told, name) for name in FIELDS} | {"present": told.visit is not None}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in answer.items()}

    def kinds(self) -> Iterator[str]:
        """Yield what is special about the case."""
        closed = [(entry, end) for entry, end in sorted(self.trips, key=lambda trip: trip[0]) if end]
        first = min([self.today, *(entry for entry, _ in self.trips)]) - (self.rule.window or 0) * DAY
        last = max([self.today, *(end or entry for entry, end in self.trips)])
        span = [first + number * DAY for number in range((last - first).days + 1)]
        found = {
            "90 days in 180": (self.rule.limit, self.rule.window) == (90, 180),
            "a limit for each visit": self.rule.per_visit is not None,
            "no day allowed": self.rule.limit == 0,
            "a limit as long as the window": self.rule.limit == self.rule.window,
            "an open trip": any(end is None for _, end in self.trips),
            "an open trip that lies ahead": any(end is None and entry > self.today for entry, end in self.trips),
            "a planned trip": any(end and entry > self.today for entry, end in self.trips),
            "trips that overlap": any(two[0] < one[1] for one, two in pairwise(closed)),
            "a border day shared by two trips": any(two[0] == one[1] for one, two in pairwise(closed)),
            "in and out on one day": any(entry == end for entry, end in self.trips),
            "a leap day": any((day.month, day.day) == (2, 29) for day in span),
            "the turn of a year": first.year != last.year,
        }
        yield from (name for name, holds in found.items() if holds)


def random_cases(number: int, seed: int) -> Iterator[Case]:
    chance = random.Random(seed)
    for _ in range(number):
        yield random_case(chance)


def random_case(chance: random.Random) -> Case:
    """One in four by the numbers of the decree, the others by small ones, where edges meet more often."""
    window = 180 if chance.random() < 0.25 else chance.randint(4, 30)
    limit = 90 if window == 180 else chance.choice((0, window, *[chance.randint(1, window)] * 8))
    per_visit = None if chance.random() < 0.5 else 30 if window == 180 else chance.randint(1, window)
    today = chance.choice(CENTRES) + chance.randint(-3, 3) * DAY
    trips: list[Visit] = []
    for _ in range(chance.randint(0, 6)):
        entry = today + chance.randint(-3 * window // 2, window // 2) * DAY
        if trips and chance.random() < 0.2:
            entry = chance.choice([end for _, end in trips if end])
        trips.append((entry, entry + chance.choice((0, chance.randint(0, window // 3))) * DAY))
    if chance.random() < 0.4:
        trips.append((today + chance.randint(-2 * window // 3, max(2, window // 12)) * DAY, None))
    chance.shuffle(trips)
    return Case(today, tuple(trips), Rule(limit, window, per_visit))


@dataclass(frozen=True, slots=True)
class Shape:
    """A ledger of `length` days each, one every `every` days."""

    name: str
    length: int
    every: int

    def ledger(self, number: int, start: date) -> tuple[tuple[Trip, ...], date]:
        """Return trips, and a day of one of them; a tenth of the trips lies ahead."""
        entries = [start + index * self.every * DAY for index in range(number)]
        trips = tuple(Trip(entry, entry + (self.length - 1) * DAY) for entry in entries)
        return trips, entries[number * 9 // 10 - 1]


SHAPES = (
    Shape("scattered", 1, 3),
    Shape("scattered, all too many", 2, 3),
    Shape("dense, border days shared", 3, 2),
)
