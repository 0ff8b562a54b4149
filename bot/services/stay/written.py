"""Days that people write instead of tapping, and trips that they tell in a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.dates import DateFault, Expect
from bot.domain.remind.address import Bare
from bot.domain.stay_address import Asked, Keep, Pick, Picked, Purpose, Told
from bot.i18n.catalogue import N_
from bot.library.render import bold
from bot.services.stay.calendar import full, pick

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.dates import ReadDate
    from bot.library.told import Teller
    from bot.services.stay.scene import Scene
    from bot.services.views import View

FAULTS = {
    DateFault.UNREADABLE: N_("I could not read this date. Try 14.09.2026 or 14 September."),
    DateFault.IMPOSSIBLE: N_("There is no such day in the calendar. Please check the day and the month."),
    DateFault.TOO_FAR: N_("I count days from 2000 to 2099 only. Please check the year."),
    DateFault.SEVERAL: N_("I see several dates here. Please write one of them."),
}
EXPECTED = {
    Asked.LEAVE: Expect.FUTURE,
    Asked.BACK: Expect.FUTURE,
    Asked.PAPER_END: Expect.FUTURE,
    Asked.OWN: Expect.FUTURE,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """The screen after a written day. `no_day`: perhaps it was meant as a question."""

    view: View
    no_day: bool = False


def expected(purpose: Purpose) -> Expect:
    """Return in which direction a day without a year is looked for."""
    return EXPECTED.get(purpose.asked, Expect.PAST)


def unclear(scene: Scene, purpose: Purpose, read: ReadDate) -> Heard:
    """Return the screen after a day that could not be taken: which of two is meant, or what is wrong with it."""
    if read.choices:
        return Heard(choices(scene, purpose, read.choices))
    fault = read.fault or DateFault.UNREADABLE
    view = pick(scene, Pick(purpose), scene.t(FAULTS[fault]))
    return Heard(view, no_day=fault in (DateFault.UNREADABLE, DateFault.SEVERAL))


def whole_trip(scene: Scene, purpose: Purpose, text: str, teller: Teller) -> Keep | None:
    """Return trips that were written where one day was asked for."""
    if purpose.asked not in (Asked.ENTRY, Asked.EXIT):
        return None
    story = teller.tell(text, scene.today)
    return Keep(Told(story.trips)) if story and story.trips and not story.about else None


def choices(scene: Scene, purpose: Purpose, days: tuple[date, ...]) -> View:
    """Ask back which of several days is meant."""
    rows = tuple((scene.tap(full(day, scene.t.language), Picked(purpose, day)),) for day in days)
    return scene.view(scene.t("Which day do you mean?"), rows)


def what_of(scene: Scene, day: date) -> View:
    """Ask what happened on a day that somebody wrote without a word."""
    t = scene.t
    rows = (
        (scene.tap(t("I entered on this day"), Picked(Purpose(Asked.ENTRY), day)),),
        (scene.tap(t("I left on this day"), Picked(Purpose(Asked.EXIT), day)),),
    )
    question = t("What happened on this day?")
    return scene.view(f"{bold(full(day, t.language))}\n{question}", rows)


def ask_words(scene: Scene, day: date) -> View:
    """Ask what to remind of on a day. A day that has passed is asked for again."""
    t = scene.t
    if day < scene.today:
        return pick(scene, Pick(Purpose(Asked.OWN)), t("This day has passed. Choose another one."))
    question = t("What shall I remind you of? Write a few words, without numbers of documents.")
    rows = ((scene.tap(t("Without words"), Bare(day)),),)
    view = scene.view(f"{bold(full(day, t.language))}\n{question}", rows)
    return replace(view, awaits=Purpose(Asked.OWN, day))
