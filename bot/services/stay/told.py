"""Trips told in a message: what was understood, what is doubtful, and where the person stands by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.dates import Expect
from bot.domain.day_codes import in_reach
from bot.domain.faq import COUNT, LIMIT
from bot.domain.stay_address import Asked, Pick, Plan, Purpose, Told
from bot.domain.told import Doubt
from bot.domain.trips import Trip
from bot.i18n.catalogue import N_
from bot.i18n.formats import day
from bot.library.dates import read_date
from bot.services.stay import screens
from bot.services.stay.calendar import pick
from bot.services.stay.plans import plan
from bot.services.stay.written import what_of

if TYPE_CHECKING:
    from bot.domain.routing import Decision
    from bot.domain.told import Told as Story
    from bot.library.told import Teller
    from bot.services.stay.scene import Scene
    from bot.services.views import View

FEW_WORDS = 4
HOW = N_("Write it like this: entered 14 September 2026, left 2 October 2026, entered 6 October 2026.")
DOUBTS = {
    Doubt.UNCLEAR: N_("I did not understand which days are entries and which are exits."),
    Doubt.IMPOSSIBLE: N_("There is no such day in the calendar. Please check the day and the month."),
    Doubt.AMBIGUOUS: N_("One of these days could be read in two ways."),
    Doubt.TOO_MANY: N_("These are more trips than I can read in one message. Write them in several messages."),
}


def about_days(decision: Decision) -> bool:
    """Tell whether a message may be about the person's own days. Despair and foreign law are not."""
    best = decision.candidates[0].node if decision.candidates else None
    return decision.kind in ("trip", "unknown") or (decision.kind in ("answer", "choose") and best in (COUNT, LIMIT))


def counted(scene: Scene, text: str, decision: Decision, teller: Teller) -> View | None:
    """Return where somebody stands by what they tell; None if they tell nothing of their days."""
    story = teller.tell(text, scene.today)
    if story is None:
        return bare_day(scene, text) if decision.kind == "unknown" else None
    if story.doubt:
        return asked_back(scene, story.doubt) if decision.kind == "trip" else None
    if story.trips:
        return of_trips(scene, story)
    return of_moves(scene, story)


def asked_back(scene: Scene, doubt: Doubt) -> View:
    t = scene.t
    text = f"{t(DOUBTS[doubt])} {t(HOW)}"
    entry = scene.tap(t("Add entry"), Pick(Purpose(Asked.ENTRY)))
    return scene.view(text, ((entry, scene.tap(t("Add exit"), Pick(Purpose(Asked.EXIT)))), *scene.topic(COUNT)))


def bare_day(scene: Scene, text: str) -> View | None:
    """Ask what a day is that was written without a word."""
    if len(text.split()) > FEW_WORDS:
        return None
    read = read_date(text, scene.today, Expect.PAST)
    return what_of(scene, read.day) if read.day else None


def of_trips(scene: Scene, story: Story) -> View:
    """Draw where the person stands by told trips. An exit before them ends the trip that is kept as open."""
    t, here = scene.t, scene.ledger.open_trip
    trips, notes = story.trips, []
    if story.left and here and here.entry <= story.left:
        trips = (Trip(here.entry, story.left), *trips)
    elif story.left:
        left = day(story.left, t.language)
        notes.append(t("I do not know when you entered before you left on {date}: write that too.", date=left))
    if story.about:
        notes.append(t("I took your words as an exact number of days. If you know the day, write it."))
    if not all(in_reach(trip.exit or trip.entry) for trip in trips):
        return asked_back(scene, Doubt.IMPOSSIBLE)
    return screens.told(scene, Told(trips), " ".join(notes))


def of_moves(scene: Scene, story: Story) -> View | None:
    """Draw a plan, the rest of which is asked for, or an exit, which is kept when the person says so."""
    if story.left:
        return what_of(scene, story.left)
    if story.leave and story.back:
        return plan(scene, Plan(story.leave, story.back))
    if story.leave:
        return pick(scene, Pick(Purpose(Asked.BACK, story.leave)))
    return plan(scene, Plan(scene.today, story.back)) if story.back else None
