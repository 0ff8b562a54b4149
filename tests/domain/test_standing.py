"""The cautious reading of limits and papers together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.count import Breach
from bot.domain.rules import Binding, Regime
from bot.domain.standing import stand
from bot.domain.stay import Status
from tests.domain.visits import EAEU, SMALL, VISA_FREE, cover, d, trip

if TYPE_CHECKING:
    from bot.domain.standing import Standing
    from bot.domain.trips import Trip


def at(today: str, *trips: Trip, regime: Regime = EAEU) -> Standing:
    return stand(trips, regime, d(today))


def test_without_papers_the_limits_decide() -> None:
    found = at("2026-11-26", trip("2026-09-14", "2026-10-02"), trip("2026-10-06"))
    assert found.last_day == d("2026-12-15")
    assert not found.by_paper
    assert not found.spoilt
    assert found.past == ()


def test_a_visit_under_a_permit_ends_with_the_permit_and_not_with_visa_free_days() -> None:
    permit = Regime(EAEU.rules, (cover("2026-10-20", "2027-03-31"),))
    found = at("2026-11-26", trip("2026-10-06"), regime=permit)
    assert (found.last_day, found.by_paper) == (d("2027-03-31"), True)
    assert found.stay.binding is Binding.DOCUMENT
    assert found.stay.used == 14


def test_who_stays_on_after_a_permit_has_ended_is_told_the_day_on_which_it_did() -> None:
    permit = Regime(EAEU.rules, (cover("2026-10-20", "2026-11-20"),))
    found = at("2026-11-26", trip("2026-10-06"), regime=permit)
    assert (found.stay.status, found.last_day) == (Status.OVERSTAY, d("2026-11-20"))


def test_a_permit_that_ended_before_this_visit_or_begins_later_leaves_the_limits_in_charge() -> None:
    for permit in (cover("2026-01-01", "2026-10-05"), cover("2026-11-27", "2027-01-01")):
        found = at("2026-11-26", trip("2026-10-06"), regime=Regime(EAEU.rules, (permit,)))
        assert not found.by_paper


def test_permits_that_follow_each_other_are_one() -> None:
    permits = (cover("2026-10-20", "2026-11-20"), cover("2026-11-21", "2027-05-01"))
    assert at("2026-11-26", trip("2026-10-06"), regime=Regime(EAEU.rules, permits)).last_day == d("2027-05-01")


def test_a_planned_trip_brings_the_last_day_forward_and_that_is_told() -> None:
    found = at("2026-09-10", trip("2026-09-01"), trip("2026-12-20", "2027-01-08"))
    assert (found.leave_by, found.last_day, found.stay.last_day) == (d("2026-11-09"), d("2026-11-09"), d("2026-11-29"))


def test_a_planned_trip_that_shortens_nothing_is_not_named() -> None:
    found = at("2026-09-10", trip("2026-09-01"), trip("2027-06-01", "2027-08-01"))
    assert (found.leave_by, found.spoilt) == (None, False)


def test_planned_trips_that_fit_in_no_case_are_told() -> None:
    found = at("2026-09-10", trip("2026-09-01"), trip("2027-06-01", "2027-07-15"), regime=VISA_FREE)
    assert (found.leave_by, found.spoilt) == (None, True)


def test_abroad_nothing_is_shortened_or_spoilt() -> None:
    found = at("2026-11-26", trip("2026-12-20", "2027-01-08"))
    assert (found.stay.status, found.leave_by, found.spoilt) == (Status.ABROAD, None, False)


def test_past_breaches_are_those_of_visits_before_this_one() -> None:
    found = at("2026-01-31", trip("2026-01-01", "2026-01-05"), trip("2026-01-30"), regime=SMALL)
    assert found.past == (Breach(d("2026-01-04"), d("2026-01-05"), Binding.WINDOW),)
    over = at("2026-02-10", trip("2026-01-01", "2026-01-05"), trip("2026-01-30"), regime=SMALL)
    assert over.stay.status is Status.OVERSTAY
    assert over.past == found.past
