"""How a person wants to be reminded, and of which days of their own. Edits are pure functions.

Hours are those of a clock in the person's time zone, on whole hours.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.duties import DutyKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

HOUR = 10
QUIET = (21, 9)
"""From nine in the evening until nine in the morning."""
MAX_OWN = 35
"""The number of a day is one character of a button."""
MAX_WORDS = 200
MAX_LATER = 20
FAR = (30, 14, 7, 3, 1, 0)
NEAR = (3, 1, 0)
OFFSETS: Mapping[DutyKind, tuple[int, ...]] = {
    DutyKind.LAST_DAY: FAR,
    DutyKind.NOTIFICATION: NEAR,
    DutyKind.REGISTRATION: (14, 7, 3, 1, 0),
    DutyKind.MOVE_NOTIFICATION: NEAR,
    DutyKind.MOVE_REGISTRATION: NEAR,
    DutyKind.VISA: FAR,
    DutyKind.TRP: (60, *FAR),
    DutyKind.PRP: (90, 60, *FAR),
    DutyKind.PASSPORT: (180, 90, 60, 30, 14, 7, 0),
    DutyKind.CARD: (30, 7, 1),
    DutyKind.POLICE: (30, 14, 7, 1),
    DutyKind.MEDICAL: (30, 14, 7, 1),
    DutyKind.TAX: (30, 7, 1),
    DutyKind.OWN: (1, 0),
}
"""So many days before each kind of deadline, unless the person wishes otherwise; 0 is the day itself."""
CHOICES = (180, 90, 60, 30, 14, 7, 5, 3, 2, 1, 0)
"""What may be wished."""


class WishError(ValueError):
    """A wish that goes beyond what is kept for one person."""


class Target(NamedTuple):
    """What a reminder is about: one deadline. `number` tells days of the person's own apart."""

    kind: DutyKind
    day: date
    number: int = 0


class Own(NamedTuple):
    number: int
    day: date
    words: str


class Later(NamedTuple):
    """A notice that is wished once more, at a moment."""

    moment: datetime
    targets: tuple[Target, ...]


class Moved(NamedTuple):
    """A deadline that moved although the person changed nothing. `after` is None where it is no more."""

    moment: datetime
    target: Target
    after: date | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """`on`: reminders of all deadlines were asked for; days of one's own are reminded of in any case.

    `off`: kinds that are not wished, `done`: deadlines that are settled. `told`: the deadlines as they were last
    planned.
    """

    on: bool = False
    hour: int = HOUR
    quiet: tuple[int, int] | None = QUIET
    zone: str | None = None
    discreet: bool = False
    off: frozenset[DutyKind] = frozenset()
    done: frozenset[Target] = frozenset()
    offsets: Mapping[DutyKind, tuple[int, ...]] = field(default_factory=dict)
    own: tuple[Own, ...] = ()
    later: tuple[Later, ...] = ()
    moved: tuple[Moved, ...] = ()
    told: tuple[Target, ...] = ()

    def offsets_of(self, kind: DutyKind) -> tuple[int, ...]:
        return self.offsets.get(kind, OFFSETS[kind])

    def wants(self, kind: DutyKind) -> bool:
        """Tell whether deadlines of a kind are reminded of."""
        return kind not in self.off and (self.on or kind is DutyKind.OWN)

    def zone_in(self, home: ZoneInfo) -> ZoneInfo:
        """Return the time zone of the person; `home` for who has chosen none."""
        return ZoneInfo(self.zone) if self.zone else home

    def is_done(self, target: Target) -> bool:
        return target in self.done


def with_own(wishes: Wishes, day: date, words: str) -> tuple[Wishes, Own]:
    """Add a day of one's own; the same day with the same words stays one. Raises `WishError` if there are too many."""
    # Half a character cannot be written down anywhere.
    words = " ".join(words.split())[:MAX_WORDS].encode(errors="ignore").decode()
    for own in wishes.own:
        if (own.day, own.words) == (day, words):
            return wishes, own
    if len(wishes.own) >= MAX_OWN:
        raise WishError
    taken = {own.number for own in wishes.own}
    new = Own(next(number for number in range(1, MAX_OWN + 1) if number not in taken), day, words)
    done = frozenset(target for target in wishes.done if (target.kind, target.number) != (DutyKind.OWN, new.number))
    return replace(wishes, own=tuple(sorted((*wishes.own, new), key=lambda own: (own.day, own.number))), done=done), new


def without_own(wishes: Wishes, number: int) -> Wishes:
    return replace(wishes, own=tuple(own for own in wishes.own if own.number != number))


def with_offset(wishes: Wishes, kind: DutyKind, days: int) -> Wishes:
    """Add the notice so many days before a kind of deadline, or take it away."""
    before = set(wishes.offsets_of(kind))
    now = tuple(sorted(before ^ {days}, reverse=True))
    return replace(wishes, offsets={**wishes.offsets, kind: now})


def with_kind(wishes: Wishes, kind: DutyKind, *, on: bool) -> Wishes:
    off = wishes.off - {kind} if on else wishes.off | {kind}
    return replace(wishes, off=off)


def with_done(wishes: Wishes, target: Target, *, done: bool = True) -> Wishes:
    return replace(wishes, done=wishes.done | {target} if done else wishes.done - {target})


def with_later(wishes: Wishes, later: Later) -> Wishes:
    """Wish a notice once more; the oldest of too many wishes is dropped."""
    return replace(wishes, later=(*wishes.later, later)[-MAX_LATER:])


def tidied(wishes: Wishes, since: date) -> Wishes:
    """Drop what lies behind: `since` is the day from which deadlines are still told."""
    return replace(
        wishes,
        done=frozenset(target for target in wishes.done if target.day >= since),
        own=tuple(own for own in wishes.own if own.day >= since),
        later=tuple(later for later in wishes.later if later.moment.date() >= since),
        moved=tuple(moved for moved in wishes.moved if moved.moment.date() >= since),
    )
