"""The picture of a stay and the calendar file: slow enough to be made in a thread of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import LedgerError, put
from bot.domain.stay_address import CalendarFile, Keep, Plan, Told
from bot.domain.trips import Trip
from bot.library.duties import explained, title
from bot.library.render import Rendered
from bot.services.stay.deadlines import deadline_list, due, unknown_group
from bot.services.stay.plans import planned_trips
from bot.services.stay.refusals import refusal
from bot.services.stay.screens import ask_group
from bot.services.views import Attachment, View

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.rules import Group
    from bot.domain.stay_address import Send
    from bot.services.stay.scene import Scene


def attached(scene: Scene, what: Send, now: datetime) -> View:
    """Return the view with its file. Raises nothing: what cannot be drawn is answered in words."""
    if isinstance(what, CalendarFile):
        return calendar_file(scene, now)
    group = (what.case.group if isinstance(what.case, Told) else None) or scene.ledger.group
    if group is None:
        return ask_group(scene)
    try:
        trips = trips_of(scene, what.case, group)
    except LedgerError as error:
        return refusal(scene, error)
    keep = Keep(Told(what.case.trips, what.case.group)) if isinstance(what.case, Told) else None
    return picture(scene, group, trips, keep)


def trips_of(scene: Scene, case: Told | Plan | None, group: Group) -> tuple[Trip, ...]:
    """Return the trips of a case: kept, told, or planned up to the last lawful day after the return."""
    match case:
        case None:
            return scene.ledger.trips
        case Told(trips):
            return put(scene.ledger, trips, scene.today).trips
        case Plan(_, back):
            *before, _ = after = planned_trips(scene, case)
            last = scene.at(back).standing(group, after).last_day
            return (*before, Trip(back, last if last and last >= back else back))


def calendar_file(scene: Scene, now: datetime) -> View:
    """Return the deadlines that lie ahead as a file; the list in words where there is none."""
    from bot.attachments import calendar  # noqa: PLC0415 - few ask for it

    found = () if unknown_group(scene) else tuple(duty for duty in due(scene) if not duty.late(scene.today))
    if not found:
        return deadline_list(scene)
    t = scene.t
    entries = (calendar.Entry(duty, title(duty.kind, t), explained(duty, t)) for duty in found)
    content = calendar.calendar_file(entries, scene.today, t, now)
    text = t("Open the file on your phone: the days come into its calendar. Whoever opens the calendar sees them.")
    return View((Rendered(text),), scene.home_rows(), attachment=Attachment("days.ics", content))


def picture(scene: Scene, group: Group, trips: tuple[Trip, ...], keep: Keep | None) -> View:
    from bot.attachments import timeline  # noqa: PLC0415 - imports Pillow, which few need

    standing = scene.standing(group, trips)
    text = timeline.alternative(standing.trips, standing.regime, standing.stay, scene.t)
    content = timeline.picture(standing.trips, standing.regime, standing.stay, scene.t)
    rows = ((scene.tap(scene.t("Keep these dates"), keep),),) if keep else ()
    return View(
        (Rendered(text),), (*rows, *scene.home_rows()), attachment=Attachment("days.png", content, picture=True)
    )
