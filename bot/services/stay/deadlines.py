"""The deadlines that follow from what is kept: what is due, by when, who must act, and where to read on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duties import duties
from bot.domain.rules import Group
from bot.domain.stay_address import CalendarFile, PaperList
from bot.i18n.formats import stamp
from bot.library.days_off import is_day_off
from bot.library.duties import explained, terms_of, title, topic
from bot.library.limits import regime_of
from bot.library.render import bold
from bot.services.stay.screens import ask_group

if TYPE_CHECKING:
    from bot.domain.duties import Duty
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View


def due(scene: Scene) -> tuple[Duty, ...]:
    """Return the deadlines of the person. Without a trip, whose passport it is changes nothing."""
    facts = scene.library.facts
    group = scene.ledger.group or Group.DOCUMENT
    regime = regime_of(group, facts, scene.today, scene.ledger.covers)
    return duties(scene.ledger, regime, terms_of(facts, scene.today), scene.today, is_day_off)


def unknown_group(scene: Scene) -> bool:
    return bool(scene.ledger.trips) and scene.ledger.group is None


def deadline_list(scene: Scene) -> View:
    t = scene.t
    if unknown_group(scene):
        return ask_group(scene)
    papers: Row = (scene.tap(t("Papers and moves"), PaperList()),)
    found = due(scene)
    if not found:
        text = t("No deadline follows from the dates that are kept here. Add an entry or a paper, and I count.")
        return scene.view(text, (papers,))
    texts = (f"{bold(title(duty.kind, t))}\n{when(duty, scene)}\n{explained(duty, t)}" for duty in found)
    topics = dict.fromkeys(topic(duty, scene.today) for duty in found)
    rows = (row for name in topics for row in scene.topic(name))
    calendar: Row = (scene.tap(t("Add to calendar"), CalendarFile()),)
    return scene.view("\n\n".join(texts), (calendar, papers, *rows))


def when(duty: Duty, scene: Scene) -> str:
    """Write the day of a deadline, and how far away it is."""
    t, days = scene.t, (duty.day - scene.today).days
    far = t("today") if not days else past_or_ahead(scene, days)
    return f"{stamp(duty.day, t.language)} ({far})"


def past_or_ahead(scene: Scene, days: int) -> str:
    if days < 0:
        return scene.t.n("{n} day ago", "{n} days ago", -days)
    return scene.t.n("{n} day left", "{n} days left", days)
