"""What is due by a visit and a move, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duties import KEPT_LATE, Duty, DutyKind, duties
from bot.domain.ledger import Ledger, PaperKind
from bot.domain.standing import stand
from bot.domain.trips import Trip
from tests.domain.dues import TERMS, due, here, off, paper
from tests.domain.visits import DAY, DOCUMENT_ONLY, EAEU, SMALL, VISA_FREE, d, trip

NAURYZ_2026 = set(map(d, ("2026-03-09", "2026-03-23", "2026-03-24", "2026-03-25")))


TURN_OF_2027 = set(map(d, ("2026-12-16", "2027-01-01", "2027-01-04", "2027-01-07")))


THREE = {DutyKind.LAST_DAY, DutyKind.NOTIFICATION, DutyKind.REGISTRATION}


def test_who_entered_today_has_a_last_day_a_notification_and_a_registration() -> None:
    found = due(here("2026-11-23"), "2026-11-23")
    assert found == {
        DutyKind.NOTIFICATION: Duty(DutyKind.NOTIFICATION, d("2026-11-26"), d("2026-11-23")),
        DutyKind.REGISTRATION: Duty(DutyKind.REGISTRATION, d("2026-12-22"), d("2026-11-23")),
        DutyKind.LAST_DAY: Duty(DutyKind.LAST_DAY, d("2027-02-20"), d("2026-11-23")),
    }


def test_nothing_is_due_without_dates_or_after_leaving() -> None:
    assert due(Ledger(), "2026-11-23") == {}
    assert due(here("2026-11-20", "2026-11-22"), "2026-11-23") == {}


@pytest.mark.parametrize(
    ("entry", "last", "holidays"),
    [
        ("2026-03-19", "2026-03-27", NAURYZ_2026),
        ("2026-03-20", "2026-03-30", NAURYZ_2026),
        ("2026-03-22", "2026-03-30", NAURYZ_2026),
        ("2026-12-14", "2026-12-18", TURN_OF_2027),
        ("2026-12-30", "2027-01-06", TURN_OF_2027),
        ("2026-12-31", "2027-01-08", TURN_OF_2027),
        ("2028-02-28", "2028-03-02", set()),
    ],
)
def test_the_host_has_working_days_only(entry: str, last: str, holidays: set[date]) -> None:
    found = due(here(entry), entry, is_day_off=off(*holidays))
    assert found[DutyKind.NOTIFICATION].day == d(last)


def test_the_leap_day_is_a_day_like_others() -> None:
    assert due(here("2028-02-01"), "2028-02-01")[DutyKind.REGISTRATION].day == d("2028-03-01")
    assert due(here("2027-02-01"), "2027-02-01")[DutyKind.REGISTRATION].day == d("2027-03-02")
    assert due(here("2028-02-29"), "2028-02-29", VISA_FREE)[DutyKind.LAST_DAY].day == d("2028-03-29")


def test_who_entered_before_registration_began_does_not_register() -> None:
    assert DutyKind.REGISTRATION not in due(here("2026-06-30"), "2026-07-01")
    assert DutyKind.REGISTRATION in due(here("2026-07-01"), "2026-07-01")


@pytest.mark.parametrize("kind", [PaperKind.VISA, PaperKind.TRP, PaperKind.PRP])
def test_who_enters_by_a_visa_or_a_permit_does_not_register_but_the_host_informs(kind: PaperKind) -> None:
    ledger = here("2026-11-23", None, paper(kind, "2027-01-31", "2026-11-23"))
    found = due(ledger, "2026-11-23")
    assert set(found) == {DutyKind.NOTIFICATION, DutyKind.LAST_DAY, DutyKind(kind.value)}
    assert found[DutyKind.LAST_DAY].day == found[DutyKind(kind.value)].day == d("2027-01-31")


def test_who_may_be_here_by_a_document_only_does_not_register() -> None:
    ledger = here("2026-11-23", None, paper(PaperKind.VISA, "2027-01-31"))
    assert set(due(ledger, "2026-11-23", DOCUMENT_ONLY)) == {DutyKind.NOTIFICATION, DutyKind.VISA}


def test_a_permit_got_after_the_entry_does_not_undo_the_registration() -> None:
    ledger = here("2026-11-23", None, paper(PaperKind.TRP, "2027-11-30", "2026-12-01"))
    found = due(ledger, "2026-12-02")
    assert found[DutyKind.REGISTRATION].day == d("2026-12-22")
    assert found[DutyKind.LAST_DAY].day == d("2027-11-30")


def test_the_last_day_is_the_one_that_the_screen_of_the_stay_tells() -> None:
    ledger = Ledger(trips=(trip("2026-09-01"), trip("2026-12-20", "2027-01-08")))
    found = due(ledger, "2026-09-10")[DutyKind.LAST_DAY]
    assert found.day == stand(ledger.trips, EAEU, d("2026-09-10")).last_day == d("2026-11-09")
    assert found.shortened


def test_a_planned_trip_that_shortens_nothing_is_not_blamed() -> None:
    ledger = Ledger(trips=(trip("2026-09-01"), trip("2027-06-01", "2027-08-01")))
    assert not due(ledger, "2026-09-10")[DutyKind.LAST_DAY].shortened


def test_in_an_overstay_the_last_day_is_past_and_stays_told_as_long_as_it_lasts() -> None:
    for today in ("2026-12-01", "2027-10-01"):
        found = due(here("2026-11-01"), today, VISA_FREE)[DutyKind.LAST_DAY]
        assert found.day == d("2026-11-30")
        assert found.late(d(today))
    assert not found.late(d("2026-11-30"))


def test_a_visit_without_a_lawful_day_has_no_last_day() -> None:
    ledger = Ledger(trips=(trip("2026-01-01", "2026-01-03"), trip("2026-01-04")))
    assert DutyKind.LAST_DAY not in due(ledger, "2026-01-04", SMALL)


def test_other_deadlines_are_told_for_a_month_after_they_passed() -> None:
    ledger = here("2026-11-23")
    last = d("2026-11-26")
    for late, told in ((KEPT_LATE, True), (KEPT_LATE + DAY, False)):
        found = due(ledger, (last + late).isoformat())
        assert (DutyKind.NOTIFICATION in found) is told


def test_abroad_the_nearest_planned_visit_counts_and_is_marked() -> None:
    ledger = Ledger(trips=(trip("2026-12-01", "2026-12-10"), trip("2027-03-01", "2027-03-05")))
    found = due(ledger, "2026-11-23", VISA_FREE)
    assert set(found) == THREE
    assert all(duty.planned and duty.since == d("2026-12-01") for duty in found.values())
    assert found[DutyKind.LAST_DAY].day == d("2026-12-30")


def test_while_here_only_this_visit_counts() -> None:
    ledger = Ledger(trips=(trip("2026-11-20"), trip("2026-12-01", "2026-12-10")))
    found = due(ledger, "2026-11-23")
    assert {duty.since for duty in found.values()} == {d("2026-11-20")}
    assert not any(duty.planned for duty in found.values())


def test_on_a_border_day_the_visit_that_begins_counts() -> None:
    ledger = Ledger(trips=(trip("2026-11-01", "2026-11-23"), trip("2026-11-23")))
    assert due(ledger, "2026-11-23")[DutyKind.NOTIFICATION].since == d("2026-11-23")


def test_after_a_move_the_new_host_informs_and_the_guest_registers_again() -> None:
    found = due(here("2026-11-02", moved="2026-11-23"), "2026-11-23")
    assert found[DutyKind.MOVE_NOTIFICATION] == Duty(DutyKind.MOVE_NOTIFICATION, d("2026-11-26"), d("2026-11-23"))
    assert found[DutyKind.MOVE_REGISTRATION] == Duty(DutyKind.MOVE_REGISTRATION, d("2026-11-30"), d("2026-11-23"))


def test_a_move_that_is_planned_is_marked() -> None:
    found = due(here("2026-11-02", moved="2026-12-01"), "2026-11-23")
    assert {kind for kind, duty in found.items() if duty.planned} == {
        DutyKind.MOVE_NOTIFICATION,
        DutyKind.MOVE_REGISTRATION,
    }


@pytest.mark.parametrize("moved", ["2026-10-31", "2026-11-02", "2026-11-26"])
def test_a_move_outside_the_visit_or_on_its_first_day_asks_for_nothing(moved: str) -> None:
    assert set(due(here("2026-11-02", "2026-11-25", moved=moved), "2026-11-10")) == THREE


def test_by_a_permit_a_move_asks_for_the_notice_only() -> None:
    by_permit = here("2026-11-02", None, paper(PaperKind.TRP, "2027-11-01", "2026-11-10"), moved="2026-11-23")
    by_visa = here("2026-11-02", None, paper(PaperKind.VISA, "2026-11-20", "2026-11-02"), moved="2026-11-23")
    for ledger in (by_permit, by_visa):
        found = due(ledger, "2026-11-23")
        assert DutyKind.MOVE_NOTIFICATION in found
        assert DutyKind.MOVE_REGISTRATION not in found


def test_a_move_before_registration_began_asks_for_the_notice_only() -> None:
    found = due(here("2026-06-01", moved="2026-06-30"), "2026-06-30")
    assert DutyKind.MOVE_NOTIFICATION in found
    assert DutyKind.MOVE_REGISTRATION not in found


entries = st.dates(date(2023, 2, 1), date(2090, 1, 1))


holidays_after = st.frozensets(st.integers(0, 40), max_size=12)


@given(entries, st.integers(1, 9), holidays_after)
def test_the_notification_is_due_exactly_so_many_working_days_after_the_entry(
    entry: date, count: int, rest: frozenset[int]
) -> None:
    is_day_off = off(*(entry + timedelta(days=number) for number in rest))
    terms = replace(TERMS, notification=count)
    [found] = [
        duty
        for duty in duties(Ledger(trips=(Trip(entry),)), EAEU, terms, entry, is_day_off)
        if duty.kind is DutyKind.NOTIFICATION
    ]
    days = [entry + timedelta(days=number) for number in range(1, (found.day - entry).days + 1)]
    assert not is_day_off(found.day)
    assert sum(not is_day_off(day) for day in days) == count


@given(st.dates(date(2026, 7, 1), date(2028, 1, 1)), st.integers(0, 400))
def test_each_kind_is_told_once_a_visit_and_in_order(entry: date, stayed: int) -> None:
    ledger = Ledger(trips=(Trip(entry),), moved_on=entry + timedelta(days=stayed))
    found = duties(ledger, VISA_FREE, TERMS, entry + timedelta(days=stayed), off())
    assert len({duty.kind for duty in found}) == len(found)
    assert [duty.day for duty in found] == sorted(duty.day for duty in found)
    assert not any(duty.planned for duty in found)
