"""Where other calculators of 90 days in 180 err, and what forums get wrong. `docs/stay-rules.md` lists them all."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.count import Breach
from bot.domain.rules import Binding, Regime, Rule
from bot.domain.stay import Status
from tests.domain.visits import DAY, EAEU, VISA_FREE, breaches, d, stay, trip

WINTER = trip("2026-01-01", "2026-03-31")
"""90 days without a break."""


def test_days_told_twice_do_not_count_twice() -> None:
    """One calculator makes 16 of these 10 days."""
    assert stay("2026-11-22", trip("2026-10-01", "2026-10-10"), trip("2026-10-03", "2026-10-08")).used == 10


def test_after_90_days_nobody_may_leave_a_day_later() -> None:
    """One calculator says 31 March."""
    assert stay("2024-02-01", trip("2024-01-01")).last_day == d("2024-03-30")
    assert stay("2024-03-30", trip("2024-01-01")).status is Status.LAST_DAY
    assert stay("2024-03-31", trip("2024-01-01")).status is Status.OVERSTAY


def test_the_181st_day_back_is_outside_the_window() -> None:
    """One calculator looks back 181 days: here it would count 91."""
    old = trip("2026-01-01", "2026-01-01")
    found = stay("2026-06-30", old, trip("2026-04-02", "2026-06-30"))
    assert (found.used, found.status) == (90, Status.LAST_DAY)


def test_the_answer_is_of_the_day_asked_and_not_of_the_day_the_program_started() -> None:
    asked = [d("2026-03-30"), d("2026-03-31"), d("2026-04-01")]
    assert [stay(day.isoformat(), trip("2026-01-01")).used for day in asked] == [89, 90, 91]


def test_days_come_back_one_by_one_and_not_all_at_once_after_180_days_abroad() -> None:
    two = (trip("2026-01-01", "2026-01-30"), trip("2026-03-01", "2026-04-29"))
    found = stay("2026-04-30", *two)
    assert (found.used, found.next_entry, found.next_last_day) == (90, d("2026-06-30"), d("2026-07-29"))
    assert [stay(day, *two).used for day in ("2026-06-29", "2026-06-30", "2026-07-01")] == [90, 89, 88]


def test_90_days_abroad_after_90_days_here_give_90_new_days() -> None:
    back = WINTER.entry + 180 * DAY
    assert (back - d("2026-03-31")).days == 91
    found = stay(back.isoformat(), WINTER, trip(back.isoformat()))
    assert found.last_day == back + 89 * DAY


def test_nobody_must_stay_out_for_90_days_if_the_days_were_not_used_in_one_go() -> None:
    """Forums say so. It is right only after one visit of 90 days."""
    found = stay("2026-06-30", trip("2026-01-01", "2026-02-28"), trip("2026-05-01", "2026-05-31"))
    assert found.next_entry == d("2026-06-30")
    assert (d("2026-06-30") - d("2026-05-31")).days == 30


def test_90_days_abroad_are_not_always_enough() -> None:
    overstayed = trip("2026-01-01", "2026-04-20")
    assert stay("2026-07-19", overstayed).next_entry == d("2026-07-20")
    assert stay("2026-04-21", overstayed).next_entry == d("2026-07-20")


def test_the_window_does_not_begin_with_the_first_entry_and_does_not_start_anew_after_180_days() -> None:
    """Forums say so: then a visit that began on 11 April could last beyond 9 July."""
    found = stay("2026-07-01", trip("2026-01-01", "2026-01-01"), trip("2026-04-11"))
    assert found.last_day == d("2026-07-09")


def test_leaving_for_a_day_does_not_start_the_count_anew() -> None:
    found = stay("2026-03-01", trip("2026-01-01", "2026-02-14"), trip("2026-02-16"))
    assert (found.used, found.last_day) == (59, d("2026-04-01"))


def test_day_31_of_a_visit_is_unlawful_with_59_days_left_in_the_window() -> None:
    found = stay("2026-12-01", trip("2026-11-01"), regime=VISA_FREE)
    assert (found.used, found.status, found.binding) == (31, Status.OVERSTAY, Binding.VISIT)
    assert stay("2026-12-01", trip("2026-11-01"), regime=EAEU).status is Status.OK


def test_the_third_visit_of_30_days_is_lawful_and_the_fourth_is_not() -> None:
    visits = [trip("2026-01-01", "2026-01-30"), trip("2026-02-01", "2026-03-02")]
    third = trip("2026-03-04", "2026-04-02")
    assert stay("2026-04-02", *visits, third, regime=VISA_FREE).status is Status.LAST_DAY
    fourth = stay("2026-04-04", *visits, third, trip("2026-04-04"), regime=VISA_FREE)
    assert (fourth.status, fourth.binding, fourth.last_day) == (Status.OVERSTAY, Binding.WINDOW, None)


def test_the_day_on_which_the_clocks_of_kazakhstan_changed_is_a_day_like_any_other() -> None:
    """On 1 March 2024 the east moved to UTC+5: that night had 25 hours."""
    assert stay("2024-03-10", trip("2024-02-20", "2024-03-10")).used == 20


@pytest.mark.parametrize("year", [1990, 2013, 2026, 2099])
def test_no_year_is_too_early_or_too_late_to_count(year: int) -> None:
    found = stay(f"{year}-03-10", trip(f"{year}-03-01"))
    assert (found.used, found.last_day) == (10, date(year, 3, 1) + 89 * DAY)


def test_a_visit_of_more_than_5000_days_is_counted() -> None:
    long = trip("2010-01-01", "2026-11-22")
    assert stay("2026-11-22", long).used == 180
    assert breaches("2026-11-22", long) == (Breach(d("2010-04-01"), d("2026-11-22"), Binding.WINDOW),)


def test_one_unlawful_day_between_lawful_ones_is_found() -> None:
    trips = [trip(f"2026-01-{day}", f"2026-01-{day}") for day in ("01", "03", "05", "09", "10")]
    assert breaches("2026-01-31", *trips, regime=Regime((Rule(2, 5),))) == (
        Breach(d("2026-01-05"), d("2026-01-05"), Binding.WINDOW),
    )
