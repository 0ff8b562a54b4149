"""Moments of a person's day: the hour at which they want to hear of deadlines, the hours at which they do not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which clocks of a zone show an hour of a day.

    An hour that the clocks skip is moved on by as much as they skip, one that they show twice is taken the first time.
    """
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def is_quiet(now: datetime, quiet: tuple[int, int] | None, zone: ZoneInfo) -> bool:
    """Tell whether a moment lies in the quiet hours: from the first hour on, before the second one."""
    if quiet is None or quiet[0] == quiet[1]:
        return False
    start, end = quiet
    hour = now.astimezone(zone).hour
    return start <= hour < end if start < end else hour >= start or hour < end


def after_quiet(now: datetime, quiet: tuple[int, int], zone: ZoneInfo) -> datetime:
    """Return the end, in UTC, of the quiet hours that a moment lies in."""
    here = now.astimezone(zone)
    day = here.date() if here.hour < quiet[1] else here.date() + ONE_DAY
    return moment(day, quiet[1], zone)
