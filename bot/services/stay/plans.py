"""What follows if somebody leaves on one day and comes back on another. Nothing of a plan is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.stay import Status
from bot.domain.stay_address import Asked, AskPlan, Picture, Plan, Purpose
from bot.domain.trips import Trip
from bot.i18n.formats import day
from bot.library.render import bold
from bot.services.stay.screens import ask_group, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.rules import Group
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View


def first_question(scene: Scene) -> Purpose:
    """Return what a plan begins with: the day of leaving, or abroad the day of the next entry."""
    return Purpose(Asked.LEAVE) if scene.ledger.open_trip else Purpose(Asked.BACK, scene.today)


def plan(scene: Scene, case: Plan) -> View:
    """Draw what follows if the person leaves on one day and comes back on another. Keeps nothing."""
    t, group = scene.t, scene.ledger.group
    if case.back < case.leave:
        return scene.view(t("The day of return is before the day of leaving. Please check."), (plan_row(scene),))
    if group is None:
        return ask_group(scene)
    after = planned_trips(scene, case)
    lines = [bold(supposed(scene, case)), *leaving_in_time(scene, case), *returning(scene, group, after, case)]
    nothing_kept = t("This is only a plan: nothing of it is kept.")
    rows = ((scene.tap(t("Picture"), Picture(case)),), plan_row(scene))
    return scene.view(paragraphs("\n".join(lines), nothing_kept), rows)


def supposed(scene: Scene, case: Plan) -> str:
    t = scene.t
    back = day(case.back, t.language)
    if scene.ledger.open_trip is None:
        return t("If you enter on {date}:", date=back)
    return t("If you leave on {left} and return on {back}:", left=day(case.leave, t.language), back=back)


def planned_trips(scene: Scene, case: Plan) -> tuple[Trip, ...]:
    """Return the trips kept that begin before the return, the present one cut at leaving, and the return."""
    here = scene.ledger.open_trip
    before = tuple(trip for trip in scene.ledger.trips if trip is not here and trip.entry < case.back)
    if here is not None and here.entry <= case.leave:
        before = (*before, Trip(here.entry, case.leave))
    return (*before, Trip(case.back))


def leaving_in_time(scene: Scene, case: Plan) -> Iterator[str]:
    """Warn of leaving after the last lawful day of the present visit."""
    assert scene.ledger.group, "asked before"
    last = scene.standing(scene.ledger.group).stay.last_day
    if scene.ledger.open_trip and last and case.leave > last:
        late = scene.t("That is too late to leave: the last lawful day is {date}.", date=day(last, scene.t.language))
        yield bold(late)


def returning(scene: Scene, group: Group, trips: tuple[Trip, ...], case: Plan) -> Iterator[str]:
    t = scene.t
    standing = scene.at(case.back).standing(group, trips)
    stay = standing.stay
    if stay.status is not Status.OVERSTAY:
        last = standing.last_day
        if last is None:
            yield t("No last day follows from these dates.")
            return
        until = day(last, t.language)
        yield t.n(
            "You may then stay {n} day, until {date} (this day is included).",
            "You may then stay {n} days, until {date} (this day is included).",
            (last - case.back).days + 1,
            date=until,
        )
        return
    yield bold(t("Entering on that day would break the limit."))
    without = scene.at(case.back).standing(group, trips[:-1]).stay
    if without.next_entry:
        yield t("The first lawful day of entry after that is {date}.", date=day(without.next_entry, t.language))


def plan_row(scene: Scene) -> Row:
    return (scene.tap(scene.t("Another plan"), AskPlan()),)
