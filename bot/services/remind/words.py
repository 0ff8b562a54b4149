"""Reminders in words: moments, days before, and one deadline with its rule and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duties import DutyKind
from bot.i18n.formats import stamp
from bot.library.duties import FACTS, explained, headline
from bot.library.render import italic
from bot.services.stay.words import because, sourced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.duties import Duty
    from bot.i18n.catalogue import Texts
    from bot.services.stay.scene import Scene


def at_moment(moment: datetime, zone: ZoneInfo, t: Texts) -> str:
    """Write a moment as a clock and a calendar of a zone show it."""
    here = moment.astimezone(zone)
    return t("{date}, {time}", date=stamp(here.date(), t.language), time=f"{here:%H:%M}")


def clock(hour: int) -> str:
    return f"{hour}:00"


def before_words(days: int, t: Texts) -> str:
    return t.n("{n} day before", "{n} days before", days) if days else t("on the day")


def all_before(days: Iterable[int], t: Texts) -> str:
    return ", ".join(before_words(day, t) for day in days) or t("never")


def in_full(duty: Duty, scene: Scene) -> str:
    """Write a deadline with who must act, which rule decides, and where that is written."""
    return "\n\n".join(
        part for part in (headline(duty, scene.today, scene.t), explained(duty, scene.t), reason(duty, scene)) if part
    )


def reason(duty: Duty, scene: Scene) -> str:
    t, group = scene.t, scene.ledger.group
    if duty.kind is DutyKind.OWN:
        return ""
    if duty.kind is DutyKind.LAST_DAY and group:
        return because(scene.standing(group), group, scene.library, t)
    facts = [scene.library.facts[name] for name in FACTS[duty.kind]]
    return sourced(facts, scene.library, t) or italic(t("The day is the one that you wrote here from your paper."))
