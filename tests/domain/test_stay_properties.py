"""How long somebody may stay: the quick count agrees with an oracle that walks every day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.rules import Cover, Regime, Rule
from bot.domain.stay import Stay, assess, latest_exit, past_breaches
from bot.domain.trips import Trip, TripError, TripFault
from tests.domain.stay_oracle import DAY, Expected, Oracle, Visit, days

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

CENTRES = (
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 12, 31),
    date(2023, 1, 27),
    date(2000, 3, 1),
    date(2100, 2, 28),
)
"""Leap days, years without one (2100 has none), the turn of a year, the day the decree came into force."""

CASE = tuple[list[Trip], Regime, date]


NO_LIMIT = (None, None)
LIMITS = st.tuples(st.integers(0, 7), st.integers(4, 12))


@st.composite
def rules(draw: DrawFn, centre: date) -> tuple[Rule, ...]:
    """Up to three versions in order, perhaps with days between them that no version governs."""
    changes = draw(st.sampled_from((0, 0, 1, 2)))
    since = draw(st.sampled_from((None, None, -25, -12, -6, -2, 3)))
    start = date.min if since is None else centre + since * DAY
    versions: list[Rule] = []
    for change in range(changes + 1):
        next_start = max(start, centre - 15 * DAY) + draw(st.integers(1, 15)) * DAY
        last = change == changes and draw(st.sampled_from((True, True, True, False)))
        until = date.max if last else next_start - draw(st.sampled_from((1, 1, 1, 3))) * DAY
        limit, window = draw(LIMITS | LIMITS | LIMITS | st.just(NO_LIMIT))
        versions.append(Rule(limit, window, draw(st.none() | st.integers(1, 10)), start, max(start, until)))
        start = next_start
    return tuple(versions)


@st.composite
def regimes(draw: DrawFn, centre: date) -> Regime:
    """Limits, seldom none, with or without visas and permits."""
    versions = () if draw(st.integers(0, 7)) == 1 else draw(rules(centre))
    covers = draw(st.lists(st.tuples(st.integers(-25, 20), st.integers(0, 10)), max_size=2))
    return Regime(versions, tuple(Cover(trip.entry, trip.exit) for trip in trips_of(centre, covers) if trip.exit))


def trips_of(centre: date, shifts: list[tuple[int, int]]) -> list[Trip]:
    return [Trip(centre + start * DAY, centre + (start + length) * DAY) for start, length in shifts]


@st.composite
def cases(draw: DrawFn) -> CASE:
    """Trips of any kind around a day, in any order: past, planned, the same day, overlapping, nested, one open."""
    centre = draw(st.sampled_from(CENTRES))
    today = centre + draw(st.integers(-3, 3)) * DAY
    trips = trips_of(today, draw(st.lists(st.tuples(st.integers(-14, 12), st.integers(0, 7)), max_size=6)))
    still = draw(st.none() | st.none() | st.integers(-15, 8))
    if still is not None:
        trips.insert(draw(st.integers(0, len(trips))), Trip(today + still * DAY))
    return trips, draw(regimes(centre)), today


@st.composite
def plans(draw: DrawFn) -> CASE:
    """Somebody who is here today and plans trips: what `latest_exit` is for."""
    today = draw(st.sampled_from(CENTRES))
    ahead = draw(st.lists(st.tuples(st.integers(1, 15), st.integers(0, 4)), min_size=1, max_size=2))
    past = draw(st.lists(st.tuples(st.integers(-20, -8), st.integers(0, 4)), max_size=2))
    entry, length = draw(st.integers(-3, 0)) * DAY, draw(st.none() | st.integers(3, 12))
    visit = Trip(today + entry, None if length is None else today + entry + length * DAY)
    limit, window = draw(st.integers(6, 14)), draw(st.integers(12, 24))
    decree = Regime((Rule(limit, window, draw(st.none() | st.integers(4, 12))),))
    return [*trips_of(today, ahead), visit, *trips_of(today, past)], draw(st.just(decree) | regimes(today)), today


def oracle(case: CASE) -> Oracle:
    trips, regime, today = case
    visits: list[Visit] = [(trip.entry, trip.exit) for trip in trips]
    return Oracle(visits, regime, today)


def told(stay: Stay) -> Expected:
    return Expected(
        stay.used,
        stay.status.value,
        stay.last_day,
        stay.days_left,
        stay.next_entry,
        stay.next_last_day,
        stay.binding,
        stay.visit,
    )


@settings(max_examples=600)
@given(cases())
def test_where_somebody_stands_is_what_a_count_of_every_day_says(case: CASE) -> None:
    assert told(assess(*case)) == oracle(case).assess()


@settings(max_examples=300)
@given(cases())
def test_past_breaches_are_the_days_that_a_count_of_every_day_finds_unlawful(case: CASE) -> None:
    found = past_breaches(*case)
    assert {(day, run.binding) for run in found for day in days(run.start, run.end)} == oracle(case).unlawful()
    assert list(found) == sorted(set(found))


@given(cases())
def test_runs_of_one_visit_do_not_overlap(case: CASE) -> None:
    trips, regime, today = case
    assume(trips)
    runs = past_breaches(trips[:1], regime, today)
    assert all(one.end < two.start for one, two in pairwise(runs))


@settings(max_examples=400)
@given(plans() | cases())
def test_the_latest_exit_is_the_last_one_that_leaves_planned_trips_lawful(case: CASE) -> None:
    assert latest_exit(*case) == oracle(case).latest_exit()


LONG = st.tuples(st.integers(-500, 60), st.integers(0, 100))


@settings(max_examples=60)
@given(
    st.sampled_from(CENTRES),
    st.lists(LONG, max_size=6),
    st.none() | st.integers(-130, 0),
    st.sampled_from([None, 30]),
    st.sampled_from([date.min, date(2023, 1, 27)]),
)
def test_the_numbers_of_the_decree_agree_with_a_count_of_every_day(
    today: date, spans: list[tuple[int, int]], still: int | None, per_visit: int | None, since: date
) -> None:
    trips = [Trip(today + start * DAY, today + (start + length) * DAY) for start, length in spans]
    if still is not None:
        trips.append(Trip(today + still * DAY))
    case = (trips, Regime((Rule(90, 180, per_visit, since),)), today)
    assert told(assess(*case)) == oracle(case).assess()
    assert {(day, run.binding) for run in past_breaches(*case) for day in days(run.start, run.end)} == oracle(
        case
    ).unlawful()


@given(cases())
def test_the_order_of_trips_and_a_trip_told_twice_change_nothing(case: CASE) -> None:
    trips, regime, today = case
    again = [*reversed(trips), *(trip for trip in trips if trip.exit)]
    assert assess(again, regime, today) == assess(trips, regime, today)
    assert past_breaches(again, regime, today) == past_breaches(trips, regime, today)


@given(cases(), st.data())
def test_a_trip_cut_in_two_at_a_border_day_uses_the_same_days(case: CASE, data: st.DataObject) -> None:
    trips, regime, today = case
    closed = [trip for trip in trips if trip.exit and trip.entry >= min((r.since for r in regime.rules), default=today)]
    assume(closed)
    cut = data.draw(st.sampled_from(closed))
    assert cut.exit
    border = cut.entry + data.draw(st.integers(0, (cut.exit - cut.entry).days)) * DAY
    parts = [trip for trip in trips if trip is not cut] + [Trip(cut.entry, border), Trip(border, cut.exit)]
    assert assess(parts, regime, today).used == assess(trips, regime, today).used


@given(cases())
def test_a_second_open_trip_is_refused(case: CASE) -> None:
    trips, regime, today = case
    open_trips = [Trip(today), Trip(today + timedelta(days=9))]
    with pytest.raises(TripError) as caught:
        assess([*trips, *open_trips], regime, today)
    assert caught.value.fault is TripFault.TWO_OPEN


@given(cases())
def test_the_last_lawful_day_is_today_or_later_unless_it_is_past(case: CASE) -> None:
    stay = assess(*case)
    if stay.last_day and stay.last_day < stay.today:
        assert (stay.status.value, stay.days_left) == ("overstay", 0)
    elif stay.last_day:
        assert stay.days_left == (stay.last_day - stay.today).days


@given(
    st.dates(max_value=date(3, 1, 1)) | st.dates(min_value=date(9998, 1, 1)),
    st.builds(Rule, st.integers(1, 200), st.integers(1, 200), st.just(30)),
)
def test_the_ends_of_the_calendar_are_no_trap(today: date, rule: Rule) -> None:
    regime = Regime((rule,), (Cover(date.min, date.min + 9 * DAY), Cover(date.max - 9 * DAY, date.max)))
    for trips in ([], [Trip(today)], [Trip(date.min, date.max)], [Trip(date.min, today)], [Trip(date.max)]):
        assert assess(trips, regime, today).today == today
        assert all(run.end <= today for run in past_breaches(trips, regime, today))
        assert latest_exit(trips, regime, today) is None
