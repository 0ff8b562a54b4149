"""Trips put together from what somebody told: moves with their days, in any order. No language, no clock.

A wrong trip costs more than a question back, so whatever does not fit together is a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.stay_address import MAX_TOLD
from bot.domain.trips import Trip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Move(StrEnum):
    ENTRY = "entry"
    EXIT = "exit"
    HERE = "here"
    """Somebody is here since a day."""
    WILL_ENTER = "will_enter"
    WILL_LEAVE = "will_leave"


class Doubt(StrEnum):
    """Why a story is asked back."""

    UNCLEAR = "unclear"
    """Entries and exits do not follow each other."""
    IMPOSSIBLE = "impossible"
    """A day that no calendar has."""
    AMBIGUOUS = "ambiguous"
    """A day that could be two."""
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told: trips; an exit before them that has no entry (`left`); a plan (`leave`, `back`); or a doubt.

    `about`: a day was reckoned from "three weeks" or the like.
    """

    trips: tuple[Trip, ...] = ()
    left: date | None = None
    leave: date | None = None
    back: date | None = None
    about: bool = False
    doubt: Doubt | None = None


UNCLEAR = Told(doubt=Doubt.UNCLEAR)


def together(moves: Sequence[tuple[Move, date]], spans: Sequence[Trip] = (), *, about: bool = False) -> Told | None:
    """Put moves and whole trips together, in whatever order they come. None where nothing was told."""
    leaving, entering = ({day for kind, day in moves if kind is want} for want in (Move.WILL_LEAVE, Move.WILL_ENTER))
    if len(leaving) > 1 or len(entering) > 1:
        return UNCLEAR
    leave, back = next(iter(leaving), None), next(iter(entering), None)
    if leave and back and back < leave:
        return UNCLEAR
    past = sorted((day, kind) for kind, day in moves if kind in (Move.ENTRY, Move.EXIT, Move.HERE))
    ways = [way for way in ways_of(once(past), spans) if is_possible(*way)]
    if len(ways) != 1:
        return UNCLEAR
    left, trips = ways[0]
    if len(trips) > MAX_TOLD:
        return Told(doubt=Doubt.TOO_MANY)
    if not (left or trips or leave or back):
        return None
    return with_plan(Told(trips, left, leave, back, about=about))


def with_plan(told: Told) -> Told:
    """End the last trip with the leaving that is planned, unless a return is planned too."""
    known = [told.left, *(day for trip in told.trips for day in (trip.entry, trip.exit))]
    if any(plan < day for plan in (told.leave, told.back) if plan for day in known if day):
        return UNCLEAR
    if told.leave is None or not any(known):
        return told
    if not told.trips or told.trips[-1].exit:
        return UNCLEAR
    if told.back:
        return told
    *before, last = told.trips
    return replace(told, trips=(*before, Trip(last.entry, told.leave)), leave=None)


def once(moves: Sequence[tuple[date, Move]]) -> list[tuple[date, Move]]:
    """Leave out what is told twice; not on a day of both an entry and an exit, which may be several moves."""
    both = {day for day, kind in moves if kind is Move.EXIT} & {day for day, kind in moves if kind is not Move.EXIT}
    return [move for index, move in enumerate(moves) if move[0] in both or move not in moves[:index]]


def ways_of(
    moves: Sequence[tuple[date, Move]], spans: Sequence[Trip]
) -> Iterator[tuple[date | None, tuple[Trip, ...]]]:
    """Yield the ways to read moves that are in order: as trips, or as trips after an exit that has no entry."""
    ways: list[tuple[date | None, list[tuple[date, Move]]]] = [(None, list(moves))]
    if first := next((move for move in moves if move == (moves[0][0], Move.EXIT)), None):
        ways.append((first[0], list(moves)))
        ways[-1][1].remove(first)
    for left, rest in ways:
        if (trips := in_turn(rest)) is not None:
            yield left, tuple(sorted({*trips, *spans}, key=began))


def began(trip: Trip) -> tuple[date, date]:
    return trip.entry, trip.exit or date.max


def is_possible(left: date | None, trips: Sequence[Trip]) -> bool:
    """Tell whether nobody is here twice at a time. One day may end a trip and begin the next."""
    if left and trips and trips[0].entry < left:
        return False
    return all(trip.exit and trip.exit <= after.entry for trip, after in pairwise(trips))


def in_turn(moves: Sequence[tuple[date, Move]]) -> tuple[Trip, ...] | None:
    """Return the trips of moves that are in order, None if entries and exits do not take turns.

    On one day an exit may follow an entry or come before it, whichever fits.
    """
    trips: list[Trip] = []
    entry: date | None = None
    for day, kind in turned(moves):
        if kind is Move.EXIT:
            if entry is None:
                return None
            trips.append(Trip(entry, day))
            entry = None
        elif entry is None:
            entry = day
        elif kind is not Move.HERE or day != entry:
            return None
    if entry is not None:
        trips.append(Trip(entry))
    return tuple(trips)


def turned(moves: Sequence[tuple[date, Move]]) -> list[tuple[date, Move]]:
    """Put an exit before an entry of the same day if somebody is here by then."""
    left = list(moves)
    here = False
    ordered: list[tuple[date, Move]] = []
    while left:
        same = [move for move in left if move[0] == left[0][0]]
        move = next((move for move in same if (move[1] is Move.EXIT) is here), same[0])
        left.remove(move)
        ordered.append(move)
        here = move[1] is not Move.EXIT
    return ordered
