"""Deadlines that follow from a ledger: of the present visit or else of the next one planned, and of papers.

Working days are counted from the day after an event; of calendar days the day of the event is the first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.deadlines import after_working_days, day_number
from bot.domain.ledger import COVERING
from bot.domain.presence import resident_from
from bot.domain.standing import stand
from bot.domain.stay import visit_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.domain.ledger import Ledger, Paper
    from bot.domain.rules import Regime
    from bot.domain.trips import Trip

ONE_DAY = timedelta(days=1)
KEPT_LATE = timedelta(days=30)
"""How long a deadline is told after it has passed."""


class DutyKind(StrEnum):
    """What is due. The kinds of papers have the names of `PaperKind`."""

    LAST_DAY = "last_day"
    """The last lawful day of a visit."""
    NOTIFICATION = "notification"
    """The host informs the police of the guest."""
    REGISTRATION = "registration"
    """The visa-free foreigner registers."""
    MOVE_NOTIFICATION = "move_notification"
    """The new host informs the police of the guest."""
    MOVE_REGISTRATION = "move_registration"
    """The visa-free foreigner registers at the new address."""
    VISA = "visa"
    TRP = "trp"
    PRP = "prp"
    PASSPORT = "passport"
    CARD = "card"
    POLICE = "police"
    MEDICAL = "medical"
    TAX = "tax"
    """The day of presence that makes a tax resident."""
    OWN = "own"
    """A day that the person wants to be reminded of, for a reason of their own."""


ORDER = tuple(DutyKind)


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of law: working days, but `registration` is the number of a calendar day.

    `registration_start`: the day since which visa-free foreigners who enter or move are to register. `tax_days`: so
    many days of presence within so many months make a tax resident.
    """

    notification: int
    registration: int
    registration_start: date
    move_notification: int
    move_registration: int
    tax_days: int
    tax_months: int


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done on a day at the latest.

    `since`: the event that starts the term, for a paper its first day. `planned`: the event lies ahead. `shortened`:
    trips ahead make the last day earlier. `number` and `words` belong to a day of the person's own.
    """

    kind: DutyKind
    day: date
    since: date | None = None
    number: int | None = None
    planned: bool = False
    shortened: bool = False
    words: str = ""

    def late(self, today: date) -> bool:
        return self.day < today


def duties(
    ledger: Ledger, regime: Regime, terms: Terms, today: date, is_day_off: Callable[[date], bool]
) -> tuple[Duty, ...]:
    """Return the deadlines that lie ahead or have passed lately, by day. Raises `TripError` if two trips are open."""
    found = list(of_papers(ledger.papers))
    if visit := visit_on(ledger.trips, today) or next_visit(ledger.trips, today):
        of_visit = (
            *last_day(ledger.trips, regime, visit, today),
            *of_entry(visit, regime, terms, is_day_off),
            *of_move(visit, ledger.moved_on, regime, terms, is_day_off),
            *of_presence(ledger.trips, visit, regime, terms, today),
        )
        found += (replace(duty, planned=duty.since is not None and duty.since > today) for duty in of_visit)
    return tuple(sorted((duty for duty in found if is_told(duty, today)), key=place))


def place(duty: Duty) -> tuple[date, int]:
    return duty.day, ORDER.index(duty.kind)


def is_told(duty: Duty, today: date) -> bool:
    """Tell whether a deadline is not long past. An overstay is told as long as it lasts."""
    return duty.kind is DutyKind.LAST_DAY or today - duty.day <= KEPT_LATE


def next_visit(trips: Sequence[Trip], today: date) -> Trip | None:
    return min((trip for trip in trips if trip.entry > today), key=lambda trip: trip.entry, default=None)


def last_day(trips: tuple[Trip, ...], regime: Regime, visit: Trip, today: date) -> Iterator[Duty]:
    standing = stand(trips, regime, max(today, visit.entry))
    if standing.last_day:
        yield Duty(DutyKind.LAST_DAY, standing.last_day, visit.entry, shortened=standing.leave_by is not None)


def of_entry(visit: Trip, regime: Regime, terms: Terms, is_day_off: Callable[[date], bool]) -> Iterator[Duty]:
    day = after_working_days(visit.entry, terms.notification, is_day_off)
    yield Duty(DutyKind.NOTIFICATION, day, visit.entry)
    if is_visa_free(regime, visit.entry) and visit.entry >= terms.registration_start:
        yield Duty(DutyKind.REGISTRATION, day_number(visit.entry, terms.registration), visit.entry)


def of_move(
    visit: Trip, moved_on: date | None, regime: Regime, terms: Terms, is_day_off: Callable[[date], bool]
) -> Iterator[Duty]:
    """Yield what follows from a move during a visit. On the day of entry it is the arrival itself."""
    if moved_on is None or not visit.entry < moved_on <= (visit.exit or date.max):
        return
    day = after_working_days(moved_on, terms.move_notification, is_day_off)
    yield Duty(DutyKind.MOVE_NOTIFICATION, day, moved_on)
    here_without_papers = is_visa_free(regime, visit.entry) and is_visa_free(regime, moved_on)
    if here_without_papers and moved_on >= terms.registration_start:
        day = after_working_days(moved_on, terms.move_registration, is_day_off)
        yield Duty(DutyKind.MOVE_REGISTRATION, day, moved_on)


def of_presence(trips: tuple[Trip, ...], visit: Trip, regime: Regime, terms: Terms, today: date) -> Iterator[Duty]:
    """Yield the day that makes a tax resident, if the visit may lawfully last so long."""
    day = resident_from(trips, visit, terms.tax_days, terms.tax_months)
    last = stand(trips, regime, max(today, visit.entry)).last_day
    if day is not None and last is not None and day <= last:
        yield Duty(DutyKind.TAX, day, visit.entry)


def is_visa_free(regime: Regime, day: date) -> bool:
    return bool(regime.rules) and not any(cover.start <= day <= cover.end for cover in regime.covers)


def of_papers(papers: Sequence[Paper]) -> Iterator[Duty]:
    for paper in papers:
        if not is_followed(paper, papers):
            yield Duty(DutyKind(paper.kind.value), paper.end, paper.start)


def is_followed(paper: Paper, papers: Sequence[Paper]) -> bool:
    """Tell whether the stay goes on by another visa or permit, so that nothing is due on the last day of this one."""
    after = paper.end + ONE_DAY
    covers = (other.cover for other in papers)
    return paper.kind in COVERING and any(cover.start <= after <= cover.end for cover in covers if cover)
