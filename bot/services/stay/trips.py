"""The trips that are kept: a list, one of them with what can be done to it, the question before it is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.stay_address import (
    AskDelete,
    Asked,
    Delete,
    Keep,
    Pick,
    Purpose,
    Told,
    TripCard,
    TripList,
)
from bot.library.render import bold

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.trips import Trip
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View

PAGE = 8


def trip_list(scene: Scene, page: int = 0, note: str = "") -> View:
    """Draw the trips, newest first, a page of them as buttons."""
    t = scene.t
    trips = scene.ledger.trips[::-1]
    last = max((len(trips) - 1) // PAGE, 0)
    page = min(page, last)
    shown = trips[page * PAGE : (page + 1) * PAGE]
    title = bold(t("My trips"))
    text = t("Tap a trip to correct or delete it.") if trips else t("No trips are kept here.")
    turning = (
        *((scene.tap(t("Newer"), TripList(page - 1)),) if page else ()),
        *((scene.tap(t("Older"), TripList(page + 1)),) if page < last else ()),
    )
    rows: tuple[Row, ...] = tuple((scene.tap(scene.span(trip), TripCard(trip.entry)),) for trip in shown)
    entry = scene.tap(t("Add entry"), Pick(Purpose(Asked.ENTRY)))
    leave = scene.tap(t("Add exit"), Pick(Purpose(Asked.EXIT)))
    lines = "\n".join(part for part in (note, title, text) if part)
    return scene.view(lines, (*rows, *((turning,) if turning else ()), (entry, leave)))


def trip_card(scene: Scene, entry: date) -> View:
    trip = scene.ledger.trip_of(entry)
    if trip is None:
        return trip_list(scene, note=scene.t("This trip is not kept any more."))
    t = scene.t
    length = "" if trip.exit is None else t.n("{n} day", "{n} days", (trip.exit - trip.entry).days + 1)
    text = "\n".join(part for part in (bold(scene.span(trip)), length) if part)
    fix_exit = Pick(Purpose(Asked.FIX_EXIT, entry))
    rows = (
        (scene.tap(t("Correct the entry"), Pick(Purpose(Asked.FIX_ENTRY, entry))),),
        (scene.tap(t("Correct the exit") if trip.exit else t("Add exit"), fix_exit),),
        (scene.tap(t("Delete"), AskDelete(entry)), scene.tap(t("My trips"), TripList())),
    )
    return scene.view(text, rows)


def ask_delete(scene: Scene, entry: date) -> View:
    trip = scene.ledger.trip_of(entry)
    if trip is None:
        return trip_card(scene, entry)
    t = scene.t
    question = t("Delete this trip?")
    return scene.view(
        f"{question}\n{bold(scene.span(trip))}",
        ((scene.tap(t("Delete"), Delete(entry)), scene.tap(t("No, keep it"), TripCard(entry))),),
    )


def deleted(scene: Scene, trip: Trip, note: str = "") -> View:
    """Draw what is left after a trip was deleted, with a way to bring it back."""
    view = trip_list(scene, note="\n".join(part for part in (scene.t("Trip deleted."), note) if part))
    undo = (scene.tap(scene.t("Undo"), Keep(Told((trip,)))),)
    return type(view)(view.messages, (undo, *view.buttons), view.address)
