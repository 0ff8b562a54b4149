"""Trips put together from what somebody told: moves with their days, in any order. No language, no clock.

A wrong trip costs more than a question back, so whatever does not fit together is a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.stay_address import MAX_TOLD
from bot.domain.trips import Trip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


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
    """Put moves and whole trips together. None where nothing was told."""
    past = sorted((day, kind) for kind, day in moves if kind in (Move.ENTRY, Move.EXIT, Move.HERE))
    leave = next((day for kind, day in moves if kind is Move.WILL_LEAVE), None)
    back = next((day for kind, day in moves if kind is Move.WILL_ENTER), None)
    if leave and back and back < leave:
        return UNCLEAR
    if not past and not spans:
        return Told(leave=leave, back=back) if leave or back else None
    left = past.pop(0)[0] if past and past[0][1] is Move.EXIT else None
    trips = in_turn(past)
    if trips is None:
        return UNCLEAR
    if leave and trips and trips[-1].exit is None and leave >= trips[-1].entry and back is None:
        trips = (*trips[:-1], Trip(trips[-1].entry, leave))
        leave = None
    whole = tuple(sorted((*trips, *spans), key=lambda trip: trip.entry))
    if len(whole) > MAX_TOLD:
        return Told(doubt=Doubt.TOO_MANY)
    return Told(whole, left, leave, back, about=about)


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
