"""Marked strings in everything that a person sends: none is found in the database, the logs or error reports."""

from __future__ import annotations

import asyncio
import io
import logging
import random
import sys
from typing import TYPE_CHECKING

import pytest
import structlog
from aiogram import Router
from aiogram.filters import Command
from sqlalchemy import select

from bot.entry.logs import configure_logs
from bot.settings import Settings
from bot.storage.engine import create_engine, reading
from bot.storage.tables import PERSONAL
from bot.telegram import build
from tests.keys import KEY, VAULT
from tests.running import running_bot
from tests.stories.days import commanded, tapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aiogram.types import Message

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_people import Person
    from tests.fakes.telegram_server import TelegramServer

MARK = "zqxj"
"""Stands in every word that a person sends; no file of ours holds it."""
CHAT = 7_312_654_098
ROUNDS = 80
LINES = (
    "как получить ИИН {mark}", "қалай ЖСН аламын {mark}", "how do I get an IIN {mark}", "{mark}", "{mark} {mark} 1",
    "въехал 14 сентября, выехал 2 октября {mark}", "напомни завтра {mark}", "/remind 5 декабря {mark}",
    "/start {mark}", "/entry {mark}", "/entry 01.11.2026 {mark}", "/lang {mark}", "/{mark}", "/exit", "12.11.2026",
    "я не хочу жить {mark}", "меня ищут {mark}", "мой телефон +7 701 555 01 99 {mark}", "/cancel", "/stay",
    "/fail {mark}",
)  # fmt: skip


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The log of the running bot, with everything that libraries say too."""
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stderr", stream)
    configure_logs(Settings(_env_file=None, log_level="DEBUG"))
    structlog.configure(cache_logger_on_first_use=False)  # else other tests would not hear the loggers any more
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    structlog.reset_defaults()


async def fail(message: Message) -> None:
    raise ValueError(message.text)


@pytest.fixture(autouse=True)
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command whose handler fails with the person's own words in the exception."""
    private_router = build.private_router

    def with_fault() -> Router:
        broken = Router()
        broken.message.register(fail, Command("fail"))
        router = Router()
        router.include_routers(broken, private_router())
        return router

    monkeypatch.setattr(build, "private_router", with_fault)


async def converse(person: Person, seed: int, rounds: int = ROUNDS) -> None:
    rng = random.Random(seed)
    for number in range(rounds):
        line = rng.choice(LINES).format(mark=f"{MARK}{number}")
        match rng.randrange(8):
            case 0:
                await person.send_photo(line)
            case 1:
                await person.edit(await person.send("/menu"), line)
            case 2:
                await person.send_voice()
            case _:
                await (person.command if line.startswith("/") else person.send)(line)
    await person.command(f"/fail {MARK}")
    person.telegram.updates.push("message", with_contact(person))
    await asyncio.wait_for(settled(person), 60)


def with_contact(person: Person) -> dict[str, object]:
    contact = {"phone_number": f"+7701{MARK}", "first_name": MARK, "user_id": CHAT}
    return person.telegram.show(person.chat, person.body, {"contact": contact})


async def settled(person: Person) -> None:
    """Wait until the last thing that was sent has been answered."""
    await person.send("/help")
    while "/privacy" not in (await person.answer(30)).text:
        pass


async def test_of_what_a_person_sends_nothing_is_found_anywhere(
    server: TelegramServer, database: Path, knowledge: Knowledge, logs: io.StringIO
) -> None:
    person = server.user(CHAT, first_name=f"{MARK}name", username=f"{MARK}user", last_name=f"{MARK}last")
    async with running_bot(server, database, knowledge):
        await converse(person, seed=7)
        await commanded(person, "/lang kk")
        on_disk = raw(database)
    said = logs.getvalue()
    assert "question answered" in said
    assert "update failed" in said
    for place in (said.encode(), on_disk):
        assert MARK.encode() not in place
        assert str(CHAT).encode() not in place
        assert b"555 01 99" not in place


async def test_of_a_person_who_forgets_no_byte_is_left_in_the_database_its_log_or_the_logs(
    server: TelegramServer, database: Path, knowledge: Knowledge, logs: io.StringIO
) -> None:
    person, other = server.user(CHAT, first_name=MARK), server.user(5)
    async with running_bot(server, database, knowledge):
        await converse(other, seed=3, rounds=10)
        await converse(person, seed=8, rounds=30)
        await commanded(person, "/remind 5 декабря оплатить жильё")
        written = await values(database)
        assert len(written) > 4
        assert any(value in raw(database) for value in written)
        await commanded(person, "/forget")
        await tapped(person, "Да, стереть всё")
        left = raw(database) + logs.getvalue().encode()
        assert not [value for value in written if value in left or value.hex().encode() in left]
        assert await values(database) == set()
    assert not [value for value in written if value in raw(database)]
    assert KEY.encode() not in raw(database)


def raw(database: Path) -> bytes:
    """Return every byte that stands in the folder of the database."""
    return b"".join(file.read_bytes() for file in sorted(database.parent.iterdir()) if file.is_file())


async def values(database: Path) -> set[bytes]:
    """Return every sealed value and mark of the person, as it stands on the disk."""
    engine = create_engine(f"sqlite+aiosqlite:///{database}", VAULT)
    found: set[bytes] = set()
    async with reading(engine) as connection:
        for table in PERSONAL:
            mine = select(table).where(table.c.person == VAULT.person(CHAT))
            found |= {value for row in await connection.execute(mine) for value in row if isinstance(value, bytes)}
    await engine.dispose()
    return found
