"""The whole dispatcher over a session that answers at once, without a network, and checks what the bot sends."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from aiogram import Bot
from aiogram.types import ErrorEvent, Update
from pydantic import ValidationError

from bot.entry.runtime import open_parts
from bot.preview.session import TerminalSession
from bot.settings import Settings
from bot.telegram.build import build_dispatcher
from tests.running import generous

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType
    from typing import Self

    from aiogram.methods import SendDocument, SendMessage, SendPhoto, TelegramMethod
    from aiogram.methods.base import TelegramType
    from aiogram.types import Message, TelegramObject

    from bot.domain.allowance import Allowance
    from bot.entry.knowledge import Knowledge
    from bot.preview.session import Shown

    Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[object]]

MOST_LETTERS, CALLBACK_BYTES = 4096, 64


class Local(TerminalSession):
    """Counts and checks what the bot sends, and writes no files."""

    def __init__(self) -> None:
        super().__init__(self.check)
        self.calls = 0

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        self.calls += 1
        return await super().make_request(bot, method, timeout)

    def shown_file(self, bot: Bot, method: SendPhoto | SendDocument, message_id: int) -> Message:
        below = cast("SendMessage", method.model_copy(update={"text": "file", "entities": None}))
        return self.shown(bot, below, message_id)

    @staticmethod
    def check(shown: Shown) -> None:
        text = shown.message.text or ""
        assert 0 < len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS
        for button in shown.buttons:
            assert button.url or 0 < len((button.callback_data or "").encode()) <= CALLBACK_BYTES


class House(logging.Handler):
    """The bot in this process; remembers what failed. Use as an async context."""

    def __init__(self, knowledge: Knowledge, database: str, allowance: Allowance | None = None) -> None:
        super().__init__(logging.ERROR)
        self.failures: list[BaseException] = []
        self.logged: list[str] = []
        self.session = Local()
        self.bot = Bot("1:test", session=self.session)
        self.parts = open_parts(Settings(_env_file=None, database_url=database), knowledge)
        self.allowance = allowance or generous()
        self.now = 0.0

    async def __aenter__(self) -> Self:
        parts = await self.parts.__aenter__()
        self.engine = parts.engine
        self.dispatcher, _ = build_dispatcher(replace(parts, allowance=self.allowance), lambda: self.now)

        async def remember(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
            assert isinstance(event, ErrorEvent)
            self.failures.append(event.exception)
            return await handler(event, data)

        self.dispatcher.errors.outer_middleware(remember)
        logging.getLogger().addHandler(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        logging.getLogger().removeHandler(self)
        await self.parts.__aexit__(kind, error, trace)

    def emit(self, record: logging.LogRecord) -> None:
        self.logged.append(record.getMessage())

    async def feed(self, update: dict[str, Any]) -> int | None:
        """Return how many calls the bot made for an update; None for one that aiogram cannot read."""
        try:
            read = Update.model_validate(update, context={"bot": self.bot})
        except ValidationError:
            return None
        before = self.session.calls
        await self.dispatcher.feed_update(self.bot, read)
        return self.session.calls - before
