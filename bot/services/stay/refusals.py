"""Why a day or a trip is not taken, in words, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import Contradiction
from bot.domain.stay_address import Asked, Pick, Purpose, TripCard
from bot.i18n.formats import day

if TYPE_CHECKING:
    from bot.domain.ledger import LedgerError
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View


def refusal(scene: Scene, error: LedgerError) -> View:
    """Say why an edit is refused, and lead to the trip in the way."""
    return scene.view(reason(scene, error), rows(scene, error))


def reason(scene: Scene, error: LedgerError) -> str:
    t, trip = scene.t, error.trip
    whole = t("Or write the whole trip in one message: entered 5 January, left 20 January.")
    match error.fault:
        case Contradiction.REVERSED:
            since = t("You entered on {date}.", date=day(trip.entry, t.language)) if trip else ""
            return " ".join((t("The exit date is before the entry date. Please check."), since)).strip()
        case Contradiction.STILL_HERE:
            assert trip, "told with the open trip"
            here = t(
                "You are marked as being here since {date}. First mark when you left.", date=day(trip.entry, t.language)
            )
            return f"{here} {whole}"
        case Contradiction.NOT_HERE:
            missing = t("There is no trip without an exit. First mark when you entered.")
            return f"{missing} {whole}"
        case Contradiction.OVERLAP:
            assert trip, "told with the other trip"
            return t("These dates overlap with another trip: {trip}. Correct that one first.", trip=scene.span(trip))
        case Contradiction.TOO_FAR:
            return t("That lies more than three years ahead. Please check the year.")
        case Contradiction.TOO_MANY:
            return t("That is more than I can keep. Delete what is no longer needed.")


def rows(scene: Scene, error: LedgerError) -> tuple[Row, ...]:
    t, trip = scene.t, error.trip
    correct: tuple[Row, ...] = ((scene.tap(t("Correct this trip"), TripCard(trip.entry)),),) if trip else ()
    match error.fault:
        case Contradiction.STILL_HERE:
            return ((scene.tap(t("Add exit"), Pick(Purpose(Asked.EXIT))),), *correct)
        case Contradiction.NOT_HERE:
            return ((scene.tap(t("Add entry"), Pick(Purpose(Asked.ENTRY))),), *correct)
        case _:
            return correct
