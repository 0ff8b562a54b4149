"""The parts of the count: crowded windows, days by their number, and that nothing is searched day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.count import Breach, Count, crowded
from bot.domain.period import Days, Span, merged
from bot.domain.rules import Binding, Regime, Rule
from tests.domain.visits import EAEU, breaches, d, exit_of, stay, trip

if TYPE_CHECKING:
    from bot.domain.trips import Trip

SETS = st.sets(st.integers(1, 60), max_size=40)


def as_days(numbers: set[int]) -> Days:
    return merged(Span(number, number) for number in numbers)


@given(SETS, st.integers(0, 12), st.integers(1, 20))
def test_a_window_is_crowded_where_counting_its_days_says_so(numbers: set[int], limit: int, window: int) -> None:
    found = [day for start, end in crowded(as_days(numbers), limit, window) for day in range(start, end + 1)]
    slow = [day for day in sorted(numbers) if len(numbers & set(range(day - window + 1, day + 1))) > limit]
    assert found == slow


@given(SETS)
def test_a_day_has_the_number_of_days_up_to_it(numbers: set[int]) -> None:
    days = as_days(numbers)
    assert [days.nth(number) for number in range(1, len(numbers) + 1)] == sorted(numbers)


@pytest.mark.parametrize(
    ("planned", "rule", "entry"),
    [
        (trip("9999-01-01", "9999-12-30"), Rule(0, 180), None),
        (trip("9999-01-01"), Rule(0, 100_000), None),
        (trip("2026-11-22", "9999-06-01"), Rule(100, 180), "9999-08-21"),
        (trip("2026-11-22", "9999-12-30"), Rule(100, 180), None),
    ],
)
def test_a_trip_in_the_year_9999_is_no_reason_to_try_every_day(planned: Trip, rule: Rule, entry: str | None) -> None:
    """It took seconds: the search went through eight thousand years."""
    before = trip("2026-01-01", "2026-11-20")
    with patch.object(Count, "excess", autospec=True, side_effect=Count.excess) as asked:
        found = stay("2026-11-21", before, planned, regime=Regime((rule,)))
    assert found.next_entry == (d(entry) if entry else None)
    assert asked.call_count < 20


def test_versions_may_be_told_in_any_order() -> None:
    old, new = Rule(10, 180, until=d("2026-06-30")), Rule(20, 180, since=d("2026-07-01"))
    for versions in ((old, new), (new, old)):
        assert breaches("2026-07-31", trip("2026-06-20"), regime=Regime(versions)) == (
            Breach(d("2026-06-30"), d("2026-06-30"), Binding.WINDOW),
            Breach(d("2026-07-10"), d("2026-07-31"), Binding.WINDOW),
        )


def test_trips_far_ahead_are_looked_at_once_for_the_latest_exit() -> None:
    trips = (trip("2026-09-01"), trip("2026-12-20", "2027-01-08"), trip("2028-01-01", "2028-01-05"))
    with patch.object(Count, "breaches", autospec=True, side_effect=Count.breaches) as asked:
        assert exit_of("2026-09-10", *trips, regime=EAEU) == d("2026-11-09")
    assert sum(call.args[1] == trips[2] for call in asked.call_args_list) == 1
