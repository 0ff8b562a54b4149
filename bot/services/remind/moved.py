"""What a change of dates moved, said on the screen where the change is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.remind.plan import shifted
from bot.i18n.formats import stamp
from bot.library.duties import title

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.remind.wishes import Target
    from bot.i18n.catalogue import Texts
    from bot.services.stay.scene import Scene
    from bot.storage.kept import Change


def moved_with(change: Change, scene: Scene) -> str:
    """Write which reminded deadlines have another day now, in lines; nothing if none has."""
    t = scene.t
    old = [target for target in change.before.wishes.told if target.day >= scene.today]
    changes = shifted(old, change.after.wishes.told)
    lines = [line(target, day, t) for target, day in changes]
    return "\n".join((t("Your dates have changed, and with them the reminders:"), *lines)) if lines else ""


def line(target: Target, after: date | None, t: Texts) -> str:
    what, was = title(target.kind, t), stamp(target.day, t.language)
    if after is None:
        return t("{what}: no longer counted (was {before})", what=what, before=was)
    return t("{what}: {after} (was {before})", what=what, after=stamp(after, t.language), before=was)
