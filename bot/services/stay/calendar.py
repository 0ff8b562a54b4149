"""A calendar to tap: one month of days as buttons. Each button carries its own day, so it works for ever."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date, get_day_names

from bot.domain.day_codes import in_reach
from bot.domain.stay_address import Asked, Pick, Picked
from bot.i18n.catalogue import N_
from bot.library.render import bold
from bot.services.stay.papers import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.stay_address import Purpose
    from bot.services.stay.scene import Scene
    from bot.services.views import Button, Row, View

MONTH = {"ru": "LLLL y", "kk": "y 'ж'. LLLL", "en": "LLLL y"}
FULL = {"ru": "EEEE, d MMMM y 'года'", "kk": "y 'жылғы' d MMMM, EEEE", "en": "EEEE d MMMM y"}
ONE_DAY = timedelta(days=1)
QUESTIONS = {
    Asked.ENTRY: N_("When did you enter Kazakhstan?"),
    Asked.EXIT: N_("When did you leave?"),
    Asked.FIX_ENTRY: N_("When did you enter Kazakhstan?"),
    Asked.FIX_EXIT: N_("When did you leave?"),
    Asked.LEAVE: N_("On which day would you leave?"),
    Asked.BACK: N_("On which day would you return?"),
    Asked.MOVED: N_("When did you move to another address?"),
    Asked.PAPER_START: N_("What is its first day?"),
    Asked.PAPER_END: N_("What is its last day?"),
    Asked.OWN: N_("Which day shall I remind you of?"),
}
# Where the next days are meant rather than the last ones.
AHEAD = frozenset({Asked.LEAVE, Asked.BACK, Asked.PAPER_END, Asked.OWN})


def pick(scene: Scene, asked: Pick, note: str = "") -> View:
    """Draw the question and a month of days. A note says why it is asked again."""
    t, purpose = scene.t, asked.purpose
    question = bold(t(QUESTIONS[purpose.asked]))
    if purpose.paper:
        question = f"{bold(t(KINDS[purpose.paper]))}\n{question}"
    written = may_be_written(scene, purpose)
    how = t("Tap the day, or write it: 14.09.2026 or 14 September.") if written else t("Tap the day.")
    parts = [note, f"{question}\n{how}", consent(scene, purpose)]
    text = "\n\n".join(part for part in parts if part)
    month = (asked.month or start_of(scene, purpose)).replace(day=1)
    view = scene.view(text, (quick(scene, purpose), *grid(scene, purpose, month)))
    return replace(view, awaits=purpose if written else None)


def may_be_written(scene: Scene, purpose: Purpose) -> bool:
    """Tell whether the day may be awaited in words: then what was told so far is noted down.

    The day of leaving in a plan never is, the start of a first paper is not: nobody has agreed that it be kept.
    """
    return purpose.asked is not Asked.BACK and (purpose.day is None or scene.kept)


def consent(scene: Scene, purpose: Purpose) -> str:
    if scene.kept or purpose.asked in (Asked.LEAVE, Asked.BACK):
        return ""
    return scene.t("The day that you choose is kept, until you erase it with /forget.")


def start_of(scene: Scene, purpose: Purpose) -> date:
    """Return a day in the month that is shown first."""
    if purpose.day is None or purpose.asked is Asked.PAPER_END:
        return scene.today
    trip = scene.ledger.trip_of(purpose.day)
    return (trip and purpose.asked is Asked.FIX_EXIT and trip.exit) or purpose.day


def quick(scene: Scene, purpose: Purpose) -> Row:
    t, today = scene.t, scene.today
    other = (t("Tomorrow"), today + ONE_DAY) if purpose.asked in AHEAD else (t("Yesterday"), today - ONE_DAY)
    return tuple(scene.tap(label, Picked(purpose, day)) for label, day in ((t("Today"), today), other))


def grid(scene: Scene, purpose: Purpose, month: date) -> Iterator[Row]:
    language = scene.t.language
    here = Pick(purpose, month)
    title = format_date(month, MONTH[language], locale=language).capitalize()
    year = scene.tap(title, here)
    yield (
        turn(scene, purpose, month, -12, "«"),
        turn(scene, purpose, month, -1, "‹"),
        year,
        turn(scene, purpose, month, 1, "›"),
        turn(scene, purpose, month, 12, "»"),
    )
    names = get_day_names("short", locale=language)
    yield tuple(scene.tap(names[number], here) for number in range(7))
    for week in Calendar().monthdayscalendar(month.year, month.month):
        yield tuple(cell(scene, purpose, month, number) for number in week)


def turn(scene: Scene, purpose: Purpose, month: date, months: int, label: str) -> Button:
    """Return the button to another month; at the ends of the calendar it stays where it is."""
    years, index = divmod(month.year * 12 + month.month - 1 + months, 12)
    other = date(years, index + 1, 1)
    return scene.tap(label, Pick(purpose, other if in_reach(other) else month))


def cell(scene: Scene, purpose: Purpose, month: date, number: int) -> Button:
    if not number:
        return scene.tap("·", Pick(purpose, month))
    day = month.replace(day=number)
    return scene.tap(f"[{number}]" if day == scene.today else str(number), Picked(purpose, day))


def full(day: date, language: str) -> str:
    return str(format_date(day, FULL[language], locale=language))
