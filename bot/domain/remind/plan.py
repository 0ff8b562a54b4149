"""Which notices follow from deadlines and wishes, and when each is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.duties import Duty, DutyKind
from bot.domain.remind.hours import moment
from bot.domain.remind.wishes import Moved, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from bot.domain.ledger import Ledger
    from bot.domain.remind.wishes import Wishes

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say at a moment (UTC): deadlines ahead, or some that moved although the person changed nothing.

    `mark` is the same for the same notice of a person, for ever.
    """

    mark: str
    due_at: datetime
    targets: tuple[Target, ...] = ()
    moved: tuple[Moved, ...] = ()


def target_of(duty: Duty) -> Target:
    return Target(duty.kind, duty.day, duty.number or 0)


def own_duties(wishes: Wishes) -> Iterator[Duty]:
    for own in wishes.own:
        yield Duty(DutyKind.OWN, own.day, number=own.number, words=own.words)


def wanted(duties: Iterable[Duty], wishes: Wishes) -> tuple[Duty, ...]:
    """Return the deadlines that the person wants to be reminded of."""
    return tuple(duty for duty in duties if wishes.wants(duty.kind) and not wishes.is_done(target_of(duty)))


def notices(duties: Iterable[Duty], wishes: Wishes, zone: ZoneInfo) -> tuple[Notice, ...]:
    """Return the notices of deadlines, past ones too, by the clock of a person's zone."""
    known = {target_of(duty): duty for duty in wanted(duties, wishes)}
    found = [notice for duty in known.values() for notice in before(duty, wishes, zone)]
    for later in wishes.later:
        if targets := tuple(target for target in later.targets if target in known):
            mark = f"later.{stamp(later.moment)}.{'.'.join(map(code, targets))}"
            found.append(Notice(mark, later.moment, targets))
    for at in sorted({moved.moment for moved in wishes.moved}):
        moved = tuple(moved for moved in wishes.moved if moved.moment == at)
        found.append(Notice(f"moved.{stamp(at)}", at, moved=moved))
    return tuple(sorted(found, key=lambda notice: (notice.due_at, notice.mark)))


def change_of(ledger: Ledger, wishes: Wishes, today: date, home: ZoneInfo) -> Iterator[Notice]:
    """Yield the moment, in the zone of Kazakhstan, from which other deadlines may follow from the same dates.

    It has nothing to say: once its day has come it follows no more, and whoever finds that plans anew.
    """
    if wishes.on and (day := next_change(ledger, today)):
        yield Notice(f"change.{day:%Y%m%d}", moment(day, 0, home))


def before(duty: Duty, wishes: Wishes, zone: ZoneInfo) -> Iterator[Notice]:
    """Yield the notices of one deadline, at the person's hour."""
    target = target_of(duty)
    for days in wishes.offsets_of(duty.kind):
        due_at = moment(duty.day - days * ONE_DAY, wishes.hour, zone)
        yield Notice(f"{code(target)}.{days}", due_at, (target,))


def stamp(at: datetime) -> str:
    """Write a moment the same way in whatever zone it is given."""
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S}"


def code(target: Target) -> str:
    return f"{target.kind}{target.number or ''}.{target.day:%Y%m%d}"


def next_change(ledger: Ledger, today: date) -> date | None:
    """Return the next day on which other deadlines may follow from the same dates: a trip or a paper begins or ends."""
    days = [trip.entry for trip in ledger.trips]
    days += [trip.exit + ONE_DAY for trip in ledger.trips if trip.exit]
    days += [paper.end + ONE_DAY for paper in ledger.papers]
    days += [paper.start for paper in ledger.papers if paper.start]
    days += [ledger.moved_on] if ledger.moved_on else []
    return min((day for day in days if day > today), default=None)


def shifted(before: Iterable[Target], after: Iterable[Target]) -> tuple[tuple[Target, date | None], ...]:
    """Return which deadlines have another day than before, with the new day: None for those that are no more.

    Where several of a kind change, the earliest old one is told with the earliest new one.
    """
    was, now = set(before), set(after)
    gone, come = sorted(was - now), sorted(now - was)
    found: list[tuple[Target, date | None]] = []
    for target in gone:
        new = next((other for other in come if (other.kind, other.number) == (target.kind, target.number)), None)
        if new:
            come.remove(new)
        found.append((target, new.day if new else None))
    return tuple(found)
