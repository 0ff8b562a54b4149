"""What taps and written days change in a ledger, and the screen that follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.domain.ledger import (
    Contradiction,
    Ledger,
    LedgerError,
    Paper,
    corrected,
    entered,
    left,
    put,
    with_paper,
    without_paper,
    without_trip,
)
from bot.domain.stay_address import Asked, Delete, DeletePaper, Keep, Picked, SetGroup
from bot.domain.trips import Trip, TripError
from bot.i18n.formats import stamp
from bot.services.stay.papers import KINDS

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.stay_address import Do, Purpose
    from bot.i18n.catalogue import Texts

KEPT = frozenset({
    Asked.ENTRY, Asked.EXIT, Asked.FIX_ENTRY, Asked.FIX_EXIT, Asked.MOVED, Asked.PAPER_END,
})  # fmt: skip
"""Days that are kept as soon as they are known; the others lead to the next question."""


def edited(ledger: Ledger, act: Do, today: date) -> Ledger:
    """Return the ledger after an act. Raises `LedgerError` for one that contradicts what is kept."""
    match act:
        case Keep(told):
            kept = put(ledger, told.trips, today)
            return replace(kept, group=told.group or kept.group)
        case Delete(entry):
            return without_trip(ledger, entry)
        case DeletePaper(paper):
            return without_paper(ledger, paper)
        case SetGroup(group):
            return replace(ledger, group=group)
        case Picked(purpose, day):
            return with_day(ledger, purpose, day, today)
        case _:
            assert_never(act)


def with_day(ledger: Ledger, purpose: Purpose, day: date, today: date) -> Ledger:
    """Return the ledger with a day that was asked for."""
    match purpose.asked:
        case Asked.ENTRY:
            return entered(ledger, day, today)
        case Asked.EXIT:
            return left(ledger, day, today)
        case Asked.FIX_ENTRY | Asked.FIX_EXIT:
            assert purpose.day, "a correction names its trip"
            return fixed(ledger, purpose.day, day, today, exit_day=purpose.asked is Asked.FIX_EXIT)
        case Asked.MOVED:
            return replace(ledger, moved_on=day)
        case Asked.PAPER_END:
            assert purpose.paper, "the end of a paper names its kind"
            return with_paper(ledger, Paper(purpose.paper, day, purpose.day))
        case _:
            return ledger


def fixed(ledger: Ledger, entry: date, day: date, today: date, *, exit_day: bool) -> Ledger:
    """Correct one day of the trip that began on `entry`."""
    trip = ledger.trip_of(entry)
    if trip is None:
        return ledger
    try:
        new = Trip(entry, day) if exit_day else Trip(day, trip.exit)
    except TripError as error:
        raise LedgerError(Contradiction.REVERSED, trip if exit_day else None) from error
    return corrected(ledger, entry, new, today)


def confirmation(act: Do, t: Texts) -> str:
    """Say in a line what was just kept or changed."""
    match act:
        case Keep():
            return t("Your dates are kept.")
        case Picked(purpose, day):
            return confirmed(purpose, stamp(day, t.language), t)
        case DeletePaper():
            return t("Deleted.")
        case _:
            return ""


def confirmed(purpose: Purpose, date: str, t: Texts) -> str:
    match purpose.asked:
        case Asked.ENTRY:
            return t("Kept: you entered on {date}.", date=date)
        case Asked.EXIT:
            return t("Kept: you left on {date}.", date=date)
        case Asked.FIX_ENTRY | Asked.FIX_EXIT:
            return t("Corrected: {date}", date=date)
        case Asked.MOVED:
            return t("Kept: you moved on {date}.", date=date)
        case _:
            paper = t(KINDS[purpose.paper]) if purpose.paper else ""
            return t("Kept: {paper}, last day {date}.", paper=paper, date=date)
