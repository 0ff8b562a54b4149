"""How long somebody may stay: days used, last lawful day, next entry, breaches, and which limit binds.

Pure functions of trips, limits and a day. The count looks back from the day checked (decree No. 1146); the entry day
and the exit day both count, which is the safe reading of a rule that names neither. Cost: sorting the trips, then
binary searches, so it does not grow with the years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.count import Breach, Count, first
from bot.domain.period import FIRST_DAY, LAST_DAY, Span
from bot.domain.trips import Trip, TripError, TripFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.rules import Binding, Regime


ONE_DAY = timedelta(days=1)


class Status(StrEnum):
    OK = "ok"
    LAST_DAY = "last_day"
    OVERSTAY = "overstay"
    ABROAD = "abroad"


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
    oldest = date.fromordinal(max(since.toordinal() - longest_window(regime), FIRST_DAY))
    return tuple(trip for trip in trips if trip.exit is None or trip.exit >= oldest)


def longest_window(regime: Regime) -> int:
    return max((rule.window or 0 for rule in regime.rules), default=0)


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
    """Return every run of unlawful days up to today, in order, visit by visit: where visits overlap, so may runs."""
    begun = tuple(trip for trip in trips if trip.entry <= today)
    count = Count(begun, regime)
    return tuple(sorted(dict.fromkeys(breach for trip in begun for breach in count.breaches(trip, today))))


def latest_exit(trips: Sequence[Trip], regime: Regime, today: date) -> date | None:
    """Return the last day of the present visit that is lawful and leaves all trips that lie ahead lawful.

    None abroad, in an overstay, without trips ahead, without an end, or if these trips break a limit in any case.
    """
    ahead = tuple(trip for trip in trips if trip.entry > today)
    visit = visit_on(trips, today)
    last = assess(trips, regime, today).last_day if visit and ahead else None
    if visit is None or last is None or last < today:
        return None

    def spoils(day: int, others: Sequence[Trip]) -> bool:
        count = Count((*others, Trip(visit.entry, date.fromordinal(day))), regime)
        return any(any(count.breaches(trip, date.max)) for trip in others if trip.entry > today)

    others = tuple(trip for trip in recent(trips, regime, today) if trip is not visit)
    if spoils(today.toordinal(), others):
        return None
    bound = min(last, *(trip.entry for trip in ahead)).toordinal()
    # Days further than a window after the exit are alike whichever day it is.
    reach = date.fromordinal(min(bound + longest_window(regime), LAST_DAY))
    near = tuple(trip for trip in others if trip.entry <= reach)
    spoilt = first(Span(today.toordinal(), bound), lambda day: spoils(day, near))
    return date.fromordinal(bound if spoilt is None else spoilt - 1)
