"""How long somebody may stay: the edges of the law and of the calendar, each by its name."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest

from bot.domain.count import Breach, Count
from bot.domain.rules import Binding, Regime, Rule
from bot.domain.stay import Status, Stay, assess
from bot.domain.trips import Trip, TripError, TripFault
from tests.domain.visits import DAY, EAEU, SMALL, VISA_FREE, breaches, d, stay, trip

# Which days count.


def test_the_example_of_the_contract_holds() -> None:
    found = stay("2026-11-21", trip("2026-09-14", "2026-10-02"), trip("2026-10-06"))
    assert found == Stay(
        today=d("2026-11-21"),
        used=66,
        status=Status.OK,
        last_day=d("2026-12-15"),
        days_left=24,
        next_entry=None,
        next_last_day=None,
        binding=Binding.WINDOW,
        visit=d("2026-10-06"),
    )
    assert found.present


def test_entry_and_exit_on_the_same_day_is_one_day() -> None:
    assert stay("2026-11-22", trip("2026-11-10", "2026-11-10")).used == 1


def test_the_day_of_entry_is_the_first_day_of_a_stay() -> None:
    found = stay("2026-11-22", trip("2026-11-22"), regime=VISA_FREE)
    assert (found.used, found.days_left, found.last_day) == (1, 29, d("2026-12-21"))


def test_a_border_day_shared_by_two_trips_counts_once() -> None:
    assert stay("2026-11-22", trip("2026-10-01", "2026-10-10"), trip("2026-10-10", "2026-10-20")).used == 20


def test_overlapping_trips_count_each_day_once() -> None:
    assert stay("2026-11-22", trip("2026-10-01", "2026-10-10"), trip("2026-10-05", "2026-10-15")).used == 15


def test_a_trip_inside_another_adds_nothing() -> None:
    assert stay("2026-11-22", trip("2026-10-01", "2026-10-20"), trip("2026-10-05", "2026-10-08")).used == 20


def test_trips_may_come_in_any_order() -> None:
    trips = (trip("2026-11-01"), trip("2026-07-01", "2026-07-20"), trip("2026-09-01", "2026-09-05"))
    assert stay("2026-11-22", *trips) == stay("2026-11-22", *sorted(trips))


def test_an_open_stay_counts_up_to_today_and_no_further() -> None:
    assert stay("2026-11-22", trip("2026-11-13")).used == 10


def test_days_of_a_planned_trip_are_not_used_yet() -> None:
    found = stay("2026-11-22", trip("2026-12-01", "2026-12-20"))
    assert (found.used, found.status) == (0, Status.ABROAD)


def test_the_window_is_exactly_180_days_with_the_day_checked() -> None:
    day_trip = trip("2026-01-01", "2026-01-01")
    assert d("2026-01-01") + 179 * DAY == d("2026-06-29")
    assert stay("2026-06-29", day_trip).used == 1
    assert stay("2026-06-30", day_trip).used == 0


@pytest.mark.parametrize(("year", "used"), [(2023, 2), (2024, 3), (2025, 2), (2028, 3)])
def test_a_leap_day_is_a_day(year: int, used: int) -> None:
    assert assess([Trip(date(year, 2, 28), date(year, 3, 1))], EAEU, date(year, 3, 5)).used == used


@pytest.mark.parametrize(("entry", "last"), [("2024-01-01", "2024-03-30"), ("2025-01-01", "2025-03-31")])
def test_a_leap_day_inside_the_stay_brings_its_last_day_forward(entry: str, last: str) -> None:
    assert stay(entry, trip(entry)).last_day == d(last)


def test_a_leap_day_inside_the_window_is_one_of_its_180_days() -> None:
    assert stay("2024-06-28", trip("2024-01-01", "2024-01-01")).used == 1
    assert stay("2024-06-29", trip("2024-01-01", "2024-01-01")).used == 0


def test_the_turn_of_the_year_changes_nothing() -> None:
    found = stay("2026-01-01", trip("2025-12-15"))
    assert (found.used, found.last_day) == (18, d("2026-03-14"))
    assert stay("2026-01-01", trip("2025-12-15"), regime=VISA_FREE).last_day == d("2026-01-13")


# Today.


def test_exactly_90_days_are_lawful_and_the_ninetieth_is_the_last() -> None:
    found = stay("2026-03-31", trip("2026-01-01"))
    assert (found.used, found.status, found.last_day, found.days_left) == (90, Status.LAST_DAY, d("2026-03-31"), 0)
    assert not breaches("2026-03-31", trip("2026-01-01"))


def test_the_day_after_is_an_overstay_and_the_last_lawful_day_is_past() -> None:
    found = stay("2026-04-01", trip("2026-01-01"))
    assert (found.used, found.status, found.last_day, found.days_left) == (91, Status.OVERSTAY, d("2026-03-31"), 0)
    assert found.present
    assert found.binding is Binding.WINDOW


def test_exactly_30_days_of_a_visit_are_lawful() -> None:
    found = stay("2026-01-30", trip("2026-01-01"), regime=VISA_FREE)
    assert (found.status, found.last_day, found.binding) == (Status.LAST_DAY, d("2026-01-30"), Binding.VISIT)
    assert stay("2026-01-31", trip("2026-01-01"), regime=VISA_FREE).status is Status.OVERSTAY


def test_the_limit_that_comes_first_binds() -> None:
    earlier = [trip("2026-08-01", "2026-08-30"), trip("2026-09-01", "2026-09-30"), trip("2026-10-02", "2026-10-16")]
    found = stay("2026-11-01", *earlier, trip("2026-11-01"), regime=VISA_FREE)
    assert (found.last_day, found.binding) == (d("2026-11-15"), Binding.WINDOW)
    found = stay("2026-11-01", *earlier[:1], trip("2026-11-01"), regime=VISA_FREE)
    assert (found.last_day, found.binding) == (d("2026-11-30"), Binding.VISIT)


def test_a_window_that_frees_days_lengthens_a_stay() -> None:
    old = trip("2026-01-01", "2026-01-10")
    found = stay("2026-06-20", old, trip("2026-06-20"))
    assert found.used == 11
    assert found.last_day == d("2026-06-20") + 89 * DAY


def test_a_stay_goes_on_past_its_planned_exit_when_asked_how_long_it_may() -> None:
    assert stay("2026-01-05", trip("2026-01-01", "2026-01-10")).last_day == d("2026-03-31")


def test_an_exit_today_is_still_a_day_here() -> None:
    assert stay("2026-01-10", trip("2026-01-01", "2026-01-10")).present
    assert not stay("2026-01-11", trip("2026-01-01", "2026-01-10")).present


def test_someone_who_left_and_came_back_on_one_day_has_a_new_visit() -> None:
    found = stay("2026-01-20", trip("2026-01-01", "2026-01-20"), trip("2026-01-20"), regime=VISA_FREE)
    assert (found.visit, found.last_day) == (d("2026-01-20"), d("2026-02-18"))


def test_of_two_visits_today_that_end_together_the_earlier_one_is_meant() -> None:
    found = stay("2026-01-12", trip("2026-01-05", "2026-01-20"), trip("2026-01-01", "2026-01-20"), regime=VISA_FREE)
    assert found.visit == d("2026-01-01")


def test_a_visit_that_was_unlawful_from_its_first_day_has_no_last_lawful_day() -> None:
    found = stay("2026-04-10", trip("2026-01-01", "2026-03-31"), trip("2026-04-05"))
    assert (found.status, found.last_day, found.days_left) == (Status.OVERSTAY, None, 0)


def test_a_long_overstay_still_knows_the_trips_before_it() -> None:
    found = stay("2027-06-01", trip("2026-01-01", "2026-03-31"), trip("2026-04-05"))
    assert (found.used, found.last_day) == (180, None)


def test_the_last_lawful_day_of_an_overstay_does_not_move_when_its_cause_changes() -> None:
    trips = (trip("2026-08-01", "2026-09-10"), trip("2026-11-01"))
    found = stay("2026-12-20", *trips, regime=VISA_FREE)
    assert (found.last_day, found.binding) == (d("2026-11-30"), Binding.VISIT)
    assert breaches("2026-12-20", *trips, regime=VISA_FREE) == (
        Breach(d("2026-08-31"), d("2026-09-10"), Binding.VISIT),
        Breach(d("2026-12-01"), d("2026-12-19"), Binding.VISIT),
        Breach(d("2026-12-20"), d("2026-12-20"), Binding.WINDOW),
    )


def test_a_rule_without_limits_ends_no_stay() -> None:
    found = stay("2026-11-22", trip("2020-01-01"), regime=Regime((Rule(),)))
    assert (found.used, found.status, found.last_day, found.days_left) == (0, Status.OK, None, None)
    assert found.binding is None


def test_a_limit_as_long_as_its_window_ends_no_stay() -> None:
    assert stay("2026-11-22", trip("2020-01-01"), regime=Regime((Rule(180, 180),))).last_day is None


# Abroad.


def test_someone_who_was_never_here_may_enter_today_and_stay_90_days() -> None:
    found = stay("2026-01-01")
    assert (found.status, found.present, found.visit) == (Status.ABROAD, False, None)
    assert (found.next_entry, found.last_day, found.next_last_day) == (
        d("2026-01-01"),
        d("2026-03-31"),
        d("2026-03-31"),
    )
    assert (found.used, found.days_left) == (0, 89)


def test_someone_who_used_all_days_may_enter_when_the_first_one_leaves_the_window() -> None:
    found = stay("2026-04-01", trip("2026-01-01", "2026-03-31"))
    assert (found.used, found.last_day, found.days_left) == (90, None, 0)
    assert (found.next_entry, found.next_last_day) == (d("2026-06-30"), d("2026-09-27"))
    assert found.binding is Binding.WINDOW


def test_one_day_left_is_enough_to_enter_for_a_day() -> None:
    found = stay("2026-04-01", trip("2026-01-01", "2026-03-30"))
    assert (found.used, found.next_entry, found.last_day, found.days_left) == (89, d("2026-04-01"), d("2026-04-01"), 0)


def test_after_30_days_of_a_visit_one_may_enter_again_at_once() -> None:
    found = stay("2026-01-31", trip("2026-01-01", "2026-01-30"), regime=VISA_FREE)
    assert (found.next_entry, found.last_day) == (d("2026-01-31"), d("2026-03-01"))


def test_a_planned_trip_shortens_a_visit_that_would_begin_today() -> None:
    alone = stay("2026-01-01", trip("2025-11-01", "2025-12-20"))
    planned = stay("2026-01-01", trip("2025-11-01", "2025-12-20"), trip("2026-01-20", "2026-01-25"))
    assert alone.last_day == planned.last_day == d("2026-02-09")
    late = stay("2025-12-21", trip("2025-11-01", "2025-12-20"), trip("2026-01-28", "2026-02-20"))
    assert late.last_day == d("2026-01-29")


def test_what_forbids_to_enter_today_is_told_before_what_would_end_the_next_visit() -> None:
    earlier = [Trip(d("2026-01-01") + month * 31 * DAY, d("2026-01-30") + month * 31 * DAY) for month in range(3)]
    found = stay("2026-04-03", *earlier, regime=VISA_FREE)
    assert (found.next_entry, found.next_last_day) == (d("2026-06-30"), d("2026-07-29"))
    assert found.binding is Binding.WINDOW


def test_a_day_that_is_planned_already_does_not_count_twice_when_one_asks_to_enter_on_it() -> None:
    found = stay("2026-01-01", trip("2025-12-29", "2025-12-31"), trip("2026-01-05", "2026-01-05"), regime=SMALL)
    assert found.next_entry == d("2026-01-05")


def test_the_next_entry_may_lie_beyond_a_long_planned_trip() -> None:
    found = stay("2026-01-01", trip("2025-12-29", "2025-12-31"), trip("2026-01-02", "2026-01-20"), regime=SMALL)
    assert found.next_entry == d("2026-01-25")


def test_where_no_day_is_allowed_no_entry_is_ever_lawful_and_that_is_found_at_once() -> None:
    """It took eleven seconds: the search went on to the year 9999."""
    with patch.object(Count, "excess", autospec=True, side_effect=Count.excess) as asked:
        found = stay("2026-11-22", regime=Regime((Rule(0, 180),)))
    assert (found.next_entry, found.last_day, found.days_left) == (None, None, 0)
    assert asked.call_count < 1000


def test_a_planned_stay_without_an_end_that_leaves_no_day_free_is_found_at_once() -> None:
    with patch.object(Count, "excess", autospec=True, side_effect=Count.excess) as asked:
        found = stay("2026-12-01", trip("2026-09-01", "2026-11-29"), trip("2026-12-05"))
    assert (found.next_entry, found.binding) == (None, Binding.WINDOW)
    assert asked.call_count < 1000


# What cannot be.


def test_reversed_dates_are_refused_aloud() -> None:
    with pytest.raises(TripError, match="reversed") as caught:
        trip("2026-11-22", "2026-11-21")
    assert caught.value.fault is TripFault.REVERSED


@pytest.mark.parametrize("second", ["2026-11-01", "2026-12-24"])
def test_two_open_trips_are_refused(second: str) -> None:
    with pytest.raises(TripError, match="two_open") as caught:
        stay("2026-11-22", trip("2026-10-01"), trip(second))
    assert caught.value.fault is TripFault.TWO_OPEN
