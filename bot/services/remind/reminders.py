"""Reminders for a person: open a screen of them, change a wish, keep a day of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.domain.duties import Duty, DutyKind
from bot.domain.remind.address import (
    About,
    AtHour,
    Bare,
    Card,
    DeleteOwn,
    Discreet,
    Done,
    Hide,
    InAnHour,
    InZone,
    Offsets,
    QuietHours,
    Reveal,
    SetUp,
    Switch,
    SwitchKind,
    Tomorrow,
)
from bot.domain.remind.hours import moment
from bot.domain.remind.plan import target_of
from bot.domain.remind.wishes import Later, Own, Target, WishError, with_later, with_own
from bot.library.duties import title
from bot.services.remind import screens
from bot.services.remind.about import about
from bot.services.remind.edits import AN_HOUR, edit_of, is_zone
from bot.services.remind.notice import neutral, told
from bot.services.remind.words import at_moment
from bot.services.stay.deadlines import deadline_list

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.remind.address import RemindAddress, RemindScreen
    from bot.domain.remind.wishes import Moved, Wishes
    from bot.services.remind.keeper import Keeper
    from bot.services.remind.notice import Notices
    from bot.services.stay.scene import Scene
    from bot.services.views import View
    from bot.storage.kept import Change, Kept

TOLD_FOR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Reminders:
    keeper: Keeper
    notices: Notices

    async def open(self, address: RemindAddress, chat_id: int, language: str) -> View:
        """Do what a button says, and return the screen that follows."""
        if isinstance(address, Bare):
            return await self.own(address.day, "", chat_id, language)
        edit = edit_of(address, self.keeper.now(), self.keeper.planner.home)
        if edit is None:
            return self.shown(address, await self.keeper.find(chat_id), language)
        change = await self.wish(chat_id, language, edit)
        note = first_kept(change, self.scene(change.after, language))
        return self.shown(address, change.after, language, note)

    def scene(self, kept: Kept, language: str) -> Scene:
        return self.notices.scene(kept, language, self.keeper.now())

    def zone(self, kept: Kept) -> ZoneInfo:
        return self.keeper.planner.zone_of(kept.wishes)

    async def wish(self, chat_id: int, language: str, edit: Callable[[Wishes], Wishes]) -> Change:
        return await self.keeper.change(chat_id, language, lambda kept: replace(kept, wishes=edit(kept.wishes)))

    async def own(self, day: date, words: str, chat_id: int, language: str) -> View:
        """Keep a day of the person's own. One whose hour has passed today is reminded of in an hour."""
        now, added = self.keeper.now(), list[Own]()

        def edit(wishes: Wishes) -> Wishes:
            wider, own = with_own(wishes, day, words)
            added.append(own)
            if moment(day, wider.hour, self.keeper.planner.zone_of(wider)) > now:
                return wider
            return with_later(wider, Later(now + AN_HOUR, (Target(DutyKind.OWN, own.day, own.number),)))

        try:
            change = await self.wish(chat_id, language, edit)
        except WishError:
            return self.too_many(await self.keeper.find(chat_id), language)
        own = added[-1]
        scene, kept = self.scene(change.after, language), change.after
        duty = Duty(DutyKind.OWN, own.day, number=own.number, words=own.words)
        note = first_kept(change, scene)
        return screens.own_kept(scene, duty, self.ahead(kept, target_of(duty)), self.zone(kept), note)

    def ahead(self, kept: Kept, target: Target) -> list[datetime]:
        """Return the moments at which a deadline is reminded of from now on."""
        now = self.keeper.now()
        notices = self.keeper.planner.notices(kept, now)
        return [notice.due_at for notice in notices if target in notice.targets and notice.due_at > now]

    def too_many(self, kept: Kept, language: str) -> View:
        scene = self.scene(kept, language)
        return deadline_list(scene, scene.t("That is more than I can keep. Delete what is no longer needed."))

    def shown(self, address: RemindScreen, kept: Kept, language: str, note: str = "") -> View:  # noqa: C901, PLR0911, PLR0912 - one line a screen
        scene, now, zone = self.scene(kept, language), self.keeper.now(), self.zone(kept)
        match address:
            case SetUp() | Switch() | Discreet():
                return screens.set_up(scene, zone.key, note)
            case About(kind):
                return about(scene, kind, self.keeper.planner.duties(kept, scene.today), note)
            case Card(target):
                return self.card(kept, scene, target, note)
            case Done(target, done):
                said = scene.t("Marked as done.") if done else ""
                return self.card(kept, scene, target, joined(said, note))
            case SwitchKind(kind, on):
                return self.switched(scene, kind, note, on=on)
            case InAnHour(targets) | Tomorrow(targets):
                return self.again(kept, scene, targets, note)
            case Offsets(kind):
                return screens.ask_offsets(scene, kind)
            case AtHour(hour):
                return screens.ask_hour(scene) if hour is None else screens.set_up(scene, zone.key, note)
            case QuietHours(hours):
                return screens.ask_quiet(scene) if hours is None else screens.set_up(scene, zone.key, note)
            case InZone(name):
                return (
                    screens.set_up(scene, zone.key, note) if is_zone(name) else screens.ask_zone(scene, zone.key, now)
                )
            case Reveal(targets):
                return told(scene, self.notices.duties(kept, now, targets), recent(kept, now))
            case Hide(targets):
                return neutral(scene.t, targets)
            case DeleteOwn():
                return deadline_list(scene, joined(scene.t("Deleted."), note))
            case _:
                assert_never(address)

    def card(self, kept: Kept, scene: Scene, target: Target, note: str) -> View:
        found = self.notices.duties(kept, self.keeper.now(), (target,))
        if not found:
            gone = scene.t("This deadline is settled, or the dates have changed.")
            return deadline_list(scene, joined(note, gone))
        moments = self.ahead(kept, target)
        upcoming = at_moment(min(moments), self.zone(kept), scene.t) if moments else ""
        return screens.card(scene, found[0], upcoming, note)

    @staticmethod
    def switched(scene: Scene, kind: DutyKind, note: str, *, on: bool) -> View:
        what = title(kind, scene.t)
        said = (
            scene.t("I remind you of: {what}", what=what) if on else scene.t("No more reminders of: {what}", what=what)
        )
        return deadline_list(scene, joined(said, note))

    def again(self, kept: Kept, scene: Scene, targets: tuple[Target, ...], note: str) -> View:
        """Say when a notice comes again. In discreet mode nothing else is said."""
        later = max((later.moment for later in kept.wishes.later if later.targets == targets), default=None)
        said = (
            scene.t("I remind you again: {moment}", moment=at_moment(later, self.zone(kept), scene.t)) if later else ""
        )
        if scene.wishes.discreet:
            return neutral(scene.t, targets, (said,))
        found = self.notices.duties(kept, self.keeper.now(), targets)
        return told(scene, found, (), (text for text in (said, note) if text))


def first_kept(change: Change, scene: Scene) -> str:
    """Return what is said when something is kept of a person for the first time."""
    if change.before or not change.after:
        return ""
    return scene.t(
        "Kept here: your language, the dates that you add and how you want to be reminded. /forget erases all."
    )


def recent(kept: Kept, now: datetime) -> tuple[Moved, ...]:
    return tuple(moved for moved in kept.wishes.moved if now - moved.moment < TOLD_FOR)


def joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
