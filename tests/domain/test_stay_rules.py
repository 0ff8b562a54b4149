"""Trips that lie ahead, documents with dates of their own, rules that change, and breaches of the past."""

from __future__ import annotations

from bot.domain.count import Breach
from bot.domain.rules import Binding, Regime, Rule
from bot.domain.stay import Status
from tests.domain.visits import (
    DECREE,
    DOCUMENT_ONLY,
    EAEU,
    SINCE_DECREE,
    SMALL,
    VISA_FREE,
    breaches,
    cover,
    d,
    exit_of,
    stay,
    trip,
)

# Planned trips.

SEPTEMBER = trip("2026-09-01")
"""Alone this visit may last until 29 November."""


def test_a_planned_later_trip_shortens_the_latest_exit() -> None:
    assert stay("2026-09-10", SEPTEMBER).last_day == d("2026-11-29")
    christmas = trip("2026-12-20", "2027-01-08")
    assert exit_of("2026-09-10", SEPTEMBER, christmas) == d("2026-11-09")
    as_planned = (trip("2026-09-01", "2026-11-09"), christmas)
    assert not breaches("2027-01-08", *as_planned)
    one_more_day = (trip("2026-09-01", "2026-11-10"), christmas)
    assert breaches("2027-01-08", *one_more_day) == (Breach(d("2027-01-08"), d("2027-01-08"), Binding.WINDOW),)


def test_a_planned_trip_that_no_window_shares_shortens_nothing() -> None:
    assert exit_of("2026-09-10", SEPTEMBER, trip("2027-06-01", "2027-08-01")) == d("2026-11-29")


def test_the_latest_exit_is_never_after_the_day_of_the_next_entry() -> None:
    assert exit_of("2026-09-10", SEPTEMBER, trip("2026-09-20", "2026-09-22")) == d("2026-09-20")


def test_planned_trips_that_break_a_limit_in_any_case_leave_no_latest_exit() -> None:
    assert exit_of("2026-09-10", SEPTEMBER, trip("2026-12-01", "2027-03-31")) is None
    assert exit_of("2026-09-10", SEPTEMBER, trip("2027-06-01", "2027-07-01"), regime=VISA_FREE) is None


def test_today_may_be_the_latest_exit() -> None:
    assert exit_of("2026-09-10", SEPTEMBER, trip("2026-10-01", "2026-12-19")) == d("2026-09-10")


def test_there_is_no_latest_exit_without_a_trip_ahead_a_visit_or_an_end() -> None:
    ahead = trip("2026-12-20", "2027-01-08")
    assert exit_of("2026-09-10", SEPTEMBER) is None
    assert exit_of("2026-09-10", ahead) is None
    assert exit_of("2026-09-10", SEPTEMBER, ahead, regime=Regime((Rule(),))) is None


def test_there_is_no_latest_exit_in_an_overstay() -> None:
    assert exit_of("2026-12-10", SEPTEMBER, trip("2027-12-20", "2027-12-24")) is None
    assert exit_of("2026-12-10", SEPTEMBER, trip("2027-12-20", "2027-12-24"), regime=DOCUMENT_ONLY) is None


# Visas and permits.


def test_days_under_a_permit_or_a_visa_do_not_count() -> None:
    regime = Regime(EAEU.rules, (cover("2026-09-14", "2026-10-02"),))
    found = stay("2026-11-21", trip("2026-09-14", "2026-10-02"), trip("2026-10-06"), regime=regime)
    assert (found.used, found.last_day) == (47, d("2027-01-03"))


def test_a_visa_inside_a_stay_stops_the_count_and_the_rest_counts_on() -> None:
    regime = Regime(EAEU.rules, (cover("2026-01-11", "2026-01-20"),))
    found = stay("2026-01-15", trip("2026-01-01"), regime=regime)
    assert (found.used, found.last_day) == (10, d("2026-04-10"))


