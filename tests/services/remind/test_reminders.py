"""Every button about reminders does what it says, in three languages, and leads on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.duties import Duty, DutyKind
from bot.domain.fact import LANGUAGES
from bot.domain.ledger import Ledger, Paper, PaperKind
from bot.domain.remind import address as a
from bot.domain.remind.wishes import MAX_OWN, Target, Wishes, with_own
from bot.domain.rules import Group
from bot.domain.stay_address import Asked
from bot.domain.trips import Trip
from bot.library.duties import TITLES
from bot.services.remind.screens import ZONES, city
from bot.services.remind.words import in_full
from bot.services.views import Tap
from bot.telegram.keyboards import packed
from tests.domain.visits import d
from tests.services.remind.conftest import HERE_SINCE_OCTOBER
from tests.services.taps import buttons, text

if TYPE_CHECKING:
    from bot.domain.remind.address import RemindAddress
    from bot.services.views import View
    from tests.services.remind.conftest import Desk

ON = Wishes(on=True)
LAST_DAY = Target(DutyKind.LAST_DAY, d("2026-12-15"))
PAPERS = tuple(Paper(kind, d("2027-03-01"), d("2026-11-01")) for kind in PaperKind)


async def opened(desk: Desk, address: RemindAddress, language: str = "en") -> View:
    return await desk.reminders.open(address, 1, language)


async def wishes(desk: Desk) -> Wishes:
    return (await desk.kept()).wishes


def labels(view: View) -> list[str]:
    return [button.label for button in buttons(view)]


async def test_the_first_wish_says_what_is_kept_and_the_next_one_does_not(desk: Desk) -> None:
    assert "Kept here:" in text(await opened(desk, a.Switch(on=True)))
    assert "Kept here:" not in text(await opened(desk, a.AtHour(8)))


async def test_looking_keeps_nothing(desk: Desk) -> None:
    for address in (a.SetUp(), a.AtHour(), a.QuietHours(), a.InZone(), a.Offsets(DutyKind.TAX), a.Card(LAST_DAY)):
        assert await opened(desk, address)
    assert not await desk.kept()


async def test_hour_quiet_hours_city_and_discretion_are_changed_and_shown(desk: Desk) -> None:
    await opened(desk, a.Switch(on=True))
    for address in (a.AtHour(7), a.QuietHours((22, 8)), a.InZone("Europe/Moscow"), a.Discreet(on=True)):
        view = await opened(desk, address)
    shown = text(view)
    assert "Hour: 7:00 (Moscow)" in shown
    assert "Quiet hours: 22:00–8:00" in shown
    assert "say nothing until you tap" in shown
    assert await wishes(desk) == Wishes(on=True, hour=7, quiet=(22, 8), zone="Europe/Moscow", discreet=True)
    assert "No quiet hours" in text(await opened(desk, a.QuietHours(())))
    assert "✓ 7:00" in labels(await opened(desk, a.AtHour()))
    assert any(label.startswith("✓ Moscow 10:00") for label in labels(await opened(desk, a.InZone())))


async def test_a_city_that_is_none_is_asked_again_and_changes_nothing(desk: Desk) -> None:
    await opened(desk, a.Switch(on=True))
    for zone in ("Europe/Atlantis", ""):
        assert "By the clock of which city" in text(await opened(desk, a.InZone(zone)))
    assert (await wishes(desk)).zone is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_has_a_name_of_its_own(language: str) -> None:
    names = [city(zone, language) for zone in ZONES]
    assert len(set(names)) == len(ZONES)
    assert all(names)


async def test_days_before_are_chosen_for_each_kind(desk: Desk) -> None:
    await desk.keep(ON)
    view = await opened(desk, a.Offsets(DutyKind.LAST_DAY, 5))
    assert "✓ 5 days before" in labels(view)
    assert "✓ on the day" in labels(view)
    assert (await wishes(desk)).offsets_of(DutyKind.LAST_DAY) == (30, 14, 7, 5, 3, 1, 0)
    assert "5 days before" in labels(await opened(desk, a.Offsets(DutyKind.LAST_DAY, 5)))


async def test_a_card_tells_the_deadline_its_rule_and_the_next_reminder(desk: Desk) -> None:
    await desk.keep(ON)
    shown = text(await opened(desk, a.Card(LAST_DAY)))
    for part in (
        "15 December 2026 (23 days left)",
        "Source:",
        "What decides:",
        "Next reminder: 1 December 2026, 10:00",
    ):
        assert part in shown
    assert "on the day" in shown


async def test_a_card_says_why_no_reminder_comes(desk: Desk) -> None:
    await desk.keep(Wishes())
    off = await opened(desk, a.Card(LAST_DAY))
    assert "I do not remind you of this." in text(off)
    assert "Remind me" in labels(off)
    await opened(desk, a.SwitchKind(DutyKind.LAST_DAY, on=True))
    assert "Next reminder" in text(await opened(desk, a.Card(LAST_DAY)))
    done = await opened(desk, a.Done(LAST_DAY))
    assert "You marked it as done" in text(done)
    assert "Not done yet" in labels(done)
    assert "Next reminder" in text(await opened(desk, a.Done(LAST_DAY, done=False)))
    desk.clock.set("2026-12-15T11:00")
    assert "No reminder comes before this day any more." in text(await opened(desk, a.Card(LAST_DAY)))


async def test_a_card_of_a_deadline_that_is_no_more_says_so(desk: Desk) -> None:
    await desk.keep(ON, Ledger())
    assert "settled, or the dates have changed" in text(await opened(desk, a.Card(LAST_DAY)))
    assert "settled, or the dates have changed" in text(await opened(desk, a.Reveal((LAST_DAY,))))


async def test_stopping_a_kind_leaves_the_others(desk: Desk) -> None:
    await desk.keep(ON)
    view = await opened(desk, a.SwitchKind(DutyKind.LAST_DAY, on=False))
    assert "No more reminders of: Last lawful day" in text(view)
    assert "– Last lawful day" in labels(view)
    assert any(label.startswith("✓ ") for label in labels(view))


ASKED = {
    DutyKind.LAST_DAY: Asked.ENTRY,
    DutyKind.NOTIFICATION: Asked.ENTRY,
    DutyKind.REGISTRATION: Asked.ENTRY,
    DutyKind.TAX: Asked.ENTRY,
    DutyKind.MOVE_NOTIFICATION: Asked.MOVED,
    DutyKind.MOVE_REGISTRATION: Asked.MOVED,
    DutyKind.VISA: Asked.PAPER_START,
    DutyKind.TRP: Asked.PAPER_START,
    DutyKind.PRP: Asked.PAPER_START,
    DutyKind.PASSPORT: Asked.PAPER_END,
    DutyKind.CARD: Asked.PAPER_END,
    DutyKind.POLICE: Asked.PAPER_END,
    DutyKind.MEDICAL: Asked.PAPER_END,
    DutyKind.OWN: Asked.OWN,
}


@pytest.mark.parametrize("kind", DutyKind)
async def test_one_tap_asks_for_the_day_that_is_missing_and_switches_on(desk: Desk, kind: DutyKind) -> None:
    view = await opened(desk, a.About(kind))
    assert view.awaits
    assert view.awaits.asked is ASKED[kind]
    assert "Reminders are on." in text(view)
    assert (await wishes(desk)).wants(kind)


async def test_one_tap_shows_the_deadline_where_its_day_is_known(desk: Desk) -> None:
    await desk.keep(replace(Wishes(), off=frozenset({DutyKind.LAST_DAY})))
    view = await opened(desk, a.About(DutyKind.LAST_DAY))
    assert "15 December 2026" in text(view)
    assert "Hide the text" in labels(view)
    assert (await wishes(desk)).wants(DutyKind.LAST_DAY)


async def test_one_tap_asks_whose_passport_where_the_limit_depends_on_it(desk: Desk) -> None:
    await desk.keep(Wishes(), replace(HERE_SINCE_OCTOBER, group=None))
    assert "Which passport" in text(await opened(desk, a.About(DutyKind.LAST_DAY)))


async def test_one_tap_says_what_to_do_where_no_day_is_missing(desk: Desk) -> None:
    await desk.keep(Wishes(), Ledger(Group.EAEU, (Trip(d("2026-01-10")),)))
    assert "follows from your trips" in text(await opened(desk, a.About(DutyKind.TAX)))


async def test_an_own_day_for_today_whose_hour_has_passed_is_told_in_an_hour(desk: Desk) -> None:
    view = await desk.reminders.own(d("2026-11-22"), "call", 1, "en")
    assert "22 November 2026, 13:00" in text(view)
    desk.clock.set("2026-11-22T13:00")
    assert (await desk.delivery.run()).sent == 1
    assert desk.postman.texts[0].startswith("call")


async def test_an_own_day_is_deleted_with_its_reminders(desk: Desk) -> None:
    await desk.reminders.own(d("2026-12-05"), "call", 1, "en")
    assert "Deleted." in text(await opened(desk, a.DeleteOwn(Target(DutyKind.OWN, d("2026-12-05"), 1))))
    assert not await desk.kept()
    desk.clock.set("2026-12-05T10:00")
    assert (await desk.delivery.run()).planned == 0


async def test_an_own_day_without_words_is_kept_too(desk: Desk) -> None:
    assert "Your own reminder" in text(await opened(desk, a.Bare(d("2026-12-05"))))


async def test_too_many_own_days_are_refused_kindly(desk: Desk) -> None:
    many = Wishes()
    for number in range(MAX_OWN):
        many, _ = with_own(many, d("2026-12-05"), f"{number}")
    await desk.keep(many)
    assert "more than I can keep" in text(await desk.reminders.own(d("2026-12-06"), "one more", 1, "en"))
    assert len((await wishes(desk)).own) == MAX_OWN


async def test_words_of_ones_own_cannot_bring_markup_or_links(desk: Desk) -> None:
    words = "**bold** [a](https://example.org) `code` <b>x</b> _y_ # z"
    view = await desk.reminders.own(d("2026-12-05"), words, 1, "en")
    assert words in text(view)
    styles = {entity.type for message in view.messages for entity in message.entities}
    assert styles <= {"bold", "italic"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_kind_of_deadline_is_told_in_full_and_fits_into_one_message(desk: Desk, language: str) -> None:
    await desk.keep(ON, Ledger(Group.EAEU, HERE_SINCE_OCTOBER.trips, PAPERS, d("2026-11-10")))
    scene = desk.delivery.notices.scene(await desk.kept(), language, desk.clock())
    for kind in TITLES:
        shown = in_full(Duty(kind, d("2026-12-15"), d("2026-10-06"), planned=True), scene)
        assert 80 < len(shown) < 3500, kind
    for days in range(0, 200, 7):
        desk.clock.pass_by(days=7)
        desk.postman.letters.clear()
        await desk.delivery.run()
        assert all(len(view.messages) == 1 for view in desk.postman.views), days
    assert all(len(packed(button).encode()) <= 64 for view in desk.postman.views for button in buttons(view))


async def test_many_deadlines_are_told_in_brief_with_a_button_each(desk: Desk) -> None:
    many = replace(ON, offsets=dict.fromkeys(DutyKind, (0,)))
    for number in range(20):
        many, _ = with_own(many, d("2026-12-05"), f"thing {number}")
    await desk.keep(many, Ledger())
    desk.clock.set("2026-12-05T10:00")
    tally = await desk.delivery.run()
    assert (tally.sent, tally.messages) == (20, 1)
    assert "And 8 more deadlines: /deadlines" in desk.postman.texts[0]
    view = desk.postman.views[0]
    cards = [b.does.address for b in buttons(view) if isinstance(b.does, Tap) and isinstance(b.does.address, a.Card)]
    assert len(cards) == a.MAX_TARGETS
    later = next(b.does.address for b in buttons(view) if b.label == "In an hour" and isinstance(b.does, Tap))
    assert isinstance(later, a.InAnHour)
    await opened(desk, later)
    desk.clock.pass_by(hours=1)
    await desk.delivery.run()
    assert "thing 3" in desk.postman.texts[-1]


async def test_putting_off_in_discreet_mode_reveals_nothing(desk: Desk) -> None:
    await desk.keep(replace(ON, discreet=True))
    shown = text(await opened(desk, a.Tomorrow((LAST_DAY,))))
    assert "I remind you again: 23 November 2026, 10:00" in shown
    assert "Last lawful day" not in shown


async def test_the_hours_of_another_city_are_kept_in_winter_and_summer(desk: Desk) -> None:
    await desk.keep(replace(ON, zone="Europe/Berlin", quiet=None), Ledger())
    await desk.reminders.own(d("2027-03-27"), "winter", 1, "en")
    await desk.reminders.own(d("2027-03-29"), "summer", 1, "en")
    desk.clock.set("2027-03-27T14:00")
    assert (await desk.delivery.run()).planned == 2
    desk.clock.set("2027-03-28T13:00")
    assert (await desk.delivery.run()).planned == 1
    desk.clock.set("2027-03-29T12:59")
    assert (await desk.delivery.run()).planned == 0
    desk.clock.pass_by(minutes=1)
    assert (await desk.delivery.run()).planned == 1
