"""Stays to draw: those that people have, and any that can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.attachments.chart import chart
from bot.domain.rules import Cover, Regime, Rule
from bot.domain.standing import stand
from bot.domain.trips import Trip
from tests.domain.visits import DOCUMENT_ONLY, EAEU, SMALL, VISA_FREE, cover, d, trip

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from bot.attachments.chart import Chart
    from bot.attachments.kinds import Kind
    from bot.domain.stay import Stay

TODAY = d("2026-11-26")


@dataclass(frozen=True, slots=True)
class Sample:
    trips: tuple[Trip, ...]
    regime: Regime = EAEU
    today: date = TODAY

    @property
    def stay(self) -> Stay:
        return stand(self.trips, self.regime, self.today).stay

    @property
    def case(self) -> tuple[tuple[Trip, ...], Regime, Stay]:
        return self.trips, self.regime, self.stay

    @property
    def chart(self) -> Chart:
        return chart(*self.case)

    def kinds(self) -> dict[date, Kind]:
        return {date.fromordinal(day): kind for day, kind in self.chart.days()}


def day_trip(days: int) -> Trip:
    """Return a visit of one day, some days from today."""
    day = TODAY + timedelta(days=days)
    return Trip(day, day)


AUTUMN = trip("2026-09-14", "2026-10-02")
HERE = Sample((AUTUMN, trip("2026-10-06")))
PERMIT = cover("2026-08-10", "2026-10-15")
SAMPLES = {
    "here": HERE,
    "thirty days a visit": Sample(
        (trip("2026-06-20", "2026-07-12"), trip("2026-09-01", "2026-09-21"), trip("2026-11-09")), VISA_FREE
    ),
    "overstay": Sample((trip("2026-06-01", "2026-07-20"), trip("2026-09-25"))),
    "overstay of a visit": Sample((trip("2026-10-18"),), VISA_FREE),
    "last day": Sample((trip("2026-08-29"),)),
    "abroad, entry later": Sample((trip("2026-06-20", "2026-08-12"), trip("2026-10-01", "2026-11-05"))),
    "abroad, entry today": Sample((trip("2026-06-01", "2026-08-20"),)),
    "planned trip": Sample((*HERE.trips, trip("2027-02-20", "2027-03-10"))),
    "planned trip that shortens": Sample((trip("2026-10-06"), trip("2027-02-01", "2027-02-20"))),
    "planned trip too long": Sample((*HERE.trips, trip("2027-01-20", "2027-02-20"))),
    "planned exit too late": Sample((AUTUMN, trip("2026-10-06", "2027-01-05"))),
    "permit for a part": Sample(
        (trip("2026-06-10", "2026-06-28"), trip("2026-08-01", "2026-10-12"), trip("2026-11-10")),
        Regime(EAEU.rules, (PERMIT,)),
    ),
    "stayed after a permit": Sample((trip("2026-09-01"),), Regime(EAEU.rules, (PERMIT,))),
    "document": Sample((trip("2026-09-05"),), Regime((), (cover("2026-09-01", "2027-01-31"),))),
    "document for years": Sample((trip("2024-09-05"),), Regime((), (cover("2024-09-01", "2029-01-31"),))),
    "document ended": Sample((trip("2026-09-05"),), Regime((), (cover("2026-09-01", "2026-11-01"),))),
    "no document": Sample((trip("2026-11-20"),), DOCUMENT_ONLY),
    "no document, abroad": Sample((), DOCUMENT_ONLY),
    "no limit": Sample((trip("2026-11-20"),), Regime((Rule(),))),
    "no trips": Sample(()),
    "today only": Sample((Trip(TODAY, TODAY),)),
    "window from the first of a month": Sample((trip("2026-10-06"),), EAEU, d("2026-11-27")),
    "year 2000": Sample((trip("1999-12-25", "2000-01-05"), trip("2000-02-20")), EAEU, d("2000-02-29")),
    "year 2099": Sample((trip("2099-12-01"),), VISA_FREE, d("2099-12-31")),
    "first day of the calendar": Sample((Trip(date.min),), EAEU, date.min),
    "last day of the calendar": Sample((trip("9999-12-01"),), EAEU, date.max),
    "10,000 trips": Sample(tuple(day_trip(-3 * n) for n in range(10_000))),
    "10,000 trips ahead": Sample(tuple(day_trip(n) for n in range(10_000))),
    "200 trips in a window": Sample(tuple(day_trip(-(n % 180)) for n in range(200))),
}


@st.composite
def samples(draw: DrawFn) -> Sample:
    """Trips of any kind around a day, in any order, at most one of them open, perhaps with documents."""
    today = draw(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    shifts = st.tuples(st.integers(-400, 300), st.integers(0, 120))
    spans = [
        (today + timedelta(days=start), today + timedelta(days=start + length))
        for start, length in draw(st.lists(shifts, max_size=8))
    ]
    trips = [Trip(start, end) for start, end in spans]
    if (still := draw(st.none() | st.integers(-200, 60))) is not None:
        trips.append(Trip(today + timedelta(days=still)))
    covers = draw(st.lists(shifts, max_size=3))
    papers = tuple(
        Cover(today + timedelta(days=start), today + timedelta(days=start + length)) for start, length in covers
    )
    rules = draw(st.sampled_from((EAEU, VISA_FREE, SMALL, DOCUMENT_ONLY))).rules
    return Sample(tuple(trips), Regime(rules, papers), today)
