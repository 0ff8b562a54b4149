"""The parts put together: commands, the last resort, and the last taps."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from aiogram import Bot
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, User
from structlog.testing import capture_logs

from bot.domain.address import Menu, Offer, Topic
from bot.domain.pace import Pace
from bot.entry.runtime import open_parts
from bot.services.staff import Staff
from bot.services.views import Button, ChooseLanguage, Open, Speak
from bot.settings import Settings
from bot.storage.engine import create_engine
from bot.telegram.build import Sharing, build_bot, build_dispatcher, build_postman, command_list, introduce
from bot.telegram.keyboards import keyboard, packed
from bot.telegram.middlewares.inflight import InFlight
from bot.telegram.recent import Recent
from bot.telegram.show import replace
from bot.telemetry.meters import Meters
from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_session import LoopbackSession
from tests.keys import VAULT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(server.token, session=LoopbackSession(server.url)).context() as made:
        yield made


async def test_the_bot_speaks_to_the_server_that_the_settings_name() -> None:
    shared = Sharing(MemoryStorage(), Recent(time.monotonic))
    bot = build_bot("42:TEST", "http://127.0.0.1:1", Pace(), shared, Meters())
    for made in (bot, build_postman("42:TEST", "http://127.0.0.1:1", shared, Meters())):
        assert made.session.api.api_url("42:TEST", "getMe") == "http://127.0.0.1:1/bot42:TEST/getMe"
        await made.session.close()


async def test_a_server_without_command_lists_does_not_stop_the_start(
    server: TelegramServer, bot: Bot, knowledge: Knowledge
) -> None:
    engine = create_engine("sqlite+aiosqlite:///:memory:", VAULT)
    staff = Staff(engine, knowledge.screens.library, frozenset({1}), volunteers=-5)
    server.fault("setMyCommands", kind="server_error", times=None)
    with capture_logs() as logs:
        await introduce(bot, knowledge.catalogues, staff)
    assert logs[-1]["event"] == "commands not announced"


def test_commands_have_a_description_in_each_language(knowledge: Knowledge) -> None:
    lists = [command_list(t) for t in knowledge.catalogues.values()]
    assert len({tuple(command.command for command in commands) for commands in lists}) == 1
    assert all(1 <= len(command.description) <= 256 for commands in lists for command in commands)


async def test_two_dispatchers_can_be_built_in_one_process(tmp_path: Path, knowledge: Knowledge) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path}/qadam.db")
    async with open_parts(settings, knowledge) as parts:
        assert build_dispatcher(parts)[0] is not build_dispatcher(parts)[0]


async def test_a_tap_on_a_message_that_telegram_no_longer_shows_gets_a_new_message(
    server: TelegramServer, bot: Bot, knowledge: Knowledge
) -> None:
    person = server.user()
    old = InaccessibleMessage(chat=Chat(id=person.chat.id, type="private"), message_id=5, date=0)
    user = User(id=person.chat.id, is_bot=False, first_name="-")
    query = CallbackQuery(id="1", from_user=user, chat_instance="-", message=old, data="o:m").as_(bot)
    await replace(query, knowledge.screens.menu(knowledge.catalogues["ru"]))
    assert (await person.answer()).text.startswith("Выберите тему")


@pytest.mark.parametrize(
    ("button", "data"),
    [
        (Button("x", Open(Menu())), "o:m"),
        (Button("x", Open(Topic("iin.get"))), "o:t/iin.get"),
        (Button("x", Speak("kk", Offer(()))), "l:kk:c/"),
        (Button("x", ChooseLanguage(Menu())), "g:m"),
    ],
)
def test_buttons_carry_their_address(button: Button, data: str) -> None:
    assert packed(button) == data


def test_a_view_without_buttons_has_no_keyboard() -> None:
    assert keyboard(()) is None


async def test_draining_waits_for_what_is_in_hand_and_no_longer_than_told() -> None:
    in_flight = InFlight()
    go = asyncio.Event()

    async def handler(*_: object) -> None:
        await go.wait()

    handling = asyncio.create_task(in_flight(handler, User(id=1, is_bot=False, first_name="-"), {}))
    await asyncio.sleep(0)
    assert not await in_flight.drain(0.01)
    go.set()
    assert await in_flight.drain(1)
    await handling
