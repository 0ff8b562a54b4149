"""Edits of a ledger: what people tell is kept in order, and what contradicts itself is refused with the reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import (
    MAX_PAPERS,
    MAX_TRIPS,
    Contradiction,
    Ledger,
    LedgerError,
    Paper,
    PaperKind,
    checked,
    corrected,
    entered,
    left,
    put,
    with_paper,
    without_paper,
    without_trip,
)
from bot.domain.rules import Cover
from bot.domain.trips import Trip
from tests.domain.visits import d, trip

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = d("2026-11-26")
STORY = Ledger(trips=(trip("2026-09-14", "2026-10-02"), trip("2026-10-06")))


def refused(edit: Callable[[], Ledger]) -> tuple[Contradiction, Trip | None]:
    with pytest.raises(LedgerError) as caught:
        edit()
    return caught.value.fault, caught.value.trip


def test_an_entry_and_an_exit_make_a_trip() -> None:
    here = entered(Ledger(), d("2026-09-14"), TODAY)
    assert here.open_trip == trip("2026-09-14")
    gone = left(here, d("2026-10-02"), TODAY)
    assert gone.trips == (trip("2026-09-14", "2026-10-02"),)
    assert gone.open_trip is None


def test_the_same_entry_or_exit_told_twice_changes_nothing() -> None:
    assert entered(STORY, d("2026-10-06"), TODAY) == STORY
    assert entered(left(STORY, TODAY, TODAY), d("2026-09-14"), TODAY) == left(STORY, TODAY, TODAY)
    closed = left(STORY, d("2026-11-20"), TODAY)
    assert left(closed, d("2026-11-20"), TODAY) == closed


def test_an_entry_while_a_trip_is_open_is_refused_and_names_it() -> None:
    assert refused(lambda: entered(STORY, TODAY, TODAY)) == (Contradiction.STILL_HERE, trip("2026-10-06"))


def test_an_exit_without_an_open_trip_is_refused_and_names_the_last_one_before() -> None:
    assert refused(lambda: left(Ledger(), TODAY, TODAY)) == (Contradiction.NOT_HERE, None)
    closed = left(STORY, d("2026-11-20"), TODAY)
    last = trip("2026-10-06", "2026-11-20")
    assert refused(lambda: left(closed, TODAY, TODAY)) == (Contradiction.NOT_HERE, last)


def test_an_exit_before_the_entry_is_refused() -> None:
    assert refused(lambda: left(STORY, d("2026-10-05"), TODAY)) == (Contradiction.REVERSED, trip("2026-10-06"))


def test_an_exit_on_the_day_of_entry_is_a_trip_of_a_day() -> None:
    assert left(STORY, d("2026-10-06"), TODAY).trips[-1] == trip("2026-10-06", "2026-10-06")


def test_an_exit_may_lie_ahead() -> None:
    assert left(STORY, d("2026-12-20"), TODAY).trips[-1] == trip("2026-10-06", "2026-12-20")


def test_told_trips_take_the_place_of_those_that_begin_on_the_same_day() -> None:
    here = Ledger(trips=(trip("2026-09-14"),))
    assert put(here, STORY.trips, TODAY) == STORY


def test_trips_may_share_a_border_day_and_nothing_more() -> None:
    first = Ledger(trips=(trip("2026-09-01", "2026-09-10"),))
    assert len(put(first, (trip("2026-09-10", "2026-09-12"),), TODAY).trips) == 2
    overlap = refused(lambda: put(first, (trip("2026-09-09", "2026-09-12"),), TODAY))
    assert overlap == (Contradiction.OVERLAP, first.trips[0])
    inside = refused(lambda: put(first, (trip("2026-09-02", "2026-09-03"), trip("2026-09-05", "2026-09-06")), TODAY))
    assert inside == (Contradiction.OVERLAP, first.trips[0])


def test_a_planned_trip_may_follow_an_open_one_but_not_begin_before_today() -> None:
    planned = trip("2026-12-20", "2027-01-08")
    assert put(STORY, (planned,), TODAY).trips[-1] == planned
    assert refused(lambda: put(STORY, (trip("2026-11-20", "2026-11-22"),), TODAY))[0] is Contradiction.OVERLAP


def test_a_second_open_trip_is_refused() -> None:
    assert refused(lambda: put(STORY, (trip("2026-11-01"),), TODAY)) == (Contradiction.STILL_HERE, trip("2026-10-06"))


def test_a_trip_years_ahead_is_taken_for_a_slip() -> None:
    slip = trip("2062-09-14", "2062-09-20")
    assert refused(lambda: put(STORY, (slip,), TODAY)) == (Contradiction.TOO_FAR, slip)


def test_a_trip_can_be_corrected_and_deleted() -> None:
    right = trip("2026-09-15", "2026-10-02")
    assert corrected(STORY, d("2026-09-14"), right, TODAY).trips == (right, trip("2026-10-06"))
    assert without_trip(STORY, d("2026-09-14")).trips == (trip("2026-10-06"),)
    assert without_trip(STORY, d("2026-09-13")) == STORY
    assert STORY.trip_of(d("2026-09-14")) == trip("2026-09-14", "2026-10-02")
    assert STORY.trip_of(d("2026-09-13")) is None


def test_a_ledger_is_not_without_end() -> None:
    day = timedelta(days=1)
    many = tuple(Trip(date(2000, 1, 1) + n * day, date(2000, 1, 1) + n * day) for n in range(MAX_TRIPS))
    full = checked(Ledger(trips=many[:9000]), TODAY)
    more = [Trip(date(2000, 1, 1) + n * day, date(2000, 1, 1) + n * day) for n in range(9000, MAX_TRIPS + 1)]
    assert refused(lambda: put(full, more, date(2030, 1, 1)))[0] is Contradiction.TOO_MANY
    papers = Ledger(papers=tuple(Paper(PaperKind.CARD, TODAY + n * day) for n in range(MAX_PAPERS)))
    assert refused(lambda: with_paper(papers, Paper(PaperKind.VISA, TODAY)))[0] is Contradiction.TOO_MANY


def test_papers_are_kept_in_the_order_of_their_last_days() -> None:
    card, visa = Paper(PaperKind.CARD, d("2027-05-31")), Paper(PaperKind.VISA, d("2026-12-31"), d("2026-10-01"))
    both = with_paper(with_paper(Ledger(), card), visa)
    assert both.papers == (visa, card)
    assert with_paper(both, card) == both
    assert both.covers == (Cover(d("2026-10-01"), d("2026-12-31")),)
    assert without_paper(both, visa).papers == (card,)
    reversed_visa = Paper(PaperKind.VISA, d("2026-10-01"), d("2026-12-31"))
    assert refused(lambda: with_paper(both, reversed_visa)) == (Contradiction.REVERSED, None)


DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 30))
EDITS = st.lists(st.tuples(st.sampled_from((entered, left)), DAYS), max_size=12)


@given(EDITS, DAYS)
def test_whatever_is_told_in_whatever_order_a_ledger_never_contradicts_itself(
    edits: list[tuple[Callable[[Ledger, date, date], Ledger], date]], today: date
) -> None:
    ledger = Ledger()
    for edit, day in edits:
        try:
            ledger = edit(ledger, day, today)
        except LedgerError:
            continue
    assert checked(ledger, today) == ledger
    assert sum(trip.exit is None for trip in ledger.trips) <= 1
    assert list(ledger.trips) == sorted(ledger.trips, key=lambda trip: trip.entry)
