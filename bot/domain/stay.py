"""How long somebody may stay: days used, last lawful day, next entry, breaches, and which limit binds.

Pure functions of trips, limits and a day. The count looks back from the day checked (decree No. 1146); the entry day
and the exit day both count, which is the safe reading of a rule that names neither. Cost: sorting the trips, then
binary searches, so it does not grow with the years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.period import FIRST_DAY, LAST_DAY, Days, Span, merged, without
from bot.domain.rules import Binding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.domain.rules import Regime, Rule


ONE_DAY = timedelta(days=1)


class Status(StrEnum):
    OK = "ok"
    LAST_DAY = "last_day"
    OVERSTAY = "overstay"
    ABROAD = "abroad"


class TripFault(StrEnum):
    REVERSED = "reversed"
    TWO_OPEN = "two_open"


class TripError(ValueError):
    """Trips that cannot be: left before entering, or in the country twice. `fault` says which."""

    def __init__(self, fault: TripFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, order=True)
class Trip:
    """A visit. Without an exit the person is still in the country."""

    entry: date
    exit: date | None = None

    def __post_init__(self) -> None:
        if self.exit is not None and self.exit < self.entry:
            raise TripError(TripFault.REVERSED)


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """Days of presence beyond a limit, one after the other."""

    start: date
    end: date
    binding: Binding


@dataclass(frozen=True, slots=True)
class Stay:
    """The answer for one day.

    `used`: days of presence that count in the window that ends today. `last_day`: the last lawful day of a stay without
    a break (abroad: of a visit that begins today); in an overstay the last lawful day of this visit; None if there is
    none or no end. `days_left`: lawful days after today, None without an end. `next_entry`: abroad, the first day from
    today on which entering is lawful; `next_last_day`: the last lawful day of a visit that begins then. `binding`: what
    makes the day after the last lawful one unlawful. `visit`: the entry day of the present visit.
    """

    today: date
    used: int
    status: Status
    last_day: date | None
    days_left: int | None
    next_entry: date | None
    next_last_day: date | None
    binding: Binding | None
    visit: date | None

    @property
    def present(self) -> bool:
        return self.status is not Status.ABROAD


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
        spans = merged(span for trip in self.trips if (span := span_of(trip)).start >= self.first_day).spans
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


def assess(trips: Sequence[Trip], regime: Regime, today: date) -> Stay:
    """Return where somebody stands today. Trips may touch, overlap, lie ahead and come in any order.

    Raises `TripError` if two trips are open.
    """
    if sum(trip.exit is None for trip in trips) > 1:
        raise TripError(TripFault.TWO_OPEN)
    if visit := visit_on(trips, today):
        return while_here(trips, regime, today, visit.entry)
    return while_abroad(Count(recent(trips, regime, today), regime), today)


def recent(trips: Sequence[Trip], regime: Regime, since: date) -> tuple[Trip, ...]:
    """Return the trips that a window on or after a day can still see."""
    longest = max((rule.window or 0 for rule in regime.rules), default=0)
    oldest = date.fromordinal(max(since.toordinal() - longest, FIRST_DAY))
    return tuple(trip for trip in trips if trip.exit is None or trip.exit >= oldest)


def visit_on(trips: Sequence[Trip], today: date) -> Trip | None:
    """Return the visit that goes on today: of several, the one that ends last, then the one that began first."""
    here = [trip for trip in trips if trip.entry <= today and (trip.exit is None or today <= trip.exit)]
    return max(here, key=lambda trip: (trip.exit or date.max, -trip.entry.toordinal()), default=None)


def while_here(trips: Sequence[Trip], regime: Regime, today: date, entry: date) -> Stay:
    visit = Trip(entry)
    count = Count((*recent(trips, regime, entry), visit), regime)
    day = today.toordinal()
    wrong = count.wrong(day, entry.toordinal())
    if wrong is None:
        last, binding = count.last_lawful(day, entry.toordinal())
        status = Status.LAST_DAY if last == today else Status.OK
        left = (last - today).days if last else None
        return Stay(today, count.used(day), status, last, left, None, None, binding, entry)
    over = last_run(tuple(count.breaches(visit, today)))
    last = over.start - ONE_DAY if over.start > entry else None
    return Stay(today, count.used(day), Status.OVERSTAY, last, 0, None, None, over.binding, entry)


def last_run(breaches: Sequence[Breach]) -> Breach:
    """Return the first of the breaches that follow each other without a lawful day up to the last one."""
    run = breaches[-1]
    for earlier in reversed(breaches[:-1]):
        if earlier.end + ONE_DAY != run.start:
            break
        run = earlier
    return run


def while_abroad(count: Count, today: date) -> Stay:
    day = today.toordinal()
    entry = count.next_entry(day)
    last = None
    binding: Binding | None = count.wrong_to_enter(day)
    if entry is not None:
        after = Count((*count.trips, Trip(date.fromordinal(entry))), count.regime)
        last, ends_by = after.last_lawful(entry, entry)
        binding = binding or ends_by
    now = last if entry == day else None
    left = (now - today).days if now else (None if entry == day else 0)
    enters = None if entry is None else date.fromordinal(entry)
    return Stay(today, count.used(day), Status.ABROAD, now, left, enters, last, binding, None)


def past_breaches(trips: Sequence[Trip], regime: Regime, today: date) -> tuple[Breach, ...]:
    """Return every run of unlawful days up to today, in order."""
    count = Count(tuple(trips), regime)
    return tuple(sorted({breach for trip in trips for breach in count.breaches(trip, today)}))


def latest_exit(trips: Sequence[Trip], regime: Regime, today: date) -> date | None:
    """Return the last day of the present visit that is lawful and leaves all trips that lie ahead lawful.

    None without a present visit, without trips ahead, without an end, or if these trips break a limit in any case.
    """
    ahead = tuple(trip for trip in trips if trip.entry > today)
    visit = visit_on(trips, today)
    last = assess(trips, regime, today).last_day if visit and ahead else None
    if visit is None or last is None or last < today:
        return None
    others = tuple(trip for trip in trips if trip is not visit)
    bound = min(last, *(trip.entry for trip in ahead)).toordinal()

    def spoils(day: int) -> bool:
        count = Count((*others, Trip(visit.entry, date.fromordinal(day))), regime)
        return any(any(count.breaches(trip, trip.exit or date.max)) for trip in ahead)

    if spoils(today.toordinal()):
        return None
    spoilt = first(Span(today.toordinal(), bound), spoils)
    return date.fromordinal(bound if spoilt is None else spoilt - 1)


def span_of(trip: Trip) -> Span:
    return Span(trip.entry.toordinal(), (trip.exit or date.max).toordinal())


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
