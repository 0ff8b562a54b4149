"""Commands of the staff work for those who are listed. For anybody else they do not exist."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings, SettingsError, load_settings
from tests import running
from tests.running import running_bot
from tests.stories.days import commanded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_server import TelegramServer

ADMIN, STRANGER, VOLUNTEERS = 4001, 4002, -5001


@asynccontextmanager
async def staffed(
    server: TelegramServer, database: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TelegramServer]:
    def settings(**given: object) -> Settings:
        return Settings(admin_ids=frozenset({ADMIN}), volunteer_chat_id=VOLUNTEERS, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "Settings", settings)
    async with running_bot(server, database, knowledge):
        yield server


@pytest.fixture
async def staff(
    server: TelegramServer, database: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TelegramServer]:
    async with staffed(server, database, knowledge, monkeypatch) as telegram:
        yield telegram


async def test_an_admin_sees_counts_and_what_is_due(staff: TelegramServer) -> None:
    admin, person = staff.user(ADMIN, language_code="en"), staff.user(language_code="en")
    await commanded(person, "/remind 5 December pay")
    status = (await commanded(admin, "/status")).text
    assert status.startswith("Qadam ")
    assert "People known: 1\nReminders planned: 2\n" in status
    assert "due for a review" in (await commanded(admin, "/due")).text


@pytest.mark.parametrize("command", ["/status", "/due"])
async def test_for_anybody_else_the_commands_do_not_exist(staff: TelegramServer, command: str) -> None:
    person = staff.user(STRANGER, language_code="en")
    unknown = await commanded(person, "/nosuchcommand")
    answer = await commanded(person, command)
    assert (answer.text, answer.labels) == (unknown.text, unknown.labels)


async def test_volunteers_see_in_their_group_what_is_due_and_no_counts(staff: TelegramServer) -> None:
    group, person = staff.group(VOLUNTEERS), staff.user(STRANGER, language_code="en")
    await group.send(person, "/due")
    assert "due for a review" in (await group.answer()).text
    await group.send(person, "/status")
    assert "In groups I stay silent" in (await group.answer()).text


async def test_in_another_group_nothing_is_told(staff: TelegramServer) -> None:
    group, admin = staff.group(-5002), staff.user(ADMIN, language_code="en")
    await group.send(admin, "/due")
    assert "In groups I stay silent" in (await group.answer()).text


async def test_only_the_staff_is_shown_the_commands_of_the_staff(staff: TelegramServer) -> None:
    lists = {call.arguments.get("scope", {}).get("chat_id"): call for call in staff.calls("setMyCommands")}
    named = {chat: {command["command"] for command in call.arguments["commands"]} for chat, call in lists.items()}
    assert {"status", "due", "menu"} <= named[ADMIN]
    assert named[VOLUNTEERS] == {"due"}
    assert not {"status", "due"} & named[None]


@pytest.mark.parametrize("ids", ["x", "1;2", "-5", "1,,x", "1.5", "0"])
def test_ids_that_are_no_ids_stop_the_start(ids: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", ids)
    with pytest.raises(SettingsError, match=r"^ADMIN_IDS: ids are numbers, with commas between$"):
        load_settings()


def test_ids_are_written_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", " 12, 34 ,")
    assert load_settings().admin_ids == {12, 34}
