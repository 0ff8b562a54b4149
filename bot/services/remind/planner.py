"""Deadlines and notices of a person, counted by the facts of the content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from bot.domain.duties import KEPT_LATE
from bot.domain.remind.hours import after_quiet, is_quiet
from bot.domain.remind.plan import change_of, notices, shifted, target_of, wanted
from bot.domain.remind.wishes import OFFSETS, Moved, tidied
from bot.library.duties import all_duties
from bot.library.limits import NEEDED
from bot.storage.kept import Kept, Planned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.duties import Duty
    from bot.domain.fact import Fact
    from bot.domain.remind.plan import Notice
    from bot.domain.remind.wishes import Target, Wishes

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
        return wishes.zone_in(self.home)

    def duties(self, kept: Kept, today: date) -> tuple[Duty, ...]:
        """Return all deadlines of a person, those of their own among them, that lie ahead or have passed lately."""
        return all_duties(kept.ledger, kept.wishes, self.facts, today)

    def notices(self, kept: Kept, now: datetime) -> tuple[Notice, ...]:
        today, zone = self.today(now), self.zone_of(kept.wishes)
        return (
            *notices(self.duties(kept, today), kept.wishes, zone),
            *change_of(kept.ledger, kept.wishes, today, self.home),
        )

    def plan(self, kept: Kept, now: datetime) -> Planned:
        """Plan what follows from what is kept."""
        wishes = tidied(kept.wishes, self.today(now) - KEPT_LATE)
        told = self.targets(replace(kept, wishes=wishes), now)
        planned = Kept(kept.ledger, replace(wishes, told=told), self.rules)
        return Planned(planned, self.notices(planned, now))

    def targets(self, kept: Kept, now: datetime) -> tuple[Target, ...]:
        """Return the deadlines that the person wants to be reminded of."""
        return tuple(map(target_of, wanted(self.duties(kept, self.today(now)), kept.wishes)))

    def caught_up(self, kept: Kept, now: datetime) -> Kept:
        """Return what is kept, by the rules of today.

        Deadlines that a change of the rules has moved since they were planned are to be told.
        """
        if kept.rules in ("", self.rules):
            return kept
        wishes, today = kept.wishes, self.today(now)
        told = self.targets(kept, now)
        changes = shifted([target for target in wishes.told if target.day >= today], told)
        at = self.undisturbed(now + SHORTLY, wishes)
        moved = tuple(Moved(at, target, day) for target, day in changes)
        return Kept(kept.ledger, replace(wishes, told=told, moved=(*wishes.moved, *moved)), self.rules)

    def undisturbed(self, at: datetime, wishes: Wishes) -> datetime:
        """Return a moment, or the end of the quiet hours that it lies in."""
        zone = self.zone_of(wishes)
        if wishes.quiet and is_quiet(at, wishes.quiet, zone):
            return after_quiet(at, wishes.quiet, zone)
        return at


def planner_for(facts: Mapping[str, Fact], home: ZoneInfo) -> Planner:
    return Planner(facts, home, rules_mark(facts))


def rules_mark(facts: Mapping[str, Fact]) -> str:
    """Return a mark of what notices are planned by: it changes with a rule fact, the days off, our offsets."""
    values = [f"{name}={facts[name].value}{sorted((facts[name].by_year or {}).items())}" for name in sorted(NEEDED)]
    offsets = [f"{kind}={days}" for kind, days in OFFSETS.items()]
    return sha256("\n".join((*values, version("holidays"), *offsets)).encode()).hexdigest()[:16]
