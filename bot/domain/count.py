"""Days of presence measured by the limits of a regime: which day of a visit is unlawful, and why.

All searches are binary: within a stretch of days that one version of the rules governs and no document covers, what is
wrong with a visit stays wrong, because every further day of presence adds a day to the window and frees at most one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.period import FIRST_DAY, LAST_DAY, Days, Span, merged, without
from bot.domain.rules import Binding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.domain.rules import Regime, Rule
    from bot.domain.trips import Trip


class Breach(NamedTuple):
    """Days of presence beyond a limit, one after the other."""

    start: date
    end: date
    binding: Binding


@dataclass(frozen=True)
class Count:
    """Trips measured by a regime. Build one, ask it many things."""

    trips: tuple[Trip, ...]
    regime: Regime

    @cached_property
    def covered(self) -> Days:
        return merged(Span(cover.start.toordinal(), cover.end.toordinal()) for cover in self.regime.covers)

    @cached_property
    def counted(self) -> Days:
        """Days of presence that count: those of no document, of visits that began under a rule."""
        present = merged(span for trip in self.trips if (span := trip.span).start >= self.first_day)
        if not self.covered.spans:
            return present
        return Days(tuple(part for span in present.spans for part in without(span, self.covered)))

    @cached_property
    def first_day(self) -> int:
        """The first day of the first rule: earlier visits are judged by none."""
        return min((since for since, _, _ in self.versions), default=FIRST_DAY)

    @cached_property
    def versions(self) -> tuple[tuple[int, int, Rule], ...]:
        """The rules with their first and last day."""
        return tuple((rule.since.toordinal(), rule.until.toordinal(), rule) for rule in self.regime.rules)

    @cached_property
    def stretches(self) -> tuple[tuple[int, int, Rule | None], ...]:
        """The days without a document, in order, cut by the versions of the rules. Without a rule no day is lawful."""
        versions = self.versions or ((FIRST_DAY, LAST_DAY, None),)
        cut = ((*bare, rule) for since, until, rule in versions for bare in without(Span(since, until), self.covered))
        return tuple(sorted(cut, key=itemgetter(0)))

    @cached_property
    def stretch_ends(self) -> tuple[int, ...]:
        return tuple(end for _, end, _ in self.stretches)

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, Rule | None]]:
        """Yield what some days share with each stretch. In such a part of a visit, what is wrong stays wrong."""
        for index in range(bisect_left(self.stretch_ends, start), len(self.stretches)):
            since, until, rule = self.stretches[index]
            if since > end:
                break
            yield max(start, since), min(end, until), rule

    def rule_on(self, day: int) -> Rule | None:
        for since, until, rule in self.versions:
            if since <= day <= until:
                return rule
        return None

    def used(self, day: int) -> int:
        rule = self.rule_on(day)
        return self.counted.count(day - rule.window + 1, day) if rule and rule.window else 0

    def wrong(self, day: int, entry: int) -> Binding | None:
        """Return what makes a day of a visit unlawful, None if nothing does."""
        if day in self.covered:
            return None
        if not self.regime.rules:
            return Binding.DOCUMENT
        rule = self.rule_on(day)
        if rule is None or entry < self.first_day:
            return None
        if rule.limit is not None and self.used(day) > rule.limit:
            return Binding.WINDOW
        if rule.per_visit is not None and day > entry + rule.per_visit - 1:
            return Binding.VISIT
        return None

    @cached_property
    def overdrawn(self) -> Days:
        """The days that count of which the window holds too many."""
        return merged(
            Span(max(start, since), min(end, until))
            for since, until, rule in self.versions
            if rule.limit is not None and rule.window is not None
            for start, end in crowded(self.counted, rule.limit, rule.window)
            if start <= until and since <= end
        )

    def breaches(self, trip: Trip, until: date) -> Iterator[Breach]:
        """Yield the unlawful days of a visit up to a day, as runs of one binding each."""
        entry = trip.entry.toordinal()
        if entry < self.first_day:
            return
        for start, end, rule in self.parts(entry, min(trip.exit or date.max, until).toordinal()):
            if rule is None:
                yield Breach(date.fromordinal(start), date.fromordinal(end), Binding.DOCUMENT)
                continue
            run = self.overdrawn.span_at(end)
            over = max(run.start, start) if run else end + 1
            late = over if rule.per_visit is None else max(entry + rule.per_visit, start)
            if late < over:
                yield Breach(date.fromordinal(late), date.fromordinal(over - 1), Binding.VISIT)
            if run:
                yield Breach(date.fromordinal(over), date.fromordinal(end), Binding.WINDOW)

    def last_lawful(self, day: int, entry: int) -> tuple[date | None, Binding | None]:
        """Return the last lawful day of a visit that goes on without a break, and what ends it. None: no end."""
        for start, end, _ in self.parts(day, LAST_DAY):
            wrong = first(Span(start, end), lambda day: self.wrong(day, entry) is not None)
            if wrong is not None:
                return date.fromordinal(wrong - 1), self.wrong(wrong, entry)
        return None, None

    def wrong_to_enter(self, day: int) -> Binding | None:
        """Return what forbids a visit to begin on a day."""
        if day in self.covered:
            return None
        if not self.regime.rules:
            return Binding.DOCUMENT
        return Binding.WINDOW if self.excess(day) > 0 else None

    def excess(self, day: int) -> int:
        """Return by how many days the window would be overdrawn if somebody were here on a day."""
        rule = self.rule_on(day)
        if rule is None or rule.limit is None or rule.window is None:
            return 0
        return self.counted.count(day - rule.window + 1, day - 1) + 1 - rule.limit

    def next_entry(self, day: int) -> int | None:
        """Return the first day from a day on which a visit may begin."""
        bounds = [span.start for span in self.covered.spans]
        bounds += [bound for since, until, _ in self.versions for bound in (since, until + 1)]
        while day <= LAST_DAY:
            if self.wrong_to_enter(day) is None:
                return day
            day = min([self.not_before(day), *(bound for bound in bounds if bound > day)])
        return None

    def not_before(self, day: int) -> int:
        """Return a day before which it stays wrong to enter as long as rules and documents stay the same.

        Nothing gets better while somebody is here, and the oldest days must leave the window first. Where no day is
        allowed none ever comes.
        """
        rule = self.rule_on(day)
        if rule is None or not rule.limit or rule.window is None:
            return LAST_DAY + 1
        oldest = self.counted.until(day - rule.window)
        freed = self.counted.nth(oldest + self.excess(day)) + rule.window
        stay = self.counted.span_at(day)
        return max(freed, stay.end + 2) if stay else freed


def first(span: Span, wrong: Callable[[int], bool]) -> int | None:
    """Return the first day of a span that is wrong, given that all days after a wrong one are wrong."""
    if not wrong(span.end):
        return None
    low, high = span.start, span.end
    while low < high:
        middle = (low + high) // 2
        if wrong(middle):
            high = middle
        else:
            low = middle + 1
    return low


def crowded(days: Days, limit: int, window: int) -> Iterator[tuple[int, int]]:
    """Yield, as runs, the days of a set that have more than `limit` of its days in the window that ends on them.

    Two walks through the set, the second one `limit` days behind: it is crowded where both lie within one window.
    """
    behind, late, last = iter(days.spans), 0, -1
    rest = limit
    for start, end in days.spans:
        day = start + rest
        rest = max(day - end - 1, 0)
        while day <= end:
            if late > last:
                late, last = next(behind)
            run = min(end - day, last - late)
            if day - late < window:
                yield day, day + run
            day, late = day + run + 1, late + run + 1
