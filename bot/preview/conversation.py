"""A conversation in the terminal: lines become updates, buttons are numbered, a number taps one."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.types import CallbackQuery, Chat, Message, MessageEntity, Update, User

from bot.preview.session import TerminalSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import TextIO

    from aiogram import Dispatcher

    from bot.preview.session import Shown

# No person of Telegram has this number.
PERSON = 1
PREVIEW_TOKEN = "1:preview"  # nosec B105  # noqa: S105 - no token of anybody; aiogram wants one of this shape


class Conversation:
    """One person in front of the terminal. `write` gets what the bot shows."""

    def __init__(self, dispatcher: Dispatcher, language: str | None, out: TextIO) -> None:
        self.dispatcher = dispatcher
        self.out = out
        self.bot = Bot(PREVIEW_TOKEN, session=TerminalSession(self.show))
        self.user = User(id=PERSON, is_bot=False, first_name="-", language_code=language)
        self.chat = Chat(id=PERSON, type="private")
        self.last: Shown | None = None
        self.updates = 0
        self.over = False
        """Whether the reader of the output has gone."""

    def show(self, shown: Shown) -> None:
        self.last = shown
        try:
            self.write(shown)
        except BrokenPipeError:
            self.over = True

    def write(self, shown: Shown) -> None:
        print(f"\n{shown.text}", file=self.out)
        for number, button in enumerate(shown.buttons, 1):
            where = f" → {button.url}" if button.url else ""
            print(f"  {'' if number > 1 else chr(10) + '  '}[{number}] {button.text}{where}", file=self.out)
        self.out.flush()

    async def hear(self, line: str) -> None:
        """Take a line: the number of a button taps it, anything else is said."""
        line = line.strip()
        if not line:
            return
        pressed = self.button(line)
        if pressed is None:
            await self.say(line)
        else:
            await self.tap(pressed)

    def button(self, line: str) -> str | None:
        number = int(line) if line.isascii() and line.isdecimal() and len(line) < 3 else 0
        if self.last and 1 <= number <= len(self.last.buttons):
            return self.last.buttons[number - 1].callback_data
        return None

    async def say(self, text: str) -> None:
        command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
        entities = [MessageEntity(type="bot_command", offset=0, length=len(command))] if command else None
        message = Message(
            message_id=1_000_000 + self.updates,
            date=datetime.now(UTC),
            chat=self.chat,
            from_user=self.user,
            text=text,
            entities=entities,
        )
        await self.feed(Update(update_id=self.updates, message=message))

    async def tap(self, data: str) -> None:
        assert self.last, "a button is known only from a message"
        query = CallbackQuery(
            id=str(self.updates), from_user=self.user, chat_instance="-", data=data, message=self.last.message
        )
        await self.feed(Update(update_id=self.updates, callback_query=query))

    async def feed(self, update: Update) -> None:
        self.updates += 1
        await self.dispatcher.feed_update(self.bot, update)


async def converse(conversation: Conversation, prompt: str) -> None:
    """Hear lines until the input ends."""
    async for line in lines(prompt):
        await conversation.hear(line)
        if conversation.over:
            raise BrokenPipeError


async def lines(prompt: str) -> AsyncIterator[str]:
    """Yield lines of standard input, asking for each where a person sits in front of it."""
    while line := await asyncio.to_thread(one_line, prompt if sys.stdin.isatty() else ""):
        yield line


def one_line(prompt: str) -> str:
    if not prompt:
        return sys.stdin.readline()
    try:
        return input(prompt) + "\n"
    except EOFError:
        return ""
