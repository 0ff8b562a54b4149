"""Two replicas behind their webhooks, on one PostgreSQL and one Redis: to a person they are one bot."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.entry import webhook
from tests import redis
from tests.entry.hooked import Hook, hooked
from tests.fakes.telegram_server import TelegramServer
from tests.postgres import emptied

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_people import Person
    from tests.redis import Door


@dataclass
class Replicas:
    server: TelegramServer
    one: Hook
    two: Hook
    door: Door
    first: AsyncExitStack
    """Stops the first replica."""

    def update(self) -> bytes:
        """The newest update that Telegram has for the bot, as it would post it."""
        queued = self.server.telegram.updates.pending[-1]
        self.server.telegram.updates.acknowledge(queued)
        return json.dumps(queued.update).encode()

    async def say(self, person: Person, text: str, hook: Hook) -> str:
        """Let a person write, bring it to a replica, and return the answer."""
        await person.send(text)
        assert await hook.post(self.update()) == 200
        return (await person.answer()).text


@pytest.fixture
def database(postgres: str) -> str:
    asyncio.run(emptied(postgres))
    return postgres


@pytest.fixture
async def replicas(database: str, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Replicas]:
    number = os.getpid()  # tests run at once, on one Redis
    async with (
        TelegramServer(f"{number}:TEST") as server,
        redis.door() as door,
        redis.cleared(f"qadam:{number}"),
        AsyncExitStack() as first,
        hooked(server, tmp_path, knowledge, database, door.url) as two,
    ):
        one = await first.enter_async_context(hooked(server, tmp_path, knowledge, database, door.url))
        yield Replicas(server, one, two, door, first)


async def test_what_one_replica_asked_another_hears(replicas: Replicas) -> None:
    person = replicas.server.user(language_code="en")
    asked = await replicas.say(person, "/entry", replicas.one)
    assert "day" in asked.lower()
    told = await replicas.say(person, "2026-09-14", replicas.two)
    assert "14 September 2026" in told


async def test_an_update_that_comes_to_both_at_once_is_answered_once(replicas: Replicas) -> None:
    person = replicas.server.user(language_code="en")
    await person.command("/menu")
    update = replicas.update()
    statuses = await asyncio.gather(*(hook.post(update) for hook in (replicas.one, replicas.two) * 3))
    assert set(statuses) <= {200, 503}
    assert [await hook.post(update) for hook in (replicas.one, replicas.two)] == [200, 200]
    assert replicas.one.gate.passed + replicas.two.gate.passed == 1
    assert (await person.answer()).text.startswith("Choose a topic")
    assert person.unread == []


async def test_what_a_replica_could_not_finish_is_answered_by_another(
    replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "SECONDS_TO_FINISH", 0.05)
    person = replicas.server.user(language_code="en")
    await person.command("/menu")
    update = replicas.update()
    replicas.one.gate.open.clear()
    posted = asyncio.create_task(replicas.one.post(update))
    await replicas.one.gate.arrived.wait()
    assert await replicas.two.post(update) == 503
    stopping = asyncio.create_task(replicas.first.aclose())
    assert await posted == 503
    await stopping
    assert await replicas.two.post(update) == 200
    assert (await person.answer()).text.startswith("Choose a topic")


async def test_clear_the_screen_clears_what_both_have_sent(replicas: Replicas) -> None:
    person = replicas.server.user(language_code="en")
    for hook in (replicas.one, replicas.two):
        await replicas.say(person, "how do I get an IIN?", hook)
    await replicas.say(person, "/menu", replicas.one)
    await person.press("Clear the screen")
    assert await replicas.two.post(replicas.update()) == 200
    deleted = {number for call in replicas.server.calls("deleteMessages") for number in call.arguments["message_ids"]}
    assert len(deleted) == 5  # three questions and two answers; the third has become an empty page


async def test_everything_that_is_kept_is_sent_and_erased_wherever_it_is_asked_for(replicas: Replicas) -> None:
    person = replicas.server.user(language_code="en")
    await replicas.say(person, "/entry", replicas.one)
    await replicas.say(person, "/export", replicas.two)
    (sent,) = replicas.server.calls("sendDocument")
    assert b"Asking:day" in next(iter(sent.files.values())).data
    await replicas.say(person, "/forget yes", replicas.two)
    told = await replicas.say(person, "/export", replicas.one)
    assert told.startswith("Nothing about you is stored here")


async def test_without_redis_both_go_on_and_say_so_once(replicas: Replicas) -> None:
    person = replicas.server.user(language_code="en")
    await replicas.say(person, "/menu", replicas.one)
    replicas.door.close()
    with capture_logs() as logs:
        asked = await replicas.say(person, "/entry", replicas.one)
        assert "day" in asked.lower()
        told = await replicas.say(person, "2026-09-14", replicas.two)
        assert "14 September 2026" in told
        await replicas.say(person, "/menu", replicas.two)
    away = [line for line in logs if line["event"].startswith("Redis is away")]
    assert [line["log_level"] for line in away] == ["error", "error"]  # once in each
    answers = replicas.one.parts.shared.redis_answers
    assert answers is not None
    assert not answers()
