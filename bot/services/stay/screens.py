"""Where somebody stands: by what is kept, by what a message told, by a plan. And the question whose passport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duties import DutyKind
from bot.domain.faq import COUNT, LIMIT, OVERSTAY
from bot.domain.ledger import LedgerError, put
from bot.domain.remind.address import About, SetUp
from bot.domain.rules import Group
from bot.domain.stay import Status
from bot.domain.stay_address import (
    Asked,
    AskGroup,
    AskPlan,
    CalendarFile,
    Deadlines,
    Keep,
    NewPaper,
    PaperList,
    Pick,
    Picture,
    Purpose,
    SetGroup,
    Told,
    TripList,
)
from bot.library.render import bold
from bot.services.stay.refusals import refusal
from bot.services.stay.words import GROUPS, answer, headline

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.standing import Standing
    from bot.domain.stay_address import StayAddress
    from bot.domain.trips import Trip
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View

VISITORS = (Group.EAEU, Group.VISA_FREE)
"""Groups whose limits can be told before anybody has said whose passport it is."""


def home(scene: Scene, note: str = "") -> View:
    """Draw where the person stands by what is kept. `note` stands first: what was just done."""
    t, ledger = scene.t, scene.ledger
    rows = (edit_row(scene), *rest_rows(scene))
    if not ledger.trips and not ledger.covers:
        text = t(
            "I count how long you may stay and tell why. Write when you came and left, for example: "
            "entered 14 September, left 2 October, came back 6 October. Or tap below."
        )
        return scene.view(paragraphs(note, text, privacy_line(scene)), rows)
    if ledger.group is None:
        text, choice = by_each_group(scene, ledger.trips, SetGroup)
        return scene.view(paragraphs(note, text), (*choice, *rows))
    if needs_paper(scene, ledger.group):
        return scene.view(paragraphs(note, paper_first(scene)), (add_paper_row(scene), *rows))
    standing = scene.standing(ledger.group)
    text = paragraphs(note, answer(standing, ledger.group, scene.library, t))
    picture: Row = (scene.tap(t("Picture"), Picture()), scene.tap(t("My deadlines"), Deadlines()))
    return scene.view(text, (*overstay_rows(scene, standing), picture, *rows))


def told(scene: Scene, case: Told, note: str = "") -> View:
    """Draw where the person stands if the trips of a message are added to those kept. Keeps nothing."""
    t = scene.t
    try:
        trips = put(scene.ledger, case.trips, scene.today).trips
    except LedgerError as error:
        return refusal(scene, error)
    heard = t("I understood: {trips}.", trips="; ".join(scene.span(trip) for trip in case.trips))
    group = case.group or scene.ledger.group
    if group is None:
        text, rows = by_each_group(scene, trips, lambda group: Told(case.trips, group))
        return scene.view(paragraphs(note, heard, text), (*rows, *scene.topic(COUNT)))
    keep = scene.tap(t("Keep these dates"), Keep(Told(case.trips, case.group)))
    if needs_paper(scene, group):
        return scene.view(paragraphs(heard, paper_first(scene), privacy_line(scene)), ((keep,), add_paper_row(scene)))
    standing = scene.standing(group, trips)
    text = answer(standing, group, scene.library, t)
    rows = (
        (scene.tap(t("Picture"), Picture(Told(case.trips, group))), keep),
        *overstay_rows(scene, standing),
        *scene.topic(COUNT),
    )
    return scene.view(paragraphs(note, heard, text, privacy_line(scene)), rows)


def needs_paper(scene: Scene, group: Group) -> bool:
    return group is Group.DOCUMENT and not scene.ledger.covers


def paper_first(scene: Scene) -> str:
    return scene.t("With a visa or a permit, the last day is the one written in it. Add it, and I count from it.")


def add_paper_row(scene: Scene) -> Row:
    return (scene.tap(scene.t("Add a paper"), NewPaper()),)


def ask_group(scene: Scene) -> View:
    rows = tuple((scene.tap(scene.t(label), SetGroup(group)),) for group, label in GROUPS.items())
    text = scene.t("Which passport do you live here with? The limits differ.")
    return scene.view(paragraphs(text, privacy_line(scene)), rows)


def by_each_group(
    scene: Scene, trips: tuple[Trip, ...], choose: Callable[[Group], StayAddress]
) -> tuple[str, tuple[Row, ...]]:
    """Return the answer for each group of visitors in brief, and the buttons to choose one."""
    t = scene.t
    parts = [f"{bold(t(GROUPS[group]))}\n" + "\n".join(headline(scene.standing(group, trips), t)) for group in VISITORS]
    question = t("Which one is yours? Tap it for the reason and the picture.")
    rows = tuple((scene.tap(t(label), choose(group)),) for group, label in GROUPS.items())
    return paragraphs(*parts, question), rows


def edit_row(scene: Scene) -> Row:
    """Return the button for what may come next: an exit while somebody is here, else an entry."""
    t = scene.t
    here = scene.ledger.open_trip
    entry = scene.tap(t("Add entry"), Pick(Purpose(Asked.ENTRY)))
    leave = scene.tap(t("Add exit"), Pick(Purpose(Asked.EXIT)))
    return (leave if here else entry, scene.tap(t("My trips"), TripList()))


def rest_rows(scene: Scene) -> tuple[Row, ...]:
    t = scene.t
    papers = scene.tap(t("Papers and moves"), PaperList())
    on = scene.wishes.wants(DutyKind.LAST_DAY)
    remind = scene.tap(t("Reminders"), SetUp()) if on else scene.tap(t("Remind me"), About(DutyKind.LAST_DAY))
    return (
        (remind,),
        (scene.tap(t("Plan a trip"), AskPlan()), papers),
        (scene.tap(t("Whose passport"), AskGroup()), scene.tap(t("Add to calendar"), CalendarFile())),
        *scene.topic(LIMIT),
        *scene.topic(COUNT),
    )


def overstay_rows(scene: Scene, standing: Standing) -> tuple[Row, ...]:
    return scene.topic(OVERSTAY) if standing.stay.status is Status.OVERSTAY or standing.past else ()


def privacy_line(scene: Scene) -> str:
    """Return what a first tap on a day keeps; nothing for whom something is kept already."""
    if scene.kept:
        return ""
    return scene.t("Nothing of this is kept yet. What you add is kept until you erase it with /forget.")


def paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
