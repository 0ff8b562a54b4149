"""The day that makes a tax resident, against a count of every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.presence import months_before, resident_from
from bot.domain.trips import Trip
from tests.domain.visits import d, trip

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE_DAY = timedelta(days=1)


def year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def by_every_day(trips: Sequence[Trip], visit: Trip, wanted: int) -> date | None:
    day = visit.entry
    for _ in range(wanted):
        if visit.exit and day > visit.exit:
            return None
        start = year_before(day)
        days = {
            other
            for other in (start + ONE_DAY * n for n in range(1, (day - start).days + 1))
            if any(t.entry <= other <= (t.exit or date.max) for t in trips if t.entry <= visit.entry)
        }
        if len(days) >= wanted:
            return day
        day += ONE_DAY
    return None


def test_without_other_trips_it_is_the_183rd_day_with_the_entry_day_as_the_first() -> None:
    visit = trip("2026-01-01")
    assert resident_from([visit], visit, 183, 12) == d("2026-07-02")


def test_earlier_trips_of_the_same_year_bring_it_nearer() -> None:
    earlier, visit = trip("2026-01-01", "2026-01-31"), trip("2026-03-01")
    assert resident_from([earlier, visit], visit, 183, 12) == d("2026-03-01") + 151 * ONE_DAY


def test_days_of_more_than_a_year_ago_do_not_count() -> None:
    earlier, visit = trip("2024-01-01", "2024-06-30"), trip("2026-03-01")
    assert resident_from([earlier, visit], visit, 183, 12) == resident_from([visit], visit, 183, 12)


def test_a_visit_that_ends_before_makes_no_resident() -> None:
    visit = trip("2026-01-01", "2026-07-01")
    assert resident_from([visit], visit, 183, 12) is None
    longer = trip("2026-01-01", "2026-07-02")
    assert resident_from([longer], longer, 183, 12) == d("2026-07-02")


def test_more_days_than_the_months_hold_make_no_resident() -> None:
    visit = trip("2026-01-01")
    assert resident_from([visit], visit, 367, 12) is None


def test_later_trips_do_not_count() -> None:
    visit, later = trip("2026-01-01", "2026-02-01"), trip("2026-03-01", "2026-12-31")
    assert resident_from([visit, later], visit, 183, 12) is None


def test_a_month_that_is_shorter_ends_on_its_last_day() -> None:
    assert months_before(d("2028-02-29"), 12) == d("2027-02-28")
    assert months_before(d("2026-03-31"), 1) == d("2026-02-28")
    assert months_before(d("2026-01-15"), 1) == d("2025-12-15")
    assert months_before(d("2026-12-31"), 12) == d("2025-12-31")


trips = st.lists(
    st.builds(
        lambda start, length: Trip(start, start + ONE_DAY * length),
        st.dates(date(2026, 1, 1), date(2028, 6, 1)),
        st.integers(0, 60),
    ),
    max_size=5,
)


@given(trips, st.dates(date(2027, 1, 1), date(2028, 12, 31)), st.none() | st.integers(0, 80), st.integers(1, 60))
def test_it_agrees_with_a_count_of_every_day(others: list[Trip], entry: date, stayed: int | None, wanted: int) -> None:
    visit = Trip(entry, None if stayed is None else entry + ONE_DAY * stayed)
    told = [*others, visit]
    assert resident_from(told, visit, wanted, 12) == by_every_day(told, visit, wanted)
