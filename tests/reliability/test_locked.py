"""A database that another process has locked delays notices; it neither loses nor repeats them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.domain.remind.delivery import State
from bot.services.remind.delivery import SETTLE_TRIES
from tests.reliability.world import START, states_of, world_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.domain.remind.delivery import Outcome
    from bot.entry.knowledge import Knowledge
    from bot.services.remind.delivery import Delivery
    from bot.services.views import View
    from tests.fakes.telegram_server import TelegramServer
    from tests.reliability.world import World

PEOPLE = 8
BUSY_FOR = 5
"""Tries that find the database locked, a second apart."""


@dataclass(slots=True)
class Locker:
    """Another program that holds the write lock for so many sleeps of the delivery."""

    other: sqlite3.Connection
    world: World
    left: int = 0
    naps: list[float] = field(default_factory=list)

    def lock(self, sleeps: int = BUSY_FOR) -> None:
        self.left = sleeps
        self.other.execute("BEGIN IMMEDIATE")

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        await self.world.clock.sleep(seconds)
        self.left -= 1
        if self.left <= 0:
            self.release()

    def release(self) -> None:
        if self.other.in_transaction:
            self.other.execute("ROLLBACK")


@pytest.fixture
async def locker(server: TelegramServer, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Locker]:
    """Connections wait for a lock hardly at all, so that what follows a wait is seen at once."""
    file, texts = tmp_path / "qadam.db", (knowledge.catalogues, knowledge.screens.library)
    async with world_of(server, f"sqlite+aiosqlite:///{file}", tmp_path, texts) as world:
        await world.engine.dispose()
        event.listen(world.engine.sync_engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=1"))
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            yield Locker(other, world)


def locked_after(delivery: Delivery, locker: Locker, message: int, sleeps: int = BUSY_FOR) -> None:
    """Lock the database as soon as so many messages have been sent: the outcome is not written down yet."""
    send, sent = delivery.send, []
    delivery.sleep = locker.sleep

    async def sending(chat_id: int, view: View) -> Outcome:
        outcome = await send(chat_id, view)
        sent.append(chat_id)
        if len(sent) == message:
            locker.lock(sleeps)
        return outcome

    delivery.send = sending


async def test_what_was_sent_is_written_down_however_long_the_database_is_locked(locker: Locker) -> None:
    world = locker.world
    await world.fill(PEOPLE)
    world.clock.moment = START
    delivery = world.delivery()
    locked_after(delivery, locker, message=3)
    tally = await delivery.run()
    assert locker.naps.count(1) >= BUSY_FOR
    assert (tally.sent, tally.messages) == (PEOPLE, PEOPLE)
    assert set((await states_of(world.engine)).values()) == {State.SENT}
    assert world.count().faultless


async def test_what_cannot_be_written_down_at_all_is_repeated_once_and_says_so(locker: Locker) -> None:
    world = locker.world
    await world.fill(1)
    world.clock.moment = START
    delivery = world.delivery()
    locked_after(delivery, locker, message=1, sleeps=SETTLE_TRIES * 2)
    with pytest.raises(OperationalError, match="locked"):
        await delivery.run()
    locker.release()
    await world.settle(world.delivery())
    found = world.count()
    assert (found.lost, found.repeated, found.silent) == (0, 1, 0)


async def test_a_lock_before_a_message_is_begun_puts_it_off_and_repeats_nothing(locker: Locker) -> None:
    world = locker.world
    await world.fill(PEOPLE)
    world.clock.moment = START
    delivery = world.delivery()
    waits = world.clock.sleep

    async def sleep(seconds: float) -> None:
        """Lock while the third person's place is waited for: their claim is made, their message is not begun."""
        await waits(seconds)
        if len(world.server.calls("sendMessage")) == 2 and not locker.other.in_transaction:
            locker.lock()

    delivery.sleep = sleep
    with pytest.raises(OperationalError, match="locked"):
        await delivery.run()
    assert len(world.server.calls("sendMessage")) == 2
    locker.release()
    await world.settle(world.delivery())
    assert world.count().faultless


async def test_a_pass_that_finds_the_database_locked_ends_and_the_next_one_delivers(locker: Locker) -> None:
    world = locker.world
    await world.fill(PEOPLE)
    world.clock.moment = START
    locker.lock()
    with pytest.raises(OperationalError, match="locked"):
        await world.delivery().run()
    assert world.server.calls() == []
    locker.release()
    await world.settle(world.delivery())
    assert world.count().faultless
