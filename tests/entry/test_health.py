"""How the bot is, over HTTP: what an orchestrator and Prometheus read, and nothing of anybody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import make_mocked_request
from sqlalchemy import text

from bot.domain.remind.plan import Notice
from bot.entry.health import THROUGH_PROXY, Health, health_of
from bot.entry.runtime import open_parts
from bot.settings import Settings
from bot.storage.engine import writing
from bot.storage.people import know
from bot.storage.reminders import plan_notices
from tests.conftest import NOW, TODAY
from tests.entry.hooked import Hook, free_port
from tests.entry.processes import STARTED_WITHIN, process
from tests.fakes.telegram_server import TelegramServer

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge

WORDS = "how do I get an IIN?"


async def asked(port: int, path: str, **headers: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}", headers=headers) as answer:
        return answer.status, await answer.text()


async def said(port: int, path: str) -> tuple[int, Any]:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.json()


async def numbers(port: int) -> dict[str, float]:
    status, page = await asked(port, "/metrics")
    assert status == 200
    lines = [line.rpartition(" ") for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_a_bot_that_can_answer_is_alive_and_ready(hook: Hook) -> None:
    assert await said(hook.port, "/health/live") == (200, {"live": True})
    assert await said(hook.port, "/health/ready") == (200, {"ready": True, "database": True})


async def test_without_its_database_it_is_alive_and_not_ready(hook: Hook) -> None:
    async with writing(hook.parts.engine) as connection:
        await connection.execute(text("DROP TABLE alembic_version"))
    assert await said(hook.port, "/health/live") == (200, {"live": True})
    assert await said(hook.port, "/health/ready") == (503, {"ready": False, "database": False})
    async with writing(hook.parts.engine) as connection:
        await connection.execute(text("DROP TABLE reminders"))
    assert str((await numbers(hook.port))["qadam_reminder_lag_seconds"]) == "nan"


async def test_whoever_takes_no_work_any_more_is_not_ready(tmp_path: Path, knowledge: Knowledge) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path}/qadam.db")
    async with open_parts(settings, knowledge) as parts:
        answer = await Health(parts, lambda: False).ready(None)  # type: ignore[arg-type]  # nothing of it is read
        assert answer.status == 503


async def test_the_numbers_tell_of_updates_handlers_questions_calls_and_reminders(
    server: TelegramServer, hook: Hook
) -> None:
    person = server.user(language_code="en")
    await person.send(WORDS)
    await person.send("I want to die")
    assert set(await server.deliver()) == {200}
    server.fault("sendMessage", kind="server_error", status=500)
    await person.command("/menu")
    assert set(await server.deliver()) == {200}
    found = await numbers(hook.port)
    assert found['qadam_updates_total{kind="message"}'] == 3
    assert found['qadam_handler_seconds_count{handler="questions.question"}'] == 2
    assert found['qadam_routing_decisions_total{decision="answer",language="en"}'] == 1
    assert sum(value for name, value in found.items() if name.startswith("qadam_routing_decisions_total")) == 1
    assert found["qadam_routing_seconds_count"] == 2
    assert found["qadam_reminder_lag_seconds"] == 0
    assert found["qadam_updates_in_hand"] == 0
    assert "qadam_redis_up" not in found or found["qadam_redis_up"] == 0
    failed = [name for name in found if name.startswith("qadam_handler_failures_total")]
    assert failed == ['qadam_handler_failures_total{handler="start.menu"}']


async def test_the_numbers_hold_nothing_of_anybody(server: TelegramServer, hook: Hook) -> None:
    person = server.user(number := 987654321, language_code="en", first_name="Aruzhan")
    await person.send(WORDS)
    await server.deliver()
    _, page = await asked(hook.port, "/metrics")
    for unsaid in (str(number), "Aruzhan", WORDS, "IIN", server.token):
        assert unsaid not in page


async def test_the_lag_is_that_of_the_reminder_that_waits_longest(hook: Hook) -> None:
    async with writing(hook.parts.engine) as connection:
        await know(connection, 1, "en", TODAY)
        await plan_notices(connection, 1, [Notice("a", NOW.replace(hour=11)), Notice("b", NOW)], NOW.replace(hour=9))
    assert (await numbers(hook.port))["qadam_reminder_lag_seconds"] == 3600


@pytest.mark.parametrize("header", THROUGH_PROXY)
async def test_the_numbers_are_not_given_to_the_world(hook: Hook, header: str) -> None:
    assert (await asked(hook.port, "/metrics", **{header: "203.0.113.9"}))[0] == 404


async def test_the_public_name_leads_to_no_numbers(tmp_path: Path, knowledge: Knowledge) -> None:
    address, port = f"sqlite+aiosqlite:///{tmp_path}/qadam.db", free_port()
    settings = Settings(_env_file=None, database_url=address, health_port=port)
    async with open_parts(settings, knowledge) as parts, health_of(parts, settings):
        for host in ("web:8080", "10.0.0.7:8080"):
            assert (await asked(port, "/metrics", Host=host))[0] == 200
        request = make_mocked_request("GET", "/metrics", headers={"Host": "bot.example.org"})
        with pytest.raises(web.HTTPNotFound):
            await Health(parts, lambda: True, "bot.example.org").metrics(request)


async def test_a_worker_reminds_answers_nobody_and_says_how_it_is(tmp_path: Path) -> None:
    port = free_port()
    async with TelegramServer() as server:
        settings = {"BOT_TOKEN": server.token, "BOT_API_URL": server.url, "HEALTH_PORT": str(port)}
        async with process(tmp_path, "--worker", **settings) as worker:
            await server.called("setMyCommands", timeout=STARTED_WITHIN)
            assert await said(port, "/health/ready") == (200, {"ready": True, "database": True})
            assert (await numbers(port))["process_resident_memory_bytes"] > 0
            worker.terminate()
            _, log = await asyncio.wait_for(worker.communicate(), 15)
        assert worker.returncode == 0, log.decode()
        assert server.calls("getUpdates") == []
        assert server.calls("setWebhook") == []
        assert server.calls("deleteWebhook") == []
