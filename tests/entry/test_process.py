"""The bot as a process: it starts, finishes what it has in hand when it is told to stop, and refuses to start badly."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.duties import DutyKind
from bot.domain.remind.wishes import Later, Target, Wishes, with_later, with_own
from bot.entry.knowledge import clock_in
from bot.entry.runtime import open_parts
from bot.settings import Settings
from tests.entry.processes import STARTED_WITHIN, process
from tests.fakes.telegram_server import TelegramServer

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge


async def test_sigterm_lets_the_answer_in_hand_go_out_and_ends_with_status_0(tmp_path: Path) -> None:
    async with (
        TelegramServer() as server,
        process(tmp_path, BOT_TOKEN=server.token, BOT_API_URL=server.url) as bot,
    ):
        person = server.user(language_code="en")
        await person.command("/menu")
        await person.answer(timeout=STARTED_WITHIN)
        server.fault("sendMessage", kind="slow", seconds=1.5)
        await person.send("how do I get an IIN?")
        await server.called("sendMessage", count=2, over=False)
        bot.send_signal(signal.SIGTERM)
        assert (await person.answer()).text.startswith("How to get an IIN")
        _, log = await asyncio.wait_for(bot.communicate(), 15)
    assert bot.returncode == 0, log.decode()
    assert server.token.encode() not in log
    assert b"how do I get" not in log


async def wish(folder: Path, knowledge: Knowledge, chat_id: int, seconds: float) -> None:
    """Keep a reminder that is due in so many seconds, as a process did that is no more."""
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{folder}/qadam.db")
    now = clock_in("Asia/Almaty")
    async with open_parts(settings, replace(knowledge, now=now)) as parts:
        wishes, own = with_own(Wishes(quiet=None), now().date(), "pay the rent")
        later = Later(now() + timedelta(seconds=seconds), (Target(DutyKind.OWN, own.day, own.number),))
        await parts.keeper.change(chat_id, "en", lambda kept: replace(kept, wishes=with_later(wishes, later)))


async def test_a_reminder_that_another_process_kept_comes_in_time_and_once(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    async with TelegramServer() as server:
        person = server.user(language_code="en")
        await wish(tmp_path, knowledge, person.chat.id, 1)
        async with process(tmp_path, BOT_TOKEN=server.token, BOT_API_URL=server.url) as bot:
            assert (await person.answer(timeout=STARTED_WITHIN)).text.startswith("pay the rent")
            bot.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(bot.communicate(), 15)
        assert bot.returncode == 0, log.decode()
        assert b"pay the rent" not in log
        assert len(server.calls("sendMessage")) == 1


async def test_a_bad_setting_stops_the_start_with_one_line_that_names_it(tmp_path: Path) -> None:
    for settings in ({"BOT_TOKEN": "secret stuff"}, {"BOT_TOKEN": "1:a", "TIMEZONE": "Mars/Base"}, {}):
        async with process(tmp_path, **settings) as bot:
            out, err = await asyncio.wait_for(bot.communicate(), 30)
        assert bot.returncode == 2
        assert not out
        assert len(err.decode().splitlines()) == 1
        assert ("TIMEZONE" if "TIMEZONE" in settings else "BOT_TOKEN").encode() in err
        assert b"secret stuff" not in err


async def test_content_that_cannot_be_used_stops_the_start_with_one_line(tmp_path: Path) -> None:
    async with process(tmp_path, BOT_TOKEN="1:a", CONTENT_DIR=str(tmp_path)) as bot:
        _, err = await asyncio.wait_for(bot.communicate(), 30)
    assert bot.returncode == 2
    assert "sections.yaml" in err.decode()
    assert len(err.decode().splitlines()) == 1


async def test_a_token_that_telegram_does_not_know_stops_the_start_with_one_line(tmp_path: Path) -> None:
    async with (
        TelegramServer() as server,
        process(tmp_path, BOT_TOKEN="1:unknown", BOT_API_URL=server.url, LOG_LEVEL="ERROR") as bot,
    ):
        _, err = await asyncio.wait_for(bot.communicate(), STARTED_WITHIN)
    assert bot.returncode == 2
    assert err.decode().splitlines() == ["qadam: BOT_TOKEN: Telegram does not know this token"]


async def test_it_waits_for_a_telegram_that_cannot_be_reached_yet(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        server.fault("getMe", kind="cut")
        server.fault("getMe", kind="server_error")
        async with process(tmp_path, BOT_TOKEN=server.token, BOT_API_URL=server.url) as bot:
            person = server.user(language_code="en")
            await person.command("/menu")
            assert (await person.answer(timeout=STARTED_WITHIN)).text.startswith("Choose a topic")
            bot.send_signal(signal.SIGTERM)
            await asyncio.wait_for(bot.communicate(), 15)
    assert bot.returncode == 0


async def test_a_webhook_of_an_earlier_start_is_deleted_and_no_update_is_lost(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        server.telegram.webhook = {"url": "https://qadam.example/hook", "secret_token": "s" * 32}
        person = server.user(language_code="en")
        await person.command("/menu")
        async with process(tmp_path, BOT_TOKEN=server.token, BOT_API_URL=server.url) as bot:
            assert (await person.answer(timeout=STARTED_WITHIN)).text.startswith("Choose a topic")
            bot.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(bot.communicate(), 15)
        assert bot.returncode == 0, log.decode()
        assert server.telegram.webhook["url"] == ""
        assert [call.arguments.get("drop_pending_updates") for call in server.calls("deleteWebhook")] == [False]


async def test_sigterm_before_telegram_is_reached_ends_at_once_with_status_0(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        server.fault("getMe", kind="server_error", times=None)
        async with process(tmp_path, BOT_TOKEN=server.token, BOT_API_URL=server.url) as bot:
            await server.called("getMe", count=2, timeout=STARTED_WITHIN)
            bot.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(bot.communicate(), 5)
    assert bot.returncode == 0, log.decode()
    assert b"Traceback" not in log
