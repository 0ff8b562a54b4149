from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.fakes.telegram_server import TelegramServer
from tests.fakes.telegram_session import LoopbackSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=f"say:{label}")] for label in labels]
    )


def bot_for(server: TelegramServer, token: str | None = None, timeout: float = 60) -> Bot:
    return Bot(token or server.token, session=LoopbackSession(server.url, timeout=timeout))


def echo() -> Dispatcher:
    router = Router()

    @router.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("Сәлем", reply_markup=keyboard("Да", "Нет"))

    @router.message(F.text)
    async def repeat(message: Message) -> None:
        await message.answer(f"<b>{message.text}</b>", parse_mode="HTML")

    @router.callback_query(F.data.startswith("say:"))
    async def pressed(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"Вы сказали {query.data}")
        await query.answer("Принято")

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


@asynccontextmanager
async def polling(bot: Bot, dispatcher: Dispatcher | None = None) -> AsyncIterator[None]:
    dispatcher = dispatcher or echo()
    task = asyncio.create_task(
        dispatcher.start_polling(bot, polling_timeout=5, handle_signals=False, close_bot_session=False)
    )
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await task


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with bot_for(server).context() as made:
        yield made
