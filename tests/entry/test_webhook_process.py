"""`run --webhook` as a process: it says where it is, answers what is posted, and finishes what it took."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from tests.entry.hooked import SECRET, free_port
from tests.entry.processes import STARTED_WITHIN, process
from tests.fakes.telegram_server import TelegramServer

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path


def behind_a_webhook(
    folder: Path, server: TelegramServer, port: int, **more: str
) -> AbstractAsyncContextManager[Process]:
    settings = {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/known-to-telegram",
        "WEBHOOK_SECRET": SECRET,
        "PORT": str(port),
    }
    return process(folder, "--webhook", BOT_TOKEN=server.token, BOT_API_URL=server.url, **settings | more)


async def test_sigterm_lets_what_was_posted_be_answered_and_ends_with_status_0(tmp_path: Path) -> None:
    port = free_port()
    async with TelegramServer() as server, behind_a_webhook(tmp_path, server, port, LOG_LEVEL="DEBUG") as bot:
        (asked,) = await server.called("setWebhook", timeout=STARTED_WITHIN)
        assert (asked.arguments["secret_token"], asked.arguments["drop_pending_updates"]) == (SECRET, False)
        assert "message" in asked.arguments["allowed_updates"]
        person = server.user(language_code="en")
        await person.command("/menu")
        assert await server.deliver() == [200]
        assert (await person.answer()).text.startswith("Choose a topic")
        server.fault("sendMessage", kind="slow", seconds=1.5)
        await person.send("how do I get an IIN?")
        assert await server.deliver() == [200]
        await server.called("sendMessage", count=2, over=False)
        bot.send_signal(signal.SIGTERM)
        assert (await person.answer()).text.startswith("How to get an IIN")
        _, log = await asyncio.wait_for(bot.communicate(), 15)
        assert server.telegram.webhook["url"]  # what comes now waits at Telegram for the next start
    assert bot.returncode == 0, log.decode()
    assert b"Traceback" not in log
    for unsaid in (server.token, SECRET, "known-to-telegram", "how do I get"):
        assert unsaid.encode() not in log


async def test_sigterm_before_telegram_knows_of_the_webhook_ends_at_once_with_status_0(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        server.fault("setWebhook", kind="server_error", times=None)
        async with behind_a_webhook(tmp_path, server, free_port()) as bot:
            await server.called("setWebhook", timeout=STARTED_WITHIN)
            bot.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(bot.communicate(), 15)
    assert bot.returncode == 0, log.decode()
    assert b"Traceback" not in log


async def test_a_port_that_is_taken_stops_the_start_with_one_line(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        taken = int(server.url.rpartition(":")[2])
        async with behind_a_webhook(tmp_path, server, taken, LOG_LEVEL="ERROR") as bot:
            _, err = await asyncio.wait_for(bot.communicate(), STARTED_WITHIN)
    assert bot.returncode == 2
    (line,) = err.decode().splitlines()
    assert line.startswith("qadam: HOST, PORT: nothing can listen there: ")
