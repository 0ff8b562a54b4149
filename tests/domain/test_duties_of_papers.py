"""What is due by papers, and what a permit that lasts long enough brings with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duties import KEPT_LATE, Duty, DutyKind, duties
from bot.domain.ledger import Ledger, Paper, PaperKind
from tests.domain.dues import TERMS, due, here, off, paper
from tests.domain.visits import DOCUMENT_ONLY, EAEU, d


@pytest.mark.parametrize("kind", PaperKind)
def test_a_paper_that_ends_today_is_due_today(kind: PaperKind) -> None:
    ledger = Ledger(papers=(paper(PaperKind.CARD, "2026-11-01"), paper(kind, "2026-11-23", "2026-11-10")))
    found = due(ledger, "2026-11-23")[DutyKind(kind.value)]
    assert found == Duty(DutyKind(kind.value), d("2026-11-23"), d("2026-11-10"))
    assert not found.late(d("2026-11-23"))


def test_a_permit_that_another_one_follows_or_overlaps_asks_for_nothing() -> None:
    old = paper(PaperKind.VISA, "2026-12-01", "2026-11-01")
    for start in ("2026-11-15", "2026-12-02"):
        ledger = here("2026-11-01", None, old, paper(PaperKind.TRP, "2027-12-01", start))
        found = due(ledger, "2026-11-23")
        assert DutyKind.VISA not in found
        assert found[DutyKind.TRP].day == d("2027-12-01")
        assert found[DutyKind.LAST_DAY].day == d("2027-12-01")


def test_a_gap_of_a_day_between_permits_is_not_bridged() -> None:
    ledger = here(
        "2026-11-01",
        None,
        paper(PaperKind.TRP, "2026-12-01", "2026-11-01"),
        paper(PaperKind.PRP, "2027-12-01", "2026-12-03"),
        paper(PaperKind.VISA, "2028-01-01"),
    )
    found = due(ledger, "2026-11-23")
    assert found[DutyKind.TRP].day == found[DutyKind.LAST_DAY].day == d("2026-12-01")


def test_permits_that_end_on_one_day_are_both_told() -> None:
    ends = (paper(PaperKind.TRP, "2026-12-01", "2026-11-01"), paper(PaperKind.VISA, "2026-12-01", "2026-10-01"))
    assert {DutyKind.TRP, DutyKind.VISA} <= set(due(here("2026-11-01", None, *ends), "2026-11-23"))


def test_a_passport_and_a_card_are_told_whatever_permit_goes_on() -> None:
    papers = (paper(PaperKind.PASSPORT, "2026-12-01"), paper(PaperKind.CARD, "2026-12-31"))
    ledger = here("2026-11-01", None, *papers, paper(PaperKind.TRP, "2027-12-01", "2026-11-01"))
    assert {DutyKind.PASSPORT, DutyKind.CARD} <= set(due(ledger, "2026-11-23"))


papers = st.builds(
    lambda kind, start, length: Paper(kind, start + timedelta(days=length), start),
    st.sampled_from(PaperKind),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 400),
)


@given(st.lists(papers, min_size=1, max_size=6), st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_of_overlapping_papers_the_one_that_ends_last_is_never_dropped(given: list[Paper], today: date) -> None:
    ordered = tuple(sorted(given, key=lambda paper: (paper.end, paper.kind)))
    found = duties(Ledger(papers=ordered), EAEU, TERMS, today, off())
    assert {duty.day for duty in found} <= {paper.end for paper in ordered}
    assert all(today - duty.day <= KEPT_LATE for duty in found)
    if today - ordered[-1].end <= KEPT_LATE:
        assert found[-1].day == ordered[-1].end


def test_who_may_stay_long_enough_is_told_the_day_that_makes_a_tax_resident() -> None:
    permit = paper(PaperKind.TRP, "2027-10-31", "2026-11-01")
    found = due(here("2026-11-01", None, permit), "2026-11-23")
    assert found[DutyKind.TAX] == Duty(DutyKind.TAX, d("2027-05-02"), d("2026-11-01"))
    assert DutyKind.TAX not in due(here("2026-11-01"), "2026-11-23")
    assert DutyKind.TAX not in due(here("2026-11-01"), "2026-11-23", DOCUMENT_ONLY)
    assert DutyKind.TAX not in due(here("2026-11-01", "2027-05-01", permit), "2026-11-23")
