"""What each button about reminders changes in a person's wishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.remind.address import (
    About,
    AtHour,
    DeleteOwn,
    Discreet,
    Done,
    InAnHour,
    InZone,
    Offsets,
    QuietHours,
    Switch,
    SwitchKind,
    Tomorrow,
)
from bot.domain.remind.hours import moment
from bot.domain.remind.wishes import Later, with_done, with_kind, with_later, with_offset, without_own

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.remind.address import RemindScreen
    from bot.domain.remind.wishes import Wishes

ONE_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


def edit_of(address: RemindScreen, now: datetime, home: ZoneInfo) -> Callable[[Wishes], Wishes] | None:
    """Return what a button changes, None for one that only shows. `home` is the zone of who has chosen none."""
    match address:
        case InAnHour(targets):
            return lambda wishes: with_later(wishes, Later(now + AN_HOUR, targets))
        case Tomorrow(targets):
            return lambda wishes: with_later(wishes, Later(tomorrow(wishes, now, home), targets))
        case Done(target, done):
            return lambda wishes: with_done(wishes, target, done=done)
        case DeleteOwn(target):
            return lambda wishes: without_own(wishes, target.number)
        case AtHour() | QuietHours() | InZone() | Discreet():
            return how(address)
        case _:
            return which(address)


def which(address: RemindScreen) -> Callable[[Wishes], Wishes] | None:
    """Return a change of which deadlines are reminded of, and how long before."""
    match address:
        case Switch(on):
            return lambda wishes: replace(wishes, on=on)
        case About(kind):
            return lambda wishes: with_kind(replace(wishes, on=True), kind, on=True)
        case SwitchKind(kind, on):
            return lambda wishes: with_kind(replace(wishes, on=wishes.on or on), kind, on=on)
        case Offsets(kind, int() as days):
            return lambda wishes: with_offset(wishes, kind, days)
        case _:
            return None


def how(address: AtHour | QuietHours | InZone | Discreet) -> Callable[[Wishes], Wishes] | None:
    """Return a change of when and how a person is reminded."""
    match address:
        case AtHour(int() as hour):
            return lambda wishes: replace(wishes, hour=hour)
        case QuietHours((start, end)):
            return lambda wishes: replace(wishes, quiet=(start, end))
        case QuietHours(()):
            return lambda wishes: replace(wishes, quiet=None)
        case InZone(zone) if is_zone(zone):
            return lambda wishes: replace(wishes, zone=zone)
        case Discreet(on):
            return lambda wishes: replace(wishes, discreet=on)
        case _:
            return None


def tomorrow(wishes: Wishes, now: datetime, home: ZoneInfo) -> datetime:
    zone = wishes.zone_in(home)
    return moment(now.astimezone(zone).date() + ONE_DAY, wishes.hour, zone)


def is_zone(name: str) -> bool:
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
