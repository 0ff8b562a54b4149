"""An aiogram session that carries requests to a terminal instead of to Telegram."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, cast

from aiogram.client.session.base import BaseSession
from aiogram.methods import EditMessageText, GetMe, SendDocument, SendMessage, SendPhoto
from aiogram.types import BufferedInputFile, Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, User

from bot.library.render import Entity, Rendered

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from aiogram import Bot
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType

BOT = User(id=1, is_bot=True, first_name="Qadam", username="qadam_preview_bot")


@dataclass(slots=True)
class Shown:
    """A message of the bot as the terminal shows it."""

    message: Message
    text: str
    buttons: list[InlineKeyboardButton] = field(default_factory=list)


def aside(shown: Shown) -> None:
    """Show a message on standard error, where the output is not for people."""
    print(shown.text, file=sys.stderr)


class TerminalSession(BaseSession):
    """Gives each message of the bot to `show`, and answers the bot as Telegram would."""

    def __init__(self, show: Callable[[Shown], None]) -> None:
        super().__init__()
        self.show = show
        self.sent = 0

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - aiogram's signature
    ) -> TelegramType:
        match method:
            case GetMe():
                result: Any = BOT
            case SendMessage():
                self.sent += 1
                result = self.shown(bot, method, self.sent)
            case SendPhoto() | SendDocument():
                self.sent += 1
                result = self.shown_file(bot, method, self.sent)
            case EditMessageText():
                result = self.shown(bot, method, method.message_id or 0)
            case _:
                result = True
        return cast("TelegramType", result)

    def shown(self, bot: Bot, method: SendMessage | EditMessageText, message_id: int) -> Message:
        chat = Chat(id=int(method.chat_id or 0), type="private")
        keyboard = method.reply_markup if isinstance(method.reply_markup, InlineKeyboardMarkup) else None
        message = Message(
            message_id=message_id,
            date=datetime.now(UTC),
            chat=chat,
            from_user=BOT,
            text=method.text,
            reply_markup=keyboard,
        ).as_(bot)
        entities = tuple(Entity(e.type, e.offset, e.length, e.url) for e in method.entities or ())
        buttons = [button for row in keyboard.inline_keyboard for button in row] if keyboard else []
        self.show(Shown(message, Rendered(method.text or "", entities).plain, buttons))
        return message

    def shown_file(self, bot: Bot, method: SendPhoto | SendDocument, message_id: int) -> Message:
        """Show the text below a file, and where the file was written to look at it."""
        file = method.photo if isinstance(method, SendPhoto) else method.document
        assert isinstance(file, BufferedInputFile), "the bot sends only files that it has made"
        path = Path(mkdtemp(prefix="qadam-")) / (file.filename or "file")
        path.write_bytes(file.data)
        text = f"{method.caption or ''}\n[{path}]".strip()
        below = SendMessage(chat_id=method.chat_id, text=text, reply_markup=method.reply_markup)
        return self.shown(bot, below, message_id)

    async def stream_content(self, *_args: object, **_options: object) -> AsyncGenerator[bytes, None]:
        """Nothing is ever downloaded in a terminal."""
        nothing: tuple[bytes, ...] = ()
        for part in nothing:
            yield part

    async def close(self) -> None:
        """Nothing is open."""
