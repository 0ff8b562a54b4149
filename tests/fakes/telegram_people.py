"""The other side of the chat: people, groups and channels that tests speak through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes.telegram_html import utf16_length
from tests.fakes.telegram_screen import Button, Press, Reader, Screen

if TYPE_CHECKING:
    from tests.fakes.telegram_chat import Chat, Telegram
    from tests.fakes.telegram_updates import Json


class Person(Reader):
    """Somebody who talks to the bot in private."""

    def __init__(self, telegram: Telegram, chat: Chat, body: Json) -> None:
        super().__init__(telegram, chat)
        self.body = body

    async def send(self, text: str, *, entities: list[Json] | None = None, chat: Chat | None = None) -> Screen:
        return self._post({"text": text, "entities": entities}, chat)

    async def command(self, text: str, *, chat: Chat | None = None) -> Screen:
        """Like send, with the bot_command entity that clients add."""
        length = utf16_length(text.split(maxsplit=1)[0])
        return await self.send(text, entities=[{"type": "bot_command", "offset": 0, "length": length}], chat=chat)

    async def send_photo(self, caption: str | None = None) -> Screen:
        size = {"file_id": "AgAC-in", "file_unique_id": "in", "width": 90, "height": 60}
        return self._post({"photo": [size], "caption": caption})

    async def send_voice(self, seconds: int = 3) -> Screen:
        return self._post({"voice": {"file_id": "AwAC-in", "file_unique_id": "in-v", "duration": seconds}})

    async def send_sticker(self, emoji: str = "👍") -> Screen:
        sticker = {"file_id": "CAAC-in", "file_unique_id": "in-s", "type": "regular", "emoji": emoji}
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._post({"sticker": sticker | shape})

    def _post(self, content: Json, chat: Chat | None = None) -> Screen:
        where = chat or self.chat
        if where.blocked:
            raise AssertionError("a person who blocked the bot cannot write to it: unblock first")
        given = {name: value for name, value in content.items() if value is not None}
        message = self.telegram.show(where, self.body, given)
        self.telegram.updates.push("message", dict(message))
        return Screen(dict(message))

    async def edit(self, message: Screen, text: str) -> Screen:
        for chat in self.telegram.chats.values():
            if (stored := chat.messages.get(message.message_id)) is not None:
                self.telegram.change(chat, stored, {"text": text, "entities": None})
                self.telegram.updates.push("edited_message", dict(stored))
                return Screen(dict(stored), edited=True)
        raise AssertionError(f"no message {message.message_id} to edit")

    async def press(
        self,
        button: str | Button,
        message: Screen | None = None,
        *,
        chat: Chat | None = None,
        stale: bool = False,
    ) -> Press:
        """Presses a button of the newest (or given) message; a Button object need not be there any more.

        `stale` sends the message as Telegram sends those it no longer keeps: without content, date 0.
        """
        where = chat or self.chat
        screen = message or (self if where is self.chat else Reader(self.telegram, where)).screen
        pressed = button if isinstance(button, Button) else screen.button(button)
        if pressed.callback_data is None:
            raise AssertionError(f"{pressed} opens a link, the bot never hears of it")
        body = {"chat": where.body, "message_id": screen.message_id, "date": 0} if stale else screen.raw
        return Press(self.telegram, self.telegram.press(where, self.body, body, pressed.callback_data))

    async def block(self) -> None:
        """Later sends get 403; the bot is told by my_chat_member."""
        self._membership(blocked=True)

    async def unblock(self) -> None:
        self._membership(blocked=False)

    def _membership(self, *, blocked: bool) -> None:
        self.chat.blocked = blocked
        member: Json = {"user": self.telegram.bot, "status": "member"}
        kicked: Json = {"user": self.telegram.bot, "status": "kicked", "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        update = {"chat": self.chat.body, "from": self.body, "date": self.telegram.today()}
        self.telegram.updates.push("my_chat_member", {**update, "old_chat_member": old, "new_chat_member": new})


class Group(Reader):
    """A group or supergroup; what the bot says there is read here."""

    async def send(self, person: Person, text: str) -> Screen:
        return await (person.command if text.startswith("/") else person.send)(text, chat=self.chat)

    async def press(self, person: Person, button: str | Button, message: Screen | None = None) -> Press:
        return await person.press(button, message, chat=self.chat)


class Channel(Reader):
    """A channel the bot was added to."""

    async def post(self, text: str) -> Screen:
        message = self.telegram.show(self.chat, None, {"sender_chat": self.chat.body, "text": text})
        self.telegram.updates.push("channel_post", dict(message))
        return Screen(dict(message))
