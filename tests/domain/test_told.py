"""Trips put together from moves and days: in any order the same, never two at a time, and doubt rather than a guess."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stay_address import MAX_TOLD
from bot.domain.told import UNCLEAR, Doubt, Move, Told, in_turn, together
from bot.domain.trips import Trip

if TYPE_CHECKING:
    from random import Random

ENTRY, EXIT, HERE, WILL_ENTER, WILL_LEAVE = Move.ENTRY, Move.EXIT, Move.HERE, Move.WILL_ENTER, Move.WILL_LEAVE
Moves = list[tuple[Move, date]]
DAY = timedelta(days=1)


def on(text: str) -> date:
    day, month = text.split(".")
    return date(2026, int(month), int(day))


def moves(text: str) -> Moves:
    """Read moves as they are written in the tables below: "+14.9 -2.10" is an entry and an exit."""
    signs = {"+": ENTRY, "-": EXIT, "=": HERE, ">": WILL_ENTER, "<": WILL_LEAVE}
    return [(signs[word[0]], on(word[1:])) for word in text.split()]


def trips(text: str) -> tuple[Trip, ...]:
    pairs = (word.split("-") for word in text.split())
    return tuple(Trip(on(first), on(last) if last else None) for first, last in pairs)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", None),
        ("+14.9", Told(trips("14.9-"))),
        ("=14.9", Told(trips("14.9-"))),
        ("+14.9 -2.10", Told(trips("14.9-2.10"))),
        ("+14.9 -2.10 +6.10", Told(trips("14.9-2.10 6.10-"))),
        ("+14.9 -14.9 +6.10", Told(trips("14.9-14.9 6.10-"))),
        ("+14.9 -2.10 +2.10", Told(trips("14.9-2.10 2.10-"))),
        ("+14.9 =14.9", Told(trips("14.9-"))),
        ("-2.10 =6.10 +6.10", Told(trips("6.10-"), left=on("2.10"))),
        ("=14.9 -2.10 +6.10", Told(trips("14.9-2.10 6.10-"))),
        ("+14.9 +14.9 -2.10 -2.10", Told(trips("14.9-2.10"))),
        ("-2.10", Told(left=on("2.10"))),
        ("-2.10 +6.10", Told(trips("6.10-"), left=on("2.10"))),
        ("-2.10 +2.10 -6.10", Told(trips("2.10-6.10"), left=on("2.10"))),
        ("<1.12", Told(leave=on("1.12"))),
        (">10.12", Told(back=on("10.12"))),
        ("<1.12 >10.12", Told(leave=on("1.12"), back=on("10.12"))),
        ("<1.12 >1.12", Told(leave=on("1.12"), back=on("1.12"))),
        ("<1.12 <1.12", Told(leave=on("1.12"))),
        ("+14.9 <1.12", Told(trips("14.9-1.12"))),
        ("+14.9 <14.9", Told(trips("14.9-14.9"))),
        ("+14.9 -2.10 +6.10 <1.12", Told(trips("14.9-2.10 6.10-1.12"))),
        ("+14.9 <1.12 >10.12", Told(trips("14.9-"), leave=on("1.12"), back=on("10.12"))),
        ("+14.9 -2.10 >10.12", Told(trips("14.9-2.10"), back=on("10.12"))),
        ("-2.10 >10.12", Told(left=on("2.10"), back=on("10.12"))),
    ],
)
def test_moves_that_fit_make_trips(told: str, expected: Told | None) -> None:
    assert together(moves(told)) == expected


@pytest.mark.parametrize(
    "told",
    [
        "+14.9 +2.10",
        "+14.9 =2.10",
        "+14.9 -2.10 -6.10",
        "-2.10 -6.10",
        "-2.10 +6.10 +8.10",
        "-2.10 +2.10",
        ">1.12 <10.12",
        "<1.12 <2.12",
        ">1.12 >2.12",
        "+14.9 <1.9",
        "+14.9 -2.10 <1.12",
        "+14.9 -2.10 <1.12 >10.12",
        "-2.10 <1.12",
        "+14.9 -2.10 >1.10",
        "-2.10 >1.10",
    ],
)
def test_moves_that_do_not_fit_are_asked_back(told: str) -> None:
    """Two entries in a row, a return before the leaving, a plan before what happened, out and in on one day (or in and
    out: who knows), and the like.
    """
    assert together(moves(told)) == UNCLEAR


@pytest.mark.parametrize(
    ("told", "spans", "expected"),
    [
        ("", "3.3-20.3", Told(trips("3.3-20.3"))),
        ("", "14.9-2.10 3.3-20.3", Told(trips("3.3-20.3 14.9-2.10"))),
        ("", "3.3-20.3 3.3-20.3", Told(trips("3.3-20.3"))),
        ("", "3.3-20.3 20.3-1.4", Told(trips("3.3-20.3 20.3-1.4"))),
        ("", "3.3-20.3 14.9-", Told(trips("3.3-20.3 14.9-"))),
        ("+14.9", "3.3-20.3", Told(trips("3.3-20.3 14.9-"))),
        ("+3.3 -20.3", "3.3-20.3", Told(trips("3.3-20.3"))),
        ("-2.2", "3.3-20.3", Told(trips("3.3-20.3"), left=on("2.2"))),
        ("<1.12 >10.12", "3.3-20.3 14.9-", Told(trips("3.3-20.3 14.9-"), leave=on("1.12"), back=on("10.12"))),
        ("", "3.3-20.3 19.3-1.4", UNCLEAR),
        ("", "3.3- 14.9-2.10", UNCLEAR),
        ("", "3.3- 14.9-", UNCLEAR),
        ("+1.3", "3.3-20.3", UNCLEAR),
        ("+10.3", "3.3-20.3", UNCLEAR),
        ("-10.3", "3.3-20.3", UNCLEAR),
        ("-2.10", "3.3-20.3", UNCLEAR),
        ("<1.12", "3.3-20.3", UNCLEAR),
    ],
)
def test_whole_trips_join_those_of_moves_unless_somebody_would_be_here_twice(
    told: str, spans: str, expected: Told
) -> None:
    assert together(moves(told), trips(spans)) == expected


def test_that_a_day_is_not_exact_is_passed_on() -> None:
    assert together(moves("=14.9"), about=True) == Told(trips("14.9-"), about=True)
    assert together([], about=True) is None


def test_more_trips_than_fit_into_a_button_are_a_doubt() -> None:
    spans = [Trip(date(2026, 1, 1) + 10 * n * DAY, date(2026, 1, 5) + 10 * n * DAY) for n in range(MAX_TOLD + 1)]
    assert together([], spans[:-1]) == Told(tuple(spans[:-1]))
    assert together([], spans) == Told(doubt=Doubt.TOO_MANY)
    ways = [(kind, day) for trip in spans for kind, day in ((ENTRY, trip.entry), (EXIT, trip.exit)) if day]
    assert together(ways) == Told(doubt=Doubt.TOO_MANY)


def test_an_exit_without_an_entry_is_no_trip() -> None:
    assert in_turn([(on("2.10"), EXIT)]) is None


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20))
SOME_MOVES = st.lists(st.tuples(st.sampled_from(Move), DAYS), max_size=7)
SPANS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 9)), max_size=3).map(
    lambda pairs: [Trip(day, None if length is None else day + length * DAY) for day, length in pairs]
)


@given(SOME_MOVES, SPANS, st.randoms(use_true_random=False))
def test_the_order_in_which_moves_are_told_changes_nothing(told: Moves, spans: list[Trip], random: Random) -> None:
    other, others = list(told), list(spans)
    random.shuffle(other)
    random.shuffle(others)
    assert together(told, spans) == together(other, others)


@given(SOME_MOVES, SPANS)
def test_what_is_told_fits_together_or_is_a_doubt(told: Moves, spans: list[Trip]) -> None:
    story = together(told, spans)
    if story is None or story.doubt:
        assert story in (None, UNCLEAR, Told(doubt=Doubt.TOO_MANY))
        return
    assert story.trips or story.left or story.leave or story.back
    assert len(story.trips) <= MAX_TOLD
    assert all(one.exit and one.exit <= two.entry for one, two in pairwise(story.trips))
    assert story.left is None or all(story.left <= trip.entry for trip in story.trips)
    assert not (story.leave and story.back and story.back < story.leave)
    days = {day for trip in story.trips for day in (trip.entry, trip.exit) if day}
    assert days <= {day for _, day in told} | {day for span in spans for day in (span.entry, span.exit)}


@given(SOME_MOVES)
def test_nobody_leaves_who_did_not_tell_so(told: Moves) -> None:
    story = together(told)
    exits = {day for kind, day in told if kind in (EXIT, WILL_LEAVE)}
    entries = {day for kind, day in told if kind in (ENTRY, HERE)}
    if story:
        assert {trip.exit for trip in story.trips if trip.exit} <= exits
        assert {trip.entry for trip in story.trips} <= entries
        assert story.left is None or story.left in exits


@given(st.lists(DAYS, min_size=1, max_size=8, unique=True))
def test_days_in_turn_are_read_back(days: list[date]) -> None:
    turns = [(EXIT if place % 2 else ENTRY, day) for place, day in enumerate(sorted(days))]
    story = together(turns)
    assert story
    assert [day for trip in story.trips for day in (trip.entry, trip.exit) if day] == sorted(days)
    assert (story.left, story.doubt) == (None, None)


@given(st.lists(DAYS, min_size=2, max_size=2, unique=True), SOME_MOVES)
def test_a_return_before_the_leaving_is_never_a_plan(days: list[date], others: Moves) -> None:
    back, leave = sorted(days)
    plan = [(WILL_LEAVE, leave), (WILL_ENTER, back)]
    assert together([*plan, *others]) == UNCLEAR
