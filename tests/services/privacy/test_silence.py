"""A year of silence: a notice, a month, and then nothing is left. Any contact keeps everything."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.pace import Pace
from bot.domain.remind.delivery import Refused, Unknown
from bot.domain.remind.wishes import Wishes
from bot.domain.retention import Retention
from bot.services.privacy.silence import Silence
from bot.services.views import Deed, Mine
from bot.storage.people import find_person, see_person
from tests.conftest import TODAY

if TYPE_CHECKING:
    from bot.entry.knowledge import Knowledge
    from tests.services.remind.conftest import Desk

ALMOST = TODAY - timedelta(days=336)
"""A year ago, but for the month between the notice and the end."""


@pytest.fixture
def silence(knowledge: Knowledge, desk: Desk) -> Silence:
    seconds, postman = desk.seconds, desk.postman
    return Silence(
        desk.keeper, knowledge.catalogues, Retention(12), postman.send, Pace(), seconds, seconds.sleep, but=99
    )


async def silent(desk: Desk, chat_id: int = 1) -> None:
    await desk.keep(Wishes(on=True), chat_id=chat_id)
    await see_person(desk.keeper.engine, chat_id, ALMOST)


async def test_a_long_silence_is_told_once_and_a_month_later_everything_is_erased(desk: Desk, silence: Silence) -> None:
    await silent(desk)
    assert await silence.look() == (1, 0)
    assert await silence.look() == (0, 0)
    (letter,) = desk.postman.letters
    assert letter[0] == 1
    assert "On 22 December 2026 I erase everything" in letter[1]
    desk.clock.pass_by(days=29)
    assert await silence.look() == (0, 0)
    desk.clock.pass_by(days=1)
    assert await silence.look() == (0, 1)
    assert not await desk.kept()
    assert await find_person(desk.keeper.engine, 1) is None
    assert len(desk.postman.letters) == 1
    assert await desk.delivery.count_waiting() == 0


async def test_the_notice_tells_a_stranger_nothing_and_offers_to_keep_or_to_erase(desk: Desk, silence: Silence) -> None:
    await silent(desk)
    await silence.look()
    (view,) = desk.postman.views
    assert [button.does for row in view.buttons for button in row] == [Mine(Deed.KEEP), Mine(Deed.ASK)]
    assert not [word for word in ("Kazakhstan", "stay", "passport", "December 15") if word in view.messages[0].text]


async def test_an_answer_keeps_everything(desk: Desk, silence: Silence) -> None:
    await silent(desk)
    await silence.look()
    await see_person(desk.keeper.engine, 1, TODAY)
    desk.clock.pass_by(days=40)
    assert await silence.look() == (0, 0)
    assert await desk.kept()


async def test_no_notice_is_sent_at_night(desk: Desk, silence: Silence) -> None:
    await silent(desk)
    desk.clock.set("2026-11-22T23:30")
    assert await silence.look() == (0, 0)
    desk.clock.set("2026-11-23T09:00")
    assert await silence.look() == (1, 0)


async def test_a_notice_that_may_not_have_arrived_is_sent_again_and_the_month_begins_with_it(
    desk: Desk, silence: Silence
) -> None:
    await silent(desk)
    desk.postman.outcomes = [Unknown()]
    assert await silence.look() == (0, 0)
    desk.clock.pass_by(days=20)
    assert await silence.look() == (1, 0)
    desk.clock.pass_by(days=29)
    assert await silence.look() == (0, 0)
    desk.clock.pass_by(days=1)
    assert await silence.look() == (0, 1)


async def test_whoever_has_blocked_the_bot_is_erased_after_the_year(desk: Desk, silence: Silence) -> None:
    await silent(desk)
    desk.postman.outcomes = [Refused()]
    assert await silence.look() == (0, 0)
    person = await find_person(desk.keeper.engine, 1)
    assert person
    assert person.blocked
    desk.clock.pass_by(days=31)
    assert await silence.look() == (0, 1)


async def test_the_person_at_the_terminal_gets_no_message(desk: Desk, silence: Silence) -> None:
    await silent(desk, chat_id=99)
    assert await silence.look() == (0, 0)
    assert desk.postman.letters == []


async def test_many_are_told_and_erased_in_turn(desk: Desk, silence: Silence) -> None:
    for chat_id in range(1, 6):
        await silent(desk, chat_id)
    assert await silence.look() == (5, 0)
    assert [chat_id for chat_id, _ in desk.postman.letters] == [1, 2, 3, 4, 5]
    desk.clock.pass_by(days=30)
    assert await silence.look() == (0, 5)
