"""Deadlines and notices of a person, counted by the facts of the content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.duties import KEPT_LATE
from bot.domain.remind.hours import after_quiet, is_quiet
from bot.domain.remind.plan import change_of, notices, shifted, target_of, wanted
from bot.domain.remind.wishes import Moved, Wishes, tidied
from bot.library.duties import all_duties
from bot.library.limits import NEEDED
from bot.storage.kept import Kept, Planned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.domain.duties import Duty
    from bot.domain.fact import Fact
    from bot.domain.remind.plan import Notice

SHORTLY = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Planner:
    """`home` is the zone of Kazakhstan, in whose days the law counts. `rules` marks the facts that are counted by."""

    facts: Mapping[str, Fact]
    home: ZoneInfo
    rules: str

    def today(self, now: datetime) -> date:
        return now.astimezone(self.home).date()

    def zone_of(self, wishes: Wishes) -> ZoneInfo:
        return ZoneInfo(wishes.zone) if wishes.zone else self.home

    def duties(self, kept: Kept, today: date) -> tuple[Duty, ...]:
        """Return all deadlines of a person, those of their own among them, that lie ahead or have passed lately."""
        return all_duties(kept.ledger, kept.wishes, self.facts, today)

    def notices(self, kept: Kept, now: datetime) -> tuple[Notice, ...]:
        today, zone = self.today(now), self.zone_of(kept.wishes)
        return (
            *notices(self.duties(kept, today), kept.wishes, zone),
            *change_of(kept.ledger, kept.wishes, today, self.home),
        )

    def plan(self, after: Kept, now: datetime) -> Planned:
        """Plan what follows from a change that the person made, and has seen on the screen."""
        today = self.today(now)
        wishes = tidied(after.wishes, today - KEPT_LATE)
        told = tuple(map(target_of, wanted(self.duties(replace(after, wishes=wishes), today), wishes)))
        kept = replace(after, wishes=replace(wishes, told=told))
        return Planned(kept, self.notices(kept, now), self.rules)

    def plan_anew(self, kept: Kept, now: datetime) -> Planned:
        """Plan the same dates by rules that have changed; deadlines that moved are to be told."""
        planned = self.plan(kept, now)
        wishes, today = planned.kept.wishes, self.today(now)
        old = [target for target in kept.wishes.told if target.day >= today]
        changes = shifted(old, wishes.told)
        if not changes:
            return planned
        at = self.undisturbed(now + SHORTLY, wishes)
        moved = tuple(Moved(at, target, day) for target, day in changes)
        telling = replace(planned.kept, wishes=replace(wishes, moved=(*wishes.moved, *moved)))
        return Planned(telling, self.notices(telling, now), self.rules)

    def undisturbed(self, at: datetime, wishes: Wishes) -> datetime:
        """Return a moment, or the end of the quiet hours that it lies in."""
        zone = self.zone_of(wishes)
        if wishes.quiet and is_quiet(at, wishes.quiet, zone):
            return after_quiet(at, wishes.quiet, zone)
        return at


def planner_for(facts: Mapping[str, Fact], home: ZoneInfo) -> Planner:
    return Planner(facts, home, rules_mark(facts))


def rules_mark(facts: Mapping[str, Fact]) -> str:
    """Return a mark of what deadlines are counted by: it changes with a rule fact and with the calendar of days off."""
    values = [f"{name}={facts[name].value}{sorted((facts[name].by_year or {}).items())}" for name in sorted(NEEDED)]
    calendar = version("holidays")
    return sha256("\n".join((*values, calendar)).encode()).hexdigest()[:16]
