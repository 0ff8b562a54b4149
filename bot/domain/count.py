"""Days of presence measured by the limits of a regime: which day of a visit is unlawful, and why.

All searches are binary: within a part of a visit, between the bounds of documents and rules, what is wrong stays wrong,
because every further day of presence adds a day to the window and frees at most one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.period import FIRST_DAY, LAST_DAY, Days, Span, merged, without
from bot.domain.rules import Binding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.domain.rules import Regime, Rule
    from bot.domain.trips import Trip


@dataclass(frozen=True, slots=True, order=True)
class Breach:
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
        spans = merged(span for trip in self.trips if (span := trip.span).start >= self.first_day).spans
        return Days(tuple(part for span in spans for part in without(span, self.covered)))

    @cached_property
    def first_day(self) -> int:
        """The first day of the first rule: earlier visits are judged by none."""
        return min((since for since, _, _ in self.versions), default=FIRST_DAY)

    @cached_property
    def versions(self) -> tuple[tuple[int, int, Rule], ...]:
        """The rules with their first and last day."""
        return tuple((rule.since.toordinal(), rule.until.toordinal(), rule) for rule in self.regime.rules)

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

    def breaches(self, trip: Trip, until: date) -> Iterator[Breach]:
        """Yield the unlawful days of a visit up to a day, as runs of one binding each."""
        end = min(trip.exit or date.max, until).toordinal()
        entry = trip.entry.toordinal()
        for part in self.parts(Span(entry, end)) if entry <= end else ():
            start = self.first_wrong(part, entry)
            while start is not None:
                binding = self.wrong(start, entry)
                assert binding, "the first wrong day is wrong"
                stop = first(Span(start, part.end), self.other_than(binding, entry))
                last = part.end if stop is None else stop - 1
                yield Breach(date.fromordinal(start), date.fromordinal(last), binding)
                start = stop

    def other_than(self, binding: Binding, entry: int) -> Callable[[int], bool]:
        return lambda day: self.wrong(day, entry) is not binding

    def parts(self, span: Span) -> Iterator[Span]:
        """Cut a span at the bounds of documents and rules. In a part of a visit, what is wrong stays wrong."""
        for bare in without(span, self.covered):
            start = bare.start
            for cut in sorted(cut for since, until, _ in self.versions for cut in (since, until + 1)):
                if start < cut <= bare.end:
                    yield Span(start, cut - 1)
                    start = cut
            yield Span(start, bare.end)

    def first_wrong(self, part: Span, entry: int) -> int | None:
        return first(part, lambda day: self.wrong(day, entry) is not None)

    def last_lawful(self, day: int, entry: int) -> tuple[date | None, Binding | None]:
        """Return the last lawful day of a visit that goes on without a break, and what ends it. None: no end."""
        for part in self.parts(Span(day, LAST_DAY)):
            wrong = self.first_wrong(part, entry)
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
        if rule is None or rule.limit is None:
            return 0
        return self.used(day) + (day not in self.counted) - rule.limit

    def next_entry(self, day: int) -> int | None:
        """Return the first day from a day on which a visit may begin. Each day can free at most one day of a window.

        A whole window after the last change (a stay without an end changes nothing more once it began) all days are
        alike, so the search ends there.
        """
        bounds = [span.start for span in self.covered.spans]
        bounds += [bound for since, until, _ in self.versions for bound in (since, until + 1) if bound <= LAST_DAY]
        stays = (span.start if span.end == LAST_DAY else span.end for span in self.counted.spans)
        last = max([day, *bounds, *stays])
        end = min(last + max((rule.window or 0 for rule in self.regime.rules), default=0), LAST_DAY)
        while day <= end:
            if self.wrong_to_enter(day) is None:
                return day
            step = max(self.excess(day), 1) if self.regime.rules else end
            day = min([day + step, *(bound for bound in bounds if bound > day)])
        return None


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
