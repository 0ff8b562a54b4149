"""The day of presence that makes a tax resident. Days of arrival and departure both count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.period import merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.trips import Trip

MONTHS_OF_YEAR = 12


def resident_from(trips: Sequence[Trip], visit: Trip, days: int, months: int) -> date | None:
    """Return the first day of a visit on which the `months` that end on it hold `days` days of presence.

    None if the visit ends before. Someone who has not left is taken to stay.
    """
    present = merged(trip.span for trip in trips if trip.entry <= visit.entry)
    for number in range(days):
        day = visit.entry + timedelta(days=number)
        if visit.exit is not None and day > visit.exit:
            return None
        before = present.until(day.toordinal()) - days
        if before >= 0 and present.nth(before + 1) > months_before(day, months).toordinal():
            return day
    return None


def months_before(day: date, months: int) -> date:
    """Return the day with the same number so many months before; in a shorter month its last day."""
    years, index = divmod(day.year * MONTHS_OF_YEAR + day.month - 1 - months, MONTHS_OF_YEAR)
    first = date(years, index + 1, 1)
    following = date(years + index // 11, (index + 1) % MONTHS_OF_YEAR + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)
