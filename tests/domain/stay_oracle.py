"""How long somebody may stay, counted the slow way: every day by itself, with sets of dates.

An oracle for `bot.domain.stay`, written from the decree and the contracts. It shares no counting with what it judges
and trusts nothing that the quick code trusts: no ordinals, no spans, no binary search.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.domain.rules import Binding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from bot.domain.rules import Regime, Rule

Visit: TypeAlias = tuple[date, date | None]

DAY = timedelta(days=1)


class Expected(NamedTuple):
    used: int
    status: str
    last_day: date | None
    days_left: int | None
    next_entry: date | None
    next_last_day: date | None
    binding: Binding | None
    visit: date | None


def days(start: date, end: date) -> Iterator[date]:
    for shift in range((end - start).days + 1):
        yield start + shift * DAY


class Oracle:
    """Trips (entry, exit or None), a regime and today. Nothing changes any more after `horizon`."""

    def __init__(self, trips: Sequence[Visit], regime: Regime, today: date) -> None:
        self.trips = list(trips)
        self.regime = regime
        self.today = today
        self.covered = {day for cover in regime.covers for day in days(cover.start, cover.end)}
        self.since = min((rule.since for rule in regime.rules), default=date.min)
        named = [today, *self.covered]
        named += [day for trip in trips for day in trip if day]
        named += [day for rule in regime.rules for day in (rule.since, rule.until) if day not in {date.min, date.max}]
        window = max((rule.window or 0 for rule in regime.rules), default=0)
        visit = max((rule.per_visit or 0 for rule in regime.rules), default=0)
        self.horizon = max(named) + (2 * window + visit + 5) * DAY

    def present(self, trips: Sequence[Visit]) -> set[date]:
        """Return the days that count: of visits begun under a rule, without the days of a document."""
        judged = [(entry, end or self.horizon) for entry, end in trips if entry >= self.since]
        return {day for entry, end in judged for day in days(entry, end)} - self.covered

    def rule(self, day: date) -> Rule | None:
        return next((rule for rule in self.regime.rules if rule.since <= day <= rule.until), None)

    def used(self, day: date, present: AbstractSet[date]) -> int:
        rule = self.rule(day)
        window = (rule and rule.window) or 0
        return sum(day - shift * DAY in present for shift in range(window))

    def wrong(self, day: date, entry: date, present: AbstractSet[date]) -> Binding | None:
        """Return what makes a day of a visit that began on `entry` unlawful."""
        if day in self.covered:
            return None
        if not self.regime.rules:
            return Binding.DOCUMENT
        rule = self.rule(day)
        if rule is None or entry < self.since:
            return None
        if rule.limit is not None and self.used(day, present) > rule.limit:
            return Binding.WINDOW
        if rule.per_visit is not None and (day - entry).days + 1 > rule.per_visit:
            return Binding.VISIT
        return None

    def visit(self) -> Visit | None:
        """Return the visit of today: of several, the one that ends last, then the one that began first."""
        here = [trip for trip in self.trips if trip[0] <= self.today <= (trip[1] or self.horizon)]
        return min(here, key=lambda trip: (-(trip[1] or self.horizon).toordinal(), trip[0]), default=None)

    def end_of(self, day: date, entry: date) -> tuple[date | None, Binding | None]:
        """Return the last lawful day of a visit that goes on from a lawful day without a break, and what ends it."""
        present = self.present([*self.trips, (entry, None)])
        while day < self.horizon:
            if binding := self.wrong(day + DAY, entry, present):
                return day, binding
            day += DAY
        return None, None

    def assess(self) -> Expected:
        visit = self.visit()
        return self.here(visit[0]) if visit else self.abroad()

    def here(self, entry: date) -> Expected:
        present = self.present([*self.trips, (entry, None)])
        used = self.used(self.today, present)
        if not self.wrong(self.today, entry, present):
            last, binding = self.end_of(self.today, entry)
            left = (last - self.today).days if last else None
            return Expected(used, "ok" if left != 0 else "last_day", last, left, None, None, binding, entry)
        day = self.today
        while day >= entry and self.wrong(day, entry, present):
            day -= DAY
        last = day if day >= entry else None
        return Expected(used, "overstay", last, 0, None, None, self.wrong(day + DAY, entry, present), entry)

    def no_entry(self, day: date, present: AbstractSet[date]) -> Binding | None:
        """Entering is lawful if the entry day is lawful."""
        counts = day >= self.since and day not in self.covered
        return self.wrong(day, day, {*present, day} if counts else present)

    def abroad(self) -> Expected:
        present = self.present(self.trips)
        used = self.used(self.today, present)
        refused = self.no_entry(self.today, present)
        free = [day for day in days(self.today, self.horizon) if not self.no_entry(day, present)][:1]
        entry = free[0] if free else None
        last, binding = self.end_of(entry, entry) if entry else (None, None)
        if refused:
            return Expected(used, "abroad", None, 0, entry, last, refused, None)
        left = (last - self.today).days if last else None
        return Expected(used, "abroad", last, left, entry, last, binding, None)

    def unlawful(self) -> set[tuple[date, Binding]]:
        """Return every unlawful day of every visit up to today, with what makes it so."""
        present = self.present(self.trips)
        return set(self.wrong_days(self.trips, present, lambda day: day <= self.today))

    def wrong_days(
        self, trips: Sequence[Visit], present: AbstractSet[date], asked: Callable[[date], bool] = bool
    ) -> Iterator[tuple[date, Binding]]:
        for entry, end in trips:
            for day in days(entry, end or self.horizon):
                if asked(day) and (binding := self.wrong(day, entry, present)):
                    yield day, binding

    def latest_exit(self) -> date | None:
        """Return the last of all exit days from today on with which nothing is unlawful, this visit's days included."""
        visit = self.visit()
        ahead = [trip for trip in self.trips if trip[0] > self.today]
        if not visit or not ahead or self.here(visit[0]).last_day is None:
            return None
        others = list(self.trips)
        others.remove(visit)
        good: list[date] = []
        for day in days(self.today, min(entry for entry, _ in ahead)):
            present = self.present([*others, (visit[0], day)])
            rest = any(self.wrong_days([(visit[0], day)], present, lambda each: each >= self.today))
            if not rest and not any(self.wrong_days(ahead, present)):
                good.append(day)
        return max(good, default=None)
