"""What the picture of a stay shows: every day with its kind, and the days that matter. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.attachments.kinds import DaySets
from bot.domain.count import Count
from bot.domain.period import FIRST_DAY, LAST_DAY, Span, merged
from bot.domain.rules import Binding
from bot.domain.standing import stand
from bot.domain.stay import Status, past_breaches, recent, visit_on
from bot.domain.trips import Trip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.attachments.kinds import Kind
    from bot.domain.period import Days
    from bot.domain.rules import Regime, Rule
    from bot.domain.stay import Stay

# How far the picture reaches, so that it fits a phone. These are no numbers of law.
AHEAD, BACK, WITHOUT_END = 200, 150, 31


@dataclass(frozen=True, slots=True)
class Chart:
    """A stay with the days to show.

    `rule`: the limits of today. `last_day`: the last lawful day of this visit, abroad of the next one. `unforced`: what
    it would be without the trips ahead, None if they change nothing. `spoilt`: the trips ahead break a limit whenever
    one leaves. `visits`, `over`: cut to what is shown. `planned`: trips that end or begin later, all of them.
    """

    stay: Stay
    rule: Rule | None
    window: Span | None
    shown: Span
    kinds: tuple[Kind, ...]
    last_day: date | None
    unforced: date | None
    spoilt: bool
    visits: tuple[Span, ...]
    planned: tuple[Trip, ...]
    over: tuple[Span, ...]
    covers: tuple[Span, ...]

    def days(self) -> Iterator[tuple[int, Kind]]:
        return zip(range(self.shown.start, self.shown.end + 1), self.kinds, strict=True)

    @property
    def per_visit(self) -> int | None:
        """How many days one visit may last, None if this is not what decides about the present one."""
        stay, day = self.stay, self.stay.today.toordinal()
        by_paper = stay.binding is Binding.DOCUMENT or any(start <= day <= end for start, end in self.covers)
        return self.rule.per_visit if self.rule and stay.visit and not by_paper else None


def chart(trips: Sequence[Trip], regime: Regime, stay: Stay) -> Chart:
    """Return what to show of a stay that was assessed from these trips by this regime."""
    today = stay.today.toordinal()
    standing = stand(tuple(trips), regime, stay.today)
    told = standing.stay == stay
    last = stay.next_last_day if not stay.present else standing.last_day if told else stay.last_day
    rule = next((rule for rule in regime.rules if rule.since <= stay.today <= rule.until), None)
    window = Span(max(today - rule.window + 1, FIRST_DAY), today) if rule and rule.window else None
    covers = merged(Span(cover.start.toordinal(), cover.end.toordinal()) for cover in regime.covers)
    shown = Span(window.start if window else back(trips, covers, today), ahead(trips, stay, last))
    near = recent(trips, regime, date.fromordinal(shown.start))
    visits = tuple(sorted(cut((trip.span for trip in near), Span(shown.start, today))))
    sets = DaySets(
        here=merged(visits),
        counted=Count(near, regime).counted,
        over=merged((*broken(near, regime, stay.today, shown.end), *outstayed(near, stay))),
        expected=merged(cut((trip.span for trip in near if expected(trip, stay.today)), Span(today + 1, shown.end))),
        lawful=lawful_ahead(stay, last, shown.end),
        covers=covers,
        today=today,
    )
    return Chart(
        stay=stay,
        rule=rule,
        window=window,
        shown=shown,
        kinds=tuple(sets.kind(day) for day in range(shown.start, shown.end + 1)),
        last_day=last,
        unforced=stay.last_day if told and standing.leave_by else None,
        spoilt=told and standing.spoilt,
        visits=visits,
        planned=tuple(sorted((trip for trip in trips if expected(trip, stay.today)), key=lambda trip: trip.entry)),
        over=tuple(cut(sets.over.spans, shown)),
        covers=covers.spans,
    )


def back(trips: Sequence[Trip], covers: Days, today: int) -> int:
    """Return the first day to show where no window says it: the oldest that is known, but not too far back."""
    known = [*(trip.entry.toordinal() for trip in trips), *covers.starts]
    return min(max(min(known, default=today), today - BACK, FIRST_DAY), today)


def ahead(trips: Sequence[Trip], stay: Stay, last: date | None) -> int:
    """Return the last day to show: the end of whatever begins soon, but not too far ahead."""
    today = stay.today.toordinal()
    bound = min(today + AHEAD, LAST_DAY)
    periods = [trip.span for trip in trips if trip.exit is not None and trip.exit > stay.today]
    periods += [Span(trip.entry.toordinal(), trip.entry.toordinal()) for trip in trips if trip.exit is None]
    start = stay.today if stay.present else stay.next_entry
    if start and stay.status is not Status.OVERSTAY:
        periods.append(Span(start.toordinal(), last.toordinal() if last else start.toordinal() + WITHOUT_END))
    return max([today, *(min(end, bound) for start, end in periods if start <= bound)])


def broken(trips: Sequence[Trip], regime: Regime, today: date, end: int) -> Iterator[Span]:
    """Yield the days beyond a limit: those that happened, and those planned that are so even if one leaves today."""
    until = date.fromordinal(end)
    closed = [
        trip if trip.exit else Trip(trip.entry, max(trip.entry, until if trip.entry > today else today))
        for trip in trips
    ]
    for breach in past_breaches(closed, regime, until):
        yield Span(breach.start.toordinal(), breach.end.toordinal())


def outstayed(trips: Sequence[Trip], stay: Stay) -> Iterator[Span]:
    """Yield the days of the present visit after its last lawful day, up to today or to the exit that is planned."""
    visit = visit_on(trips, stay.today)
    if visit is None or (stay.last_day is None and stay.status is not Status.OVERSTAY):
        return
    start = stay.last_day.toordinal() + 1 if stay.last_day else visit.entry.toordinal()
    end = (visit.exit or stay.today).toordinal()
    if start <= end:
        yield Span(start, end)


def expected(trip: Trip, today: date) -> bool:
    """Tell whether days of presence are planned: of a trip ahead, of a visit whose exit is set."""
    return trip.entry > today or (trip.exit is not None and trip.exit > today)


def lawful_ahead(stay: Stay, last: date | None, end: int) -> Span | None:
    """Return the lawful days ahead for a stay without a break, abroad from the next entry on."""
    first = stay.today if stay.present else stay.next_entry
    if stay.status is Status.OVERSTAY or first is None:
        return None
    return Span(first.toordinal(), last.toordinal() if last else end)


def cut(spans: Iterable[Span], to: Span) -> Iterator[Span]:
    """Yield what spans share with another one."""
    for span in spans:
        start, end = max(span.start, to.start), min(span.end, to.end)
        if start <= end:
            yield Span(start, end)