def test_the_days_of_a_visit_run_on_under_a_visa() -> None:
    regime = Regime(VISA_FREE.rules, (cover("2026-01-11", "2026-02-10"),))
    found = stay("2026-01-05", trip("2026-01-01"), regime=regime)
    assert (found.last_day, found.binding) == (d("2026-02-10"), Binding.VISIT)


def test_documents_that_overlap_or_touch_are_one() -> None:
    regime = Regime((), (cover("2026-03-01", "2026-04-30"), cover("2026-01-01", "2026-03-10")))
    found = stay("2026-01-05", trip("2026-01-01"), regime=regime)
    assert (found.last_day, found.binding) == (d("2026-04-30"), Binding.DOCUMENT)


def test_a_lawful_day_under_a_visa_follows_an_overstay() -> None:
    regime = Regime(VISA_FREE.rules, (cover("2026-02-10", "2026-02-20"),))
    assert stay("2026-02-15", trip("2026-01-01"), regime=regime).last_day == d("2026-02-20")
    found = stay("2026-02-25", trip("2026-01-01"), regime=regime)
    assert (found.status, found.last_day) == (Status.OVERSTAY, d("2026-02-20"))
    assert breaches("2026-02-25", trip("2026-01-01"), regime=regime) == (
        Breach(d("2026-01-31"), d("2026-02-09"), Binding.VISIT),
        Breach(d("2026-02-21"), d("2026-02-25"), Binding.VISIT),
    )


def test_without_a_rule_no_day_is_lawful_but_those_of_a_document() -> None:
    found = stay("2026-11-22", trip("2026-11-20"), regime=DOCUMENT_ONLY)
    assert (found.used, found.status, found.last_day) == (0, Status.OVERSTAY, None)
    assert found.binding is Binding.DOCUMENT
    assert breaches("2026-11-22", trip("2026-11-20"), regime=DOCUMENT_ONLY) == (
        Breach(d("2026-11-20"), d("2026-11-22"), Binding.DOCUMENT),
    )


def test_someone_who_needs_a_visa_may_enter_on_its_first_day() -> None:
    regime = Regime((), (cover("2026-10-01", "2026-10-31"), cover("2026-12-01", "2026-12-31")))
    found = stay("2026-11-22", regime=regime)
    assert (found.next_entry, found.next_last_day) == (d("2026-12-01"), d("2026-12-31"))
    assert (found.last_day, found.days_left, found.binding) == (None, 0, Binding.DOCUMENT)


def test_someone_who_needs_a_visa_and_has_none_may_never_enter() -> None:
    found = stay("2026-11-22", trip("2026-10-01", "2026-10-05"), regime=DOCUMENT_ONLY)
    assert (found.next_entry, found.days_left, found.binding) == (None, 0, Binding.DOCUMENT)


def test_a_visa_lets_somebody_enter_who_used_all_days() -> None:
    regime = Regime(EAEU.rules, (cover("2026-04-10", "2026-04-20"),))
    found = stay("2026-04-01", trip("2026-01-01", "2026-03-31"), regime=regime)
    assert (found.next_entry, found.next_last_day) == (d("2026-04-10"), d("2026-04-20"))


# A rule that changes.


def test_a_visit_that_began_before_the_decree_is_judged_by_none() -> None:
    found = stay("2023-06-01", trip("2023-01-26"), regime=SINCE_DECREE)
    assert (found.used, found.status, found.last_day) == (0, Status.OK, None)
    assert not breaches("2023-06-01", trip("2023-01-26"), regime=SINCE_DECREE)


def test_a_visit_that_began_on_the_day_of_the_decree_is_judged_by_it() -> None:
    found = stay("2023-02-01", trip("2023-01-27"), regime=SINCE_DECREE)
    assert (found.used, found.last_day) == (6, d("2023-02-25"))


def test_days_of_a_visit_that_began_before_the_decree_do_not_count_later() -> None:
    found = stay("2023-03-10", trip("2022-12-01", "2023-02-28"), trip("2023-03-05"), regime=SINCE_DECREE)
    assert found.used == 6


