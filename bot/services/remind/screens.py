"""The screens on which reminders are set up."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location

from bot.domain.remind.address import (
    AtHour,
    Card,
    DeleteOwn,
    InZone,
    Offsets,
    QuietHours,
    SetUp,
    Switch,
    SwitchKind,
)
from bot.domain.remind.plan import target_of
from bot.domain.remind.wishes import CHOICES
from bot.domain.stay_address import Asked, Deadlines, Pick, Purpose
from bot.library.duties import title
from bot.library.render import bold
from bot.services.remind.notice import hide_row, single_rows
from bot.services.remind.words import all_before, at_moment, before_words, clock, in_full

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.duties import Duty, DutyKind
    from bot.services.stay.scene import Scene
    from bot.services.views import Button, Row, View

HOURS = (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
QUIET_FROM, QUIET_UNTIL = (20, 21, 22, 23, 0), (6, 7, 8, 9, 10)
ZONES = (
    "Asia/Almaty", "Europe/Moscow", "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Vladivostok", "Asia/Bishkek", "Asia/Tashkent", "Asia/Tbilisi",
    "Asia/Yerevan", "Europe/Istanbul", "Asia/Dubai", "Europe/Belgrade", "Europe/Berlin", "Europe/London",
    "Asia/Bangkok", "Asia/Shanghai", "Asia/Seoul", "America/New_York",
)  # fmt: skip
"""Where people of Kazakhstan's diaspora and travellers mostly are; each name is that of the zone's main city."""


def city(zone: str, language: str) -> str:
    return get_timezone_location(zone, locale=Locale(language), return_city=True)


def set_up(scene: Scene, zone: str, note: str = "") -> View:
    """Draw how the person is reminded, and a button for each wish."""
    t, wishes = scene.t, scene.wishes
    state = t("Reminders are on.") if wishes.on else t("Reminders of deadlines are off.")
    quiet = quiet_words(wishes.quiet, scene)
    hour = t("Hour: {hour} ({city})", hour=clock(wishes.hour), city=city(zone, t.language))
    hidden = t("Notices say nothing until you tap them.") if wishes.discreet else t("Notices show their text at once.")
    lines = "\n".join((bold(state), hour, quiet, hidden))
    why = t(
        "I remind you before each deadline that follows from your dates. You can hide the text of notices, so that "
        "nobody reads it from your screen."
    )
    switch = Switch(on=not wishes.on)
    rows: tuple[Row, ...] = (
        (scene.tap(t("Turn off") if wishes.on else t("Turn on"), switch), scene.tap(t("My deadlines"), Deadlines())),
        hide_row(scene),
        (scene.tap(t("Hour"), AtHour()), scene.tap(t("Quiet hours"), QuietHours()), scene.tap(t("City"), InZone())),
        (scene.tap(t("Remind me of a day"), Pick(Purpose(Asked.OWN))),),
    )
    return scene.view("\n\n".join(part for part in (note, lines, why) if part), rows)


def quiet_words(quiet: tuple[int, int] | None, scene: Scene) -> str:
    if quiet is None:
        return scene.t("No quiet hours.")
    return scene.t("Quiet hours: {start}–{end}", start=clock(quiet[0]), end=clock(quiet[1]))


def ask_hour(scene: Scene) -> View:
    text = scene.t("At which hour shall I remind you?")
    keys = [scene.tap(marked(clock(hour), on=hour == scene.wishes.hour), AtHour(hour)) for hour in HOURS]
    return scene.view(text, (*in_rows(keys, 6), back(scene)))


def ask_quiet(scene: Scene) -> View:
    """Draw two rows of hours: quiet from, quiet until."""
    t = scene.t
    start, end = scene.wishes.quiet or (QUIET_FROM[1], QUIET_UNTIL[3])
    text = t(
        "When shall I be quiet? Late notices wait until then; a notice at your own hour does not, nor one "
        "about a deadline that ends before."
    )
    on = scene.wishes.quiet is not None
    first = [scene.tap(marked(clock(h), on=on and h == start), QuietHours((h, end))) for h in QUIET_FROM]
    last = [scene.tap(marked(clock(h), on=on and h == end), QuietHours((start, h))) for h in QUIET_UNTIL]
    none = (scene.tap(marked(t("No quiet hours"), on=not on), QuietHours(())),)
    lines = "\n".join((bold(t("Quiet hours")), quiet_words(scene.wishes.quiet, scene), text))
    return scene.view(lines, (tuple(first), tuple(last), none, back(scene)))


def ask_zone(scene: Scene, zone: str, now: datetime) -> View:
    keys = []
    for name in ZONES:
        time = now.astimezone(ZoneInfo(name))
        words = f"{city(name, scene.t.language)} {time:%H:%M}"
        keys.append(scene.tap(marked(words, on=name == zone), InZone(name)))
    text = scene.t("By the clock of which city? Days of deadlines stay those of Kazakhstan.")
    return scene.view(text, (*in_rows(keys, 2), back(scene)))


def card(scene: Scene, duty: Duty, upcoming: str, note: str = "") -> View:
    """Draw one deadline, when the next reminder of it comes, and what can be changed."""
    t, wishes, kind = scene.t, scene.wishes, duty.kind
    rows = single_rows(scene, duty)
    days = t("Reminders: {days}", days=all_before(wishes.offsets_of(kind), t))
    lines = [note, in_full(duty, scene), f"{days}\n{coming(scene, duty, upcoming)}"]
    rows.append((scene.tap(t("How many days before"), Offsets(kind)), scene.tap(t("My deadlines"), Deadlines())))
    if not wishes.wants(kind):
        rows.insert(0, (scene.tap(t("Remind me"), SwitchKind(kind, on=True)),))
    return scene.view("\n\n".join(line for line in lines if line), rows)


def coming(scene: Scene, duty: Duty, upcoming: str) -> str:
    """Say when the next reminder of a deadline comes, or why none does. `upcoming` is its moment in words, or empty."""
    t = scene.t
    if scene.wishes.is_done(target_of(duty)):
        return t("You marked it as done: no reminder comes.")
    if not scene.wishes.wants(duty.kind):
        return t("I do not remind you of this.")
    if not upcoming:
        return t("No reminder comes before this day any more.")
    return t("Next reminder: {moment}", moment=upcoming)


def ask_offsets(scene: Scene, kind: DutyKind) -> View:
    t, chosen = scene.t, scene.wishes.offsets_of(kind)
    keys = [scene.tap(marked(before_words(days, t), on=days in chosen), Offsets(kind, days)) for days in CHOICES]
    text = "\n".join((bold(title(kind, t)), t("How many days before shall I remind you? Tap to add or take away.")))
    return scene.view(text, (*in_rows(keys, 2), (scene.tap(t("My deadlines"), Deadlines()),)))


def own_kept(scene: Scene, duty: Duty, moments: list[datetime], zone: ZoneInfo, note: str = "") -> View:
    """Say that a day of one's own is kept, and when the reminders come."""
    t = scene.t
    when = "\n".join(at_moment(moment, zone, t) for moment in moments)
    parts = (note, in_full(duty, scene), t("I remind you:") + "\n" + when)
    target = target_of(duty)
    hide = () if scene.wishes.discreet else (hide_row(scene),)
    rows = ((scene.tap(t("Change"), Card(target)), scene.tap(t("Delete"), DeleteOwn(target))), *hide, back(scene))
    return scene.view("\n\n".join(part for part in parts if part), rows)


def marked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label


def in_rows(keys: list[Button], size: int) -> tuple[Row, ...]:
    return tuple(tuple(keys[start : start + size]) for start in range(0, len(keys), size))


def back(scene: Scene) -> Row:
    return (scene.tap(scene.t("Reminders"), SetUp()),)