def test_before_the_decree_one_may_enter_and_stay() -> None:
    found = stay("2023-01-20", regime=SINCE_DECREE)
    assert (found.next_entry, found.last_day, found.days_left) == (d("2023-01-20"), None, None)


TWO_VERSIONS = Regime(
    (
        Rule(90, 180, 30, since=DECREE, until=d("2026-06-30")),
        Rule(60, 180, 20, since=d("2026-07-01")),
    )
)


def test_each_day_is_judged_by_the_version_in_force_on_it() -> None:
    found = stay("2026-06-20", trip("2026-06-05"), regime=TWO_VERSIONS)
    assert (found.status, found.last_day, found.binding) == (Status.OK, d("2026-06-30"), Binding.VISIT)
    assert breaches("2026-07-03", trip("2026-06-05"), regime=TWO_VERSIONS) == (
        Breach(d("2026-07-01"), d("2026-07-03"), Binding.VISIT),
    )


def test_a_new_version_counts_the_days_used_under_the_old_one() -> None:
    earlier = [trip("2026-03-01", "2026-03-30"), trip("2026-04-05", "2026-05-04")]
    found = stay("2026-06-25", *earlier, trip("2026-06-25"), regime=TWO_VERSIONS)
    assert (found.used, found.last_day, found.binding) == (61, d("2026-06-30"), Binding.WINDOW)


def test_a_more_generous_version_opens_the_border_on_its_first_day() -> None:
    regime = Regime((Rule(10, 180, until=d("2026-06-30")), Rule(90, 180, since=d("2026-07-01"))))
    found = stay("2026-06-01", trip("2026-05-01", "2026-05-10"), regime=regime)
    assert (found.next_entry, found.next_last_day) == (d("2026-07-01"), d("2026-09-18"))


def test_the_border_is_open_from_the_day_after_the_last_rule() -> None:
    regime = Regime((Rule(10, 180, until=d("2026-06-30")),))
    assert stay("2026-06-15", trip("2026-03-01", "2026-05-31"), regime=regime).next_entry == d("2026-07-01")


def test_a_version_that_begins_on_the_last_day_of_a_visit_judges_that_day_only() -> None:
    regime = Regime((Rule(per_visit=3, until=d("2026-01-09")), Rule(since=d("2026-01-10"))))
    assert breaches("2026-02-01", trip("2026-01-01", "2026-01-10"), regime=regime) == (
        Breach(d("2026-01-04"), d("2026-01-09"), Binding.VISIT),
    )


def test_a_rule_that_has_ended_binds_nobody() -> None:
    regime = Regime((Rule(10, 180, until=d("2026-06-30")),))
    assert stay("2026-07-01", trip("2026-05-01"), regime=regime).status is Status.OK
    assert breaches("2026-07-31", trip("2026-06-20"), regime=regime) == (
        Breach(d("2026-06-30"), d("2026-06-30"), Binding.WINDOW),
    )


# Past breaches.


def test_a_trip_that_lies_ahead_has_no_breaches_yet() -> None:
    assert not breaches("2026-11-22", trip("2026-12-01", "2027-12-01"))


def test_past_breaches_come_in_order_and_end_today() -> None:
    found = breaches("2026-11-22", trip("2026-10-20"), trip("2026-01-01", "2026-02-01"), regime=VISA_FREE)
    assert found == (
        Breach(d("2026-01-31"), d("2026-02-01"), Binding.VISIT),
        Breach(d("2026-11-19"), d("2026-11-22"), Binding.VISIT),
    )


def test_a_limit_overdrawn_and_paid_back_can_be_overdrawn_again() -> None:
    found = breaches("2026-01-31", trip("2026-01-01", "2026-01-04"), trip("2026-01-11", "2026-01-14"), regime=SMALL)
    assert found == (
        Breach(d("2026-01-04"), d("2026-01-04"), Binding.WINDOW),
        Breach(d("2026-01-14"), d("2026-01-14"), Binding.WINDOW),
    )
